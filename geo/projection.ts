/**
 * Where do degrees lie in metres, and back? ETRS-TM35FIN (EPSG:3067) in closed form.
 * Krüger's series to the fourth power of the third flattening, as the Finnish recommendation JHS 154 gives it;
 * ETRS89 is taken as WGS84, as the decimetres between them matter to nobody here.
 */
import type { Place, Point } from './place.ts'

const degree = Math.PI / 180
const flattening = 1 / 298.257222101
const n = flattening / (2 - flattening)
const centralMeridian = 27 * degree
const falseEasting = 500_000
/** Radius of the rectifying sphere, with the scale of the central meridian in it. */
const radius = ((0.9996 * 6_378_137) / (1 + n)) * (1 + n ** 2 / 4 + n ** 4 / 64)

/** Each row is the coefficient of sin(2kx), k = 1..4. */
type Series = readonly [number, number, number, number]

const geodeticToConformal: Series = [
  -2 * n + (2 / 3) * n ** 2 + (4 / 3) * n ** 3 - (82 / 45) * n ** 4,
  (5 / 3) * n ** 2 - (16 / 15) * n ** 3 - (13 / 9) * n ** 4,
  (-26 / 15) * n ** 3 + (34 / 21) * n ** 4,
  (1237 / 630) * n ** 4,
]
const conformalToGeodetic: Series = [
  2 * n - (2 / 3) * n ** 2 - 2 * n ** 3 + (116 / 45) * n ** 4,
  (7 / 3) * n ** 2 - (8 / 5) * n ** 3 - (227 / 45) * n ** 4,
  (56 / 15) * n ** 3 - (136 / 35) * n ** 4,
  (4279 / 630) * n ** 4,
]
const sphereToPlane: Series = [
  n / 2 - (2 / 3) * n ** 2 + (5 / 16) * n ** 3 + (41 / 180) * n ** 4,
  (13 / 48) * n ** 2 - (3 / 5) * n ** 3 + (557 / 1440) * n ** 4,
  (61 / 240) * n ** 3 - (103 / 140) * n ** 4,
  (49561 / 161280) * n ** 4,
]
const planeToSphere: Series = [
  n / 2 - (2 / 3) * n ** 2 + (37 / 96) * n ** 3 - (1 / 360) * n ** 4,
  n ** 2 / 48 + n ** 3 / 15 - (437 / 1440) * n ** 4,
  (17 / 480) * n ** 3 - (37 / 840) * n ** 4,
  (4397 / 161280) * n ** 4,
]

/** Metres from degrees. Better than a micrometre within ten degrees of 27° E; makes no check of its input. */
export function toTm35fin(place: Place): Point {
  const latitude = place.lat * degree
  const longitude = place.lon * degree - centralMeridian
  const sinLat = Math.sin(latitude)
  const cosLat = Math.cos(latitude)
  const shift = sineSum(geodeticToConformal, 2 * sinLat * cosLat, cosLat * cosLat - sinLat * sinLat)
  // The shift is below 0.004 rad, where these short series are exact to the last bit: two fewer trigonometric calls.
  const square = shift * shift
  const sinShift = shift * (1 - (square / 6) * (1 - square / 20))
  const cosShift = 1 - (square / 2) * (1 - square / 12)
  const sinChi = sinLat * cosShift + cosLat * sinShift
  const cosChi = cosLat * cosShift - sinLat * sinShift
  const along = cosChi * Math.cos(longitude)
  const across = cosChi * Math.sin(longitude)
  // Doubled angles come from the numbers at hand: sin 2xi, cos 2xi, sinh 2eta, cosh 2eta, without calling any of them.
  const scale = 1 / (1 - across * across)
  const sum = complexSum(
    sphereToPlane,
    2 * sinChi * along * scale,
    (along * along - sinChi * sinChi) * scale,
    2 * across * scale,
    (1 + across * across) * scale,
  )
  return {
    east: falseEasting + radius * (0.5 * Math.log((1 + across) / (1 - across)) + sum.imaginary),
    north: radius * (Math.atan2(sinChi, along) + sum.real),
  }
}

/** Degrees from metres, the inverse of `toTm35fin`. */
export function toWgs84(point: Point): Place {
  const xi = point.north / radius
  const eta = (point.east - falseEasting) / radius
  const sum = complexSum(
    planeToSphere,
    Math.sin(2 * xi),
    Math.cos(2 * xi),
    Math.sinh(2 * eta),
    Math.cosh(2 * eta),
  )
  const xiSphere = xi - sum.real
  const etaSphere = eta - sum.imaginary
  const chi = Math.asin(Math.sin(xiSphere) / Math.cosh(etaSphere))
  const latitude = chi + sineSum(conformalToGeodetic, Math.sin(2 * chi), Math.cos(2 * chi))
  const longitude = centralMeridian + Math.atan2(Math.sinh(etaSphere), Math.cos(xiSphere))
  return { lon: longitude / degree, lat: latitude / degree }
}

/** Sum of c[k] sin(2kx) by Clenshaw's recurrence, from sin 2x and cos 2x. */
function sineSum(series: Series, sin2: number, cos2: number): number {
  const twice = 2 * cos2
  const b4 = series[3]
  const b3 = series[2] + twice * b4
  const b2 = series[1] + twice * b3 - b4
  const b1 = series[0] + twice * b2 - b3
  return b1 * sin2
}

/** The same sum for the complex argument xi + i eta. */
function complexSum(series: Series, sin2: number, cos2: number, sinh2: number, cosh2: number) {
  const p = 2 * cos2 * cosh2
  const q = -2 * sin2 * sinh2
  const r4 = series[3]
  const r3 = series[2] + p * r4
  const i3 = q * r4
  const r2 = series[1] + p * r3 - q * i3 - r4
  const i2 = p * i3 + q * r3
  const r1 = series[0] + p * r2 - q * i2 - r3
  const i1 = p * i2 + q * r2 - i3
  const sinReal = sin2 * cosh2
  const sinImaginary = cos2 * sinh2
  return { real: r1 * sinReal - i1 * sinImaginary, imaginary: r1 * sinImaginary + i1 * sinReal }
}
