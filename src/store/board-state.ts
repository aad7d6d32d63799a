/** The newest word of each unit, station and source: what the board shows beside the open tasks. */
import type { Place } from '../../geo/place.ts'
import type { StationReadiness, UnitPosition, UnitStatusEvent, VasteEvent } from '../domain/event.ts'
import type { Service, UnitStatus, UnitType } from '../domain/vocabulary.ts'
import type { Queryable } from './database.ts'
import { isoTime, keyOf } from './event-log.ts'
import { sql } from './queries.ts'

export interface UnitState {
  readonly unit: string
  readonly type?: UnitType
  readonly station?: string
  readonly demo: boolean
  readonly status?: UnitStatus
  readonly task?: string
  readonly statusAt?: number
  readonly statusReceivedAt?: number
  /** Who told the status: it holds for as long as that source is heard. */
  readonly statusSource?: string
  readonly place?: Place
  readonly placeAt?: number
  readonly placeReceivedAt?: number
}

export interface StationState {
  readonly station: string
  readonly name: string
  readonly services: readonly Service[]
  readonly place: Place
  readonly demoPosition: boolean
  readonly crew?: number
  readonly turnoutSeconds?: number
  readonly readinessAt?: number
  readonly readinessReceivedAt?: number
  /** Who told the readiness: it holds for as long as that source is heard. */
  readonly source?: string
}

export interface SourceState {
  readonly source: string
  readonly demo: boolean
  readonly lastAt?: number
  readonly lastReceivedAt: number
}

/** The newest of each subject by the source's time, then by key, so that order of receipt does not matter. */
function newestBy<E extends VasteEvent>(events: readonly E[], subject: (event: E) => string): E[] {
  const newest = new Map<string, E>()
  for (const event of events) {
    const other = newest.get(subject(event))
    if (!other || event.at > other.at || (event.at === other.at && keyOf(event) > keyOf(other)))
      newest.set(subject(event), event)
  }
  return [...newest.values()]
}

/** Text with a NUL is not storable; the key orders by source, then id. */
function orderKey(event: VasteEvent): string {
  return keyOf(event).replace('\u0000', '\u0001')
}

/** Saves what is newer than known; returns the units whose state moved. */
export async function saveUnitStates(
  db: Queryable,
  county: string,
  receivedAt: string,
  events: readonly UnitStatusEvent[],
): Promise<string[]> {
  if (events.length === 0) return []
  const newest = newestBy(events, (event) => event.unit)
  const rows = await db.query<{ unit: string }>(sql('saveUnitStates'), [
    county,
    receivedAt,
    newest.map((event) => event.unit),
    newest.map((event) => event.status),
    newest.map((event) => event.task ?? null),
    newest.map((event) => isoTime(event.at)),
    newest.map(orderKey),
  ])
  return rows.map((row) => row.unit)
}

export async function saveUnitPlaces(
  db: Queryable,
  county: string,
  receivedAt: string,
  events: readonly UnitPosition[],
): Promise<string[]> {
  if (events.length === 0) return []
  const newest = newestBy(events, (event) => event.unit)
  const rows = await db.query<{ unit: string }>(sql('saveUnitPlaces'), [
    county,
    receivedAt,
    newest.map((event) => event.unit),
    newest.map((event) => event.place.lon),
    newest.map((event) => event.place.lat),
    newest.map((event) => isoTime(event.at)),
    newest.map(orderKey),
  ])
  return rows.map((row) => row.unit)
}

export async function saveStationStates(
  db: Queryable,
  county: string,
  receivedAt: string,
  events: readonly StationReadiness[],
): Promise<string[]> {
  if (events.length === 0) return []
  const newest = newestBy(events, (event) => event.station)
  const rows = await db.query<{ station: string }>(sql('saveStationStates'), [
    county,
    receivedAt,
    newest.map((event) => event.station),
    newest.map((event) => event.crew),
    newest.map((event) => event.turnoutSeconds ?? null),
    newest.map((event) => isoTime(event.at)),
    newest.map(orderKey),
  ])
  return rows.map((row) => row.station)
}

export async function noteSources(
  db: Queryable,
  county: string,
  receivedAt: string,
  heard: ReadonlyMap<string, { readonly at: number; readonly demo: boolean }>,
): Promise<SourceState[]> {
  if (heard.size === 0) return []
  const entries = [...heard]
  const rows = await db.query<SourceRow>(sql('noteSources'), [
    county,
    receivedAt,
    entries.map(([source]) => source),
    entries.map(([, { demo }]) => demo),
    entries.map(([, { at }]) => isoTime(at)),
  ])
  return rows.map(sourceFrom)
}

export async function listSources(db: Queryable, county: string): Promise<SourceState[]> {
  return (await db.query<SourceRow>(sql('listSources'), [county])).map(sourceFrom)
}

/** `only` limits to those units; absent gives all that are registered or have been heard of. */
export async function unitsOnBoard(
  db: Queryable,
  county: string,
  only?: readonly string[],
): Promise<UnitState[]> {
  const rows = await db.query<UnitRow>(sql('unitsOnBoard'), [county, only ?? null])
  return rows.map(unitFrom)
}

export async function stationsOnBoard(
  db: Queryable,
  county: string,
  only?: readonly string[],
): Promise<StationState[]> {
  const rows = await db.query<StationRow>(sql('stationsOnBoard'), [county, only ?? null])
  return rows.map(stationFrom)
}

interface SourceRow {
  readonly source: string
  readonly demo: boolean
  readonly last_at: number | null
  readonly last_received_at: number
}

function sourceFrom(row: SourceRow): SourceState {
  return {
    source: row.source,
    demo: row.demo,
    lastAt: time(row.last_at),
    lastReceivedAt: Math.round(row.last_received_at),
  }
}

interface UnitRow {
  readonly unit: string
  readonly type: UnitType | null
  readonly station: string | null
  readonly demo: boolean
  readonly status: UnitStatus | null
  readonly task: string | null
  readonly source: string | null
  readonly status_at: number | null
  readonly status_received_at: number | null
  readonly lon: number | null
  readonly lat: number | null
  readonly place_at: number | null
  readonly place_received_at: number | null
}

function unitFrom(row: UnitRow): UnitState {
  return {
    unit: row.unit,
    type: row.type ?? undefined,
    station: row.station ?? undefined,
    demo: row.demo,
    status: row.status ?? undefined,
    task: row.task ?? undefined,
    statusAt: time(row.status_at),
    statusReceivedAt: time(row.status_received_at),
    statusSource: row.source ?? undefined,
    place: row.lon === null || row.lat === null ? undefined : { lon: row.lon, lat: row.lat },
    placeAt: time(row.place_at),
    placeReceivedAt: time(row.place_received_at),
  }
}

interface StationRow {
  readonly station: string
  readonly name: string
  readonly services: Service[]
  readonly demo_position: boolean
  readonly lon: number
  readonly lat: number
  readonly crew: number | null
  readonly turnout_seconds: number | null
  readonly readiness_at: number | null
  readonly readiness_received_at: number | null
  readonly source: string | null
}

function stationFrom(row: StationRow): StationState {
  return {
    station: row.station,
    name: row.name,
    services: row.services,
    place: { lon: row.lon, lat: row.lat },
    demoPosition: row.demo_position,
    crew: row.crew ?? undefined,
    turnoutSeconds: row.turnout_seconds ?? undefined,
    readinessAt: time(row.readiness_at),
    readinessReceivedAt: time(row.readiness_received_at),
    source: row.source ?? undefined,
  }
}

function time(value: number | null): number | undefined {
  return value === null ? undefined : Math.round(value)
}
