/** Are the places of a plan places of the county, and near a road? */
import { cellAt, cellKey } from '../../geo/cell.ts'
import type { Place } from '../../geo/place.ts'
import { toTm35fin } from '../../geo/projection.ts'
import type { PlanWarning } from '../contract/plan-effect.ts'
import { VasteError } from '../domain/error.ts'
import type { Plan } from '../domain/plan.ts'
import type { Ground } from './coverage-ground.ts'

/** A yard is nearer than this; a lake's middle seldom is. Over the hand-compiled roads it is only told. */
export const metresOffAtMost = 1000

/** Throws `invalid` for a place outside the county's cells or off all roads; tells of those that are far from one. */
export function checkPlaces({ changes }: Plan, ground: Ground): PlanWarning[] {
  const cells = new Set(ground.cells.e.map((e, i) => cellKey({ e, n: ground.cells.n[i]! })))
  return changes.flatMap((change, i): PlanWarning[] => {
    if (change.kind !== 'add-station' && change.kind !== 'move-station') return []
    const { id, place } =
      change.kind === 'add-station'
        ? { id: change.station.station, place: change.station.place }
        : { id: change.station, place: change.place }
    const refuse = (found: string): never => {
      throw new VasteError(
        'invalid',
        `change ${i + 1} (${change.kind}): found station '${id}' at ${degrees(place)}, ${found}`,
      )
    }
    if (!cells.has(cellKey(cellAt(toTm35fin(place)))))
      refuse('outside the cells of the county; expected a place inside it')
    const { graph, index } = ground.roads
    const metres = index.nearest(place)?.metresOff
    if (metres === undefined) return refuse('with no road within 50 km; expected a place by a road')
    if (metres <= metresOffAtMost) return []
    if (!graph.source.approximate)
      refuse(`${Math.round(metres)} m from the nearest road; expected at most ${metresOffAtMost} m`)
    return [{ kind: 'far-from-roads', change: i + 1, station: id, metres: Math.round(metres) }]
  })
}

function degrees({ lon, lat }: Place): string {
  return `lon ${lon.toFixed(4)}, lat ${lat.toFixed(4)}`
}
