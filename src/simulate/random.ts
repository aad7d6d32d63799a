/**
 * Which number comes next? Seeded generators in independent named streams: drawing more from one stream never moves
 * another, so that a day, a task or a station keeps its numbers whatever else is simulated.
 */

/** The next number in [0, 1). */
export type Random = () => number
export type Seed = string | number

/** `streamOf(7, 'demand', '2026-11-21')` gives the same numbers on every machine. */
export function streamOf(seed: Seed, ...names: readonly (string | number)[]): Random {
  const text = [seed, ...names].join('\u0000')
  return smallFastCounter(hash(text, 0x9e3779b9), hash(text, 0x85ebca6b), hash(text, 0xc2b2ae35))
}

/** Multiply-and-xor over the code units, then an avalanche so that neighbouring dates differ in every bit. */
function hash(text: string, start: number): number {
  let h = start
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d)
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b)
  return (h ^ (h >>> 16)) | 0
}

/** The sfc32 generator: three words of state and a counter, so that no seed can fall into a short cycle. */
function smallFastCounter(a: number, b: number, c: number): Random {
  let counter = 1
  const next = () => {
    const sum = (a + b + counter++) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 4294967296
  }
  for (let i = 0; i < 12; i++) next()
  return next
}

export function uniform(random: Random, low: number, high: number): number {
  return low + (high - low) * random()
}

export function chance(random: Random, probability: number): boolean {
  return random() < probability
}

export function exponential(random: Random, mean: number): number {
  return -mean * Math.log(1 - random())
}

/** Right-skewed around `median`; `sigma` is the standard deviation of the logarithm. */
export function lognormal(random: Random, median: number, sigma: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()))
  return median * Math.exp(sigma * radius * Math.cos(2 * Math.PI * random()))
}

/** Instants of a Poisson process over [from, to), in epoch milliseconds. */
export function poissonTimes(random: Random, from: number, to: number, perHour: number): number[] {
  const times: number[] = []
  if (perHour <= 0) return times
  const meanGap = 3_600_000 / perHour
  for (let at = from + exponential(random, meanGap); at < to; at += exponential(random, meanGap))
    times.push(at)
  return times
}

/** Picks indexes in proportion to `weights`. Throws RangeError when nothing weighs anything. */
export function weightedPick(weights: ArrayLike<number>): (random: Random) => number {
  const cumulative = new Float64Array(weights.length)
  let total = 0
  for (let i = 0; i < weights.length; i++) cumulative[i] = total += weights[i]!
  if (!(total > 0)) throw new RangeError('found no positive weight to pick by; expected at least one')
  return (random) => firstAbove(cumulative, random() * total)
}

function firstAbove(cumulative: Float64Array, value: number): number {
  let low = 0
  let high = cumulative.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (cumulative[middle]! > value) high = middle
    else low = middle + 1
  }
  return low
}
