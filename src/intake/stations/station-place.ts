/** Where do two numbers of a register lie? Degrees, or metres of EPSG:3067; which of them, the numbers themselves tell. */
import type { Place } from '../../../geo/place.ts'
import { toWgs84 } from '../../../geo/projection.ts'

export type PlaceAnswer = { readonly place: Place } | { readonly fault: string }

const expected = 'expected longitude and latitude, or east and north of ETRS-TM35FIN (EPSG:3067)'

/** Texts with a decimal point or comma; `x` is longitude or east. */
export function placeOf(xText: string, yText: string): PlaceAnswer {
  const [x, y] = [numberOf(xText), numberOf(yText)]
  const found = `${xText.trim() || 'nothing'}, ${yText.trim() || 'nothing'}`
  if (Number.isNaN(x) || Number.isNaN(y)) return { fault: `found the place ${found}; ${expected}` }
  if (x === 0 && y === 0) return { fault: `found the place 0, 0, which stands for none; ${expected}` }
  if (isDegrees(x, y)) return { place: { lon: rounded(x), lat: rounded(y) } }
  if (isDegrees(y, x)) return { fault: `found ${found}, which have latitude before longitude; ${expected}` }
  if (isMetres(x, y)) {
    const { lon, lat } = toWgs84({ east: x, north: y })
    return { place: { lon: rounded(lon), lat: rounded(lat) } }
  }
  if (isMetres(y, x)) return { fault: `found ${found}, which have north before east; ${expected}` }
  if (x >= 1_000_000 && x < 5_000_000 && y > 6_500_000)
    return { fault: `found ${found}, which are of the old Finnish KKJ (seven digits east); ${expected}` }
  return { fault: `found ${found}, which is not in Finland; ${expected}` }
}

function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.'))
}

function isDegrees(lon: number, lat: number): boolean {
  return lon > 18 && lon < 33 && lat > 59 && lat < 71
}

function isMetres(east: number, north: number): boolean {
  return east > 40_000 && east < 800_000 && north > 6_500_000 && north < 7_900_000
}

/** A tenth of a metre. */
function rounded(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6
}
