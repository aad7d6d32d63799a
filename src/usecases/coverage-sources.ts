/** Who can be sent now, from where and after which turnout, and who cannot, and why? As the live board knows them. */
import type { Place } from '../../geo/place.ts'
import type { CoverageSource, LeftOut, LeftOutReason } from '../contract/coverage.ts'
import type { FreshnessLimits } from '../contract/freshness.ts'
import { qualifies } from '../domain/reach-time.ts'
import { personsOf, type ReadinessPeriod } from '../domain/readiness.ts'
import { plannedReadiness } from '../domain/readiness-timeline.ts'
import type { ServiceLevelDecision, Strength } from '../domain/service-level-decision.ts'
import { type Measure, measures, type Service, type UnitStatus, type UnitType } from '../domain/vocabulary.ts'
import type { SourceState, StationState, UnitState } from '../store/board-state.ts'
import { nothingPromised, type PromisedCrews } from './readiness-plan.ts'
import { isSilent, rolling, type Turnout, turnoutOf } from './turnout.ts'

export interface Standing {
  readonly units: ReadonlyMap<string, UnitState>
  readonly stations: ReadonlyMap<string, StationState>
  readonly sources: ReadonlyMap<string, SourceState>
}

export interface StandingContext {
  readonly service: Service
  readonly decision: ServiceLevelDecision
  readonly now: number
  readonly freshness: FreshnessLimits
  /** By the register; undefined for units that are not in it. */
  serviceOf(unit: string): Service | undefined
  /** By the readiness register, for this moment; absent: nothing is promised. */
  readonly promised?: PromisedCrews
}

/** A source before its drive times are known. */
export interface PlacedSource extends CoverageSource {
  readonly place: Place
  readonly counts: readonly Measure[]
  /** By measure. */
  readonly strengths: Readonly<Record<string, Strength>>
}

export interface FoundSources {
  readonly counted: readonly PlacedSource[]
  readonly leftOut: readonly LeftOut[]
  /** All on duty, free or not, as if each stood at home. */
  readonly atHome: readonly PlacedSource[]
}

/** A station and a unit may be called the same. */
export function keyOf({ kind, id }: Pick<PlacedSource, 'kind' | 'id'>): string {
  return `${kind} ${id}`
}

const free: readonly UnitStatus[] = ['available', 'at-station']
const ownTypes: Readonly<Record<Service, readonly UnitType[]>> = {
  ems: ['first-response', 'bls', 'als', 'assessment', 'field-commander', 'doctor-helicopter'],
  rescue: ['rescue-unit', 'spearhead', 'rescue-officer', 'support'],
}
/** Parts of a unit's own time: nothing that a cell is reached by. */
const ofOneUnit: readonly Measure[] = ['turnout', 'drive']

/** Those the decision names units for. */
export function measuresCovered({ qualifyingUnits }: ServiceLevelDecision): Measure[] {
  return measures.filter((measure) => qualifyingUnits[measure] !== undefined && !ofOneUnit.includes(measure))
}

export function findSources(standing: Standing, context: StandingContext): FoundSources {
  const counted: PlacedSource[] = []
  const leftOut: LeftOut[] = []
  const atHome: PlacedSource[] = []
  for (const unit of standing.units.values()) {
    if (!belongs(unit, context)) continue
    const { found, home } = unitSource(unit, standing, context)
    if (typeof found === 'string') leftOut.push({ ...unitName(unit), reason: found })
    else counted.push(found)
    if (home) atHome.push(home)
  }
  for (const station of standing.stations.values()) {
    if (!mayHaveCrew(station, context) || hasUnits(station, standing, context)) continue
    const found = crewSource(station, standing, context)
    if (typeof found === 'string') {
      leftOut.push({ id: station.station, kind: 'station', station: station.station, reason: found })
      continue
    }
    counted.push(found)
    atHome.push(found)
  }
  return { counted, leftOut, atHome }
}

/** First-response units answer for EMS whoever owns them (trap 1). */
function belongs({ unit, type }: UnitState, { service, serviceOf }: StandingContext): boolean {
  const registered = serviceOf(unit)
  if (registered === service || (service === 'ems' && type === 'first-response')) return true
  return registered === undefined && type !== undefined && ownTypes[service].includes(type)
}

function unitName({ unit, type, station }: UnitState) {
  return { id: unit, kind: 'unit' as const, ...(type && { type }), ...(station !== undefined && { station }) }
}

function unitSource(
  unit: UnitState,
  standing: Standing,
  context: StandingContext,
): { readonly found: PlacedSource | LeftOutReason; readonly home?: PlacedSource } {
  if (unit.type === 'doctor-helicopter') return { found: 'flies' }
  if (unit.status === undefined) return { found: 'no-status' }
  if (unit.status === 'unavailable') return { found: 'unavailable' }
  if (isSilent(unit.statusSource, around(standing, context))) return { found: 'silent' }
  const brings = bringing(unit.type, context.decision)
  if (brings.counts.length === 0) return { found: 'does-not-qualify' }
  const named = { ...unitName(unit), ...brings }
  const station = standing.stations.get(unit.station ?? '')
  const turnout = turnoutOf(unit, station, around(standing, context))
  const home: PlacedSource | undefined = station && {
    ...{ ...named, ...turnout, place: station.place, basis: 'station' },
  }
  const found = free.includes(unit.status) ? whereFree(unit, named, home, standing, context) : 'busy'
  return { found, ...(home && { home }) }
}

