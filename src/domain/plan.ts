/**
 * What if something else stood ready? A plan is a list of changes to stations and their readiness, laid over what the
 * register promises. It is data of its own: nothing in the register moves before somebody adopts it there.
 */
import type { Place } from '../../geo/place.ts'
import { VasteError } from './error.ts'
import { checkPeriod, type OpenStation, type ReadinessPeriod, type Turnout } from './readiness.ts'
import type { Service } from './vocabulary.ts'

/** What a plan must know of a station. */
export interface PlannedStation extends OpenStation {
  readonly name: string
  readonly municipality?: string
  readonly place: Place
}

export const planChangeKinds = [
  'add-station',
  'move-station',
  'close-station',
  'set-readiness',
  'remove-readiness',
  'set-turnout',
] as const

export type PlanChange =
  | { readonly kind: 'add-station'; readonly station: PlannedStation }
  | { readonly kind: 'move-station'; readonly station: string; readonly place: Place }
  /** With all that stands at it. */
  | { readonly kind: 'close-station'; readonly station: string }
  /** Adds a period, or takes the place of the one of the same id: a crew, its hours, its strength. */
  | { readonly kind: 'set-readiness'; readonly period: ReadinessPeriod }
  | { readonly kind: 'remove-readiness'; readonly period: string }
  /** Of every crew of the station and service. */
  | {
      readonly kind: 'set-turnout'
      readonly station: string
      readonly service: Service
      readonly turnout: Turnout
    }

export interface Plan {
  readonly name: string
  /** Local date whose register and decisions the plan is laid over; absent: today. */
  readonly on?: string
  readonly changes: readonly PlanChange[]
}

/** What stands, by plan: what the planner and the duel reckon with. */
export interface Standing {
  readonly stations: readonly PlannedStation[]
  readonly periods: readonly ReadinessPeriod[]
}

/**
 * The standing after the changes, in their order. Throws `not-found` for a station or period that is not there,
 * `conflict` for a station that already is, `invalid` for a period that contradicts itself or a turnout out of bounds.
 */
export function withPlan(standing: Standing, { changes }: Pick<Plan, 'changes'>): Standing {
  return changes.reduce((now, change, i) => {
    try {
      return withChange(now, change)
    } catch (fault) {
      if (!(fault instanceof VasteError)) throw fault
      throw new VasteError(fault.code, `change ${i + 1} (${change.kind}): ${fault.message}`, { cause: fault })
    }
  }, standing)
}

function withChange({ stations, periods }: Standing, change: PlanChange): Standing {
  switch (change.kind) {
    case 'add-station': {
      const { station } = change
      if (stations.some((other) => other.station === station.station))
        throw new VasteError('conflict', `station '${station.station}' is there already; expected another id`)
      return { stations: [...stations, station], periods }
    }
    case 'move-station': {
      const known = knownStation(stations, change.station)
      return { stations: replaced(stations, known, { ...known, place: change.place }), periods }
    }
    case 'close-station': {
      const known = knownStation(stations, change.station)
      return {
        stations: stations.filter((station) => station !== known),
        periods: periods.filter(({ station }) => station !== known.station),
      }
    }
    case 'set-readiness': {
      const { period } = change
      const station = knownStation(stations, period.station)
      if (!station.services.includes(period.service))
        throw new VasteError(
          'invalid',
          `found readiness '${period.id}' of service '${period.service}' at station '${station.station}'; expected one of its services: ${station.services.join(', ')}`,
        )
      checkPeriod(period)
      const before = periods.find(({ id }) => id === period.id)
      if (before && before.station !== period.station)
        throw new VasteError(
          'conflict',
          `readiness '${period.id}' belongs to station '${before.station}'; expected another id for station '${period.station}'`,
        )
      const others = periods.filter(({ id }) => id !== period.id)
      return { stations, periods: [...others, period] }
    }
    case 'remove-readiness': {
      const left = periods.filter(({ id }) => id !== change.period)
      if (left.length === periods.length)
        throw new VasteError('not-found', `found no readiness '${change.period}'; expected one that is there`)
      return { stations, periods: left }
    }
    case 'set-turnout': {
      knownStation(stations, change.station)
      const { station, service, turnout } = change
      const crews = periods.filter((period) => period.station === station && period.service === service)
      if (crews.length === 0)
        throw new VasteError(
          'not-found',
          `found no ${service} readiness at station '${station}'; expected some whose turnout can change`,
        )
      const changed = crews.map((period) => ({ ...period, turnout }))
      for (const period of changed) checkPeriod(period)
      return {
        stations,
        periods: periods.map((period) => changed.find(({ id }) => id === period.id) ?? period),
      }
    }
  }
}

function knownStation(stations: readonly PlannedStation[], id: string): PlannedStation {
  const found = stations.find(({ station }) => station === id)
  if (!found) throw new VasteError('not-found', `found no station '${id}'; expected one of the register`)
  return found
}

function replaced(stations: readonly PlannedStation[], before: PlannedStation, after: PlannedStation) {
  return stations.map((station) => (station === before ? after : station))
}
