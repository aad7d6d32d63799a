/** Where units were when they were alerted, and which speeds were adopted, when and by whom. */
import type { Place } from '../../geo/place.ts'
import type { AdoptedSpeeds } from '../domain/adopted-speeds.ts'
import type { UnitStatus } from '../domain/vocabulary.ts'
import type { Queryable } from './database.ts'
import { isoTime } from './event-log.ts'
import { sql } from './queries.ts'

export interface BeforeAlert {
  readonly task: string
  readonly unit: string
  readonly before: UnitStatus
}

/** Of alerts within the span, what each unit had said last since `since`. In order of time. */
export async function statusesBeforeAlert(
  db: Queryable,
  county: string,
  span: { readonly since: number; readonly from: number; readonly to: number },
): Promise<BeforeAlert[]> {
  return db.query<{ task: string; unit: string; before: UnitStatus }>(sql('statusesBeforeAlert'), [
    ...[county, isoTime(span.since), isoTime(span.from), isoTime(span.to)],
  ])
}

/** For each moment, in the order given, where the unit's own position was; undefined where none is near in time. */
export async function positionsAt(
  db: Queryable,
  county: string,
  moments: readonly { readonly unit: string; readonly at: number }[],
  withinSeconds: number,
): Promise<(Place | undefined)[]> {
  if (moments.length === 0) return []
  const rows = await db.query<{ nth: number; lon: number; lat: number }>(sql('positionsAt'), [
    county,
    moments.map(({ unit }) => unit),
    moments.map(({ at }) => isoTime(at)),
    withinSeconds,
  ])
  const found = new Map(rows.map(({ nth, lon, lat }) => [nth, { lon, lat }]))
  return moments.map((_, i) => found.get(i + 1))
}

export interface SpeedLine {
  readonly seq: number
  readonly at: Date
  readonly by: string
  readonly reason: string
  readonly action: 'adopted' | 'withdrawn'
  /** Absent of a withdrawal. */
  readonly speeds?: AdoptedSpeeds
}

export async function logSpeeds(
  db: Queryable,
  county: string,
  line: {
    readonly at: number
    readonly by: string
    readonly reason: string
    readonly speeds?: AdoptedSpeeds
  },
): Promise<void> {
  const action = line.speeds ? 'adopted' : 'withdrawn'
  await db.query(sql('logSpeeds'), [
    ...[county, isoTime(line.at), action, line.by, line.reason, JSON.stringify(line.speeds ?? {})],
  ])
}

interface SpeedRow {
  readonly seq: number
  readonly at: Date
  readonly action: SpeedLine['action']
  readonly by_name: string
  readonly reason: string
  readonly body: AdoptedSpeeds
}

/** The one in force is the newest when it is an adoption. `by`: the newest of a moment, epoch milliseconds. */
export async function newestSpeeds(
  db: Queryable,
  county: string,
  by?: number,
): Promise<SpeedLine | undefined> {
  const within = [county, by === undefined ? null : isoTime(by)]
  return (await db.query<SpeedRow>(sql('newestSpeeds'), within)).map(lineFrom)[0]
}

/** Newest first. */
export async function listSpeedLog(db: Queryable, county: string, limit: number): Promise<SpeedLine[]> {
  return (await db.query<SpeedRow>(sql('listSpeedLog'), [county, limit])).map(lineFrom)
}

function lineFrom({ by_name: by, body, action, ...row }: SpeedRow): SpeedLine {
  return { ...row, by, action, ...(action === 'adopted' && { speeds: body }) }
}
