/** Which way leads from one place on the roads to another, and how long is it? */
import type { Place } from '../place.ts'
import { hopMillimetres } from './length.ts'
import { placeOf, type RoadGraph } from './road-graph.ts'
import { type RoadSearch, type Start, unreached } from './search.ts'
import type { RoadIndex, RoadPoint } from './snap.ts'
import { closedArc } from './speeds.ts'

export interface Route {
  /** In the unit of the weights searched by. */
  readonly weight: number
  /** Arcs on the way with the share of each that is driven. */
  readonly stretches: readonly { readonly arc: number; readonly share: number }[]
  readonly shape: readonly Place[]
}

/** A node beside a point on the roads, with the weight between them. */
export interface NodeLink {
  readonly node: number
  readonly weight: number
}

/** Nodes where a drive that begins at the point comes out first. */
export function linksFrom(
  graph: RoadGraph,
  index: RoadIndex,
  weights: Int32Array,
  point: RoadPoint,
): NodeLink[] {
  const links = new Map<number, number>()
  for (const arc of index.arcsOf(point.edge)) {
    if (weights[arc] === closedArc) continue
    keepLeast(links, graph.head[arc], Math.round(weights[arc] * (1 - shareAlong(graph, arc, point))))
  }
  return [...links].map(([node, weight]) => ({ node, weight }))
}

/** Nodes from which a drive that ends at the point turns into its edge. */
export function linksTo(
  graph: RoadGraph,
  index: RoadIndex,
  weights: Int32Array,
  point: RoadPoint,
): NodeLink[] {
  const links = new Map<number, number>()
  for (const arc of index.arcsOf(point.edge)) {
    if (weights[arc] === closedArc) continue
    keepLeast(links, tailOf(graph, arc), Math.round(weights[arc] * shareAlong(graph, arc, point)))
  }
  return [...links].map(([node, weight]) => ({ node, weight }))
}

/** `search` must be over the same graph and weights. Undefined: there is no way. */
export function findRoute(
  parts: {
    readonly graph: RoadGraph
    readonly index: RoadIndex
    readonly weights: Int32Array
    readonly search: RoadSearch
  },
  from: RoadPoint,
  to: RoadPoint,
): Route | undefined {
  const { graph, index, weights, search } = parts
  const along = alongOneEdge(parts, from, to)
  const starts: Start[] = linksFrom(graph, index, weights, from).map(({ node, weight }) => ({
    node,
    delay: weight,
  }))
  const ends = linksTo(graph, index, weights, to)
  const goals = new Map(ends.map(({ node, weight }) => [node, weight]))
  const { distance, byArc } = search(starts, { goals, withArcs: true })
  const best = ends
    .map(({ node, weight }) => ({
      node,
      weight: distance[node] === unreached ? Infinity : distance[node] + weight,
    }))
    .sort((a, b) => a.weight - b.weight || a.node - b.node)[0]
  if (along && !(best && best.weight < along.weight)) return along
  if (!best || best.weight === Infinity) return undefined
  const between = arcsBack(graph, byArc!, best.node)
  const begin = between.length > 0 ? tailOf(graph, between[0]) : best.node
  const firstArc = linkArc(
    parts,
    from,
    (arc) => graph.head[arc] === begin,
    (arc) => 1 - shareAlong(graph, arc, from),
  )
  const lastArc = linkArc(
    parts,
    to,
    (arc) => tailOf(graph, arc) === best.node,
    (arc) => shareAlong(graph, arc, to),
  )
  const stretches = [
    { arc: firstArc, share: 1 - shareAlong(graph, firstArc, from) },
    ...between.map((arc) => ({ arc, share: 1 })),
    { arc: lastArc, share: shareAlong(graph, lastArc, to) },
  ]
  const shape = [
    ...shapeOf(graph, firstArc, shareAlong(graph, firstArc, from), 1),
    ...between.flatMap((arc) => shapeOf(graph, arc, 0, 1)),
    ...shapeOf(graph, lastArc, 0, shareAlong(graph, lastArc, to)),
  ]
  return { weight: best.weight, stretches, shape: withoutRepeats(shape) }
}

/** What a weight by arc sums to over the route; stretches of an arc count in proportion, rounded. */
export function sumOver(route: Route, weights: Int32Array): number {
  return route.stretches.reduce((sum, { arc, share }) => sum + Math.round(weights[arc] * share), 0)
}

