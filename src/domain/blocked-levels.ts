/**
 * A median, a 90 % value or a share with an interval that allows for tasks of one week being alike, as in a storm or on
 * icy roads. Distribution-free: order statistics and Wilson, at the number of tasks that the weeks are worth.
 */
import { percentileRanks } from './compare-samples.ts'
import type { Level } from './difference.ts'
import { percentile, wilson } from './statistics.ts'

/** One task's value, and the week that it belongs to. */
export interface Blocked {
  readonly value: number
  readonly block: number
}

export interface BlockedHit {
  readonly hit: boolean
  readonly block: number
}

/**
 * How many times the variance of a share is that of independent tasks, from the sums of deviations within blocks (Kish
 * 1965; linearised, with m/(m-1) for m blocks). Never below 1: few blocks seldom show that tasks are unlike each other.
 */
export function designEffect(hits: readonly BlockedHit[]): number {
  const share = hits.filter(({ hit }) => hit).length / hits.length
  const sums = new Map<number, number>()
  for (const { hit, block } of hits) sums.set(block, (sums.get(block) ?? 0) + (hit ? 1 : 0) - share)
  const single = hits.length * share * (1 - share)
  if (single === 0 || sums.size < 2) return 1
  let between = 0
  for (const block of [...sums.keys()].sort((a, b) => a - b)) between += sums.get(block)! ** 2
  return Math.max(1, ((between / single) * sums.size) / (sums.size - 1))
}

/**
 * Percentile of type 7 with the interval of Woodruff (1952): the share below the percentile has the design effect of its
 * blocks, and the ranks of the order statistics are those of so many fewer tasks. Open sides are infinite. At least one.
 */
export function blockedPercentile(sample: readonly Blocked[], p: number): Level {
  const sorted = Float64Array.from(sample, ({ value }) => value).sort()
  const n = sorted.length
  const value = percentile(sorted, p)!
  const effect = designEffect(sample.map((one) => ({ hit: one.value <= value, block: one.block })))
  const worth = Math.max(1, Math.floor(n / effect))
  const { low, high } = percentileRanks(worth, p)
  // A rank of the fewer becomes the outer one of those that it stands for.
  const at = (rank: number) => sorted[Math.min(n, Math.max(1, rank)) - 1]!
  const lowest = low === undefined ? Number.NEGATIVE_INFINITY : at(Math.floor(((low - 1) * n) / worth) + 1)
  const highest = high === undefined ? Number.POSITIVE_INFINITY : at(Math.ceil((high * n) / worth))
  return { value, low: Math.min(lowest, value), high: Math.max(highest, value) }
}

/** Share of hits with Wilson's interval at the worth of the blocks. At least one. */
export function blockedShare(hits: readonly BlockedHit[]): Level {
  const found = hits.filter(({ hit }) => hit).length
  const effect = designEffect(hits)
  return { value: found / hits.length, ...wilson(found / effect, hits.length / effect)! }
}
