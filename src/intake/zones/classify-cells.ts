/**
 * Which EMS area class has each 1 km cell? THL's rule in its order: core urban where a centre of the two
 * core types overlaps the cell, other urban where any urban area does, rural elsewhere.
 */
import { cellFromKey, cellKey } from '../../../geo/cell.ts'
import type { CellRef } from '../../../geo/place.ts'
import type { AreaClassId } from '../../../geo/region.ts'
import { overlapByCell } from './overlap.ts'
import type { PolygonFeature } from './polygon-layer.ts'
import { isCoreCentre } from './syke.ts'

export interface ClassifiedCell extends CellRef {
  readonly areaClass: AreaClassId
}

export interface ClassifyCellsInput {
  /** SYKE's urban areas (YKR-taajamat). */
  readonly urbanAreas: readonly PolygonFeature[]
  /** SYKE's centre areas, all types. */
  readonly centres: readonly PolygonFeature[]
  /** Cells to class. Without them, the answer holds every urban cell and no rural one. */
  readonly cells?: Iterable<CellRef>
}

/** In the order of the cells given; without them, from south to north and west to east. */
export function classifyCells(input: ClassifyCellsInput): ClassifiedCell[] {
  const core = overlappedCells(input.centres.filter(isCoreCentre))
  const urban = overlappedCells(input.urbanAreas)
  const cells = input.cells ?? [...new Set([...core, ...urban])].sort((a, b) => a - b).map(cellFromKey)
  return Array.from(cells, ({ e, n }): ClassifiedCell => {
    const key = cellKey({ e, n })
    return { e, n, areaClass: core.has(key) ? 'core-urban' : urban.has(key) ? 'other-urban' : 'rural' }
  })
}

function overlappedCells(features: readonly PolygonFeature[]): Set<number> {
  const keys = new Set<number>()
  for (const feature of features) for (const key of overlapByCell(feature.polygons).keys()) keys.add(key)
  return keys
}
