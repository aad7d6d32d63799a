/** Percentiles, intervals and lights: the few formulas that every figure uses. */

import { chanceOfAtLeast, chanceOfAtMost, tail95, z95 } from './distributions.ts'

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
 *
 * The Wilson interval alone lets the chance of a colour by luck at the very requirement grow to 7 % where the required
 * share is high and tasks are few (7 of 10 against 90 %), so the binomial tail is asked too.
 */
export function lightOf(hits: number, n: number, requiredShare: number): Light {
  const interval = wilson(hits, n)
  if (!interval || n < minimumForMedian) return 'cannot-tell'
  if (interval.low >= requiredShare && chanceOfAtLeast(hits, n, requiredShare) <= tail95) return 'met'
  if (interval.high < requiredShare && chanceOfAtMost(hits, n, requiredShare) <= tail95) return 'missed'
  return hits / n >= requiredShare ? 'leaning-met' : 'leaning-missed'
}
