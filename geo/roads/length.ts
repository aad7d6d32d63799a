/** How long is a short line between two places, on the ellipsoid? */
import { unitsOfDegree } from './road-graph.ts'

const radians = Math.PI / 180 / unitsOfDegree
const equator = 6_378_137
const squaredEccentricity = 0.0066943800229

/**
 * Whole millimetres between two places in 1e-7 degrees, by the radii of curvature (WGS84) at the middle latitude:
 * within a millionth for hops up to some kilometres. Whole, so that sums do not depend on their order.
 */
export function hopMillimetres(lonA: number, latA: number, lonB: number, latB: number): number {
  const sine = Math.sin(((latA + latB) / 2) * radians)
  const root = 1 - squaredEccentricity * sine * sine
  const across = equator / Math.sqrt(root)
  const along = (across * (1 - squaredEccentricity)) / root
  const east = (lonB - lonA) * radians * across * Math.sqrt(1 - sine * sine)
  const north = (latB - latA) * radians * along
  return Math.round(Math.sqrt(east * east + north * north) * 1000)
}
