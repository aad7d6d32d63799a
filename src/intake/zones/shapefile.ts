/** What polygons does a zipped shapefile hold? Reads .shp, .dbf, .prj and .cpg of one layer, without reprojection. */
import type { Geometry } from 'geojson'
import { parseDbf, parseShp } from 'shpjs'
import { VasteError } from '../../domain/error.ts'
import { crsFromWkt } from './crs.ts'
import { repairedAttributes } from './name-repair.ts'
import type { Attribute, Attributes, PolygonFeature, RawLayer } from './polygon-layer.ts'
import { flatPolygon } from './rings.ts'

/** Contents of the files of one layer, by lower-case extension without the dot. */
export type ShapefileParts = ReadonlyMap<string, Uint8Array>

/** Throws `invalid` when the layer holds no polygons or its files are cut off or do not belong together. */
export function readShapefile(name: string, parts: ShapefileParts): RawLayer {
  const shapes = readShapes(name, parts.get('shp')!)
  const rows = readRows(name, parts, shapes.length)
  const notes: string[] = []
  const features: PolygonFeature[] = []
  for (const [index, shape] of shapes.entries()) {
    const polygons = polygonsOf(shape)
    if (polygons.length > 0) features.push({ properties: repairedAttributes(rows[index]!, notes), polygons })
  }
  const empty = shapes.length - features.length
  if (empty > 0) notes.push(`${empty} of ${shapes.length} records have no shape and were left out`)
  const prj = parts.get('prj')
  return { name, features, notes, crs: prj && crsFromWkt(new TextDecoder().decode(prj)) }
}

const polygonTypes = new Set([5, 15, 25])

function readShapes(name: string, shp: Uint8Array) {
  const view = new DataView(shp.buffer, shp.byteOffset, shp.byteLength)
  if (shp.byteLength < 100 || view.getInt32(0) !== 9994) {
    throw invalid(`${name}.shp does not begin as a shapefile does`)
  }
  const bytes = view.getInt32(24) * 2
  if (bytes > shp.byteLength) {
    throw invalid(`${name}.shp is cut off: its header tells of ${bytes} bytes, found ${shp.byteLength}`)
  }
  const type = view.getInt32(32, true)
  if (!polygonTypes.has(type)) {
    throw invalid(`${name}.shp holds shapes of type ${type}; expected polygons (5, 15 or 25)`)
  }
  try {
    return parseShp(shp)
  } catch (cause) {
    throw invalid(`${name}.shp cannot be read as polygons: ${(cause as Error).message}`, cause)
  }
}

function readRows(name: string, parts: ShapefileParts, shapes: number): Attributes[] {
  const dbf = parts.get('dbf')
  if (!dbf) throw invalid(`the zip has ${name}.shp but no ${name}.dbf with its attributes`)
  const view = new DataView(dbf.buffer, dbf.byteOffset, dbf.byteLength)
  const records = dbf.byteLength < 32 ? 0 : view.getUint32(4, true)
  const bytes = dbf.byteLength < 32 ? 32 : view.getUint16(8, true) + records * view.getUint16(10, true)
  if (dbf.byteLength < bytes) {
    throw invalid(`${name}.dbf is cut off: its header tells of ${bytes} bytes, found ${dbf.byteLength}`)
  }
  if (records !== shapes) {
    throw invalid(`${name}.shp has ${shapes} records and ${name}.dbf ${records}; expected as many in both`)
  }
  return parseDbf(dbf, encodingOf(dbf, parts.get('cpg'))).map(plain)
}

/** What the .cpg says; without one, UTF-8 where the bytes are valid as that, else the usual Windows-1252. */
function encodingOf(dbf: Uint8Array, cpg: Uint8Array | undefined): string {
  if (cpg) return new TextDecoder().decode(cpg).trim()
  const data = dbf.subarray(new DataView(dbf.buffer, dbf.byteOffset).getUint16(8, true))
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(data)
    return 'UTF-8'
  } catch {
    return 'windows-1252'
  }
}

function plain(row: Record<string, string | number | boolean | Date>): Attributes {
  const entries = Object.entries(row).map(([field, value]): [string, Attribute] => {
    if (value instanceof Date) return [field, Number.isNaN(value.getTime()) ? null : localDate(value)]
    return [field, Number.isNaN(value) ? null : value]
  })
  return Object.fromEntries(entries)
}

/** The parser builds dates in the machine's own zone; read them back in the same one. */
function localDate(date: Date): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

function polygonsOf(shape: Geometry | null) {
  if (shape?.type === 'Polygon') return [flatPolygon(shape.coordinates)]
  return shape?.type === 'MultiPolygon' ? shape.coordinates.map(flatPolygon) : []
}

function invalid(sentence: string, cause?: unknown): VasteError {
  return new VasteError('invalid', sentence, { cause })
}
