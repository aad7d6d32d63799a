/** What value does this 1 km cell hold? A flat table over the box of the cells: one read an answer. */
import type { CellRef } from './place.ts'

export interface GridIndex {
  /** The value of a cell, or undefined where none was given. */
  at(cell: CellRef): number | undefined
}

export interface CellValue extends CellRef {
  readonly value: number
}

/** Never a value: the lowest 32-bit number marks the cells that were not given. */
const absent = -(2 ** 31)
const cellsAtMost = 50_000_000

/**
 * Values are whole 32-bit numbers, such as class or municipality indices; a repeated cell keeps its last value.
 * Throws RangeError for other values and for cells so far apart that the table would not fit.
 */
export function createGridIndex(cells: Iterable<CellValue>): GridIndex {
  const given = [...cells]
  const box = boxOf(given)
  const table = new Int32Array(box.width * box.height).fill(absent)
  for (const cell of given) table[(cell.n - box.n) * box.width + (cell.e - box.e)] = checked(cell)
  return {
    at({ e, n }) {
      const column = e - box.e
      const row = n - box.n
      if (!(column >= 0 && column < box.width && row >= 0 && row < box.height)) return undefined
      const value = table[row * box.width + column]
      return value === absent ? undefined : value
    },
  }
}

function boxOf(cells: readonly CellRef[]) {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { e, n } of cells) {
    west = Math.min(west, e)
    east = Math.max(east, e)
    south = Math.min(south, n)
    north = Math.max(north, n)
  }
  if (cells.length === 0) return { e: 0, n: 0, width: 0, height: 0 }
  const box = { e: west, n: south, width: east - west + 1, height: north - south + 1 }
  if (!(box.width * box.height <= cellsAtMost)) {
    throw new RangeError(
      `cells span ${box.width} x ${box.height} km; expected at most ${cellsAtMost} cells in all`,
    )
  }
  return box
}

function checked(cell: CellValue): number {
  if ((cell.value | 0) === cell.value && cell.value !== absent) return cell.value
  throw new RangeError(
    `cell ${cell.e}, ${cell.n} has the value ${cell.value}; expected a whole 32-bit number`,
  )
}
