/** What may be asked of the running service about changes of readiness: the questions behind their routes. */
import type { Point } from '../../geo/place.ts'
import type { BeforeAfter, ChangeList } from '../contract/before-after.ts'
import type { Database } from '../store/database.ts'
import type { Ground } from './coverage-ground.ts'
import type { CountyReference } from './reference.ts'
import { type BeforeAfterQuestion, showBeforeAfter, showChanges } from './show-before-after.ts'
import type { ComplianceContext } from './show-compliance.ts'
import { loadMiddles } from './show-problem-cells.ts'
import { loadReadiness } from './show-readiness.ts'
import type { BeforeAfterContext } from './study-change.ts'

export interface BeforeAfterDesk {
  changes(): Promise<ChangeList>
  /** The same answer until something that it comes from has changed; who asks meanwhile waits for the same work. */
  show(question: BeforeAfterQuestion): Promise<BeforeAfter>
}

export function createBeforeAfterDesk(options: {
  readonly db: Database
  readonly reference: () => CountyReference
  /** At the speeds in use: that plans are tried on. */
  readonly ground: () => Ground
  readonly context: () => ComplianceContext
}): BeforeAfterDesk {
  const { db, reference, ground, context } = options
  const kept = new Map<string, Kept>()
  let middles: { of: CountyReference; middleOf: (zone: string) => Point | undefined } | undefined
  const book = () => loadReadiness(db, reference().county.county)
  const gathered = async (): Promise<BeforeAfterContext> => {
    const readiness = await book()
    if (middles?.of !== reference())
      middles = { of: reference(), middleOf: await loadMiddles(db, reference()) }
    return { ...context(), book: readiness, ground: ground(), middleOf: middles.middleOf }
  }
  return {
    changes: async () => showChanges({ ...context(), book: await book() }),
    async show(question) {
      const asked = await gathered()
      const { station, on, service, urgency, until } = question
      const key = JSON.stringify([station, on, service, urgency, until])
      const from = originOf(asked)
      const known = kept.get(key)
      if (known && from.every((part, i) => part === known.from[i])) return known.answer
      const answer = showBeforeAfter(question, asked)
      const entry = { from, answer }
      const forget = () => {
        if (kept.get(key) === entry) kept.delete(key)
      }
      kept.delete(key)
      kept.set(key, entry)
      if (kept.size > keptAtMost) kept.delete(kept.keys().next().value!)
      // Tasks that are judged anew are no news in the log.
      answer.then(asked.judgingAnew === undefined ? undefined : forget, forget)
      return answer
    },
  }
}

interface Kept {
  readonly from: readonly unknown[]
  readonly answer: Promise<BeforeAfter>
}

const keptAtMost = 30

/** What an answer comes from: the log as far as it was heard of, the rules and the roads in use, the register, the day. */
function originOf({
  upTo,
  reference,
  ground,
  book,
  now,
  historyLoading,
  demo,
}: BeforeAfterContext): unknown[] {
  return [upTo.seq, reference, ground, JSON.stringify(book), reference.localDate(now), historyLoading, demo]
}
