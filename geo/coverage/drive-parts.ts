/**
 * Of which roads is the drive to a cell made? The very drive whose seconds `DriveTimes` tells, split by class of road:
 * what measured drives are compared with, class by class.
 */
import type { Place } from '../place.ts'
import { toTm35fin } from '../projection.ts'
import { type RoadClass, roadClasses } from '../roads/road-graph.ts'
import { linksFrom, linksTo, tailOf } from '../roads/route.ts'
import { createRoadSearch, type Reach, unreached } from '../roads/search.ts'
import type { RoadPoint } from '../roads/snap.ts'
import { closedArc, offNetworkDeciseconds } from '../roads/speeds.ts'
import type { CoverageRoads } from './drive-times.ts'

/** Deciseconds by index in `roadClasses`; legs off the roads under 'off-network'. */
export type DriveParts = Float64Array

export interface DrivePartsFrom {
  /** Parts of the drive to a place; undefined where no way leads. */
  to(place: Place): DriveParts | undefined
}

const offNetwork = roadClasses.indexOf('off-network')

/** Undefined: no road is near the place. Each call searches once, whatever number of places is asked for after it. */
export function createDriveParts(roads: CoverageRoads): (from: Place) => DrivePartsFrom | undefined {
  const search = createRoadSearch(roads.graph, roads.weights)
  return (from) => {
    const start = roads.index.nearest(from)
    if (!start) return undefined
    const leg = offNetworkDeciseconds(start.metresOff, roads.settings)
    const starts = linksFrom(roads.graph, roads.index, roads.weights, start).map(({ node, weight }) => ({
      ...{ node, delay: leg + weight },
    }))
    const reach = search(starts, { withArcs: true })
    const origin = toTm35fin(from)
    return {
      to(place) {
        const end = roads.index.nearest(place)
        if (!end) return undefined
        const ways = [overRoads(roads, reach, { start, end, leg }), alongOneEdge(roads, { start, end, leg })]
        const goal = toTm35fin(place)
        const metres = Math.hypot(goal.east - origin.east, goal.north - origin.north)
        // Straight across only where that leaves the roads for no longer than going to them and away again would.
        if (metres <= start.metresOff + Math.fround(end.metresOff))
          ways.push(only(offNetwork, offNetworkDeciseconds(metres, roads.settings)))
        return shortest(ways)
      },
    }
  }
}

interface Ends {
  readonly start: RoadPoint
  readonly end: RoadPoint
  /** Deciseconds from the place to the start. */
  readonly leg: number
}

function overRoads(roads: CoverageRoads, reach: Reach, { start, end, leg }: Ends): DriveParts | undefined {
  const { graph, index, weights, settings } = roads
  let best: { node: number; weight: number; whole: number } | undefined
  for (const link of linksTo(graph, index, weights, end)) {
    const reached = reach.distance[link.node]
    if (reached === unreached) continue
    const whole = reached + link.weight
    if (!best || whole < best.whole) best = { ...link, whole }
  }
  if (!best) return undefined
  const parts = new Float64Array(roadClasses.length)
  parts[offNetwork] = leg + offNetworkDeciseconds(end.metresOff, settings)
  parts[classOfEdge(roads, end)] += best.weight
  let node = best.node
  for (let arc = reach.byArc![node]; arc !== -1; arc = reach.byArc![node]) {
    parts[classOfArc(roads, arc)] += weights[arc]
    node = tailOf(graph, arc)
  }
  parts[classOfEdge(roads, start)] += reach.distance[node] - leg
  return parts
}

/** Both ends on one edge, the second ahead of the first. */
function alongOneEdge(roads: CoverageRoads, { start, end, leg }: Ends): DriveParts | undefined {
  const { graph, index, weights, settings } = roads
  if (start.edge !== end.edge) return undefined
  let best: number | undefined
  for (const arc of index.arcsOf(start.edge)) {
    const ahead = (graph.edge[arc] & 1) === 0 ? end.share - start.share : start.share - end.share
    if (weights[arc] === closedArc || ahead < 0) continue
    const weight = Math.round(weights[arc] * ahead)
    if (best === undefined || weight < best) best = weight
  }
  if (best === undefined) return undefined
  const parts = only(classOfEdge(roads, start), best)
  parts[offNetwork] += leg + offNetworkDeciseconds(end.metresOff, settings)
  return parts
}

function classOfArc({ graph }: CoverageRoads, arc: number): number {
  return roadClasses.indexOf(graph.kinds[graph.kind[arc]].roadClass)
}

/** The arcs along an edge are of one road. */
function classOfEdge(roads: CoverageRoads, { edge }: RoadPoint): number {
  return classOfArc(roads, roads.index.arcsOf(edge)[0])
}

function only(index: number, deciseconds: number): DriveParts {
  const parts = new Float64Array(roadClasses.length)
  parts[index] = deciseconds
  return parts
}

function shortest(ways: readonly (DriveParts | undefined)[]): DriveParts | undefined {
  let best: DriveParts | undefined
  for (const way of ways) if (way && (!best || decisecondsOf(way) < decisecondsOf(best))) best = way
  return best
}

export function decisecondsOf(parts: DriveParts): number {
  return parts.reduce((sum, part) => sum + part, 0)
}

/** Seconds by class, those the drive has. */
export function secondsByClass(parts: DriveParts): Partial<Record<RoadClass, number>> {
  return Object.fromEntries(
    roadClasses.flatMap((roadClass, i) => (parts[i] > 0 ? [[roadClass, parts[i] / 10]] : [])),
  )
}
