// Which part of the county does the map of the errors show? Metres of EPSG:3067, north up: SVG's y runs the other way.
import { toTm35fin } from '../../geo/projection.ts'
import type { Box } from '../parts/county-drawing.ts'
import type { Region } from '../region.ts'
import { type DriveCell, type Fit, leanOf } from './cells.ts'

const margin = 1.04
/** Metres across, around a chosen cell. */
const nearby = 30_000

/** The whole county; undefined until it is known. */
export function countyBox(borders: Region['borders']): Box | undefined {
  const points = borders.flatMap(({ polygons }) =>
    polygons.flatMap((rings) => (rings[0] ?? []).map(([lon, lat]) => toTm35fin({ lon, lat }))),
  )
  if (points.length === 0) return undefined
  const east = points.map((point) => point.east)
  const north = points.map((point) => point.north)
  const [west, south] = [Math.min(...east), Math.min(...north)]
  const [width, height] = [(Math.max(...east) - west) * margin, (Math.max(...north) - south) * margin]
  return { x: west - width * 0.02, y: -Math.max(...north) - height * 0.02, width, height }
}

export function boxAround({ e, n }: Pick<DriveCell, 'e' | 'n'>): Box {
  const [x, y] = [e * 1000 + 500 - nearby / 2, -(n * 1000 + 500) - nearby / 2]
  return { x, y, width: nearby, height: nearby }
}

export function squareOf({ e, n }: Pick<DriveCell, 'e' | 'n'>): string {
  return `M${e * 1000} ${-(n + 1) * 1000}h1000v1000h-1000Z`
}

/** How a cell is drawn: a filling, and a mark of its own shape where something can be told. */
export const looks = ['slower', 'faster', 'good', 'too-few'] as const
export type Look = (typeof looks)[number]

/** A cell that fits badly is told apart by which way; one whose median is right may still be all over the place. */
export function lookOf(cell: { readonly fit: Fit; readonly medianSeconds: number }): Look {
  if (cell.fit !== 'poor') return cell.fit
  return leanOf(cell) === 'faster' ? 'faster' : 'slower'
}
