/** What looks wrong on a task? Facts that a reader should know; they are listed, never thrown and never repaired. */
import type { TaskEvent } from './event.ts'
import type { UnitOnTask } from './task.ts'
import type { AnomalyKind } from './vocabulary.ts'

export interface Anomaly {
  readonly kind: AnomalyKind
  readonly unit?: string
  readonly at: number
  /** Who told the time in question. */
  readonly source: string
}

/** Above this an A or B time is usually queued, re-used or misnumbered; it is listed, never cut (trap 15). */
const implausibleSeconds = 3 * 3600

/** Nobody reaches, treats and leaves a place in so short a time: the button was pressed on leaving (trap 14). */
const forgottenWithinMs = 15_000

/** What is known of a task when its units' times are looked at. */
export interface Surroundings {
  readonly createdAt?: number
  /** The coarsest of its sources' times; absent means whole seconds or better. */
  readonly resolutionSeconds?: number
}

/**
 * Of a task's events in time order, with the times a manager has corrected in place of the told ones. Whether a unit
 * was really at the place is not asked: positions are never part of a figure, so a button pressed far away is only
 * found by the times around it.
 */
export function anomaliesOf(
  ordered: readonly TaskEvent[],
  units: readonly UnitOnTask[],
  { createdAt, resolutionSeconds = 1 }: Surroundings,
): Anomaly[] {
  const found: Anomaly[] = []
  const first = ordered[0]
  if (createdAt === undefined && first)
    found.push({ kind: 'never-created', at: first.at, source: first.source })
  const waitedFrom = firstAlertFor(units)
  for (const unit of units) {
    const own = ordered.filter((event) => event.kind === 'unit.status' && event.unit === unit.unit)
    for (const { kind, at } of ofUnit(unit, own, waitedFrom(unit), resolutionSeconds))
      found.push({ kind, unit: unit.unit, at, source: tellerOf(own, at) })
  }
  const changes = urgencyChanges(ordered)
  const last = changes.at(-1)
  if (changes.length > 1 && last) found.push({ kind: 'urgency-changed', at: last.at, source: last.source })
  return found
}

/**
 * From when a unit's time is counted: from its own alert, and for the first that arrived from the first alert of all, so
 * that a task number used again the next day is found (trap 15).
 */
function firstAlertFor(units: readonly UnitOnTask[]): (unit: UnitOnTask) => number | undefined {
  const alerts = units.flatMap(({ alertedAt }) => (alertedAt === undefined ? [] : [alertedAt]))
  const arrivals = units.flatMap(({ atSceneAt }) => (atSceneAt === undefined ? [] : [atSceneAt]))
  const [firstAlert, firstArrival] = [Math.min(...alerts), Math.min(...arrivals)]
  return ({ alertedAt, atSceneAt }) =>
    alertedAt !== undefined && atSceneAt === firstArrival ? firstAlert : alertedAt
}

function ofUnit(
  unit: UnitOnTask,
  own: readonly TaskEvent[],
  waitedFrom: number | undefined,
  resolutionSeconds: number,
): { readonly kind: AnomalyKind; readonly at: number }[] {
  const { alertedAt, atSceneAt } = unit
  const found: { kind: AnomalyKind; at: number }[] = []
  const tell = (kind: AnomalyKind, at: number) => found.push({ kind, at })
  const disorder = outOfOrderAt(unit)
  if (disorder !== undefined) tell('out-of-order', disorder)
  if (atSceneAt === undefined) return found
  if (alertedAt === undefined) tell('arrival-without-alert', atSceneAt)
  else if (atSceneAt < alertedAt) tell('arrival-before-alert', atSceneAt)
  // Within one whole minute of a coarse source an arrival may well seem to be at the alert (trap 19).
  else if (atSceneAt === alertedAt && resolutionSeconds === 1) tell('arrival-at-alert', atSceneAt)
  if (waitedFrom !== undefined && atSceneAt - waitedFrom > implausibleSeconds * 1000)
    tell('implausibly-long', atSceneAt)
  if (isForgottenButton(unit, atSceneAt, resolutionSeconds)) tell('forgotten-button', atSceneAt)
  const presses = own.filter((event) => event.kind === 'unit.status' && event.status === 'at-scene')
  if (presses.length > 1) tell('repeated-arrival', atSceneAt)
  return found
}

/** The first of the unit's own steps that comes before the step it follows; an arrival before the alert is told by itself. */
function outOfOrderAt(unit: UnitOnTask): number | undefined {
  const { alertedAt, enRouteAt, atSceneAt, atPatientAt, transportingAt, atHospitalAt } = unit
  if (alertedAt !== undefined && enRouteAt !== undefined && enRouteAt < alertedAt) return enRouteAt
  const isToldAnyway = alertedAt !== undefined && atSceneAt !== undefined && atSceneAt < alertedAt
  const arrival = isToldAnyway ? undefined : atSceneAt
  const steps = [enRouteAt, arrival, atPatientAt, transportingAt, atHospitalAt].filter(
    (at): at is number => at !== undefined,
  )
  return steps.find((at, i) => i > 0 && at < steps[i - 1]!)
}

/**
 * At scene only on leaving it again, or the moment the unit set out. In whole minutes setting out and arriving may fall
 * together; coming and leaving again may not.
 */
function isForgottenButton(
  { enRouteAt, transportingAt, atHospitalAt, clearedAt }: UnitOnTask,
  atSceneAt: number,
  resolutionSeconds: number,
): boolean {
  const left = [transportingAt, atHospitalAt, clearedAt].filter((at): at is number => at !== undefined)
  const onLeaving = left.some((at) => at >= atSceneAt && at - atSceneAt <= forgottenWithinMs)
  const canTell = resolutionSeconds * 1000 <= forgottenWithinMs
  const onSettingOut =
    enRouteAt !== undefined && atSceneAt >= enRouteAt && atSceneAt - enRouteAt <= forgottenWithinMs
  return onLeaving || (canTell && onSettingOut)
}

/** Every change of the dispatch urgency, the first told among them. */
export function urgencyChanges(
  ordered: readonly TaskEvent[],
): { at: number; urgency: string; source: string }[] {
  const changes: { at: number; urgency: string; source: string }[] = []
  for (const event of ordered) {
    if (event.kind !== 'task.created' && event.kind !== 'task.urgency') continue
    if (event.urgency === undefined || event.urgency === changes.at(-1)?.urgency) continue
    changes.push({ at: event.at, urgency: event.urgency, source: event.source })
  }
  return changes
}

function tellerOf(own: readonly TaskEvent[], at: number): string {
  return (own.find((event) => event.at === at) ?? own[0])!.source
}
