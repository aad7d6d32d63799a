/**
 * By how much do the same tasks fare otherwise under another plan? Differences of paired values with 95 % intervals that
 * take neighbours in time for what they are: tasks of one week share busy crews, weeks hardly do.
 */
import type { Interval } from './difference.ts'
import { t95 } from './distributions.ts'

/** Pairs of one block of time. */
export interface Block {
  readonly pairs: number
  /** Of the differences b - a. */
  readonly sum: number
}

/** With fewer blocks the spread between them is itself too uncertain to reckon with. */
export const blocksAtLeast = 8

/**
 * Interval of the mean difference: its variance by leaving out one block at a time, with Student's t on the number of
 * blocks less one. The linear estimate of the ratio (Cochran, Sampling Techniques, 6.9) takes blocks of many pairs to
 * deviate less than they do, and is too narrow on few blocks; leaving one out errs to the wide side (Efron and Stein
 * 1981; Bell and McCaffrey 2002). `variance` is the least that the mean is taken to have. Open on too few blocks.
 */
export function clusteredInterval(blocks: readonly Block[], variance = 0): Interval {
  const filled = blocks.filter(({ pairs }) => pairs > 0)
  const n = filled.length
  if (n < blocksAtLeast) return {}
  const pairs = filled.reduce((total, block) => total + block.pairs, 0)
  const sum = filled.reduce((total, block) => total + block.sum, 0)
  const mean = sum / pairs
  const without = filled.map((block) => (sum - block.sum) / (pairs - block.pairs))
  const middle = without.reduce((total, each) => total + each, 0) / n
  const between = ((n - 1) / n) * without.reduce((total, each) => total + (each - middle) ** 2, 0)
  const half = t95(n - 1) * Math.sqrt(Math.max(between, variance))
  return { low: mean - half, high: mean + half }
}

/**
 * Variance of a difference of paired shares as if pairs were independent, with half a pair added to each of the four
 * outcomes (Agresti and Min 2005): also where few or no pairs change side it is not taken for certain that none would.
 */
export function pairedShareVariance(pairs: number, toYes: number, toNo: number): number {
  const n = pairs + 2
  const apart = toYes + toNo + 1
  return (apart - (toYes - toNo) ** 2 / n) / n ** 2
}

/** Columns of equal length: paired values, and the block of each pair. */
export interface Pairs {
  readonly a: ArrayLike<number>
  readonly b: ArrayLike<number>
  readonly block: ArrayLike<number>
}

/**
 * Interval of the difference of percentiles (type 7): blocks are drawn anew with replacement, and the spread of the
 * differences so found is taken with Student's t around the `difference` observed. Blocks drawn anew vary about the
 * mean of those at hand, not about the true one, so their spread is widened by √(n/(n−1)) (Hesterberg 2015, on why the
 * bootstrap is narrow). Open on too few blocks.
 */
export function percentileInterval(
  pairs: Pairs,
  p: number,
  difference: number,
  random: () => number,
  resamples = 200,
): Interval {
  const blocks = [...new Set(Array.from(pairs.block))]
  if (blocks.length < blocksAtLeast) return {}
  const first = weightedPercentile(pairs.a, pairs.block)
  const second = weightedPercentile(pairs.b, pairs.block)
  const weights = new Int32Array(Math.max(...blocks) + 1)
  let [sum, squares] = [0, 0]
  for (let i = 0; i < resamples; i++) {
    weights.fill(0)
    for (let drawn = 0; drawn < blocks.length; drawn++)
      weights[blocks[Math.floor(random() * blocks.length)]!]++
    const found = second(weights, p) - first(weights, p)
    sum += found
    squares += found * found
  }
  const mean = sum / resamples
  const spread = Math.sqrt(Math.max(0, squares / resamples - mean * mean))
  const n = blocks.length
  const half = t95(n - 1) * spread * Math.sqrt(n / (n - 1))
  return { low: difference - half, high: difference + half }
}

/** Percentile of the values as often as their block is drawn. */
function weightedPercentile(values: ArrayLike<number>, block: ArrayLike<number>) {
  const order = Int32Array.from({ length: values.length }, (_, i) => i).sort(
    (i, j) => values[i]! - values[j]!,
  )
  const sorted = Float64Array.from(order, (i) => values[i]!)
  const blocks = Int32Array.from(order, (i) => block[i]!)
  const sizes = new Map<number, number>()
  for (const each of blocks) sizes.set(each, (sizes.get(each) ?? 0) + 1)
  return (weights: Int32Array, p: number): number => {
    let total = 0
    for (const [each, size] of sizes) total += weights[each]! * size
    const position = (total - 1) * p
    const below = Math.floor(position)
    let [passed, i] = [0, 0]
    while (i < sorted.length - 1 && passed + weights[blocks[i]!]! <= below) passed += weights[blocks[i++]!]!
    let next = i
    let reached = passed + weights[blocks[i]!]!
    while (next < sorted.length - 1 && reached <= below + 1) reached += weights[blocks[++next]!]!
    const upper = below + 1 < total ? sorted[next]! : sorted[i]!
    return sorted[i]! + (upper - sorted[i]!) * (position - below)
  }
}
