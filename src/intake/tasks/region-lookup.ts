/** Is this place in the county, and of which class? From what the service knows, or from the shipped region without it. */
import { cellAt } from '../../../geo/cell.ts'
import { createGridIndex } from '../../../geo/grid-index.ts'
import type { Place } from '../../../geo/place.ts'
import { createPolygonIndex } from '../../../geo/polygon-index.ts'
import { toTm35fin } from '../../../geo/projection.ts'
import type { Region } from '../../../geo/region.ts'
import type { RegionLookup } from './notices.ts'

/** EMS area classes by the 1 km cell; places by the county's borders. */
export function regionLookup({ borders, cells, edgeCells, areaClasses }: Region): RegionLookup {
  const county = createPolygonIndex(borders.map(({ code, polygons }) => ({ id: code, polygons })))
  const own = Array.from(cells.e, (e, i) => ({ e, n: cells.n[i]!, value: cells.areaClass[i]! }))
  const edge = edgeCells.map(({ e, n, areaClass }) => ({
    ...{ e, n, value: areaClasses.findIndex(({ id }) => id === areaClass) },
  }))
  const classes = createGridIndex([...own, ...edge])
  return (place: Place) => {
    if (!mayBeProjected(place)) return undefined
    const point = toTm35fin(place)
    if (county.at(point) === undefined) return undefined
    const index = classes.at(cellAt(point))
    return index === undefined ? {} : { zoneClass: areaClasses[index]!.id }
  }
}

/** The projection is of Finland: elsewhere its series gives numbers without meaning. */
function mayBeProjected({ lon, lat }: Place): boolean {
  return lon > 15 && lon < 36 && lat > 57 && lat < 72
}
