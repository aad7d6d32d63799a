/** By which speeds does `vaste route` drive? Those in use, where a database can be asked for them; and the words for which. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Place } from '../../geo/place.ts'
import type { RoadGraph } from '../../geo/roads/road-graph.ts'
import type { SpeedSettings } from '../../geo/roads/speeds.ts'
import type { CalibrationView } from '../contract/calibration.ts'
import { isWinter } from '../domain/drive-model.ts'
import { VasteError } from '../domain/error.ts'
import type { DriveKind } from '../domain/measured-drive.ts'
import type { Database } from '../store/database.ts'
import { newestSpeeds } from '../store/drives.ts'
import { assumedSpeeds } from '../usecases/gather-drives.ts'
import { loadReference } from '../usecases/reference.ts'
import { areaSystem } from '../usecases/show-region.ts'
import { speedsInUse } from '../usecases/speeds-in-use.ts'
import { withDatabase } from './open.ts'

export interface RouteSpeeds {
  readonly settings: SpeedSettings
  /** In words: assumed or adopted, and why. */
  readonly basis: string
  readonly calibration?: CalibrationView
  /** What becomes of the seconds to a place; absent: nothing. */
  readonly atScene?: (to: Place) => { readonly factor: number; readonly fixedSeconds: number }
}

export function assumedRouteSpeeds(kind: DriveKind, basis: string): RouteSpeeds {
  return { settings: assumedSpeeds[kind], basis: `assumed: ${basis}` }
}

/** Of the configured database. While a running service holds it nothing is known of adopted speeds, and that is said. */
export async function routeSpeedsInUse(kind: DriveKind, graph: RoadGraph): Promise<RouteSpeeds> {
  const { DATABASE_URL, VASTE_DATA } = process.env
  if (!DATABASE_URL && !existsSync(join(VASTE_DATA || './data', 'database')))
    return assumedRouteSpeeds(kind, 'there is no database to adopt any in')
  try {
    return await withDatabase(undefined, (db, { county }) => routeSpeedsFrom(db, { county, kind, graph }))
  } catch (fault) {
    if (!(fault instanceof VasteError && fault.code === 'unavailable')) throw fault
    const away = 'a running service holds the database, or it is away'
    return assumedRouteSpeeds(kind, `whether others are adopted is not known here, because ${away}`)
  }
}

export async function routeSpeedsFrom(
  db: Database,
  asked: {
    readonly county: string
    readonly kind: DriveKind
    readonly graph: RoadGraph
    readonly now?: number
  },
): Promise<RouteSpeeds> {
  const { county, kind, graph, now = Date.now() } = asked
  const line = await newestSpeeds(db, county)
  if (!line?.speeds) return assumedRouteSpeeds(kind, 'none are adopted')
  const reference = await loadReference(db, county)
  const speeds = speedsInUse(line, graph, isWinter(reference.calendar.localMonth(now)))
  const { settings, adopted, calibration, atScene } = speeds.of(kind)
  if (!speeds.applies) return assumedRouteSpeeds(kind, 'the adopted ones were learnt on other roads')
  if (!adopted || !calibration) return assumedRouteSpeeds(kind, `none are adopted for ${kind} drives`)
  const { adoptedAt, from, to, demo, medianErrorSeconds } = calibration
  const learnt = `learnt from ${demo ? 'INVENTED ' : ''}tasks of ${from} to ${to}`
  return {
    ...{ settings, calibration },
    basis: `adopted ${adoptedAt.slice(0, 10)}, ${learnt}, cross-validated median error ${medianErrorSeconds} s`,
    atScene(place) {
      const location = { place, municipality: reference.municipalityOf({ place }) }
      const answer = reference.zoneOf(areaSystem, location, reference.localDate(now))
      return atScene!(answer.kind === 'class' ? answer.id : undefined)
    },
  }
}
