/**
 * A seeded stream through the real recorder, board, coverage and alarms, under a clock of its own: out of order, late,
 * repeated, refused and reviewed. At random instants the frame is noted as the board shows it, to be compared with what
 * the flight recorder rebuilds.
 */
import { readConfig } from '../../src/config.ts'
import type { Situation } from '../../src/contract/situation.ts'
import type { ServiceLevelDecision } from '../../src/domain/service-level-decision.ts'
import { alarmSituation } from '../../src/live/alarm-situation.ts'
import { createAlarmWatch } from '../../src/live/alarms.ts'
import { createBoard } from '../../src/live/board.ts'
import { createDrives } from '../../src/live/drives.ts'
import type { FlightRecorder } from '../../src/live/flight-recorder.ts'
import { createReachWatch } from '../../src/live/reach.ts'
import { silentLog } from '../../src/log.ts'
import { startFlightRecorder } from '../../src/recorder.ts'
import { streamOf } from '../../src/simulate/random.ts'
import { saveAlarms } from '../../src/store/alarms.ts'
import { listSources, stationsOnBoard, unitsOnBoard } from '../../src/store/board-state.ts'
import { openTasks } from '../../src/store/task-cache.ts'
import { createAlarmDesk } from '../../src/usecases/acknowledge-alarm.ts'
import { keptGround } from '../../src/usecases/coverage-ground.ts'
import { judged } from '../../src/usecases/judge-tasks.ts'
import { keepKeyframes } from '../../src/usecases/keep-keyframes.ts'
import { nothingPromised } from '../../src/usecases/readiness-plan.ts'
import { createRecorder } from '../../src/usecases/record-events.ts'
import { createCoverageDesk } from '../../src/usecases/show-coverage.ts'
import { createUsualReach } from '../../src/usecases/usual-reach.ts'
import { gridRoads } from '../usecases/small-roads.ts'
import {
  aDecision,
  aTarget,
  county,
  noon,
  type SmallWorld,
  type SmallWorldOptions,
  smallWorld,
} from '../usecases/small-world.ts'
import { message, reviewed } from './recorded-messages.ts'

const config = readConfig({ VASTE_COUNTY: county }, { demo: false })
const { freshness } = config

export interface NotedFrame {
  readonly at: number
  /** Of the board that has followed. */
  readonly followed: Situation
  /** Of a service that started at that instant. */
  readonly started: Situation
}

export interface RecordedStream {
  readonly frames: readonly NotedFrame[]
  readonly flight: FlightRecorder
  readonly counts: Record<
    'accepted' | 'duplicate' | 'refused' | 'late' | 'reviews' | 'alarms' | 'withheld' | 'reached',
    number
  >
  stop(): Promise<void>
}

/** The small county with roads, a unit of each kind at home in its one station, and something to be late for. */
export function recordedWorld(): Promise<SmallWorld> {
  const decisions: ServiceLevelDecision[] = [
    aDecision({
      targets: [
        aTarget({ withinSeconds: 300 }),
        aTarget({ measure: 'ambulance', withinSeconds: 600 }),
        aTarget({ urgencies: ['C'] }),
      ],
    }),
  ]
  const unit = { service: 'ems' as const, station: 'mid', demo: false }
  const units: SmallWorldOptions['units'] = [
    { ...unit, unit: 'E1', type: 'als' },
    { ...unit, unit: 'E2', type: 'bls' },
    { ...unit, unit: 'F1', type: 'first-response' },
  ]
  return smallWorld({ decisions, units })
}

