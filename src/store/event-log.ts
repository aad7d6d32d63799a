/** The append-only log: what sources have told, once each. The truth that every cache is folded from. */
import { createHash } from 'node:crypto'
import type { SourceHeartbeat, TaskEvent, UnitPosition, VasteEvent } from '../domain/event.ts'
import type { Queryable } from './database.ts'
import { sql } from './queries.ts'

/** An event's identity within its county. */
export function keyOf(event: { readonly source: string; readonly id: string }): string {
  return `${event.source}\u0000${event.id}`
}

/** Equal for equal messages whatever the order of their fields. */
export function digestOf(event: VasteEvent): string {
  return createHash('sha256').update(canonical(event)).digest('hex').slice(0, 32)
}

function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  fields.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`
}

export interface Logged {
  readonly event: VasteEvent
  readonly digest: string
}

/**
 * Until the transaction ends no other writes this county's log or caches, from this process or another: a fold made from
 * an older log can then never overwrite a newer one. To be the first statement of every such transaction.
 */
export async function lockCounty(tx: Queryable, county: string): Promise<void> {
  await tx.query(sql('lockCounty'), [county])
}

/** How far the log has come: what a figure was computed up to. */
export interface LogEnd {
  /** 0 for an empty log. */
  readonly seq: number
  /** Epoch milliseconds of the newest receipt. */
  readonly receivedAt?: number
}

/** Appends what is not yet known; returns the keys that were new, and the end of the log when there were any. Needs distinct keys. */
export async function appendEvents(
  db: Queryable,
  county: string,
  receivedAt: string,
  entries: readonly Logged[],
): Promise<{ readonly keys: Set<string>; readonly end?: LogEnd }> {
  if (entries.length === 0) return { keys: new Set() }
  const rows = await db.query<{ source: string; id: string; seq: number }>(sql('appendEvents'), [
    county,
    receivedAt,
    entries.map(({ event }) => event.source),
    entries.map(({ event }) => event.id),
    entries.map(({ event }) => event.kind),
    entries.map(({ event }) => isoTime(event.at)),
    entries.map(({ event }) => ('task' in event ? (event.task ?? null) : null)),
    entries.map(({ digest }) => digest),
    entries.map(({ event }) => JSON.stringify(bodyOf(event))),
  ])
  if (rows.length === 0) return { keys: new Set() }
  const seq = rows.reduce((highest, row) => Math.max(highest, row.seq), 0)
  return { keys: new Set(rows.map(keyOf)), end: { seq, receivedAt: Date.parse(receivedAt) } }
}

/** Digests of events already in the log, by key. */
export async function digestsOf(
  db: Queryable,
  county: string,
  events: readonly VasteEvent[],
): Promise<Map<string, string>> {
  if (events.length === 0) return new Map()
  const rows = await db.query<{ source: string; id: string; digest: string }>(sql('digestsOf'), [
    county,
    events.map((event) => event.source),
    events.map((event) => event.id),
  ])
  return new Map(rows.map((row) => [keyOf(row), row.digest]))
}

interface EventRow {
  readonly source: string
  readonly id: string
  readonly kind: string
  readonly at: number
  readonly task: string
  readonly body: object
}

/** All events of each task, in order of receipt. */
export async function eventsOfTasks(
  db: Queryable,
  county: string,
  tasks: readonly string[],
): Promise<Map<string, TaskEvent[]>> {
  const found = new Map<string, TaskEvent[]>(tasks.map((task) => [task, []]))
  if (tasks.length === 0) return found
  const rows = await db.query<EventRow>(sql('eventsOfTasks'), [county, tasks])
  for (const { source, id, kind, at, task, body } of rows)
    found.get(task)!.push({ ...body, source, id, kind, at: Math.round(at), task } as TaskEvent)
  return found
}

/** The same of one task, each with when it was received. */
export async function toldOfTask(
  db: Queryable,
  county: string,
  task: string,
): Promise<{ readonly event: TaskEvent; readonly receivedAt: number }[]> {
  const rows = await db.query<EventRow & { received_at: number }>(sql('toldOfTask'), [county, task])
  return rows.map(({ body, at, received_at, ...row }) => ({
    event: { ...body, ...row, at: Math.round(at) } as TaskEvent,
    receivedAt: Math.round(received_at),
  }))
}

/** Task ids that the log knows, after `after` in text order. */
export async function tasksInLog(
  db: Queryable,
  county: string,
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await db.query<{ task: string }>(sql('tasksInLog'), [county, after, limit])
  return rows.map((row) => row.task)
}

export async function appendPositions(
  db: Queryable,
  county: string,
  receivedAt: string,
  events: readonly UnitPosition[],
): Promise<Set<string>> {
  if (events.length === 0) return new Set()
  const rows = await db.query<{ source: string; id: string }>(sql('appendPositions'), [
    county,
    receivedAt,
    events.map((event) => event.source),
    events.map((event) => event.id),
    events.map((event) => event.unit),
    events.map((event) => isoTime(event.at)),
    events.map((event) => event.place.lon),
    events.map((event) => event.place.lat),
  ])
  return new Set(rows.map(keyOf))
}

export async function appendHeartbeats(
  db: Queryable,
  county: string,
  receivedAt: string,
  events: readonly SourceHeartbeat[],
): Promise<Set<string>> {
  if (events.length === 0) return new Set()
  const rows = await db.query<{ source: string; id: string }>(sql('appendHeartbeats'), [
    county,
    receivedAt,
    events.map((event) => event.source),
    events.map((event) => event.id),
    events.map((event) => isoTime(event.at)),
  ])
  return new Set(rows.map(keyOf))
}

/** Sources heard by what is not kept: repeats, and messages whose id is taken. */
export async function noteHeard(
  db: Queryable,
  county: string,
  receivedAt: string,
  heard: ReadonlyMap<string, { readonly at: number }>,
): Promise<void> {
  if (heard.size === 0) return
  const entries = [...heard]
  await db.query(sql('noteHeard'), [
    ...[county, receivedAt],
    entries.map(([source]) => source),
    entries.map(([, { at }]) => isoTime(at)),
  ])
}

export interface RefusedMessage {
  readonly source?: string
  readonly id?: string
  readonly code: string
  readonly message: string
}

export async function appendRefusals(
  db: Queryable,
  county: string,
  receivedAt: string,
  refusals: readonly RefusedMessage[],
): Promise<void> {
  if (refusals.length === 0) return
  await db.query(sql('appendRefusals'), [
    county,
    receivedAt,
    refusals.map((refusal) => refusal.source ?? null),
    refusals.map((refusal) => refusal.id ?? null),
    refusals.map((refusal) => refusal.code),
    refusals.map((refusal) => refusal.message),
  ])
}

export async function logEnd(db: Queryable, county: string): Promise<LogEnd> {
  const [row] = await db.query<{ seq: number; received_at: Date | null }>(sql('logEnd'), [county])
  return { seq: row!.seq, receivedAt: row!.received_at?.getTime() }
}

/**
 * Replaces exact places told of before `before` by what `toCell` makes of them, `limit` events at a time.
 * Returns the tasks touched; an empty list means that nothing is left to forget.
 */
export async function forgetPlaces(
  db: Queryable,
  county: string,
  before: string,
  limit: number,
  toCell: (body: object) => object,
): Promise<string[]> {
  const rows = await db.query<{ seq: number; task: string; body: object }>(sql('placesToForget'), [
    county,
    before,
    limit,
  ])
  if (rows.length === 0) return []
  await db.query(sql('replaceBodies'), [
    county,
    rows.map((row) => row.seq),
    rows.map((row) => JSON.stringify(toCell(row.body))),
  ])
  return [...new Set(rows.map((row) => row.task))]
}

export async function forgetStreams(db: Queryable, county: string, before: string): Promise<void> {
  await db.query(sql('forgetPositions'), [county, before])
  await db.query(sql('forgetHeartbeats'), [county, before])
  await db.query(sql('forgetHeard'), [county, before])
  await db.query(sql('forgetKeyframePlaces'), [county, before])
}

/** A broken sender must not fill the disk with what was refused of it. */
export async function forgetRefusals(db: Queryable, county: string, before: string): Promise<void> {
  await db.query(sql('forgetRefusals'), [county, before])
}

export function isoTime(at: number): string {
  return new Date(at).toISOString()
}

/** What has no column of its own. */
function bodyOf(event: VasteEvent): object {
  const { id: _id, source: _source, kind: _kind, at: _at, ...body } = event
  return { ...body, task: undefined }
}
