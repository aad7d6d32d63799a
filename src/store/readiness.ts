/** Stations with their dates, readiness periods, and the logs of both: nothing said of them is overwritten. */
import type { Place } from '../../geo/place.ts'
import type { ReadinessPeriod } from '../domain/readiness.ts'
import type { ReadinessAction, ReadinessEdit } from '../domain/readiness-log.ts'
import type { RegisterLine } from '../domain/register-then.ts'
import type { Service } from '../domain/vocabulary.ts'
import type { Queryable } from './database.ts'
import { isoTime } from './event-log.ts'
import { sql } from './queries.ts'

export interface StationRecord {
  readonly id: string
  readonly name: string
  readonly municipality?: string
  readonly services: readonly Service[]
  readonly place: Place
  readonly demoPosition: boolean
  /** Local dates, half-open; absent: always. */
  readonly validFrom?: string
  readonly closedFrom?: string
}

/** Who changed something, when (epoch milliseconds) and why. */
export interface Edited {
  readonly at: number
  readonly by: string
  readonly reason: string
}

export interface LoggedReadiness extends ReadinessEdit {
  readonly seq: number
  readonly at: Date
  readonly station: string
  readonly by: string
  readonly reason: string
}

export interface LoggedStation {
  readonly seq: number
  readonly at: Date
  readonly by: string
  readonly reason: string
  /** As it reads after the change. */
  readonly station: StationRecord
}

/** In the order in which they were made. `by`: those of that moment and before, epoch milliseconds. */
export async function listReadinessEdits(
  db: Queryable,
  county: string,
  by?: number,
): Promise<ReadinessEdit[]> {
  const rows = await db.query<{ action: ReadinessAction; body: ReadinessPeriod }>(sql('listReadinessEdits'), [
    ...[county, by === undefined ? null : isoTime(by)],
  ])
  return rows.map(({ action, body }) => ({ action, period: body }))
}

/** Number of the newest edit of a station, or of all; 0 when there is none. */
export async function newestReadinessEdit(db: Queryable, county: string, station?: string): Promise<number> {
  const rows = await db.query<{ seq: number }>(sql('newestReadinessEdit'), [county, station ?? null])
  return rows[0]!.seq
}

/** The same of every station that has one. */
export async function newestReadinessEdits(db: Queryable, county: string): Promise<Map<string, number>> {
  const rows = await db.query<{ station: string; seq: number }>(sql('newestReadinessEdits'), [county])
  return new Map(rows.map(({ station, seq }) => [station, seq]))
}

export async function logReadiness(
  db: Queryable,
  county: string,
  edits: readonly ReadinessEdit[],
  { at, by, reason }: Edited,
): Promise<void> {
  if (edits.length === 0) return
  await db.query(sql('logReadiness'), [
    ...[county, isoTime(at), by, reason],
    edits.map(({ period }) => period.station),
    edits.map(({ period }) => period.id),
    edits.map(({ action }) => action),
    edits.map(({ period }) => JSON.stringify(period)),
  ])
}

/** Newest first. */
export async function listReadinessLog(
  db: Queryable,
  county: string,
  asked: { readonly station?: string; readonly limit: number },
): Promise<LoggedReadiness[]> {
  const rows = await db.query<{
    seq: number
    at: Date
    station: string
    action: ReadinessAction
    by_name: string
    reason: string
    body: ReadinessPeriod
  }>(sql('listReadinessLog'), [county, asked.station ?? null, asked.limit])
  return rows.map(({ by_name: by, body: period, ...row }) => ({ ...row, by, period }))
}

/** In order of id. */
export async function listStationRecords(db: Queryable, county: string): Promise<StationRecord[]> {
  const rows = await db.query<{
    id: string
    name: string
    municipality: string | null
    services: Service[]
    lon: number
    lat: number
    demo_position: boolean
    valid_from: string | null
    closed_from: string | null
  }>(sql('listStationRecords'), [county])
  return rows.map((row) => ({
    ...{ id: row.id, name: row.name, services: row.services, place: { lon: row.lon, lat: row.lat } },
    ...(row.municipality !== null && { municipality: row.municipality }),
    demoPosition: row.demo_position,
    ...(row.valid_from !== null && { validFrom: row.valid_from }),
    ...(row.closed_from !== null && { closedFrom: row.closed_from }),
  }))
}

/** How a station read before the log begins to tell of it. */
const beforeAnyChange = { by: 'vaste', reason: 'Tila ennen ensimmäistä muutosta' }

/** Saves and logs; of a station that no log tells of yet, what it was before is logged first. */
export async function saveStationRecords(
  tx: Queryable,
  county: string,
  stations: readonly StationRecord[],
  edited: Edited,
): Promise<void> {
  if (stations.length === 0) return
  const silent = new Set(
    (await tx.query<{ station: string }>(sql('stationsWithoutLog'), [county])).map(({ station }) => station),
  )
  const before = (await listStationRecords(tx, county)).filter(
    ({ id }) => silent.has(id) && stations.some((station) => station.id === id),
  )
  await logStations(tx, county, before, { ...edited, ...beforeAnyChange })
  await tx.query(sql('saveStationRecords'), [
    county,
    stations.map(({ id }) => id),
    stations.map(({ name }) => name),
    stations.map(({ municipality }) => municipality ?? null),
    stations.map(({ services }) => services.join(',')),
    stations.map(({ place }) => place.lon),
    stations.map(({ place }) => place.lat),
    stations.map(({ demoPosition }) => demoPosition),
    stations.map(({ validFrom }) => validFrom ?? null),
    stations.map(({ closedFrom }) => closedFrom ?? null),
  ])
  await logStations(tx, county, stations, edited)
}

async function logStations(
  tx: Queryable,
  county: string,
  stations: readonly StationRecord[],
  { at, by, reason }: Edited,
): Promise<void> {
  if (stations.length === 0) return
  await tx.query(sql('logStations'), [
    ...[county, isoTime(at), by, reason],
    stations.map(({ id }) => id),
    stations.map((station) => JSON.stringify(station)),
  ])
}

/** In the order in which they were written. */
export async function stationLines(db: Queryable, county: string): Promise<RegisterLine<StationRecord>[]> {
  return (await listStationLog(db, county, Number.MAX_SAFE_INTEGER)).reverse().map((line) => ({
    id: line.station.id,
    at: isBeforeAny(line) ? Number.NEGATIVE_INFINITY : line.at.getTime(),
    entry: line.station,
  }))
}

function isBeforeAny({ by, reason }: LoggedStation): boolean {
  return by === beforeAnyChange.by && reason === beforeAnyChange.reason
}

/** Newest first. */
export async function listStationLog(db: Queryable, county: string, limit: number): Promise<LoggedStation[]> {
  const rows = await db.query<{
    seq: number
    at: Date
    by_name: string
    reason: string
    body: StationRecord
  }>(sql('listStationLog'), [county, limit])
  return rows.map(({ by_name: by, body: station, ...row }) => ({ ...row, by, station }))
}
