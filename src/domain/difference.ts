/** Is a difference shown, and within which bounds? One way to say it for shares, means and percentiles. */

import { minimumForMedian } from './statistics.ts'
import { sumOf } from './sum-of.ts'

/** A side that is absent is open: with so few tasks no bound can be given. */
export type Interval = { readonly low?: number; readonly high?: number }

/** What a change may be called: better or worse only when the interval leaves out 0 and chance would seldom do it. */
export type ChangeWord = 'better' | 'worse' | 'no-change-shown' | 'cannot-tell'

/** By the interval of a difference alone; `n` is that of the smaller period. */
export function wordOf(n: number, { low, high }: Interval, lowerIsBetter: boolean): ChangeWord {
  if (n < minimumForMedian) return 'cannot-tell'
  if (low !== undefined && low > 0) return lowerIsBetter ? 'worse' : 'better'
  if (high !== undefined && high < 0) return lowerIsBetter ? 'better' : 'worse'
  return 'no-change-shown'
}

/** A value with its own interval; an open side is infinite here. */
export type Level = { readonly value: number; readonly low: number; readonly high: number }

/**
 * Interval of a sum of differences after - before, each with a weight, from the intervals of the single values: the
 * squares of the distances to their bounds add up (MOVER; Newcombe 1998 for one difference, Zou and Donner 2008).
 */
export function moverInterval(
  terms: readonly { readonly weight: number; readonly before: Level; readonly after: Level }[],
): Interval {
  const change = sumOf(terms.map(({ weight, before, after }) => weight * (after.value - before.value)))
  const squares = (distance: (term: (typeof terms)[number]) => readonly [number, number]) =>
    Math.sqrt(sumOf(terms.map((term) => term.weight ** 2 * Math.hypot(...distance(term)) ** 2)))
  const down = squares(({ before, after }) => [after.value - after.low, before.high - before.value])
  const up = squares(({ before, after }) => [after.high - after.value, before.value - before.low])
  return {
    ...(Number.isFinite(down) ? { low: change - down } : {}),
    ...(Number.isFinite(up) ? { high: change + up } : {}),
  }
}
