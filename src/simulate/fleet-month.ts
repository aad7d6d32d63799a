/**
 * What happens in one fleet month? A discrete-event run over one queue: tasks arise, wait, get units and end; units and
 * stations tell how they are. A fleet month runs from 04:00 local on the 1st to the next: it begins with every unit at
 * home and ends so, because no task is created in its last hour and what is longer is cut short. That hour is what makes
 * each month independent of all before it.
 */
import type { Calendar, Span } from '../domain/calendar.ts'
import { hourBegins, tellAll } from './by-the-hour.ts'
import { hoursOf } from './demand.ts'
import { createEventQueue } from './event-queue.ts'
import type { DemoUnit } from './fleet.ts'
import type { TimedEvent } from './messages.ts'
import { putPositions } from './positions.ts'
import { hour, lastAt, type MonthPlan, type Run, type Step } from './run.ts'
import { created, giveUpWaiting } from './task-course.ts'
import { fleetAtHome } from './unit-state.ts'

export const seamHour = 4

/** The fleet month that holds `at`. */
export function fleetMonthAt(calendar: Calendar, at: number): Span {
  const month = calendar.localMonth(at)
  const start = seamOf(calendar, month)
  if (at >= start) return { from: start, to: seamOf(calendar, calendar.addMonths(month, 1)) }
  return { from: seamOf(calendar, calendar.addMonths(month, -1)), to: start }
}

/** The clock never changes on the first of a month, so four hours after midnight is four o'clock. */
const seamOf = (calendar: Calendar, month: string) => calendar.monthSpan(month).from + seamHour * hour

export function* runFleetMonth(plan: MonthPlan): Generator<TimedEvent> {
  const run = begin(plan)
  for (let due = run.queue.take(); due; due = run.queue.take()) {
    if (typeof due.what === 'function') due.what(due.at)
    else yield { at: due.at, event: due.what }
  }
}

function begin(plan: MonthPlan): Run {
  const { calendar, span } = plan
  const queue = createEventQueue<Step>()
  const run: Run = {
    ...plan,
    queue,
    fleet: fleetAtHome(plan.world),
    unitsAt: unitsByStation(plan.world.units),
    waiting: [],
    local: localHours(calendar, calendar.localDate(span.from))[seamHour]!,
  }
  for (const date of datesOf(calendar, span)) putDate(run, date)
  queue.put(span.from, (at) => tellAll(run, at))
  queue.put(lastAt(run), (at) => giveUpWaiting(run, at))
  if (plan.positionsFrom !== undefined) putPositions(run, Math.max(span.from, plan.positionsFrom))
  return run
}

function datesOf(calendar: Calendar, span: Span): Set<string> {
  const dates = new Set<string>()
  for (let at = span.from; at < span.to; at += 12 * hour) dates.add(calendar.localDate(at))
  return dates.add(calendar.localDate(span.to))
}

/** All but the last hour, see the top of this file. */
function putDate(run: Run, date: string): void {
  const { from, to } = run.span
  for (const local of localHours(run.calendar, date))
    if (local.from >= from && local.from < to) run.queue.put(local.from, (at) => hourBegins(run, local, at))
  for (const demand of run.demandOn(date))
    if (demand.createdAt >= from && demand.createdAt < to - hour)
      run.queue.put(demand.createdAt, (at) => created(run, demand, at))
}

function localHours(calendar: Calendar, date: string) {
  return hoursOf(calendar, date).map((local) => ({ ...local, date }))
}

function unitsByStation(units: readonly DemoUnit[]): Map<string, DemoUnit[]> {
  const found = new Map<string, DemoUnit[]>()
  for (const unit of units) found.set(unit.station, [...(found.get(unit.station) ?? []), unit])
  return found
}
