/** What may be asked of the running service about plans: the questions behind their routes. Nothing is stored. */
import type { PlanEffect, PlanQuestion } from '../contract/plan-effect.ts'
import type { PlanGround } from '../contract/plan-ground.ts'
import type { Suggestion, SuggestQuestion } from '../contract/plan-suggestion.ts'

export interface PlanDesk {
  /** As of a local date; absent: today. */
  ground(on?: string): Promise<PlanGround>
  /** Throws what laying the plan over the register throws, and `invalid` for a place without cell or road. */
  effect(question: PlanQuestion): Promise<PlanEffect>
  suggest(question: SuggestQuestion): Promise<Suggestion>
}
