/**
 * How long is a drive expected to take, given how long it takes by the assumed speeds? Nested models, from the assumed
 * speeds as they stand to factors by road class, season and zone, and the seconds at both ends that no road explains.
 */
import { type RoadClass, roadClasses } from '../../geo/roads/road-graph.ts'

/** From the simplest on; each has the terms of the one before it and some more. */
export const driveModels = ['none', 'one-factor', 'by-class', 'by-season', 'by-zone'] as const
export type DriveModel = (typeof driveModels)[number]

/** What drives are split by. */
export const drivenClasses = roadClasses

/** A measured drive beside its expectation. Rows of one origin and cell may share `classSeconds`. */
export interface DriveRow {
  /** Where it led: rows of one cell are never both learnt from and tried on. */
  readonly cell: string
  /** By the assumed speeds, by index in `roadClasses`; legs off the roads under 'off-network'. */
  readonly classSeconds: Float64Array
  /** November to March by the local calendar. */
  readonly winter: boolean
  readonly zone: string
  readonly measuredSeconds: number
}

/** What a model has learnt; every factor multiplies seconds. */
export interface DriveFactors {
  readonly model: DriveModel
  /** Every class; one of which nothing was seen has the factor that all share. */
  readonly classes: Readonly<Record<RoadClass, number>>
  /** Of winter against the rest of the year. */
  readonly winter: number
  /** Of the seconds on the road, and seconds besides, by the zone of where it led. */
  readonly zones: Readonly<Record<string, { readonly factor: number; readonly fixedSeconds: number }>>
  /** Starting, stopping and finding the door; in a zone that is not named. */
  readonly fixedSeconds: number
}

export const assumedFactors: DriveFactors = {
  model: 'none',
  classes: Object.fromEntries(roadClasses.map((one) => [one, 1])) as Record<RoadClass, number>,
  winter: 1,
  zones: {},
  fixedSeconds: 0,
}

export function expectedSeconds(
  { classSeconds, winter, zone }: Pick<DriveRow, 'classSeconds' | 'winter' | 'zone'>,
  factors: DriveFactors,
): number {
  let seconds = 0
  for (const [i, roadClass] of roadClasses.entries())
    seconds += (classSeconds[i] ?? 0) * factors.classes[roadClass]
  const own = factors.zones[zone] ?? { factor: 1, fixedSeconds: factors.fixedSeconds }
  return seconds * (winter ? factors.winter : 1) * own.factor + own.fixedSeconds
}

const winterMonths = ['11', '12', '01', '02', '03']

/** `localMonth` as 'YYYY-MM'. Snow tyres and the county's snow cover: an agreed season, not a thermometer. */
export function isWinter(localMonth: string): boolean {
  return winterMonths.includes(localMonth.slice(5))
}
