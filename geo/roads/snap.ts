/** Where on the roads is a place? The nearest point of the nearest edge, not only of the nearest junction. */
import type { Place } from '../place.ts'
import { hopMillimetres } from './length.ts'
import { edgeCount, placeOf, type RoadGraph, unitsOfDegree } from './road-graph.ts'
import { closedArc } from './speeds.ts'

export interface RoadPoint {
  readonly edge: number
  /** Share of the edge's length behind the point, 0 to 1, along its shape. */
  readonly share: number
  readonly place: Place
  /** Straight from the place asked for. */
  readonly metresOff: number
}

export interface RoadIndex {
  /** The nearest point within the distance; undefined where no usable road is. */
  nearest(place: Place, metresAtMost?: number): RoadPoint | undefined
  /** Arcs that run along the edge, copies made by turn restrictions included. */
  arcsOf(edge: number): Int32Array
}

export interface RoadIndexOptions {
  /** Only edges with an arc that these weights leave open. */
  readonly weights?: Int32Array
  /** Only edges of the main component: from and to its points there is always a way. */
  readonly mainOnly?: boolean
}

const farthest = 50_000

export function createRoadIndex(graph: RoadGraph, options: RoadIndexOptions = {}): RoadIndex {
  const arcs = arcsByEdge(graph)
  const arcsOf = (edge: number) => arcs.arc.subarray(arcs.first[edge], arcs.first[edge + 1])
  const grid = gridOver(graph, usableEdges(graph, options))
  return {
    arcsOf,
    nearest(place, metresAtMost = farthest) {
      const found = grid.nearest(place, metresAtMost)
      return found && pointOn(graph, found)
    },
  }
}

function arcsByEdge(graph: RoadGraph): { first: Int32Array; arc: Int32Array } {
  const first = new Int32Array(edgeCount(graph) + 1)
  for (const directed of graph.edge) first[(directed >> 1) + 1]++
  for (let edge = 0; edge + 1 < first.length; edge++) first[edge + 1] += first[edge]
  const cursor = first.slice()
  const arc = new Int32Array(graph.edge.length)
  graph.edge.forEach((directed, index) => {
    arc[cursor[directed >> 1]++] = index
  })
  return { first, arc }
}

function usableEdges(graph: RoadGraph, { weights, mainOnly = false }: RoadIndexOptions): Uint8Array {
  const usable = new Uint8Array(edgeCount(graph))
  for (let node = 0; node + 1 < graph.first.length; node++) {
    for (let arc = graph.first[node]; arc < graph.first[node + 1]; arc++) {
      const within = graph.component[node] === 0 && graph.component[graph.head[arc]] === 0
      if ((!mainOnly || within) && weights?.[arc] !== closedArc) usable[graph.edge[arc] >> 1] = 1
    }
  }
  return usable
}

interface Hit {
  readonly edge: number
  /** Index of the shape point before, and how far towards the next, 0 to 1. */
  readonly point: number
  readonly part: number
  readonly metres: number
}