export async function recordedStream(
  world: SmallWorld,
  seed: number,
  instants: number,
): Promise<RecordedStream> {
  const random = streamOf(seed, 'recorded')
  const clock = { now: noon }
  const counts = { accepted: 0, duplicate: 0, refused: 0, late: 0, reviews: 0 }
  const living = await livingBoard(world, clock)
  const { recorder, watch, alarmDesk } = living
  const sent: object[] = []
  const frames: NotedFrame[] = []
  // The recording begins here.
  await keepKeyframes(world.db, world.reference, clock.now)
  while (frames.length < instants) {
    clock.now += 1 + Math.floor(random() ** 4 * 240_000)
    const batch = Array.from({ length: 1 + Math.floor(random() * 5) }, () =>
      message(random, clock.now, sent, counts),
    )
    const answer = await recorder.record(batch)
    counts.accepted += answer.accepted
    counts.duplicate += answer.duplicate
    counts.refused += answer.refused
    if (random() < 0.15 && (await reviewed(random, clock.now, sent, recorder, world))) counts.reviews++
    if (random() < 0.5) clock.now += Math.floor(random() * 30_000)
    await living.look()
    const open = watch.state().open
    if (open.length > 0 && random() < 0.15) {
      const alarm = open[Math.floor(random() * open.length)]!
      if (random() < 0.5) await alarmDesk.acknowledge(alarm.id, 'tester')
      else await alarmDesk.shelve(alarm.id, random() < 0.7 ? clock.now + 900_000 : undefined, 'tester')
    }
    if (random() < 0.02) await keepKeyframes(world.db, world.reference, clock.now)
    if (random() < 0.5) continue
    frames.push({ at: clock.now, ...(await living.frames()) })
    clock.now += 1
  }
  const [row] = await world.db.query<{ n: number }>('select count(*)::int as n from alarm')
  await keepKeyframes(world.db, world.reference, clock.now)
  const flight = flightOf(world, living)
  const withheld = frames.filter(({ started }) => started.alarmsWithheld.length > 0).length
  const reached = frames.filter(({ started }) => started.reach.some(({ sources }) => sources > 0)).length
  return {
    ...{ frames, flight: flight.desk, counts: { ...counts, alarms: row!.n, withheld, reached } },
    stop: () => flight.stop(),
  }
}

export type LivingBoard = Awaited<ReturnType<typeof livingBoard>>

/** Wired as the service does, but that its clock stands still between two messages: what is done by the clock is done in `look`. */
export async function livingBoard(world: SmallWorld, clock: { now: number }) {
  const { db } = world
  const graph = gridRoads()
  const parts = { reference: () => world.reference, roads: () => graph, now: () => clock.now, freshness }
  const { reference, now } = parts
  const drives = createDrives({ roads: parts.roads, searchesAtOnce: Number.POSITIVE_INFINITY })
  const boardOf = async () =>
    createBoard({
      ...{ ...parts, drives, initial: await startedWith(world) },
      ...{ alarms: () => watch.views(), reach: () => reach.views() },
    })
  const board = await boardOf()
  const watch = createAlarmWatch({
    publish: () => {},
    save: (alarms) => saveAlarms(db, county, alarms),
    onFault: (fault) => {
      throw fault
    },
  })
  const coverage = createCoverageDesk({
    ...{ ...parts, ground: keptGround(parts), standing: () => board.things() },
    ...{ demo: () => false, keptMs: Number.NEGATIVE_INFINITY },
  })
  const reach = createReachWatch({
    ...{ read: coverage.read, alertedAt: board.alertedAt, publish: () => {} },
    usual: createUsualReach({
      ...{ db, county, promised: () => nothingPromised, stations: () => board.things().stations },
    }),
  })
  const nothing = { tasks: [], units: [], stations: [], sources: [] }
  const recorder = createRecorder({
    ...{ db, county, now, reference, isDemoSource: () => false },
    onCommitted: (changes) => board.apply({ ...nothing, ...changes }),
  })
  return {
    ...{ ...parts, recorder, watch },
    alarmDesk: createAlarmDesk({ db, county, alarms: watch, now }),
    /** The estimates first: by those that are held over the alarms would see what a new board does not. */
    async look({ refreshed = true } = {}) {
      if (refreshed) board.refreshExpected()
      await reach.look()
      watch.look(alarmSituation(board.things(), { listeningSince: noon, areas: reach.areas() }), clock.now)
      await watch.idle()
    },
    async frames() {
      const started = await boardOf()
      const numbering = { run: '', number: 0 }
      return { followed: board.situation(numbering), started: started.situation(numbering) }
    },
  }
}

/** With drives and coverage of its own, as in the service. */
export function flightOf(world: SmallWorld, living: Pick<LivingBoard, 'roads' | 'now' | 'reference'>) {
  const { now, reference, roads } = living
  return startFlightRecorder({
    ...{ db: world.db, config, now, reference, roads, log: silentLog },
    ground: keptGround(living),
  })
}

async function startedWith({ db, reference }: SmallWorld) {
  return {
    tasks: (await openTasks(db, county)).map((task) => judged(task, reference)),
    units: await unitsOnBoard(db, county),
    stations: await stationsOnBoard(db, county),
    sources: await listSources(db, county),
  }
}
