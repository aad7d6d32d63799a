/**
 * Which units are there, where, when and how fast do they leave? An INVENTED fleet for the demo, shaped after what is
 * publicly known of the pilot; call signs are opaque strings. A real county loads its own register.
 */
import type { UnitType } from '../domain/vocabulary.ts'
import type { LocalHour } from './demand-curves.ts'
import { emsPosts, fullTimeStations, officerPosts, roundTheClockFrom } from './fleet-table.ts'
import type { WorldStation } from './world.ts'

/** Local hours, half-open; absent is around the clock. `weekdaysOnly`: Monday to Friday. */
export interface Shift {
  readonly fromHour: number
  readonly toHour: number
  readonly weekdaysOnly: boolean
}

/** A crew at the station leaves in about a minute; an on-call crew has to come to the station first. */
export type Turnout =
  | { readonly kind: 'crewed'; readonly medianSeconds: number }
  | { readonly kind: 'on-call'; readonly dayMedianSeconds: number; readonly nightMedianSeconds: number }

export interface DemoUnit {
  readonly unit: string
  readonly type: UnitType
  /** Station id. */
  readonly station: string
  readonly crew: number
  readonly shift?: Shift
  readonly turnout: Turnout
  /** Local date of its first day; absent: always there. */
  readonly validFrom?: string
  readonly demo: true
}

const crewed = (medianSeconds: number): Turnout => ({ kind: 'crewed', medianSeconds })
const onCall: Turnout = { kind: 'on-call', dayMedianSeconds: 360, nightMedianSeconds: 420 }

/** Every station gets what its services and readiness call for; posts of unknown stations go to a neighbour. */
export function fleetOf(stations: readonly WorldStation[]): DemoUnit[] {
  return [
    ...emsUnits(stations),
    ...officers(stations),
    ...stations
      .filter((station) => station.services.includes('rescue'))
      .flatMap((station, i) => rescueUnits(station, i)),
  ]
}

function emsUnits(stations: readonly WorldStation[]): DemoUnit[] {
  return emsPosts.flatMap((post, index) => {
    const station = stationFor(stations, post.station, post.municipality)
    if (!station) return []
    const { type, shift } = post
    return [unit(`EKS ${111 + index}`, type, station, 2, crewed(85), shift ? { shift } : {})]
  })
}

function officers(stations: readonly WorldStation[]): DemoUnit[] {
  return officerPosts.flatMap((post) => {
    const station = stationFor(stations, post.station, post.municipality)
    return station ? [unit(post.unit, post.type, station, 1, crewed(80))] : []
  })
}

/** `RKS` hundreds by station; the first-response car of a brigade is its second crew. */
function rescueUnits(station: WorldStation, index: number): DemoUnit[] {
  const number = (last: number) => `RKS ${index + 1}${String(last).padStart(2, '0')}`
  if (fullTimeStations.has(station.name))
    return [
      unit(number(1), 'rescue-unit', station, 4, crewed(68)),
      unit(number(8), 'first-response', station, 2, crewed(75)),
    ]
  const started = roundTheClockFrom[station.name]
  const spearhead = started
    ? [unit(number(4), 'spearhead', station, 2, crewed(65), { validFrom: started })]
    : []
  return [
    ...spearhead,
    unit(number(1), 'rescue-unit', station, 4, onCall),
    unit(number(8), 'first-response', station, 2, onCall),
  ]
}

function unit(
  callSign: string,
  type: UnitType,
  station: WorldStation,
  crew: number,
  turnout: Turnout,
  more: Pick<DemoUnit, 'shift' | 'validFrom'> = {},
): DemoUnit {
  return { unit: callSign, type, station: station.id, crew, turnout, ...more, demo: true }
}

function stationFor(stations: readonly WorldStation[], name: string, municipality: string) {
  return (
    stations.find((station) => station.name === name) ??
    stations.find((station) => station.municipality === municipality)
  )
}

export function onDuty(unit: DemoUnit, local: LocalHour, date: string): boolean {
  if (unit.validFrom !== undefined && date < unit.validFrom) return false
  if (!unit.shift) return true
  const { fromHour, toHour, weekdaysOnly } = unit.shift
  return local.hour >= fromHour && local.hour < toHour && !(weekdaysOnly && local.weekday >= 5)
}

/** Evenings, nights and weekends find an on-call crew at home; working hours find fewer, but nearer the station. */
export function turnoutMedianSeconds(turnout: Turnout, local: LocalHour): number {
  const night = local.hour >= 22 || local.hour < 6
  if (turnout.kind === 'on-call') return night ? turnout.nightMedianSeconds : turnout.dayMedianSeconds
  return turnout.medianSeconds + (night ? 25 : 0)
}
