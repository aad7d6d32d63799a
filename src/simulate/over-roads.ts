/**
 * A world whose units drive over roads, as the estimates of the board do: what is told live then comes true, or not, for
 * reasons of traffic and not of the map.
 */

import { coverageRoads, straightAcross } from '../../geo/coverage/drive-times.ts'
import { createDriveTo, type DriveTo, reversedSearch } from '../../geo/coverage/drive-to.ts'
import type { Place, Point } from '../../geo/place.ts'
import { toTm35fin, toWgs84 } from '../../geo/projection.ts'
import { rememberedSearch } from '../../geo/roads/remembered.ts'
import { nodeCount, placeOf, type RoadGraph } from '../../geo/roads/road-graph.ts'
import { findRoute } from '../../geo/roads/route.ts'
import { createRoadSearch, unreached } from '../../geo/roads/search.ts'
import {
  emergencyDrive,
  normalDrive,
  offNetworkDeciseconds,
  type SpeedSettings,
} from '../../geo/roads/speeds.ts'
import type { Way, World } from './world.ts'

const destinationsKept = 50

/** Only where no road is near it drives as the straight world does. */
export function overRoads(world: World, graph: RoadGraph): World {
  const [fast, slow] = [emergencyDrive, normalDrive].map((settings) => driver(graph, settings))
  return {
    ...world,
    driveSeconds: (from, to, urgent) =>
      (urgent ? fast! : slow!).seconds(from, to) ?? world.driveSeconds(from, to, urgent),
    way: (from, to, urgent) => (urgent ? fast! : slow!).way(from, to),
  }
}

function driver(graph: RoadGraph, settings: SpeedSettings) {
  const roads = coverageRoads(graph, settings)
  const nodes = nodeCount(graph)
  const search = rememberedSearch(createRoadSearch(graph, roads.weights), nodes)
  const driveTo = createDriveTo(roads, rememberedSearch(reversedSearch(roads), nodes))
  const known = new Map<string, DriveTo | undefined>()
  const destination = (to: Point) => {
    const key = `${to.east} ${to.north}`
    if (!known.has(key)) known.set(key, driveTo(toWgs84(to)))
    if (known.size > destinationsKept) known.delete(known.keys().next().value!)
    return known.get(key)
  }
  const leg = (metres: number) => offNetworkDeciseconds(metres, settings)
  // Units stand at home most of the time: the same point is asked for again and again, and snapped once.
  const places = new WeakMap<Point, Place>()
  const placeAt = (point: Point) => {
    const place = places.get(point) ?? toWgs84(point)
    places.set(point, place)
    return place
  }
  return {
    seconds: (from: Point, to: Point) => destination(to)?.secondsFrom(placeAt(from)),
    /** By the deciseconds of each stretch; edges are straight, as a sketch's are. */
    way(from: Point, to: Point): Way | undefined {
      const [start, end] = [roads.index.nearest(toWgs84(from)), roads.index.nearest(toWgs84(to))]
      if (!start || !end) return undefined
      const line = Math.hypot(to.east - from.east, to.north - from.north)
      const across = straightAcross(settings, line, start.metresOff, end.metresOff)
      const route = findRoute({ graph, index: roads.index, weights: roads.weights, search }, start, end)
      const driven = route ? route.weight + leg(start.metresOff) + leg(end.metresOff) : unreached
      if (!route || across < driven || driven === 0) return undefined
      const point = (place: Place) => toTm35fin(place)
      let passed = leg(start.metresOff)
      const points = [
        { at: from, share: 0 },
        { at: point(start.place), share: passed / driven },
      ]
      for (const { arc, share } of route.stretches.slice(0, -1)) {
        passed += Math.round(roads.weights[arc]! * share)
        const node = graph.head[arc]!
        points.push({ at: point(placeOf(graph.lon[node]!, graph.lat[node]!)), share: passed / driven })
      }
      points.push({ at: point(end.place), share: 1 - leg(end.metresOff) / driven }, { at: to, share: 1 })
      return points
    },
  }
}
