/**
 * A seeded stream through the real recorder and board, under a clock of its own: out of order, late, repeated, refused.
 * At random instants the frame is noted as the board shows it, to be compared with what the flight recorder rebuilds.
 */
import { createHash } from 'node:crypto'
import type { Situation } from '../../src/contract/situation.ts'
import { alarmLimits } from '../../src/domain/alarm.ts'
import { VasteError } from '../../src/domain/error.ts'
import { unitStatuses, unitTypes } from '../../src/domain/vocabulary.ts'
import { alarmSituation } from '../../src/live/alarm-situation.ts'
import { createAlarmWatch } from '../../src/live/alarms.ts'
import { createBoard } from '../../src/live/board.ts'
import { createDrives } from '../../src/live/drives.ts'
import { createFlightRecorder, type FlightRecorder } from '../../src/live/flight-recorder.ts'
import { type Random, streamOf } from '../../src/simulate/random.ts'
import { saveAlarms } from '../../src/store/alarms.ts'
import { listSources, stationsOnBoard, unitsOnBoard } from '../../src/store/board-state.ts'
import { openTasks } from '../../src/store/task-cache.ts'
import { createAlarmDesk } from '../../src/usecases/acknowledge-alarm.ts'
import { judged } from '../../src/usecases/judge-tasks.ts'
import { keepKeyframes } from '../../src/usecases/keep-keyframes.ts'
import { createRecorder } from '../../src/usecases/record-events.ts'
import { county, iso, noon, places, type SmallWorld } from '../usecases/small-world.ts'

const freshness = { lateAfterSeconds: 60, silentAfterSeconds: 180 }
const tasks = Array.from({ length: 12 }, (_, i) => `t${i}`)
const units = ['E1', 'E2', 'E3', 'F1', 'R1']

export interface NotedFrame {
  readonly at: number
  /** Of the board that has followed, without what is reckoned by the clock: it is told only when it has moved enough. */
  readonly followed: string
  /** Of a service that started at that instant, whole. */
  readonly started: string
}

export interface RecordedStream {
  readonly frames: readonly NotedFrame[]
  readonly flight: FlightRecorder
  readonly counts: { accepted: number; duplicate: number; refused: number; late: number; alarms: number }
}

export async function recordedStream(
  world: SmallWorld,
  seed: number,
  instants: number,
): Promise<RecordedStream> {
  const random = streamOf(seed, 'recorded')
  const { db, reference } = world
  let now = noon
  const drives = createDrives({
    roads: () => {
      throw new VasteError('not-found', 'no roads here: straight lines')
    },
  })
  const around = { reference: () => reference, now: () => now, freshness, drives }
  const empty = { tasks: [], units: [], stations: [], sources: [] }
  const board = createBoard({ ...around, initial: await startedWith(world), alarms: () => watch.views() })
  const watch = createAlarmWatch({
    publish: () => {},
    save: (alarms) => saveAlarms(db, county, alarms),
    onFault: (fault) => {
      throw fault
    },
  })
  const recorder = createRecorder({
    ...{ db, county, now: () => now, reference: () => reference, isDemoSource: () => false },
    onCommitted: (changes) => board.apply({ ...empty, ...changes }),
  })
  const alarmDesk = createAlarmDesk({ db, county, alarms: watch, now: () => now })
  const counts = { accepted: 0, duplicate: 0, refused: 0, late: 0, alarms: 0 }
  const sent: object[] = []
  const frames: NotedFrame[] = []
  // The recording begins here.
  await keepKeyframes(db, reference, now)
  while (frames.length < instants) {
    now += 1 + Math.floor(random() ** 4 * 240_000)
    const batch = Array.from({ length: 1 + Math.floor(random() * 5) }, () =>
      message(random, now, sent, counts),
    )
    const answer = await recorder.record(batch)
    counts.accepted += answer.accepted
    counts.duplicate += answer.duplicate
    counts.refused += answer.refused
    if (random() < 0.5) now += Math.floor(random() * 30_000)
    watch.look(alarmSituation(board.things(), { listeningSince: noon, areas: [] }), now)
    await watch.idle()
    const open = watch.state().open
    if (open.length > 0 && random() < 0.15) {
      const alarm = open[Math.floor(random() * open.length)]!
      if (random() < 0.5) await alarmDesk.acknowledge(alarm.id, 'tester')
      else await alarmDesk.shelve(alarm.id, random() < 0.7 ? now + 900_000 : undefined, 'tester')
    }
    if (random() < 0.02) await keepKeyframes(db, reference, now)
    if (random() < 0.5) continue
    const started = createBoard({ ...around, initial: await startedWith(world), alarms: () => watch.views() })
    frames.push({
      at: now,
      followed: frameHash(board.situation({ run: '', number: 0 }), false),
      started: frameHash(started.situation({ run: '', number: 0 })),
    })
    now += 1
  }
  counts.alarms = (await db.query<{ n: number }>('select count(*)::int as n from alarm'))[0]!.n
  await keepKeyframes(db, reference, now)
  const flight = createFlightRecorder({
    ...{
      db,
      alarmLimits,
      reference: () => reference,
      now: () => now,
      keepPositionsDays: 7,
      keepPlacesDays: 30,
    },
    boardThen: (then) => createBoard({ ...then, reference: () => reference, freshness, drives }),
  })
  return { frames, flight, counts }
}

