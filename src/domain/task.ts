/**
 * What happened on one task? A fold over the events that name it, in the order of the sources' own times, so that
 * any order of receipt, any repeat and any late message give the same task. Nothing is back-stamped: a time that no
 * event told stays absent, and what looks wrong is listed as an anomaly, never repaired.
 */
import { type Anomaly, anomaliesOf, urgencyChanges } from './anomalies.ts'
import type { Located, TaskEvent } from './event.ts'
import { asCorrected, isExcludedBy, type Review, reviewsOf } from './review.ts'
import {
  eventKinds,
  type Service,
  type TaskOrigin,
  type UnitStatus,
  type UnitType,
  unitStatuses,
} from './vocabulary.ts'

export interface UnitOnTask {
  readonly unit: string
  readonly type?: UnitType
  readonly reservedAt?: number
  readonly alertedAt?: number
  readonly enRouteAt?: number
  readonly atSceneAt?: number
  readonly atPatientAt?: number
  readonly transportingAt?: number
  readonly atHospitalAt?: number
  /** Free for others again: available, at station or out of service. */
  readonly clearedAt?: number
  readonly status: UnitStatus
  readonly statusAt: number
  /** Alerted away from its station, as its source told. */
  readonly mobile?: boolean
  /** Persons on it, as its source told. */
  readonly crew?: number
}

export interface Task {
  readonly id: string
  /** Absent until a source has told that the task exists. */
  readonly service?: Service
  readonly origin: TaskOrigin
  readonly code?: string
  readonly createdAt?: number
  readonly urgencies: readonly { readonly at: number; readonly urgency: string }[]
  readonly location: Located
  readonly units: readonly UnitOnTask[]
  readonly cancelledAt?: number
  readonly closedAt?: number
  readonly outcome?: string
  readonly firstEventAt: number
  readonly lastEventAt: number
  readonly anomalies: readonly Anomaly[]
  /** What managers have said of it, oldest first; absent for most tasks. */
  readonly reviews?: readonly Review[]
  /** The coarsest of its sources' times, where coarser than whole seconds. */
  readonly resolutionSeconds?: number
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }
type StampField =
  | 'reservedAt'
  | 'alertedAt'
  | 'enRouteAt'
  | 'atPatientAt'
  | 'transportingAt'
  | 'atHospitalAt'
  | 'clearedAt'

const stampOf: Readonly<Partial<Record<UnitStatus, StampField>>> = {
  reserved: 'reservedAt',
  alerted: 'alertedAt',
  'en-route': 'enRouteAt',
  'at-patient': 'atPatientAt',
  transporting: 'transportingAt',
  'at-hospital': 'atHospitalAt',
  available: 'clearedAt',
  'at-station': 'clearedAt',
  unavailable: 'clearedAt',
}

/** `events` all name the same task; at least one of them is a source's. */
export function taskFrom(events: readonly TaskEvent[]): Task {
  const all = inTimeOrder(events)
  const reviews = reviewsOf(all)
  const told = reviews.length === 0 ? all : all.filter((event) => event.kind !== 'task.reviewed')
  const ordered = reviews.length === 0 ? told : inTimeOrder(asCorrected(told, reviews))
  const first = ordered[0] ?? told[0]
  const last = ordered.at(-1) ?? first
  if (!first || !last) throw new RangeError('a task is folded from at least one event; found none')
  const created = ordered.find((event) => event.kind === 'task.created')
  const units = unitsOf(ordered)
  const resolutionSeconds = coarsest(told)
  const anomalies = anomaliesOf(ordered, units, { createdAt: created?.at, resolutionSeconds })
  return dropUndefined({
    id: first.task,
    service: created?.service,
    origin: created?.origin ?? 'emergency-centre',
    code: lastCode(ordered),
    createdAt: created?.at,
    urgencies: urgencyChanges(ordered).map(({ at, urgency }) => ({ at, urgency })),
    location: locationOf(ordered),
    units,
    ...endOf(ordered),
    firstEventAt: first.at,
    lastEventAt: last.at,
    anomalies,
    reviews: reviews.length > 0 ? reviews : undefined,
    resolutionSeconds,
  })
}

export function isExcludedByReview(task: Task): boolean {
  return isExcludedBy(task.reviews ?? [])
}

function coarsest(told: readonly TaskEvent[]): number | undefined {
  let most = 1
  for (const event of told)
    if ('resolutionSeconds' in event) most = Math.max(most, event.resolutionSeconds ?? 1)
  return most > 1 ? most : undefined
}

/**
 * Not ended, neither by closing nor by cancelling. A task that no source has created yet is open only while a unit is
 * on it: a unit's last word on an older task must not put a ghost on the board.
 */
export function isOpen(task: Task): boolean {
  if (task.closedAt !== undefined || task.cancelledAt !== undefined) return false
  return task.createdAt !== undefined || task.units.some((unit) => !isCleared(unit))
}

function isCleared(unit: UnitOnTask): boolean {
  return unit.clearedAt !== undefined && unit.statusAt === unit.clearedAt
}

export function firstAlertAt(task: Task): number | undefined {
  return smallest(task.units.map((unit) => unit.alertedAt))
}

