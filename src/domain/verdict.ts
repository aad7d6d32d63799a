/**
 * Was the task reached in time? Each measure that the decision sets for a task ends as reached, pending or excluded
 * with one reason; nothing is dropped silently.
 */
import type { Located } from './event.ts'
import { meaningOf } from './outcome.ts'
import { clockStartAt, type Reach, reachTime, type UnitTypeOf, wholeSeconds } from './reach-time.ts'
import {
  decisionOn,
  measuresOf,
  type ServiceLevelDecision,
  type Target,
  targetsFor,
  urgencyGroup,
} from './service-level-decision.ts'
import {
  firstAlertAt,
  highestUrgency,
  isExcludedByReview,
  isOpen,
  lastUrgency,
  type Task,
  type UnitOnTask,
  urgencyAtFirstAlert,
} from './task.ts'
import type { ExclusionReason, Measure, Service } from './vocabulary.ts'

/**
 * Raised with every change to the fold, the reach time or the verdict that can move a figure: caches made under another
 * version are then made anew at the next start.
 */
export const ruleVersion = 2

export type Outcome =
  | Reached
  | { readonly kind: 'pending'; readonly startAt?: number }
  | { readonly kind: 'excluded'; readonly reason: ExclusionReason; readonly cancelledSeconds?: number }

export interface Reached {
  readonly kind: 'reached'
  readonly seconds: number
  readonly arrivedAt: number
  readonly unit: string
  /** Parts of that unit's own time, where it told that it was en route. */
  readonly turnoutSeconds?: number
  readonly driveSeconds?: number
  /** That unit was alerted away from its station. */
  readonly mobile?: true
}

export interface MeasureVerdict {
  /** Absent where the decision sets none for this task. */
  readonly measure?: Measure
  readonly targets: readonly Target[]
  readonly outcome: Outcome
}

export interface TaskVerdict {
  readonly task: string
  readonly service: Service
  /** What dates the task: its clock start, else the best known time. */
  readonly datedAt: number
  readonly decision?: string
  readonly zone?: string
  /** Of the decision's zone system: a 1 km cell, or the zone itself. */
  readonly cell?: string
  readonly municipality?: string
  /** By the decision's rule: at first alert, unless it says otherwise. */
  readonly urgency?: string
  readonly urgencyGroup: string
  /** At least one. */
  readonly measures: readonly MeasureVerdict[]
}

export type ZoneAnswer =
  | { readonly kind: 'class'; readonly id: string; readonly cell?: string }
  | { readonly kind: 'outside-region' }
  | { readonly kind: 'no-zone-class' }

/** What judging needs to know of the county; all answers are of the date asked. */
export interface Reference {
  readonly decisions: readonly ServiceLevelDecision[]
  readonly typeOf: UnitTypeOf
  /** Home of the unit by the register of the day, if it is in it. */
  stationOf(unit: UnitOnTask): string | undefined
  localDate(at: number): string
  zoneOf(system: string, location: Located, on: string): ZoneAnswer
  municipalityOf(location: Located): string | undefined
}

/** Judges a task that a source has created; `undefined` before that, since its service is unknown. */
export function judgeTask(task: Task, reference: Reference): TaskVerdict | undefined {
  if (task.service === undefined) return undefined
  const datedAt = clockStartOf(task, task.service, reference) ?? task.createdAt ?? task.firstEventAt
  const on = reference.localDate(datedAt)
  const decision = decisionOn(reference.decisions, task.service, on)
  const zone =
    decision?.zoneSystem === undefined ? undefined : zoneOf(task, decision.zoneSystem, on, reference)
  const urgency = urgencyBy(task, decision)
  return {
    task: task.id,
    service: task.service,
    datedAt,
    decision: decision?.id,
    zone: zone?.kind === 'class' ? zone.id : undefined,
    ...(zone?.kind === 'class' && zone.cell !== undefined ? { cell: zone.cell } : {}),
    municipality: reference.municipalityOf(task.location),
    urgency,
    urgencyGroup: urgencyGroup(decision, urgency),
    measures: measureVerdicts(task, decision, zone, urgency, reference.typeOf),
  }
}

/** By the decision on the day the task was created; a task from a day without one may start its clock on a day with one. */
function clockStartOf(task: Task, service: Service, reference: Reference): number | undefined {
  for (const at of [task.createdAt ?? task.firstEventAt, firstAlertAt(task)]) {
    const decision =
      at === undefined ? undefined : decisionOn(reference.decisions, service, reference.localDate(at))
    if (decision) return clockStartAt(task, decision)
  }
  return undefined
}

function urgencyBy(task: Task, decision: ServiceLevelDecision | undefined): string | undefined {
  switch (decision?.urgencyRule) {
    case 'highest':
      return highestUrgency(task)
    case 'last':
      return lastUrgency(task)
    default:
      return urgencyAtFirstAlert(task)
  }
}

type ZoneFound = ZoneAnswer | { readonly kind: 'no-place' }

function zoneOf(task: Task, system: string, on: string, reference: Reference): ZoneFound {
  if (!task.location.place && !task.location.cell) return { kind: 'no-place' }
  return reference.zoneOf(system, task.location, on)
}

function measureVerdicts(
  task: Task,
  decision: ServiceLevelDecision | undefined,
  zone: ZoneFound | undefined,
  urgency: string | undefined,
  typeOf: UnitTypeOf,
): MeasureVerdict[] {
  const reason = reasonAgainst(task, decision, zone, urgency)
  const asked = decision && urgency !== undefined ? measuresOf(decision, urgency) : []
  if (!decision || urgency === undefined || asked.length === 0)
    return [
      {
        targets: [],
        outcome: excluded(task, reason ?? 'urgency-not-assessed', decision && clockStartAt(task, decision)),
      },
    ]
  const targets = targetsFor(decision, urgency, zone?.kind === 'class' ? zone.id : undefined)
  return asked.map((measure) => ({
    measure,
    targets: targets.filter((target) => target.measure === measure),
    outcome:
      reason !== undefined
        ? excluded(task, reason, clockStartAt(task, decision))
        : outcomeOf(task, measure, reachTime(task, decision, measure, typeOf)),
  }))
}

