/** Where is a unit at a moment? Straight legs between points, driven in the expected seconds times a right-skewed noise. */
import type { Point } from '../../geo/place.ts'
import { lognormal, type Random } from './random.ts'
import type { World } from './world.ts'

export interface Leg {
  readonly from: Point
  readonly to: Point
  /** Epoch milliseconds. */
  readonly startAt: number
  readonly endAt: number
}

/** Traffic and weather: seconds over the expected ones, and the standard deviation of their logarithm. */
export const driveSlowness = 1.15
export const driveNoise = 0.2

export function driveLeg(
  world: World,
  random: Random,
  route: { from: Point; to: Point; startAt: number; lightsAndSiren: boolean },
): Leg {
  const expected = world.driveSeconds(route.from, route.to, route.lightsAndSiren)
  const seconds = Math.max(5, Math.round(lognormal(random, expected * driveSlowness, driveNoise)))
  return { from: route.from, to: route.to, startAt: route.startAt, endAt: route.startAt + seconds * 1000 }
}

/** Before the first leg: where it begins; `home` when there is none. After a leg exactly its end. */
export function pointAt(legs: readonly Leg[], home: Point, at: number): Point {
  const leg = legs.findLast((candidate) => candidate.startAt <= at)
  if (!leg) return legs[0]?.from ?? home
  if (at >= leg.endAt) return leg.to
  const done = (at - leg.startAt) / (leg.endAt - leg.startAt)
  return {
    east: leg.from.east + (leg.to.east - leg.from.east) * done,
    north: leg.from.north + (leg.to.north - leg.from.north) * done,
  }
}

export function isDriving(legs: readonly Leg[], at: number): boolean {
  return legs.some((leg) => leg.startAt <= at && at < leg.endAt)
}
