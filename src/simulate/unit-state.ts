/** What is each unit doing in the simulated fleet? */
import type { Point } from '../../geo/place.ts'
import type { LocalHour } from './demand-curves.ts'
import { type Leg, pointAt } from './drive.ts'
import { type DemoUnit, onDuty } from './fleet.ts'
import type { World } from './world.ts'

export interface UnitState {
  readonly unit: DemoUnit
  readonly home: Point
  /** The task it is on; absent when it can be sent. */
  task?: string
  /** Where it has been driving since it was last sent, and will. */
  legs: readonly Leg[]
  /** Counts its tasks: a return home that was begun on an earlier one is void. */
  trip: number
  /** When it last told how it stands between tasks. */
  toldAt?: number
}

/** The local hour that the whole simulation lives in. */
export interface LocalTime extends LocalHour {
  readonly date: string
}

export function fleetAtHome(world: World): UnitState[] {
  const homes = new Map(world.stations.map((station) => [station.id, station.at]))
  return world.units.map((unit) => {
    const home = homes.get(unit.station)
    if (!home) throw new RangeError(`unit '${unit.unit}' stands at '${unit.station}', which is no station`)
    return { unit, home, legs: [], trip: 0 }
  })
}

export function isFree(state: UnitState, local: LocalTime): boolean {
  return state.task === undefined && onDuty(state.unit, local, local.date)
}

export function whereIs(state: UnitState, at: number): Point {
  return pointAt(state.legs, state.home, at)
}

export function isAtHome(state: UnitState, at: number): boolean {
  const point = whereIs(state, at)
  return point.east === state.home.east && point.north === state.home.north
}
