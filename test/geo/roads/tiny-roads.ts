/** Small road networks to check by hand, and seeded random ones. */
import { hopMillimetres } from '../../../geo/roads/length.ts'
import type { RoadPieces, TurnRule } from '../../../geo/roads/pieces.ts'
import type { RoadKind } from '../../../geo/roads/road-graph.ts'

export const street: RoadKind = {
  roadClass: 'residential',
  surface: 'paved',
  access: 'open',
  speedTenths: 400,
}

export interface Piece {
  readonly from: number
  readonly to: number
  readonly oneWay?: boolean
  /** Index in `kinds`. */
  readonly kind?: number
  /** Places of the bends between. */
  readonly bends?: readonly (readonly [lon: number, lat: number])[]
  readonly millimetres?: number
}

/** Places in degrees. */
export function piecesOf(
  places: readonly (readonly [lon: number, lat: number])[],
  pieces: readonly Piece[],
  more: { readonly kinds?: readonly RoadKind[]; readonly turnRules?: readonly TurnRule[] } = {},
): RoadPieces {
  const units = (degrees: number) => Math.round(degrees * 1e7)
  const shapes = pieces.map(({ from, to, bends = [] }) => [places[from], ...bends, places[to]])
  const first = [0]
  for (const shape of shapes) first.push(first.at(-1)! + shape.length)
  const shapeLon = Int32Array.from(shapes.flat(), ([lon]) => units(lon))
  const shapeLat = Int32Array.from(shapes.flat(), ([, lat]) => units(lat))
  const measured = pieces.map((_, p) => {
    let sum = 0
    for (let i = first[p]; i < first[p + 1] - 1; i++)
      sum += hopMillimetres(shapeLon[i], shapeLat[i], shapeLon[i + 1], shapeLat[i + 1])
    return sum
  })
  return {
    lon: Int32Array.from(places, ([lon]) => units(lon)),
    lat: Int32Array.from(places, ([, lat]) => units(lat)),
    from: Int32Array.from(pieces, ({ from }) => from),
    to: Int32Array.from(pieces, ({ to }) => to),
    kind: Uint16Array.from(pieces, ({ kind = 0 }) => kind),
    oneWay: Uint8Array.from(pieces, ({ oneWay = false }) => (oneWay ? 1 : 0)),
    millimetres: Float64Array.from(pieces, ({ millimetres }, p) => millimetres ?? measured[p]),
    shapeFirst: Int32Array.from(first),
    ...{ shapeLon, shapeLat, kinds: more.kinds ?? [street], turnRules: more.turnRules ?? [] },
  }
}

export const tinySource = { name: 'tiny', date: '2026-11-01', approximate: false, attribution: 'invented' }

/** Whole numbers from a seed, below a bound; the same everywhere. */
export function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

export interface PlainArc {
  readonly from: number
  readonly to: number
  readonly weight: number
}

/** Textbook: look through all open nodes for the nearest, again and again. Labels: lowest of the equally near. */
export function plainDijkstra(
  nodes: number,
  arcs: readonly PlainArc[],
  starts: readonly { readonly node: number; readonly delay: number; readonly label: number }[],
): { distance: number[]; label: number[] } {
  const distance = new Array<number>(nodes).fill(Infinity)
  const label = new Array<number>(nodes).fill(-1)
  const done = new Array<boolean>(nodes).fill(false)
  const better = (node: number, value: number, own: number) => {
    if (value > distance[node] || (value === distance[node] && own >= label[node])) return
    distance[node] = value
    label[node] = own
  }
  for (const { node, delay, label: own } of starts) better(node, delay, own)
  for (;;) {
    let best = -1
    for (let node = 0; node < nodes; node++)
      if (!done[node] && distance[node] < Infinity && (best === -1 || distance[node] < distance[best]))
        best = node
    if (best === -1) return { distance, label }
    done[best] = true
    for (const { from, to, weight } of arcs)
      if (from === best) better(to, distance[best] + weight, label[best])
  }
}

/** Arcs in compressed rows. */
export function rowsOf(nodes: number, arcs: readonly PlainArc[]) {
  const sorted = [...arcs].sort((a, b) => a.from - b.from)
  const first = new Int32Array(nodes + 1)
  for (const { from } of sorted) first[from + 1]++
  for (let node = 0; node < nodes; node++) first[node + 1] += first[node]
  return {
    first,
    head: Int32Array.from(sorted, ({ to }) => to),
    weights: Int32Array.from(sorted, ({ weight }) => weight),
  }
}
