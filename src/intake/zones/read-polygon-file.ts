/** Which polygons does this file hold? One reader for shapefile zips, GeoPackages and GeoJSON, told by content. */
import { readFile } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { VasteError } from '../../domain/error.ts'
import { inTm35fin } from './crs.ts'
import { readGeoJson } from './geojson.ts'
import { readGeoPackage } from './geopackage.ts'
import type { PolygonLayer, RawLayer } from './polygon-layer.ts'
import { withSoundRings } from './rings.ts'
import { readShapefile } from './shapefile.ts'

export interface PolygonFileChoice {
  /** Which layer to read when the file holds several. */
  readonly layer?: string
}

/** Polygons in EPSG:3067 metres. Throws `not-found` without the file, `invalid` with a sentence for anything unreadable. */
export async function readPolygonFile(path: string, choice: PolygonFileChoice = {}): Promise<PolygonLayer> {
  const bytes = await contents(path)
  const name = basename(path, extname(path))
  try {
    const raw = withSoundRings(await readBytes(name, bytes, choice.layer))
    if (raw.features.length === 0) throw new VasteError('invalid', `layer ${raw.name} holds no polygons`)
    return inTm35fin(raw)
  } catch (cause) {
    const code = cause instanceof VasteError ? cause.code : 'invalid'
    throw new VasteError(code, `${basename(path)}: ${(cause as Error).message}`, { cause })
  }
}

async function contents(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT'
    const sentence = missing
      ? `there is no file ${path}`
      : `${path} cannot be opened: ${(cause as Error).message}`
    throw new VasteError(missing ? 'not-found' : 'invalid', sentence, { cause })
  }
}

async function readBytes(name: string, bytes: Uint8Array, layer?: string): Promise<RawLayer> {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 16))
  if (start.startsWith('PK')) return readZip(name, bytes, layer)
  if (start.startsWith('SQLite format 3')) return readGeoPackage(bytes, layer)
  const text = start.replace(/^\u00ef\u00bb\u00bf/, '').trimStart()
  if (text.startsWith('{')) return readGeoJson(name, new TextDecoder().decode(bytes))
  const bare = bytes[2] === 0x27 && bytes[3] === 0x0a
  const found =
    bytes.length === 0 ? 'is empty' : bare ? 'is a bare .shp' : `begins with "${printable(start)}"`
  throw new VasteError(
    'invalid',
    `the file ${found}; expected a zip of .shp, .dbf, .prj and .cpg, a GeoPackage or GeoJSON`,
  )
}

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '.')
}

const wanted = /(?:^|\/)([^/]+)\.(shp|dbf|prj|cpg|gpkg|geojson|json)$/i
const unzippedBytesAtMost = 2_000_000_000

function readZip(name: string, bytes: Uint8Array, layer?: string): RawLayer | Promise<RawLayer> {
  const files = unzipped(bytes)
  const layers = [...files.keys()].filter((key) => key.endsWith('.shp')).map((key) => key.slice(0, -4))
  if (layers.length === 0) return readOther(name, files, layer)
  const chosen = layer === undefined && layers.length === 1 ? layers[0] : layers.find((one) => one === layer)
  if (chosen === undefined) {
    const wish = layer === undefined ? 'name one of its layers' : `it has no layer ${layer}`
    throw new VasteError(
      'invalid',
      `the zip holds ${layers.length} shapefiles: ${wish}; found: ${layers.join(', ')}`,
    )
  }
  const own = [...files].filter(([key]) => key.slice(0, key.lastIndexOf('.')) === chosen)
  return readShapefile(chosen, new Map(own.map(([key, data]) => [key.slice(key.lastIndexOf('.') + 1), data])))
}

function readOther(name: string, files: ReadonlyMap<string, Uint8Array>, layer?: string) {
  for (const [key, data] of files) {
    if (key.endsWith('.gpkg')) return readGeoPackage(data, layer)
    if (key.endsWith('json')) return readGeoJson(name, strFromU8(data))
  }
  const found = [...files.keys()].join(', ') || 'nothing of the kind'
  throw new VasteError('invalid', `the zip has no .shp, .gpkg or .geojson; found: ${found}`)
}

/** By file name without folders, extension in lower case. */
function unzipped(bytes: Uint8Array): Map<string, Uint8Array> {
  let total = 0
  try {
    const files = unzipSync(bytes, {
      filter: (file) => {
        const isWanted = wanted.test(file.name) && !file.name.startsWith('__MACOSX')
        if (isWanted) total += file.originalSize
        if (total > unzippedBytesAtMost)
          throw new Error(`more than ${unzippedBytesAtMost} bytes when unpacked`)
        return isWanted
      },
    })
    return new Map(Object.entries(files).map(([path, data]) => [shortName(path), data]))
  } catch (cause) {
    throw new VasteError('invalid', `the zip is broken or cut off: ${(cause as Error).message}`, { cause })
  }
}

function shortName(path: string): string {
  const [, stem, extension] = wanted.exec(path)!
  return `${stem}.${extension!.toLowerCase()}`
}
