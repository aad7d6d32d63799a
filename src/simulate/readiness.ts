/**
 * How ready is a station at this local hour? Crew and expected turnout, told when they change: round-the-clock crews at
 * the shift change, on-call brigades as their people go to work and come home.
 */
import { type DemoUnit, onDuty, turnoutMedianSeconds } from './fleet.ts'
import { type Seed, streamOf } from './random.ts'
import type { LocalTime } from './unit-state.ts'

export interface Readiness {
  readonly crew: number
  readonly turnoutSeconds: number
}

export const shiftChangeHour = 8
const workEndsHour = 17

/** `units` stand at the station. Absent when none of them is on duty. */
export function readinessAt(
  station: string,
  units: readonly DemoUnit[],
  local: LocalTime,
  seed: Seed,
): Readiness | undefined {
  const ready = units.filter((unit) => onDuty(unit, local, local.date))
  if (ready.length === 0) return undefined
  const crewed = ready.filter((unit) => unit.turnout.kind === 'crewed')
  const counted = crewed.length > 0 ? crewed : ready
  const turnoutSeconds = Math.min(...counted.map((unit) => turnoutMedianSeconds(unit.turnout, local)))
  const planned = counted.reduce((sum, unit) => sum + unit.crew, 0)
  return { crew: Math.max(1, planned - missing(station, crewed.length > 0, local, seed)), turnoutSeconds }
}

/** A crewed station is seldom one short; an on-call brigade has fewer people near in working hours. */
function missing(station: string, crewed: boolean, local: LocalTime, seed: Seed): number {
  const random = streamOf(
    seed,
    'readiness',
    station,
    local.date,
    local.hour < workEndsHour ? 'day' : 'evening',
  )
  if (crewed) return random() < 0.06 ? 1 : 0
  const atWork = local.weekday < 5 && local.hour >= shiftChangeHour && local.hour < workEndsHour
  return Math.floor(random() * 3) + (atWork ? 2 : 0)
}

export function tellsReadiness(units: readonly DemoUnit[], local: LocalTime): boolean {
  if (local.hour === shiftChangeHour)
    return local.weekday < 5 || units.some((u) => u.turnout.kind === 'crewed')
  return local.hour === workEndsHour && local.weekday < 5 && units.every((u) => u.turnout.kind === 'on-call')
}
