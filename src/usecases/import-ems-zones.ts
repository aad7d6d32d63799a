/** Puts a new version of the EMS area classes in force; the version before it ends the day this one begins. */
import { cellKey } from '../../geo/cell.ts'
import type { CellRef } from '../../geo/place.ts'
import { VasteError } from '../domain/error.ts'
import type { Database } from '../store/database.ts'
import { saveZoneVersion } from '../store/zones.ts'
import { emsClasses, emsZoneName } from './install-county.ts'
import type { CountyReference } from './reference.ts'
import { areaSystem } from './show-region.ts'

export interface EmsRelease {
  readonly version: string
  /** Local date. */
  readonly validFrom: string
  /** Urban cells of the whole release. */
  readonly urban: readonly (CellRef & { readonly areaClass: string })[]
}

/** Returns cells of the county by class. Throws `invalid` when the release does not touch the county at all. */
export async function importEmsZones(
  db: Database,
  reference: CountyReference,
  release: EmsRelease,
): Promise<Record<string, number>> {
  const { county } = reference.county
  const urban = new Map(release.urban.map((cell) => [cellKey(cell), cell.areaClass]))
  const cells = reference.zonedCells()
  const classes = cells.map((cell) => urban.get(cellKey(cell)) ?? 'rural')
  if (!classes.some((id) => id !== 'rural'))
    throw new VasteError(
      'invalid',
      `the release has no urban cell in county '${county}'; expected one that covers it`,
    )
  const version = {
    ...{ system: areaSystem, version: release.version, name: emsZoneName, shape: 'cells' as const },
    ...{ validFrom: release.validFrom, demo: false, classes: emsClasses },
    source: `SYKE release '${release.version}', by the rule of THL (CC BY 4.0)`,
  }
  const content = { e: cells.map(({ e }) => e), n: cells.map(({ n }) => n), classes }
  await db.transaction((tx) => saveZoneVersion(tx, county, version, { cells: content }))
  return Object.fromEntries(emsClasses.map(({ id }) => [id, classes.filter((found) => found === id).length]))
}
