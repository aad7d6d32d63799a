/**
 * How long did it take to reach the place? The one definition of reach time: from the decision's clock start to the
 * earliest at-scene of a unit that qualifies for the measure.
 */
import type { ServiceLevelDecision } from './service-level-decision.ts'
import { firstAlertAt, type Task, type UnitOnTask } from './task.ts'
import type { Measure, UnitType } from './vocabulary.ts'

export interface Reach {
  /** Absent while the clock has not started. */
  readonly startAt?: number
  /** Absent until a qualifying unit is at scene. */
  readonly arrivedAt?: number
  readonly unit?: string
  /** Whole seconds, a started second counting as full, so that 8:00.1 is not within 8:00 (trap 20). May be negative. */
  readonly seconds?: number
}

export type UnitTypeOf = (unit: UnitOnTask) => UnitType | undefined

/** When the decision's clock started for this task; one value for the task whichever unit arrives (trap 5). */
export function clockStartAt(
  task: Task,
  decision: Pick<ServiceLevelDecision, 'clockStart'>,
): number | undefined {
  return decision.clockStart === 'task-created' ? task.createdAt : firstAlertAt(task)
}

export function reachTime(
  task: Task,
  decision: ServiceLevelDecision,
  measure: Measure,
  typeOf: UnitTypeOf,
): Reach {
  const arrived = firstArrival(task, decision, measure, typeOf)
  const startAt =
    decision.clockStart === 'arriving-unit-alert' && arrived
      ? arrived.alertedAt
      : clockStartAt(task, decision)
  if (!arrived) return startAt === undefined ? {} : { startAt }
  const reach = { arrivedAt: arrived.atSceneAt, unit: arrived.unit }
  if (startAt === undefined) return reach
  return { ...reach, startAt, seconds: wholeSeconds(arrived.atSceneAt! - startAt) }
}

/** Away from zero: a part of a second before the start is before it, not at it. */
function wholeSeconds(milliseconds: number): number {
  const seconds = milliseconds / 1000
  return seconds < 0 ? Math.floor(seconds) : Math.ceil(seconds)
}

function firstArrival(
  task: Task,
  decision: ServiceLevelDecision,
  measure: Measure,
  typeOf: UnitTypeOf,
): UnitOnTask | undefined {
  let best: UnitOnTask | undefined
  for (const unit of task.units) {
    if (unit.atSceneAt === undefined || !qualifies(decision, measure, typeOf(unit))) continue
    if (best?.atSceneAt === undefined || unit.atSceneAt < best.atSceneAt) best = unit
  }
  return best
}

/** A unit of unknown type counts only where the decision says 'any'. */
export function qualifies(
  decision: ServiceLevelDecision,
  measure: Measure,
  type: UnitType | undefined,
): boolean {
  const allowed = decision.qualifyingUnits[measure]
  if (allowed === undefined) return false
  return allowed === 'any' || (type !== undefined && allowed.includes(type))
}
