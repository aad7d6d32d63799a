/** Alarms as they were raised and cleared, and what commanders have said of them. */
import {
  type Alarm,
  type AlarmAbout,
  alarmKey,
  alarmLimits,
  type Shelf,
  type Signed,
} from '../domain/alarm.ts'
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
  ])
}

/** The open ones, and those that have cleared since; the oldest first, without their shelves. */
export async function listAlarms(db: Queryable, county: string, clearedSince: number): Promise<Alarm[]> {
  const rows = await db.query<{
    id: string
    kind: Alarm['kind']
    subject: string
    priority: Alarm['priority']
    about: AlarmAbout
    since: Date
    raised_at: Date
    cleared_at: Date | null
    flood: string | null
    acknowledged_by: string | null
    acknowledged_at: Date | null
  }>(sql('listAlarms'), [county, isoTime(clearedSince)])
  return rows.map(({ id, kind, subject, priority, about, ...row }) => ({
    ...{ id, kind, subject, about, priority },
    ...{ since: row.since.getTime(), raisedAt: row.raised_at.getTime() },
    ...(row.cleared_at && { clearedAt: row.cleared_at.getTime() }),
    ...(row.acknowledged_at && {
      acknowledged: { by: row.acknowledged_by!, at: row.acknowledged_at.getTime() },
    }),
    ...(row.flood !== null && { flood: row.flood }),
  }))
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
