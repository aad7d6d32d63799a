/** In which shape do roads come from a file? Stretches between numbered places, not yet a graph. */
import type { RoadKind } from './road-graph.ts'

export interface RoadPieces {
  /** Degrees times 10^7 of each place. */
  readonly lon: Int32Array
  readonly lat: Int32Array
  /** Columns by piece: its first and last place, index in `kinds`. */
  readonly from: Int32Array
  readonly to: Int32Array
  readonly kind: Uint16Array
  /** 1: may be driven from `from` to `to` only. */
  readonly oneWay: Uint8Array
  /** Whole millimetres along the shape. */
  readonly millimetres: Float64Array
  /** Shape points of piece `p` are `shapeFirst[p]` up to `shapeFirst[p + 1]`, both ends included. */
  readonly shapeFirst: Int32Array
  readonly shapeLon: Int32Array
  readonly shapeLat: Int32Array
  readonly kinds: readonly RoadKind[]
  readonly turnRules: readonly TurnRule[]
}

/** Coming over piece `from` to its end at place `via`, turning to `to` is forbidden, or only that is allowed. */
export interface TurnRule {
  readonly rule: 'no' | 'only'
  readonly from: number
  readonly via: number
  readonly to: number
}

/** Edges: pieces joined where nothing but their shape went on. */
export interface RoadEdges {
  readonly from: Int32Array
  readonly to: Int32Array
  readonly kind: Uint16Array
  readonly oneWay: Uint8Array
  readonly millimetres: Float64Array
  readonly shapeFirst: Int32Array
  readonly shapeLon: Int32Array
  readonly shapeLat: Int32Array
  /** Of each piece: its edge, doubled, plus 1 when the edge runs the other way. */
  readonly edgeOfPiece: Int32Array
}
