/**
 * How many people live in each cell, as far as totals tell? An estimate until a population grid is imported:
 * an urban area's inhabitants are spread evenly over it, the rest of a municipality over what lies outside urban
 * areas, and both are scaled so that every municipality has its own total.
 */
import { cellKey, cellMetres } from '../../../geo/cell.ts'
import type { CellRef } from '../../../geo/place.ts'
import { overlapByCell } from './overlap.ts'
import type { PolygonFeature } from './polygon-layer.ts'
import { inhabitantsOf } from './syke.ts'

/** At least this share of a municipality lives outside urban areas, also where the urban figures leave less. */
const ruralShareAtLeast = 0.03

export interface ResidentsInput {
  readonly cells: readonly (CellRef & { readonly municipality: number })[]
  readonly urbanAreas: readonly PolygonFeature[]
  /** By municipality index. */
  readonly totals: readonly number[]
}

/** Residents of each cell in whole tenths, summing to ten times its municipality's total. */
export function residentTenths({ cells, urbanAreas, totals }: ResidentsInput): number[] {
  const urban = urbanFigures(urbanAreas)
  const tenths = new Array<number>(cells.length).fill(0)
  for (const [municipality, total] of totals.entries()) {
    const own = [...cells.keys()].filter((index) => cells[index]!.municipality === municipality)
    const figures = own.map((index) => urban.get(cellKey(cells[index]!)) ?? { residents: 0, share: 0 })
    const whole = wholeParts(estimates(figures, total * 10), total * 10)
    for (const [i, index] of own.entries()) tenths[index] = whole[i]!
  }
  return tenths
}

interface UrbanFigure {
  /** Inhabitants of urban areas. */
  residents: number
  /** Part of the cell inside urban areas, 0..1. */
  share: number
}

function urbanFigures(urbanAreas: readonly PolygonFeature[]): Map<number, UrbanFigure> {
  const figures = new Map<number, UrbanFigure>()
  for (const area of urbanAreas) {
    const inhabitants = inhabitantsOf(area)
    // Not told is not none: its cells share in what is left of their municipality.
    if (inhabitants === undefined) continue
    const overlaps = overlapByCell(area.polygons)
    const squareMetres = [...overlaps.values()].reduce((sum, overlap) => sum + overlap, 0)
    for (const [key, overlap] of overlaps) {
      const figure = figures.get(key) ?? { residents: 0, share: 0 }
      figure.residents += (inhabitants * overlap) / squareMetres
      figure.share += overlap / cellMetres ** 2
      figures.set(key, figure)
    }
  }
  return figures
}

function estimates(figures: readonly UrbanFigure[], total: number): number[] {
  const urban = figures.reduce((sum, { residents }) => sum + 10 * residents, 0)
  const outside = figures.reduce((sum, { share }) => sum + (1 - share), 0)
  const rural = Math.max(total - urban, ruralShareAtLeast * total)
  const scale = urban === 0 ? 0 : (total - rural) / urban
  return figures.map(({ residents, share }) => 10 * residents * scale + (rural * (1 - share)) / outside)
}

/** Whole numbers with the given sum: rounded down, and the largest remainders get one more. */
function wholeParts(values: readonly number[], sum: number): number[] {
  const parts = values.map(Math.floor)
  const missing = sum - parts.reduce((all, part) => all + part, 0)
  const byRemainder = [...values.keys()].sort(
    (a, b) => values[b]! - parts[b]! - (values[a]! - parts[a]!) || a - b,
  )
  for (const index of byRemainder.slice(0, missing)) parts[index]!++
  return parts
}
