/** What do units and stations tell as local hours pass? Shifts that begin and end, and readiness that changes. */
import { type DemoUnit, onDuty } from './fleet.ts'
import * as messages from './messages.ts'
import { readinessAt, shiftChangeHour, tellsReadiness } from './readiness.ts'
import { type Run, tell } from './run.ts'
import { serveWaiting, tellStanding } from './task-course.ts'
import type { LocalTime, UnitState } from './unit-state.ts'

export function hourBegins(run: Run, local: LocalTime, at: number): void {
  const before = run.local
  run.local = local
  for (const state of run.fleet) shiftTurns(run, state, before, at)
  for (const [station, units] of run.unitsAt)
    if (tellsReadiness(units, local)) tellReadiness(run, station, units, at)
  serveWaiting(run, at)
}

/** At the start and end of its shift, and around the clock at the shift change, a unit says how it is. */
function shiftTurns(run: Run, state: UnitState, before: LocalTime, at: number): void {
  if (state.task !== undefined) return
  const is = onDuty(state.unit, run.local, run.local.date)
  const was = onDuty(state.unit, before, before.date)
  const changes = run.local.hour === shiftChangeHour && state.unit.turnout.kind === 'crewed'
  if (is !== was || (is && changes)) tellStanding(run, state, at)
}

export function tellAll(run: Run, at: number): void {
  for (const state of run.fleet) tellStanding(run, state, at)
  for (const [station, units] of run.unitsAt) tellReadiness(run, station, units, at)
}

function tellReadiness(run: Run, station: string, units: readonly DemoUnit[], at: number): void {
  const readiness = readinessAt(station, units, run.local, run.seed)
  if (readiness) tell(run, at, (t) => messages.stationReadiness(station, readiness, t))
}
