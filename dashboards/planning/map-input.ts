// What does a hand on the map mean? A press picks a cell or a place, a drag moves a station or the map.
import type { Point } from '../../geo/place.ts'

export interface MapInput {
  down(event: PointerEvent): void
  move(event: PointerEvent): void
  up(event: PointerEvent): void
}

export interface MapActs {
  pick(point: Point): void
  chooseStation(station: string): void
  dragStation(station: string, point: Point): void
  /** By metres of the ground. */
  pan(by: Point): void
}

/** A hand that trembles does not drag. */
const stillPixels = 5

interface Hold {
  readonly pointer: number
  readonly x: number
  readonly y: number
  readonly station?: string
  last: Point
  isDrag: boolean
}

export function pointAt(svg: SVGSVGElement, x: number, y: number): Point | undefined {
  const matrix = svg.getScreenCTM()?.inverse()
  if (!matrix) return undefined
  const place = new DOMPoint(x, y).matrixTransform(matrix)
  return { east: place.x, north: -place.y }
}

export function createMapInput(acts: MapActs): MapInput {
  let hold: Hold | undefined
  const svgOf = (event: PointerEvent) => event.currentTarget as SVGSVGElement
  return {
    down(event) {
      if (event.button !== 0) return
      const point = pointAt(svgOf(event), event.clientX, event.clientY)
      if (!point) return
      const station =
        (event.target as Element).closest('[data-station]')?.getAttribute('data-station') ?? undefined
      hold = {
        pointer: event.pointerId,
        x: event.clientX,
        y: event.clientY,
        station,
        last: point,
        isDrag: false,
      }
    },
    move(event) {
      if (!hold || event.pointerId !== hold.pointer) return
      const isFar = Math.hypot(event.clientX - hold.x, event.clientY - hold.y) > stillPixels
      if (!hold.isDrag && !isFar) return
      if (!hold.isDrag) svgOf(event).setPointerCapture(event.pointerId)
      hold.isDrag = true
      if (hold.station !== undefined) return
      const point = pointAt(svgOf(event), event.clientX, event.clientY)
      if (!point) return
      acts.pan({ east: hold.last.east - point.east, north: hold.last.north - point.north })
    },
    up(event) {
      const held = hold
      hold = undefined
      if (!held || event.pointerId !== held.pointer) return
      const point = pointAt(svgOf(event), event.clientX, event.clientY)
      if (!point) return
      if (held.station !== undefined && held.isDrag) acts.dragStation(held.station, point)
      else if (held.station !== undefined) acts.chooseStation(held.station)
      else if (!held.isDrag) acts.pick(point)
    },
  }
}
