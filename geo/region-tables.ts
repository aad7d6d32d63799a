/** How are a region's cells and borders kept in small JSON tables, and how do they become columns again? */

import { cellKey } from './cell.ts'
import type { CellRef } from './place.ts'
import type { Polygon, Position } from './polygon.ts'
import type { AreaClassId, Border, EdgeCell, RegionCells } from './region.ts'
import { cellsOnBorders } from './touched-cells.ts'

/** Cells from south to north, each row from west to east. */
export interface CellTable {
  /** [n, e of its first cell, count of cells] for each unbroken stretch of a row. */
  readonly stretches: readonly (readonly number[])[]
  /** [municipality, count] runs over all cells. */
  readonly municipality: readonly (readonly number[])[]
  /** [class, count] runs over all cells. */
  readonly areaClass: readonly (readonly number[])[]
  /** Tenths of a resident for each cell. */
  readonly residentTenths: readonly number[]
}

/** Each ring as east, north, and then the steps from corner to corner; the closing corner is left out. */
export interface BorderTable {
  readonly code: string
  readonly polygons: readonly (readonly (readonly number[])[])[]
}

/** The urban ones among the edge cells, as [e, n] by class; the others are rural. */
export type EdgeTable = Readonly<Record<Exclude<AreaClassId, 'rural'>, readonly (readonly number[])[]>>

/** Cells that the borders run through and that are not the county's own, with their class. */
export function edgeCellsOf(borders: readonly Border[], own: Pick<RegionCells, 'e' | 'n'>): CellRef[] {
  const known = new Set(Array.from(own.e, (e, i) => cellKey({ e, n: own.n[i]! })))
  return cellsOnBorders(borders.map(({ code, polygons }) => ({ id: code, polygons }))).filter(
    (cell) => !known.has(cellKey(cell)),
  )
}

export function unpackEdge(borders: readonly Border[], own: RegionCells, table: EdgeTable): EdgeCell[] {
  const urban = new Map<number, AreaClassId>()
  for (const [areaClass, cells] of Object.entries(table) as [AreaClassId, readonly [number, number][]][])
    for (const [e, n] of cells) urban.set(cellKey({ e, n }), areaClass)
  return edgeCellsOf(borders, own).map((cell) => ({
    ...cell,
    areaClass: urban.get(cellKey(cell)) ?? 'rural',
  }))
}

export function unpackCells(table: CellTable): RegionCells {
  const length = table.residentTenths.length
  const e = new Int16Array(length)
  const n = new Int16Array(length)
  let cell = 0
  for (const [row, first, count] of table.stretches as readonly [number, number, number][]) {
    for (let i = 0; i < count; i++, cell++) {
      e[cell] = first + i
      n[cell] = row
    }
  }
  return {
    length,
    e,
    n,
    municipality: unpackRuns(table.municipality, length),
    areaClass: unpackRuns(table.areaClass, length),
    residents: Float32Array.from(table.residentTenths, (tenths) => tenths / 10),
  }
}

function unpackRuns(runs: CellTable['municipality'], length: number): Uint8Array {
  const values = new Uint8Array(length)
  let at = 0
  for (const [value, count] of runs as readonly [number, number][]) {
    values.fill(value, at, at + count)
    at += count
  }
  return values
}

export function unpackBorders(tables: readonly BorderTable[]): Border[] {
  return tables.map(({ code, polygons }) => ({
    code,
    polygons: polygons.map((rings) => rings.map(unpackRing)),
  }))
}

function unpackRing(steps: readonly number[]): Position[] {
  const ring: Position[] = []
  let [east, north] = [0, 0]
  for (let i = 0; i < steps.length; i += 2) {
    east += steps[i]!
    north += steps[i + 1]!
    ring.push([east, north])
  }
  ring.push(ring[0]!)
  return ring
}

/** `cells` in the table's order. */
export function packCells(cells: RegionCells): CellTable {
  const stretches: [n: number, e: number, count: number][] = []
  for (let i = 0; i < cells.length; i++) {
    const last = stretches.at(-1)
    if (last && last[0] === cells.n[i] && last[1] + last[2] === cells.e[i]) last[2]++
    else stretches.push([cells.n[i]!, cells.e[i]!, 1])
  }
  return {
    stretches,
    municipality: packRuns(cells.municipality),
    areaClass: packRuns(cells.areaClass),
    residentTenths: Array.from(cells.residents, (residents) => Math.round(residents * 10)),
  }
}

function packRuns(values: Uint8Array): [value: number, count: number][] {
  const runs: [value: number, count: number][] = []
  for (const value of values) {
    const last = runs.at(-1)
    if (last?.[0] === value) last[1]++
    else runs.push([value, 1])
  }
  return runs
}

export function packBorder({ code, polygons }: Border): BorderTable {
  return { code, polygons: polygons.map((polygon: Polygon) => polygon.map(packRing)) }
}

function packRing(ring: readonly Position[]): number[] {
  return ring.slice(0, -1).flatMap(([east, north], i) => {
    const [previousEast, previousNorth] = ring[i - 1] ?? [0, 0]
    return [east - previousEast, north - previousNorth]
  })
}
