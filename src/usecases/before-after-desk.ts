/** What may be asked of the running service about changes of readiness: the questions behind their routes. */
import type { Point } from '../../geo/place.ts'
import type { RoadGraph } from '../../geo/roads/road-graph.ts'
import type { BeforeAfter, ChangeList } from '../contract/before-after.ts'
import type { Database } from '../store/database.ts'
import { keptGround } from './coverage-ground.ts'
import type { CountyReference } from './reference.ts'
import { type BeforeAfterQuestion, showBeforeAfter, showChanges } from './show-before-after.ts'
import type { ComplianceContext } from './show-compliance.ts'
import { loadMiddles } from './show-problem-cells.ts'
import { loadReadiness } from './show-readiness.ts'

export interface BeforeAfterDesk {
  changes(): Promise<ChangeList>
  show(question: BeforeAfterQuestion): Promise<BeforeAfter>
}

export function createBeforeAfterDesk(options: {
  readonly db: Database
  readonly reference: () => CountyReference
  readonly roads: () => RoadGraph
  readonly context: () => ComplianceContext
}): BeforeAfterDesk {
  const { db, reference, context } = options
  const ground = keptGround(options)
  let middles: { of: CountyReference; middleOf: (zone: string) => Point | undefined } | undefined
  const book = () => loadReadiness(db, reference().county.county)
  return {
    changes: async () => showChanges({ ...context(), book: await book() }),
    async show(question) {
      if (middles?.of !== reference())
        middles = { of: reference(), middleOf: await loadMiddles(db, reference()) }
      return showBeforeAfter(question, {
        ...{ ...context(), book: await book(), ground: ground(), middleOf: middles.middleOf },
      })
    },
  }
}
