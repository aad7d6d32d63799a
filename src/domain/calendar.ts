/**
 * Local dates, months and hours of one time zone, also on clock-change nights. Offsets are looked up once for each
 * stretch of time, because a figure over years asks for millions of local dates.
 */
import { DateTime } from 'luxon'
import { VasteError } from './error.ts'

export interface Span {
  /** Epoch milliseconds, half-open. */
  readonly from: number
  readonly to: number
}

export interface Calendar {
  readonly zone: string
  /** What the local clock shows, in milliseconds as if it were UTC: for arithmetic on many times. */
  localClock(at: number): number
  localDate(at: number): string
  /** Whether the local clock shows this time twice that night (trap 16). */
  isRepeated(at: number): boolean
  /** 0..23 */
  localHour(at: number): number
  /** 'YYYY-MM' */
  localMonth(at: number): string
  /** First instant of a local date 'YYYY-MM-DD'. Throws `invalid`. */
  startOfDate(date: string): number
  monthSpan(month: string): Span
  /** The month `by` months after `month`; negative goes back. */
  addMonths(month: string, by: number): string
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const weekMs = 7 * 24 * hourMs
/** Nothing hangs on this length: long enough to be few, short enough to be quick to look up. */
const stretchMs = 56 * weekMs

export function createCalendar(zone: string): Calendar {
  const stretches = new Map<number, OffsetPeriod[]>()

  const offsetAt = (at: number): number => {
    const stretch = Math.floor(at / stretchMs)
    let periods = stretches.get(stretch)
    if (!periods) {
      periods = offsetPeriods(zone, stretch * stretchMs)
      stretches.set(stretch, periods)
    }
    let last = periods.length - 1
    while (last > 0 && periods[last]!.from > at) last--
    return periods[last]!.offset
  }
  const localClock = (at: number) => at + offsetAt(at)
  const local = (at: number) => new Date(localClock(at)).toISOString()
  const startOfDate = (date: string) => {
    const midnight = midnightOf(date)
    // On a night of change the date may begin twice, late or never: its first instant is the first past midnight.
    const starts = [midnight - 36 * hourMs, midnight + 36 * hourMs].map((near) => midnight - offsetAt(near))
    return Math.min(...starts.filter((at) => localClock(at) >= midnight))
  }
  return {
    zone,
    localClock,
    localDate: (at) => local(at).slice(0, 10),
    isRepeated: (at) => [at - hourMs, at + hourMs].some((other) => localClock(other) === localClock(at)),
    localHour: (at) => Number(local(at).slice(11, 13)),
    localMonth: (at) => local(at).slice(0, 7),
    startOfDate,
    monthSpan: (month) => ({
      from: startOfDate(`${checkedMonth(month)}-01`),
      to: startOfDate(`${addMonths(month, 1)}-01`),
    }),
    addMonths,
  }
}

/**
 * The same day of another year; negative goes back. The 29th of February becomes the 1st of March where there is none: a
 * half-open end then still takes in all of the month.
 */
export function addYears(date: string, by: number): string {
  const year = Number(date.slice(0, 4)) + by
  const moved = `${String(year).padStart(4, '0')}${date.slice(4)}`
  return moved.endsWith('-02-29') && !isLeapYear(year) ? `${moved.slice(0, 4)}-03-01` : moved
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

function addMonths(month: string, by: number): string {
  const [year, number] = checkedMonth(month).split('-').map(Number)
  const index = year! * 12 + number! - 1 + by
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`
}

function checkedMonth(month: string): string {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
    throw new VasteError('invalid', `found month '${month}'; expected a year and month such as 2026-10`)
  return month
}

/** Midnight of the date on a clock at UTC. */
function midnightOf(date: string): number {
  const found = DateTime.fromISO(date, { zone: 'utc' })
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !found.isValid)
    throw new VasteError('invalid', `found date '${date}'; expected a calendar date such as 2026-11-21`)
  return found.toMillis()
}

interface OffsetPeriod {
  readonly from: number
  readonly offset: number
}

/** Offsets in force during one stretch, each from its first instant; a change is found by halving to the minute. */
function offsetPeriods(zone: string, from: number): OffsetPeriod[] {
  const offsetOf = (at: number) => DateTime.fromMillis(at, { zone }).offset * minuteMs
  const periods = [{ from, offset: offsetOf(from) }]
  for (let week = from; week < from + stretchMs; week += weekMs) {
    const before = periods.at(-1)!.offset
    const after = offsetOf(week + weekMs)
    if (after === before) continue
    let old = week
    let changed = week + weekMs
    while (changed - old > minuteMs) {
      const middle = old + Math.floor((changed - old) / minuteMs / 2) * minuteMs
      if (offsetOf(middle) === before) old = middle
      else changed = middle
    }
    periods.push({ from: changed, offset: after })
  }
  return periods
}
