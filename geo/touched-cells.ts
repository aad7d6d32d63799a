/** Which 1 km cells does a border run through? */
import { boxOfEdges, edgesByCell } from './border-cells.ts'
import { borderEdges } from './border-edges.ts'
import type { CellRef } from './place.ts'
import type { PolygonZone } from './polygon.ts'

/** Every cell whose inside any zone's border crosses, from south to north and west to east. */
export function cellsOnBorders(zones: readonly PolygonZone[]): CellRef[] {
  const edges = borderEdges(zones)
  const box = boxOfEdges(edges)
  return [...edgesByCell(edges, box).keys()]
    .sort((a, b) => a - b)
    .map((cell) => ({ e: box.e + (cell % box.width), n: box.n + Math.floor(cell / box.width) }))
}
