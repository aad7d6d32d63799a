/**
 * Which borders run through which 1 km cell, and in which zones does each cell's south-west corner lie?
 * The two tables that the polygon index is made from.
 */
import { type BorderEdge, toggle } from './border-edges.ts'
import { cellMetres } from './cell.ts'
import { sideOf } from './side.ts'

export interface CellBox {
  readonly e: number
  readonly n: number
  readonly width: number
  readonly height: number
}

export function boxOfEdges(edges: readonly BorderEdge[]): CellBox {
  if (edges.length === 0) return { e: 0, n: 0, width: 0, height: 0 }
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { ax, ay, bx, by } of edges) {
    west = Math.min(west, ax, bx)
    east = Math.max(east, ax, bx)
    south = Math.min(south, ay)
    north = Math.max(north, by)
  }
  const e = Math.floor(west / cellMetres)
  const n = Math.floor(south / cellMetres)
  return {
    e,
    n,
    width: Math.floor(east / cellMetres) - e + 1,
    height: Math.floor(north / cellMetres) - n + 1,
  }
}

/** Edges by cell (row times width plus column), for the cells whose inside an edge may cross. */
export function edgesByCell(edges: readonly BorderEdge[], box: CellBox): Map<number, BorderEdge[]> {
  const cells = new Map<number, BorderEdge[]>()
  for (const edge of edges) {
    const last = Math.floor(edge.by / cellMetres)
    for (let n = Math.floor(edge.ay / cellMetres); n <= last; n++) {
      const [first, end] = columnsInRow(edge, n)
      for (let e = first; e <= end; e++)
        if (reachesInto(edge, e, n)) addTo(cells, (n - box.n) * box.width + e - box.e, edge)
    }
  }
  return cells
}

function addTo(cells: Map<number, BorderEdge[]>, cell: number, edge: BorderEdge): void {
  const edges = cells.get(cell)
  if (edges) edges.push(edge)
  else cells.set(cell, [edge])
}

/** A millimetre wider than reckoned: a cell too many costs a little time, a cell too few would be an error. */
function columnsInRow({ ax, ay, bx, by }: BorderEdge, n: number): [first: number, last: number] {
  const xAt = (y: number) => (by === ay ? ax : ax + ((bx - ax) * (y - ay)) / (by - ay))
  const low = xAt(Math.max(ay, n * cellMetres))
  const high = by === ay ? bx : xAt(Math.min(by, (n + 1) * cellMetres))
  const west = Math.max(Math.min(low, high) - 0.001, Math.min(ax, bx))
  const east = Math.min(Math.max(low, high) + 0.001, Math.max(ax, bx))
  return [Math.floor(west / cellMetres), Math.floor(east / cellMetres)]
}

/** false for an edge that stays outside the cell or only follows one of its sides: it cannot part two points inside. */
function reachesInto({ ax, ay, bx, by }: BorderEdge, e: number, n: number): boolean {
  const west = e * cellMetres
  const south = n * cellMetres
  return (
    (ax > west || bx > west) &&
    (ax < west + cellMetres || bx < west + cellMetres) &&
    by > south &&
    ay < south + cellMetres
  )
}

/**
 * Walks the south-west corners of each row from west to east; `visit` gets the cell and the sorted zones around
 * its corner. The list is reused: copy what you keep.
 */
export function sweepCorners(
  edges: readonly BorderEdge[],
  box: CellBox,
  visit: (cell: number, zones: readonly number[]) => void,
): void {
  const changes = changesByRow(edges, box)
  for (let row = 0; row < box.height; row++) {
    const ordered = changes[row]!.sort((a, b) => a.column - b.column)
    const inside: number[] = []
    for (let column = 0, next = 0; column < box.width; column++) {
      for (; next < ordered.length && ordered[next]!.column <= column; next++) {
        for (const zone of ordered[next]!.edge.zones) toggle(inside, zone)
      }
      visit(row * box.width + column, inside)
    }
  }
}

interface Change {
  /** The first column whose corner is not west of the edge. */
  readonly column: number
  readonly edge: BorderEdge
}

function changesByRow(edges: readonly BorderEdge[], box: CellBox): Change[][] {
  const rows: Change[][] = Array.from({ length: box.height }, () => [])
  for (const edge of edges) {
    // Rows whose south line the edge crosses; its lower end counts as crossing, its upper end does not.
    const last = Math.ceil(edge.by / cellMetres) - 1
    for (let n = Math.ceil(edge.ay / cellMetres); n <= last; n++) {
      const column = firstColumnEastOf(edge, n, box)
      if (column < box.width) rows[n - box.n]?.push({ column, edge })
    }
  }
  return rows
}

function firstColumnEastOf({ ax, ay, bx, by }: BorderEdge, n: number, box: CellBox): number {
  const south = n * cellMetres
  const isEast = (column: number) => sideOf(ax, ay, bx, by, (box.e + column) * cellMetres, south) <= 0
  const guess = Math.ceil((ax + ((bx - ax) * (south - ay)) / (by - ay)) / cellMetres) - box.e
  if (isEast(guess)) return isEast(guess - 1) ? guess - 1 : guess
  return guess + 1
}
