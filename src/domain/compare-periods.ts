/** Did the service change between two periods, or only what was asked of it? Change split into mix and performance. */

import { type ChangeWord, type Interval, type Level, moverInterval, wordOf } from './difference.ts'
import { hypergeometricAtMost, t95, tail95 } from './distributions.ts'
import { VasteError } from './error.ts'
import { wilson } from './statistics.ts'
import { sumOf } from './sum-of.ts'

export type ShareTally = { readonly hits: number; readonly n: number }
export type SumTally = { readonly n: number; readonly sum: number; readonly sumOfSquares: number }

/** One class of tasks (zone class and urgency, say) in both periods; n 0 where a period has none of it. */
export type Stratum<Tally> = { readonly name: string; readonly before: Tally; readonly after: Tally }

/** One stratum's part; `difference` (after - before) and `word` are absent where a period has none of it. */
export type StratumChange = {
  readonly name: string
  readonly mix: number
  readonly performance: number
  readonly difference?: number
  readonly interval?: Interval
  readonly word: ChangeWord
}

/** A total, before and after; every number is in the unit of the share (0..1) or of the mean. */
export type Comparison = {
  readonly before: number
  readonly after: number
  /** after - before = mix + performance, exactly. */
  readonly change: number
  readonly interval: Interval
  readonly word: ChangeWord
  /** What the change would be had every stratum kept its level. */
  readonly mix: number
  /** What it would be had the strata kept their weights. */
  readonly performance: number
  readonly performanceInterval: Interval
  readonly performanceWord: ChangeWord
  /** The part of the mix by strata that one period lacks: whether the service changed there cannot be known. */
  readonly mixOfOneSided: number
  readonly onlyBefore: readonly string[]
  readonly onlyAfter: readonly string[]
  readonly strata: readonly StratumChange[]
}

/**
 * Two periods' shares. `undefined` when either has no task at all (trap 51).
 *
 * - Split: Kitagawa (1955). Performance = sum of mean weight x change of share, mix = sum of change of weight x mean
 *   share, the latter told per stratum from the middle of the two totals, so that growth of a class that is served
 *   worse than most counts against. A total may fall while every class rises: then the mix says so (trap 52).
 * - Interval of the total and of each stratum: Newcombe (1998, method 10), from two Wilson intervals.
 * - Interval of performance: the same squares of distances over all strata (Zou and Donner 2008), weights as given.
 * - 'better' and 'worse' ask besides for a one-sided exact tail (Fisher 1935) of at most 2.5 % in the total and in a
 *   stratum, and for 10 tasks in either period.
 */
export function compareShares(strata: readonly Stratum<ShareTally>[]): Comparison | undefined {
  strata.forEach(checkShares)
  const before = shareTotal(strata.map((stratum) => stratum.before))
  const after = shareTotal(strata.map((stratum) => stratum.after))
  return compare(
    strata,
    { name: 'total', before, after },
    { levelOf: shareLevel, lowerIsBetter: false, mayBeLuck: notShownByFisher },
  )
}

/**
 * Two periods' means, or any sum over tasks divided by their number; split as shares are. Intervals from Student's t
 * of either period (Zou and Donner 2008): no equal spread is taken for granted, as in Welch (1947). A stratum with one
 * task borrows its period's spread. `lowerIsBetter` as for seconds.
 */
export function compareMeans(
  strata: readonly Stratum<SumTally>[],
  lowerIsBetter: boolean,
): Comparison | undefined {
  const before = sumTotal(strata.map((stratum) => stratum.before))
  const after = sumTotal(strata.map((stratum) => stratum.after))
  const spare = { before: spreadOf(before), after: spreadOf(after) }
  const levelOf = (tally: SumTally, period: Period) => meanLevel(tally, spare[period])
  return compare(strata, { name: 'total', before, after }, { levelOf, lowerIsBetter, mayBeLuck: () => false })
}

type Period = 'before' | 'after'
type Counted = { readonly n: number }

type Measure<Tally> = {
  readonly levelOf: (tally: Tally, period: Period) => Level
  readonly lowerIsBetter: boolean
  /** Whether a difference that its interval shows may still be chance. */
  readonly mayBeLuck: (stratum: Stratum<Tally>) => boolean
}

function compare<Tally extends Counted>(
  strata: readonly Stratum<Tally>[],
  total: Stratum<Tally>,
  measure: Measure<Tally>,
): Comparison | undefined {
  if (total.before.n === 0 || total.after.n === 0) return undefined
  const whole = differenceOf(total, measure)
  const seen = strata.filter(({ before, after }) => before.n + after.n > 0)
  const parts = seen.map((stratum) => partOf(stratum, total, whole, measure))
  const both = parts.filter(({ stratum }) => isInBoth(stratum))
  const performanceInterval = moverInterval(both)
  const smaller = Math.min(
    sumOf(both.map(({ stratum }) => stratum.before.n)),
    sumOf(both.map(({ stratum }) => stratum.after.n)),
  )
  const mixOf = (some: typeof parts) => sumOf(some.map(({ change }) => change.mix))
  return {
    before: whole.before.value,
    after: whole.after.value,
    change: whole.after.value - whole.before.value,
    interval: whole.interval,
    word: whole.word,
    mix: mixOf(parts),
    performance: sumOf(parts.map(({ change }) => change.performance)),
    performanceInterval,
    performanceWord: wordOf(smaller, performanceInterval, measure.lowerIsBetter),
    mixOfOneSided: mixOf(parts.filter(({ stratum }) => !isInBoth(stratum))),
    onlyBefore: seen.filter(({ after }) => after.n === 0).map(({ name }) => name),
    onlyAfter: seen.filter(({ before }) => before.n === 0).map(({ name }) => name),
    strata: parts.map(({ change }) => change),
  }
}

