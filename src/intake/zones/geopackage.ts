/** What polygons does a GeoPackage hold? Reads one feature table with SQLite compiled to WebAssembly. */
import { createRequire } from 'node:module'
import initSqlJs, { type Database, type SqlValue } from 'sql.js'
import { VasteError } from '../../domain/error.ts'
import { crsFromEpsg } from './crs.ts'
import { repairedAttributes } from './name-repair.ts'
import type { Attribute, Attributes, Crs, PolygonFeature, RawLayer } from './polygon-layer.ts'
import { polygonsFromWkb } from './wkb.ts'

interface FeatureTable {
  readonly name: string
  readonly geometryColumn: string
  readonly crs: Crs | undefined
}

/** `layer` names the table when there are several. Throws `invalid` when it is no GeoPackage or holds no such table. */
export async function readGeoPackage(bytes: Uint8Array, layer?: string): Promise<RawLayer> {
  // The file inside the package, found by Node: the default looks beside the running page or script.
  const locateFile = (file: string) => createRequire(import.meta.url).resolve(`sql.js/dist/${file}`)
  const sqlite = await initSqlJs({ locateFile })
  const database = new sqlite.Database(bytes)
  try {
    return readTable(database, chosenTable(listTables(database), layer))
  } catch (cause) {
    if (cause instanceof VasteError) throw cause
    throw new VasteError('invalid', `the GeoPackage cannot be read: ${(cause as Error).message}`, { cause })
  } finally {
    database.close()
  }
}

function listTables(database: Database): FeatureTable[] {
  const rows = select(
    database,
    `select c.table_name, c.column_name, s.organization, s.organization_coordsys_id, s.srs_name
    from gpkg_geometry_columns c
    left join gpkg_spatial_ref_sys s on s.srs_id = c.srs_id
    order by c.table_name`,
  )
  return rows.map((row) => ({
    name: String(row.table_name),
    geometryColumn: String(row.column_name),
    crs: crsOf(row),
  }))
}

function crsOf(row: Record<string, SqlValue>): Crs | undefined {
  const organization = String(row.organization ?? 'none').toLowerCase()
  if (organization === 'none') return undefined
  if (organization === 'epsg') return crsFromEpsg(Number(row.organization_coordsys_id))
  return { kind: 'other', name: String(row.srs_name) }
}

function chosenTable(tables: readonly FeatureTable[], layer: string | undefined): FeatureTable {
  const names = tables.map((table) => table.name).join(', ') || 'none'
  const chosen =
    layer === undefined && tables.length === 1 ? tables[0] : tables.find(({ name }) => name === layer)
  if (chosen) return chosen
  const wanted = layer === undefined ? 'name one of its layers' : `it has no layer ${layer}`
  throw new VasteError('invalid', `the GeoPackage holds ${tables.length} layers: ${wanted}; found: ${names}`)
}

function readTable(database: Database, table: FeatureTable): RawLayer {
  const notes: string[] = []
  const features: PolygonFeature[] = []
  const rows = select(database, `select * from "${table.name.replaceAll('"', '""')}"`)
  for (const row of rows) {
    const { [table.geometryColumn]: geometry, ...attributes } = row
    const polygons = geometry instanceof Uint8Array ? polygonsFromWkb(wkbWithin(geometry, table.name)) : []
    if (polygons.length > 0)
      features.push({ properties: repairedAttributes(plain(attributes), notes), polygons })
  }
  const empty = rows.length - features.length
  if (empty > 0) notes.push(`${empty} of ${rows.length} rows have no shape and were left out`)
  return { name: table.name, features, notes, crs: table.crs }
}

/** Bytes of the envelope by its code in the header's flags: none, XY, XYZ, XYM, XYZM. */
const envelopeBytes = [0, 32, 48, 48, 64]

function wkbWithin(blob: Uint8Array, table: string): Uint8Array {
  const envelope = envelopeBytes[((blob[3] ?? 0) >> 1) & 7]
  if (blob[0] !== 0x47 || blob[1] !== 0x50 || envelope === undefined) {
    throw new VasteError(
      'invalid',
      `table ${table} holds a geometry that does not begin as GeoPackage ones do ("GP")`,
    )
  }
  return blob.subarray(8 + envelope)
}

function plain(row: Record<string, SqlValue>): Attributes {
  const entries = Object.entries(row).map(([field, value]): [string, Attribute] => {
    return [field, value instanceof Uint8Array ? null : (value ?? null)]
  })
  return Object.fromEntries(entries)
}

function select(database: Database, text: string): Record<string, SqlValue>[] {
  const statement = database.prepare(text)
  const rows: Record<string, SqlValue>[] = []
  try {
    while (statement.step()) rows.push(statement.getAsObject())
  } finally {
    statement.free()
  }
  return rows
}
