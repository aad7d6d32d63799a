/** What the review of tasks that look wrong may ask of the service. */
import type { Anomalies, AskedDraft, AskedReview, ReviewPreview, TaskDetail } from '../contract/anomalies.ts'
import type { Database } from '../store/database.ts'
import type { InnerRecorder } from './record-events.ts'
import type { CountyReference } from './reference.ts'
import { previewReview, reviewTask } from './review-task.ts'
import { type AnomaliesQuestion, showAnomalies, showTask } from './show-anomalies.ts'

export interface AnomalyDesk {
  list(question: AnomaliesQuestion): Promise<Anomalies>
  task(id: string): Promise<TaskDetail>
  preview(id: string, review: AskedDraft, by: string): Promise<ReviewPreview>
  /** Resolves with the task as it stands then, when the review is durable. */
  review(id: string, review: AskedReview, by: string): Promise<TaskDetail>
}

export function createAnomalyDesk(options: {
  readonly db: Database
  readonly reference: () => CountyReference
  readonly recorder: Pick<InnerRecorder, 'recordOwn'>
  readonly now: () => number
  readonly demo: () => boolean
}): AnomalyDesk {
  const { db, reference, recorder, now, demo } = options
  return {
    list: (question) => showAnomalies(db, reference(), question, { now: now(), demo: demo() }),
    task: (id) => showTask(db, reference(), id),
    preview: (id, review, by) => previewReview(db, reference(), id, review, { by, now: now() }),
    async review(id, review, by) {
      await reviewTask(recorder, reference(), id, review, { by, now: now() })
      return showTask(db, reference(), id)
    },
  }
}
