/**
 * Which pieces are one road between two junctions? A place where exactly two pieces of the same kind meet and
 * traffic can only go on is no junction: the pieces become one edge, lengths summed, shape kept.
 */
import type { RoadEdges, RoadPieces } from './pieces.ts'

export function joinPieces(pieces: RoadPieces): RoadEdges {
  const ends = endsByPlace(pieces)
  const isJunction = junctions(pieces, ends)
  const chains = chainsBetween(pieces, ends, isJunction)
  return edgesFrom(pieces, chains)
}

/** Piece-ends by place in compressed rows: the piece, doubled, plus 1 for its far end. */
interface Ends {
  readonly first: Int32Array
  readonly end: Int32Array
}

function endsByPlace({ lon, from, to }: RoadPieces): Ends {
  const first = new Int32Array(lon.length + 1)
  for (const place of from) first[place + 1]++
  for (const place of to) first[place + 1]++
  for (let place = 0; place < lon.length; place++) first[place + 1] += first[place]
  const cursor = first.slice()
  const end = new Int32Array(from.length * 2)
  for (let piece = 0; piece < from.length; piece++) {
    end[cursor[from[piece]]++] = piece * 2
    end[cursor[to[piece]]++] = piece * 2 + 1
  }
  return { first, end }
}

function junctions(pieces: RoadPieces, { first, end }: Ends): Uint8Array {
  const { lon, kind, oneWay, turnRules } = pieces
  const found = new Uint8Array(lon.length)
  for (let place = 0; place < lon.length; place++) {
    const at = first[place]
    if (first[place + 1] - at !== 2) {
      found[place] = 1
      continue
    }
    const [a, b] = [end[at] >> 1, end[at + 1] >> 1]
    const goesOn =
      a !== b &&
      kind[a] === kind[b] &&
      oneWay[a] === oneWay[b] &&
      // Two one-way pieces go on only from the far end of one into the near end of the other.
      (oneWay[a] === 0 || (end[at] & 1) !== (end[at + 1] & 1))
    if (!goesOn) found[place] = 1
  }
  for (const { via } of turnRules) found[via] = 1
  return found
}

/** Pieces in driving order, chain after chain: the piece, doubled, plus 1 when it is passed backwards. */
interface Chains {
  readonly first: number[]
  readonly passed: Int32Array
}

function chainsBetween(pieces: RoadPieces, ends: Ends, isJunction: Uint8Array): Chains {
  const { from, to, oneWay } = pieces
  const used = new Uint8Array(from.length)
  const passed = new Int32Array(from.length)
  const first = [0]
  let count = 0

  const follow = (start: number) => {
    let step = start
    for (;;) {
      used[step >> 1] = 1
      passed[count++] = step
      const place = (step & 1) === 0 ? to[step >> 1] : from[step >> 1]
      if (isJunction[place]) break
      const at = ends.first[place]
      const other = ends.end[at] >> 1 === step >> 1 ? ends.end[at + 1] : ends.end[at]
      // Back where a ring without junctions began.
      if (used[other >> 1]) break
      // Entered at its near end a piece is passed forwards, at its far end backwards.
      step = other
    }
    first.push(count)
  }

  for (let piece = 0; piece < from.length; piece++) {
    if (used[piece]) continue
    if (isJunction[from[piece]]) follow(piece * 2)
    else if (isJunction[to[piece]] && oneWay[piece] === 0) follow(piece * 2 + 1)
  }
  // What is left is rings; a one-way piece that is reached from its near end was followed above.
  for (let piece = 0; piece < from.length; piece++) if (!used[piece]) follow(piece * 2)
  return { first, passed }
}

function edgesFrom(pieces: RoadPieces, { first, passed }: Chains): RoadEdges {
  const count = first.length - 1
  const edges = {
    from: new Int32Array(count),
    to: new Int32Array(count),
    kind: new Uint16Array(count),
    oneWay: new Uint8Array(count),
    millimetres: new Float64Array(count),
    shapeFirst: new Int32Array(count + 1),
    // Joined pieces share a point: one fewer for each joint.
    shapeLon: new Int32Array(pieces.shapeLon.length - (passed.length - count)),
    shapeLat: new Int32Array(pieces.shapeLon.length - (passed.length - count)),
    edgeOfPiece: new Int32Array(passed.length),
  }
  let points = 0
  for (let edge = 0; edge < count; edge++) {
    const begin = passed[first[edge]]
    const end = passed[first[edge + 1] - 1]
    edges.from[edge] = (begin & 1) === 0 ? pieces.from[begin >> 1] : pieces.to[begin >> 1]
    edges.to[edge] = (end & 1) === 0 ? pieces.to[end >> 1] : pieces.from[end >> 1]
    edges.kind[edge] = pieces.kind[begin >> 1]
    edges.oneWay[edge] = pieces.oneWay[begin >> 1]
    for (let i = first[edge]; i < first[edge + 1]; i++) {
      const piece = passed[i] >> 1
      const backwards = (passed[i] & 1) === 1
      edges.millimetres[edge] += pieces.millimetres[piece]
      edges.edgeOfPiece[piece] = edge * 2 + (passed[i] & 1)
      const [low, high] = [pieces.shapeFirst[piece], pieces.shapeFirst[piece + 1]]
      for (let k = i === first[edge] ? 0 : 1; k < high - low; k++) {
        const point = backwards ? high - 1 - k : low + k
        edges.shapeLon[points] = pieces.shapeLon[point]
        edges.shapeLat[points++] = pieces.shapeLat[point]
      }
    }
    edges.shapeFirst[edge + 1] = points
  }
  return edges
}
