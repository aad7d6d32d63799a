/** Percentiles, intervals and lights: the few formulas that every figure uses. */

/** Below these a percentile says more of chance than of the service (DOMAIN trap 47). */
export const minimumForMedian = 10
export const minimumForP90 = 30

/**
 * Percentile by linear interpolation (type 7, as `percentile_cont` and most statistics programs).
 * `sorted` ascending; `p` 0..1; `undefined` for an empty list.
 */
export function percentile(sorted: ArrayLike<number>, p: number): number | undefined {
  const n = sorted.length
  if (n === 0) return undefined
  const position = (n - 1) * p
  const below = Math.floor(position)
  const low = sorted[below]!
  const high = sorted[Math.min(below + 1, n - 1)]!
  return low + (high - low) * (position - below)
}

const z95 = 1.959963984540054

/** Wilson score interval, 95 %, of `hits` in `n`; `undefined` when n is 0: no tasks is not 100 % (trap 51). */
export function wilson(hits: number, n: number): { readonly low: number; readonly high: number } | undefined {
  if (n === 0) return undefined
  const z2 = z95 * z95
  const share = hits / n
  const middle = share + z2 / (2 * n)
  const spread = z95 * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n))
  const scale = 1 + z2 / n
  // At the ends the exact bound is 0 or 1; the formula leaves a rounding crumb.
  return {
    low: hits === 0 ? 0 : (middle - spread) / scale,
    high: hits === n ? 1 : (middle + spread) / scale,
  }
}

export type Light = 'met' | 'leaning-met' | 'leaning-missed' | 'missed' | 'cannot-tell'

/**
 * What may be said of a share against its requirement: met or missed when the whole interval is on one side and chance
 * alone would seldom put it there, leaning when not, cannot tell when there are too few tasks for either.
 */
export function lightOf(hits: number, n: number, requiredShare: number): Light {
  const interval = wilson(hits, n)
  if (!interval || n < minimumForMedian) return 'cannot-tell'
  if (interval.low >= requiredShare && chanceOfAtLeast(hits, n, requiredShare) <= tail95) return 'met'
  if (interval.high < requiredShare && chanceOfAtMost(hits, n, requiredShare) <= tail95) return 'missed'
  return hits / n >= requiredShare ? 'leaning-met' : 'leaning-missed'
}

/**
 * Chance of a colour by luck at the very requirement. The Wilson interval alone lets it grow to 7 % where the required
 * share is high and tasks are few (7 of 10 against 90 %), so the binomial tail is asked too.
 */
const tail95 = 0.025

/** Binomial tail. Summed from `hits` down, where the terms only shrink: `hits` is at most `share * n` here. */
function chanceOfAtMost(hits: number, n: number, share: number): number {
  const odds = (1 - share) / share
  let term = Math.exp(logOfChance(hits, n, share))
  let sum = 0
  for (let i = hits; i >= 0 && term > sum * 1e-15; i--) {
    sum += term
    term *= (i / (n - i + 1)) * odds
  }
  return sum
}

function chanceOfAtLeast(hits: number, n: number, share: number): number {
  return chanceOfAtMost(n - hits, n, 1 - share)
}

/** Logarithm of the chance of exactly `hits` in `n`. */
function logOfChance(hits: number, n: number, share: number): number {
  const ways = logFactorial(n) - logFactorial(hits) - logFactorial(n - hits)
  return ways + hits * Math.log(share) + (n - hits) * Math.log1p(-share)
}

/** Stirling's series; small numbers are brought up to where four terms are exact to the last digits. */
function logFactorial(n: number): number {
  let x = n + 1
  let product = 1
  for (; x < 20; x++) product *= x
  const inverse = 1 / x
  const series =
    inverse * (1 / 12 - inverse ** 2 * (1 / 360 - inverse ** 2 * (1 / 1260 - inverse ** 2 / 1680)))
  return (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + series - Math.log(product)
}
