// Is this a plan? By the service's own schema, loaded only when a link or a file is opened.
import { config } from 'zod'
import { type PlanFile, planSchema } from '../../src/contract/plan.ts'
import { sentenceOf } from '../../src/contract/sentence.ts'

// The page's policy forbids making code at run time, which zod would otherwise try.
config({ jitless: true })

export type Checked =
  | { readonly kind: 'plan'; readonly plan: PlanFile }
  | { readonly kind: 'refused'; readonly detail: string }

/** `detail` says where, what was expected and what was found, in English as the service says it. */
export function checkPlan(value: unknown): Checked {
  const found = planSchema.safeParse(value)
  return found.success
    ? { kind: 'plan', plan: found.data }
    : { kind: 'refused', detail: sentenceOf(found.error, value) }
}
