// How is the county drawn without WebGL? Pure geometry in metres of EPSG:3067, north up: SVG's y runs the other way.
import { toTm35fin } from '../../geo/projection.ts'
import type { Region } from '../region.ts'

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

export interface Span {
  readonly west: number
  readonly east: number
  readonly south: number
  readonly north: number
}

export function spanOf(points: readonly { readonly e: number; readonly n: number }[]): Span | undefined {
  if (points.length === 0) return undefined
  const [e, n] = [points.map((point) => point.e), points.map((point) => point.n)]
  return { west: Math.min(...e), east: Math.max(...e), south: Math.min(...n), north: Math.max(...n) }
}

export function boxOf({ west, east, south, north }: Span): Box {
  const width = Math.max(least, (east - west + 2000) * margin)
  const height = Math.max(least, (north - south + 2000) * margin)
  return { x: (west + east - width) / 2, y: -(south + north + height) / 2, width, height }
}

export const pointsOfBorders = (borders: Region['borders']) =>
  borders.flatMap(({ polygons }) =>
    polygons.flatMap((rings) =>
      (rings[0] ?? []).map(([lon, lat]) => {
        const { east, north } = toTm35fin({ lon, lat })
        return { e: east, n: north }
      }),
    ),
  )

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

const drawn = new WeakMap<object, readonly string[]>()
/** Borders do not change while the page is open. */
export function bordersOf(region: Region | undefined): readonly string[] {
  if (!region) return []
  const known = drawn.get(region.borders) ?? borderPaths(region.borders)
  drawn.set(region.borders, known)
  return known
}
