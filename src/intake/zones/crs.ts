/** Are these coordinates ETRS-TM35FIN (EPSG:3067)? Degrees are projected; anything else is refused. */
import { type Box, boxOfPolygons, type Position } from '../../../geo/polygon.ts'
import { toTm35fin } from '../../../geo/projection.ts'
import { VasteError } from '../../domain/error.ts'
import type { Crs, PolygonLayer, RawLayer } from './polygon-layer.ts'

const expected = 'expected ETRS-TM35FIN (EPSG:3067), or longitude and latitude'
/** Finland with generous margins; the older Finnish systems have eastings in the millions and fall outside. */
const finlandMetres: Box = { west: 0, south: 6_500_000, east: 850_000, north: 7_900_000 }
const finlandDegrees: Box = { west: 15, south: 58, east: 36, north: 72 }

/** 3067 is metres; 4326 (WGS84), 4258 (ETRS89) and CRS84 are degrees. */
export function crsFromEpsg(code: number): Crs {
  const name = `EPSG:${code}`
  if (code === 3067) return { kind: 'tm35fin', name }
  return { kind: code === 4326 || code === 4258 ? 'degrees' : 'other', name }
}

/** From the text of a shapefile's .prj, whose writers agree on little but the parameters. */
export function crsFromWkt(text: string): Crs {
  const name = /^\s*\w+\s*\[\s*"([^"]*)"/.exec(text)?.[1] ?? text.slice(0, 40)
  if (/^\s*GEOG(CS|CRS)/i.test(text)) return { kind: isEuropean(text) ? 'degrees' : 'other', name }
  const parameter = (label: string) =>
    Number(new RegExp(`"${label}"\\s*,\\s*([-0-9.]+)`, 'i').exec(text)?.[1])
  const isTm35fin =
    /Transverse_Mercator|Gauss/i.test(text) &&
    isEuropean(text) &&
    parameter('central_meridian') === 27 &&
    parameter('false_easting') === 500_000 &&
    parameter('scale_factor') === 0.9996
  return { kind: isTm35fin ? 'tm35fin' : 'other', name }
}

function isEuropean(text: string): boolean {
  return /ETRS|EUREF|WGS.?(19)?84/i.test(text)
}

/** The layer in EPSG:3067 metres. Throws `invalid` when its coordinates are, or seem to be, something else. */
export function inTm35fin(layer: RawLayer): PolygonLayer {
  const box = boxOfPolygons(layer.features.flatMap((feature) => feature.polygons))
  const crs = layer.crs ?? assumed(layer.name, box)
  if (crs.kind === 'other') throw refused(`layer ${layer.name} is in ${crs.name}; ${expected}`)
  if (!within(box, crs.kind === 'degrees' ? finlandDegrees : finlandMetres)) {
    throw refused(`layer ${layer.name} is said to be ${crs.name}, but ${contradiction(box, crs)}`)
  }
  const notes = layer.crs ? layer.notes : [...layer.notes, `no reference system given: taken as ${crs.name}`]
  const features = crs.kind === 'degrees' ? layer.features.map(projected) : layer.features
  return { name: layer.name, features, notes }
}

function assumed(name: string, box: Box): Crs {
  if (within(box, finlandMetres)) return crsFromEpsg(3067)
  if (within(box, finlandDegrees)) return crsFromEpsg(4326)
  throw refused(`layer ${name} names no reference system and lies at ${corner(box)}; ${expected}`)
}

function contradiction(box: Box, crs: Crs): string {
  const turned = { west: box.south, south: box.west, east: box.north, north: box.east }
  if (within(turned, crs.kind === 'degrees' ? finlandDegrees : finlandMetres)) {
    return `its coordinates have north before east; expected east first`
  }
  return `its first corner is ${corner(box)}, which is not in Finland; ${expected}`
}

function corner(box: Box): string {
  return `${box.west}, ${box.south}`
}

function within(box: Box, limits: Box): boolean {
  return (
    box.west >= limits.west &&
    box.east <= limits.east &&
    box.south >= limits.south &&
    box.north <= limits.north
  )
}

function projected(feature: PolygonLayer['features'][number]) {
  return {
    ...feature,
    polygons: feature.polygons.map((polygon) => polygon.map((ring) => ring.map(toMetres))),
  }
}

function toMetres([lon, lat]: Position): Position {
  const { east, north } = toTm35fin({ lon, lat })
  return [east, north]
}

function refused(sentence: string): VasteError {
  return new VasteError('invalid', sentence)
}
