/** In which order do nodes lie close in memory that lie close on the ground? Along a Hilbert curve. */

const bits = 15
const side = 2 ** bits
const indexSpan = 2 ** (53 - 2 * bits)

/** Position on the curve of the square with both coordinates from 0 to 32 767. */
export function hilbertIndex(x: number, y: number): number {
  let index = 0
  for (let s = side >> 1; s > 0; s >>= 1) {
    const right = (x & s) > 0 ? 1 : 0
    const upper = (y & s) > 0 ? 1 : 0
    index += s * s * ((3 * right) ^ upper)
    if (upper === 0) {
      if (right === 1) {
        x = side - 1 - x
        y = side - 1 - y
      }
      const swapped = x
      x = y
      y = swapped
    }
  }
  return index
}

/** Old indices of the points in the order of the curve over their box; equal positions keep their order. */
export function hilbertOrder(lon: Int32Array, lat: Int32Array): Int32Array {
  const count = lon.length
  if (count >= indexSpan) throw new RangeError(`found ${count} points; expected fewer than ${indexSpan}`)
  const scaleLon = scaling(lon)
  const scaleLat = scaling(lat)
  const keys = new Float64Array(count)
  for (let i = 0; i < count; i++) keys[i] = hilbertIndex(scaleLon(lon[i]), scaleLat(lat[i])) * indexSpan + i
  keys.sort()
  return Int32Array.from(keys, (key) => key % indexSpan)
}

function scaling(values: Int32Array): (value: number) => number {
  let [low, high] = [Infinity, -Infinity]
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  const factor = high > low ? (side - 1) / (high - low) : 0
  return (value) => Math.floor((value - low) * factor)
}
