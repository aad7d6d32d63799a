/**
 * The flight recorder: the board turned back to a moment, or played on from it. The very board of now, begun with what
 * was known then and with the clock of then, so that nothing is shown by other rules than it was. Every look is logged,
 * durably, before it is answered.
 */
import { alarmView } from '../contract/alarms.ts'
import type {
  RecordedChanges,
  RecordedMoment,
  RecordingAccesses,
  RecordingMarks,
  TaskMoments,
} from '../contract/recording.ts'
import type { Situation } from '../contract/situation.ts'
import type { Alarm, AlarmLimits } from '../domain/alarm.ts'
import { alarmsAfter, restoredAlarms } from '../domain/alarm-state.ts'
import { alarmsThen, type KeptAlarm, type ShelfWord } from '../domain/alarms-then.ts'
import { VasteError } from '../domain/error.ts'
import { alarmsIn } from '../store/alarms.ts'
import { listSources } from '../store/board-state.ts'
import type { Database } from '../store/database.ts'
import { listAdoptions } from '../store/decisions.ts'
import { toldOfTask } from '../store/event-log.ts'
import {
  eventsReceivedBy,
  firstKeyframeAt,
  type Keyframe,
  nearestKeyframe,
  nthReceivedAfter,
  receivedIn,
  taskEventsIn,
} from '../store/recording.ts'
import { listAccesses, logAccess } from '../store/recording-access.ts'
import {
  historiesOf,
  type KnownThen,
  knownThen,
  type Register,
  readRegister,
} from '../usecases/known-then.ts'
import type { Changes } from '../usecases/record-events.ts'
import type { CountyReference } from '../usecases/reference.ts'
import { alarmSituation } from './alarm-situation.ts'
import type { Board } from './board.ts'
import { replay } from './replay.ts'

export interface FlightRecorder {
  /** Throws `not-found` before the recording, `invalid` in the future. */
  moment(at: number, by: string): Promise<RecordedMoment>
  changes(span: RecordedSpan, by: string): Promise<RecordedChanges>
  /** What may be jumped to. Alarms stand on every board: looking for them is no look at the recording. */
  marks(span: RecordedSpan): Promise<RecordingMarks>
  /** Throws `not-found` for a task that the log does not know. */
  task(id: string, by: string): Promise<TaskMoments>
  accesses(): Promise<RecordingAccesses>
}

export interface RecordedSpan {
  readonly from: number
  readonly to: number
}

/** A board of then, whose clock can be turned. */
export type BoardThen = (options: {
  readonly initial: Changes
  readonly now: () => number
  readonly alarms: () => Pick<Situation, 'alarms' | 'alarmsWithheld'>
}) => Board

export interface FlightRecorderOptions {
  readonly db: Database
  readonly reference: () => CountyReference
  readonly now: () => number
  readonly keepPositionsDays: number
  readonly keepPlacesDays: number
  readonly boardThen: BoardThen
  readonly alarmLimits: AlarmLimits
  /** Who was out of reach then. */
  readonly reachThen?: (board: Board, at: number) => Promise<Situation['reach']>
}

const dayMs = 86_400_000
/** One page of a replay. */
export const replayAtMostMs = 10 * 60_000
const eventsAtMost = 3000
const accessesAtMost = 500
const run = 'recording'

export function createFlightRecorder(options: FlightRecorderOptions): FlightRecorder {
  const { db, now } = options
  const countyOf = () => options.reference().county.county
  return {
    async moment(at, by) {
      const begun = performance.now()
      const keyframe = await keyframeFor(options, at)
      await logAccess(db, countyOf(), { by, at: now(), from: at, to: at })
      const { board } = await boardAt(options, keyframe, at)
      const situation = board.situation({ run, number: 0 })
      const reach = await options.reachThen?.(board, at)
      return {
        at: iso(at),
        beganAt: iso((await firstKeyframeAt(db, countyOf()))!),
        situation: reach ? { ...situation, reach } : situation,
        gaps: await gapsAt(options, at),
        keyframeAt: iso(keyframe.at),
        rebuiltInMs: Math.round((performance.now() - begun) * 10) / 10,
      }
    },
    async changes({ from, to }, by) {
      if (to <= from || to - from > replayAtMostMs)
        throw new VasteError(
          'invalid',
          `found a span of ${(to - from) / 1000} s; expected from before to, at most ${replayAtMostMs / 1000} s apart`,
        )
      const keyframe = await keyframeFor(options, from)
      const end = Math.min(to, now(), (await nthReceivedAfter(db, countyOf(), from, eventsAtMost)) ?? to)
      await logAccess(db, countyOf(), { by, at: now(), from, to: Math.max(from, end) })
      const steps = end > from ? await stepsBetween(options, keyframe, { from, to: end }) : []
      return {
        from: iso(from),
        to: iso(Math.max(from, end)),
        steps: steps.map(({ at, changes }) => ({ at: iso(at), changes: [...changes] })),
      }
    },
    async marks({ from, to }) {
      const { alarms } = await alarmsIn(db, countyOf(), { from, to })
      const beganAt = await firstKeyframeAt(db, countyOf())
      return {
        ...{ from: iso(from), to: iso(to) },
        ...(beganAt === undefined ? {} : { beganAt: iso(beganAt) }),
        marks: alarms.filter(({ raisedAt }) => raisedAt >= from).map(markOf),
      }
    },
    async task(id, by) {
      const told = await toldOfTask(db, countyOf(), id)
      if (told.length === 0)
        throw new VasteError('not-found', `task '${id}' not found; expected one that the log knows`)
      const received = told.map(({ receivedAt }) => receivedAt)
      await logAccess(db, countyOf(), {
        by,
        at: now(),
        from: Math.min(...received),
        to: Math.max(...received),
        task: id,
      })
      return {
        task: id,
        moments: told.map(({ event, receivedAt }) => ({
          ...{ at: iso(event.at), receivedAt: iso(receivedAt), kind: event.kind },
          ...(event.kind === 'unit.status' ? { unit: event.unit, status: event.status } : {}),
        })),
      }
    },
    async accesses() {
      const accesses = await listAccesses(db, countyOf(), accessesAtMost)
      return {
        accesses: accesses.map(({ begunAt, lastAt, from, to, ...access }) => ({
          ...access,
          ...{ begunAt: iso(begunAt), lastAt: iso(lastAt), from: iso(from), to: iso(to) },
        })),
      }
    },
  }
}

