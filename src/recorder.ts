/** Wires the flight recorder: the board of then with roads and coverage of its own, and the keyframes kept by the clock. */
import type { Config } from './config.ts'
import type { ReachView } from './contract/reach.ts'
import { alarmLimits } from './domain/alarm.ts'
import { VasteError } from './domain/error.ts'
import { type Service, services } from './domain/vocabulary.ts'
import { type Board, createBoard } from './live/board.ts'
import { createDrives, type LiveSpeeds } from './live/drives.ts'
import { createFlightRecorder, type FlightRecorder } from './live/flight-recorder.ts'
import type { Log } from './log.ts'
import type { Database } from './store/database.ts'
import { createTurns } from './store/turns.ts'
import type { Ground } from './usecases/coverage-ground.ts'
import { keepKeyframes } from './usecases/keep-keyframes.ts'
import type { PromisedCrews } from './usecases/readiness-plan.ts'
import type { CountyReference } from './usecases/reference.ts'
import { type CoverageOptions, createCoverageDesk } from './usecases/show-coverage.ts'
import { reachView } from './usecases/show-reach.ts'

export interface RecorderParts {
  readonly db: Database
  readonly config: Config
  readonly now: () => number
  readonly reference: () => CountyReference
  readonly roads: CoverageOptions['roads']
  /** In use now, as the living board has them. */
  readonly speeds?: (urgent: boolean) => LiveSpeeds
  readonly ground: () => Ground
  /** By the readiness register as it reads today. */
  readonly promisedAt: (at: number) => PromisedCrews
  readonly log: Log
}

export interface RunningRecorder {
  readonly desk: FlightRecorder
  stop(): Promise<void>
}

/** How often it is looked whether a keyframe is due. */
const keyframesMs = 60_000

export function startFlightRecorder(parts: RecorderParts): RunningRecorder {
  const { db, config, now, reference, roads, speeds, promisedAt, log } = parts
  const { freshness } = config
  // All that is asked for is searched at once: nobody waits for the next look at a board of the past.
  const drives = createDrives({
    ...{ roads, searchesAtOnce: Number.POSITIVE_INFINITY },
    ...(speeds && { speeds }),
  })
  const desk = createFlightRecorder({
    ...{ db, reference, now },
    ...{ keepPositionsDays: config.keepPositionsDays, keepPlacesDays: config.keepPlacesDays },
    boardThen: (then) =>
      createBoard({ ...then, reference, freshness, drives, promised: () => promisedAt(then.now()) }),
    alarmLimits: { ...alarmLimits, silentAfter: freshness.silentAfterSeconds },
    reachThen: createReachThen(parts),
  })
  let stopped = false
  let keeping: Promise<unknown> | undefined
  const keep = () => {
    keeping ??= keepKeyframes(db, reference(), now(), () => stopped)
      .catch((fault) => log.error('recorder.keyframe-not-kept', { fault }))
      .finally(() => {
        keeping = undefined
      })
  }
  keep()
  const timer = setInterval(keep, keyframesMs)
  return {
    desk,
    async stop() {
      stopped = true
      clearInterval(timer)
      drives.stop()
      await keeping
    },
  }
}

/** Coverage of its own, so that the living one is not led astray; made when first asked for. */
function createReachThen({ reference, roads, ground, config, promisedAt }: RecorderParts) {
  const inTurn = createTurns()
  let shown: { readonly board: Board; readonly at: number } | undefined
  const coverage = createCoverageDesk({
    ...{ reference, roads, ground, freshness: config.freshness, keptMs: Number.NEGATIVE_INFINITY },
    now: () => shown!.at,
    standing: () => shown!.board.things(),
    demo: () => shown!.board.demo,
    promised: () => promisedAt(shown!.at),
  })
  const viewOf = (service: Service, board: Board) =>
    coverage
      // What was usual then is not recorded.
      .read(service, (state) => reachView(state, { alertedAt: board.alertedAt }))
      .catch((fault: unknown) => {
        // No decision in force, or no roads: nothing can be said of that service.
        if (!(fault instanceof VasteError && fault.code === 'not-found')) throw fault
      })
  return (board: Board, at: number) =>
    inTurn(async () => {
      shown = { board, at }
      const views: ReachView[] = []
      for (const service of services)
        views.push(...[await viewOf(service, board)].filter((view) => view !== undefined))
      return views
    })
}
