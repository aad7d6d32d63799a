// Which bars and marks show how reach times spread? Counted in whole minutes by the service, gathered here.
import type { Distribution } from '../../src/contract/compliance.ts'

export type DistributionSeries = Distribution['series'][number]

export interface Bar {
  readonly fromMinutes: number
  /** Absent for the last bar when it gathers everything beyond. */
  readonly toMinutes?: number
  readonly count: number
}

export interface Mark {
  readonly kind: 'target' | 'median' | 'p90'
  readonly seconds: number
  readonly requiredShare?: number
}

export interface DistributionChart {
  readonly binMinutes: number
  readonly bars: readonly Bar[]
  readonly marks: readonly Mark[]
  readonly total: number
}

const barsAtMost = 30
const widths = [1, 2, 5, 10, 15, 30, 60]

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)

function marksOf({ targets, medianSeconds, p90Seconds }: DistributionSeries): readonly Mark[] {
  const marks: Mark[] = targets.map(({ withinSeconds, requiredShare }) => ({
    kind: 'target',
    seconds: withinSeconds,
    requiredShare,
  }))
  if (medianSeconds !== undefined) marks.push({ kind: 'median', seconds: medianSeconds })
  if (p90Seconds !== undefined) marks.push({ kind: 'p90', seconds: p90Seconds })
  return marks
}

/** A quarter past the last mark is shown bar by bar; the thin tail beyond goes into one bar. */
function shownMinutes(series: DistributionSeries, marks: readonly Mark[]): number {
  const furthest = Math.max(0, ...marks.map((mark) => mark.seconds / 60))
  const lastUsed = series.minutes.findLastIndex((count) => count > 0) + 1
  const wanted = Math.max(5, Math.ceil(furthest * 1.25))
  return marks.length === 0 ? Math.max(5, lastUsed) : Math.max(wanted, Math.min(lastUsed, wanted + 2))
}

function countBars(minutes: readonly number[], binMinutes: number, bins: number): readonly Bar[] {
  const bars: Bar[] = Array.from({ length: bins }, (_, i) => ({
    fromMinutes: i * binMinutes,
    toMinutes: (i + 1) * binMinutes,
    count: sum(minutes.slice(i * binMinutes, (i + 1) * binMinutes)),
  }))
  const beyond = sum(minutes.slice(bins * binMinutes))
  return beyond > 0 ? [...bars, { fromMinutes: bins * binMinutes, count: beyond }] : bars
}

/** No task is lost: the bars add up to all the tasks of the series. */
export function distributionChart(series: DistributionSeries): DistributionChart {
  const marks = marksOf(series)
  const shown = shownMinutes(series, marks)
  const binMinutes = widths.find((width) => shown / width <= barsAtMost) ?? 120
  const bars = countBars(series.minutes, binMinutes, Math.ceil(shown / binMinutes))
  return { binMinutes, bars, marks, total: sum(series.minutes) }
}

/** Where a mark stands across the bars, 0..1 of their width. */
export function markPosition({ binMinutes, bars }: DistributionChart, { seconds }: Mark): number {
  return Math.min(1, seconds / 60 / binMinutes / bars.length)
}
