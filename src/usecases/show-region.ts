/** The county as the map draws it. */
import { toWgs84 } from '../../geo/projection.ts'
import type { RegionView } from '../contract/region.ts'
import type { ZoneClass } from '../store/zones.ts'
import type { CountyReference } from './reference.ts'

export function showRegion(reference: CountyReference): RegionView {
  const { county, municipalities, cells, hospitals, zoneVersions } = reference
  const codes = municipalities.map(({ code }) => code)
  const today = zoneVersions
    .filter(({ system, validTo }) => system === areaSystem && validTo === undefined)
    .at(-1)
  const areaClasses = today?.classes ?? []
  const classIds = areaClasses.map(({ id }) => id)
  const on = today?.validFrom ?? ''
  return {
    county: county.county,
    name: county.name,
    municipalities: municipalities.map(({ code, name, seat, residents }) => ({
      code,
      name,
      place: seat,
      residents,
    })),
    areaClasses: [...areaClasses],
    zoneClasses: [...newestNames(zoneVersions).values()],
    cells: {
      e: [...cells.e],
      n: [...cells.n],
      areaClass: cells.e.map((e, i) => {
        const cell = { e, n: cells.n[i]! }
        const answer = reference.zoneOf(areaSystem, { cell, municipality: cells.municipality[i]! }, on)
        return answer.kind === 'class' ? classIds.indexOf(answer.id) : -1
      }),
      municipality: cells.municipality.map((code) => codes.indexOf(code)),
      residents: cells.residents.map((count) => Math.round(count * 10) / 10),
    },
    borders: municipalities.map(({ code, border }) => ({
      code,
      polygons: border.map((polygon) =>
        polygon.map((ring) => ring.map(([east, north]) => degrees(east, north))),
      ),
    })),
    hospitals: hospitals.map(({ name, place }) => ({ name, place })),
    attribution: [...county.attribution],
    residentsEstimated: cells.residentsEstimated,
  }
}

/** Class ids are unique across the systems of a county; a newer version's name stands. */
function newestNames(versions: CountyReference['zoneVersions']): Map<string, ZoneClass> {
  return new Map(versions.flatMap(({ classes }) => classes.map((zoneClass) => [zoneClass.id, zoneClass])))
}

/** The EMS area classes of Decree 585/2017. */
export const areaSystem = 'ems-area'

/** Five decimals are about a metre: more than a 1:1 000 000 border holds. */
function degrees(east: number, north: number): number[] {
  const { lon, lat } = toWgs84({ east, north })
  return [Math.round(lon * 1e5) / 1e5, Math.round(lat * 1e5) / 1e5]
}
