/**
 * How long does a unit drive from where it is to the middle of every cell? Over the roads, with a slow leg off them at
 * both ends; one search for each place, and one row of seconds that holds whatever the turnout is.
 */
import type { Place, Point } from '../place.ts'
import { toTm35fin } from '../projection.ts'
import type { RoadGraph } from '../roads/road-graph.ts'
import { linksFrom, linksTo } from '../roads/route.ts'
import { createRoadSearch, type Reach, type Start, unreached } from '../roads/search.ts'
import { createRoadIndex, type RoadIndex, type RoadPoint } from '../roads/snap.ts'
import { arcDeciseconds, closedArc, offNetworkDeciseconds, type SpeedSettings } from '../roads/speeds.ts'
import { secondsOfDeciseconds, unreachedSeconds } from './seconds.ts'

/** Everything belongs to one graph and one setting of speeds. */
export interface CoverageRoads {
  readonly graph: RoadGraph
  readonly settings: SpeedSettings
  /** Deciseconds by arc. */
  readonly weights: Int32Array
  readonly index: RoadIndex
  readonly search: NodeSearch
}

/** A plain search, or a sweep over a hierarchy of the same graph and weights: the same numbers. */
export type NodeSearch = (starts: readonly Start[]) => Reach

/** Places are tied to the main component only: from and to each of them there is a way. */
export function coverageRoads(
  graph: RoadGraph,
  settings: SpeedSettings,
  searchOver: (graph: RoadGraph, weights: Int32Array) => NodeSearch = createRoadSearch,
): CoverageRoads {
  const weights = arcDeciseconds(graph, settings)
  const index = createRoadIndex(graph, { weights, mainOnly: true })
  return { graph, settings, weights, index, search: searchOver(graph, weights) }
}

export interface DriveTimes {
  readonly cells: number
  /** Metres from each cell's middle to the nearest road by the straight line; NaN where there is none. */
  readonly metresOff: Float32Array
  /** Seconds to each cell, `unreachedSeconds` where no way leads; undefined where no road is near the place. */
  from(place: Place): Uint16Array | undefined
  /** The same from nodes of the graph, by whichever is nearest after its delay. Throws as a search does. */
  fromStarts(starts: readonly Start[]): Uint16Array
}

/** `middles` of the cells, in degrees. Each is tied to the roads once, here. */
export function createDriveTimes(roads: CoverageRoads, middles: readonly Place[]): DriveTimes {
  const { index, search, settings } = roads
  const tied = tieCells(roads, middles)
  const points = middles.map(toTm35fin)

  const rowFrom = (starts: readonly Start[], shorter?: (cell: number) => number) => {
    const { distance } = search(starts)
    const row = new Uint16Array(middles.length)
    for (let cell = 0; cell < row.length; cell++) {
      let best = shorter?.(cell) ?? unreached
      for (let i = tied.first[cell]; i < tied.first[cell + 1]; i++) {
        const reached = distance[tied.node[i]]
        if (reached !== unreached && reached + tied.beyond[i] < best) best = reached + tied.beyond[i]
      }
      row[cell] = best === unreached ? unreachedSeconds : secondsOfDeciseconds(best)
    }
    return row
  }
  return {
    cells: middles.length,
    metresOff: tied.metresOff,
    from(place) {
      const found = index.nearest(place)
      if (!found) return undefined
      const leg = offNetworkDeciseconds(found.metresOff, settings)
      const starts = linksFrom(roads.graph, index, roads.weights, found).map(({ node, weight }) => ({
        ...{ node, delay: leg + weight },
      }))
      const along = alongEdge(roads, found, tied)
      const across = acrossCountry(roads, toTm35fin(place), found.metresOff, points, tied.metresOff)
      return rowFrom(starts, (cell) => Math.min(across(cell), along(cell) + leg))
    },
    fromStarts: (starts) => rowFrom(starts),
  }
}

interface TiedCells {
  /** Links of cell `c` are `first[c]` up to `first[c + 1]`: a node, and deciseconds from it to the cell's middle. */
  readonly first: Int32Array
  readonly node: Int32Array
  readonly beyond: Int32Array
  readonly metresOff: Float32Array
  readonly onEdge: ReadonlyMap<number, readonly { readonly cell: number; readonly point: RoadPoint }[]>
}

function tieCells({ graph, index, weights, settings }: CoverageRoads, middles: readonly Place[]): TiedCells {
  const first = new Int32Array(middles.length + 1)
  const node: number[] = []
  const beyond: number[] = []
  const metresOff = new Float32Array(middles.length).fill(Number.NaN)
  const onEdge = new Map<number, { cell: number; point: RoadPoint }[]>()
  middles.forEach((middle, cell) => {
    const point = index.nearest(middle)
    if (point) {
      metresOff[cell] = point.metresOff
      const leg = offNetworkDeciseconds(point.metresOff, settings)
      for (const link of linksTo(graph, index, weights, point)) {
        node.push(link.node)
        beyond.push(link.weight + leg)
      }
      const others = onEdge.get(point.edge)
      if (others) others.push({ cell, point })
      else onEdge.set(point.edge, [{ cell, point }])
    }
    first[cell + 1] = node.length
  })
  return { first, node: Int32Array.from(node), beyond: Int32Array.from(beyond), metresOff, onEdge }
}

/** Deciseconds to cells tied to the very edge that the drive begins on, when they lie ahead of it. */
function alongEdge(roads: CoverageRoads, from: RoadPoint, tied: TiedCells): (cell: number) => number {
  const { settings } = roads
  const found = new Map<number, number>()
  for (const { cell, point } of tied.onEdge.get(from.edge) ?? []) {
    const ahead = aheadOnEdge(roads, from, point)
    if (ahead !== unreached) found.set(cell, ahead + offNetworkDeciseconds(point.metresOff, settings))
  }
  return found.size === 0 ? () => unreached : (cell) => found.get(cell) ?? unreached
}

/** Deciseconds between two points of one edge, when the second lies ahead of the first; `unreached` otherwise. */
export function aheadOnEdge(
  { graph, index, weights }: CoverageRoads,
  from: RoadPoint,
  to: RoadPoint,
): number {
  if (from.edge !== to.edge) return unreached
  let best = unreached
  for (const arc of index.arcsOf(from.edge)) {
    const ahead = (graph.edge[arc] & 1) === 0 ? to.share - from.share : from.share - to.share
    if (weights[arc] !== closedArc && ahead >= 0) best = Math.min(best, Math.round(weights[arc] * ahead))
  }
  return best
}

/**
 * Deciseconds straight across, only where that leaves the roads for no longer than going to them and away again would.
 * The metres off the roads at the end are kept in 32 bits.
 */
export function straightAcross(
  settings: SpeedSettings,
  metres: number,
  offAtStart: number,
  offAtEnd: number,
): number {
  return metres <= offAtStart + Math.fround(offAtEnd) ? offNetworkDeciseconds(metres, settings) : unreached
}

function acrossCountry(
  { settings }: CoverageRoads,
  from: Point,
  metresOff: number,
  points: readonly Point[],
  cellsOff: Float32Array,
): (cell: number) => number {
  return (cell) => {
    const metres = Math.hypot(points[cell].east - from.east, points[cell].north - from.north)
    return straightAcross(settings, metres, metresOff, cellsOff[cell])
  }
}
