/** A road network of the size of a county: jittered junctions, a spanning tree and more, roads in several pieces. */
import { buildRoadGraph } from '../../geo/roads/build-graph.ts'
import type { RoadGraph, RoadKind } from '../../geo/roads/road-graph.ts'
import { type Piece, piecesOf, seeded } from '../geo/roads/tiny-roads.ts'

const side = 260
/** Neighbouring pieces of one road differ in kind, so that none of its nodes is joined away. */
const kinds: RoadKind[] = (['residential', 'secondary', 'trunk'] as const).flatMap((roadClass, i) =>
  (['paved', 'unknown'] as const).map((surface) => ({
    ...{ roadClass, surface, access: 'open' as const },
    speedTenths: [400, 700, 1000][i],
  })),
)

/** About 200 000 nodes and 450 000 arcs, the same every time. */
export function syntheticRoads(): RoadGraph {
  const draw = seeded(1)
  const jitter = () => (draw(1000) - 500) / 1000
  const places: [number, number][] = Array.from({ length: side * side }, (_, i) => [
    25 + ((i % side) + jitter() * 0.6) / 100,
    62 + (Math.floor(i / side) + jitter() * 0.6) / 200,
  ])
  const pieces: Piece[] = []
  for (const [a, b] of treeAndMore(draw)) {
    const parts = 1 + (draw(5) < 3 ? 1 : 0) + (draw(5) < 4 ? 1 : 0)
    const road = draw(10) < 6 ? 0 : draw(3) < 2 ? 2 : 4
    let from = a
    for (let part = 1; part <= parts; part++) {
      const share = part / parts
      const mix = (axis: 0 | 1) => places[a][axis] + (places[b][axis] - places[a][axis]) * share
      const to = part === parts ? b : places.push([mix(0), mix(1)]) - 1
      pieces.push({ from, to, kind: road + (part % 2) })
      from = to
    }
  }
  const source = { name: 'synthetic', date: '2026-11-01', approximate: true, attribution: 'invented' }
  return buildRoadGraph(piecesOf(places, pieces, { kinds }), source)
}

/** Kruskal over the grid's neighbours in random order; of the rest two in five. */
function treeAndMore(draw: (below: number) => number): [number, number][] {
  const pairs: [number, number][] = []
  for (let i = 0; i < side * side; i++) {
    if (i % side < side - 1) pairs.push([i, i + 1])
    if (i + side < side * side) pairs.push([i, i + side])
  }
  for (let i = pairs.length - 1; i > 0; i--) {
    const other = draw(i + 1)
    ;[pairs[i], pairs[other]] = [pairs[other], pairs[i]]
  }
  const root = Int32Array.from({ length: side * side }, (_, i) => i)
  const rootOf = (i: number) => {
    while (root[i] !== i) {
      root[i] = root[root[i]]
      i = root[i]
    }
    return i
  }
  return pairs.filter(([a, b]) => {
    const [x, y] = [rootOf(a), rootOf(b)]
    root[x] = y
    return x !== y || draw(10) < 4
  })
}
