/** Where is the task? Reads lon/lat columns, one text, or projected metres. Positions are never repeated in a refusal. */
import type { Place } from '../../../geo/place.ts'
import { type CoordinateSystem, coordinateSystem } from './coordinate-systems.ts'
import type { Bounds, ImportProfile, PlaceMapping } from './profile.ts'

/** Without a place the row tells none; `isZero`: it tells 0, 0 in its place. */
export type PlaceReading = { readonly place?: Place; readonly isZero?: true } | { readonly fault: string }
export type CellText = (column: string) => string
export type PlaceReader = (textOf: CellText) => PlaceReading

const latLonInParentheses = /^\(\s*(?<lat>[+-]?\d+(?:\.\d+)?)\s*,\s*(?<lon>[+-]?\d+(?:\.\d+)?)\s*\)$/
const longestText = 200

export function createPlaceReader(profile: Pick<ImportProfile, 'place' | 'decimalSign'>): PlaceReader {
  const mapping = profile.place
  if (mapping === undefined) return () => ({})
  if ('text' in mapping) return textReader(mapping, profile.decimalSign)
  const [first, second] = 'lon' in mapping ? [mapping.lon, mapping.lat] : [mapping.east, mapping.north]
  const toPlace = placeMaker(mapping)
  return (textOf) => {
    const texts = [textOf(first), textOf(second)] as const
    if (texts[0] === '' && texts[1] === '') return {}
    const [x, y] = texts.map((text) => readNumber(text, profile.decimalSign))
    if (x === undefined || y === undefined)
      return {
        fault: `columns "${first}" and "${second}": expected two numbers with decimal sign "${profile.decimalSign}"`,
      }
    // 0, 0 is how systems write an unknown place, not a task in the Gulf of Guinea (trap 36).
    return x === 0 && y === 0 ? { isZero: true } : toPlace(x, y)
  }
}

type PlaceMaker = (x: number, y: number) => PlaceReading

function placeMaker(mapping: Exclude<PlaceMapping, { text: string }>): PlaceMaker {
  const system = 'epsg' in mapping ? coordinateSystem(mapping) : undefined
  if (system && !system.inDegrees) return (x, y) => fromMetres(x, y, system)
  const bounds = system ? system.bounds : mapping.bounds
  return (lon, lat) => fromDegrees(lon, lat, bounds)
}

function textReader(mapping: Extract<PlaceMapping, { text: string }>, decimalSign: '.' | ','): PlaceReader {
  const known = mapping.pattern === 'lat-lon-parentheses'
  const pattern = known ? latLonInParentheses : new RegExp(mapping.pattern, 'u')
  const sign = known ? '.' : decimalSign
  return (textOf) => {
    const text = textOf(mapping.text)
    if (text === '') return {}
    const groups = text.length > longestText ? undefined : pattern.exec(text)?.groups
    const lon = readNumber(groups?.lon ?? '', sign)
    const lat = readNumber(groups?.lat ?? '', sign)
    if (lon === undefined || lat === undefined)
      return {
        fault: `column "${mapping.text}": the text is not a place as the pattern ${mapping.pattern} has it`,
      }
    return lon === 0 && lat === 0 ? { isZero: true } : fromDegrees(lon, lat, mapping.bounds)
  }
}

const world: Bounds = { west: -180, south: -90, east: 180, north: 90 }

function fromDegrees(lon: number, lat: number, bounds: Bounds = world): PlaceReading {
  const place = { lon, lat }
  if (isWithin(place, bounds)) return { place }
  if (bounds !== world && isWithin({ lon: lat, lat: lon }, bounds))
    return {
      fault:
        'latitude and longitude are the wrong way round: the place is within the bounds only when swapped',
    }
  if (!isWithin(place, world))
    return { fault: 'the place is outside the world: expected longitude -180…180 and latitude -90…90' }
  return { fault: `the place is outside the bounds of the profile: expected ${shown(bounds)}` }
}

function fromMetres(x: number, y: number, { name, bounds = world, toPlace }: CoordinateSystem): PlaceReading {
  if (isWithin({ lon: x, lat: y }, world) || isWithin({ lon: y, lat: x }, world))
    return { fault: `the place seems to be in degrees: expected east and north in metres of ${name}` }
  const place = toPlace(x, y)
  if (isWithin(place, bounds))
    return { place: { lon: roundDegrees(place.lon), lat: roundDegrees(place.lat) } }
  if (isWithin(toPlace(y, x), bounds))
    return { fault: `east and north of ${name} are the wrong way round: expected east first` }
  return { fault: `the place is far outside the area of ${name}: expected ${shown(bounds)}` }
}

/** False also for what is not a number. */
function isWithin({ lon, lat }: Place, { west, south, east, north }: Bounds): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north
}

function shown({ west, south, east, north }: Bounds): string {
  return `longitude ${west}…${east} and latitude ${south}…${north}`
}

/** About a centimetre: two machines must make the same event from the same row. */
function roundDegrees(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7
}

function readNumber(text: string, decimalSign: '.' | ','): number | undefined {
  const shape = decimalSign === ',' ? /^[+-]?\d+(,\d+)?$/ : /^[+-]?\d+(\.\d+)?$/
  return shape.test(text) ? Number(text.replace(',', '.')) : undefined
}
