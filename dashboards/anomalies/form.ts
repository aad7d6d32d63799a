// What is the manager about to say of the task? The fields of the form, and the message that they make.
import type { AnomalyView, ReviewDraft, ReviewView, TaskDetail } from '../../src/contract/anomalies.ts'
import type { UnitStatus } from '../vocabulary.ts'
import { instantOf, localTimeOf } from './local-time.ts'

export type Action = ReviewView['action']

export interface ReviewForm {
  readonly action: Action
  /** Key of the anomaly that is answered; empty where there is none. */
  readonly subject: string
  readonly unit: string
  readonly status: UnitStatus
  readonly date: string
  readonly time: string
  /** The status was never reached: it is left out. */
  readonly leftOut: boolean
  readonly reason: string
}

export const reasonAtLeast = 5
export const reasonAtMost = 300

export const correctable: readonly UnitStatus[] = [
  ...(['alerted', 'en-route', 'at-scene', 'at-patient', 'transporting', 'at-hospital', 'available'] as const),
]

export function subjectKey({ kind, unit = '' }: Pick<AnomalyView, 'kind' | 'unit'>): string {
  return `${kind}|${unit}`
}

/** What a manager may answer: all that is wrong, what waits for an answer first. */
export function subjectsOf({ anomalies }: Pick<TaskDetail, 'anomalies'>): readonly AnomalyView[] {
  const faults = anomalies.filter(({ kind }) => kind !== 'urgency-changed')
  return [...faults].sort((a, b) => Number(a.answered) - Number(b.answered))
}

export function subjectOf(task: TaskDetail, { subject }: ReviewForm): AnomalyView | undefined {
  return subjectsOf(task).find((anomaly) => subjectKey(anomaly) === subject)
}

/** Begins at the first thing that waits for an answer, with the time that looks wrong. */
export function formFor(task: TaskDetail): ReviewForm {
  const [first] = subjectsOf(task)
  const blank: ReviewForm = {
    ...{ action: first ? 'confirm' : 'correct', subject: '', unit: task.units[0]?.unit ?? '' },
    ...{ status: 'at-scene', date: '', time: '', leftOut: false, reason: '' },
  }
  if (task.excludedByReview) return withTime(task, { ...blank, action: 'restore' })
  return first ? aboutSubject(task, blank, first) : withTime(task, blank)
}

export function aboutSubject(task: TaskDetail, form: ReviewForm, anomaly: AnomalyView): ReviewForm {
  const unit = anomaly.unit ?? form.unit
  const times = Object.entries(task.units.find((one) => one.unit === unit)?.times ?? {})
  const wrong = times.find(([status, at]) => at === anomaly.at && status !== 'alerted')?.[0]
  const status = (wrong as UnitStatus | undefined) ?? 'at-scene'
  const action = anomaly.unit === undefined ? 'confirm' : 'correct'
  return withTime(task, { ...form, action, subject: subjectKey(anomaly), unit, status })
}

/** The time that stands for the chosen unit and status, or where there is none the beginning of the task. */
export function withTime(task: TaskDetail, form: ReviewForm): ReviewForm {
  return { ...form, ...localTimeOf(standingAt(task, form)) }
}

function standingAt(task: TaskDetail, { unit, status }: Pick<ReviewForm, 'unit' | 'status'>): number {
  const told = task.units.find((one) => one.unit === unit)?.times[status]
  return Date.parse(told ?? task.datedAt)
}

export type FormFault = 'subject' | 'time' | 'unchanged' | 'reason'

/** What keeps the form from being sent, in the order of the fields. */
export function formFaults(task: TaskDetail, form: ReviewForm): readonly FormFault[] {
  const faults = draftFaults(task, form)
  const length = form.reason.trim().length
  return length < reasonAtLeast || length > reasonAtMost ? [...faults, 'reason'] : faults
}

function draftFaults(task: TaskDetail, form: ReviewForm): FormFault[] {
  if (form.action === 'confirm') return subjectOf(task, form) ? [] : ['subject']
  if (form.action !== 'correct' || form.leftOut) return []
  const at = instantOf(form, standingAt(task, form))
  if (at === undefined) return ['time']
  const told = task.units.find((one) => one.unit === form.unit)?.times[form.status]
  // The field holds whole seconds: a told fraction of one is no change by itself.
  const same = told !== undefined && Math.floor(at / 1000) === Math.floor(Date.parse(told) / 1000)
  return same ? ['unchanged'] : []
}

/** Undefined while what it would change cannot be told yet. */
export function draftOf(task: TaskDetail, form: ReviewForm): ReviewDraft | undefined {
  if (draftFaults(task, form).length > 0) return undefined
  const { action, unit, status, leftOut } = form
  const seenReviews = task.reviews.length
  const subject = subjectOf(task, form)
  if (action === 'exclude' || action === 'restore') return { action, seenReviews }
  if (action === 'confirm') return { action, seenReviews, anomaly: subject!.kind, unit: subject!.unit }
  const at = leftOut ? undefined : instantOf(form, standingAt(task, form))
  const correctedAt = at === undefined ? null : new Date(at).toISOString()
  return { action, seenReviews, anomaly: subject?.kind, unit, status, correctedAt }
}
