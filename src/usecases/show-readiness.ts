/** What stands ready at each station: by the plan, by what was told, and from when to when. */
import { type FreshnessLimits, freshness } from '../contract/freshness.ts'
import type {
  Readiness,
  ReadinessNow,
  ReadinessTimelines,
  StationReadiness,
  WeekRow,
} from '../contract/readiness.ts'
import type { Calendar, Span } from '../domain/calendar.ts'
import { VasteError } from '../domain/error.ts'
import { isOpenOn, type OpenStation, type ReadinessPeriod } from '../domain/readiness.ts'
import { addDays, minutesInto, mondayOf } from '../domain/readiness-clock.ts'
import { findingsOf } from '../domain/readiness-findings.ts'
import { currentReadiness, type ToldReadiness } from '../domain/readiness-live.ts'
import { periodsAfter } from '../domain/readiness-log.ts'
import {
  changesIn,
  crewHours,
  plannedReadiness,
  type StationTimeline,
  timeline,
} from '../domain/readiness-timeline.ts'
import { listSources, type StationState, stationsOnBoard } from '../store/board-state.ts'
import type { Queryable } from '../store/database.ts'
import {
  listReadinessEdits,
  listStationRecords,
  newestReadinessEdits,
  type StationRecord,
} from '../store/readiness.ts'
import type { CountyReference } from './reference.ts'

const hourMs = 3_600_000
const aheadMs = 12 * hourMs
/** How far back the last planned change is looked for. */
const backMs = 7 * 24 * hourMs
export const timelineDaysAtMost = 93

export interface ReadinessBook {
  readonly stations: readonly StationRecord[]
  readonly periods: readonly ReadinessPeriod[]
}

export async function loadReadiness(db: Queryable, county: string): Promise<ReadinessBook> {
  return {
    stations: await listStationRecords(db, county),
    periods: periodsAfter(await listReadinessEdits(db, county)),
  }
}

export function asOpen({ id, ...station }: StationRecord): OpenStation {
  return { station: id, ...station }
}

export interface ReadinessContext {
  readonly db: Queryable
  readonly reference: CountyReference
  readonly now: number
  readonly freshness: FreshnessLimits
}

/** Without `at`: now, with what was told; otherwise what the plan says of that instant. */
export async function showReadiness(context: ReadinessContext, at?: number): Promise<Readiness> {
  const { db, reference, now } = context
  const { county, calendar, municipalities } = reference
  const book = await loadReadiness(db, county.county)
  const told = at === undefined ? await toldReadiness(context) : new Map<string, ToldReadiness>()
  const seen = await newestReadinessEdits(db, county.county)
  const when = at ?? now
  const monday = mondayOf(calendar.localDate(when))
  return {
    ...{ county: county.county, countyName: county.name, at: iso(when), live: at === undefined },
    today: calendar.localDate(now),
    week: { days: weekDays(monday, calendar) },
    municipalities: Object.fromEntries(municipalities.map(({ code, name }) => [code, { ...name }])),
    stations: book.stations.map((station) =>
      stationReadiness(station, book.periods, {
        ...{ calendar, at: when, today: calendar.localDate(now) },
        ...{ told: told.get(station.id), seen: seen.get(station.id) ?? 0 },
      }),
    ),
  }
}

export interface Moment {
  readonly calendar: Calendar
  readonly at: number
  readonly today: string
  readonly told?: ToldReadiness | undefined
  readonly seen: number
}

/** `periods` may hold those of other stations. */
export function stationReadiness(
  record: StationRecord,
  periods: readonly ReadinessPeriod[],
  { calendar, at, today, told, seen }: Moment,
): StationReadiness {
  const station = asOpen(record)
  const own = periods.filter((period) => period.station === record.id)
  const around = timeline(station, own, { from: at - backMs, to: at + aheadMs }, calendar)
  const week = weekSpan(mondayOf(calendar.localDate(at)), calendar)
  return {
    ...{ ...record, services: [...record.services], place: record.place },
    open: isOpenOn(station, calendar.localDate(at)),
    now: nowOf(around, at, told),
    periods: own.map(plainPeriod),
    changes: changesIn(around)
      .filter((change) => change.at > at)
      .map(({ at: when, service, slot, before, after }) => ({
        ...{ at: iso(when), service, slot, before: idsOf(before), after: idsOf(after) },
      })),
    week: weekRows(timeline(station, own, week, calendar), calendar),
    findings: findingsOf(station, own, today).map(plainFinding),
    crewHours: crewHours(station, own, week, calendar),
    seen,
  }
}

