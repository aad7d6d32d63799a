/** Where is the task? Reads lon/lat columns, one text, or projected metres. Positions are never repeated in a refusal. */
import type { Place } from '../../../geo/place.ts'
import { toWgs84 } from '../../../geo/projection.ts'
import type { ImportProfile, PlaceMapping } from './profile.ts'

/** `{}`: the row tells no place. */
export type PlaceReading = { readonly place?: Place } | { readonly fault: string }
export type CellText = (column: string) => string
export type PlaceReader = (textOf: CellText) => PlaceReading

const latLonInParentheses = /^\(\s*(?<lat>[+-]?\d+(?:\.\d+)?)\s*,\s*(?<lon>[+-]?\d+(?:\.\d+)?)\s*\)$/
const longestText = 200

export function createPlaceReader(profile: Pick<ImportProfile, 'place' | 'decimalSign'>): PlaceReader {
  const mapping = profile.place
  if (mapping === undefined) return () => ({})
  if ('text' in mapping) return textReader(mapping, profile.decimalSign)
  const [first, second] = 'lon' in mapping ? [mapping.lon, mapping.lat] : [mapping.east, mapping.north]
  const inMetres = 'epsg' in mapping && mapping.epsg === 3067
  return (textOf) => {
    const texts = [textOf(first), textOf(second)] as const
    if (texts[0] === '' && texts[1] === '') return {}
    const [x, y] = texts.map((text) => readNumber(text, profile.decimalSign))
    if (x === undefined || y === undefined)
      return {
        fault: `columns "${first}" and "${second}": expected two numbers with decimal sign "${profile.decimalSign}"`,
      }
    return inMetres ? fromMetres(x, y) : fromDegrees(x, y)
  }
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
    return fromDegrees(lon, lat)
  }
}

function fromDegrees(lon: number, lat: number): PlaceReading {
  // 0, 0 is how systems write an unknown place, not a task in the Gulf of Guinea (trap 36).
  if (lon === 0 && lat === 0) return {}
  if (Math.abs(lon) > 180 || Math.abs(lat) > 90)
    return { fault: 'the place is outside the world: expected longitude -180…180 and latitude -90…90' }
  return { place: { lon, lat } }
}

function fromMetres(east: number, north: number): PlaceReading {
  if (east === 0 && north === 0) return {}
  // The projection's area of use with a wide margin; elsewhere its numbers mean another system (KKJ has 3 300 000).
  if (east < -500_000 || east > 1_500_000 || north < 6_000_000 || north > 8_500_000)
    return { fault: 'the place is far outside Finland: expected east and north in metres of EPSG:3067' }
  const { lon, lat } = toWgs84({ east, north })
  return { place: { lon: roundDegrees(lon), lat: roundDegrees(lat) } }
}

/** About a centimetre: two machines must make the same event from the same row. */
function roundDegrees(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7
}

function readNumber(text: string, decimalSign: '.' | ','): number | undefined {
  const shape = decimalSign === ',' ? /^[+-]?\d+(,\d+)?$/ : /^[+-]?\d+(\.\d+)?$/
  return shape.test(text) ? Number(text.replace(',', '.')) : undefined
}
