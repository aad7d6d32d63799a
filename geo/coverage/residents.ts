/** How many residents and cells lie beyond their limit, and which does one change leave bare? */
import type { CellChanges } from './measure-layer.ts'

/** Of a cell whose class has no target: never beyond it. */
export const noLimit = 65_535

export interface Counted {
  readonly cells: number
  readonly residents: number
}

export interface Outside {
  /** Cells that have a limit. */
  readonly limited: Counted
  /** Of those, not reached within it. */
  readonly outside: Counted
  readonly withoutLimit: Counted
}

/**
 * `seconds`, `limits` and `residents` by cell; `groupOf` the index of each cell's group, such as its municipality, and
 * below 0 for cells that belong to none. One entry for each group, summed in the order of the cells.
 */
export function outsideByGroup(
  seconds: Uint16Array,
  limits: Uint16Array,
  residents: ArrayLike<number>,
  groupOf: ArrayLike<number>,
  groups: number,
): Outside[] {
  const column = () => new Float64Array(groups)
  const [limitedCells, limitedResidents, outsideCells, outsideResidents] = [
    ...[column(), column(), column(), column()],
  ]
  const [freeCells, freeResidents] = [column(), column()]
  for (let cell = 0; cell < seconds.length; cell++) {
    const group = groupOf[cell]
    if (group < 0) continue
    if (limits[cell] === noLimit) {
      freeCells[group]++
      freeResidents[group] += residents[cell]
      continue
    }
    limitedCells[group]++
    limitedResidents[group] += residents[cell]
    if (seconds[cell] <= limits[cell]) continue
    outsideCells[group]++
    outsideResidents[group] += residents[cell]
  }
  return Array.from({ length: groups }, (_, group) => ({
    limited: { cells: limitedCells[group], residents: limitedResidents[group] },
    outside: { cells: outsideCells[group], residents: outsideResidents[group] },
    withoutLimit: { cells: freeCells[group], residents: freeResidents[group] },
  }))
}

/** Cells not reached within their limit, in their order. */
export function cellsOutside(seconds: Uint16Array, limits: Uint16Array): Int32Array {
  const found: number[] = []
  for (let cell = 0; cell < seconds.length; cell++)
    if (limits[cell] !== noLimit && seconds[cell] > limits[cell]) found.push(cell)
  return Int32Array.from(found)
}

export interface Crossings {
  /** Cells that were reached within their limit and no longer are. */
  readonly bare: Int32Array
  readonly bareResidents: number
  /** The other way round. */
  readonly covered: Int32Array
  readonly coveredResidents: number
}

/** Which cells a change took over their limit, one way or the other. */
export function crossingsOf(
  { cells, before, after }: CellChanges,
  limits: Uint16Array,
  residents: ArrayLike<number>,
): Crossings {
  const crossed = (from: Uint16Array, to: Uint16Array) =>
    cells.filter((cell, i) => limits[cell] !== noLimit && from[i] <= limits[cell] && to[i] > limits[cell])
  const bare = crossed(before, after)
  const covered = crossed(after, before)
  const living = (found: Int32Array) => found.reduce((sum, cell) => sum + residents[cell], 0)
  return { bare, bareResidents: living(bare), covered, coveredResidents: living(covered) }
}
