/**
 * How long do units drive to one place, wherever they are? One search backwards from the place, and then a look for each
 * unit: the very seconds that a search forwards from the unit would give.
 */
import type { Place } from '../place.ts'
import { toTm35fin } from '../projection.ts'
import { reversedRows } from '../roads/reversed.ts'
import { linksFrom, linksTo } from '../roads/route.ts'
import { createRoadSearch, type RoadSearch, unreached } from '../roads/search.ts'
import type { RoadPoint } from '../roads/snap.ts'
import { offNetworkDeciseconds } from '../roads/speeds.ts'
import { aheadOnEdge, type CoverageRoads, straightAcross } from './drive-times.ts'
import { secondsOfDeciseconds } from './seconds.ts'

export interface DriveTo {
  /** Whole seconds, a started one counting as full; undefined where no road is near, or no way leads. */
  secondsFrom(from: Place): number | undefined
  /** What it holds on to. */
  readonly bytes: number
}

/**
 * The returned function searches: some milliseconds for each place. Undefined where no road is near it. `search` is over
 * `reversedRows` of the same graph and weights.
 */
export function createDriveTo(
  roads: CoverageRoads,
  search: RoadSearch = reversedSearch(roads),
): (to: Place) => DriveTo | undefined {
  const { graph, index, weights, settings } = roads
  /** A unit keeps its place until it tells another; it may be asked for many tasks. */
  const snapped = new WeakMap<Place, { readonly point: RoadPoint | undefined }>()
  const pointOf = (place: Place): RoadPoint | undefined => {
    const known = snapped.get(place) ?? { point: index.nearest(place) }
    snapped.set(place, known)
    return known.point
  }
  return (to) => {
    const end = pointOf(to)
    if (!end) return undefined
    const ends = linksTo(graph, index, weights, end).map(({ node, weight }) => ({ node, delay: weight }))
    const { distance } = search(ends)
    const target = toTm35fin(to)
    const leg = (metres: number) => offNetworkDeciseconds(metres, settings)
    return {
      bytes: distance.byteLength,
      secondsFrom(from) {
        const start = pointOf(from)
        if (!start) return undefined
        let way = aheadOnEdge(roads, start, end)
        for (const { node, weight } of linksFrom(graph, index, weights, start))
          if (distance[node] !== unreached) way = Math.min(way, weight + distance[node])
        const { east, north } = toTm35fin(from)
        const metres = Math.hypot(target.east - east, target.north - north)
        const across = straightAcross(settings, metres, start.metresOff, end.metresOff)
        const driven = way === unreached ? unreached : way + leg(start.metresOff) + leg(end.metresOff)
        const best = Math.min(driven, across)
        return best === unreached ? undefined : secondsOfDeciseconds(best)
      },
    }
  }
}

export function reversedSearch({ graph, weights }: Pick<CoverageRoads, 'graph' | 'weights'>): RoadSearch {
  const rows = reversedRows(graph, weights)
  return createRoadSearch(rows, rows.weights)
}
