/** What does the main thread say to a duel's thread? */
import type { DuelQuestion } from '../../contract/plan-duel.ts'
import type { Standing } from '../../domain/plan.ts'
import type { DuelTask } from '../../usecases/duel-setting.ts'
import type { DuelGround } from '../../usecases/gather-duel.ts'
import type { Unstated } from './assumptions.ts'

/** How the thread begins. */
export interface DuelOrder {
  readonly ground: DuelGround
  readonly standings: { readonly a: Standing; readonly b: Standing }
  readonly county: string
  readonly question: DuelQuestion
  readonly on: string
  readonly from: string
  readonly to: string
  readonly demo: boolean
  readonly unstated: Unstated
}

export type ToDuel =
  | { readonly kind: 'tasks'; readonly tasks: readonly DuelTask[] }
  | { readonly kind: 'fight'; readonly leftOut: Readonly<Record<string, number>> }
