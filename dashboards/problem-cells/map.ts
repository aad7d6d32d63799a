// What does the map of the cells draw? Pure geometry in metres of EPSG:3067, north up: SVG's y runs the other way.
import { toTm35fin } from '../../geo/projection.ts'
import type { ProblemCell } from '../../src/contract/problem-cells.ts'
import type { Region } from '../region.ts'
import type { View } from './state.ts'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const margin = 1.08
/** Ten kilometres across: a cell and what lies around it. */
const least = 10_000
/** Pixels of the map beside the readings; on another screen marks and names grow or shrink with it. */
const frame = { width: 700, height: 480 } as const
const wholeKilometre = /^1km/

interface Span {
  readonly west: number
  readonly east: number
  readonly south: number
  readonly north: number
}

function spanOf(points: readonly { readonly e: number; readonly n: number }[]): Span | undefined {
  if (points.length === 0) return undefined
  const [e, n] = [points.map((point) => point.e), points.map((point) => point.n)]
  return { west: Math.min(...e), east: Math.max(...e), south: Math.min(...n), north: Math.max(...n) }
}

function boxOf({ west, east, south, north }: Span): Box {
  const width = Math.max(least, (east - west + 2000) * margin)
  const height = Math.max(least, (north - south + 2000) * margin)
  return { x: (west + east - width) / 2, y: -(south + north + height) / 2, width, height }
}

const pointsOfBorders = (borders: Region['borders']) =>
  borders.flatMap(({ polygons }) =>
    polygons.flatMap((rings) =>
      (rings[0] ?? []).map(([lon, lat]) => {
        const { east, north } = toTm35fin({ lon, lat })
        return { e: east, n: north }
      }),
    ),
  )

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

/** One path for each municipality. */
export function borderPaths(borders: Region['borders']): readonly string[] {
  return borders.map(({ polygons }) =>
    polygons
      .flat()
      .map((ring) => {
        const points = ring.map(([lon, lat]) => {
          const { east, north } = toTm35fin({ lon, lat })
          return `${Math.round(east)} ${Math.round(-north)}`
        })
        return `M${points.join('L')}Z`
      })
      .join(''),
  )
}

/** Metres to a pixel where the map is drawn in its usual frame. */
export function metresPerPixel({ width, height }: Box): number {
  return Math.max(width / frame.width, height / frame.height)
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
