/** Which tasks wait for a manager's look, and what was told of one of them? */
import type { Anomalies, TaskDetail, ToldEvent } from '../contract/anomalies.ts'
import { VasteError } from '../domain/error.ts'
import type { TaskEvent } from '../domain/event.ts'
import { correctionsOf, type Review, reviewsOf } from '../domain/review.ts'
import type { AnomalyKind, Service } from '../domain/vocabulary.ts'
import type { Queryable } from '../store/database.ts'
import { toldOfTask } from '../store/event-log.ts'
import { anomalousTasks, countAnomalies, countTold, reviewedTasks } from '../store/task-cache.ts'
import { taskViewOf } from './anomaly-views.ts'
import { judgeAll, judged } from './judge-tasks.ts'
import type { CountyReference } from './reference.ts'

export interface AnomaliesQuestion {
  readonly service?: Service
  /** `open`: not yet answered. `reviewed`: a manager has said something of it. */
  readonly state: 'open' | 'reviewed'
  /** Of what is open only. */
  readonly kind?: AnomalyKind
  readonly source?: string
  /** Of the date of the task; absent: all of them. */
  readonly month?: string
  readonly limit: number
}

/** Without a month the sources are counted over as many days, up to now: over all of a log it would take long. */
const sourceDaysMs = 31 * 86_400_000

export async function showAnomalies(
  db: Queryable,
  reference: CountyReference,
  question: AnomaliesQuestion,
  { now, demo }: { readonly now: number; readonly demo: boolean },
): Promise<Anomalies> {
  const { county } = reference.county
  const { service, state, kind, source, month, limit } = question
  const span = month === undefined ? undefined : reference.calendar.monthSpan(month)
  const sourceSpan = span ?? { from: now - sourceDaysMs, to: now }
  const asked = { service, span }
  const [counts, sources, found] = await Promise.all([
    countAnomalies(db, county, asked),
    countTold(db, county, { service, span: sourceSpan }),
    state === 'open'
      ? anomalousTasks(db, county, { ...asked, kind, source, limit })
      : reviewedTasks(db, county, { ...asked, limit }),
  ])
  return {
    ...{ county, demo },
    computedAt: new Date(now).toISOString(),
    counts: counts.map((count) => ({ ...count, service: count.service ?? undefined })),
    sources,
    sourcesFrom: reference.calendar.localDate(sourceSpan.from),
    sourcesTo: reference.calendar.localDate(sourceSpan.to),
    total: found.total,
    tasks: found.tasks.map((task) => taskViewOf(judged(task, reference))),
  }
}

/** Throws `not-found` for a task that nothing is told of. */
export async function showTask(db: Queryable, reference: CountyReference, id: string): Promise<TaskDetail> {
  const told = await toldOfTask(db, reference.county.county, id)
  const history = told.map(({ event }) => event)
  const [task] = judgeAll([history], reference)
  if (!task)
    throw new VasteError('not-found', `found no task '${id}'; expected one that a source has told of`)
  const corrections = correctionsOf(reviewsOf([...history].sort((a, b) => a.at - b.at)))
  const ofSources = told.filter(({ event }) => event.kind !== 'task.reviewed')
  return {
    ...taskViewOf(task),
    told: ofSources
      .sort((a, b) => a.event.at - b.event.at)
      .map(({ event, receivedAt }) => toldView(event, receivedAt, corrections)),
  }
}

/** The code and the place stay out: neither is needed to judge a press of a button. */
function toldView(event: TaskEvent, receivedAt: number, corrections: readonly Review[]): ToldEvent {
  const { at, source, kind } = event
  const replaced = corrections.some(
    ({ unit, status }) => event.kind === 'unit.status' && event.unit === unit && event.status === status,
  )
  return {
    ...{ at: new Date(at).toISOString(), receivedAt: new Date(receivedAt).toISOString(), source, kind },
    ...(event.kind === 'unit.status' ? { unit: event.unit, status: event.status } : {}),
    ...('urgency' in event && event.urgency !== undefined ? { urgency: event.urgency } : {}),
    ...('outcome' in event && event.outcome !== undefined ? { outcome: event.outcome } : {}),
    stands: !replaced,
  }
}
