/** Where do drives take what they are expected to, and where not? Each cell's errors, and what may be said of them. */
import { farOffSeconds } from './cross-validation.ts'
import { chanceOfAtMost, tail95 } from './distributions.ts'
import { minimumForMedian, percentile } from './statistics.ts'

export const fits = ['good', 'poor', 'too-few'] as const
export type Fit = (typeof fits)[number]

/** Of measured less expected seconds. */
export interface CellFit {
  readonly n: number
  readonly medianSeconds: number
  /** 95 % interval of the median, by order statistics; absent where even all drives do not bound it. */
  readonly interval?: { readonly low: number; readonly high: number }
  readonly farOff: number
  readonly fit: Fit
}

/** A cell is off when its median surely is so by more than this, or half of its drives are far off. */
const offSeconds = 60

export function cellFits(cells: readonly string[], errors: ArrayLike<number>): ReadonlyMap<string, CellFit> {
  const byCell = new Map<string, number[]>()
  for (const [i, cell] of cells.entries()) {
    const own = byCell.get(cell)
    if (own) own.push(errors[i]!)
    else byCell.set(cell, [errors[i]!])
  }
  return new Map([...byCell].map(([cell, own]) => [cell, cellFit(own)]))
}

/** Of at least one error. */
export function cellFit(errors: readonly number[]): CellFit {
  const sorted = Float64Array.from(errors).sort()
  const n = sorted.length
  const interval = medianInterval(sorted)
  const farOff = errors.filter((error) => Math.abs(error) > farOffSeconds).length
  const isOff = interval !== undefined && (interval.low > offSeconds || interval.high < -offSeconds)
  const fit = n < minimumForMedian ? 'too-few' : isOff || farOff * 2 >= n ? 'poor' : 'good'
  return { n, medianSeconds: percentile(sorted, 0.5)!, ...(interval && { interval }), farOff, fit }
}

/** Of values in order: whatever they are spread like, each end is beyond the true median once in forty at most. */
export function medianInterval(sorted: ArrayLike<number>): { low: number; high: number } | undefined {
  const n = sorted.length
  let [below, above] = [0, Math.ceil(n / 2)]
  // The greatest rank whose chance of lying above the median is small enough; found by halving.
  while (below < above) {
    const middle = (below + above + 1) >> 1
    if (chanceOfAtMost(middle - 1, n, 0.5) <= tail95) below = middle
    else above = middle - 1
  }
  return below === 0 ? undefined : { low: sorted[below - 1]!, high: sorted[n - below]! }
}
