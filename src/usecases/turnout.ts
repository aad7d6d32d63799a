/**
 * How long from the alert to leaving? By the station's own word, else by what the register promises for this hour, else
 * assumed: one rule for coverage and for expected arrivals.
 */
import type { TurnoutBasis } from '../contract/coverage.ts'
import { type FreshnessLimits, freshness } from '../contract/freshness.ts'
import { isAtStation, type ReadinessPeriod } from '../domain/readiness.ts'
import type { Service, UnitType } from '../domain/vocabulary.ts'
import type { SourceState, StationState } from '../store/board-state.ts'
import { nothingPromised, type PromisedCrews } from './readiness-plan.ts'

export interface TurnoutContext {
  readonly sources: ReadonlyMap<string, SourceState>
  readonly now: number
  readonly freshness: FreshnessLimits
  readonly promised?: PromisedCrews | undefined
}

export interface Turnout {
  readonly delaySeconds: number
  readonly delayAssumed: boolean
  readonly delayBasis: TurnoutBasis
}

/** Where nothing has been told or promised; on call: the guideline's class that leaves within five minutes. */
export const assumedTurnouts = { atStation: 90, onCall: 300 }

/** On the road already: almost no turnout (trap 10). */
export const rolling: Turnout = { delaySeconds: 0, delayAssumed: false, delayBasis: 'rolling' }

/** Who leaves: a unit by its call sign, or whatever crew the station has. */
export interface Leaving {
  readonly unit?: string | undefined
  readonly type?: UnitType | undefined
  readonly service?: Service | undefined
}

export function turnoutOf(
  leaving: Leaving,
  station: StationState | undefined,
  context: TurnoutContext,
): Turnout {
  const { promised = nothingPromised } = context
  const standing = station ? promised(station.station) : []
  const own = periodOf(leaving, standing)
  const told = isSilent(station?.source, context) ? undefined : station?.turnoutSeconds
  // Where a crew stands at the station, the station's word is of it and not of those who are called in.
  const ofOthers = own && !isAtStation(own) && standing.some(isAtStation)
  if (told !== undefined && !ofOthers) return delay(told, 'told')
  const planned = own?.turnout?.medianSeconds
  if (planned !== undefined) return delay(planned, 'plan')
  return delay(own && !isAtStation(own) ? assumedTurnouts.onCall : assumedTurnouts.atStation, 'assumed')
}

function delay(seconds: number, delayBasis: TurnoutBasis): Turnout {
  return { delaySeconds: Math.round(seconds), delayAssumed: delayBasis === 'assumed', delayBasis }
}

/** The unit's own slot; else the quickest crew of its type, of its service. */
function periodOf(
  { unit, type, service }: Leaving,
  standing: readonly ReadinessPeriod[],
): ReadinessPeriod | undefined {
  const own = standing.find(({ slot }) => slot === unit)
  if (own) return own
  const fit = standing.filter(
    (period) =>
      (service === undefined || period.service === service) &&
      (type === undefined || period.unitTypes.length === 0 || period.unitTypes.includes(type)),
  )
  return [...fit].sort((a, b) => secondsOf(a) - secondsOf(b))[0]
}

const secondsOf = ({ turnout }: ReadinessPeriod) => turnout?.medianSeconds ?? Number.POSITIVE_INFINITY

/** A word is as fresh as the source that told it. */
export function isSilent(
  source: string | undefined,
  { sources, now, freshness: limits }: TurnoutContext,
): boolean {
  const heardAt = source === undefined ? undefined : sources.get(source)?.lastReceivedAt
  return freshness(heardAt, now, limits) === 'silent'
}
