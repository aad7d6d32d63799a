/** Which 1 km cells does an area overlap, and by how much? Touching along an edge or in a corner is no overlap. */
import { bboxClip, polygon as turfPolygon } from '@turf/turf'
import { cellKey, cellMetres } from '../../../geo/cell.ts'
import { boxOfPolygons, type Polygon, polygonArea } from '../../../geo/polygon.ts'

/** Square metres: below this an "overlap" is rounding in the file's last decimals. */
const overlapAtLeast = 0.001

/** Square metres of overlap by cell key, for every cell whose interior the polygons reach. */
export function overlapByCell(polygons: readonly Polygon[]): Map<number, number> {
  const sums = new Map<number, number>()
  for (const polygon of polygons) {
    // Ring by ring: should a reader have put a hole under the wrong outer ring, the sum is right all the same.
    for (const [index, ring] of polygon.entries()) addRing([ring], index === 0 ? 1 : -1, sums)
  }
  for (const [key, area] of sums) if (area < overlapAtLeast) sums.delete(key)
  return sums
}

/** Clipped to a row of cells first, then to its cells: each corner is looked at twice, not once for every cell. */
function addRing(ring: Polygon, sign: 1 | -1, sums: Map<number, number>): void {
  const box = boxOfPolygons([ring])
  for (let n = Math.floor(box.south / cellMetres); n * cellMetres < box.north; n++) {
    const row = clipped(ring, box.west, n * cellMetres, box.east, (n + 1) * cellMetres)
    const span = boxOfPolygons([row])
    for (let e = Math.floor(span.west / cellMetres); e * cellMetres < span.east; e++) {
      const inside = clipped(row, e * cellMetres, n * cellMetres, (e + 1) * cellMetres, (n + 1) * cellMetres)
      const key = cellKey({ e, n })
      sums.set(key, (sums.get(key) ?? 0) + sign * polygonArea(inside))
    }
  }
}

function clipped(ring: Polygon, west: number, south: number, east: number, north: number): Polygon {
  if (ring.length === 0) return ring
  const feature = turfPolygon(ring as [number, number][][])
  return bboxClip(feature, [west, south, east, north]).geometry.coordinates as unknown as Polygon
}
