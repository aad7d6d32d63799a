/** Which degrees do these metres mean? Coordinate systems by EPSG code, for a short list, or by a proj4 string. */
import proj4 from 'proj4'
import type { Place } from '../../../geo/place.ts'
import { toWgs84 } from '../../../geo/projection.ts'
import type { Bounds, PlaceMapping } from './profile.ts'

export type MetreMapping = Extract<PlaceMapping, { epsg: number }>

export interface CoordinateSystem {
  /** 'EPSG:27700' */
  readonly name: string
  readonly inDegrees: boolean
  readonly bounds?: Bounds
  /** Not rounded; not finite where the system has no such point. */
  readonly toPlace: (x: number, y: number) => Place
}

interface Known {
  /** None: degrees of WGS84 as they are. */
  readonly toPlace?: CoordinateSystem['toPlace']
  readonly definition?: string
  readonly bounds?: Bounds
}

/** Bounds are the area of use with a margin: elsewhere the numbers mean another system. */
const knownSystems: Readonly<Record<number, Known>> = {
  3067: {
    toPlace: fromTm35fin,
    bounds: { west: 15, south: 57, east: 36, north: 72 },
  },
  4326: {},
  // ETRS89 is taken as WGS84; they are decimetres apart.
  4258: {},
  27700: {
    // The seven parameters are good to some five metres; the grid file that is better is not worth its megabytes here.
    definition:
      '+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy ' +
      '+towgs84=446.448,-125.157,542.06,0.15,0.247,0.842,-20.489 +units=m +no_defs',
    bounds: { west: -9.5, south: 49, east: 2.5, north: 61.5 },
  },
  3006: {
    definition: '+proj=utm +zone=33 +ellps=GRS80 +units=m +no_defs',
    bounds: { west: 8, south: 54, east: 26, north: 70.5 },
  },
}

/** The old Finnish systems: metres that look right and lie a hundred metres off when read as another. */
const kkjCodes = [2391, 2392, 2393, 2394, 3386, 3387]

export function systemFault(
  mapping: MetreMapping,
): { readonly field: 'epsg' | 'definition' | 'bounds'; readonly message: string } | undefined {
  const { epsg, definition, bounds } = mapping
  if (definition === undefined)
    return Object.hasOwn(knownSystems, epsg) ? undefined : { field: 'epsg', message: unknownCode(epsg) }
  if (!isDefinition(definition))
    return { field: 'definition', message: `found '${definition}'; expected a proj4 string "+proj=…"` }
  if (bounds === undefined)
    return {
      field: 'bounds',
      message:
        'expected { west, south, east, north } in degrees, because only they tell a wrong definition apart',
    }
  return undefined
}

function unknownCode(epsg: number): string {
  const known = Object.keys(knownSystems).join(', ')
  const kkj = kkjCodes.includes(epsg) ? ', which is of the old Finnish KKJ' : ''
  return `found ${epsg}${kkj}; only ${known} are known by code: expected "definition", a proj4 string, beside it`
}

function isDefinition(text: string): boolean {
  if (!text.trim().startsWith('+proj=')) return false
  try {
    proj4(text).inverse([500_000, 6_900_000])
    return true
  } catch {
    return false
  }
}

/** `mapping` has no fault. The converter is made once: making it for each point is many times slower. */
export function coordinateSystem({ epsg, definition, bounds: declared }: MetreMapping): CoordinateSystem {
  const known: Known = definition === undefined ? (knownSystems[epsg] ?? {}) : { definition }
  const bounds = declared ?? known.bounds
  return {
    name: `EPSG:${epsg}`,
    inDegrees: known.definition === undefined && known.toPlace === undefined,
    ...(bounds && { bounds }),
    toPlace: known.toPlace ?? (known.definition ? converter(known.definition) : asDegrees),
  }
}

function asDegrees(lon: number, lat: number): Place {
  return { lon, lat }
}

const nowhere: Place = { lon: Number.NaN, lat: Number.NaN }

/** Far from its meridian the series still gives numbers, but no places. */
function fromTm35fin(east: number, north: number): Place {
  const isNear = east > -500_000 && east < 1_500_000 && north > 6_000_000 && north < 8_500_000
  return isNear ? toWgs84({ east, north }) : nowhere
}

/** As above: only what leads back to the same metres is a place. */
function converter(definition: string): CoordinateSystem['toPlace'] {
  const { forward, inverse } = proj4(definition)
  return (x, y) => {
    const [lon, lat] = inverse([x, y])
    if (!Number.isFinite(lon) || !Number.isFinite(lat)) return nowhere
    const [backX, backY] = forward([lon, lat])
    return Math.hypot(backX - x, backY - y) < 1 ? { lon, lat } : nowhere
  }
}
