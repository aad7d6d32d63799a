/**
 * The flight recorder: the board turned back to a moment, or played on from it, what may be jumped to, and who has
 * looked. Every look is logged, durably, before it is answered.
 */
import { alarmView } from '../contract/alarms.ts'
import type {
  RecordedChanges,
  RecordedMoment,
  RecordingAccesses,
  RecordingMarks,
  TaskMoments,
} from '../contract/recording.ts'
import type { Alarm } from '../domain/alarm.ts'
import { VasteError } from '../domain/error.ts'
import { addDays } from '../domain/readiness-clock.ts'
import { unloggedRegisters } from '../domain/vocabulary.ts'
import { alarmsIn } from '../store/alarms.ts'
import { registerChanges } from '../store/decisions.ts'
import { toldOfTask } from '../store/event-log.ts'
import {
  eventsReceivedBy,
  firstKeyframeAt,
  type Keyframe,
  nearestKeyframe,
  nextRegisterChange,
  nthReceivedAfter,
  receivedIn,
  taskEventsIn,
} from '../store/recording.ts'
import { listAccesses, logAccess } from '../store/recording-access.ts'
import { historiesOf } from '../usecases/known-then.ts'
import { type BoardThenOptions, boardAt, type KeptAlarms } from './board-then.ts'
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

export interface FlightRecorderOptions extends BoardThenOptions {
  readonly now: () => number
  readonly keepPositionsDays: number
  readonly keepPlacesDays: number
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
      const { board, reach } = await boardAt(options, keyframe, at)
      const situation = board.situation({ run, number: 0 })
      return {
        at: iso(at),
        beganAt: iso((await firstKeyframeAt(db, countyOf()))!),
        situation: { ...situation, reach: await reach.changed() },
        gaps: gapsAt(options, at),
        changedSince: await changedSince(options, at),
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
      const anewAt = await anewAfter(options, from)
      const full = await nthReceivedAfter(db, countyOf(), from, eventsAtMost)
      const end = Math.min(to, now(), anewAt, full ?? to)
      await logAccess(db, countyOf(), { by, at: now(), from, to: Math.max(from, end) })
      const steps = end > from ? await stepsBetween(options, keyframe, { from, to: end }) : []
      return {
        from: iso(from),
        to: iso(Math.max(from, end)),
        ...(end === anewAt && { anewAt: iso(anewAt) }),
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

async function stepsBetween(options: FlightRecorderOptions, keyframe: Keyframe, { from, to }: RecordedSpan) {
  const { db } = options
  const { county } = options.reference().county
  const begun = await boardAt(options, keyframe, from)
  const span = { after: from, to }
  const [told, events, { alarms, shelvings }] = await Promise.all([
    receivedIn(db, county, span, true),
    taskEventsIn(db, county, span),
    alarmsIn(db, county, { from, to }) as Promise<KeptAlarms>,
  ])
  const earlier = historiesOf(await eventsReceivedBy(db, county, told.tasks, from))
  return replay({ ...{ from, to, told, events, earlier, alarms, shelvings }, ...begun })
}

/** From when on a board of before goes on by other registers: when one was changed, or another day began. */
async function anewAfter({ db, reference }: FlightRecorderOptions, at: number): Promise<number> {
  const { county, calendar } = reference()
  const changed = await nextRegisterChange(db, county.county, at)
  const midnight = calendar.startOfDate(addDays(calendar.localDate(at), 1))
  return Math.min(midnight, changed ?? midnight)
}

function gapsAt(
  { now, keepPositionsDays, keepPlacesDays }: FlightRecorderOptions,
  at: number,
): RecordedMoment['gaps'] {
  return [
    ...(at < now() - keepPositionsDays * dayMs ? (['positions'] as const) : []),
    ...(at < now() - keepPlacesDays * dayMs ? (['places'] as const) : []),
  ]
}

async function changedSince(
  { db, reference }: FlightRecorderOptions,
  at: number,
): Promise<RecordedMoment['changedSince']> {
  const changes = await registerChanges(db, reference().county.county)
  return unloggedRegisters.flatMap((register) => {
    const changedAt = changes[register]
    return changedAt !== undefined && Date.parse(changedAt) > at ? [{ register, at: changedAt }] : []
  })
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
