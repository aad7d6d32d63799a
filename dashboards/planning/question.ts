// What is asked of the service for the bench as it lies? Two benches of one key have one answer.

import type { PlanFile } from '../../src/contract/plan.ts'
import type { PlanQuestionInput } from '../../src/contract/plan-effect.ts'
import type { Address } from './address.ts'

export interface Question {
  readonly key: string
  readonly body: PlanQuestionInput
}

/** The name changes no figure, and an answer needs one: a plan without is sent under another. */
export function questionOf(plan: PlanFile, { turnout, service, measure, day, hour }: Address): Question {
  const { on, changes } = plan
  const show = { service, measure, day, hour }
  return {
    key: JSON.stringify({ on, changes, turnout, show }),
    body: { plan: sendable(plan), turnout, show },
  }
}

export function sendable(plan: PlanFile): PlanFile {
  return plan.name.trim() === '' ? { ...plan, name: '–' } : plan
}
