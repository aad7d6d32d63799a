/** Wires the speeds in use: read at the start, followed while the service runs, and the desk that studies and adopts them. */
import type { Place } from '../geo/place.ts'
import type { RoadGraph } from '../geo/roads/road-graph.ts'
import type { Fit } from './domain/cell-fit.ts'
import type { LiveSpeeds } from './live/drives.ts'
import type { Log } from './log.ts'
import type { Database } from './store/database.ts'
import { createDriveDesk, type DriveDesk, type DriveDeskOptions } from './usecases/drive-desk.ts'
import { learnInThread } from './usecases/learn-in-thread.ts'
import type { CountyReference } from './usecases/reference.ts'
import { areaSystem } from './usecases/show-region.ts'
import { createSpeedsKeeper, type SpeedsInUse } from './usecases/speeds-in-use.ts'

export interface Speeds {
  /** The same object while nothing changes. Throws `not-found` for a county without roads. */
  current(): SpeedsInUse
  /** As of a moment of the past; see the keeper. */
  at(moment: number): Promise<SpeedsInUse>
  /** As live arrivals take them: what hangs on the scene by its place. */
  live(urgent: boolean): LiveSpeeds
  /** The same of other speeds than those of now. */
  liveBy(speeds: SpeedsInUse): (urgent: boolean) => LiveSpeeds
  /**
   * How well emergency drives to a cell, by its id, are foretold by the speeds in use: as was adopted, else as the newest
   * study found of the assumed ones. Undefined while nobody has looked.
   */
  fit(): ((cell: string) => Fit) | undefined
  /** Reads what was adopted last. */
  follow(): Promise<void>
  desk(more: Pick<DriveDeskOptions, 'demo' | 'historyLoading'>): DriveDesk
  stop(): Promise<void>
}

/** How soon what another program has adopted is in use. */
const followMs = 3000

export async function followSpeeds(options: {
  readonly db: Database
  readonly county: string
  readonly reference: () => CountyReference
  readonly roads: () => RoadGraph
  readonly now: () => number
  readonly log: Log
}): Promise<Speeds> {
  const { db, county, reference, roads, now, log } = options
  const keeper = await createSpeedsKeeper({
    ...{ db, county, roads, now },
    localMonth: (at) => reference().calendar.localMonth(at),
    onFault: (fault) => log.error('speeds.not-followed', { fault }),
  })
  const following = setInterval(() => void keeper.poll(), followMs)
  let desk: DriveDesk | undefined
  const liveBy = (speeds: SpeedsInUse) => (urgent: boolean) => {
    const { settings, atScene } = speeds.of(urgent ? 'emergency' : 'normal')
    if (!atScene) return { settings }
    const { municipalityOf, zoneOf, localDate } = reference()
    return {
      settings,
      atScene(place: Place) {
        const location = { place, municipality: municipalityOf({ place }) }
        const answer = zoneOf(areaSystem, location, localDate(now()))
        return atScene(answer.kind === 'class' ? answer.id : undefined)
      },
    }
  }
  return {
    ...{ current: keeper.current, at: keeper.at, follow: keeper.poll, liveBy },
    fit: () => keeper.current().of('emergency').fitOf ?? desk?.assumedFit(),
    live: (urgent) => liveBy(keeper.current())(urgent),
    desk(more) {
      desk = createDriveDesk({ db, reference, roads, speeds: keeper, now, learn: learnInThread, ...more })
      return desk
    },
    async stop() {
      clearInterval(following)
      await desk?.stop()
    },
  }
}
