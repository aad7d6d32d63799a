/**
 * What keeps units busy, whether it is judged or not? Transfers, standby moves and help that no emergency centre sent
 * are out of compliance but bind the same units, so their load is told by itself, by hour of the day.
 */
import { isOpen, smallest, type Task, type UnitOnTask } from './task.ts'

export const streams = ['emergency', 'transfer', 'standby-move', 'safety-phone', 'other'] as const
export type Stream = (typeof streams)[number]

/** Between institutions or booked before; 707 is one by its kind, whether or not a decision judges it. */
const transferCodes = new Set(['707', '793', '794'])
/** Of EMS and of rescue. */
const standbyCodes = new Set(['792', 'H351', 'H352', '351', '352'])

export function streamOf({ origin, code = '' }: Pick<Task, 'origin' | 'code'>): Stream {
  const known = code.trim().toUpperCase()
  if (origin === 'transfer-order' || transferCodes.has(known)) return 'transfer'
  if (standbyCodes.has(known)) return 'standby-move'
  if (origin === 'safety-phone') return 'safety-phone'
  return origin === 'other' ? 'other' : 'emergency'
}

export interface Binding {
  readonly unit: UnitOnTask
  /** Epoch milliseconds, half-open. */
  readonly from: number
  readonly to: number
}

/** A unit on one task for longer than this has forgotten to clear: counted, but its hours are not added. */
const boundAtMostMs = 24 * 3_600_000

/**
 * From when each unit was bound until when; a unit still on an open task is bound until `now`. `endless` counts the
 * units whose end nobody told, or too late. A unit that never set out was not bound. One that was diverted without
 * clearing is bound to both tasks: which of them had it, no single task can tell (trap 8).
 */
export function bindingsOf(
  task: Task,
  now: number,
): { readonly bindings: readonly Binding[]; readonly endless: number } {
  const bindings: Binding[] = []
  let endless = 0
  for (const unit of task.units) {
    const from = beginningOf(unit)
    if (from === undefined) continue
    const to = endOf(unit, task, now)
    if (to === undefined || to < from || to - from > boundAtMostMs) endless++
    else bindings.push({ unit, from, to })
  }
  return { bindings, endless }
}

function beginningOf(unit: UnitOnTask): number | undefined {
  const { alertedAt, enRouteAt, atSceneAt, atPatientAt, transportingAt, atHospitalAt } = unit
  return alertedAt ?? smallest([enRouteAt, atSceneAt, atPatientAt, transportingAt, atHospitalAt])
}

/** Its own word first. The task's end counts only where it is later: a file closes a task with its last known time. */
function endOf(unit: UnitOnTask, task: Task, now: number): number | undefined {
  const { clearedAt, statusAt } = unit
  if (clearedAt !== undefined && clearedAt === statusAt) return clearedAt
  const ended = [task.cancelledAt, task.closedAt].find((at) => at !== undefined && at > statusAt)
  if (ended !== undefined) return ended
  return isOpen(task) ? now : clearedAt
}

const hourMs = 3_600_000

/** Adds the milliseconds of `[from, to)` to the 24 hours of the local clock that they fall in. */
export function addByHour(
  hours: Float64Array,
  from: number,
  to: number,
  localClock: (at: number) => number,
): void {
  for (let at = from; at < to; ) {
    const clock = localClock(at)
    const next = Math.min(to, at + hourMs - (((clock % hourMs) + hourMs) % hourMs))
    const hour = ((Math.floor(clock / hourMs) % 24) + 24) % 24
    hours[hour] = hours[hour]! + next - at
    at = next
  }
}
