// Which part of the county is on the map, and which cell lies under a point of it? Metres of EPSG:3067, north up.
import type { Place, Point } from '../../geo/place.ts'
import { toTm35fin, toWgs84 } from '../../geo/projection.ts'
import { type Box, boxOf, pointsOfBorders, spanOf } from '../parts/county-drawing.ts'
import type { Region } from '../region.ts'

export interface MapView {
  /** 1: the whole county. */
  readonly zoom: number
  readonly centre?: Point
}

export const wholeCounty: MapView = { zoom: 1 }
const zoomAtMost = 16
const step = 1.6

const boxes = new WeakMap<object, Box>()
function countyBox({ borders, cells }: Region): Box {
  const known = boxes.get(borders)
  if (known) return known
  const span =
    spanOf(pointsOfBorders(borders)) ??
    spanOf(cells.e.map((e, i) => ({ e: e * 1000 + 500, n: cells.n[i]! * 1000 + 500 })))
  const box = span ? boxOf(span) : { x: 0, y: 0, width: 1000, height: 1000 }
  boxes.set(borders, box)
  return box
}

const within = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high)

/** Never beyond the county: at its edge the map stops. */
export function boxShown(region: Region, { zoom, centre }: MapView): Box {
  const whole = countyBox(region)
  const [width, height] = [whole.width / zoom, whole.height / zoom]
  const middle = centre ?? { east: whole.x + whole.width / 2, north: -(whole.y + whole.height / 2) }
  return {
    ...{ width, height },
    x: within(middle.east - width / 2, whole.x, whole.x + whole.width - width),
    y: within(-middle.north - height / 2, whole.y, whole.y + whole.height - height),
  }
}

const middleOf = ({ x, y, width, height }: Box): Point => ({ east: x + width / 2, north: -(y + height / 2) })

export function zoomed(region: Region, view: MapView, direction: 1 | -1, around?: Point): MapView {
  const zoom = within(view.zoom * step ** direction, 1, zoomAtMost)
  return { zoom, centre: around ?? middleOf(boxShown(region, view)) }
}

/** By metres of the ground. */
export function panned(region: Region, view: MapView, by: Point): MapView {
  const { east, north } = middleOf(boxShown(region, view))
  const { zoom } = view
  return {
    zoom,
    centre: middleOf(boxShown(region, { zoom, centre: { east: east + by.east, north: north + by.north } })),
  }
}

/** Moves the map no more than it takes to have the point well inside it. */
export function showing(region: Region, view: MapView, point: Point): MapView {
  const { x, y, width, height } = boxShown(region, view)
  const edge = 0.08
  const isInside =
    point.east > x + width * edge &&
    point.east < x + width * (1 - edge) &&
    -point.north > y + height * edge &&
    -point.north < y + height * (1 - edge)
  return isInside ? view : { zoom: view.zoom, centre: point }
}

/** Close enough to see the cells around. */
export function closeTo(point: Point): MapView {
  return { zoom: 4, centre: point }
}

const indexes = new WeakMap<object, ReadonlyMap<number, number>>()
const key = (e: number, n: number) => e * 100_000 + n

/** Index of the 1 km cell of the point; `undefined` outside the region. */
export function cellAt({ cells }: Region, { east, north }: Point): number | undefined {
  let index = indexes.get(cells)
  if (!index) {
    index = new Map(cells.e.map((e, i) => [key(e, cells.n[i]!), i]))
    indexes.set(cells, index)
  }
  return index.get(key(Math.floor(east / 1000), Math.floor(north / 1000)))
}

export function centreOf({ cells }: Region, cell: number): Point {
  return { east: cells.e[cell]! * 1000 + 500, north: cells.n[cell]! * 1000 + 500 }
}

/** As it is named everywhere: `1kmN6901E434`. */
export function cellName({ cells }: Region, cell: number): string {
  return `1kmN${cells.n[cell]}E${cells.e[cell]}`
}

/** The next cell of the region in a direction; at the county's edge the present one. */
export function cellBeside(region: Region, cell: number, by: { e: number; n: number }): number {
  const { cells } = region
  for (let steps = Math.max(Math.abs(by.e), Math.abs(by.n)); steps >= 1; steps -= 1) {
    const e = cells.e[cell]! + Math.sign(by.e) * steps
    const n = cells.n[cell]! + Math.sign(by.n) * steps
    const found = cellAt(region, { east: e * 1000, north: n * 1000 })
    if (found !== undefined) return found
  }
  return cell
}

export const pointOf = (place: Place): Point => toTm35fin(place)

/** Five decimals of a degree are a metre. */
export function placeOf(point: Point): Place {
  const { lon, lat } = toWgs84(point)
  return { lon: Math.round(lon * 1e5) / 1e5, lat: Math.round(lat * 1e5) / 1e5 }
}
