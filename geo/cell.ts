/** Which 1 km cell of EPSG:3067 is it? Cells are half-open: the west and south border belong to the cell. */
import type { CellRef, Point } from './place.ts'

export const cellMetres = 1000

/** The cell of a point. A point exactly on a border belongs to the cell to the north-east of it. */
export function cellAt(point: Point): CellRef {
  return { e: Math.floor(point.east / cellMetres), n: Math.floor(point.north / cellMetres) }
}

/** One whole number for a cell, unique for every cell on Earth and within 32 bits, signed. */
export function cellKey(cell: CellRef): number {
  return cell.n * 65_536 + (cell.e + 32_768)
}

export function cellFromKey(key: number): CellRef {
  const n = Math.floor(key / 65_536)
  return { e: key - n * 65_536 - 32_768, n }
}

export function cellCentre(cell: CellRef): Point {
  return { east: (cell.e + 0.5) * cellMetres, north: (cell.n + 0.5) * cellMetres }
}

/** Corners in metres, counter-clockwise from the south-west, closed: the first is repeated as the fifth. */
export function cellRing(cell: CellRef): readonly (readonly [east: number, north: number])[] {
  const west = cell.e * cellMetres
  const south = cell.n * cellMetres
  const east = west + cellMetres
  const north = south + cellMetres
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
}

/** The id that other Finnish material uses, such as `1kmN6901E434`. */
export function cellId(cell: CellRef): string {
  return `1kmN${cell.n}E${cell.e}`
}

const gridId = /^(?:1km)?N(\d{4})E(\d{2,3})$/i
const idEastFirst = /^(?:1km)?E(\d{2,3})N(\d{4})$/i
const kilometres = /^(\d{2,3})[\s,;:/_-]+(\d{4})$/
const corner = /^(\d{2,3})000[\s,;:/_-]+(\d{4})000$/

/**
 * Reads the common ways of naming a cell: `1kmN6901E434`, `E434N6901`, `434 6901` and the corner in metres,
 * `434000/6901000` (east first). Anything else is undefined.
 */
export function parseCellId(text: string): CellRef | undefined {
  const trimmed = text.trim()
  const northFirst = gridId.exec(trimmed)
  if (northFirst) return { e: Number(northFirst[2]), n: Number(northFirst[1]) }
  const eastFirst = idEastFirst.exec(trimmed) ?? kilometres.exec(trimmed) ?? corner.exec(trimmed)
  return eastFirst ? { e: Number(eastFirst[1]), n: Number(eastFirst[2]) } : undefined
}
