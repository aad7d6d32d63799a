/** Do any of these polygons lie on one another, and by how much? A cell on another would give its tasks two classes. */
import { featureCollection, intersect, multiPolygon } from '@turf/turf'
import { cellMetres } from '../../../geo/cell.ts'
import { type Box, boxOfPolygons, type Polygon, polygonArea } from '../../../geo/polygon.ts'

export interface Overlap {
  /** Indices of the two. */
  readonly first: number
  readonly second: number
  readonly squareMetres: number
  /** Of the smaller one, 0..1. */
  readonly share: number
}

/** Square metres: less is rounding of the corners. */
const overlapAtLeast = 1

interface Measured {
  readonly polygons: readonly Polygon[]
  readonly box: Box
  readonly area: number
}

/** Every pair that overlaps by more than a square metre. Neighbours are found by the 1 km cells of their boxes. */
export function overlapsOf(areas: readonly (readonly Polygon[])[]): Overlap[] {
  const measured = areas.map((polygons) => ({
    polygons,
    box: boxOfPolygons(polygons),
    area: areaOf(polygons),
  }))
  const byCell = new Map<string, number[]>()
  const compared = new Set<string>()
  const found: Overlap[] = []
  for (const [second, area] of measured.entries()) {
    for (const cell of cellsOf(area.box)) {
      const others = byCell.get(cell) ?? []
      for (const first of others) {
        const pair = `${first} ${second}`
        if (compared.has(pair)) continue
        compared.add(pair)
        const squareMetres = overlapArea(measured[first]!, area)
        const share = squareMetres / Math.min(measured[first]!.area, area.area)
        if (squareMetres > overlapAtLeast) found.push({ first, second, squareMetres, share })
      }
      byCell.set(cell, [...others, second])
    }
  }
  return found
}

function cellsOf(box: Box): string[] {
  const cells: string[] = []
  for (let n = Math.floor(box.south / cellMetres); n * cellMetres < box.north; n++)
    for (let e = Math.floor(box.west / cellMetres); e * cellMetres < box.east; e++) cells.push(`${e} ${n}`)
  return cells
}

function areaOf(polygons: readonly Polygon[]): number {
  return polygons.reduce((sum, polygon) => sum + polygonArea(polygon), 0)
}

function overlapArea(a: Measured, b: Measured): number {
  const boxes = boxArea({
    west: Math.max(a.box.west, b.box.west),
    south: Math.max(a.box.south, b.box.south),
    east: Math.min(a.box.east, b.box.east),
    north: Math.min(a.box.north, b.box.north),
  })
  // Squares are their own boxes: most pairs need no clipping.
  if (boxes <= overlapAtLeast || (fillsBox(a) && fillsBox(b))) return boxes
  const common = intersect(featureCollection([turfOf(a), turfOf(b)]))?.geometry
  if (!common) return 0
  return areaOf(
    (common.type === 'Polygon' ? [common.coordinates] : common.coordinates) as unknown as Polygon[],
  )
}

function fillsBox({ box, area }: Measured): boolean {
  return Math.abs(area - boxArea(box)) < overlapAtLeast
}

function boxArea({ west, south, east, north }: Box): number {
  return Math.max(0, east - west) * Math.max(0, north - south)
}

function turfOf({ polygons }: Measured) {
  return multiPolygon(polygons as unknown as [number, number][][][])
}