/** The dispatch urgency in force when the first unit was alerted; later changes do not move it (trap 21). */
export function urgencyAtFirstAlert(task: Task): string | undefined {
  const alertedAt = firstAlertAt(task)
  const first = task.urgencies[0]?.urgency
  if (alertedAt === undefined) return task.urgencies.at(-1)?.urgency
  return task.urgencies.findLast((change) => change.at <= alertedAt)?.urgency ?? first
}

export function lastUrgency(task: Task): string | undefined {
  return task.urgencies.at(-1)?.urgency
}

/** The most urgent that was ever in force; letters come before other texts, which are not assessed. */
export function highestUrgency(task: Task): string | undefined {
  const letters = task.urgencies.map(({ urgency }) => urgency).sort(compareUrgencies)
  return letters[0]
}

function compareUrgencies(a: string, b: string): number {
  const known = (text: string) => (/^[A-D]$/.test(text) ? 0 : 1)
  return known(a) - known(b) || compareText(a, b)
}

/** Total order: time, then kind and status in the order of the vocabulary, then source and id. */
function inTimeOrder(events: readonly TaskEvent[]): TaskEvent[] {
  const known = new Map<string, TaskEvent>()
  for (const event of events) known.set(`${event.source}\u0000${event.id}`, event)
  return [...known.values()].sort(
    (a, b) => a.at - b.at || rank(a) - rank(b) || compareText(a.source, b.source) || compareText(a.id, b.id),
  )
}

function rank(event: TaskEvent): number {
  const status = event.kind === 'unit.status' ? unitStatuses.indexOf(event.status) : 0
  return eventKinds.indexOf(event.kind) * 100 + status
}

/** By code unit, not by locale: the same on every machine. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The provisional code 790 is replaced by the one told later (trap 22): the last code told stands. */
function lastCode(ordered: readonly TaskEvent[]): string | undefined {
  let code: string | undefined
  for (const event of ordered)
    if (event.kind === 'task.created' && event.code !== undefined) code = event.code
  return code
}

/** The last told place stands. A move without a municipality makes the old one unknown: it may be across the border. */
function locationOf(ordered: readonly TaskEvent[]): Located {
  let location: Located = {}
  for (const event of ordered) {
    if (event.kind !== 'task.created' && event.kind !== 'task.moved') continue
    const { place, cell, municipality, zones } = event
    if (place || cell) location = dropUndefined({ place, cell, municipality, zones })
    else if (municipality !== undefined) location = { ...location, municipality }
  }
  return location
}

function unitsOf(ordered: readonly TaskEvent[]): UnitOnTask[] {
  const units = new Map<string, Mutable<UnitOnTask>>()
  const arrivals = new Map<string, number[]>()
  for (const event of ordered) {
    if (event.kind !== 'unit.status') continue
    const unit = units.get(event.unit) ?? { unit: event.unit, status: event.status, statusAt: event.at }
    units.set(event.unit, unit)
    unit.status = event.status
    unit.statusAt = event.at
    if (event.unitType !== undefined) unit.type = event.unitType
    if (event.crew !== undefined) unit.crew = event.crew
    if (event.status === 'alerted' && event.mobile !== undefined) unit.mobile = event.mobile
    if (event.status === 'at-scene') arrivals.set(event.unit, [...(arrivals.get(event.unit) ?? []), event.at])
    const stamp = stampOf[event.status]
    if (stamp !== undefined) unit[stamp] = stamp === 'clearedAt' ? event.at : (unit[stamp] ?? event.at)
  }
  for (const unit of units.values()) {
    const at = plausibleArrival(arrivals.get(unit.unit) ?? [], unit.alertedAt)
    if (at !== undefined) unit.atSceneAt = at
  }
  return [...units.values()].sort((a, b) => compareText(a.unit, b.unit))
}

/** The earliest at-scene not before the unit's alert; only when there is none, the earliest of all (trap 13). */
function plausibleArrival(arrivals: readonly number[], alertedAt: number | undefined): number | undefined {
  return arrivals.find((at) => alertedAt === undefined || at >= alertedAt) ?? arrivals[0]
}

/** A unit alerted after the end opens the task again: the end was a slip or a pause. */
function endOf(ordered: readonly TaskEvent[]): Pick<Task, 'cancelledAt' | 'closedAt' | 'outcome'> {
  let end: Pick<Task, 'cancelledAt' | 'closedAt' | 'outcome'> = {}
  for (const event of ordered) {
    if (event.kind === 'task.cancelled')
      end = { ...end, cancelledAt: event.at, outcome: event.outcome ?? end.outcome }
    if (event.kind === 'task.closed')
      end = { ...end, closedAt: event.at, outcome: event.outcome ?? end.outcome }
    // At the very moment of the end is not after it: a file's close is its last known time, which may be an alert.
    const endedAt = Math.max(end.closedAt ?? 0, end.cancelledAt ?? 0)
    if (event.kind === 'unit.status' && event.status === 'alerted' && event.at > endedAt) end = {}
  }
  return end
}

export function smallest(values: readonly (number | undefined)[]): number | undefined {
  let best: number | undefined
  for (const value of values) if (value !== undefined && (best === undefined || value < best)) best = value
  return best
}

/** Absent stays absent, so that a task read back from JSON equals the one that was written. */
function dropUndefined<T extends object>(record: T): T {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T
}
