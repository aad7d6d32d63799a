/**
 * What is an alarm? Something that asks a field commander to act, and only that: each kind names the response it asks
 * for, how long it must have been so before it is raised, and how long it must have been over before it clears.
 */

export const alarmKinds = [
  'not-alerted',
  'missed',
  'will-miss',
  'station-lost',
  'source-silent',
  'zone-bare',
] as const
export type AlarmKind = (typeof alarmKinds)[number]

export const alarmPriorities = ['high', 'medium', 'low'] as const
export type AlarmPriority = (typeof alarmPriorities)[number]

export const alarmResponses = [
  'alert-a-unit',
  'check-the-scene',
  'send-a-nearer-unit',
  'call-the-station',
  'check-the-source',
  'move-a-unit',
] as const
export type AlarmResponse = (typeof alarmResponses)[number]

/** Why a condition cannot be told either way, so that nothing is raised and nothing cleared by it. */
export const withheldReasons = ['positions-late'] as const
export type WithheldReason = (typeof withheldReasons)[number]

export interface AlarmRule {
  readonly response: AlarmResponse
  readonly priority: AlarmPriority
  /** Seconds; both are delays against chatter, and no alarm of a subject turns faster than they. */
  readonly raiseAfter: number
  readonly clearAfter: number
}

/** All durations in seconds. A county may set others. */
export interface AlarmLimits {
  readonly rules: Readonly<Record<AlarmKind, AlarmRule>>
  /** Letters whose tasks alarm before their limit is gone. */
  readonly urgent: readonly string[]
  /** Letters whose tasks alarm once their limit is gone. */
  readonly missed: readonly string[]
  readonly silentAfter: number
  /** A source silent for longer is no news any more: its age on the board says it. */
  readonly silenceForgottenAfter: number
  /** A source that tells of things this old is a file, not a feed, and nobody waits for its next word. */
  readonly feedLagAtMost: number
  /** Nobody free nearer than this, turnout and drive: bare. */
  readonly bareFrom: number
  readonly bareUntil: number
  /** More than so many of a kind within the window are one flood. */
  readonly floodFrom: number
  readonly floodWindow: number
  readonly shelveAtMost: number
}

export const alarmLimits: AlarmLimits = {
  rules: {
    'not-alerted': { response: 'alert-a-unit', priority: 'high', raiseAfter: 120, clearAfter: 10 },
    missed: { response: 'check-the-scene', priority: 'high', raiseAfter: 15, clearAfter: 15 },
    'will-miss': { response: 'send-a-nearer-unit', priority: 'medium', raiseAfter: 30, clearAfter: 60 },
    'station-lost': { response: 'call-the-station', priority: 'medium', raiseAfter: 120, clearAfter: 60 },
    'source-silent': { response: 'check-the-source', priority: 'medium', raiseAfter: 30, clearAfter: 60 },
    'zone-bare': { response: 'move-a-unit', priority: 'low', raiseAfter: 600, clearAfter: 300 },
  },
  urgent: ['A', 'B'],
  missed: ['A', 'B', 'C', 'D'],
  silentAfter: 180,
  silenceForgottenAfter: 86_400,
  feedLagAtMost: 3600,
  bareFrom: 2700,
  bareUntil: 2400,
  floodFrom: 3,
  floodWindow: 600,
  shelveAtMost: 4 * 3600,
}

/** What it is about, kept for when the subject itself is gone from the board. */
export interface AlarmAbout {
  readonly name?: string
  readonly urgency?: string
  readonly municipality?: string
}

export interface Signed {
  readonly by: string
  /** Epoch milliseconds, as all times here. */
  readonly at: number
}

export interface Shelf extends Signed {
  readonly until: number
}

export interface Alarm {
  readonly id: string
  readonly kind: AlarmKind
  /** Id of the task, source, station or municipality. */
  readonly subject: string
  readonly about: AlarmAbout
  readonly priority: AlarmPriority
  /** Since when it has been so. */
  readonly since: number
  readonly raisedAt: number
  readonly clearedAt?: number
  readonly acknowledged?: Signed
  readonly shelved?: Shelf
  /** Alarms of one flood are shown, sounded and acknowledged as one. */
  readonly flood?: string
}

/** What may alarm, and may do so again: one kind of one subject. */
export function alarmKey({ kind, subject }: Pick<Alarm, 'kind' | 'subject'>): string {
  return `${kind}~${subject}`
}
