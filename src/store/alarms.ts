/** Alarms as they were raised and cleared, and what commanders have said of them. */
import {
  type Alarm,
  type AlarmAbout,
  alarmKey,
  alarmLimits,
  type Shelf,
  type Signed,
} from '../domain/alarm.ts'
import type { KeptAlarm, ShelfWord } from '../domain/alarms-then.ts'
import type { Queryable } from './database.ts'
import { isoTime } from './event-log.ts'
import { sql } from './queries.ts'

export type AlarmAction = 'acknowledged' | 'shelved' | 'unshelved'

/** Saves new alarms, and of known ones when they cleared and the flood they belong to. */
export async function saveAlarms(db: Queryable, county: string, alarms: readonly Alarm[]): Promise<void> {
  if (alarms.length === 0) return
  await db.query(sql('saveAlarms'), [
    county,
    alarms.map(({ id }) => id),
    alarms.map(({ kind }) => kind),
    alarms.map(({ subject }) => subject),
    alarms.map(({ priority }) => priority),
    alarms.map(({ about }) => JSON.stringify(about)),
    alarms.map(({ since }) => isoTime(since)),
    alarms.map(({ raisedAt }) => isoTime(raisedAt)),
    alarms.map(({ clearedAt }) => (clearedAt === undefined ? null : isoTime(clearedAt))),
    alarms.map(({ flood }) => flood ?? null),
    alarms.map(({ flood }) => (flood === undefined ? null : isoTime(newestOf(alarms, flood)))),
  ])
}

/** A flood takes its alarms in at the very look that raises one of them. */
function newestOf(alarms: readonly Alarm[], flood: string): number {
  return Math.max(...alarms.filter((alarm) => alarm.flood === flood).map(({ raisedAt }) => raisedAt))
}

/** The open ones, and those that have cleared since; the oldest first, without their shelves. */
export async function listAlarms(db: Queryable, county: string, clearedSince: number): Promise<Alarm[]> {
  const rows = await db.query<AlarmRow>(sql('listAlarms'), [county, isoTime(clearedSince)])
  return rows.map(alarmFrom)
}

interface AlarmRow {
  readonly id: string
  readonly kind: Alarm['kind']
  readonly subject: string
  readonly priority: Alarm['priority']
  readonly about: AlarmAbout
  readonly since: Date
  readonly raised_at: Date
  readonly cleared_at: Date | null
  readonly flood: string | null
  readonly acknowledged_by: string | null
  readonly acknowledged_at: Date | null
}

function alarmFrom({ id, kind, subject, priority, about, ...row }: AlarmRow): Alarm {
  return {
    ...{ id, kind, subject, about, priority },
    ...{ since: row.since.getTime(), raisedAt: row.raised_at.getTime() },
    ...(row.cleared_at && { clearedAt: row.cleared_at.getTime() }),
    ...(row.acknowledged_at && {
      acknowledged: { by: row.acknowledged_by!, at: row.acknowledged_at.getTime() },
    }),
    ...(row.flood !== null && { flood: row.flood }),
  }
}

/** One line for each alarm. `until` with `shelved` only. */
export async function logAlarmActions(
  db: Queryable,
  county: string,
  alarms: readonly Alarm[],
  action: AlarmAction,
  { by, at, until }: Signed & { readonly until?: number },
): Promise<void> {
  await db.query(sql('logAlarmActions'), [
    ...[county, isoTime(at), action, by, until === undefined ? null : isoTime(until)],
    alarms.map(({ id }) => id),
    alarms.map(({ kind }) => kind),
    alarms.map(({ subject }) => subject),
  ])
}

/** By `alarmKey`, those that have not ended. */
export async function listShelves(db: Queryable, county: string, now: number): Promise<Map<string, Shelf>> {
  const oldest = now - alarmLimits.shelveAtMost * 1000
  const rows = await db.query<{
    kind: Alarm['kind']
    subject: string
    by_name: string
    at: Date
    until: Date
  }>(sql('listShelves'), [county, isoTime(oldest), isoTime(now)])
  return new Map(
    rows.map((row) => [alarmKey(row), { by: row.by_name, at: row.at.getTime(), until: row.until.getTime() }]),
  )
}

/** Those that stood at some moment of a span, and every shelving that bears on it; the oldest first. */
export async function alarmsIn(
  db: Queryable,
  county: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<{ readonly alarms: KeptAlarm[]; readonly shelvings: ShelfWord[] }> {
  const rows = await db.query<AlarmRow & { flooded_at: Date | null }>(sql('alarmsBetween'), [
    ...[county, isoTime(from), isoTime(to)],
  ])
  const since = from - alarmLimits.shelveAtMost * 1000
  const shelvings = await db.query<ShelvingRow>(sql('shelvingsBetween'), [
    county,
    isoTime(since),
    isoTime(to),
  ])
  return {
    alarms: rows.map((row) => ({
      ...alarmFrom(row),
      ...(row.flooded_at && { floodedAt: row.flooded_at.getTime() }),
    })),
    shelvings: shelvings.map(({ kind, subject, action, by_name: by, at, until }) => ({
      ...{ key: alarmKey({ kind, subject }), by, at: at.getTime() },
      ...(action === 'shelved' && until ? { until: until.getTime() } : {}),
    })),
  }
}

interface ShelvingRow {
  readonly kind: Alarm['kind']
  readonly subject: string
  readonly action: AlarmAction
  readonly by_name: string
  readonly at: Date
  readonly until: Date | null
}
