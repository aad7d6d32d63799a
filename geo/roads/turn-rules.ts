/**
 * How does a graph obey "no left turn"? An arc that some turns are forbidden to ends at a copy of the junction
 * from which only the allowed ways lead on. Exact: every allowed path stays, no forbidden one does.
 */
import type { LooseArcs } from './build-graph.ts'
import type { RoadEdges, RoadPieces } from './pieces.ts'

export interface ObeyedTurnRules {
  readonly arcs: LooseArcs
  /** Of each place, copies included, the place it lies at. */
  readonly copyOf: Int32Array
}

/** Rules whose pieces do not meet at the place, or may not be driven in that direction, change nothing. */
export function obeyTurnRules(pieces: RoadPieces, edges: RoadEdges, arcs: LooseArcs): ObeyedTurnRules {
  const places = Int32Array.from(pieces.lon, (_, place) => place)
  if (pieces.turnRules.length === 0) return { arcs, copyOf: places }
  const rulesOf = rulesByArrival(pieces, edges, arcs)
  const leaving = leavingArcs(arcs, new Set(pieces.turnRules.map(({ via }) => via)))
  const head = [...arcs.head]
  const copyOf = [...places]
  // Heads first: a copied arc must end where its original does in the end.
  for (const arc of rulesOf.keys()) head[arc] = copyOf.push(arcs.head[arc]) - 1
  const tails = [...arcs.tail]
  const heads = head
  const edge = [...arcs.edge]
  for (const [arrival, rules] of rulesOf) {
    const onwards = leaving.get(arcs.head[arrival]) ?? []
    for (const arc of onwards) {
      if (!isAllowed(arcs.edge[arc], rules)) continue
      tails.push(head[arrival])
      heads.push(head[arc])
      edge.push(arcs.edge[arc])
    }
  }
  return {
    arcs: { tail: Int32Array.from(tails), head: Int32Array.from(heads), edge: Int32Array.from(edge) },
    copyOf: Int32Array.from(copyOf),
  }
}

/** Directed edges (edge, doubled, plus direction) that an arrival must not, or must only, turn to. */
interface ArrivalRules {
  readonly no: Set<number>
  readonly only: Set<number>
}

function isAllowed(onward: number, { no, only }: ArrivalRules): boolean {
  return !no.has(onward) && (only.size === 0 || only.has(onward))
}

function rulesByArrival(pieces: RoadPieces, edges: RoadEdges, arcs: LooseArcs): Map<number, ArrivalRules> {
  const arcOf = new Map<number, number>()
  const wanted = new Set(
    pieces.turnRules.flatMap(({ from, to }) => [edges.edgeOfPiece[from] >> 1, edges.edgeOfPiece[to] >> 1]),
  )
  arcs.edge.forEach((directed, arc) => {
    if (wanted.has(directed >> 1)) arcOf.set(directed, arc)
  })
  const found = new Map<number, ArrivalRules>()
  for (const { rule, from, via, to } of pieces.turnRules) {
    const arrival = directedEdge(pieces, edges, from, via, 'arriving')
    const onward = directedEdge(pieces, edges, to, via, 'leaving')
    const arc = arrival === undefined ? undefined : arcOf.get(arrival)
    if (arc === undefined || onward === undefined || !arcOf.has(onward)) continue
    const rules = found.get(arc) ?? { no: new Set(), only: new Set() }
    found.set(arc, rules)
    rules[rule].add(onward)
  }
  return found
}

/** The edge that holds the piece, in the direction in which it is at `via` at its end or its beginning. */
function directedEdge(
  pieces: RoadPieces,
  edges: RoadEdges,
  piece: number,
  via: number,
  how: 'arriving' | 'leaving',
): number | undefined {
  const endsThere = pieces.to[piece] === via
  const beginsThere = pieces.from[piece] === via
  // A piece that is at the place with both ends could be meant either way.
  if (endsThere === beginsThere) return undefined
  const backwards = how === 'arriving' ? beginsThere : endsThere
  return edges.edgeOfPiece[piece] ^ (backwards ? 1 : 0)
}

function leavingArcs(arcs: LooseArcs, places: ReadonlySet<number>): Map<number, number[]> {
  const found = new Map<number, number[]>()
  arcs.tail.forEach((place, arc) => {
    if (!places.has(place)) return
    const list = found.get(place)
    if (list) list.push(arc)
    else found.set(place, [arc])
  })
  return found
}
