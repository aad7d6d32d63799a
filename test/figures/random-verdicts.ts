/** Judged tasks as a hostile year may hold them: clock changes, month borders, missing texts, one or two measures. */
import { taskFrom } from '../../src/domain/task.ts'
import type { MeasureVerdict, Outcome } from '../../src/domain/verdict.ts'
import { exclusionReasons } from '../../src/domain/vocabulary.ts'
import { type Random, streamOf } from '../../src/simulate/random.ts'
import type { JudgedTask } from '../../src/store/task-cache.ts'
import { created } from '../builders.ts'

const hour = 3_600_000
/** Helsinki's: two clock changes, a month border of each kind, a turn of the year. */
const edges = [
  '2026-03-29T01:00Z',
  '2026-10-25T01:00Z',
  '2026-08-31T21:00Z',
  '2026-10-31T22:00Z',
  '2025-12-31T22:00Z',
]

export function pick<T>(random: Random, values: readonly T[]): T {
  return values[Math.floor(random() * values.length)]!
}

export function randomJudged(seed: number, task: string): JudgedTask {
  const random = streamOf(seed, task)
  const near = Date.parse(pick(random, edges))
  const datedAt = near + Math.round((random() < 0.5 ? 2 : 24 * 40) * hour * (random() - 0.5))
  const [urgencyGroup, urgency] = pick(random, [
    ...(['A', 'B', undefined].map((letter) => ['A+B', letter]) as [string, string | undefined][]),
    ...([
      ['C', 'C'],
      ['not-assessed', 'N'],
    ] as [string, string][]),
  ])
  const measures: MeasureVerdict[] = [
    { measure: pick(random, ['first-unit', undefined]), targets: [], outcome: randomOutcome(random) },
  ]
  if (random() < 0.4) measures.push({ measure: 'ambulance', targets: [], outcome: randomOutcome(random) })
  return {
    task: taskFrom([created({ task, at: datedAt })]),
    verdict: {
      ...{ task, service: pick(random, ['ems', 'ems', 'rescue']), datedAt, urgency, urgencyGroup, measures },
      decision: pick(random, ['old', 'new', undefined]),
      zone: pick(random, ['1', '2', undefined]),
      municipality: pick(random, ['179', '992', undefined]),
    },
  }
}

function randomOutcome(random: Random): Outcome {
  if (random() < 0.7)
    return { kind: 'reached', seconds: Math.floor(random() ** 3 * 12_000), arrivedAt: 0, unit: 'als 1' }
  return random() < 0.2 ? { kind: 'pending' } : { kind: 'excluded', reason: pick(random, exclusionReasons) }
}
