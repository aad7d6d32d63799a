/** What is counted? A verdict as rows, one for each measure: what is cached, and what figures are counted from. */
import type { TaskVerdict } from './verdict.ts'
import type { ExclusionReason, Measure, Service } from './vocabulary.ts'

/** One measure of one judged task. Exactly one of `seconds` and `excluded` is present. */
export interface JudgedRow {
  readonly task: string
  readonly ordinal: number
  readonly service: Service
  readonly datedAt: number
  readonly decision?: string
  readonly urgency?: string
  readonly urgencyGroup: string
  readonly zone?: string
  readonly municipality?: string
  readonly measure?: Measure
  readonly seconds?: number
  readonly excluded?: ExclusionReason
  readonly unit?: string
}

/** Ordinal 0 is the task's first measure: tasks are counted by it. */
export function judgedRows(verdict: TaskVerdict): JudgedRow[] {
  const { task, service, datedAt, decision, urgency, urgencyGroup, zone, municipality } = verdict
  return verdict.measures.map(({ measure, outcome }, ordinal) => ({
    ...{ task, ordinal, service, datedAt, decision, urgency, urgencyGroup, zone, municipality, measure },
    ...(outcome.kind === 'reached' ? { seconds: outcome.seconds, unit: outcome.unit } : {}),
    ...(outcome.kind === 'pending' ? { excluded: 'still-open' as const } : {}),
    ...(outcome.kind === 'excluded' ? { excluded: outcome.reason } : {}),
  }))
}
