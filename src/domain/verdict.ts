/**
 * Was the task reached in time? Each measure that the decision sets for a task ends as reached, pending or excluded
 * with one reason; nothing is dropped silently.
 */
import type { Located } from './event.ts'
import { clockStartAt, type Reach, reachTime, type UnitTypeOf } from './reach-time.ts'
import {
  decisionOn,
  measuresOf,
  type ServiceLevelDecision,
  type Target,
  targetsFor,
  urgencyGroup,
} from './service-level-decision.ts'
import { firstAlertAt, isOpen, type Task, urgencyAtFirstAlert } from './task.ts'
import type { ExclusionReason, Measure, Service } from './vocabulary.ts'

/**
 * Raised with every change to the fold, the reach time or the verdict that can move a figure: caches made under another
 * version are then made anew at the next start.
 */
export const ruleVersion = 1

export type Outcome =
  | { readonly kind: 'reached'; readonly seconds: number; readonly arrivedAt: number; readonly unit: string }
  | { readonly kind: 'pending'; readonly startAt?: number }
  | { readonly kind: 'excluded'; readonly reason: ExclusionReason }

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
  readonly municipality?: string
  /** At first alert. */
  readonly urgency?: string
  readonly urgencyGroup: string
  /** At least one. */
  readonly measures: readonly MeasureVerdict[]
}

export type ZoneAnswer =
  | { readonly kind: 'class'; readonly id: string }
  | { readonly kind: 'outside-region' }
  | { readonly kind: 'no-zone-class' }

/** What judging needs to know of the county; all answers are of the date asked. */
export interface Reference {
  readonly decisions: readonly ServiceLevelDecision[]
  readonly typeOf: UnitTypeOf
  localDate(at: number): string
  zoneOf(system: string, location: Located, on: string): ZoneAnswer
  municipalityOf(location: Located): string | undefined
}

/** Outcome codes that end without anyone going there: remote assessment has no arrival by design (trap 30). */
const remoteOutcomes = new Set(['X-52', 'X52'])

/** Outcome codes of a cancelled task (X-9 and its sub-codes); some sources only close it with one (trap 27). */
const cancelledOutcome = /^X-?9[1-4]?$/

/** Judges a task that a source has created; `undefined` before that, since its service is unknown. */
export function judgeTask(task: Task, reference: Reference): TaskVerdict | undefined {
  if (task.service === undefined) return undefined
  const datedAt = clockStartOf(task, task.service, reference) ?? task.createdAt ?? task.firstEventAt
  const on = reference.localDate(datedAt)
  const decision = decisionOn(reference.decisions, task.service, on)
  const zone =
    decision?.zoneSystem === undefined ? undefined : zoneOf(task, decision.zoneSystem, on, reference)
  const urgency = urgencyAtFirstAlert(task)
  return {
    task: task.id,
    service: task.service,
    datedAt,
    decision: decision?.id,
    zone: zone?.kind === 'class' ? zone.id : undefined,
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
    return [{ targets: [], outcome: { kind: 'excluded', reason: reason ?? 'urgency-not-assessed' } }]
  const targets = targetsFor(decision, urgency, zone?.kind === 'class' ? zone.id : undefined)
  return asked.map((measure) => ({
    measure,
    targets: targets.filter((target) => target.measure === measure),
    outcome:
      reason !== undefined
        ? { kind: 'excluded', reason }
        : outcomeOf(task, reachTime(task, decision, measure, typeOf)),
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
  if (decision.excludedOrigins.includes(task.origin)) return 'not-from-centre'
  if (task.code !== undefined && decision.excludedCodes.includes(task.code)) return 'transfer'
  if (task.outcome !== undefined && remoteOutcomes.has(task.outcome)) return 'remote-assessment'
  if (isCancelled(task) && !reachedByAnyone(task)) return 'cancelled-before-arrival'
  if (zone && zone.kind !== 'class') return zone.kind
  if (urgency === undefined) return 'no-urgency'
  return measuresOf(decision, urgency).length === 0 ? 'urgency-not-assessed' : undefined
}

function isCancelled(task: Task): boolean {
  return task.cancelledAt !== undefined || cancelledOutcome.test(task.outcome ?? '')
}

function reachedByAnyone(task: Task): boolean {
  return task.units.some((unit) => unit.atSceneAt !== undefined)
}

/** A closed task without a qualifying arrival is missing, not late and not in time (trap 11). */
function outcomeOf(task: Task, reach: Reach): Outcome {
  if (reach.seconds !== undefined && reach.seconds < 0)
    return { kind: 'excluded', reason: 'arrival-before-start' }
  if (reach.seconds !== undefined)
    return { kind: 'reached', seconds: reach.seconds, arrivedAt: reach.arrivedAt!, unit: reach.unit! }
  if (isOpen(task)) return { kind: 'pending', startAt: reach.startAt }
  if (isCancelled(task)) return { kind: 'excluded', reason: 'cancelled-before-arrival' }
  return { kind: 'excluded', reason: reach.startAt === undefined ? 'no-clock-start' : 'arrival-missing' }
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
      return outcome
  }
}
