/**
 * What does a manager say of a task that looks wrong, and what would it change? A review is an event of our own beside
 * those of the sources, so that what they told stays as it was and whoever asks later sees both.
 */
import { randomUUID } from 'node:crypto'
import type { AskedDraft, AskedReview, ReviewPreview } from '../contract/anomalies.ts'
import { VasteError } from '../domain/error.ts'
import type { TaskEvent, TaskReviewed } from '../domain/event.ts'
import { isOpen, type Task, taskFrom } from '../domain/task.ts'
import { reviewSource } from '../domain/vocabulary.ts'
import type { Queryable } from '../store/database.ts'
import { eventsOfTasks } from '../store/event-log.ts'
import type { JudgedTask } from '../store/task-cache.ts'
import { effectOf } from './anomaly-views.ts'
import { judgeAll } from './judge-tasks.ts'
import type { InnerRecorder } from './record-events.ts'
import type { CountyReference } from './reference.ts'

export interface Reviewer {
  /** Login name. */
  readonly by: string
  /** The service's clock. */
  readonly now: number
}

/** Further from its task a time is a slip of the pen. */
const farAtMostMs = 48 * 3_600_000
const oldestAt = Date.UTC(2000, 0)

/** Resolves when the review is durable. Throws `not-found`, `invalid` and, when another was quicker, `conflict`. */
export async function reviewTask(
  recorder: Pick<InnerRecorder, 'recordOwn'>,
  reference: CountyReference,
  id: string,
  asked: AskedReview,
  reviewer: Reviewer,
): Promise<void> {
  await recorder.recordOwn(id, (history) => reviewOf(reference, id, history, asked, reviewer))
}

/** What the verdict would be: nothing is written. Throws as `reviewTask` does. */
export async function previewReview(
  db: Queryable,
  reference: CountyReference,
  id: string,
  asked: AskedDraft,
  reviewer: Reviewer,
): Promise<ReviewPreview> {
  const history = (await eventsOfTasks(db, reference.county.county, [id])).get(id)!
  const review = reviewOf(reference, id, history, { ...asked, reason: '' }, reviewer)
  const [before, after] = judgeAll([history, [...history, review]], reference)
  return { before: effectOf(before!), after: effectOf(after!) }
}

/** The event to append. */
function reviewOf(
  reference: CountyReference,
  id: string,
  history: readonly TaskEvent[],
  asked: AskedReview,
  { by, now }: Reviewer,
): TaskReviewed {
  if (history.length === 0)
    throw new VasteError('not-found', `found no task '${id}'; expected one that a source has told of`)
  const told = history.filter(({ kind }) => kind !== 'task.reviewed')
  const [{ task }, { task: unreviewed }] = judgeAll([history, told], reference) as [JudgedTask, JudgedTask]
  const known = task.reviews ?? []
  if (known.length !== asked.seenReviews)
    throw new VasteError(
      'conflict',
      `task '${id}' has ${known.length} reviews, of which ${asked.seenReviews} were seen; expected to look at the newest first`,
    )
  checkSubject(task, unreviewed, asked)
  if (asked.action === 'correct') checkCorrection(task, history, asked, now)
  const { action, anomaly, unit, status, correctedAt, reason } = asked
  const review: TaskReviewed = {
    ...{ id: randomUUID(), source: reviewSource, kind: 'task.reviewed', task: id, action, by, reason },
    // After the last one whatever the clock did meanwhile, so that the last to be said stands.
    at: Math.max(now, (known.at(-1)?.at ?? now - 1) + 1),
    ...(anomaly === undefined ? {} : { anomaly }),
    ...(unit === undefined ? {} : { unit }),
    ...(action === 'correct' ? { status: status! } : {}),
    ...(action === 'correct' && correctedAt != null ? { correctedAt } : {}),
  }
  if (!isOpen(task) && isOpen(taskFrom([...history, review])))
    throw invalid(`found a time that would open the ended task '${id}' again; expected one before its end`)
  return review
}

function invalid(sentence: string): VasteError {
  return new VasteError('invalid', sentence)
}

/** What a correction has mended may be corrected again: it is looked for in what was told, too. */
function checkSubject(
  { id, anomalies, reviews = [] }: Task,
  unreviewed: Task,
  { action, anomaly, unit }: AskedReview,
): void {
  if (action === 'restore' && (reviews.length === 0 || reviews.at(-1)!.action === 'restore'))
    throw invalid(`found nothing to take back on task '${id}'; expected a review of it`)
  if (anomaly === undefined) return
  const known = [...anomalies, ...unreviewed.anomalies].filter(({ kind }) => kind === anomaly)
  if (!known.some((found) => action === 'correct' || found.unit === unit))
    throw invalid(
      `found no '${anomaly}'${unit === undefined ? '' : ` of unit '${unit}'`} on task '${id}'; expected one of what looks wrong on it`,
    )
}

function checkCorrection(
  { id, createdAt, firstEventAt }: Task,
  history: readonly TaskEvent[],
  { unit, status, correctedAt }: AskedReview,
  now: number,
): void {
  const own = history.flatMap((event) =>
    event.kind === 'unit.status' && event.unit === unit ? [event.status] : [],
  )
  if (own.length === 0)
    throw invalid(`found unit '${unit}', of which nothing is told on task '${id}'; expected one of its units`)
  if (correctedAt == null) {
    if (own.includes(status!)) return
    throw invalid(`found nothing to leave out: unit '${unit}' never told '${status}' on task '${id}'`)
  }
  const found = `correctedAt: found ${new Date(correctedAt).toISOString()}`
  if (correctedAt < oldestAt) throw invalid(`${found}, expected a time after 2000-01-01`)
  if (correctedAt > now) throw invalid(`${found}, expected a time that has been`)
  const taskAt = createdAt ?? firstEventAt
  if (Math.abs(correctedAt - taskAt) > farAtMostMs)
    throw invalid(
      `${found}, expected a time within 48 hours of the task, which began ${new Date(taskAt).toISOString()}`,
    )
}
