/**
 * In which zone does this point lie, exactly, in a fraction of a microsecond?
 *
 * Each 1 km cell holds either the one zone that covers it, or the border edges that run through it and the zones
 * around its south-west corner. For a point in such a cell we walk from it straight west to the cell's side and then
 * south to that corner; every edge crossed on the way changes the side of the zones it bounds.
 *
 * Ties: a point on a border is taken as lying a hair to the east of it, and a lesser hair to the north. So a zone owns
 * its west and south borders, as cells do, and where zones share their corners exactly, a point on a shared border is
 * in exactly one of them. Where zones overlap, the one given first has the point.
 */
import { boxOfEdges, type CellBox, edgesByCell, sweepCorners } from './border-cells.ts'
import { borderEdges } from './border-edges.ts'
import { createGroupLookUp, type Group, groupsOf } from './border-groups.ts'
import { cellMetres } from './cell.ts'
import type { Point } from './place.ts'
import type { PolygonZone } from './polygon.ts'

export interface PolygonIndex {
  /** Id of the zone that holds the point, or undefined outside all of them. */
  at(point: Point): string | undefined
}

const outside = -1

/** Rings in EPSG:3067 metres. What lies inside an odd number of a zone's rings is inside the zone. */
export function createPolygonIndex(zones: readonly PolygonZone[]): PolygonIndex {
  const { box, table, groups } = cellsOf(zones)
  const lookUp = createGroupLookUp(groups)
  const ids = zones.map((zone) => zone.id)
  return {
    at({ east, north }) {
      const column = Math.floor(east / cellMetres) - box.e
      const row = Math.floor(north / cellMetres) - box.n
      if (!(column >= 0 && column < box.width && row >= 0 && row < box.height)) return undefined
      const entry = table[row * box.width + column]!
      if (entry >= outside) return ids[entry]
      return ids[lookUp(-2 - entry, (column + box.e) * cellMetres, east, north)]
    },
  }
}

/** For each cell the zone that covers it, `outside`, or -2 minus the number of its first group. */
function cellsOf(zones: readonly PolygonZone[]) {
  const edges = borderEdges(zones)
  const box = boxOfEdges(edges)
  const table = new Int32Array(box.width * box.height).fill(outside)
  const groups: Group[] = []
  const byCell = edgesByCell(edges, box)
  sweepCorners(edges, box, (cell, around) => {
    const crossing = byCell.get(cell)
    table[cell] = crossing ? -2 - groups.length : (around[0] ?? outside)
    if (crossing) groups.push(...groupsOf(crossing, around, cornerOf(cell, box)))
  })
  return { box, table, groups }
}

function cornerOf(cell: number, box: CellBox): Point {
  const east = (box.e + (cell % box.width)) * cellMetres
  return { east, north: (box.n + Math.floor(cell / box.width)) * cellMetres }
}
