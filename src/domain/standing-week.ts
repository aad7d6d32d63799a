/**
 * Who stands ready in an ordinary week of a plan? The promises in force on one local date, hour by hour, as if every week
 * went on like that: seven days on a clock that is never changed.
 */
import { type Calendar, createCalendar, type Span } from './calendar.ts'
import type { PlannedStation, Standing } from './plan.ts'
import { isOpenOn, type ReadinessPeriod } from './readiness.ts'
import { shiftsOf, weekdayOf } from './readiness-clock.ts'
import { type CrewHoursByKind, crewHours } from './readiness-timeline.ts'
import { inForce } from './service-level-decision.ts'

/** One promise and where it stands. */
export interface Crew {
  readonly period: ReadinessPeriod
  readonly station: PlannedStation
}

export const weekMinutes = 10_080
/** 24 local hours of Monday to Friday, then 24 of Saturday and Sunday. */
export const hourClasses = 48

/** Minutes of the week from Monday 00:00, half-open; neighbours differ. */
export interface WeekPart {
  readonly from: number
  readonly to: number
  readonly crews: readonly Crew[]
}

/** A promise with a first day after the date does not stand yet; one at a closed station stands no more. */
export function crewsOn({ stations, periods }: Standing, on: string): Crew[] {
  const open = new Map(
    stations.filter((station) => isOpenOn(station, on)).map((each) => [each.station, each]),
  )
  return periods.flatMap((period) => {
    const station = open.get(period.station)
    return station && inForce(period, on) ? [{ period, station }] : []
  })
}

const minuteMs = 60_000
const evenClock = createCalendar('utc')
/** Any week that begins on a Monday. */
const week: Span = { from: evenClock.startOfDate('2024-01-01'), to: evenClock.startOfDate('2024-01-08') }

/** The periods without their dates: what stands on the date stands all the week. */
function always({ validTo: _validTo, ...period }: ReadinessPeriod): ReadinessPeriod {
  return { ...period, validFrom: '2000-01-01' }
}

/** Without gap from 0 to `weekMinutes`. A shift of Sunday night goes on into Monday morning. */
export function weekParts(crews: readonly Crew[]): WeekPart[] {
  const standing = crews.map((crew) => ({ crew, spans: minuteSpans(crew.period) }))
  const edges = new Set([0, weekMinutes])
  for (const { spans } of standing) for (const { from, to } of spans) edges.add(from).add(to)
  const ordered = [...edges].sort((a, b) => a - b)
  return ordered.slice(0, -1).map((from, i) => ({
    ...{ from, to: ordered[i + 1]! },
    crews: standing
      .filter(({ spans }) => spans.some((span) => span.from <= from && from < span.to))
      .map(({ crew }) => crew),
  }))
}

function minuteSpans(period: ReadinessPeriod): readonly Span[] {
  const { weekdays, from, to } = period
  const key = `${weekdays.join('')} ${from} ${to}`
  const found = spansOf.get(key) ?? spansOfWeek(period)
  if (spansOf.size >= patternsAtMost) spansOf.clear()
  spansOf.set(key, found)
  return found
}

/** A county has few weekly patterns, and every plan asks for all of them anew. */
const spansOf = new Map<string, readonly Span[]>()
const patternsAtMost = 1000

function spansOfWeek(period: ReadinessPeriod): Span[] {
  return shiftsOf(always(period), week, evenClock).map(({ from, to }) => ({
    from: (from - week.from) / minuteMs,
    to: (to - week.from) / minuteMs,
  }))
}

/** 0 to 47: which of the hour classes a minute of the week falls in. */
export function hourClassOf(minute: number): number {
  const hour = Math.floor(minute / 60) % 24
  return minute < 5 * 1440 ? hour : 24 + hour
}

/** Minutes of each hour class, of five weekdays and of two. */
export function minutesOfClass(hourClass: number): number {
  return hourClass < 24 ? 5 * 60 : 2 * 60
}

/** Minutes of a stretch of the week by hour class. */
export function minutesByClass({ from, to }: Span): Int32Array {
  const minutes = new Int32Array(hourClasses)
  for (let at = from; at < to; ) {
    const next = Math.min(to, (Math.floor(at / 60) + 1) * 60)
    minutes[hourClassOf(at)]! += next - at
    at = next
  }
  return minutes
}

/** Minute of the local week that an instant shows. */
export function minuteOfWeek(calendar: Calendar, at: number): number {
  const clock = calendar.localClock(at)
  const minuteOfDay = Math.floor(clock / minuteMs) % 1440
  return (weekdayOf(new Date(clock).toISOString().slice(0, 10)) - 1) * 1440 + minuteOfDay
}

/** Of one ordinary week. */
export function weekCrewHours(crews: readonly Crew[]): CrewHoursByKind {
  const [all] = [{ station: 'all', services: [] }]
  const periods = crews.map(({ period }) => ({ ...always(period), station: all.station }))
  return crewHours(all, periods, week, evenClock)
}
