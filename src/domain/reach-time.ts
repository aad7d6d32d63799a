/**
 * How long did it take to reach the place? The one definition of reach time: from the decision's clock start to the
 * moment when what the measure asks for is at scene: one unit that qualifies, several, or a formation.
 */
import { type Assembled, assembled } from './formation.ts'
import type { ServiceLevelDecision } from './service-level-decision.ts'
import { firstAlertAt, smallest, type Task, type UnitOnTask } from './task.ts'
import type { ClockStart, Measure, UnitType } from './vocabulary.ts'

export interface Reach {
  /** Absent while the clock has not started. */
  readonly startAt?: number
  /** Absent until what the measure asks for is at scene; of a turnout, when the unit set out. */
  readonly arrivedAt?: number
  /** That arrived first, or completed what was asked for. */
  readonly unit?: string
  /** Whole seconds, a started second counting as full, so that 8:00.1 is not within 8:00 (trap 20). May be negative. */
  readonly seconds?: number
  /** Units are at scene, but not yet what the measure asks for. */
  readonly incomplete?: true
}

export type UnitTypeOf = (unit: UnitOnTask) => UnitType | undefined

/** When the decision's clock started for this task; one value for the task whichever unit arrives (trap 5). */
export function clockStartAt(
  task: Task,
  decision: Pick<ServiceLevelDecision, 'clockStart'>,
): number | undefined {
  return startOf(task, decision.clockStart)
}

export function reachTime(
  task: Task,
  decision: ServiceLevelDecision,
  measure: Measure,
  typeOf: UnitTypeOf,
): Reach {
  const found = arrival(task, decision, measure, typeOf)
  const unit = found.unit
  if (measure === 'turnout') return between(unit?.alertedAt, unit?.enRouteAt, unit?.unit)
  if (measure === 'drive') return between(unit?.enRouteAt, unit?.atSceneAt, unit?.unit)
  const clock = decision.clockStarts?.[measure] ?? decision.clockStart
  const incomplete = found.incomplete ? { incomplete: true as const } : {}
  return { ...between(startOf(task, clock, unit), found.at, unit?.unit), ...incomplete }
}

function between(
  startAt: number | undefined,
  arrivedAt: number | undefined,
  unit: string | undefined,
): Reach {
  const start = startAt === undefined ? {} : { startAt }
  if (arrivedAt === undefined || unit === undefined) return start
  const reach = { ...start, arrivedAt, unit }
  return startAt === undefined ? reach : { ...reach, seconds: wholeSeconds(arrivedAt - startAt) }
}

/** Before any unit has arrived, a clock of the arriving unit runs from the first of them. */
function startOf(task: Task, clock: ClockStart, arrived?: UnitOnTask): number | undefined {
  switch (clock) {
    case 'task-created':
      return task.createdAt
    case 'earliest-alert':
      return firstAlertAt(task)
    case 'arriving-unit-alert':
      return arrived ? arrived.alertedAt : firstAlertAt(task)
    case 'earliest-en-route':
      return smallest(task.units.map((unit) => unit.enRouteAt))
    case 'arriving-unit-en-route':
      return arrived ? arrived.enRouteAt : smallest(task.units.map((unit) => unit.enRouteAt))
  }
}

/** Away from zero: a part of a second before the start is before it, not at it. */
export function wholeSeconds(milliseconds: number): number {
  const seconds = milliseconds / 1000
  return seconds < 0 ? Math.floor(seconds) : Math.ceil(seconds)
}

function arrival(
  task: Task,
  decision: ServiceLevelDecision,
  measure: Measure,
  typeOf: UnitTypeOf,
): Assembled {
  const arrived = task.units
    .filter((unit) => unit.atSceneAt !== undefined && qualifies(decision, measure, typeOf(unit)))
    .sort((a, b) => a.atSceneAt! - b.atSceneAt! || (a.unit < b.unit ? -1 : 1))
  return assembled(arrived, decision.formations?.[measure], typeOf)
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
