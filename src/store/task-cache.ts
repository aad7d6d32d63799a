/** The caches of the log: each task's fold, and its verdict as the rows that figures are counted from. */
import { type JudgedRow, judgedRows } from '../domain/judged-row.ts'
import type { Task } from '../domain/task.ts'
import { isOpen } from '../domain/task.ts'
import type { TaskVerdict } from '../domain/verdict.ts'
import type { Queryable } from './database.ts'
import { isoTime } from './event-log.ts'
import { sql } from './queries.ts'

export interface JudgedTask {
  readonly task: Task
  /** Absent until a source has told which service the task belongs to. */
  readonly verdict?: TaskVerdict
}

/** Saves each task and its judged rows; rows of an earlier verdict that are no longer there go. */
export async function saveTasks(db: Queryable, county: string, judged: readonly JudgedTask[]): Promise<void> {
  if (judged.length === 0) return
  const rows = judged.flatMap(({ verdict }) => (verdict ? judgedRows(verdict) : []))
  await db.query(sql('saveTasks'), [
    county,
    judged.map(({ task }) => task.id),
    judged.map(({ task }) => task.service ?? null),
    judged.map(({ task, verdict }) => isoTime(verdict?.datedAt ?? task.firstEventAt)),
    judged.map(({ task }) => isOpen(task)),
    judged.map(({ task }) => JSON.stringify(task)),
    rows.map((row) => row.task),
    rows.map((row) => row.ordinal),
    rows.map((row) => row.service),
    rows.map((row) => isoTime(row.datedAt)),
    rows.map((row) => row.decision ?? null),
    rows.map((row) => row.urgency ?? null),
    rows.map((row) => row.urgencyGroup),
    rows.map((row) => row.zone ?? null),
    rows.map((row) => row.municipality ?? null),
    rows.map((row) => row.measure ?? null),
    rows.map((row) => row.seconds ?? null),
    rows.map((row) => row.excluded ?? null),
    rows.map((row) => row.unit ?? null),
  ])
}

export async function openTasks(db: Queryable, county: string): Promise<Task[]> {
  const rows = await db.query<{ folded: Task }>(sql('openTasks'), [county])
  return rows.map((row) => row.folded)
}

export async function tasksById(db: Queryable, county: string, ids: readonly string[]): Promise<Task[]> {
  const rows = await db.query<{ folded: Task }>(sql('tasksById'), [county, ids])
  return rows.map((row) => row.folded)
}

/**
 * Every judged row of the county, a page at a time. A task's rows are never parted, because figures replace them
 * together; so `pageSize` must be more than a task's rows, one for each measure.
 */
export async function* judgedPages(
  db: Queryable,
  county: string,
  pageSize = 20_000,
): AsyncGenerator<JudgedRow[]> {
  let task = ''
  let ordinal = -1
  for (;;) {
    const rows = await db.query<Record<string, unknown>>(sql('judgedPage'), [county, task, ordinal, pageSize])
    if (rows.length === 0) return
    const page = rows.map(judgedRowFrom)
    const last = page.at(-1)!
    const whole = rows.length < pageSize ? page : page.filter((row) => row.task !== last.task)
    yield whole
    task = whole.at(-1)!.task
    ordinal = afterAllOrdinals
  }
}

const afterAllOrdinals = 32_767

/** Judged rows by task, each task's in order of measure. */
export async function judgedOf(
  db: Queryable,
  county: string,
  ids: readonly string[],
): Promise<Map<string, JudgedRow[]>> {
  const rows = await db.query<Record<string, unknown>>(sql('judgedOfTasks'), [county, ids])
  const found = new Map<string, JudgedRow[]>()
  for (const row of rows.map(judgedRowFrom)) found.set(row.task, [...(found.get(row.task) ?? []), row])
  return found
}

function judgedRowFrom(row: Record<string, unknown>): JudgedRow {
  const { dated_at, urgency_group, ...rest } = row
  const present = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null))
  return {
    ...present,
    datedAt: Math.round(dated_at as number),
    urgencyGroup: urgency_group,
  } as unknown as JudgedRow
}

/** Cached tasks that the log does not know. */
export async function tasksNotInLog(db: Queryable, county: string): Promise<string[]> {
  return (await db.query<{ task: string }>(sql('tasksNotInLog'), [county])).map((row) => row.task)
}

export async function dropTasks(db: Queryable, county: string, ids: readonly string[]): Promise<void> {
  await db.query(sql('dropJudged'), [county, ids])
  await db.query(sql('dropTasks'), [county, ids])
}

/** `withoutService`: tasks known only from unit messages, so that no service can count them. */
export async function countTasks(
  db: Queryable,
  county: string,
): Promise<{ tasks: number; withoutService: number }> {
  const [row] = await db.query<{ tasks: number; without_service: number }>(sql('countTasks'), [county])
  return { tasks: row!.tasks, withoutService: row!.without_service }
}