function nowOf(around: StationTimeline, at: number, told: ToldReadiness | undefined): ReadinessNow {
  const standing = around.slots.flatMap(({ segments }) =>
    segments.filter(({ from, to }) => from <= at && at < to).flatMap((segment) => segment.standing),
  )
  const plan = plannedReadiness(standing)
  const plannedSince = changesIn(around).findLast((change) => change.at <= at)?.at
  const { basis, crew, turnoutSeconds, ageSeconds, beforeChange, differences } = currentReadiness(
    plan,
    told,
    plannedSince === undefined ? { at } : { at, plannedSince },
  )
  return {
    basis,
    ...(crew !== undefined && { crew }),
    ...(turnoutSeconds !== undefined && { turnoutSeconds }),
    ...(plan && { plan }),
    standing: idsOf(standing),
    ...(told && {
      live: {
        crew: told.crew,
        ...(told.turnoutSeconds !== undefined && { turnoutSeconds: told.turnoutSeconds }),
        ...{ at: iso(told.at), ageSeconds: ageSeconds!, source: told.source, freshness: told.freshness },
        beforeChange,
      },
    }),
    differences: [...differences],
  }
}

/** The newest word of each station, as fresh as its source. */
async function toldReadiness({
  db,
  reference,
  now,
  freshness: limits,
}: ReadinessContext): Promise<Map<string, ToldReadiness>> {
  const { county } = reference.county
  const heardAt = new Map((await listSources(db, county)).map((one) => [one.source, one.lastReceivedAt]))
  const told = new Map<string, ToldReadiness>()
  for (const state of await stationsOnBoard(db, county)) {
    const word = toldBy(state)
    if (word)
      told.set(state.station, { ...word, freshness: freshness(heardAt.get(word.source), now, limits) })
  }
  return told
}

function toldBy(state: StationState): Omit<ToldReadiness, 'freshness'> | undefined {
  const { crew, turnoutSeconds, readinessAt, source } = state
  if (crew === undefined || readinessAt === undefined || source === undefined) return undefined
  return { crew, ...(turnoutSeconds !== undefined && { turnoutSeconds }), at: readinessAt, source }
}

/** `from` and `to` are local dates, half-open. Throws `invalid` for an end before the beginning or too long a span. */
export async function showTimelines(
  { db, reference }: ReadinessContext,
  asked: { readonly from: string; readonly to: string },
): Promise<ReadinessTimelines> {
  const { county, calendar } = reference
  const { from, to } = asked
  if (from >= to || addDays(from, timelineDaysAtMost) < to)
    throw new VasteError(
      'invalid',
      `found ${from} to ${to} (not included); expected 1 to ${timelineDaysAtMost} days`,
    )
  const span = { from: calendar.startOfDate(from), to: calendar.startOfDate(to) }
  const { stations, periods } = await loadReadiness(db, county.county)
  return {
    ...{ county: county.county, from: iso(span.from), to: iso(span.to) },
    stations: stations.map((record) => {
      const station = asOpen(record)
      const { slots, holes, overlaps } = timeline(station, periods, span, calendar)
      return {
        id: record.id,
        slots: slots.map(({ service, slot, segments }) => ({
          ...{ service, slot },
          segments: segments.map((each) => ({ ...isoSpan(each), periods: idsOf(each.standing) })),
        })),
        holes: holes.map((hole) => ({ service: hole.service, ...isoSpan(hole) })),
        overlaps: overlaps.map(({ service, slot, standing, ...each }) => ({
          ...{ service, slot, ...isoSpan(each), periods: idsOf(standing) },
        })),
        crewHours: crewHours(station, periods, span, calendar),
      }
    }),
  }
}

function weekSpan(monday: string, calendar: Calendar): Span {
  return { from: calendar.startOfDate(monday), to: calendar.startOfDate(addDays(monday, 7)) }
}

function weekDays(monday: string, calendar: Calendar) {
  return Array.from({ length: 7 }, (_, i) => {
    const date = addDays(monday, i)
    const hours = (calendar.startOfDate(addDays(date, 1)) - calendar.startOfDate(date)) / hourMs
    return { date, hours }
  })
}

/** Cut at each midnight; in local minutes, so that a night of change looks like any other. */
function weekRows({ slots, from }: StationTimeline, calendar: Calendar): WeekRow[] {
  const days = weekDays(calendar.localDate(from), calendar)
  return slots.map(({ service, slot, segments }) => ({
    ...{ service, slot },
    spans: days.flatMap(({ date }, day) => {
      const [first, end] = [calendar.startOfDate(date), calendar.startOfDate(addDays(date, 1))]
      return segments
        .filter((each) => each.standing.length > 0 && each.from < end && each.to > first)
        .map((each) => ({
          day,
          from: each.from <= first ? 0 : minutesInto(calendar, date, each.from),
          to: each.to >= end ? 1440 : minutesInto(calendar, date, each.to),
          periods: idsOf(each.standing),
        }))
    }),
  }))
}

export function plainPeriod(period: ReadinessPeriod): StationReadiness['periods'][number] {
  return { ...period, unitTypes: [...period.unitTypes], weekdays: [...period.weekdays] }
}

export function plainFinding(finding: ReturnType<typeof findingsOf>[number]) {
  return { ...finding, periods: [...finding.periods], spans: [...finding.spans] }
}

function idsOf(periods: readonly ReadinessPeriod[]): string[] {
  return periods.map(({ id }) => id)
}

function isoSpan({ from, to }: Span): { from: string; to: string } {
  return { from: iso(from), to: iso(to) }
}

function iso(at: number): string {
  return new Date(at).toISOString()
}
