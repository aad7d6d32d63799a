/** What is usual at this hour? The middle and the spread of what was recorded at the same hours before. */
import type { Calendar } from './calendar.ts'
import { weekdayOf } from './readiness-clock.ts'
import { percentile } from './statistics.ts'

/** Hours that are alike: of the local clock, also on the nights when it is changed, and apart on weekends. */
export interface HourKind {
  readonly hour: number
  readonly weekend: boolean
}

export function hourKindOf(calendar: Calendar, at: number): HourKind {
  return { hour: calendar.localHour(at), weekend: weekdayOf(calendar.localDate(at)) > 5 }
}

export const usualWeeks = 8
/** Five hours' worth of samples: one odd morning must not be what is usual. */
export const usualSamplesAtLeast = 30

export interface Usual {
  readonly median: number
  /** A tenth is below it, and a tenth above the other. */
  readonly low: number
  readonly high: number
  readonly samples: number
}

/** `sorted` ascending; undefined while there are too few to say. */
export function usualOf(sorted: ArrayLike<number>): Usual | undefined {
  if (sorted.length < usualSamplesAtLeast) return undefined
  const [median, low, high] = [0.5, 0.1, 0.9].map((p) => Math.round(percentile(sorted, p)!))
  return { median: median!, low: low!, high: high!, samples: sorted.length }
}
