/**
 * What is simulated? Cells with residents, stations, hospitals and units as plain data, and the two questions the
 * simulation asks of geography. A toy world of a few cells is as good as a county.
 */
import type { Place, Point } from '../../geo/place.ts'
import type { Service } from '../domain/vocabulary.ts'
import type { DemoUnit } from './fleet.ts'

/** Columns of equal length, one entry per 1 km cell. */
export interface WorldCells {
  readonly length: number
  /** South-west corner, whole kilometres. */
  readonly e: ArrayLike<number>
  readonly n: ArrayLike<number>
  /** Three-digit code. */
  readonly municipality: ArrayLike<string>
  /** EMS area class: 1 core urban, 2 other urban, 3 and 4 rural. */
  readonly areaClass: ArrayLike<number>
  readonly residents: ArrayLike<number>
}

export interface WorldStation {
  readonly id: string
  readonly name: string
  readonly municipality: string
  readonly at: Point
  readonly services: readonly Service[]
}

export interface WorldHospital {
  readonly id: string
  readonly at: Point
  /** The one that takes most patients. */
  readonly main: boolean
}

export interface World {
  readonly cells: WorldCells
  readonly stations: readonly WorldStation[]
  readonly hospitals: readonly WorldHospital[]
  readonly units: readonly DemoUnit[]
  /** IANA zone of shifts, hours and demand. */
  readonly zone: string
  toPlace(point: Point): Place
  driveSeconds(from: Point, to: Point, lightsAndSiren: boolean): number
  /** The way that the drive takes; absent: straight across, evenly. */
  way?(from: Point, to: Point, lightsAndSiren: boolean): Way | undefined
}

/** Points in order, with the share of the drive's time at which each is passed: from 0 to 1. */
export type Way = readonly { readonly at: Point; readonly share: number }[]