/** Line pieces by square of a grid, in compressed rows; metres on a plane that is true at the middle latitude. */
function gridOver(graph: RoadGraph, usable: Uint8Array) {
  const { shapeFirst, shapeLon, shapeLat } = graph
  const box = boxOf(shapeLon, shapeLat)
  const metresNorth = 111_320 / unitsOfDegree
  const metresEast = metresNorth * Math.cos((((box.south + box.north) / 2 / unitsOfDegree) * Math.PI) / 180)
  const width = (box.east - box.west) * metresEast
  const height = (box.north - box.south) * metresNorth
  // About two line pieces to a square, and never more squares than some millions.
  const size = Math.max(100, Math.sqrt((width * height * 2) / Math.max(1, shapeLon.length)))
  const columns = Math.floor(width / size) + 1
  const rows = Math.floor(height / size) + 1
  const column = (lon: number) => Math.floor(((lon - box.west) * metresEast) / size)
  const row = (lat: number) => Math.floor(((lat - box.south) * metresNorth) / size)

  /** Calls back with each square that the box of each usable line piece touches. */
  const eachSquare = (tell: (square: number, edge: number, point: number) => void) => {
    for (let edge = 0; edge < usable.length; edge++) {
      if (!usable[edge]) continue
      for (let point = shapeFirst[edge]; point < shapeFirst[edge + 1] - 1; point++) {
        const [c1, c2] = inOrder(column(shapeLon[point]), column(shapeLon[point + 1]))
        const [r1, r2] = inOrder(row(shapeLat[point]), row(shapeLat[point + 1]))
        for (let r = r1; r <= r2; r++) for (let c = c1; c <= c2; c++) tell(r * columns + c, edge, point)
      }
    }
  }
  const first = new Int32Array(columns * rows + 1)
  eachSquare((square) => first[square + 1]++)
  for (let square = 0; square + 1 < first.length; square++) first[square + 1] += first[square]
  const cursor = first.slice()
  const edges = new Int32Array(first[columns * rows])
  const points = new Int32Array(edges.length)
  eachSquare((square, edge, point) => {
    const at = cursor[square]++
    edges[at] = edge
    points[at] = point
  })

  /** Distance to the line piece after `point`, and where on it. */
  const measure = (lon: number, lat: number, point: number) => {
    const ax = (shapeLon[point] - lon) * metresEast
    const ay = (shapeLat[point] - lat) * metresNorth
    const dx = (shapeLon[point + 1] - shapeLon[point]) * metresEast
    const dy = (shapeLat[point + 1] - shapeLat[point]) * metresNorth
    const square = dx * dx + dy * dy
    const part = square === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / square))
    return { part, metres: Math.hypot(ax + part * dx, ay + part * dy) }
  }

  return {
    nearest(place: Place, metresAtMost: number): Hit | undefined {
      const lon = place.lon * unitsOfDegree
      const lat = place.lat * unitsOfDegree
      const [c0, r0] = [column(lon), row(lat)]
      let best: Hit | undefined
      const look = (square: number) => {
        for (let i = first[square]; i < first[square + 1]; i++) {
          const { part, metres } = measure(lon, lat, points[i])
          if (metres > metresAtMost || (best && metres >= best.metres)) continue
          best = { edge: edges[i], point: points[i], part, metres }
        }
      }
      // Rings of squares outwards from where the place is; it may lie outside the grid.
      const outside = Math.max(0, -c0, c0 - columns + 1, -r0, r0 - rows + 1)
      const last = Math.max(Math.abs(c0), Math.abs(c0 - columns), Math.abs(r0), Math.abs(r0 - rows))
      for (let ring = outside; ring <= last; ring++) {
        if ((ring - 1) * size > Math.min(metresAtMost, best?.metres ?? Infinity)) break
        for (let r = Math.max(0, r0 - ring); r <= Math.min(rows - 1, r0 + ring); r++) {
          const whole = Math.abs(r - r0) === ring
          const step = whole || ring === 0 ? 1 : 2 * ring
          const from = whole ? Math.max(0, c0 - ring) : c0 - ring
          for (let c = from; c <= Math.min(columns - 1, c0 + ring); c += step)
            if (c >= 0) look(r * columns + c)
        }
      }
      return best
    },
  }
}

function pointOn(graph: RoadGraph, { edge, point, part, metres }: Hit): RoadPoint {
  const { shapeFirst, shapeLon, shapeLat } = graph
  const hop = (at: number) => hopMillimetres(shapeLon[at], shapeLat[at], shapeLon[at + 1], shapeLat[at + 1])
  let [behind, whole] = [0, 0]
  for (let at = shapeFirst[edge]; at < shapeFirst[edge + 1] - 1; at++) {
    const length = hop(at)
    if (at < point) behind += length
    if (at === point) behind += length * part
    whole += length
  }
  const between = (values: Int32Array) => values[point] + (values[point + 1] - values[point]) * part
  return {
    edge,
    share: whole === 0 ? 0 : Math.min(1, behind / whole),
    place: placeOf(between(shapeLon), between(shapeLat)),
    metresOff: metres,
  }
}

function boxOf(lon: Int32Array, lat: Int32Array) {
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity }
  for (let i = 0; i < lon.length; i++) {
    if (lon[i] < box.west) box.west = lon[i]
    if (lon[i] > box.east) box.east = lon[i]
    if (lat[i] < box.south) box.south = lat[i]
    if (lat[i] > box.north) box.north = lat[i]
  }
  return box
}

const inOrder = (a: number, b: number): [number, number] => (a < b ? [a, b] : [b, a])
