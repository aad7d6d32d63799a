/** Are two periods' reach times, or their numbers of tasks, really different? Differences with honest intervals. */

import { type ChangeWord, type Interval, type Level, moverInterval, wordOf } from './difference.ts'
import { chanceOfAtLeast, chanceOfAtMost, tail95 } from './distributions.ts'
import { VasteError } from './error.ts'
import { minimumForMedian, minimumForP90, percentile } from './statistics.ts'

/** Seconds; `interval` is of the difference after - before, an absent side is open. */
export type PercentileComparison = {
  readonly before: number
  readonly after: number
  readonly beforeInterval: Interval
  readonly afterInterval: Interval
  readonly difference: number
  readonly interval: Interval
  readonly word: ChangeWord
}

/** Absent where either period has fewer than 10 tasks (median) or 30 (90th percentile). */
export type SampleComparison = { readonly median?: PercentileComparison; readonly p90?: PercentileComparison }

/**
 * Two samples of seconds, each ascending. Percentiles of type 7; interval of either percentile by order statistics,
 * that of the difference from these two (MOVER; Zou and Donner 2008). Fewer seconds are better.
 */
export function compareSeconds(before: ArrayLike<number>, after: ArrayLike<number>): SampleComparison {
  const n = Math.min(before.length, after.length)
  return {
    ...(n < minimumForMedian ? {} : { median: comparePercentiles(before, after, 0.5) }),
    ...(n < minimumForP90 ? {} : { p90: comparePercentiles(before, after, 0.9) }),
  }
}

/**
 * Ranks (from 1) of the sorted values between which a percentile lies with at least 95 % certainty, whatever the
 * distribution: at most 2.5 % outside on each side by the binomial tails (Thompson 1936; Conover, Practical
 * Nonparametric Statistics, 3.2). A rank is absent where there are too few values for it: none is above the 90th
 * percentile of 35.
 */
export function percentileRanks(n: number, p: number): Interval {
  let low = Math.ceil(n * p)
  while (low > 0 && chanceOfAtMost(low - 1, n, p) > tail95) low--
  let high = Math.floor(n * p)
  while (high <= n && chanceOfAtLeast(high, n, p) > tail95) high++
  return { ...(low > 0 ? { low } : {}), ...(high <= n ? { high } : {}) }
}

function comparePercentiles(
  before: ArrayLike<number>,
  after: ArrayLike<number>,
  p: number,
): PercentileComparison {
  const [first, second] = [percentileLevel(before, p), percentileLevel(after, p)]
  const interval = moverInterval([{ weight: 1, before: first, after: second }])
  return {
    before: first.value,
    after: second.value,
    beforeInterval: closedSides(first),
    afterInterval: closedSides(second),
    difference: second.value - first.value,
    interval,
    word: wordOf(Math.min(before.length, after.length), interval, true),
  }
}

function percentileLevel(sorted: ArrayLike<number>, p: number): Level {
  const value = percentile(sorted, p)!
  const ranks = percentileRanks(sorted.length, p)
  const low = ranks.low === undefined ? Number.NEGATIVE_INFINITY : sorted[ranks.low - 1]!
  const high = ranks.high === undefined ? Number.POSITIVE_INFINITY : sorted[ranks.high - 1]!
  return { value, low: Math.min(low, value), high: Math.max(high, value) }
}

function closedSides({ low, high }: Level): Interval {
  return { ...(Number.isFinite(low) ? { low } : {}), ...(Number.isFinite(high) ? { high } : {}) }
}

export type Volume = { readonly tasks: number; readonly days: number }

/** `ratio` is after / before per day; absent when there were none before. An absent side of the interval is open. */
export type VolumeComparison = {
  readonly ratio?: number
  readonly interval: Interval
  readonly word: 'more' | 'fewer' | 'no-change-shown' | 'cannot-tell'
}

/**
 * Two numbers of tasks, per day. Given their sum, the later number is binomial: exact interval of its share (Clopper
 * and Pearson 1934) turned into that of the rate ratio (Przyborowski and Wilenski 1940). `dispersion` is the variance
 * of such counts as a multiple of their mean: above 1 the interval grows by its root on the logarithmic scale.
 * 'cannot-tell' below 10 tasks in all. Throws `invalid` on a period of no days or a count that is no whole number.
 */
export function compareVolumes(before: Volume, after: Volume, dispersion = 1): VolumeComparison {
  for (const { tasks, days } of [before, after])
    if (!(Number.isInteger(tasks) && tasks >= 0 && days > 0))
      throw new VasteError(
        'invalid',
        `${tasks} tasks in ${days} days; whole tasks and some days were expected.`,
      )
  const n = before.tasks + after.tasks
  const interval = volumeInterval(before, after, Math.max(1, dispersion))
  const ratio = after.tasks / after.days / (before.tasks / before.days)
  return { ...(before.tasks > 0 ? { ratio } : {}), interval, word: volumeWord(n, interval) }
}

function volumeInterval(before: Volume, after: Volume, dispersion: number): Interval {
  const rateRatio = (share: number) => ((share / (1 - share)) * before.days) / after.days
  // Beside a period of none there is no ratio to widen from: the other one's tasks are worth fewer instead.
  const worth = (tasks: number) => Math.floor(tasks / dispersion)
  if (after.tasks === 0 && before.tasks === 0) return { low: 0 }
  if (after.tasks === 0)
    return { low: 0, high: rateRatio(1 - shareAtLeast(worth(before.tasks), worth(before.tasks))) }
  if (before.tasks === 0) return { low: rateRatio(shareAtLeast(worth(after.tasks), worth(after.tasks))) }
  const n = before.tasks + after.tasks
  const ratio = rateRatio(after.tasks / n)
  const widened = (bound: number) => ratio * (bound / ratio) ** Math.sqrt(dispersion)
  return {
    low: widened(rateRatio(shareAtLeast(after.tasks, n))),
    high: widened(rateRatio(1 - shareAtLeast(before.tasks, n))),
  }
}

function volumeWord(
  n: number,
  { low = 0, high = Number.POSITIVE_INFINITY }: Interval,
): VolumeComparison['word'] {
  if (n < minimumForMedian) return 'cannot-tell'
  if (low > 1) return 'more'
  return high < 1 ? 'fewer' : 'no-change-shown'
}

/** The smallest share at which so many of n are not yet above chance: the lower bound of Clopper and Pearson. */
function shareAtLeast(count: number, n: number): number {
  if (count === 0) return 0
  let [low, high] = [0, count / n]
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (chanceOfAtLeast(count, n, middle) > tail95) high = middle
    else low = middle
  }
  return low
}
