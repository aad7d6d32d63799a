/** Who looked at which span of the recording, and when. */
import type { Queryable } from './database.ts'
import { isoTime } from './event-log.ts'
import { sql } from './queries.ts'

/** Times in epoch milliseconds. */
export interface RecordingAccess {
  readonly by: string
  /** Of the sitting. */
  readonly begunAt: number
  readonly lastAt: number
  /** Of the recording. */
  readonly from: number
  readonly to: number
  /** When the history of one task was asked for. */
  readonly task?: string
}

/** Within ten minutes and about the same span it is one sitting, and one row grows. */
export async function logAccess(
  db: Queryable,
  county: string,
  {
    by,
    at,
    from,
    to,
    task = null,
  }: { by: string; at: number; from: number; to: number; task?: string | null },
): Promise<void> {
  const row = [county, by, task, isoTime(at), isoTime(from), isoTime(to)]
  if ((await db.query(sql('extendAccess'), row)).length === 0) await db.query(sql('beginAccess'), row)
}

/** The newest first. */
export async function listAccesses(db: Queryable, county: string, limit: number): Promise<RecordingAccess[]> {
  const rows = await db.query<{
    by_name: string
    task: string | null
    begun_at: Date
    last_at: Date
    from_at: Date
    to_at: Date
  }>(sql('listAccesses'), [county, limit])
  return rows.map((row) => ({
    by: row.by_name,
    ...{ begunAt: row.begun_at.getTime(), lastAt: row.last_at.getTime() },
    ...{ from: row.from_at.getTime(), to: row.to_at.getTime() },
    ...(row.task === null ? {} : { task: row.task }),
  }))
}

/** Sittings that ended before a moment; returns how many there were. */
export async function forgetAccesses(db: Queryable, county: string, before: number): Promise<number> {
  return (await db.query(sql('forgetAccesses'), [county, isoTime(before)])).length
}
