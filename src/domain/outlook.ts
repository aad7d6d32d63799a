/** Will an open task be reached within its last limit? By who is expected when, and only where that is known. */
import type { TaskVerdict } from './verdict.ts'
import type { Measure } from './vocabulary.ts'

/** How the drive was reckoned: over surveyed roads, over roads compiled by hand, or without any road near. */
export const arrivalBases = ['roads', 'approximate-roads', 'straight-line'] as const
export type ArrivalBasis = (typeof arrivalBases)[number]

/** `tight`: past the limit by no more than the estimate is worth; too close to call. */
export const outlookStates = ['in-time', 'tight', 'will-miss', 'withheld'] as const
export type OutlookState = (typeof outlookStates)[number]

/**
 * Why it cannot be told: a unit on its way has no fresh position; nobody is on the way or free; the task has no place;
 * or the one who decides it is near no road.
 */
export const outlookReasons = ['positions-late', 'no-unit', 'no-place', 'off-roads'] as const
export type OutlookReason = (typeof outlookReasons)[number]

export interface Limit {
  readonly measure: Measure
  readonly withinSeconds: number
  /** Epoch milliseconds, as all times here. Absent while the clock has not started. */
  readonly dueAt?: number
}

export interface Outlook extends Limit {
  readonly state: OutlookState
  readonly reason?: OutlookReason
  readonly expectedAt?: number
  /** Below 0 past the limit; whole. */
  readonly marginSeconds?: number
}

/** Parts of a unit's own time: nobody arrives by them. */
const ofOneUnit: readonly (Measure | undefined)[] = ['turnout', 'drive']

/** Of the measure that is completed next the last limit, as a board counts time left by; absent when none is pending. */
export function lastLimit(verdict: TaskVerdict | undefined): Limit | undefined {
  const pending = verdict?.measures.find(
    ({ measure, targets, outcome }) =>
      measure && !ofOneUnit.includes(measure) && targets.length > 0 && outcome.kind === 'pending',
  )
  if (pending?.outcome.kind !== 'pending') return undefined
  const { startAt } = pending.outcome
  const withinSeconds = Math.max(...pending.targets.map((target) => target.withinSeconds))
  return {
    ...{ measure: pending.measure!, withinSeconds },
    ...(startAt !== undefined && { dueAt: startAt + withinSeconds * 1000 }),
  }
}

export interface Prospect {
  readonly limit: Limit
  readonly hasPlace: boolean
  /** A unit is alerted or on its way. */
  readonly attended: boolean
  readonly expected?: { readonly arriveAt: number; readonly basis: ArrivalBasis }
  /** Somebody who counts has no fresh position, and may be there sooner than who is expected. */
  readonly unseen: boolean
}

/** An estimate past the limit by less is too close to call, seconds. */
export const outlookSlackSeconds = 30

/**
 * The one rule by which boards flag and alarms warn. Never from an old position: a known unit in time is in time whoever
 * else comes, but a miss is told only when everybody who counts is seen. Absent while units are on their way and the
 * clock still waits, as one that starts when the first of them has left.
 */
export function outlookOf({ limit, hasPlace, attended, expected, unseen }: Prospect): Outlook | undefined {
  const withheld = (reason: OutlookReason): Outlook => ({ ...limit, state: 'withheld', reason })
  if (!hasPlace) return withheld('no-place')
  if (limit.dueAt === undefined) return attended ? undefined : withheld('no-unit')
  if (!expected) return withheld(unseen ? 'positions-late' : 'no-unit')
  if (expected.basis === 'straight-line') return withheld('off-roads')
  const over = (expected.arriveAt - limit.dueAt) / 1000
  if (over > 0 && unseen) return withheld('positions-late')
  return {
    ...limit,
    state: over <= 0 ? 'in-time' : over <= outlookSlackSeconds ? 'tight' : 'will-miss',
    expectedAt: expected.arriveAt,
    marginSeconds: 0 - Math.ceil(over),
  }
}
