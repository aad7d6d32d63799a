/** What becomes of a task? It is read, waits if it must, gets units, and ends; its units are busy until they are free. */
import type { UnitStatus } from '../domain/vocabulary.ts'
import type { Demand } from './demand.ts'
import { unitsFor } from './dispatch.ts'
import { onDuty } from './fleet.ts'
import * as messages from './messages.ts'
import { chance, type Random, streamOf, uniform } from './random.ts'
import { type Response, respond, type UnitRun } from './response.ts'
import { lastAt, minute, type Run, tell } from './run.ts'
import { type Press, pressesOf } from './slips.ts'
import type { Urgency } from './task-kinds.ts'
import type { UnitState } from './unit-state.ts'

/** From a unit becoming free to its next alert, so that the two never share an instant. */
export const noticeMilliseconds = 10_000

export function created(run: Run, demand: Demand, at: number): void {
  tell(run, at, () => messages.taskCreated(run.world, demand))
  const random = streamOf(run.seed, 'handling', demand.task)
  const readAt = at + handlingSeconds(demand.urgency, random) * 1000
  if (assessedRemotely(demand, random)) {
    tell(run, readAt + 15 * minute, (t) => messages.taskEnded('task.closed', demand.task, t, 'X-52'))
    return
  }
  run.queue.put(readAt, (t) => {
    if (!send(run, demand, t)) run.waiting.push(demand)
  })
}

/** The home-hospital assessment unit and the situation centre close some calls without sending anyone. */
export function assessedRemotely(demand: Demand, random: Random): boolean {
  const can = demand.service === 'ems' && (demand.urgency === 'C' || demand.urgency === 'D')
  return can && demand.origin === 'emergency-centre' && chance(random, 0.04)
}

/** From the call to the first alert; the mildest wait for a suitable unit. */
export function handlingSeconds(urgency: Urgency, random: Random): number {
  const [low, high] = { A: [45, 110], B: [60, 150], C: [90, 300], D: [120, 1200] }[urgency] as [
    number,
    number,
  ]
  return Math.round(uniform(random, low, high))
}

/** False when the task has to wait. */
function send(run: Run, demand: Demand, at: number): boolean {
  const { world, seed, fleet, local, span } = run
  const units = unitsFor({ world, seed, demand, fleet, at, local })
  if (units.length === 0) return false
  const random = streamOf(seed, 'response', demand.task)
  const response = respond({ world, demand, at, local, random, endsAt: span.to }, units)
  for (const one of response.runs) follow(run, demand, one, random)
  changeUrgency(run, demand, response, at, random)
  end(run, demand, response)
  return true
}

function end(run: Run, demand: Demand, { cancelledAt, outcome, runs }: Response): void {
  const endedAt = cancelledAt ?? Math.max(...runs.map((one) => one.availableAt))
  const kind = cancelledAt === undefined ? 'task.closed' : 'task.cancelled'
  tell(run, endedAt, (t) => messages.taskEnded(kind, demand.task, t, outcome))
}

/** About three in a hundred turn out more or less urgent after the alert. */
function changeUrgency(run: Run, demand: Demand, response: Response, at: number, random: Random): void {
  const soonest = Math.min(...response.runs.map((one) => one.availableAt))
  const changedAt = at + Math.round(uniform(random, 30, 240)) * 1000
  if (!chance(random, 0.03) || changedAt >= soonest) return
  const next = { A: 'B', B: chance(random, 0.5) ? 'A' : 'C', C: chance(random, 0.5) ? 'B' : 'D', D: 'C' }[
    demand.urgency
  ]
  tell(run, changedAt, (t) => messages.taskUrgency(demand.task, t, next))
}

/** Tells what the unit does on the task, and takes it out of and back into the free fleet. */
function follow(run: Run, demand: Demand, one: UnitRun, random: Random): void {
  const { state } = one
  state.task = demand.task
  state.legs = one.legs
  const trip = ++state.trip
  tellStatuses(run, demand, one, random)
  run.queue.put(Math.min(one.availableAt, lastAt(run)), (at) => {
    state.task = undefined
    serveWaiting(run, at)
  })
  run.queue.put(Math.min(one.atStationAt, lastAt(run)), (at) => {
    if (state.trip === trip) tellStanding(run, state, at)
  })
}

/** Crews forget buttons: about 1.5 % of arrivals and 1 % of departures are never told, and nobody fills them in. */
function tellStatuses(run: Run, demand: Demand, one: UnitRun, random: Random): void {
  const planned: Press[] = []
  const on = (status: UnitStatus, at: number | undefined) => {
    if (at !== undefined) planned.push({ status, at })
  }
  const departs = one.enRouteAt < one.availableAt && !chance(random, 0.01)
  const arrives = !chance(random, 0.015)
  on('alerted', one.alertedAt)
  if (departs) on('en-route', one.enRouteAt)
  if (arrives) on('at-scene', one.atSceneAt)
  on('transporting', one.transportingAt)
  on('at-hospital', one.atHospitalAt)
  on('available', one.availableAt)
  const slips = streamOf(run.seed, 'slips', demand.task, one.state.unit.unit)
  const { told, rememberedAt } = pressesOf(one, planned, slips)
  for (const press of told) tellPress(run, demand, one, press)
  if (rememberedAt !== undefined) remember(run, demand, one, rememberedAt)
}

function tellPress(run: Run, demand: Demand, one: UnitRun, { status, at, again }: Press): void {
  const unit = { ...one.state.unit, mobile: one.mobile }
  tell(run, at, (t) => {
    const event = messages.unitOnTask(unit, demand.task, status, t)
    return again ? { ...event, id: `${event.id}/again` } : event
  })
}

/** Only who is not on another task by then: one word more must not take a unit off its task on the board. */
function remember(run: Run, demand: Demand, one: UnitRun, rememberedAt: number): void {
  const { state } = one
  const { trip } = state
  const isFree = () => state.trip === trip && state.task === undefined
  if (rememberedAt + 2 * minute > lastAt(run)) return
  run.queue.put(rememberedAt, (at) => {
    if (!isFree()) return
    tellPress(run, demand, one, { status: 'at-scene', at })
    run.queue.put(at + minute, (later) => {
      if (isFree()) tellStanding(run, state, later)
    })
  })
}

/** The most urgent first, then the oldest. */
export function serveWaiting(run: Run, at: number): void {
  if (run.waiting.length === 0) return
  const byNeed = [...run.waiting].sort(
    (a, b) => a.urgency.localeCompare(b.urgency) || a.createdAt - b.createdAt,
  )
  run.waiting = byNeed.filter((demand) => !send(run, demand, at + noticeMilliseconds))
}

export function giveUpWaiting(run: Run, at: number): void {
  for (const demand of run.waiting.splice(0))
    tell(run, at, (t) => messages.taskEnded('task.cancelled', demand.task, t, 'X-94'))
}

/** Between tasks: at its station, or out of service when its shift is over. */
export function tellStanding(run: Run, state: UnitState, at: number): void {
  if (state.toldAt === at) return
  state.toldAt = at
  const ready = onDuty(state.unit, run.local, run.local.date)
  tell(run, at, (t) => messages.unitOffTask(state.unit, ready ? 'at-station' : 'unavailable', t))
}
