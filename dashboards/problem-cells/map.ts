// What does the map of the cells draw? Pure geometry in metres of EPSG:3067, north up: SVG's y runs the other way.
import type { ProblemCell } from '../../src/contract/problem-cells.ts'
import { type Box, boxOf, pointsOfBorders, spanOf } from '../parts/county-drawing.ts'
import type { Region } from '../region.ts'
import type { View } from './state.ts'

const wholeKilometre = /^1km/

export interface Shown {
  readonly cells: readonly ProblemCell[]
  readonly selected?: ProblemCell
  readonly region?: Region
}

/** The part of the county asked for; without cells or without a chosen one, the whole. */
export function viewBox(view: View, { cells, selected, region }: Shown): Box | undefined {
  const centres = cells.flatMap(({ centre }) => (centre ? [centre] : []))
  const own = view === 'selected' && selected?.centre ? [selected.centre] : view === 'county' ? [] : centres
  const span = spanOf(own) ?? spanOf(pointsOfBorders(region?.borders ?? [])) ?? spanOf(centres)
  return span && boxOf(span)
}

/** The square of a 1 km cell; a zone of another shape is shown by its mark alone. */
export function squareOf({ cell, centre }: ProblemCell): string | undefined {
  if (!centre || !wholeKilometre.test(cell)) return undefined
  return `M${centre.e - 500} ${-centre.n - 500}h1000v1000h-1000Z`
}

/** The next or the previous cell on the map in the order of the list, round its ends. */
export function neighbourOf(
  cells: readonly ProblemCell[],
  cell: string | undefined,
  step: 1 | -1,
): string | undefined {
  const placed = cells.filter(({ centre }) => centre !== undefined)
  if (placed.length === 0) return undefined
  const at = placed.findIndex((one) => one.cell === cell)
  if (at < 0) return placed[0].cell
  return placed[(at + step + placed.length) % placed.length].cell
}
