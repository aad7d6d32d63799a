/** How soon does a promised crew leave, and what does it count for? As a source of the same field that the live board has. */
import type { FieldSource } from '../../geo/coverage/reach-field.ts'
import type { TurnoutPoint } from '../contract/plan-effect.ts'
import { isAtStation, type ReadinessPeriod } from '../domain/readiness.ts'
import type { ServiceLevelDecision, Strength } from '../domain/service-level-decision.ts'
import type { Crew } from '../domain/standing-week.ts'
import type { Measure } from '../domain/vocabulary.ts'
import type { Ground } from './coverage-ground.ts'
import { bringing, promisedStrength } from './coverage-sources.ts'
import { assumedTurnouts } from './turnout.ts'

/** Whole seconds from the alert to leaving: of the distribution its median, or what one in ten exceeds. */
export function turnoutSecondsOf(period: ReadinessPeriod, point: TurnoutPoint): number {
  const { turnout } = period
  if (!turnout) return isAtStation(period) ? assumedTurnouts.atStation : assumedTurnouts.onCall
  return Math.round(point === 'median' ? turnout.medianSeconds : turnout.p90Seconds)
}

export interface CrewBrings {
  readonly counts: readonly Measure[]
  readonly strengths: Readonly<Record<string, Strength>>
}

/** Of several types the best counts for each measure; a stated strength stands before the usual one. A helicopter flies. */
export function crewBrings(period: ReadinessPeriod, decision: ServiceLevelDecision): CrewBrings {
  const { unitTypes, strength } = period
  const driven = unitTypes.filter((type) => type !== 'doctor-helicopter')
  if (unitTypes.length > 0 && driven.length === 0) return { counts: [], strengths: {} }
  const kinds = driven.length === 0 ? [undefined] : driven
  const each = kinds.map((type) => bringing(type, decision))
  const usual: Record<string, Strength> = {}
  for (const { strengths } of each)
    for (const [measure, own] of Object.entries(strengths)) usual[measure] = stronger(usual[measure], own)
  const stated = strength ?? (driven.length === 0 ? promisedStrength([period]) : undefined)
  const strengths = Object.fromEntries(
    Object.entries(usual).map(([measure, own]) => [measure, stated ?? own]),
  )
  const counts = each.flatMap((one) => one.counts)
  return { counts: [...new Set(counts)], strengths }
}

function stronger(a: Strength | undefined, b: Strength): Strength {
  return a && a.leaders + a.crew >= b.leaders + b.crew ? a : b
}

/** A crew of the service with its row of the field; undefined for one that counts for nothing, or is off all roads. */
export async function crewSource(
  { period, station }: Crew,
  decision: ServiceLevelDecision,
  ground: Ground,
  point: TurnoutPoint,
): Promise<FieldSource | undefined> {
  const { counts, strengths } = crewBrings(period, decision)
  if (counts.length === 0) return undefined
  const drive = await ground.rowFrom(station.place)
  if (!drive) return undefined
  return { id: period.id, drive, delaySeconds: turnoutSecondsOf(period, point), counts, strengths }
}