/** Both points on one edge, the second ahead of the first. */
function alongOneEdge(
  { graph, index, weights }: { graph: RoadGraph; index: RoadIndex; weights: Int32Array },
  from: RoadPoint,
  to: RoadPoint,
): Route | undefined {
  if (from.edge !== to.edge) return undefined
  const ahead = [...index.arcsOf(from.edge)]
    .filter((arc) => weights[arc] !== closedArc)
    .map((arc) => ({ arc, share: shareAlong(graph, arc, to) - shareAlong(graph, arc, from) }))
    .filter(({ share }) => share >= 0)
    .map((stretch) => ({ ...stretch, weight: Math.round(weights[stretch.arc] * stretch.share) }))
    .sort((a, b) => a.weight - b.weight || a.arc - b.arc)[0]
  if (!ahead) return undefined
  const shape = shapeOf(
    graph,
    ahead.arc,
    shareAlong(graph, ahead.arc, from),
    shareAlong(graph, ahead.arc, to),
  )
  return {
    weight: ahead.weight,
    stretches: [{ arc: ahead.arc, share: ahead.share }],
    shape: withoutRepeats(shape),
  }
}

/** The open arc on the point's edge that fits, and of several the lightest to drive the share of. */
function linkArc(
  { graph, index, weights }: { graph: RoadGraph; index: RoadIndex; weights: Int32Array },
  point: RoadPoint,
  fits: (arc: number) => boolean,
  share: (arc: number) => number,
): number {
  const weight = (arc: number) => Math.round(weights[arc] * share(arc))
  const arcs = [...index.arcsOf(point.edge)].filter((arc) => weights[arc] !== closedArc && fits(arc))
  if (arcs.length === 0)
    throw new RangeError(`edge ${point.edge} of ${graph.shapeFirst.length - 1} has no such arc`)
  return arcs.sort((a, b) => weight(a) - weight(b) || a - b)[0]
}

/** Share of the arc that lies behind the point, in the arc's own direction. */
function shareAlong(graph: RoadGraph, arc: number, { share }: RoadPoint): number {
  return (graph.edge[arc] & 1) === 0 ? share : 1 - share
}

/** The node whose row holds the arc. */
export function tailOf({ first }: RoadGraph, arc: number): number {
  let [low, high] = [0, first.length - 1]
  while (low + 1 < high) {
    const middle = (low + high) >> 1
    if (first[middle] <= arc) low = middle
    else high = middle
  }
  return low
}

function arcsBack(graph: RoadGraph, byArc: Int32Array, node: number): number[] {
  const arcs: number[] = []
  for (let at = node; byArc[at] !== -1; at = tailOf(graph, byArc[at])) arcs.push(byArc[at])
  return arcs.reverse()
}

/** Places along an arc between two shares of its length. */
export function shapeOf(graph: RoadGraph, arc: number, fromShare: number, toShare: number): Place[] {
  const { shapeFirst, shapeLon, shapeLat, edge } = graph
  const [low, high] = [shapeFirst[edge[arc] >> 1], shapeFirst[(edge[arc] >> 1) + 1]]
  const points = Array.from({ length: high - low }, (_, i) => low + i)
  if (edge[arc] & 1) points.reverse()
  const reached = [0]
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1], points[i]]
    reached.push(reached[i - 1] + hopMillimetres(shapeLon[a], shapeLat[a], shapeLon[b], shapeLat[b]))
  }
  const whole = reached[reached.length - 1]
  const [begin, end] = [fromShare * whole, toShare * whole]
  const inside = points.filter((_, i) => reached[i] > begin && reached[i] < end)
  const at = (distance: number) => {
    const next = Math.max(
      1,
      reached.findIndex((value) => value >= distance),
    )
    const hop = reached[next] - reached[next - 1]
    const part = hop === 0 ? 0 : (distance - reached[next - 1]) / hop
    const mix = (values: Int32Array) =>
      values[points[next - 1]] + (values[points[next]] - values[points[next - 1]]) * part
    return placeOf(Math.round(mix(shapeLon)), Math.round(mix(shapeLat)))
  }
  return [at(begin), ...inside.map((point) => placeOf(shapeLon[point], shapeLat[point])), at(end)]
}

function withoutRepeats(shape: readonly Place[]): Place[] {
  return shape.filter(({ lon, lat }, i) => i === 0 || lon !== shape[i - 1].lon || lat !== shape[i - 1].lat)
}

function keepLeast(links: Map<number, number>, node: number, weight: number): void {
  links.set(node, Math.min(weight, links.get(node) ?? Infinity))
}