function isInBoth({ before, after }: Stratum<Counted>): boolean {
  return before.n > 0 && after.n > 0
}

function differenceOf<Tally extends Counted>(stratum: Stratum<Tally>, measure: Measure<Tally>) {
  const before = measure.levelOf(stratum.before, 'before')
  const after = measure.levelOf(stratum.after, 'after')
  const interval = moverInterval([{ weight: 1, before, after }])
  const word = wordOf(Math.min(stratum.before.n, stratum.after.n), interval, measure.lowerIsBetter)
  const shown = word === 'better' || word === 'worse'
  return {
    before,
    after,
    interval,
    word: shown && measure.mayBeLuck(stratum) ? 'no-change-shown' : word,
  } as const
}

/** A stratum that one period lacks keeps the only level it has: all of its part is mix. */
function partOf<Tally extends Counted>(
  stratum: Stratum<Tally>,
  total: Stratum<Tally>,
  whole: { readonly before: Level; readonly after: Level },
  measure: Measure<Tally>,
) {
  const { name, before, after } = stratum
  const [weightBefore, weightAfter] = [before.n / total.before.n, after.n / total.after.n]
  const middle = (whole.before.value + whole.after.value) / 2
  if (!isInBoth(stratum)) {
    const { value } = before.n > 0 ? measure.levelOf(before, 'before') : measure.levelOf(after, 'after')
    const mix = (weightAfter - weightBefore) * (value - middle)
    const none = { value, low: value, high: value }
    const change: StratumChange = { name, mix, performance: 0, word: 'cannot-tell' }
    return { stratum, weight: 0, before: none, after: none, change }
  }
  const difference = differenceOf(stratum, measure)
  const weight = (weightBefore + weightAfter) / 2
  const step = difference.after.value - difference.before.value
  const level = (difference.after.value + difference.before.value) / 2
  const change: StratumChange = {
    name,
    mix: (weightAfter - weightBefore) * (level - middle),
    performance: weight * step,
    difference: step,
    interval: difference.interval,
    word: difference.word,
  }
  return { stratum, weight, before: difference.before, after: difference.after, change }
}

function shareLevel({ hits, n }: ShareTally): Level {
  return { value: hits / n, ...wilson(hits, n)! }
}

/** The exact one-sided tail of two shares that are one: Newcombe's interval is a little narrow where tasks are few. */
function notShownByFisher({ before, after }: Stratum<ShareTally>): boolean {
  const [fewer, more] = before.hits * after.n > after.hits * before.n ? [after, before] : [before, after]
  return hypergeometricAtMost(fewer.hits, fewer.n, fewer.hits + more.hits, fewer.n + more.n) > tail95
}

function meanLevel({ n, sum, sumOfSquares }: SumTally, spare: Spread): Level {
  const { variance, freedom } = n > 1 ? spreadOf({ n, sum, sumOfSquares }) : spare
  const distance = freedom > 0 ? t95(freedom) * Math.sqrt(variance / n) : Number.POSITIVE_INFINITY
  return { value: sum / n, low: sum / n - distance, high: sum / n + distance }
}

type Spread = { readonly variance: number; readonly freedom: number }

function spreadOf({ n, sum, sumOfSquares }: SumTally): Spread {
  return { variance: Math.max(0, sumOfSquares - sum ** 2 / n) / (n - 1), freedom: n - 1 }
}

function shareTotal(tallies: readonly ShareTally[]): ShareTally {
  return { hits: sumOf(tallies.map(({ hits }) => hits)), n: sumOf(tallies.map(({ n }) => n)) }
}

function sumTotal(tallies: readonly SumTally[]): SumTally {
  return {
    n: sumOf(tallies.map(({ n }) => n)),
    sum: sumOf(tallies.map(({ sum }) => sum)),
    sumOfSquares: sumOf(tallies.map(({ sumOfSquares }) => sumOfSquares)),
  }
}

function checkShares({ name, before, after }: Stratum<ShareTally>): void {
  for (const { hits, n } of [before, after])
    if (!(Number.isInteger(hits) && Number.isInteger(n) && hits >= 0 && hits <= n))
      throw new VasteError(
        'invalid',
        `${name} has ${hits} hits in ${n} tasks; whole numbers, hits <= n, were expected.`,
      )
}
