// What need not be sent again? The columns that no plan changes stay with the page, and an answer tells only what differs.
import type { PlanEffect, PlanQuestionInput } from '../../src/contract/plan-effect.ts'
import type { Cells } from './bands.ts'

/** Names what the page holds, when it is of what is asked for; the service tells all where that has changed. */
export function holding(question: PlanQuestionInput, held: Cells | undefined): PlanQuestionInput {
  const { show } = question
  if (!show || !held) return question
  const isSame = (['service', 'measure', 'day', 'hour'] as const).every((each) => show[each] === held[each])
  return isSame ? { ...question, show: { ...show, held: held.tag } } : question
}

/** The answer as if all of it had been sent. */
export function whole(effect: PlanEffect, held: Cells | undefined): PlanEffect {
  const { cellChanges, ...rest } = effect
  if (!cellChanges || held?.tag !== cellChanges.tag) return effect
  const { cell, after: seconds, nearestAfter: nearest, crews } = cellChanges
  // Crews that only an earlier plan had are no longer named by any cell.
  const known = held.crews.slice(0, 1 + Math.max(-1, ...new Set(held.nearestBefore)))
  const [after, nearestAfter] = [[...held.before], [...held.nearestBefore]]
  for (const [i, at] of cell.entries()) {
    after[at] = seconds[i]!
    nearestAfter[at] = nearest[i]! < 0 ? -1 : known.length + nearest[i]!
  }
  return { ...rest, cells: { ...held, crews: [...known, ...crews], after, nearestAfter } }
}
