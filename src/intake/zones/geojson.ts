/** What polygons does a GeoJSON file hold? Degrees by its standard; an old `crs` member is believed where it stands. */
import { VasteError } from '../../domain/error.ts'
import { crsFromEpsg } from './crs.ts'
import { repairedAttributes } from './name-repair.ts'
import type { Attribute, Attributes, Crs, PolygonFeature, RawLayer } from './polygon-layer.ts'
import { flatPolygon } from './rings.ts'

/** Throws `invalid` when the text is not a feature collection. */
export function readGeoJson(name: string, text: string): RawLayer {
  const collection = parsed(text)
  const notes: string[] = []
  const features: PolygonFeature[] = []
  for (const item of collection.features) {
    const polygons = polygonsOf(item)
    if (polygons.length > 0) features.push({ properties: repairedAttributes(plain(item), notes), polygons })
  }
  const others = collection.features.length - features.length
  if (others > 0)
    notes.push(`${others} of ${collection.features.length} features are no polygons and were left out`)
  return {
    name: typeof collection.name === 'string' ? collection.name : name,
    features,
    notes,
    crs: crsOf(collection),
  }
}

interface Collection {
  readonly features: readonly unknown[]
  readonly name?: unknown
  readonly crs?: { readonly properties?: { readonly name?: unknown } }
}

function parsed(text: string): Collection {
  let value: Partial<Collection> & { type?: unknown }
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new VasteError('invalid', `the file is not whole JSON: ${(cause as Error).message}`, { cause })
  }
  if (value?.type === 'FeatureCollection' && Array.isArray(value.features)) return value as Collection
  const found = typeof value?.type === 'string' ? value.type : 'no type'
  throw new VasteError('invalid', `the JSON has ${found}; expected a GeoJSON FeatureCollection`)
}

function crsOf(collection: Collection): Crs | undefined {
  const name = collection.crs?.properties?.name
  if (typeof name !== 'string') return undefined
  if (/CRS84$/i.test(name)) return { kind: 'degrees', name }
  const code = /EPSG:+(?:[\d.]*:)?(\d+)$/i.exec(name)?.[1]
  return code ? crsFromEpsg(Number(code)) : { kind: 'other', name }
}

type Coordinates = readonly (readonly (readonly number[])[])[]

function polygonsOf(item: unknown) {
  const geometry = (item as { geometry?: { type?: unknown; coordinates?: unknown } } | null)?.geometry
  if (!Array.isArray(geometry?.coordinates)) return []
  if (geometry.type === 'Polygon') return keepFull([flatPolygon(geometry.coordinates as Coordinates)])
  if (geometry.type !== 'MultiPolygon') return []
  return keepFull((geometry.coordinates as readonly Coordinates[]).map(flatPolygon))
}

function keepFull<T>(polygons: readonly (readonly T[])[]): (readonly T[])[] {
  return polygons.filter((polygon) => polygon.length > 0)
}

function plain(item: unknown): Attributes {
  const properties = (item as { properties?: Record<string, unknown> }).properties ?? {}
  const entries = Object.entries(properties).map(([field, value]): [string, Attribute] => {
    return [field, typeof value === 'object' ? null : (value as Attribute)]
  })
  return Object.fromEntries(entries)
}
