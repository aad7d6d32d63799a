/** Where is a unit surely, and when does it leave for a task? Never from an old position. */
import type { Place } from '../../geo/place.ts'
import { distanceMetres } from '../../geo/travel.ts'
import { freshness } from '../contract/freshness.ts'
import type { StationState, UnitState } from '../store/board-state.ts'
import { isSilent, type TurnoutContext, turnoutOf } from '../usecases/turnout.ts'

export interface Whereabouts {
  readonly place: Place
  /** When it was surely there: of its position, or of its own word that it is at home. */
  readonly knownAt: number
  /** When it leaves, or has left, that place for the task. */
  readonly leavesAt: number
}

export interface WhereaboutsContext extends TurnoutContext {
  readonly stations: ReadonlyMap<string, StationState>
}

/** As near is at home: a yard, or where it stands beside the house. */
const atHomeMetres = 300
/** The last position of a way home is told before its end. */
const nearlyHomeMetres = 1000

/** Undefined when its place is not known now. */
export function whereaboutsOf(unit: UnitState, context: WhereaboutsContext): Whereabouts | undefined {
  const { now, freshness: limits } = context
  const home = context.stations.get(unit.station ?? '')
  const place = freshness(unit.placeAt, now, limits) === 'fresh' ? unit.place : undefined
  // A clock of the sender may be ahead of ours.
  const placeAt = Math.min(now, unit.placeAt ?? now)
  const statusAt = Math.min(now, unit.statusAt ?? now)
  const turnoutMs = () => turnoutOf(unit, home, context).delaySeconds * 1000
  switch (unit.status) {
    case 'en-route':
      return place && { place, knownAt: placeAt, leavesAt: placeAt }
    case 'available':
      return place && { place, knownAt: placeAt, leavesAt: now }
    case 'at-station':
      if (isSilent(unit.statusSource, context)) return undefined
      if (home) return { place: home.place, knownAt: statusAt, leavesAt: now + turnoutMs() }
      return place && { place, knownAt: placeAt, leavesAt: now + turnoutMs() }
    case 'reserved':
    case 'alerted': {
      const leavesAt = () => Math.max(now, statusAt + turnoutMs())
      if (place && home && distanceMetres(place, home.place) <= atHomeMetres)
        return { place, knownAt: placeAt, leavesAt: leavesAt() }
      if (place) return { place, knownAt: placeAt, leavesAt: now }
      const away = home && unit.place && distanceMetres(unit.place, home.place) > nearlyHomeMetres
      if (!home || away || isSilent(unit.statusSource, context)) return undefined
      return { place: home.place, knownAt: statusAt, leavesAt: leavesAt() }
    }
    default:
      return undefined
  }
}
