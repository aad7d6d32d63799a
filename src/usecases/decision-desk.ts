/** What may be asked of the running service about decisions: the questions behind their routes. */
import type { AdoptedView, DecisionBody, DecisionList } from '../contract/decision-list.ts'
import type { DecisionPreview } from '../contract/decision-preview.ts'
import type { Adoption } from '../domain/decision-spans.ts'
import { VasteError } from '../domain/error.ts'
import type { Database } from '../store/database.ts'
import type { ReferenceKeeper } from './keep-reference.ts'
import { previewDecision } from './preview-decision.ts'
import { showDecision, showDecisions } from './show-decisions.ts'

export interface DecisionDesk {
  list(): Promise<DecisionList>
  /** Throws `not-found`. */
  body(id: string): DecisionBody
  /** One at a time: it keeps the service busy. Throws `unavailable` while another is under way. */
  preview(
    question: Adoption & { readonly from?: string; readonly to?: string },
    options: { readonly signal: AbortSignal; readonly onProgress: (done: number, total: number) => void },
  ): Promise<DecisionPreview>
  adopt(adoption: Adoption, by: string): Promise<AdoptedView>
}

export function createDecisionDesk(options: {
  readonly db: Database
  readonly keeper: ReferenceKeeper
  readonly now: () => number
}): DecisionDesk {
  const { db, keeper, now } = options
  let previewing = false
  return {
    list: () => showDecisions(db, keeper, now()),
    body: (id) => showDecision(keeper.reference(), id),
    async preview(question, asked) {
      if (previewing)
        throw new VasteError(
          'unavailable',
          'another preview is being counted; expected the same again a little later',
        )
      previewing = true
      try {
        return await previewDecision(db, keeper.reference(), question, { now: now(), ...asked })
      } finally {
        previewing = false
      }
    },
    async adopt(adoption, by) {
      const { changes, tasks, months } = await keeper.adopt(adoption, by)
      return {
        id: adoption.decision.id,
        changes: changes.map(({ action, decision }) => ({ action, id: decision.id })),
        tasks,
        months: [...new Set(months.map(({ month }) => month))].sort(),
      }
    },
  }
}
