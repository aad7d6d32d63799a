/** Zone systems by version: their classes, and the cells or polygons that carry them. */
import type { Text3 } from '../domain/vocabulary.ts'
import type { MultiPolygon } from './county.ts'
import { geoJson } from './county.ts'
import type { Queryable } from './database.ts'
import { sql } from './queries.ts'

export interface ZoneClass {
  readonly id: string
  readonly order: number
  readonly name: Text3
}

export interface ZoneVersion {
  readonly system: string
  readonly version: string
  readonly name: Text3
  readonly shape: 'cells' | 'polygons'
  /** Local dates, half-open. */
  readonly validFrom: string
  readonly validTo?: string
  readonly demo: boolean
  readonly source: string
  readonly classes: readonly ZoneClass[]
}

export interface ZoneCells {
  readonly e: readonly number[]
  readonly n: readonly number[]
  /** Class id of each cell. */
  readonly classes: readonly string[]
}

export interface ZonePolygon {
  readonly zone: string
  readonly class: string
  readonly border: MultiPolygon
}

/** Replaces the version where it exists, and ends older versions of the system at its first day. */
export async function saveZoneVersion(
  db: Queryable,
  county: string,
  zones: ZoneVersion,
  content: { readonly cells?: ZoneCells; readonly polygons?: readonly ZonePolygon[] },
): Promise<void> {
  const key = [county, zones.system, zones.version]
  await db.query(sql('dropZoneSystem'), key)
  await db.query(sql('saveZoneSystem'), [
    ...key,
    JSON.stringify(zones.name),
    zones.shape,
    zones.validFrom,
    zones.validTo ?? null,
    zones.demo,
    zones.source,
  ])
  await db.query(sql('saveZoneClasses'), [
    ...key,
    zones.classes.map((zoneClass) => zoneClass.id),
    zones.classes.map((zoneClass) => zoneClass.order),
    zones.classes.map((zoneClass) => JSON.stringify(zoneClass.name)),
  ])
  if (content.cells)
    await db.query(sql('saveZoneCells'), [...key, content.cells.e, content.cells.n, content.cells.classes])
  if (content.polygons)
    await db.query(sql('saveZonePolygons'), [
      ...key,
      content.polygons.map((polygon) => polygon.zone),
      content.polygons.map((polygon) => polygon.class),
      content.polygons.map((polygon) => geoJson(polygon.border)),
    ])
  await db.query(sql('endZoneVersions'), [...key, zones.validFrom])
}

export async function listZoneVersions(db: Queryable, county: string): Promise<ZoneVersion[]> {
  const versions = await db.query<{
    system: string
    version: string
    name: Text3
    shape: 'cells' | 'polygons'
    valid_from: string
    valid_to: string | null
    demo: boolean
    source: string
  }>(sql('listZoneSystems'), [county])
  const classes = await db.query<{
    system: string
    version: string
    class: string
    ordinal: number
    name: Text3
  }>(sql('listZoneClasses'), [county])
  return versions.map(({ valid_from, valid_to, ...version }) => ({
    ...version,
    validFrom: valid_from,
    validTo: valid_to ?? undefined,
    classes: classes
      .filter((row) => row.system === version.system && row.version === version.version)
      .map((row) => ({ id: row.class, order: row.ordinal, name: row.name })),
  }))
}

export async function zoneCells(db: Queryable, county: string, zones: ZoneVersion): Promise<ZoneCells> {
  const rows = await db.query<{ class: string; e: number[]; n: number[] }>(sql('listZoneCells'), [
    county,
    zones.system,
    zones.version,
  ])
  return {
    e: rows.flatMap((row) => row.e),
    n: rows.flatMap((row) => row.n),
    classes: rows.flatMap((row) => row.e.map(() => row.class)),
  }
}

export async function zonePolygons(
  db: Queryable,
  county: string,
  zones: ZoneVersion,
): Promise<ZonePolygon[]> {
  const rows = await db.query<{ zone: string; class: string; border: string }>(sql('listZonePolygons'), [
    county,
    zones.system,
    zones.version,
  ])
  return rows.map((row) => ({ zone: row.zone, class: row.class, border: JSON.parse(row.border).coordinates }))
}
