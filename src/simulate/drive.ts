/** Where is a unit at a moment? Legs between points, driven in the expected seconds times a right-skewed noise. */
import type { Point } from '../../geo/place.ts'
import { lognormal, type Random } from './random.ts'
import type { Way, World } from './world.ts'

export interface Leg {
  readonly from: Point
  readonly to: Point
  /** Epoch milliseconds. */
  readonly startAt: number
  readonly endAt: number
  /** Where the world knows one, and when its end is reached: a leg may be cut before, or last until the door is found. */
  readonly way?: { readonly points: Way; readonly endAt: number }
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
  const endAt = route.startAt + seconds * 1000
  const points = world.way?.(route.from, route.to, route.lightsAndSiren)
  const way = points && { points, endAt }
  return { from: route.from, to: route.to, startAt: route.startAt, endAt, ...(way && { way }) }
}

/** Before the first leg: where it begins; `home` when there is none. After a leg exactly its end. */
export function pointAt(legs: readonly Leg[], home: Point, at: number): Point {
  const leg = legs.findLast((candidate) => candidate.startAt <= at)
  if (!leg) return legs[0]?.from ?? home
  if (at >= leg.endAt) return leg.to
  if (leg.way) return pointOn(leg.way.points, Math.min(1, (at - leg.startAt) / (leg.way.endAt - leg.startAt)))
  const done = (at - leg.startAt) / (leg.endAt - leg.startAt)
  return {
    east: leg.from.east + (leg.to.east - leg.from.east) * done,
    north: leg.from.north + (leg.to.north - leg.from.north) * done,
  }
}

function pointOn(points: Way, share: number): Point {
  const next = points.findIndex((point) => point.share >= share)
  const [before, after] = [points[Math.max(0, next - 1)]!, points[next === -1 ? points.length - 1 : next]!]
  const stretch = after.share - before.share
  const done = stretch === 0 ? 1 : (share - before.share) / stretch
  return {
    east: before.at.east + (after.at.east - before.at.east) * done,
    north: before.at.north + (after.at.north - before.at.north) * done,
  }
}

export function isDriving(legs: readonly Leg[], at: number): boolean {
  return legs.some((leg) => leg.startAt <= at && at < leg.endAt)
}
