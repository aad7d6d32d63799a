/** What is a road graph? Junctions and the drivable ways between them, as columns of plain numbers in memory. */
import type { Place } from '../place.ts'

export const roadClasses = [
  'motorway',
  'trunk',
  'primary',
  'secondary',
  'tertiary',
  'link',
  'unclassified',
  'residential',
  'living-street',
  'service',
  'track',
  'ferry',
  'off-network',
] as const
export type RoadClass = (typeof roadClasses)[number]

export const surfaces = ['unknown', 'paved', 'gravel', 'rough'] as const
export type Surface = (typeof surfaces)[number]

/**
 * Who may drive: any car; a car that has business there (destination, private, forestry); or emergency
 * vehicles alone (bus lanes, pedestrian streets, emergency accesses).
 */
export const accesses = ['open', 'restricted', 'emergency-only'] as const
export type Access = (typeof accesses)[number]

/** What decides the speed on an arc. Few combinations exist: arcs hold an index in the graph's list of them. */
export interface RoadKind {
  readonly roadClass: RoadClass
  readonly surface: Surface
  readonly access: Access
  /** Signed limit, or the crossing speed of a ferry, in tenths of km/h; 0 where none is known. */
  readonly speedTenths: number
}

export interface RoadSource {
  readonly name: string
  /** ISO date of the content. */
  readonly date: string
  /** true: compiled by hand or otherwise not surveyed; every minute derived from it must say so. */
  readonly approximate: boolean
  readonly attribution: string
}

/** Nodes from each of which every other one of the same component is reached. Largest first. */
export interface RoadComponent {
  readonly nodes: number
  /** Of arcs that begin and end in it. */
  readonly arcKm: number
  readonly example: Place
}

export interface RoadGraph {
  readonly source: RoadSource
  /** Degrees times 10^7, in the order of a Hilbert curve. Copies made for turn restrictions share their place. */
  readonly lon: Int32Array
  readonly lat: Int32Array
  /** Arcs of node `u` are `first[u]` up to `first[u + 1]`. */
  readonly first: Int32Array
  readonly head: Int32Array
  /** At least 1. */
  readonly decimetres: Int32Array
  /** Index in `kinds`. */
  readonly kind: Uint16Array
  /** Index of the edge, doubled, plus 1 when the arc runs against the edge's shape. */
  readonly edge: Int32Array
  readonly kinds: readonly RoadKind[]
  /** Points of edge `e` are `shapeFirst[e]` up to `shapeFirst[e + 1]`, both ends included. */
  readonly shapeFirst: Int32Array
  readonly shapeLon: Int32Array
  readonly shapeLat: Int32Array
  /** Index of the node's component by size; 0 is the main one. */
  readonly component: Int32Array
  readonly componentCount: number
  /** The largest ones only. */
  readonly components: readonly RoadComponent[]
}

export const nodeCount = (graph: RoadGraph): number => graph.lon.length
export const arcCount = (graph: RoadGraph): number => graph.head.length
export const edgeCount = (graph: RoadGraph): number => graph.shapeFirst.length - 1

export const unitsOfDegree = 1e7

export function placeOf(lon: number, lat: number): Place {
  return { lon: lon / unitsOfDegree, lat: lat / unitsOfDegree }
}

/** Kilometres of road by class, each stretch once however many arcs run along it. */
export function kilometresByClass(graph: RoadGraph): ReadonlyMap<RoadClass, number> {
  const counted = new Uint8Array(edgeCount(graph))
  const decimetres = new Map<RoadClass, number>()
  for (let arc = 0; arc < graph.head.length; arc++) {
    const edge = graph.edge[arc] >> 1
    if (counted[edge]) continue
    counted[edge] = 1
    const { roadClass } = graph.kinds[graph.kind[arc]]
    decimetres.set(roadClass, (decimetres.get(roadClass) ?? 0) + graph.decimetres[arc])
  }
  const known = roadClasses.filter((roadClass) => decimetres.has(roadClass))
  return new Map(known.map((roadClass) => [roadClass, decimetres.get(roadClass)! / 10_000]))
}