function whereFree(
  unit: UnitState,
  named: Omit<PlacedSource, 'place' | 'basis' | keyof Turnout>,
  home: PlacedSource | undefined,
  standing: Standing,
  context: StandingContext,
): PlacedSource | LeftOutReason {
  const age = (context.now - (unit.placeAt ?? Number.NEGATIVE_INFINITY)) / 1000
  const place = age <= context.freshness.silentAfterSeconds ? unit.place : undefined
  if (unit.status === 'at-station') {
    if (home && isUnstaffed(unit, standing, context)) return 'no-crew'
    if (home) return home
    const turnout = turnoutOf(unit, undefined, around(standing, context))
    return place ? { ...named, ...turnout, place: coarse(place), basis: 'position' } : 'no-position'
  }
  if (place) return { ...named, ...rolling, place: coarse(place), basis: 'position' }
  return home ? { ...home, basis: 'station-assumed' } : 'no-position'
}

/** The newer word holds: a unit that has said since that it is at the station is there. */
function isUnstaffed(unit: UnitState, standing: Standing, context: StandingContext): boolean {
  const station = standing.stations.get(unit.station ?? '')
  if (station?.crew !== 0 || isSilent(station.source, around(standing, context))) return false
  return station.readinessAt! >= unit.statusAt!
}

function hasUnits({ station }: StationState, { units }: Standing, context: StandingContext): boolean {
  return [...units.values()].some(
    (unit) => unit.station === station && unit.status !== undefined && belongs(unit, context),
  )
}

/** First-response crews answer for EMS whoever owns them (trap 1), also at a station without ambulances. */
export function answersFor({ service, unitTypes }: ReadinessPeriod, asked: Service): boolean {
  return service === asked || (asked === 'ems' && unitTypes.includes('first-response'))
}

function mayHaveCrew(
  { station, services }: StationState,
  { service, promised = nothingPromised }: StandingContext,
): boolean {
  return services.includes(service) || promised(station).some((period) => answersFor(period, service))
}

/** By the station's word while its source is heard; else by what the register promises for this hour. */
function crewSource(
  station: StationState,
  standing: Standing,
  context: StandingContext,
): PlacedSource | LeftOutReason {
  const { service, promised = nothingPromised } = context
  const silent = isSilent(station.source, around(standing, context))
  if (station.crew === 0 && !silent) return 'no-crew'
  // Of a station of another service the word is of that service's crew.
  const told = silent || !station.services.includes(service) ? undefined : station.crew
  const planned = promised(station.station).filter((period) => answersFor(period, service))
  if (told === undefined && planned.length === 0) return station.crew === undefined ? 'not-told' : 'silent'
  const { counts, strengths } = bringingAll(told === undefined ? typesOf(planned) : [], context.decision)
  if (counts.length === 0) return 'does-not-qualify'
  const crew = told === undefined ? promisedStrength(planned) : strengthOf(told)
  return {
    ...{ id: station.station, kind: 'station', station: station.station, place: station.place, counts },
    basis: told === undefined ? 'plan' : 'station',
    strengths: Object.fromEntries(Object.keys(strengths).map((measure) => [measure, crew])),
    ...turnoutOf({ service }, station, around(standing, context)),
  }
}

function typesOf(planned: readonly ReadinessPeriod[]): UnitType[] {
  return [...new Set(planned.flatMap(({ unitTypes }) => unitTypes))]
}

/** What any of the types counts for; without types, what whoever comes counts for. */
function bringingAll(types: readonly UnitType[], decision: ServiceLevelDecision) {
  const each = [undefined, ...types].map((type) => bringing(type, decision))
  return {
    counts: [...new Set(each.flatMap(({ counts }) => counts))],
    strengths: Object.assign({}, ...each.map(({ strengths }) => strengths)) as Record<string, Strength>,
  }
}

/** Who leads a crew of several is one of them: 2 are a spearhead 1+1, 4 a rescue group 1+3. */
function strengthOf(persons: number): Strength {
  const leaders = persons > 1 ? 1 : 0
  return { leaders, crew: persons - leaders }
}

/** Of crews whose strength is not stated one person is sure to come. */
export function promisedStrength(planned: readonly ReadinessPeriod[]): Strength {
  const [only] = planned
  if (planned.length === 1 && only!.strength) return only!.strength
  return strengthOf(
    plannedReadiness(planned)?.persons ?? Math.max(1, ...planned.map((each) => personsOf(each) ?? 1)),
  )
}

/** What a unit or crew of the type counts for, and what it brings to the measures that need persons. */
export function bringing(type: UnitType | undefined, decision: ServiceLevelDecision) {
  const counts = measuresCovered(decision).filter((measure) => qualifies(decision, measure, type))
  const strengths: Record<string, Strength> = {}
  for (const measure of counts) {
    const formation = decision.formations?.[measure]
    if (formation && 'strengths' in formation)
      strengths[measure] = (type && formation.strengths[type]) ?? { leaders: 0, crew: 0 }
  }
  return { counts, strengths }
}

function around({ sources }: Standing, { now, freshness, promised }: StandingContext) {
  return { sources, now, freshness, promised }
}

/** To some 30 metres, so that a unit that stands still on the road is not searched from anew. */
function coarse({ lon, lat }: Place): Place {
  return { lon: Math.round(lon * 1000) / 1000, lat: Math.round(lat * 2000) / 2000 }
}
