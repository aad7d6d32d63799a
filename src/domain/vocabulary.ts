/**
 * The field's words as closed lists: every enumeration that crosses the wire or the database stands here once.
 * Sources: Decree 585/2017 and the Ministry of the Interior's readiness guideline, as collected by the project.
 */

export const services = ['ems', 'rescue'] as const
export type Service = (typeof services)[number]

/** In the order a unit passes them on a task; the last three are outside a task. */
export const unitStatuses = [
  'reserved',
  'alerted',
  'en-route',
  'at-scene',
  'at-patient',
  'transporting',
  'at-hospital',
  'available',
  'at-station',
  'unavailable',
] as const
export type UnitStatus = (typeof unitStatuses)[number]

export const unitTypes = [
  'first-response',
  'bls',
  'als',
  'assessment',
  'field-commander',
  'doctor-helicopter',
  'rescue-unit',
  'spearhead',
  'rescue-officer',
  'support',
  'other',
] as const
export type UnitType = (typeof unitTypes)[number]

/** Who gave the task. Only tasks of the emergency response centre are judged; the others are workload. */
export const taskOrigins = ['emergency-centre', 'transfer-order', 'safety-phone', 'other'] as const
export type TaskOrigin = (typeof taskOrigins)[number]

/**
 * What is timed. Which unit types qualify for each, and how many of them or of their crew it takes, are fields of the
 * decision, never constants. Turnout and drive are the two parts of the first arriving unit's time.
 */
export const measures = [
  'first-unit',
  'second-unit',
  'ambulance',
  'advanced-life-support',
  'effective-action',
  'full-response',
  'turnout',
  'drive',
] as const
export type Measure = (typeof measures)[number]

export const clockStarts = [
  'earliest-alert',
  'task-created',
  'arriving-unit-alert',
  'earliest-en-route',
  'arriving-unit-en-route',
] as const
export type ClockStart = (typeof clockStarts)[number]

/** Which of a task's dispatch urgencies it is judged by (trap 21). The transport urgency is none of them (trap 23). */
export const urgencyRules = ['first-alert', 'highest', 'last'] as const
export type UrgencyRule = (typeof urgencyRules)[number]

/**
 * Why a task has no judged reach time, in order of precedence. Every excluded task has exactly one reason,
 * so that used + excluded = total on every surface.
 */
export const exclusionReasons = [
  'no-decision',
  'excluded-by-review',
  'not-from-centre',
  'transfer',
  'remote-assessment',
  'cancelled-before-arrival',
  'no-place',
  'outside-region',
  'no-zone-class',
  'no-urgency',
  'urgency-not-assessed',
  'arrival-before-start',
  'still-open',
  'no-clock-start',
  'arrival-missing',
  'formation-incomplete',
  'en-route-missing',
] as const
export type ExclusionReason = (typeof exclusionReasons)[number]

/**
 * Of these the task was answered but its time is not known: each may have been in time or late, so a share is told with
 * its range if all of them were hits and if all were misses (trap 11).
 */
export const missingReasons = [
  'arrival-before-start',
  'no-clock-start',
  'arrival-missing',
  'formation-incomplete',
  'en-route-missing',
] as const satisfies readonly ExclusionReason[]

export const eventKinds = [
  'task.created',
  'task.urgency',
  'task.moved',
  'task.cancelled',
  'task.closed',
  'unit.status',
  'unit.position',
  'station.readiness',
  'source.heartbeat',
  'task.reviewed',
] as const
export type EventKind = (typeof eventKinds)[number]

/** Facts about a task's events that a reader should know; they are listed, never thrown. */
export const anomalyKinds = [
  'never-created',
  'arrival-before-alert',
  'arrival-at-alert',
  'repeated-arrival',
  'arrival-without-alert',
  'implausibly-long',
  'urgency-changed',
  'out-of-order',
  'forgotten-button',
  'clock-change',
] as const
export type AnomalyKind = (typeof anomalyKinds)[number]

/** Under this name the service's own events stand in the log; no sender may use it. */
export const reviewSource = 'vaste-review'

/** What a manager may say of a task that looks wrong. `restore` takes an earlier exclusion or correction back. */
export const reviewActions = ['confirm', 'correct', 'exclude', 'restore'] as const
export type ReviewAction = (typeof reviewActions)[number]

export const roles = ['commander', 'planner', 'manager'] as const
export type Role = (typeof roles)[number]

export const languages = ['fi', 'sv', 'en'] as const
export type Language = (typeof languages)[number]
export type Text3 = Readonly<Record<Language, string>>

/** Registers that are replaced without a log of how they read before; zones are of either service. */
export const unloggedRegisters = ['units', 'zones'] as const
export type UnloggedRegister = (typeof unloggedRegisters)[number]
