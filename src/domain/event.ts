/**
 * What sources tell us, as plain data. Times are epoch milliseconds; every event has two of them:
 * `at`, what the source says, and `receivedAt`, when we knew. Neither is ever overwritten.
 */
import type { CellRef, Place } from '../../geo/place.ts'
import type { AnomalyKind, ReviewAction, Service, TaskOrigin, UnitStatus, UnitType } from './vocabulary.ts'

interface EventBase {
  /** Unique within its source: a repeat of (source, id) is a no-op. */
  readonly id: string
  readonly source: string
  readonly at: number
}

interface Told {
  /** Precision of the source's times; absent means whole seconds or better (trap 19). */
  readonly resolutionSeconds?: number
}

/**
 * Where a task is. `place` is exact and short-lived; once the retention time has passed only
 * `cell` remains, with the municipality it was in. `municipality` is the three-digit code that the source told.
 */
export interface Located {
  readonly place?: Place
  readonly cell?: CellRef
  readonly municipality?: string
  /** Beside `cell`: the polygon of each polygon zone version while the exact place was known, null where in none. */
  readonly zones?: Readonly<Record<string, string | null>>
}

export interface TaskCreated extends EventBase, Located, Told {
  readonly kind: 'task.created'
  readonly task: string
  readonly service: Service
  readonly origin?: TaskOrigin
  readonly code?: string
  readonly urgency?: string
}
export interface TaskUrgency extends EventBase {
  readonly kind: 'task.urgency'
  readonly task: string
  readonly urgency: string
}
export interface TaskMoved extends EventBase, Located {
  readonly kind: 'task.moved'
  readonly task: string
}
export interface TaskCancelled extends EventBase {
  readonly kind: 'task.cancelled'
  readonly task: string
  readonly outcome?: string
}
export interface TaskClosed extends EventBase {
  readonly kind: 'task.closed'
  readonly task: string
  readonly outcome?: string
}
export interface UnitStatusEvent extends EventBase, Told {
  readonly kind: 'unit.status'
  readonly unit: string
  readonly status: UnitStatus
  readonly task?: string
  /** Said by sources that know it; otherwise the unit register decides. */
  readonly unitType?: UnitType
  /** Alerted away from its station, so that it had no turnout to make (trap 10). */
  readonly mobile?: boolean
  /** Persons on the unit, its leader among them; otherwise the decision's strength of the type counts. */
  readonly crew?: number
}
export interface UnitPosition extends EventBase {
  readonly kind: 'unit.position'
  readonly unit: string
  readonly place: Place
}
export interface StationReadiness extends EventBase {
  readonly kind: 'station.readiness'
  readonly station: string
  readonly crew: number
  readonly turnoutSeconds?: number
}
export interface SourceHeartbeat extends EventBase {
  readonly kind: 'source.heartbeat'
}

/**
 * What a manager found on looking at a task: an event of our own, appended like any other, so that what the sources
 * told is never overwritten. It cannot come in through the events door.
 */
export interface TaskReviewed extends EventBase {
  readonly kind: 'task.reviewed'
  readonly task: string
  readonly action: ReviewAction
  /** Login name of who looked. */
  readonly by: string
  readonly reason: string
  readonly anomaly?: AnomalyKind
  /** With `correct`: whose status, which one, and when it was; `correctedAt` absent takes the status away. */
  readonly unit?: string
  readonly status?: UnitStatus
  readonly correctedAt?: number
}

/** Events that name a task: the only ones a task is folded from. */
export type TaskEvent =
  | TaskCreated
  | TaskUrgency
  | TaskMoved
  | TaskCancelled
  | TaskClosed
  | (UnitStatusEvent & { readonly task: string })
  | TaskReviewed

export type VasteEvent =
  | TaskCreated
  | TaskUrgency
  | TaskMoved
  | TaskCancelled
  | TaskClosed
  | UnitStatusEvent
  | UnitPosition
  | StationReadiness
  | SourceHeartbeat
  | TaskReviewed

export function namesTask(event: VasteEvent): event is TaskEvent {
  return 'task' in event && event.task !== undefined
}
