/** Which way does a unit drive to a place? The way whose seconds the drive times are, with its legs off the roads. */
import type { Place } from '../place.ts'
import { toTm35fin } from '../projection.ts'
import { findRoute, sumOver } from '../roads/route.ts'
import { createRoadSearch, unreached } from '../roads/search.ts'
import { offNetworkDeciseconds } from '../roads/speeds.ts'
import { type CoverageRoads, straightAcross } from './drive-times.ts'
import { secondsOfDeciseconds } from './seconds.ts'

export interface RouteBetween {
  readonly seconds: number
  readonly metres: number
  /** From the one place to the other. */
  readonly shape: readonly Place[]
}

/** Undefined where no road is near, or no way leads. */
export function createRouteBetween(
  roads: CoverageRoads,
): (from: Place, to: Place) => RouteBetween | undefined {
  const { graph, index, weights, settings } = roads
  const search = createRoadSearch(graph, weights)
  return (from, to) => {
    const [start, end] = [index.nearest(from), index.nearest(to)]
    if (!start || !end) return undefined
    const [a, b] = [toTm35fin(from), toTm35fin(to)]
    const line = Math.hypot(b.east - a.east, b.north - a.north)
    const across = straightAcross(settings, line, start.metresOff, end.metresOff)
    const route = findRoute({ graph, index, weights, search }, start, end)
    const legs = [start.metresOff, end.metresOff]
    const beside = legs.reduce((sum, metres) => sum + offNetworkDeciseconds(metres, settings), 0)
    const driven = route ? route.weight + beside : unreached
    if (across === unreached && !route) return undefined
    if (!route || across < driven)
      return {
        ...{ seconds: secondsOfDeciseconds(across), metres: Math.round(line * settings.offNetworkDetour) },
        shape: [from, to],
      }
    const offMetres = (start.metresOff + end.metresOff) * settings.offNetworkDetour
    return {
      seconds: secondsOfDeciseconds(driven),
      metres: Math.round(sumOver(route, graph.decimetres) / 10 + offMetres),
      shape: [from, ...route.shape, to],
    }
  }
}
