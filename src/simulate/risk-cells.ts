/**
 * Which rescue risk class has each cell in the demo? A stand-in by residents alone. The real classes come from the
 * national risk model and are IMPORTED with a version and dates; they are never derived, least of all from the EMS area
 * classes, which belong to another law and another model.
 */
import type { CellRef } from '../../geo/place.ts'

export type RiskClass = 'I' | 'II' | 'III' | 'IV'

export interface RiskCell {
  readonly cell: CellRef
  readonly riskClass: RiskClass
}

export interface RiskCells {
  readonly version: string
  readonly demo: true
  /** One for each cell given, in the same order. */
  readonly cells: readonly RiskCell[]
}

interface Columns {
  readonly length: number
  readonly e: ArrayLike<number>
  readonly n: ArrayLike<number>
  readonly residents: ArrayLike<number>
}

/** The densest cells: so many in class I, the next in II, the next in III, the rest in IV. */
const counts = { I: 8, II: 60, III: 260 }

export function demoRiskCells(cells: Columns): RiskCells {
  const ranks = ranksByResidents(cells)
  return {
    version: 'demo-2026',
    demo: true,
    cells: Array.from({ length: cells.length }, (_, i) => ({
      cell: { e: cells.e[i]!, n: cells.n[i]! },
      riskClass: classOfRank(ranks[i]!),
    })),
  }
}

/** 0 is the most. Where an estimate spreads residents evenly, the middle of the town goes before its edge. */
function ranksByResidents(cells: Columns): Int32Array {
  const around = residentsAround(cells)
  const order = Array.from({ length: cells.length }, (_, i) => i)
  order.sort((a, b) => cells.residents[b]! - cells.residents[a]! || around[b]! - around[a]! || a - b)
  const ranks = new Int32Array(cells.length)
  order.forEach((cell, rank) => {
    ranks[cell] = rank
  })
  return ranks
}

/** In the square of 7 by 7 cells with the cell in its middle. */
function residentsAround({ length, e, n, residents }: Columns): Float64Array {
  const key = (east: number, north: number) => east * 100_000 + north
  const known = new Map<number, number>()
  for (let i = 0; i < length; i++) known.set(key(e[i]!, n[i]!), residents[i]!)
  return Float64Array.from({ length }, (_, i) => {
    let sum = 0
    for (let east = -3; east <= 3; east++)
      for (let north = -3; north <= 3; north++) sum += known.get(key(e[i]! + east, n[i]! + north)) ?? 0
    return sum
  })
}

function classOfRank(rank: number): RiskClass {
  if (rank < counts.I) return 'I'
  if (rank < counts.I + counts.II) return 'II'
  return rank < counts.I + counts.II + counts.III ? 'III' : 'IV'
}