/** Why the task cannot be judged whatever its times, the first that applies in the order of `exclusionReasons`. */
function reasonAgainst(
  task: Task,
  decision: ServiceLevelDecision | undefined,
  zone: ZoneFound | undefined,
  urgency: string | undefined,
): ExclusionReason | undefined {
  if (!decision) return 'no-decision'
  if (isExcludedByReview(task)) return 'excluded-by-review'
  if (decision.excludedOrigins.includes(task.origin)) return 'not-from-centre'
  if (task.code !== undefined && decision.excludedCodes.includes(task.code)) return 'transfer'
  // Assessed from afar, by design nobody arrives (trap 30).
  if (task.outcome !== undefined && meaningOf(task.outcome) === 'remote-assessment')
    return 'remote-assessment'
  if (isCancelled(task) && !reachedByAnyone(task)) return 'cancelled-before-arrival'
  if (zone && zone.kind !== 'class') return zone.kind
  if (urgency === undefined) return 'no-urgency'
  return measuresOf(decision, urgency).length === 0 ? 'urgency-not-assessed' : undefined
}

function isCancelled(task: Task): boolean {
  // Some sources only close a cancelled task with the outcome X-9 (trap 27).
  return task.cancelledAt !== undefined || meaningOf(task.outcome ?? '') === 'cancelled'
}

function reachedByAnyone(task: Task): boolean {
  return task.units.some((unit) => unit.atSceneAt !== undefined)
}

/** A closed task without a qualifying arrival is missing, not late and not in time (trap 11). */
function outcomeOf(task: Task, measure: Measure, reach: Reach): Outcome {
  const { seconds, startAt } = reach
  if (seconds !== undefined)
    return isBeforeStart(task, measure, seconds)
      ? { kind: 'excluded', reason: 'arrival-before-start' }
      : reached(task, reach, seconds)
  if (isOpen(task)) return startAt === undefined ? { kind: 'pending' } : { kind: 'pending', startAt }
  if (isCancelled(task)) return excluded(task, 'cancelled-before-arrival', startAt)
  if (measure === 'turnout' || measure === 'drive')
    return { kind: 'excluded', reason: reachedByAnyone(task) ? 'en-route-missing' : 'arrival-missing' }
  if (reach.incomplete) return { kind: 'excluded', reason: 'formation-incomplete' }
  return { kind: 'excluded', reason: startAt === undefined ? 'no-clock-start' : 'arrival-missing' }
}

/**
 * A unit that was there already when it called the task in has no reach time (trap 9). Where a source writes whole
 * minutes, no time at all between alert and arrival means less than one of them. Who sets out at once has turned out.
 */
function isBeforeStart({ resolutionSeconds = 1 }: Task, measure: Measure, seconds: number): boolean {
  if (seconds === 0) return measure !== 'turnout' && resolutionSeconds === 1
  return seconds < 0
}

function reached(task: Task, reach: Reach, seconds: number): Reached {
  const unit = task.units.find((candidate) => candidate.unit === reach.unit)!
  return {
    ...{ kind: 'reached', seconds, arrivedAt: reach.arrivedAt!, unit: unit.unit, ...partsOf(unit) },
    ...(unit.mobile ? { mobile: true } : {}),
  }
}

/** Turnout and drive of a unit's own way, where all three of its times are told and in order (traps 10 and 12). */
function partsOf({ alertedAt, enRouteAt, atSceneAt }: UnitOnTask) {
  if (alertedAt === undefined || enRouteAt === undefined || atSceneAt === undefined) return {}
  if (enRouteAt < alertedAt || atSceneAt < enRouteAt) return {}
  return {
    turnoutSeconds: wholeSeconds(enRouteAt - alertedAt),
    driveSeconds: wholeSeconds(atSceneAt - enRouteAt),
  }
}

/** A cancelled task tells how long it had waited by then: a late cancellation hides a slow response (trap 27). */
function excluded(task: Task, reason: ExclusionReason, startAt: number | undefined): Outcome {
  const endedAt = task.cancelledAt ?? task.closedAt
  if (reason !== 'cancelled-before-arrival' || startAt === undefined || endedAt === undefined)
    return { kind: 'excluded', reason }
  return { kind: 'excluded', reason, cancelledSeconds: Math.max(0, wholeSeconds(endedAt - startAt)) }
}

export type Judgement =
  | { readonly kind: 'in-time'; readonly seconds: number }
  | { readonly kind: 'late'; readonly seconds: number }
  | { readonly kind: 'pending'; readonly dueAt?: number }
  | { readonly kind: 'excluded'; readonly reason: ExclusionReason }

/** One outcome against one target. "Overdue" is never stored: a pending judgement tells when it is due. */
export function judge(outcome: Outcome, target: Pick<Target, 'withinSeconds'>): Judgement {
  switch (outcome.kind) {
    case 'reached':
      return { kind: outcome.seconds <= target.withinSeconds ? 'in-time' : 'late', seconds: outcome.seconds }
    case 'pending':
      return outcome.startAt === undefined
        ? { kind: 'pending' }
        : { kind: 'pending', dueAt: outcome.startAt + target.withinSeconds * 1000 }
    case 'excluded':
      return { kind: 'excluded', reason: outcome.reason }
  }
}
