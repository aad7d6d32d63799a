/** How does a road graph come about from pieces of road? Joined, split at turn restrictions, put in order. */
import { strongComponents } from './components.ts'
import { hilbertOrder } from './hilbert.ts'
import { joinPieces } from './join-pieces.ts'
import type { RoadEdges, RoadPieces } from './pieces.ts'
import { nodeCount, placeOf, type RoadComponent, type RoadGraph, type RoadSource } from './road-graph.ts'
import { obeyTurnRules } from './turn-rules.ts'

/** Arcs in any order; `tail` and `head` are places, of which a turn restriction may have made copies. */
export interface LooseArcs {
  readonly tail: Int32Array
  readonly head: Int32Array
  /** As in `RoadGraph`. */
  readonly edge: Int32Array
}

const componentsTold = 20

/** Throws RangeError when there is no piece at all. */
export function buildRoadGraph(pieces: RoadPieces, source: RoadSource): RoadGraph {
  if (pieces.from.length === 0) throw new RangeError('found no road; expected at least one')
  const edges = joinPieces(pieces)
  const { arcs, copyOf } = obeyTurnRules(pieces, edges, arcsOf(edges))
  const ordered = inOrder(pieces, edges, arcs, copyOf)
  const bare = { ...ordered, source, kinds: pieces.kinds }
  const { component, sizes } = strongComponents(bare.first, bare.head)
  const graph = { ...bare, component, componentCount: sizes.length, components: [] }
  return { ...graph, components: describeComponents(graph, sizes) }
}

function arcsOf({ from, to, oneWay }: RoadEdges): LooseArcs {
  const count = from.length + oneWay.reduce((twoWay, one) => twoWay + (one ? 0 : 1), 0)
  const arcs = { tail: new Int32Array(count), head: new Int32Array(count), edge: new Int32Array(count) }
  let arc = 0
  const add = (tail: number, head: number, edge: number) => {
    arcs.tail[arc] = tail
    arcs.head[arc] = head
    arcs.edge[arc++] = edge
  }
  for (let e = 0; e < from.length; e++) {
    add(from[e], to[e], e * 2)
    if (!oneWay[e]) add(to[e], from[e], e * 2 + 1)
  }
  return arcs
}

/** Places become nodes, those without an arc left out; nodes and edges follow the curve. */
function inOrder(pieces: RoadPieces, edges: RoadEdges, arcs: LooseArcs, copyOf: Int32Array) {
  const places = usedPlaces(arcs, copyOf.length)
  const lonOf = places.map((place) => pieces.lon[copyOf[place]])
  const latOf = places.map((place) => pieces.lat[copyOf[place]])
  const order = hilbertOrder(lonOf, latOf)
  const nodeOf = new Int32Array(copyOf.length).fill(-1)
  order.forEach((old, node) => {
    nodeOf[places[old]] = node
  })
  const rows = rowsOf(arcs, nodeOf, order.length)
  const { edgeOrder, edgeAt } = edgesByFirstUse(rows.arcAt, arcs.edge, edges.from.length)
  const shapes = shapesInOrder(edges, edgeOrder)
  const edge = rows.arcAt.map((arc) => edgeAt[arcs.edge[arc] >> 1] * 2 + (arcs.edge[arc] & 1))
  return {
    lon: order.map((old) => lonOf[old]),
    lat: order.map((old) => latOf[old]),
    first: rows.first,
    head: rows.arcAt.map((arc) => nodeOf[arcs.head[arc]]),
    decimetres: rows.arcAt.map((arc) =>
      Math.max(1, Math.round(edges.millimetres[arcs.edge[arc] >> 1] / 100)),
    ),
    kind: Uint16Array.from(rows.arcAt, (arc) => edges.kind[arcs.edge[arc] >> 1]),
    edge,
    ...shapes,
  }
}

function usedPlaces({ tail, head }: LooseArcs, count: number): Int32Array {
  const used = new Uint8Array(count)
  for (const place of tail) used[place] = 1
  for (const place of head) used[place] = 1
  return Int32Array.from({ length: count }, (_, place) => place).filter((place) => used[place] === 1)
}

function rowsOf({ tail }: LooseArcs, nodeOf: Int32Array, nodes: number) {
  const first = new Int32Array(nodes + 1)
  for (const place of tail) first[nodeOf[place] + 1]++
  for (let node = 0; node < nodes; node++) first[node + 1] += first[node]
  const cursor = first.slice()
  const arcAt = new Int32Array(tail.length)
  tail.forEach((place, arc) => {
    arcAt[cursor[nodeOf[place]]++] = arc
  })
  return { first, arcAt }
}

/** Shapes lie in memory as their arcs do. */
function edgesByFirstUse(arcAt: Int32Array, edgeOfArc: Int32Array, count: number) {
  const edgeAt = new Int32Array(count).fill(-1)
  const edgeOrder: number[] = []
  for (const arc of arcAt) {
    const edge = edgeOfArc[arc] >> 1
    if (edgeAt[edge] === -1) edgeAt[edge] = edgeOrder.push(edge) - 1
  }
  return { edgeAt, edgeOrder }
}

function shapesInOrder(edges: RoadEdges, edgeOrder: readonly number[]) {
  const shapeFirst = new Int32Array(edgeOrder.length + 1)
  edgeOrder.forEach((edge, i) => {
    shapeFirst[i + 1] = shapeFirst[i] + edges.shapeFirst[edge + 1] - edges.shapeFirst[edge]
  })
  const shapeLon = new Int32Array(shapeFirst[edgeOrder.length])
  const shapeLat = new Int32Array(shapeLon.length)
  edgeOrder.forEach((edge, i) => {
    const [low, high] = [edges.shapeFirst[edge], edges.shapeFirst[edge + 1]]
    shapeLon.set(edges.shapeLon.subarray(low, high), shapeFirst[i])
    shapeLat.set(edges.shapeLat.subarray(low, high), shapeFirst[i])
  })
  return { shapeFirst, shapeLon, shapeLat }
}

function describeComponents(graph: RoadGraph, sizes: Int32Array): RoadComponent[] {
  const decimetres = new Float64Array(sizes.length)
  const example = new Int32Array(sizes.length).fill(-1)
  for (let node = 0; node < nodeCount(graph); node++) {
    const own = graph.component[node]
    if (example[own] === -1) example[own] = node
    for (let arc = graph.first[node]; arc < graph.first[node + 1]; arc++)
      if (graph.component[graph.head[arc]] === own) decimetres[own] += graph.decimetres[arc]
  }
  return Array.from(sizes.subarray(0, componentsTold), (nodes, own) => ({
    nodes,
    arcKm: decimetres[own] / 10_000,
    example: placeOf(graph.lon[example[own]], graph.lat[example[own]]),
  }))
}
