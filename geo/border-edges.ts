/** Which straight pieces are the zones' borders made of? Each once, with the zones it bounds. */
import type { PolygonZone, Position } from './polygon.ts'

/** From the lower end to the higher one, from west to east where it is level: neighbours see the same edge. */
export interface BorderEdge {
  readonly ax: number
  readonly ay: number
  readonly bx: number
  readonly by: number
  /** Indices of the zones that it bounds. An edge that a zone walks twice bounds it no longer. */
  readonly zones: number[]
}

interface Chained extends BorderEdge {
  readonly next: Chained | undefined
}

/** Edges that bound no zone any more, and pieces of no length, are left out. */
export function borderEdges(zones: readonly PolygonZone[]): BorderEdge[] {
  const byHash = new Map<number, Chained>()
  for (const [zone, { polygons }] of zones.entries()) {
    for (const ring of polygons.flat()) {
      for (let i = 1; i < ring.length; i++) addEdge(byHash, ring[i - 1]!, ring[i]!, zone)
    }
  }
  return [...byHash.values()].flatMap(chainOf).filter((edge) => edge.zones.length > 0)
}

function addEdge(byHash: Map<number, Chained>, p: Position, q: Position, zone: number): void {
  if (p[0] === q[0] && p[1] === q[1]) return
  const [[ax, ay], [bx, by]] = p[1] < q[1] || (p[1] === q[1] && p[0] < q[0]) ? [p, q] : [q, p]
  const hash = hashOf(ax, ay, bx, by)
  const first = byHash.get(hash)
  for (let edge = first; edge; edge = edge.next) {
    if (edge.ax === ax && edge.ay === ay && edge.bx === bx && edge.by === by) {
      toggle(edge.zones, zone)
      return
    }
  }
  byHash.set(hash, { ax, ay, bx, by, zones: [zone], next: first })
}

/** Millimetres mixed into 31 bits; edges that differ by less share a chain. */
function hashOf(ax: number, ay: number, bx: number, by: number): number {
  let hash = Math.imul(ax * 1000, 0x9e3779b1)
  hash = Math.imul(hash ^ (ay * 1000), 0x85ebca6b)
  hash = Math.imul(hash ^ (bx * 1000), 0xc2b2ae35)
  return Math.imul(hash ^ (hash >>> 15) ^ (by * 1000), 0x27d4eb2f) >>> 1
}

function chainOf(first: Chained): BorderEdge[] {
  const edges: BorderEdge[] = []
  for (let edge: Chained | undefined = first; edge; edge = edge.next) edges.push(edge)
  return edges
}

/** In when it was out, out when it was in; the list stays sorted. */
export function toggle(sorted: number[], value: number): void {
  const place = sorted.findIndex((one) => one >= value)
  if (place === -1) sorted.push(value)
  else if (sorted[place] === value) sorted.splice(place, 1)
  else sorted.splice(place, 0, value)
}
