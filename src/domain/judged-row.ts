/** What is counted? A verdict as rows, one for each measure: what is cached, and what figures are counted from. */
import { correctionsOf } from './review.ts'
import type { Task, UnitOnTask } from './task.ts'
import type { Reached, TaskVerdict } from './verdict.ts'
import type { ExclusionReason, Measure, Service } from './vocabulary.ts'

/** One measure of one judged task. Exactly one of `seconds` and `excluded` is present. */
export interface JudgedRow {
  readonly task: string
  readonly ordinal: number
  readonly service: Service
  readonly datedAt: number
  readonly decision?: string
  readonly urgency?: string
  readonly urgencyGroup: string
  readonly zone?: string
  readonly municipality?: string
  readonly measure?: Measure
  readonly seconds?: number
  readonly excluded?: ExclusionReason
  /** That arrived, or completed the formation. */
  readonly unit?: string
  /** Home of that unit by the register. */
  readonly station?: string
  /** Of the decision's zone system: a 1 km cell as '1kmN6901E434', or the zone's own id. */
  readonly cell?: string
  /** Parts of the unit's own time, where it told that it was en route; only beside `seconds` (trap 12). */
  readonly turnoutSeconds?: number
  readonly driveSeconds?: number
  /** From the clock start to the cancellation, of a task cancelled before arrival (trap 27). */
  readonly cancelledSeconds?: number
  /** Sum of `rowFlags`. */
  readonly flags: number
}

/** What else is true of a row. */
export const rowFlags = {
  /** The dispatch urgency changed during the task (trap 21). */
  urgencyChanged: 1,
  /** A source of its times writes coarser than whole seconds (trap 19). */
  coarseTimes: 2,
  /** A manager has corrected a time. */
  corrected: 4,
  /** The unit was alerted away from its station, so that its turnout is no station's (trap 10). */
  mobile: 8,
} as const
export type RowFlag = keyof typeof rowFlags

/** Ordinal 0 is the task's first measure: tasks are counted by it. `stationOf`: home of a unit by the register. */
export function judgedRows(
  verdict: TaskVerdict,
  task: Task,
  stationOf: (unit: UnitOnTask) => string | undefined,
): JudgedRow[] {
  const { service, datedAt, decision, urgency, urgencyGroup, zone, cell, municipality } = verdict
  const taskFlags = flagsOf(task)
  return verdict.measures.map(({ measure, outcome }, ordinal) => ({
    ...{ task: task.id, ordinal, service, datedAt, decision, urgency, urgencyGroup, zone, municipality },
    ...{ measure, cell, flags: taskFlags },
    ...(outcome.kind === 'reached' ? reachedFields(outcome, task, taskFlags, stationOf) : {}),
    ...(outcome.kind === 'pending' ? { excluded: 'still-open' as const } : {}),
    ...(outcome.kind === 'excluded'
      ? { excluded: outcome.reason, cancelledSeconds: outcome.cancelledSeconds }
      : {}),
  }))
}

function reachedFields(
  { seconds, unit, turnoutSeconds, driveSeconds, mobile }: Reached,
  { units }: Task,
  taskFlags: number,
  stationOf: (unit: UnitOnTask) => string | undefined,
) {
  const flags = taskFlags + (mobile ? rowFlags.mobile : 0)
  const station = stationOf(units.find((candidate) => candidate.unit === unit)!)
  return { seconds, unit, station, turnoutSeconds, driveSeconds, flags }
}

function flagsOf({ urgencies, resolutionSeconds, reviews = [] }: Task): number {
  const changed = urgencies.length > 1 ? rowFlags.urgencyChanged : 0
  const coarse = resolutionSeconds === undefined ? 0 : rowFlags.coarseTimes
  const corrected = correctionsOf(reviews).length > 0 ? rowFlags.corrected : 0
  return changed + coarse + corrected
}
