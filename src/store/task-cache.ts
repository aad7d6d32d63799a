/** The caches of the log: each task's fold, and its verdict as the rows that figures are counted from. */
import type { JudgedRow } from '../domain/judged-row.ts'
import { isReviewed } from '../domain/review.ts'
import type { Task } from '../domain/task.ts'
import { isOpen } from '../domain/task.ts'
import type { TaskVerdict } from '../domain/verdict.ts'
import { type AnomalyKind, reviewSource, type Service } from '../domain/vocabulary.ts'
import type { Queryable } from './database.ts'
import { isoTime } from './event-log.ts'
import { sql } from './queries.ts'

export interface JudgedTask {
  readonly task: Task
  /** Absent until a source has told which service the task belongs to. */
  readonly verdict?: TaskVerdict
  /** The verdict as it is counted; none without a verdict. */
  readonly rows: readonly JudgedRow[]
}

/** Kinds of what looks wrong on the task and no manager has answered; a change of urgency is no fault of a time. */
export function openAnomalies({ anomalies, reviews = [] }: Task): string[] {
  const open = anomalies.filter((found) => found.kind !== 'urgency-changed' && !isReviewed(found, reviews))
  return [...new Set(open.map(({ kind }) => kind))].sort()
}

/** Saves each task and its judged rows; rows of an earlier verdict that are no longer there go. */
export async function saveTasks(db: Queryable, county: string, judged: readonly JudgedTask[]): Promise<void> {
  if (judged.length === 0) return
  const rows = judged.flatMap((task) => task.rows)
  await db.query(sql('saveTasks'), [
    county,
    judged.map(({ task }) => task.id),
    judged.map(({ task }) => task.service ?? null),
    judged.map(({ task, verdict }) => isoTime(verdict?.datedAt ?? task.firstEventAt)),
    judged.map(({ task }) => isOpen(task)),
    judged.map(({ task }) => JSON.stringify(task)),
    judged.map(({ task }) => openAnomalies(task).join(',')),
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
    rows.map((row) => row.station ?? null),
    rows.map((row) => row.cell ?? null),
    rows.map((row) => row.turnoutSeconds ?? null),
    rows.map((row) => row.driveSeconds ?? null),
    rows.map((row) => row.cancelledSeconds ?? null),
    rows.map((row) => row.flags),
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

/** Folds of the tasks dated in a span, in order of date, a page at a time. */
export async function* foldedPages(
  db: Queryable,
  county: string,
  span: { readonly from: number; readonly to: number },
  pageSize = 2000,
): AsyncGenerator<Task[]> {
  let [after, task] = [isoTime(span.from), '']
  for (;;) {
    const rows = await db.query<{ task: string; folded: Task; dated_at: Date }>(sql('foldedPage'), [
      ...[county, isoTime(span.from), isoTime(span.to)],
      ...[after, task, pageSize],
    ])
    const last = rows.at(-1)
    if (!last) return
    yield rows.map((row) => row.folded)
    ;[after, task] = [last.dated_at.toISOString(), last.task]
  }
}

export interface AnomalyQuestion {
  readonly kind?: string
  readonly service?: string
  readonly source?: string
  /** When the task is dated, half-open. */
  readonly span?: { readonly from: number; readonly to: number }
}

export interface FoundTasks {
  readonly tasks: readonly Task[]
  /** Of all that match, also beyond the limit. */
  readonly total: number
}

/** Tasks with something that looks wrong and is not yet answered, newest first. */
export async function anomalousTasks(
  db: Queryable,
  county: string,
  asked: AnomalyQuestion & { readonly limit: number },
): Promise<FoundTasks> {
  const { kind = null, service = null, source = null, limit } = asked
  const parameters = [county, kind, service, ...spanOf(asked), source, limit]
  return foundTasks(await db.query(sql('anomalousTasks'), parameters))
}

/** Tasks that a manager has said something of, newest first. */
export async function reviewedTasks(
  db: Queryable,
  county: string,
  asked: Pick<AnomalyQuestion, 'service' | 'span'> & { readonly limit: number },
): Promise<FoundTasks> {
  const parameters = [county, reviewSource, asked.service ?? null, ...spanOf(asked), asked.limit]
  return foundTasks(await db.query(sql('reviewedTasks'), parameters))
}

function foundTasks(rows: readonly { readonly folded: Task; readonly total: number }[]): FoundTasks {
  return { tasks: rows.map(({ folded }) => folded), total: rows[0]?.total ?? 0 }
}

function spanOf({ span }: AnomalyQuestion): (string | null)[] {
  return span ? [isoTime(span.from), isoTime(span.to)] : [null, null]
}

/** How many tasks have each kind of what is not yet answered. */
export async function countAnomalies(
  db: Queryable,
  county: string,
  asked: Pick<AnomalyQuestion, 'service' | 'span'>,
): Promise<{ service: Service | null; kind: AnomalyKind; tasks: number }[]> {
  return db.query(sql('countAnomalies'), [county, asked.service ?? null, ...spanOf(asked)])
}

export interface SourceCount {
  readonly source: string
  /** Tasks of the span that the source told something of. */
  readonly told: number
  /** Of those, on how many something that it told looks wrong, answered or not. */
  readonly anomalous: number
}

export async function countTold(
  db: Queryable,
  county: string,
  asked: { readonly service?: string; readonly span: { readonly from: number; readonly to: number } },
): Promise<SourceCount[]> {
  return db.query(sql('countTold'), [county, ...spanOf(asked), asked.service ?? null])
}

/** Ids of a service's tasks dated in a span, after `after`, in order. */
export async function tasksDated(
  db: Queryable,
  county: string,
  asked: { readonly service: string; readonly from: number; readonly to: number },
  after: string,
  limit: number,
): Promise<string[]> {
  const parameters = [county, asked.service, isoTime(asked.from), isoTime(asked.to), after, limit]
  return (await db.query<{ task: string }>(sql('tasksDated'), parameters)).map((row) => row.task)
}

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
  const { dated_at, urgency_group, turnout_seconds, drive_seconds, cancelled_seconds, ...rest } = row
  const named = {
    ...rest,
    datedAt: Math.round(dated_at as number),
    urgencyGroup: urgency_group,
    turnoutSeconds: turnout_seconds,
    driveSeconds: drive_seconds,
    cancelledSeconds: cancelled_seconds,
  }
  const present = Object.entries(named).filter(([, value]) => value !== null)
  return Object.fromEntries(present) as unknown as JudgedRow
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
