/**
 * Which targets hold for a task? A service-level decision (palvelutasopäätös) is dated data: clock start, qualifying
 * units, urgencies, zones, limits and shares are its fields, never constants in code.
 */
import { VasteError } from './error.ts'
import type { ClockStart, Measure, Service, TaskOrigin, Text3, UnitType, UrgencyRule } from './vocabulary.ts'

export interface Target {
  /** Judged together, as A and B are. */
  readonly urgencies: readonly string[]
  /** Class of the decision's zone system, or 'all'. */
  readonly zone: string
  readonly measure: Measure
  readonly withinSeconds: number
  /** 0..1 */
  readonly requiredShare: number
  /** false: a placeholder nobody has confirmed; every page and report says so. */
  readonly official: boolean
}

/** A mean that is to be met beside the shares, as the rescue guideline and London's standard set (trap 53). */
export interface MeanTarget {
  readonly urgencies: readonly string[]
  /** 'all': over all zones together. */
  readonly zone: string
  readonly measure: Measure
  readonly meanSeconds: number
  readonly official: boolean
}

/** Persons that units of a type bring, where the source does not tell its crew. */
export interface Strength {
  readonly leaders: number
  readonly crew: number
}

/** What must be at scene together before a measure is reached. A leader too many counts as crew. */
export type Formation =
  | { readonly units: number }
  | {
      /** A rescue group is 1+3: one leader and three. */
      readonly leaders: number
      readonly crew: number
      readonly strengths: Readonly<Partial<Record<UnitType, Strength>>>
    }

export interface ServiceLevelDecision {
  readonly id: string
  readonly service: Service
  readonly name: Text3
  /** Local dates; the first day in force and, when known, the first day no longer in force. */
  readonly validFrom: string
  readonly validTo?: string
  readonly source: string
  /** Absent: the decision knows no zones. */
  readonly zoneSystem?: string
  readonly clockStart: ClockStart
  /** Where a measure has a clock of its own. Turnout and drive always have: the unit's alert and its en-route. */
  readonly clockStarts?: Readonly<Partial<Record<Measure, ClockStart>>>
  /** Absent: the urgency in force at the first alert. */
  readonly urgencyRule?: UrgencyRule
  readonly qualifyingUnits: Readonly<Partial<Record<Measure, readonly UnitType[] | 'any'>>>
  /** Absent for a measure: one unit is enough. */
  readonly formations?: Readonly<Partial<Record<Measure, Formation>>>
  /** Codes that are workload but never judged, such as transfers and standby moves. */
  readonly excludedCodes: readonly string[]
  readonly excludedOrigins: readonly TaskOrigin[]
  readonly targets: readonly Target[]
  readonly means?: readonly MeanTarget[]
}

/** The decision of `service` in force on the local date `on`, or none. Decisions must not overlap. */
export function decisionOn(
  decisions: readonly ServiceLevelDecision[],
  service: Service,
  on: string,
): ServiceLevelDecision | undefined {
  return decisions.find((decision) => decision.service === service && inForce(decision, on))
}

export function inForce(
  span: { readonly validFrom: string; readonly validTo?: string },
  on: string,
): boolean {
  return span.validFrom <= on && (span.validTo === undefined || on < span.validTo)
}

/** Targets of one urgency in one zone, the limit to be met by most tasks first. */
export function targetsFor(
  decision: ServiceLevelDecision,
  urgency: string,
  zone: string | undefined,
): Target[] {
  return decision.targets
    .filter((target) => target.urgencies.includes(urgency) && (target.zone === 'all' || target.zone === zone))
    .sort((a, b) => b.requiredShare - a.requiredShare || a.withinSeconds - b.withinSeconds)
}

/**
 * What is timed for an urgency, whatever the zone: a zone without a target is followed all the same, as the rural
 * classes are, and a task without a place is counted among its own kind. Empty: the urgency is not assessed.
 */
export function measuresOf(decision: ServiceLevelDecision, urgency: string): Measure[] {
  const assessed = allTargets(decision).filter((target) => target.urgencies.includes(urgency))
  return [...new Set(assessed.map((target) => target.measure))]
}

/** "A+B": how the decision groups this urgency in its tables, or 'not-assessed'. */
export function urgencyGroup(
  decision: ServiceLevelDecision | undefined,
  urgency: string | undefined,
): string {
  const target =
    urgency === undefined || !decision
      ? undefined
      : allTargets(decision).find((target) => target.urgencies.includes(urgency))
  return target ? target.urgencies.join('+') : 'not-assessed'
}

export function isOfficial(decision: ServiceLevelDecision): boolean {
  return allTargets(decision).every((target) => target.official)
}

/** Shares and means, which is all that a decision sets. */
function allTargets({ targets, means = [] }: ServiceLevelDecision): readonly (Target | MeanTarget)[] {
  return [...targets, ...means]
}

/** Refuses a decision that would leave a date with two decisions in force. Throws `conflict`. */
export function checkNoOverlap(
  decisions: readonly ServiceLevelDecision[],
  added: ServiceLevelDecision,
): void {
  for (const other of decisions) {
    if (other.id === added.id || other.service !== added.service) continue
    const addedEndsFirst = added.validTo !== undefined && added.validTo <= other.validFrom
    const otherEndsFirst = other.validTo !== undefined && other.validTo <= added.validFrom
    if (addedEndsFirst || otherEndsFirst) continue
    throw new VasteError(
      'conflict',
      `decision '${added.id}' (${spanText(added)}) overlaps '${other.id}' (${spanText(other)}); expected one ${added.service} decision in force on each date`,
    )
  }
}

function spanText(span: { readonly validFrom: string; readonly validTo?: string }): string {
  return `${span.validFrom} to ${span.validTo ?? 'further notice'}`
}
