// What must be seen at all times? Sources, free units by area, stations not ready, transfers, the worst budgets: counted.
import type { Place } from '../../geo/place.ts'
import type { Budget, BudgetLine } from '../../src/contract/budget.ts'
import { type FreshnessLimits, placeFreshness, sourceFreshness } from '../../src/contract/freshness.ts'
import type { SourceView, StationView, TaskView, UnitView } from '../../src/contract/situation.ts'
import { municipalityAt, type Region } from '../region.ts'
import { isAmbulance, isFree } from './tasks.ts'

export interface Moment {
  /** Epoch milliseconds of the server's clock. */
  readonly now: number
  readonly limits: FreshnessLimits
}

export interface SourcesGlance {
  readonly all: number
  /** The silent before the late. */
  readonly notFresh: readonly { readonly source: SourceView; readonly state: 'late' | 'silent' }[]
}

export function sourcesGlance(sources: Iterable<SourceView>, { now, limits }: Moment): SourcesGlance {
  const all = [...sources].map((source) => ({ source, ...sourceFreshness(source, now, limits) }))
  const within = (wanted: 'late' | 'silent') =>
    all.filter(({ state }) => state === wanted).map(({ source }) => ({ source, state: wanted }))
  return { all: all.length, notFresh: [...within('silent'), ...within('late')] }
}

/** Where a unit is taken to be: its own place while that is not silent, else its station while it says it is there. */
export function placeOf(
  unit: UnitView,
  stations: ReadonlyMap<string, StationView>,
  { now, limits }: Moment,
): Place | undefined {
  if (unit.place && placeFreshness(unit, now, limits).state !== 'silent') return unit.place
  if (unit.status !== 'at-station' || unit.station === undefined) return undefined
  return stations.get(unit.station)?.place
}

export interface FreeInArea {
  /** Code; absent: nobody knows where they are. */
  readonly municipality?: string
  readonly ambulances: number
  /** Ambulances included. */
  readonly units: number
}

/** Municipalities with anybody free, those with most ambulances first; the unknown last. */
export function freeByArea(
  units: Iterable<UnitView>,
  stations: ReadonlyMap<string, StationView>,
  region: Region | undefined,
  moment: Moment,
): readonly FreeInArea[] {
  const counts = new Map<string | undefined, { ambulances: number; units: number }>()
  for (const unit of units) {
    if (!isFree(unit)) continue
    const place = placeOf(unit, stations, moment)
    const area = place && region ? municipalityAt(region, place) : undefined
    const count = counts.get(area) ?? { ambulances: 0, units: 0 }
    counts.set(area, count)
    count.units += 1
    if (isAmbulance(unit)) count.ambulances += 1
  }
  return [...counts]
    .map(([municipality, count]) => ({ ...(municipality === undefined ? {} : { municipality }), ...count }))
    .sort(
      (a, b) =>
        Number(a.municipality === undefined) - Number(b.municipality === undefined) ||
        b.ambulances - a.ambulances ||
        b.units - a.units ||
        (a.municipality ?? '').localeCompare(b.municipality ?? ''),
    )
}

export interface StationsGlance {
  /** Told that nobody stands there. */
  readonly notReady: readonly StationView[]
  /** Told once, by a source that is silent now: it may be so or not. */
  readonly unknown: readonly StationView[]
  readonly neverTold: number
  readonly all: number
}

export function stationsGlance(
  stations: Iterable<StationView>,
  sources: readonly SourceView[],
  { now, limits }: Moment,
): StationsGlance {
  const all = [...stations]
  const silent = new Set(
    sources.filter((one) => sourceFreshness(one, now, limits).state === 'silent').map(({ source }) => source),
  )
  const told = all.filter(({ crew }) => crew !== undefined)
  const isKnown = ({ source }: StationView) => source !== undefined && !silent.has(source)
  return {
    notReady: told.filter((station) => isKnown(station) && station.crew === 0),
    unknown: told.filter((station) => !isKnown(station)),
    neverTold: all.length - told.length,
    all: all.length,
  }
}

export interface TransfersGlance {
  readonly open: number
  /** On their way to one, at it or transporting: not there for anything else. */
  readonly units: number
}

const notBound: ReadonlySet<string> = new Set(['reserved', 'available', 'at-station', 'unavailable'])

export function transfersGlance(tasks: Iterable<TaskView>): TransfersGlance {
  const transfers = [...tasks].filter(({ stream }) => stream === 'transfer')
  const bound = transfers.flatMap(({ units }) => units.filter(({ status }) => !notBound.has(status)))
  return { open: transfers.length, units: new Set(bound.map(({ unit }) => unit)).size }
}

export interface WorstLine extends BudgetLine {
  readonly service: Budget['service']
}

/** The limits least likely to be kept at the end of the period, the worst first; those that cannot be told are left out. */
export function worstBudgets(budgets: readonly Budget[], most: number): readonly WorstLine[] {
  return budgets
    .flatMap(({ service, lines }) => lines.map((line) => ({ ...line, service })))
    .filter(({ chance }) => chance !== undefined)
    .sort((a, b) => a.chance! - b.chance! || a.atExpected.left - b.atExpected.left)
    .slice(0, most)
}
