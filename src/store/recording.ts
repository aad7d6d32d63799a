/** What had been received by a moment: the keyframes of the flight recorder, and what came after one of them. */
import type { Place } from '../../geo/place.ts'
import type { TaskEvent } from '../domain/event.ts'
import { reviewSource, type UnitStatus } from '../domain/vocabulary.ts'
import type { Queryable } from './database.ts'
import { isoTime } from './event-log.ts'
import { sql } from './queries.ts'

/** A word with both its times, in epoch milliseconds; of two words of one subject the newer by (at, key) holds. */
interface Word {
  readonly at: number
  readonly receivedAt: number
  /** Source, U+0001, id. */
  readonly key: string
}

export interface StatusWord extends Word {
  readonly unit: string
  readonly status: UnitStatus
  readonly task?: string
}

export interface PlaceWord extends Word {
  readonly unit: string
  readonly place: Place
}

export interface ReadinessWord extends Word {
  readonly station: string
  readonly crew: number
  readonly turnoutSeconds?: number
}

export interface HeardSource {
  readonly source: string
  readonly at: number
  readonly receivedAt: number
}

/** The newest word of each subject, and the tasks that something was told of. */
export interface Known {
  readonly statuses: readonly StatusWord[]
  readonly readiness: readonly ReadinessWord[]
  readonly sources: readonly HeardSource[]
  readonly tasks: readonly string[]
  readonly places: readonly PlaceWord[]
}

export interface Keyframe {
  readonly at: number
  /** `tasks` are those open then. */
  readonly known: Known
}

/** Half-open at its beginning: after `after`, up to and with `to`; epoch milliseconds of receipt. */
export interface Span {
  readonly after: number
  readonly to: number
}

export async function saveKeyframe(db: Queryable, county: string, { at, known }: Keyframe): Promise<void> {
  const { places, ...rest } = known
  await db.query(sql('saveKeyframe'), [county, isoTime(at), JSON.stringify(rest), JSON.stringify(places)])
}

/** The last one at or before a moment. */
export async function nearestKeyframe(
  db: Queryable,
  county: string,
  at: number,
): Promise<Keyframe | undefined> {
  const [row] = await db.query<{ at: Date; known: Omit<Known, 'places'>; places: PlaceWord[] | null }>(
    sql('nearestKeyframe'),
    [county, isoTime(at)],
  )
  return row && { at: row.at.getTime(), known: { ...row.known, places: row.places ?? [] } }
}

/** Where the recording begins. */
export async function firstKeyframeAt(db: Queryable, county: string): Promise<number | undefined> {
  const [row] = await db.query<{ at: Date | null }>(sql('firstKeyframe'), [county])
  return row?.at?.getTime()
}

/** When something was first received after a moment. */
export async function firstReceivedAfter(
  db: Queryable,
  county: string,
  after: number,
): Promise<number | undefined> {
  const [row] = await db.query<{ at: Date | null }>(sql('firstReceived'), [county, isoTime(after)])
  return row?.at?.getTime()
}

/** When the `nth` event after a moment was received, counted from 0. */
export async function nthReceivedAfter(
  db: Queryable,
  county: string,
  after: number,
  nth: number,
): Promise<number | undefined> {
  const [row] = await db.query<{ at: Date }>(sql('nthReceived'), [county, isoTime(after), nth])
  return row?.at.getTime()
}

/** When a register that keeps a log was first changed after a moment. */
export async function nextRegisterChange(
  db: Queryable,
  county: string,
  after: number,
): Promise<number | undefined> {
  const [row] = await db.query<{ at: Date | null }>(sql('nextRegisterChange'), [county, isoTime(after)])
  return row?.at?.getTime()
}

/** `each`: the newest of every moment of receipt, and not of the span alone. */
export async function receivedIn(db: Queryable, county: string, span: Span, each = false): Promise<Known> {
  const within = [county, isoTime(span.after), isoTime(span.to), each]
  const [statuses, readiness, places, sources, tasks] = await Promise.all([
    db.query<Row<StatusWord>>(sql('statusesReceived'), within),
    db.query<Row<Omit<ReadinessWord, 'turnoutSeconds'>> & { turnout_seconds: number | null }>(
      sql('readinessReceived'),
      within,
    ),
    db.query<Row<Omit<PlaceWord, 'place'>> & Place>(sql('positionsReceived'), within),
    db.query<Row<HeardSource>>(sql('sourcesReceived'), [...within, reviewSource]),
    db.query<{ task: string }>(sql('tasksReceived'), within.slice(0, 3)),
  ])
  return {
    statuses: statuses.map(({ task, ...row }) => ({ ...word(row), ...(task === null ? {} : { task }) })),
    readiness: readiness.map(({ turnout_seconds: seconds, ...row }) => ({
      ...word(row),
      ...(seconds === null ? {} : { turnoutSeconds: seconds }),
    })),
    places: places.map(({ lon, lat, ...row }) => ({ ...word(row), place: { lon, lat } })),
    sources: sources.map(word),
    tasks: tasks.map(({ task }) => task),
  }
}

type Row<T> = Omit<T, 'receivedAt'> & { readonly received_at: number }

function word<T extends { readonly at: number; readonly received_at: number }>({ received_at, ...row }: T) {
  return { ...row, at: Math.round(row.at), receivedAt: Math.round(received_at) }
}

/** Of tasks as they are cached: whether each is open now, and whether something was told of it after a moment. */
export async function tasksSettled(
  db: Queryable,
  county: string,
  tasks: readonly string[],
  after: number,
): Promise<{ task: string; is_open: boolean; told_later: boolean }[]> {
  return db.query(sql('tasksSettled'), [county, tasks, isoTime(after)])
}

export interface ReceivedEvent {
  readonly event: TaskEvent
  readonly receivedAt: number
}

interface EventRow {
  readonly source: string
  readonly id: string
  readonly kind: string
  readonly at: number
  readonly received_at: number
  readonly task: string
  readonly body: object
}

/** All events of the tasks received by a moment, in order of receipt. */
export async function eventsReceivedBy(
  db: Queryable,
  county: string,
  tasks: readonly string[],
  to: number,
): Promise<ReceivedEvent[]> {
  if (tasks.length === 0) return []
  return (await db.query<EventRow>(sql('eventsReceivedBy'), [county, tasks, isoTime(to)])).map(received)
}

/** Events of any task received in a span, in order of receipt. */
export async function taskEventsIn(db: Queryable, county: string, span: Span): Promise<ReceivedEvent[]> {
  const within = [county, isoTime(span.after), isoTime(span.to)]
  return (await db.query<EventRow>(sql('taskEventsReceived'), within)).map(received)
}

function received({ body, at, received_at, ...row }: EventRow): ReceivedEvent {
  return { event: { ...body, ...row, at: Math.round(at) } as TaskEvent, receivedAt: Math.round(received_at) }
}
