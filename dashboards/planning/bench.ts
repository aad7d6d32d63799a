// What lies on the bench? The plan, and what it was before each step, so that every step can be taken back.
import type { PlanFile } from '../../src/contract/plan.ts'

export interface Bench {
  readonly plan: PlanFile
  readonly past: readonly PlanFile[]
  readonly future: readonly PlanFile[]
}

const stepsAtMost = 200

export const emptyPlan = (name: string): PlanFile => ({ vaste: 'plan', name, changes: [] })
export const benchOf = (plan: PlanFile): Bench => ({ plan, past: [], future: [] })

/** A step that changes nothing is none. */
export function stepped({ plan, past, future }: Bench, next: PlanFile): Bench {
  if (next === plan) return { plan, past, future }
  return { plan: next, past: [...past, plan].slice(-stepsAtMost), future: [] }
}

/** The name is written letter by letter: no letter is a step of its own. */
export function named(bench: Bench, name: string): Bench {
  return { ...bench, plan: { ...bench.plan, name } }
}

export function undone({ plan, past, future }: Bench): Bench {
  const before = past.at(-1)
  if (!before) return { plan, past, future }
  return { plan: { ...before, name: plan.name }, past: past.slice(0, -1), future: [plan, ...future] }
}

export function redone({ plan, past, future }: Bench): Bench {
  const [next, ...later] = future
  if (!next) return { plan, past, future }
  return { plan: { ...next, name: plan.name }, past: [...past, plan], future: later }
}
