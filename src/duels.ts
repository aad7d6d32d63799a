/** Wires the duels of plans: the queue they stand in, what they gather, and the thread in which one is fought. */
import { randomUUID } from 'node:crypto'
import type { DuelQuestion } from './contract/plan-duel.ts'
import type { Log } from './log.ts'
import { fightInThread } from './simulate/duel/thread.ts'
import type { DuelOrder } from './simulate/duel/thread-messages.ts'
import type { Queryable } from './store/database.ts'
import { createDuelDesk, type DuelDesk } from './usecases/duel-desk.ts'
import {
  checkDuel,
  type DuelContext,
  type DuelDates,
  type DuelStandings,
  gatherDuel,
  recordedTasks,
} from './usecases/gather-duel.ts'
import type { CountyReference } from './usecases/reference.ts'

export function createDuels(parts: {
  readonly db: Queryable
  readonly reference: () => CountyReference
  readonly ground: DuelContext['ground']
  readonly speeds: DuelContext['speeds']
  readonly now: () => number
  readonly demo: () => boolean
  readonly log: Log
}): DuelDesk {
  const { db, ground, speeds, log } = parts
  const context = (): DuelContext => ({
    ...{ db, ground, speeds, reference: parts.reference(), now: parts.now() },
  })
  return createDuelDesk({
    newId: randomUUID,
    check: (question) => checkDuel(question, context()),
    async run(question, how) {
      const around = context()
      const leftOut: Record<string, number> = {}
      const order = await orderOf(question, around, parts.demo())
      const pages = question.source === 'recorded' ? recordedTasks(around, order, leftOut) : nothing()
      return fightInThread(order, pages, leftOut, how)
    },
    onFault: (fault) => log.error('duel.failed', { fault }),
  })
}

/** Everything but the tasks. */
export async function orderOf(
  question: DuelQuestion,
  context: DuelContext,
  demo: boolean,
): Promise<DuelOrder & DuelDates> {
  const { dates, ground, unstated, standings } = await gatherDuel(question, context)
  return {
    ...{
      ground,
      question,
      ...dates,
      demo,
      standings: { a: standings.a, b: standings.b },
      county: context.reference.county.county,
    },
    unstated: { ...unstated, ...told(standings.warnings) },
  }
}

function told(warnings: DuelStandings['warnings']) {
  const far = warnings.flatMap(({ kind, station }) => (kind === 'far-from-roads' && station ? [station] : []))
  return {
    notInForce: warnings.filter(({ kind }) => kind === 'not-in-force').length,
    farFromRoads: [...new Set(far)],
  }
}

async function* nothing(): AsyncGenerator<never[]> {}
