/**
 * Which hours of the week are left without anybody, or claimed twice, and from which date to which? Between two dates on
 * which something begins or ends every week is alike, so that one week of each stretch says it for good.
 */
import { createCalendar } from './calendar.ts'
import { clockText, type OpenStation, type ReadinessPeriod } from './readiness.ts'
import { addDays, minutesInto, weekdayOf } from './readiness-clock.ts'
import { timeline } from './readiness-timeline.ts'
import type { Service } from './vocabulary.ts'

/** Local clock times of one weekday; a span over midnight is told as two. */
export interface WeeklySpan {
  readonly weekday: number
  readonly from: string
  readonly to: string
}

export interface Finding {
  readonly kind: 'hole' | 'overlap'
  readonly service: Service
  /** Of an overlap. */
  readonly slot?: string
  /** Ids of the periods that overlap. */
  readonly periods: readonly string[]
  /** Local dates, half-open; without `to` until further notice. */
  readonly from: string
  readonly to?: string
  readonly spans: readonly WeeklySpan[]
}

interface Stretch {
  readonly from: string
  readonly to?: string
}

/** Weeks are counted on a clock that is never changed. */
const evenClock = createCalendar('utc')

/** From a local date on. In order of date; what goes on unchanged from one stretch to the next is told once. */
export function findingsOf(
  station: OpenStation,
  periods: readonly ReadinessPeriod[],
  fromDate: string,
): Finding[] {
  const own = periods.filter((period) => period.station === station.station)
  const found = stretchesOf(station, own, fromDate).flatMap((stretch) => inStretch(station, own, stretch))
  const joined: Finding[] = []
  for (const finding of found) {
    const before = joined.findIndex((other) => other.to === finding.from && isSame(other, finding))
    if (before === -1) joined.push(finding)
    else joined[before] = { ...finding, from: joined[before]!.from }
  }
  return joined
}

function stretchesOf(
  { validFrom, closedFrom }: OpenStation,
  periods: readonly ReadinessPeriod[],
  fromDate: string,
): Stretch[] {
  const dates = [validFrom, closedFrom, ...periods.flatMap((each) => [each.validFrom, each.validTo])]
  const later = dates.filter((date) => date !== undefined && date > fromDate) as string[]
  const borders = [fromDate, ...[...new Set(later)].sort()]
  return borders.map((from, i) => {
    const to = borders[i + 1]
    return to === undefined ? { from } : { from, to }
  })
}

function inStretch(station: OpenStation, periods: readonly ReadinessPeriod[], stretch: Stretch): Finding[] {
  const week = addDays(stretch.from, 7)
  const end = stretch.to === undefined || stretch.to > week ? week : stretch.to
  return findingsBetween(station, periods, stretch.from, end).map((found) => ({ ...found, ...stretch }))
}

function findingsBetween(
  station: OpenStation,
  periods: readonly ReadinessPeriod[],
  first: string,
  end: string,
): Omit<Finding, 'from' | 'to'>[] {
  const span = { from: evenClock.startOfDate(first), to: evenClock.startOfDate(end) }
  const { holes, overlaps } = timeline(station, periods, span, evenClock)
  const found = new Map<string, Omit<Finding, 'from' | 'to'> & { spans: WeeklySpan[] }>()
  const add = (finding: Omit<Finding, 'from' | 'to' | 'spans'>, at: { from: number; to: number }) => {
    const key = JSON.stringify(finding)
    const known = found.get(key) ?? { ...finding, spans: [] }
    known.spans.push(...weeklySpans(at.from, at.to))
    found.set(key, known)
  }
  for (const { service, ...at } of holes) add({ kind: 'hole', service, periods: [] }, at)
  for (const { service, slot, standing, ...at } of overlaps)
    add({ kind: 'overlap', service, slot, periods: standing.map(({ id }) => id) }, at)
  return [...found.values()].map((each) => ({ ...each, spans: each.spans.sort(bySpan) }))
}

function weeklySpans(from: number, to: number): WeeklySpan[] {
  const spans: WeeklySpan[] = []
  for (let at = from; at < to; ) {
    const date = evenClock.localDate(at)
    const end = Math.min(to, evenClock.startOfDate(addDays(date, 1)))
    const minutes = { from: minutesInto(evenClock, date, at), to: minutesInto(evenClock, date, end) }
    spans.push({ weekday: weekdayOf(date), from: clockText(minutes.from), to: clockText(minutes.to) })
    at = end
  }
  return spans
}

function bySpan(a: WeeklySpan, b: WeeklySpan): number {
  return a.weekday - b.weekday || (a.from < b.from ? -1 : 1)
}

function isSame(a: Finding, b: Finding): boolean {
  const of = ({ from: _from, to: _to, ...rest }: Finding) => JSON.stringify(rest)
  return of(a) === of(b)
}
