/** The live parts that reckon over roads, wired together: the board, coverage, who is out of reach, and the way of a unit. */
import type { RoadGraph } from '../geo/roads/road-graph.ts'
import type { FreshnessLimits } from './contract/freshness.ts'
import type { Change, Situation } from './contract/situation.ts'
import { type Board, createBoard } from './live/board.ts'
import { createDrives, type LiveSpeeds } from './live/drives.ts'
import { createReachWatch, type ReachWatch } from './live/reach.ts'
import { createRouteDesk, type RouteDesk } from './live/show-route.ts'
import type { Log } from './log.ts'
import type { Database } from './store/database.ts'
import { type Ground, graphInUse } from './usecases/coverage-ground.ts'
import { createReadinessRegister } from './usecases/readiness-plan.ts'
import type { Changes } from './usecases/record-events.ts'
import type { CountyReference } from './usecases/reference.ts'
import { type CoverageDesk, createCoverageDesk } from './usecases/show-coverage.ts'
import { createUsualReach } from './usecases/usual-reach.ts'

export interface LiveParts {
  readonly board: Board
  readonly coverage: CoverageDesk
  readonly reach: ReachWatch
  readonly route: RouteDesk
  /** Who is to be told that drives which were asked for are known. */
  onKnown(tell: () => void): void
  /** Looks at who is out of reach from now on. */
  start(): void
  /** Takes notice of what another program has changed in the readiness register. */
  follow(): Promise<void>
  stop(): Promise<void>
}

/** How soon it is told that an area has gone out of reach, and no more often. */
const reachMs = 10_000

export async function wireLive(options: {
  readonly db: Database
  readonly county: string
  readonly now: () => number
  readonly reference: () => CountyReference
  readonly freshness: FreshnessLimits
  readonly roads: () => RoadGraph
  /** In use now. */
  readonly speeds: (urgent: boolean) => LiveSpeeds
  /** Shared with who plans. */
  readonly ground: () => Ground
  readonly initial: Changes
  readonly alarms: () => Pick<Situation, 'alarms' | 'alarmsWithheld'>
  readonly publish: (changes: readonly Change[]) => void
  readonly log: Log
}): Promise<LiveParts> {
  const { db, county, now, reference, freshness, roads, ground, initial, alarms, publish, log } = options
  const { speeds } = options
  const drives = createDrives({ roads, speeds })
  drives.prepare()
  if (graphInUse(roads)) ground()
  const register = await createReadinessRegister(db, county, () => reference().calendar)
  const promised = () => register.promisedAt(now())
  const board = createBoard({
    ...{ now, freshness, initial, reference, drives, promised, alarms },
    reach: () => reach.views(),
  })
  const things = () => board.things()
  const coverage = createCoverageDesk({
    ...{ reference, roads, ground, now, freshness, promised, standing: things },
    demo: () => board.demo,
  })
  const usual = createUsualReach({ db, county, promised, stations: () => things().stations })
  const reach = createReachWatch({ read: coverage.read, usual, alertedAt: board.alertedAt, publish })
  const look = () => void reach.look().catch((fault) => log.error('reach.not-looked-at', { fault }))
  let looking: NodeJS.Timeout | undefined
  return {
    ...{ board, coverage, reach, onKnown: drives.onKnown },
    route: createRouteDesk({ things, roads, speeds, now, freshness, promised }),
    start() {
      looking = setInterval(look, reachMs)
      look()
    },
    follow: () => register.poll().catch((fault) => log.error('readiness.not-followed', { fault })),
    async stop() {
      clearInterval(looking)
      drives.stop()
      await reach.idle()
    },
  }
}