async function keyframeFor({ db, reference, now }: FlightRecorderOptions, at: number): Promise<Keyframe> {
  const { county } = reference().county
  if (at > now())
    throw new VasteError(
      'invalid',
      `found ${iso(at)}, which is still to come; expected a moment that has been`,
    )
  const keyframe = await nearestKeyframe(db, county, at)
  if (keyframe) return keyframe
  const beganAt = await firstKeyframeAt(db, county)
  const expected =
    beganAt === undefined ? 'the service to have received something first' : `a moment after ${iso(beganAt)}`
  throw new VasteError('not-found', `found ${iso(at)}, which is before the recording; expected ${expected}`)
}

interface ThenAndBoard {
  readonly then: KnownThen
  readonly board: Board
  readonly register: Register
  readonly turnTo: (at: number) => void
}

async function boardAt(
  options: FlightRecorderOptions,
  keyframe: Keyframe,
  at: number,
): Promise<ThenAndBoard> {
  const { db, boardThen, alarmLimits } = options
  const reference = options.reference()
  const { county } = reference.county
  const demo = new Set(
    (await listSources(db, county)).filter((source) => source.demo).map(({ source }) => source),
  )
  const register = await readRegister(db, county, (source) => demo.has(source))
  const then = await knownThen(db, { at, keyframe, reference, register })
  const { alarms, shelvings } = await alarmsIn(db, county, { from: at, to: at })
  const standing = alarmsThen(alarms, shelvings, at)
  let clock = at
  const board: Board = boardThen({
    initial: then.initial,
    now: () => clock,
    alarms: () => ({
      alarms: standing.map(alarmView),
      alarmsWithheld: withheldAt(board, standing, at, alarmLimits),
    }),
  })
  return {
    ...{ then, board, register },
    turnTo: (moment) => {
      clock = moment
    },
  }
}

/** What no alarm could tell, and why: of the situation alone, whatever the looks before. */
function withheldAt(board: Board, standing: readonly Alarm[], at: number, limits: AlarmLimits) {
  const situation = alarmSituation(board.things(), { listeningSince: at, areas: [] })
  return [...alarmsAfter(restoredAlarms(standing), situation, at, limits).state.withheld]
}

async function stepsBetween(options: FlightRecorderOptions, keyframe: Keyframe, { from, to }: RecordedSpan) {
  const { db } = options
  const reference = options.reference()
  const { county } = reference.county
  const begun = await boardAt(options, keyframe, from)
  const span = { after: from, to }
  const [told, events, { alarms, shelvings }] = await Promise.all([
    receivedIn(db, county, span, true),
    taskEventsIn(db, county, span),
    alarmsIn(db, county, { from, to }) as Promise<{ alarms: KeptAlarm[]; shelvings: ShelfWord[] }>,
  ])
  const earlier = historiesOf(await eventsReceivedBy(db, county, told.tasks, from))
  return replay({ ...{ from, to, told, events, earlier, alarms, shelvings, reference }, ...begun })
}

async function gapsAt(options: FlightRecorderOptions, at: number): Promise<RecordedMoment['gaps']> {
  const { db, reference, now, keepPositionsDays, keepPlacesDays } = options
  const adoptions = await listAdoptions(db, reference().county.county)
  const changed = [...adoptions.values()].some((adopted) => adopted.getTime() > at)
  return [
    ...(at < now() - keepPositionsDays * dayMs ? (['positions'] as const) : []),
    ...(at < now() - keepPlacesDays * dayMs ? (['places'] as const) : []),
    ...(changed ? (['rules'] as const) : []),
  ]
}

function markOf(alarm: Alarm): RecordingMarks['marks'][number] {
  const { kind, subject, name, urgency, municipality, priority, raisedAt, clearedAt } = alarmView(alarm)
  return {
    ...{ at: raisedAt, kind, subject, priority },
    ...(clearedAt === undefined ? {} : { clearedAt }),
    ...(name === undefined ? {} : { name }),
    ...(urgency === undefined ? {} : { urgency }),
    ...(municipality === undefined ? {} : { municipality }),
  }
}

function iso(at: number): string {
  return new Date(at).toISOString()
}
