/** How does a county become a world to simulate? */
import { toTm35fin, toWgs84 } from '../../geo/projection.ts'
import type { Region } from '../../geo/region.ts'
import { driveSecondsOver } from '../../geo/travel.ts'
import { fleetOf } from './fleet.ts'
import type { World } from './world.ts'

/** With the invented demo fleet of `fleetOf`. Hospitals outside the county take no one in the demo. */
export function worldOf(region: Region, zone = 'Europe/Helsinki'): World {
  const { cells } = region
  const stations = region.stations.map((station) => ({ ...station, at: toTm35fin(station.place) }))
  return {
    cells: {
      length: cells.length,
      e: cells.e,
      n: cells.n,
      residents: cells.residents,
      municipality: Array.from(cells.municipality, (index) => region.municipalities[index]!.code),
      areaClass: Uint8Array.from(cells.areaClass, (index) => region.areaClasses[index]!.order),
    },
    stations,
    hospitals: region.hospitals
      .filter((hospital) => hospital.inside)
      .map(({ id, place, role }) => ({ id, at: toTm35fin(place), main: role === 'central' })),
    units: fleetOf(stations),
    zone,
    toPlace: toWgs84,
    driveSeconds: (from, to, lightsAndSiren) =>
      driveSecondsOver(Math.hypot(from.east - to.east, from.north - to.north), lightsAndSiren),
  }
}
