/**
 * How long does a unit drive, while no road graph is there to ask? An estimate from the straight line alone:
 * roads are longer than the line by a detour factor, and the longer the trip, the more of it is on fast roads.
 */
import type { Place } from './place.ts'
import { toTm35fin } from './projection.ts'

/** Road metres for a metre of straight line; 1.3 is a usual figure for road networks with many lakes. */
const detourFactor = 1.3

/** The first kilometres are streets, the middle ones connecting roads, the rest main roads. Not measured. */
const stretches: readonly {
  readonly upToMetres: number
  readonly alarmKmh: number
  readonly normalKmh: number
}[] = [
  { upToMetres: 2_000, alarmKmh: 45, normalKmh: 33 },
  { upToMetres: 10_000, alarmKmh: 72, normalKmh: 55 },
  { upToMetres: Infinity, alarmKmh: 100, normalKmh: 80 },
]

/** Straight-line metres between two places. */
export function distanceMetres(from: Place, to: Place): number {
  const a = toTm35fin(from)
  const b = toTm35fin(to)
  return Math.hypot(a.east - b.east, a.north - b.north)
}

/** Expected seconds behind the wheel, never falling as the distance grows; 0 for the same place. */
export function expectedDriveSeconds(from: Place, to: Place, lightsAndSiren: boolean): number {
  return driveSecondsOver(distanceMetres(from, to), lightsAndSiren)
}

/** The same for a straight-line distance that is already known. */
export function driveSecondsOver(straightMetres: number, lightsAndSiren: boolean): number {
  const roadMetres = straightMetres * detourFactor
  let seconds = 0
  let begun = 0
  for (const stretch of stretches) {
    const metres = Math.min(roadMetres, stretch.upToMetres) - begun
    if (metres <= 0) break
    seconds += (metres * 3.6) / (lightsAndSiren ? stretch.alarmKmh : stretch.normalKmh)
    begun = stretch.upToMetres
  }
  return seconds
}
