/** Wires the flight recorder: the board of then with roads and coverage of its own, and the keyframes kept by the clock. */
import type { Config } from './config.ts'
import { alarmLimits } from './domain/alarm.ts'
import { createBoard } from './live/board.ts'
import { createDrives, type LiveSpeeds } from './live/drives.ts'
import {
  createFlightRecorder,
  type FlightRecorder,
  type FlightRecorderOptions as Options,
} from './live/flight-recorder.ts'
import { createReachThen } from './live/reach-then.ts'
import type { Log } from './log.ts'
import type { Database } from './store/database.ts'
import { type Ground, graphInUse, keptGround } from './usecases/coverage-ground.ts'
import { keepKeyframes } from './usecases/keep-keyframes.ts'
import type { CountyReference } from './usecases/reference.ts'
import { type CoverageOptions, createCoverageDesk } from './usecases/show-coverage.ts'
import type { SpeedsInUse } from './usecases/speeds-in-use.ts'

/** Which speeds were in use at a moment: the same object while nothing changes, and those of now where they are. */
export interface SpeedsThen {
  at(moment: number): Promise<SpeedsInUse>
  current(): SpeedsInUse
  liveBy(speeds: SpeedsInUse): (urgent: boolean) => LiveSpeeds
}

export interface RecorderParts {
  readonly db: Database
  readonly config: Config
  readonly now: () => number
  readonly reference: () => CountyReference
  readonly roads: CoverageOptions['roads']
  readonly speeds?: SpeedsThen
  /** Of now. */
  readonly ground: () => Ground
  readonly log: Log
}

export interface RunningRecorder {
  readonly desk: FlightRecorder
  stop(): Promise<void>
}

/** How often it is looked whether a keyframe is due. */
const keyframesMs = 60_000

export function startFlightRecorder(parts: RecorderParts): RunningRecorder {
  const { db, config, now, reference, log } = parts
  const desk = createFlightRecorder({
    ...{ db, reference, now },
    ...{ keepPositionsDays: config.keepPositionsDays, keepPlacesDays: config.keepPlacesDays },
    makersThen: createMakers(parts),
    alarmLimits: { ...alarmLimits, silentAfter: config.freshness.silentAfterSeconds },
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
      await keeping
    },
  }
}

/** With the speeds of then; where they are those of now, on the ground that is there already. */
function createMakers({ reference, roads, ground, speeds, config }: RecorderParts): Options['makersThen'] {
  const { freshness } = config
  const madeWith = (known?: SpeedsInUse) => ({
    known,
    // All that is asked for is searched at once: nobody waits for the next look at a board of the past.
    drives: createDrives({
      ...{ roads, searchesAtOnce: Number.POSITIVE_INFINITY },
      ...(known && speeds && { speeds: speeds.liveBy(known) }),
    }),
    ground:
      known && known !== speeds?.current()
        ? keptGround({ reference, roads, speeds: () => known.of('emergency') })
        : ground,
  })
  let made: ReturnType<typeof madeWith> | undefined
  return async (registers, at) => {
    const known = graphInUse(roads) && (await speeds?.at(at))
    if (!made || made.known !== known) made = madeWith(known)
    const { drives, ground } = made
    const around = { freshness, reference: () => registers.reference }
    const promised = (now: () => number) => () => registers.promisedAt(now())
    return {
      board: (then) => createBoard({ ...around, ...then, drives, promised: promised(then.now) }),
      reach: (board, now) =>
        createReachThen(
          createCoverageDesk({
            ...{ ...around, roads, ground, now, keptMs: Number.NEGATIVE_INFINITY },
            ...{ standing: () => board.things(), demo: () => board.demo, promised: promised(now) },
          }),
          board,
        ),
    }
  }
}
