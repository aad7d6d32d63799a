/**
 * Which targets hold for a task? A service-level decision (palvelutasopäätös) is dated data: clock start, qualifying
 * units, urgencies, zones, limits and shares are its fields, never constants in code.
 */
import { VasteError } from './error.ts'
import type { ClockStart, Measure, Service, TaskOrigin, Text3, UnitType } from './vocabulary.ts'

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
  readonly qualifyingUnits: Readonly<Partial<Record<Measure, readonly UnitType[] | 'any'>>>
  /** Codes that are workload but never judged, such as transfers and standby moves. */
  readonly excludedCodes: readonly string[]
  readonly excludedOrigins: readonly TaskOrigin[]
  readonly targets: readonly Target[]
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
  const assessed = decision.targets.filter((target) => target.urgencies.includes(urgency))
  return [...new Set(assessed.map((target) => target.measure))]
}

/** "A+B": how the decision groups this urgency in its tables, or 'not-assessed'. */
export function urgencyGroup(
  decision: ServiceLevelDecision | undefined,
  urgency: string | undefined,
): string {
  const target =
    urgency === undefined ? undefined : decision?.targets.find((t) => t.urgencies.includes(urgency))
  return target ? target.urgencies.join('+') : 'not-assessed'
}

export function isOfficial(decision: ServiceLevelDecision): boolean {
  return decision.targets.every((target) => target.official)
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
