/** Writes the smallest files of each zone format, so that a test can say in a line what a file holds. */
import { zipSync } from 'fflate'
import initSqlJs from 'sql.js'
import type { Polygon, Position } from '../../../geo/polygon.ts'

export const tm35finWkt =
  'PROJCS["EUREF_FIN_TM35FIN",GEOGCS["GCS_EUREF_FIN",DATUM["D_ETRS_1989",SPHEROID["GRS_1980",6378137.0,298.257222101]],' +
  'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],' +
  'PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",27.0],' +
  'PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]'

export interface TinyFeature {
  readonly name: string
  readonly rings: Polygon
}

/** A closed ring around a box, clockwise as shapefiles have their outer rings. */
export function box(west: number, south: number, east: number, north: number): Position[] {
  return [
    [west, south],
    [west, north],
    [east, north],
    [east, south],
    [west, south],
  ]
}

/** The files of a shapefile by extension; `name` is the one column, sixty bytes wide. */
export function shapefileParts(features: readonly TinyFeature[], encode = utf8): Record<string, Uint8Array> {
  return { shp: shp(features), dbf: dbf(features, encode), prj: utf8(tm35finWkt), cpg: utf8('UTF-8') }
}

export function zipOf(parts: Record<string, Uint8Array>, stem = 'areas'): Uint8Array {
  return zipSync(
    Object.fromEntries(Object.entries(parts).map(([ending, data]) => [`${stem}.${ending}`, data])),
  )
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function shp(features: readonly TinyFeature[]): Uint8Array {
  const records = features.map(({ rings }, index) => shpRecord(rings, index + 1))
  const length = 100 + records.reduce((sum, record) => sum + record.length, 0)
  const header = Buffer.alloc(100)
  header.writeInt32BE(9994, 0)
  header.writeInt32BE(length / 2, 24)
  header.writeInt32LE(1000, 28)
  header.writeInt32LE(5, 32)
  return new Uint8Array(Buffer.concat([header, ...records]))
}

function shpRecord(rings: Polygon, number: number): Buffer {
  const points = rings.flat()
  const content = Buffer.alloc(44 + 4 * rings.length + 16 * points.length)
  content.writeInt32LE(5, 0)
  content.writeInt32LE(rings.length, 36)
  content.writeInt32LE(points.length, 40)
  let before = 0
  for (const [i, ring] of rings.entries()) {
    content.writeInt32LE(before, 44 + 4 * i)
    before += ring.length
  }
  for (const [i, [east, north]] of points.entries()) {
    content.writeDoubleLE(east, 44 + 4 * rings.length + 16 * i)
    content.writeDoubleLE(north, 52 + 4 * rings.length + 16 * i)
  }
  const header = Buffer.alloc(8)
  header.writeInt32BE(number, 0)
  header.writeInt32BE(content.length / 2, 4)
  return Buffer.concat([header, content])
}

function dbf(features: readonly TinyFeature[], encode: (text: string) => Uint8Array): Uint8Array {
  const header = Buffer.alloc(65)
  header[0] = 3
  header.writeUInt32LE(features.length, 4)
  header.writeUInt16LE(65, 8)
  header.writeUInt16LE(61, 10)
  header.write('name', 32, 'latin1')
  header.write('C', 43, 'latin1')
  header[48] = 60
  header[64] = 0x0d
  const rows = features.map(({ name }) =>
    Buffer.concat([Buffer.from(' '), encode(name), Buffer.alloc(60, ' ')]).subarray(0, 61),
  )
  return new Uint8Array(Buffer.concat([header, ...rows]))
}

export interface TinyPackage {
  readonly features: readonly TinyFeature[]
  readonly epsg?: number
  readonly tables?: readonly string[]
}

/** A GeoPackage with a table `areas` (or the tables named), geometries as polygons with an XY envelope. */
export async function geoPackage({
  features,
  epsg = 3067,
  tables = ['areas'],
}: TinyPackage): Promise<Uint8Array> {
  const sqlite = await initSqlJs()
  const database = new sqlite.Database()
  database.run(`create table gpkg_spatial_ref_sys
    (srs_id integer, organization text, organization_coordsys_id integer, srs_name text)`)
  database.run(`create table gpkg_geometry_columns (table_name text, column_name text, srs_id integer)`)
  const organization = epsg > 0 ? 'EPSG' : 'NONE'
  database.run('insert into gpkg_spatial_ref_sys values (?, ?, ?, ?)', [
    epsg,
    organization,
    epsg,
    `srs ${epsg}`,
  ])
  for (const table of tables) {
    database.run('insert into gpkg_geometry_columns values (?, ?, ?)', [table, 'geom', epsg])
    database.run(`create table "${table}" (fid integer primary key, geom blob, name text)`)
    for (const { name, rings } of features) {
      database.run(`insert into "${table}" (geom, name) values (?, ?)`, [geometryBlob(rings), name])
    }
  }
  const bytes = database.export()
  database.close()
  return bytes
}

function geometryBlob(rings: Polygon): Uint8Array {
  const header = Buffer.alloc(40)
  header.write('GP', 0, 'latin1')
  header[3] = 0b0000_0011
  return new Uint8Array(Buffer.concat([header, wkbPolygon(rings, true)]))
}

/** Well-known binary of one polygon, in either byte order; `extra` numbers follow each corner and `code` says so. */
export function wkbPolygon(rings: Polygon, little: boolean, code = 3, extra = 0): Buffer {
  const bytes = Buffer.alloc(9 + rings.reduce((sum, ring) => sum + 4 + ring.length * 8 * (2 + extra), 0))
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  view.setUint8(0, little ? 1 : 0)
  view.setUint32(1, code, little)
  view.setUint32(5, rings.length, little)
  let at = 9
  for (const ring of rings) {
    view.setUint32(at, ring.length, little)
    at += 4
    for (const [east, north] of ring) {
      view.setFloat64(at, east, little)
      view.setFloat64(at + 8, north, little)
      at += 8 * (2 + extra)
    }
  }
  return bytes
}
