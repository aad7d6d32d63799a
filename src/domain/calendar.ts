/**
 * Local dates, months and hours of one time zone, also on clock-change nights. Offsets are looked up per year once,
 * because a figure over years asks for millions of local dates.
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
  localDate(at: number): string
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

export function createCalendar(zone: string): Calendar {
  const years = new Map<number, { from: number; offset: number }[]>()

  const offsetAt = (at: number): number => {
    const year = new Date(at).getUTCFullYear()
    let periods = years.get(year)
    if (!periods) {
      periods = offsetPeriods(zone, year)
      years.set(year, periods)
    }
    let offset = periods[0]!.offset
    for (const period of periods) if (period.from <= at) offset = period.offset
    return offset
  }
  const local = (at: number) => new Date(at + offsetAt(at))
  const startOfDate = (date: string) => {
    const found = DateTime.fromISO(date, { zone })
    if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !found.isValid)
      throw new VasteError('invalid', `found date '${date}'; expected a calendar date such as 2026-11-21`)
    return found.startOf('day').toMillis()
  }
  const addMonths = (month: string, by: number) => {
    const index = monthIndex(month) + by
    return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`
  }
  return {
    zone,
    localDate: (at) => local(at).toISOString().slice(0, 10),
    localHour: (at) => local(at).getUTCHours(),
    localMonth: (at) => local(at).toISOString().slice(0, 7),
    startOfDate,
    monthSpan: (month) => ({
      from: startOfDate(`${checkedMonth(month)}-01`),
      to: startOfDate(`${addMonths(month, 1)}-01`),
    }),
    addMonths,
  }
}

function checkedMonth(month: string): string {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
    throw new VasteError('invalid', `found month '${month}'; expected a year and month such as 2026-10`)
  return month
}

function monthIndex(month: string): number {
  const [year, number] = checkedMonth(month).split('-').map(Number)
  return year! * 12 + number! - 1
}

/** Offsets in force during a UTC year, each from its first instant; a change is found by halving to the minute. */
function offsetPeriods(zone: string, year: number): { from: number; offset: number }[] {
  const offsetOf = (at: number) => DateTime.fromMillis(at, { zone }).offset * 60_000
  const periods = [{ from: Date.UTC(year, 0), offset: offsetOf(Date.UTC(year, 0)) }]
  for (let month = 0; month < 12; month++) {
    let from = Date.UTC(year, month)
    let to = Date.UTC(year, month + 1)
    const after = offsetOf(to)
    if (offsetOf(from) === after) continue
    while (to - from > 60_000) {
      const middle = from + Math.floor((to - from) / 120_000) * 60_000
      if (offsetOf(middle) === after) to = middle
      else from = middle
    }
    periods.push({ from: to, offset: after })
  }
  return periods
}
