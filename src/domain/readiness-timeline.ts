/**
 * What stands at a station from one instant to another, crew by crew, where is nobody although somebody is expected, and
 * where do two periods claim the same crew? And how many crew-hours does it take?
 */
import type { Calendar, Span } from './calendar.ts'
import {
  isAtStation,
  isOpenOn,
  type OpenStation,
  personsOf,
  type ReadinessKind,
  type ReadinessPeriod,
  readinessKinds,
} from './readiness.ts'
import { common, datedSpan, openSpan, shiftsOf, standsAt } from './readiness-clock.ts'
import type { Service } from './vocabulary.ts'

/** A stretch of time in which the same periods stand; none of them: nobody does. */
export interface Segment extends Span {
  readonly standing: readonly ReadinessPeriod[]
}

export interface SlotTimeline {
  readonly service: Service
  readonly slot: string
  /** Without gap or overlap from the first instant to the last; neighbours differ. */
  readonly segments: readonly Segment[]
}

export interface Hole extends Span {
  readonly service: Service
}

export interface Overlap extends Segment {
  readonly service: Service
  readonly slot: string
}

export interface StationTimeline extends Span {
  readonly station: string
  readonly slots: readonly SlotTimeline[]
  /** Nobody stands although readiness around the clock has been promised. */
  readonly holes: readonly Hole[]
  readonly overlaps: readonly Overlap[]
}

export interface Expected extends Span {
  readonly service: Service
}

/** Whose crews stand at the instant, by station; a closed station has none. */
export function readinessAt(
  stations: readonly OpenStation[],
  periods: readonly ReadinessPeriod[],
  at: number,
  calendar: Calendar,
): ReadonlyMap<string, readonly ReadinessPeriod[]> {
  const date = calendar.localDate(at)
  return new Map(
    stations.map((station) => [
      station.station,
      isOpenOn(station, date)
        ? periods.filter((period) => period.station === station.station && standsAt(period, at, calendar))
        : [],
    ]),
  )
}

/** `periods` of other stations are left aside; `expected` is what was promised unless a plan says otherwise. */
export function timeline(
  station: OpenStation,
  periods: readonly ReadinessPeriod[],
  span: Span,
  calendar: Calendar,
  expected = expectedSpans(station, periods, span, calendar),
): StationTimeline {
  const own = periods.filter((period) => period.station === station.station)
  const open = common(span, openSpan(station, calendar))
  const slots = slotsOf(own).map(({ service, slot }) => {
    const crews = own.filter((period) => period.service === service && period.slot === slot)
    return { service, slot, segments: segments(crews, span, open, calendar) }
  })
  return {
    ...{ station: station.station, from: span.from, to: span.to, slots },
    holes: expected.flatMap((each) => holesIn(each, own, open, calendar)),
    overlaps: slots.flatMap(({ service, slot, segments }) =>
      segments.filter(({ standing }) => standing.length > 1).map((each) => ({ ...each, service, slot })),
    ),
  }
}

/**
 * Somebody is expected around the clock for a service of the station from the day on which a crew that is not only of
 * the daytime has first been promised, until the station is closed. A station that only has a daytime crew promises
 * nothing at night, and one that nothing is told of promises nothing.
 */
export function expectedSpans(
  station: OpenStation,
  periods: readonly ReadinessPeriod[],
  span: Span,
  calendar: Calendar,
): Expected[] {
  const open = common(span, openSpan(station, calendar))
  return station.services.flatMap((service) => {
    const promises = periods.filter(
      (period) =>
        period.station === station.station && period.service === service && period.kind !== 'daytime',
    )
    const from = Math.min(...promises.map((period) => datedSpan(period, calendar).from))
    const found = common(open, { from, to: Infinity })
    return found.from < found.to ? [{ service, ...found }] : []
  })
}

function slotsOf(periods: readonly ReadinessPeriod[]) {
  const known = new Map(
    periods.map(({ service, slot }) => [`${service} ${slot}`, { service, slot }] as const),
  )
  return [...known].sort(([a], [b]) => (a < b ? 1 : -1)).map(([, slot]) => slot)
}

