/** How is an area written down? As rings of EPSG:3067 metres, in the order GeoJSON has them. */

export type Position = readonly [east: number, north: number]
/** Closed: the last position repeats the first. */
export type Ring = readonly Position[]
/** The outer ring, then its holes. */
export type Polygon = readonly Ring[]

export interface PolygonZone {
  readonly id: string
  readonly polygons: readonly Polygon[]
}

export interface Box {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

/** The box of some polygons; with none of them, west is above east. */
export function boxOfPolygons(polygons: Iterable<Polygon>): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const polygon of polygons) {
    for (const [x, y] of polygon[0] ?? []) {
      if (x < west) west = x
      if (x > east) east = x
      if (y < south) south = y
      if (y > north) north = y
    }
  }
  return { west, south, east, north }
}

/** Square metres inside the outer ring and outside the holes, whichever way the rings run. */
export function polygonArea(polygon: Polygon): number {
  return polygon.reduce((sum, ring, index) => sum + (index === 0 ? 1 : -1) * ringArea(ring), 0)
}

function ringArea(ring: Ring): number {
  // Reckoned from the ring's first corner: from the origin of the projection the products would swallow the metres.
  const [originEast, originNorth] = ring[0] ?? [0, 0]
  let twice = 0
  for (let i = 1; i < ring.length; i++) {
    const [x1, y1] = ring[i - 1]!
    const [x2, y2] = ring[i]!
    twice += (x1 - originEast) * (y2 - originNorth) - (x2 - originEast) * (y1 - originNorth)
  }
  return Math.abs(twice) / 2
}
