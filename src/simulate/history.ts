/**
 * What would have been told in the months before now? Day batches, newest first, so that the latest month can be looked
 * at while the older ones are still being written. One fleet month is held at a time (about 35 000 events).
 */
import type { EventMessage } from '../contract/events.ts'
import { type Calendar, createCalendar, type Span } from '../domain/calendar.ts'
import type { Volumes } from './demand.ts'
import { fleetMonthAt } from './fleet-month.ts'
import type { Seed } from './random.ts'
import { simulate } from './simulation.ts'
import type { World } from './world.ts'

export interface HistoryOptions {
  readonly world: World
  readonly seed: Seed
  /** Epoch milliseconds, exclusive. */
  readonly until: number
  /** Whole months before the one that `until` lies in. */
  readonly months: number
  readonly volumes?: Volumes
}

export interface DayBatch {
  /** Local date. The first of a month comes in two batches, before and from 04:00, since fleet months meet there. */
  readonly date: string
  /** In time order. */
  readonly events: readonly EventMessage[]
  /** 0..1 of all batches, this one included. */
  readonly done: number
}

/** The same events as the live stream's, so that history and a running demo join without a gap or a repeat. */
export function* historyOf({ world, seed, until, months, volumes }: HistoryOptions): Generator<DayBatch> {
  const calendar = createCalendar(world.zone)
  const spans = spansBefore(calendar, until, months)
  const wholeMilliseconds = until - spans.at(-1)!.from
  for (const span of spans)
    for (const day of daysOf(calendar, simulate({ world, seed, ...span, volumes })))
      yield { date: day.date, events: day.events, done: (until - day.from) / wholeMilliseconds }
}

/** Fleet months, newest first; the newest ends at `until`. */
function spansBefore(calendar: Calendar, until: number, months: number): Span[] {
  const newest = fleetMonthAt(calendar, until - 1)
  const spans: Span[] = [{ from: newest.from, to: until }]
  while (spans.length <= months) spans.push(fleetMonthAt(calendar, spans.at(-1)!.from - 1))
  return spans
}

interface Day {
  readonly date: string
  /** Time of its first event. */
  readonly from: number
  readonly events: EventMessage[]
}

/** Newest day first. */
function daysOf(calendar: Calendar, told: Iterable<{ at: number; event: EventMessage }>): Day[] {
  const days: Day[] = []
  for (const { at, event } of told) {
    const date = calendar.localDate(at)
    const last = days.at(-1)
    if (last?.date === date) last.events.push(event)
    else days.push({ date, from: at, events: [event] })
  }
  return days.reverse()
}
