/**
 * Which zone of a border cell holds the point? Counts the edges crossed on the walk from the point to the cell's
 * south-west corner, for all zones of the cell at once: zones are bits of a mask, and a crossed edge turns its bits.
 */
import type { BorderEdge } from './border-edges.ts'
import type { Point } from './place.ts'
import { sideOf } from './side.ts'

const outside = -1
/** A cell with more zones than bits is read as several groups of them. */
const zonesInGroup = 30
const cornerIsEast = 1 << 30

/** Zones of one cell, at most thirty: bit i of a mask is zone `zones[i]`. */
export interface Group {
  readonly zones: readonly number[]
  /** Bits of the zones around the cell's south-west corner. */
  readonly corner: number
  /** Edges wholly to the east of the cell's west side, then those that cross its line. */
  readonly inner: readonly BorderEdge[]
  readonly crossing: readonly BorderEdge[]
  /** For each edge the bits of the zones it bounds; for a crossing one also whether the corner is east of it. */
  readonly masks: readonly number[]
  /** The cell has no further group. */
  readonly isLast: boolean
}

/** The groups of one cell, from the edges through it and the zones around its corner. */
export function groupsOf(edges: readonly BorderEdge[], around: readonly number[], corner: Point): Group[] {
  const zones = [...new Set([...around, ...edges.flatMap((edge) => edge.zones)])].sort((a, b) => a - b)
  const groups: Group[] = []
  for (let first = 0; first < zones.length; first += zonesInGroup) {
    const end = first + zonesInGroup
    groups.push({ ...groupOf(zones.slice(first, end), edges, around, corner), isLast: end >= zones.length })
  }
  return groups
}

function groupOf(
  zones: readonly number[],
  edges: readonly BorderEdge[],
  around: readonly number[],
  corner: Point,
): Omit<Group, 'isLast'> {
  const bits = new Map(zones.map((zone, i) => [zone, 1 << i]))
  const bitsOf = (some: readonly number[]) => some.reduce((all, zone) => all | (bits.get(zone) ?? 0), 0)
  const own = edges.filter((edge) => bitsOf(edge.zones) !== 0)
  const inner = own.filter((edge) => edge.ax > corner.east && edge.bx > corner.east)
  const crossing = own.filter((edge) => edge.ax <= corner.east || edge.bx <= corner.east)
  const masks = [
    ...inner.map((edge) => bitsOf(edge.zones)),
    ...crossing.map(({ ax, ay, bx, by, zones: bounded }) => {
      return bitsOf(bounded) | (isEast(ax, ay, bx, by, corner.east, corner.north) ? cornerIsEast : 0)
    }),
  ]
  return { zones, corner: bitsOf(around), inner, crossing, masks }
}

/** Number of the zone, or -1; `first` is a cell's first group, `west` the cell's west side, x and y the point. */
export type GroupLookUp = (first: number, west: number, x: number, y: number) => number

/** Lays all groups out in a few flat arrays: reading them along is most of what a lookup costs. */
export function createGroupLookUp(groups: readonly Group[]): GroupLookUp {
  const { heads, edges, masks, zones } = flattened(groups)

  function maskAt(head: number, west: number, x: number, y: number): number {
    const firstCrossing = heads[head + 1]!
    const end = heads[head + 2]!
    let inside = heads[head + 3]!
    for (let i = heads[head]!; i < firstCrossing; i++) {
      const at = 4 * i
      const low = edges[at + 1]!
      const high = edges[at + 3]!
      if (low > y || high <= y) continue
      if (isEast(edges[at]!, low, edges[at + 2]!, high, x, y)) inside ^= masks[i]!
    }
    for (let i = firstCrossing; i < end; i++) {
      const at = 4 * i
      const low = edges[at + 1]!
      const high = edges[at + 3]!
      // Where the edge spans our height, the turn of the walk does not matter: only point and corner do. Otherwise
      // the westward part cannot cross it, and the walk's southward part begins at the cell's side.
      const from = low <= y && high > y ? x : west
      const mask = masks[i]!
      if (isEast(edges[at]!, low, edges[at + 2]!, high, from, y) !== mask >= cornerIsEast) inside ^= mask
    }
    return inside & (cornerIsEast - 1)
  }

  return (first, west, x, y) => {
    for (let head = first * headLength; ; head += headLength) {
      const inside = maskAt(head, west, x, y)
      if (inside !== 0) return zones[heads[head + 4]! + 31 - Math.clz32(inside & -inside)]!
      if (heads[head + 5] === 1) return outside
    }
  }
}

/** first edge, first crossing edge, end of edges, corner bits, first zone, is last */
const headLength = 6

function flattened(groups: readonly Group[]) {
  const heads: number[] = []
  const edges: number[] = []
  const masks: number[] = []
  const zones: number[] = []
  for (const group of groups) {
    const firstCrossing = masks.length + group.inner.length
    const end = firstCrossing + group.crossing.length
    heads.push(masks.length, firstCrossing, end, group.corner, zones.length, group.isLast ? 1 : 0)
    for (const list of [group.inner, group.crossing])
      for (const { ax, ay, bx, by } of list) edges.push(ax, ay, bx, by)
    masks.push(...group.masks)
    zones.push(...group.zones)
  }
  return {
    heads: Int32Array.from(heads),
    edges: Float64Array.from(edges),
    masks: Int32Array.from(masks),
    zones: Int32Array.from(zones),
  }
}

/** Is the point on the edge or to its east? For a level edge: below it. */
function isEast(ax: number, ay: number, bx: number, by: number, x: number, y: number): boolean {
  if (ay === by) return y < ay
  if (x < ax && x < bx) return false
  return sideOf(ax, ay, bx, by, x, y) <= 0
}
