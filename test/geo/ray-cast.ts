/** The plain way of asking for the zone of a point, edge by edge: what the fast index must agree with. */
import type { Point } from '../../geo/place.ts'
import type { PolygonZone, Position } from '../../geo/polygon.ts'
import { sideOf } from '../../geo/side.ts'

/** The first zone with an odd number of border edges to the east of the point; a point on an edge is east of it. */
export function zoneByRayCast(zones: readonly PolygonZone[], { east, north }: Point): string | undefined {
  return zones.find(({ polygons }) => {
    let inside = false
    for (const ring of polygons.flat()) {
      for (let i = 1; i < ring.length; i++) {
        const [low, high] = upward(ring[i - 1]!, ring[i]!)
        if (low[1] > north === high[1] > north) continue
        if (sideOf(low[0], low[1], high[0], high[1], east, north) > 0) inside = !inside
      }
    }
    return inside
  })?.id
}

function upward(p: Position, q: Position): [Position, Position] {
  return p[1] <= q[1] ? [p, q] : [q, p]
}
