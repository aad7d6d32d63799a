/** Reference data of a county: its area, stations, units and hospitals. */
import type { Place } from '../../geo/place.ts'
import type { Service, Text3, UnitType } from '../domain/vocabulary.ts'
import type { Queryable } from './database.ts'
import { sql } from './queries.ts'

/** Metres of EPSG:3067, as GeoJSON nests a MultiPolygon. */
export type MultiPolygon = readonly (readonly (readonly (readonly [east: number, north: number])[])[])[]

export interface County {
  readonly county: string
  readonly name: Text3
  readonly timeZone: string
  readonly attribution: readonly string[]
}

export interface Municipality {
  readonly code: string
  readonly name: { readonly fi: string; readonly sv: string }
  readonly seat: Place
  readonly residents: number
  readonly landKm2: number
  readonly border: MultiPolygon
}

export interface CountyCells {
  readonly e: readonly number[]
  readonly n: readonly number[]
  /** Code of each cell. */
  readonly municipality: readonly string[]
  readonly residents: readonly number[]
  readonly residentsEstimated: boolean
}

export interface Station {
  readonly id: string
  readonly name: string
  readonly municipality?: string
  readonly services: readonly Service[]
  readonly place: Place
  readonly demoPosition: boolean
}

export interface Unit {
  readonly unit: string
  readonly type: UnitType
  readonly service: Service
  readonly station?: string
  readonly demo: boolean
  /** Code of another county whose unit it is; absent: this one's. */
  readonly owner?: string
  /** Local dates of this row of the register, half-open; absent: always. */
  readonly validFrom?: string
  readonly validTo?: string
}

export interface Hospital {
  readonly id: string
  readonly name: string
  readonly place: Place
}

export async function saveCounty(db: Queryable, county: County): Promise<void> {
  await db.query(sql('saveCounty'), [
    county.county,
    JSON.stringify(county.name),
    county.timeZone,
    JSON.stringify(county.attribution),
  ])
}

export async function findCounty(db: Queryable, county: string): Promise<County | undefined> {
  const [row] = await db.query<{ county: string; name: Text3; time_zone: string; attribution: string[] }>(
    sql('findCounty'),
    [county],
  )
  return row && { county: row.county, name: row.name, timeZone: row.time_zone, attribution: row.attribution }
}

export async function saveMunicipalities(
  db: Queryable,
  county: string,
  municipalities: readonly Municipality[],
): Promise<void> {
  await db.query(sql('saveMunicipalities'), [
    county,
    municipalities.map((m) => m.code),
    municipalities.map((m) => JSON.stringify(m.name)),
    municipalities.map((m) => m.seat.lon),
    municipalities.map((m) => m.seat.lat),
    municipalities.map((m) => m.residents),
    municipalities.map((m) => m.landKm2),
    municipalities.map((m) => geoJson(m.border)),
  ])
}

export async function listMunicipalities(db: Queryable, county: string): Promise<Municipality[]> {
  const rows = await db.query<{
    municipality: string
    name: { fi: string; sv: string }
    lon: number
    lat: number
    residents: number
    land_km2: number
    border: string
  }>(sql('listMunicipalities'), [county])
  return rows.map((row) => ({
    code: row.municipality,
    name: row.name,
    seat: { lon: row.lon, lat: row.lat },
    residents: row.residents,
    landKm2: row.land_km2,
    border: JSON.parse(row.border).coordinates,
  }))
}

export async function saveCells(db: Queryable, county: string, cells: CountyCells): Promise<void> {
  await db.query(sql('saveCells'), [
    county,
    cells.e,
    cells.n,
    cells.municipality,
    cells.residents,
    cells.residentsEstimated,
  ])
}

export async function listCells(db: Queryable, county: string): Promise<CountyCells> {
  const [row] = await db.query<{
    e: number[] | null
    n: number[]
    municipality: string[]
    residents: number[]
    estimated: boolean
  }>(sql('listCells'), [county])
  if (!row?.e) return { e: [], n: [], municipality: [], residents: [], residentsEstimated: false }
  return {
    e: row.e,
    n: row.n,
    municipality: row.municipality,
    residents: row.residents,
    residentsEstimated: row.estimated,
  }
}

export async function saveStations(
  db: Queryable,
  county: string,
  stations: readonly Station[],
): Promise<void> {
  await db.query(sql('saveStations'), [
    county,
    stations.map((s) => s.id),
    stations.map((s) => s.name),
    stations.map((s) => s.municipality ?? null),
    stations.map((s) => s.services.join(',')),
    stations.map((s) => s.place.lon),
    stations.map((s) => s.place.lat),
    stations.map((s) => s.demoPosition),
  ])
}

export async function saveUnits(db: Queryable, county: string, units: readonly Unit[]): Promise<void> {
  await db.query(sql('saveUnits'), [
    county,
    units.map((u) => u.unit),
    units.map((u) => u.type),
    units.map((u) => u.service),
    units.map((u) => u.station ?? null),
    units.map((u) => u.demo),
    units.map((u) => u.owner ?? null),
    units.map((u) => u.validFrom ?? null),
    units.map((u) => u.validTo ?? null),
  ])
}

/** In order of unit and of the day each row begins. */
export async function listUnits(db: Queryable, county: string): Promise<Unit[]> {
  const rows = await db.query<Record<string, unknown>>(sql('listUnits'), [county])
  return rows.map(({ valid_from: validFrom, valid_to: validTo, ...row }) => {
    const told = Object.entries({ ...row, validFrom, validTo }).filter(([, value]) => value !== null)
    return Object.fromEntries(told) as unknown as Unit
  })
}

export async function saveHospitals(
  db: Queryable,
  county: string,
  hospitals: readonly Hospital[],
): Promise<void> {
  await db.query(sql('saveHospitals'), [
    county,
    hospitals.map((h) => h.id),
    hospitals.map((h) => h.name),
    hospitals.map((h) => h.place.lon),
    hospitals.map((h) => h.place.lat),
  ])
}

export async function listHospitals(db: Queryable, county: string): Promise<Hospital[]> {
  const rows = await db.query<{ hospital: string; name: string; lon: number; lat: number }>(
    sql('listHospitals'),
    [county],
  )
  return rows.map((row) => ({ id: row.hospital, name: row.name, place: { lon: row.lon, lat: row.lat } }))
}

export function geoJson(border: MultiPolygon): string {
  return JSON.stringify({ type: 'MultiPolygon', coordinates: border })
}
