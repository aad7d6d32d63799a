/**
 * Which instants does a weekly pattern mean? Local clock times become instants so that a shift ends at the very instant
 * at which the next one begins, also on the two nights of the year when the clock is changed (traps 16 and 17).
 */
import type { Calendar, Span } from './calendar.ts'
import { dayMinutes, minutesOf, type OpenStation, type ReadinessPeriod } from './readiness.ts'

const minuteMs = 60_000
const dayMs = dayMinutes * minuteMs

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
}

/** 1 Monday to 7 Sunday. */
export function weekdayOf(date: string): number {
  return new Date(Date.parse(`${date}T00:00:00Z`)).getUTCDay() || 7
}

export function mondayOf(date: string): string {
  return addDays(date, 1 - weekdayOf(date))
}

/**
 * The first instant of the date at which the local clock shows these minutes or more: of an hour shown twice the first
 * time, of an hour left out the instant of the change.
 */
export function instantAt(calendar: Calendar, date: string, minutes: number): number {
  const known = instantsOf(calendar)
  const key = `${date} ${minutes}`
  let at = known.get(key)
  if (at === undefined) {
    at = computedInstant(calendar, date, minutes)
    known.set(key, at)
  }
  return at
}

/** The same few shift changes are asked for again and again: a page of forty stations asks thousands of times. */
const instants = new WeakMap<Calendar, Map<string, number>>()
const instantsAtMost = 50_000

function instantsOf(calendar: Calendar): Map<string, number> {
  let known = instants.get(calendar)
  if (!known || known.size >= instantsAtMost) {
    known = new Map()
    instants.set(calendar, known)
  }
  return known
}

function computedInstant(calendar: Calendar, date: string, minutes: number): number {
  if (minutes === 0 || minutes === dayMinutes)
    return calendar.startOfDate(minutes === 0 ? date : addDays(date, 1))
  const wanted = Date.parse(`${date}T00:00:00Z`) + minutes * minuteMs
  const shows = (at: number) => calendar.localClock(at)
  const candidates = [wanted - dayMs, wanted + dayMs].map((near) => wanted - (shows(near) - near))
  const first = Math.min(...candidates.filter((at) => shows(at) >= wanted))
  if (shows(first) === wanted) return first
  let [before, after] = [Math.min(...candidates), first]
  while (after - before > minuteMs) {
    const middle = before + Math.floor((after - before) / minuteMs / 2) * minuteMs
    if (shows(middle) >= wanted) after = middle
    else before = middle
  }
  return after
}

/** Minutes of the local day that an instant shows, from the midnight that the date begins with. */
export function minutesInto(calendar: Calendar, date: string, at: number): number {
  return Math.round((calendar.localClock(at) - Date.parse(`${date}T00:00:00Z`)) / minuteMs)
}

/** What two spans have in common; empty where `from` is not before `to`. */
export function common(a: Span, b: Span): Span {
  return { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) }
}

/** Instants in which local dates are in force, half-open. */
export function datedSpan(
  dates: { readonly validFrom?: string; readonly validTo?: string },
  calendar: Calendar,
): Span {
  const at = (date: string | undefined, otherwise: number) =>
    date === undefined ? otherwise : instantAt(calendar, date, 0)
  return { from: at(dates.validFrom, -Infinity), to: at(dates.validTo, Infinity) }
}

export function openSpan({ validFrom, closedFrom }: OpenStation, calendar: Calendar): Span {
  return datedSpan({ validFrom, validTo: closedFrom }, calendar)
}

/** When the period's crew stands within a span: in order, apart, cut at its dates and joined over midnight. */
export function shiftsOf(period: ReadinessPeriod, within: Span, calendar: Calendar): Span[] {
  const limits = common(within, datedSpan(period, calendar))
  const shifts: { from: number; to: number }[] = []
  if (!(limits.from < limits.to)) return shifts
  const [begins, ends] = [minutesOf(period.from), minutesOf(period.to)]
  const last = calendar.localDate(limits.to)
  // The shift of the evening before may still be under way.
  for (let date = addDays(calendar.localDate(limits.from), -1); date <= last; date = addDays(date, 1)) {
    if (!period.weekdays.includes(weekdayOf(date))) continue
    const shift = common(limits, {
      from: instantAt(calendar, date, begins),
      to: instantAt(calendar, ends > begins ? date : addDays(date, 1), ends),
    })
    if (shift.from >= shift.to) continue
    const before = shifts.at(-1)
    if (before && before.to >= shift.from) before.to = Math.max(before.to, shift.to)
    else shifts.push({ ...shift })
  }
  return shifts
}

/** Whether the crew stands at an instant. */
export function standsAt(period: ReadinessPeriod, at: number, calendar: Calendar): boolean {
  const { validFrom, validTo } = period
  const date = calendar.localDate(at)
  if (date < validFrom || (validTo !== undefined && date >= validTo)) return false
  return shiftsOf(period, { from: at, to: at + 1 }, calendar).length > 0
}