function segments(
  periods: readonly ReadinessPeriod[],
  span: Span,
  open: Span,
  calendar: Calendar,
): Segment[] {
  const shifts = periods.map((period) => ({ period, shifts: shiftsOf(period, open, calendar) }))
  const edges = new Set([span.from, span.to])
  for (const { shifts: own } of shifts) for (const { from, to } of own) edges.add(from).add(to)
  const ordered = [...edges].sort((a, b) => a - b)
  const found: { from: number; to: number; standing: ReadinessPeriod[] }[] = []
  for (const [i, from] of ordered.slice(0, -1).entries()) {
    const to = ordered[i + 1]!
    const standing = shifts.filter(({ shifts: own }) => covers(own, from)).map(({ period }) => period)
    const before = found.at(-1)
    if (before && isSame(before.standing, standing)) before.to = to
    else found.push({ from, to, standing })
  }
  return found
}

/** `shifts` in order and apart: the last that has begun decides. */
function covers(shifts: readonly Span[], at: number): boolean {
  let [low, high] = [0, shifts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (shifts[middle]!.from <= at) low = middle + 1
    else high = middle
  }
  return low > 0 && at < shifts[low - 1]!.to
}

function isSame(a: readonly ReadinessPeriod[], b: readonly ReadinessPeriod[]): boolean {
  return a.length === b.length && a.every((period, i) => period === b[i])
}

function holesIn(
  { service, ...expected }: Expected,
  periods: readonly ReadinessPeriod[],
  open: Span,
  calendar: Calendar,
): Hole[] {
  const crews = periods.filter((period) => period.service === service)
  return segments(crews, expected, open, calendar)
    .filter(({ standing }) => standing.length === 0)
    .map(({ from, to }) => ({ service, from, to }))
}

export interface ReadinessChange {
  readonly at: number
  readonly service: Service
  readonly slot: string
  readonly before: readonly ReadinessPeriod[]
  readonly after: readonly ReadinessPeriod[]
}

/** What begins or ends after the first instant of the timeline and before its last, in order. */
export function changesIn({ slots }: StationTimeline): ReadinessChange[] {
  return slots
    .flatMap(({ service, slot, segments: found }) =>
      found.slice(1).map(({ from, standing }, i) => {
        const change = { at: from, service, slot, before: found[i]!.standing, after: standing }
        return change
      }),
    )
    .sort((a, b) => a.at - b.at)
}

export interface CrewHours {
  /** Hours that a crew stands ready, and those hours times its persons. */
  readonly hours: number
  readonly personHours: number
  /** Hours of crews whose strength is not stated: they are in no person-hours. */
  readonly unstatedHours: number
}

export type CrewHoursByKind = Readonly<Record<ReadinessKind, CrewHours>>

/** Of all the periods within a span. Crew-hours of any two halves add up to those of the whole. */
export function crewHours(
  station: OpenStation,
  periods: readonly ReadinessPeriod[],
  span: Span,
  calendar: Calendar,
): CrewHoursByKind {
  const open = common(span, openSpan(station, calendar))
  const of = (kind: ReadinessKind): CrewHours => {
    let [time, personTime, unstated] = [0, 0, 0]
    for (const period of periods) {
      if (period.station !== station.station || period.kind !== kind) continue
      const persons = personsOf(period)
      for (const { from, to } of shiftsOf(period, open, calendar)) {
        time += to - from
        personTime += (persons ?? 0) * (to - from)
        if (persons === undefined) unstated += to - from
      }
    }
    return { hours: time / hourMs, personHours: personTime / hourMs, unstatedHours: unstated / hourMs }
  }
  return Object.fromEntries(readinessKinds.map((kind) => [kind, of(kind)])) as Record<
    ReadinessKind,
    CrewHours
  >
}

const hourMs = 3_600_000

export interface PlannedReadiness {
  /** Of the crews at the station, or else of those on call. Absent when one's strength is not stated. */
  readonly persons?: number
  /** Of the quickest of them; absent when none is stated. */
  readonly turnoutSeconds?: number
  readonly p90Seconds?: number
  readonly atStation: boolean
}

/** What a station's standing crews come to together; absent when there are none. */
export function plannedReadiness(standing: readonly ReadinessPeriod[]): PlannedReadiness | undefined {
  if (standing.length === 0) return undefined
  const crewed = standing.filter(isAtStation)
  const counted = crewed.length > 0 ? crewed : standing
  const persons = counted.map(personsOf)
  const [quickest] = counted
    .flatMap(({ turnout }) => (turnout ? [turnout] : []))
    .sort((a, b) => a.medianSeconds - b.medianSeconds)
  return {
    ...(persons.every((count) => count !== undefined) && {
      persons: persons.reduce((sum: number, count) => sum + count!, 0),
    }),
    ...(quickest && { turnoutSeconds: quickest.medianSeconds, p90Seconds: quickest.p90Seconds }),
    atStation: crewed.length > 0,
  }
}
