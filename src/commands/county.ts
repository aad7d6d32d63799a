/** Makes sure that a county is there before the first data of it: the pilot with all its reference data, another bare. */
import { pilotContent, pilotCounty } from '../pilot.ts'
import type { Database } from '../store/database.ts'
import { ensureCounty, installCounty } from '../usecases/install-county.ts'

/** `timeZone` is only for another county than the pilot, and only when it is new. */
export async function ensureInstalled(db: Database, county: string, timeZone: string): Promise<void> {
  if (county === pilotCounty) await installCounty(db, pilotContent({ demo: false }), Date.now())
  else await ensureCounty(db, county, timeZone)
}