async function startedWith({ db, reference }: SmallWorld) {
  return {
    tasks: (await openTasks(db, county)).map((task) => judged(task, reference)),
    units: await unitsOnBoard(db, county),
    stations: await stationsOnBoard(db, county),
    sources: await listSources(db, county),
  }
}

/** Equal for equal frames, whatever the order of their things and fields. */
export function frameHash({ run: _run, number: _number, ...situation }: Situation, whole = true): string {
  const { tasks, ...rest } = situation
  const shown = whole ? tasks : tasks.map(({ expected: _e, arrivals: _a, outlook: _o, ...task }) => task)
  const withheld = whole ? rest : { ...rest, alarmsWithheld: [] }
  return createHash('sha256')
    .update(JSON.stringify(canonical({ ...withheld, tasks: shown })))
    .digest('hex')
}

export function canonical(value: unknown): unknown {
  if (Array.isArray(value))
    return value
      .map(canonical)
      .map((item) => JSON.stringify(item))
      .sort()
  if (value === null || typeof value !== 'object') return value
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  return Object.fromEntries(
    fields.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, field]) => [name, canonical(field)]),
  )
}

function message(random: Random, now: number, sent: object[], counts: { late: number }): object {
  const one = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)]!
  if (sent.length > 5 && random() < 0.12) return one(sent)
  if (sent.length > 5 && random() < 0.04) return { ...one(sent), at: iso(now - 5000) }
  if (random() < 0.04)
    return one<object>([
      { nothing: true },
      { ...one(sent.length > 0 ? sent : [{}]), at: 'yesterday' },
      { id: 'x', source: 'cad', kind: 'unit.status', unit: 'E1', status: 'asleep', at: iso(now) },
    ])
  const late = random() < 0.2
  if (late) counts.late++
  const at = iso(now - Math.floor(late ? random() * 3_600_000 : random() * 8000))
  const base = { id: `m${sent.length}`, source: one(['cad', 'avl', 'crew']), at }
  const task = one(tasks)
  const drawn = random()
  const place = one(Object.values(places))
  const kind =
    drawn < 0.15
      ? {
          kind: 'task.created',
          task,
          service: 'ems',
          urgency: one(['A', 'B', 'C', 'D']),
          origin: 'emergency-centre',
          place,
        }
      : drawn < 0.2
        ? { kind: 'task.urgency', task, urgency: one(['A', 'C']) }
        : drawn < 0.24
          ? { kind: 'task.moved', task, place }
          : drawn < 0.3
            ? { kind: one(['task.closed', 'task.cancelled']), task }
            : drawn < 0.65
              ? {
                  kind: 'unit.status',
                  unit: one(units),
                  unitType: one(unitTypes),
                  status: one(unitStatuses),
                  ...(random() < 0.7 ? { task } : {}),
                }
              : drawn < 0.85
                ? { kind: 'unit.position', unit: one(units), place }
                : drawn < 0.92
                  ? {
                      kind: 'station.readiness',
                      station: 'mid',
                      crew: Math.floor(random() * 4),
                      turnoutSeconds: 90,
                    }
                  : { kind: 'source.heartbeat' }
  const made = { ...base, ...kind }
  sent.push(made)
  return made
}
