/** The ground that the service reckons on, for a command: the county's roads at the speeds that were adopted. */
import type { Config } from '../config.ts'
import { createLog } from '../log.ts'
import { loadRoads } from '../roads.ts'
import { followSpeeds, type Speeds } from '../speeds.ts'
import type { Database } from '../store/database.ts'
import { type Ground, keptGround } from '../usecases/coverage-ground.ts'
import type { CountyReference } from '../usecases/reference.ts'
import type { SpeedsInUse } from '../usecases/speeds-in-use.ts'

export interface GroundInUse {
  readonly ground: () => Ground
  readonly speeds: () => SpeedsInUse
  readonly fit: Speeds['fit']
}

/** As of now: a command does not follow what is adopted meanwhile. */
export async function groundInUse(
  db: Database,
  config: Config,
  countyReference: CountyReference,
): Promise<GroundInUse> {
  const [log, reference] = [createLog(), () => countyReference]
  const { county } = countyReference.county
  const roads = await loadRoads({ ...config, county }, log)
  const { current, fit, stop } = await followSpeeds({ db, county, reference, roads, now: Date.now, log })
  await stop()
  const ground = keptGround({ reference, roads, speeds: () => current().of('emergency') })
  return { ground, fit, speeds: current }
}
