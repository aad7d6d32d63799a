/** What looks wrong on tasks, what managers have said of it, and what they may say. Times are ISO 8601 in UTC. */
import { z } from 'zod'
import {
  anomalyKinds,
  exclusionReasons,
  measures,
  reviewActions,
  services,
  unitStatuses,
  unitTypes,
} from '../domain/vocabulary.ts'
import { timeSchema } from './events.ts'

const time = z.string()
const kind = z.enum(anomalyKinds)
const status = z.enum(unitStatuses)

export const reasonAtLeast = 5
export const reasonAtMost = 300

const fields = z.object({
  action: z.enum(reviewActions),
  anomaly: kind.optional().describe('Which of what looks wrong is answered'),
  unit: z.string().min(1).max(60).optional(),
  status: status.optional().describe('With correct: of which status the time is corrected'),
  correctedAt: timeSchema
    .nullable()
    .optional()
    .describe('With correct: when it was, in any offset; null: it was not, so that it is left out'),
  seenReviews: z.int().min(0).describe('How many reviews of the task the sender has seen'),
})

const reason = z
  .string()
  .trim()
  .min(reasonAtLeast)
  .max(reasonAtMost)
  .regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u, 'expected one line without control characters')
  .describe('Why, in one line; never a name or a detail of a patient')

type Fields = z.output<typeof fields>

const confirmsSomething = ({ action, anomaly }: Fields) => action !== 'confirm' || anomaly !== undefined
const confirmFault = { error: 'expected which of what looks wrong is confirmed', path: ['anomaly'] }
const correctsSomething = ({ action, unit, status, correctedAt }: Fields) =>
  action !== 'correct' || (unit !== undefined && status !== undefined && correctedAt !== undefined)
const correctFault = {
  error: 'expected unit, status and correctedAt of what is corrected',
  path: ['correctedAt'],
}

/** What a manager sends. */
export const reviewSchema = fields
  .extend({ reason })
  .refine(confirmsSomething, confirmFault)
  .refine(correctsSomething, correctFault)
export type ReviewMessage = z.input<typeof reviewSchema>
export type AskedReview = z.output<typeof reviewSchema>

/** The same while it is still being written: what it would change does not hang on why. */
export const draftSchema = fields
  .refine(confirmsSomething, confirmFault)
  .refine(correctsSomething, correctFault)
export type ReviewDraft = z.input<typeof draftSchema>
export type AskedDraft = z.output<typeof draftSchema>

export const anomalyViewSchema = z.object({
  kind,
  unit: z.string().optional(),
  at: time.describe('The time in question'),
  source: z.string().describe('Who told it'),
  answered: z.boolean().describe('A manager has answered it, or it needs no answer'),
})
export type AnomalyView = z.infer<typeof anomalyViewSchema>
export type AnomalyKind = AnomalyView['kind']

export const reviewViewSchema = z.object({
  at: time,
  by: z.string(),
  action: z.enum(reviewActions),
  reason: z.string(),
  anomaly: kind.optional(),
  unit: z.string().optional(),
  status: status.optional(),
  correctedAt: time.optional().describe('Absent with correct: the status was taken away'),
})
export type ReviewView = z.infer<typeof reviewViewSchema>

export const unitTimesSchema = z.object({
  unit: z.string(),
  type: z.enum(unitTypes).optional(),
  times: z.partialRecord(status, time).describe('As they stand; available is any status that ends the task'),
})
export type UnitTimes = z.infer<typeof unitTimesSchema>

export const measureVerdictSchema = z.object({
  measure: z.enum(measures).optional(),
  seconds: z.number().optional(),
  unit: z.string().optional().describe('That arrived'),
  excluded: z.enum(exclusionReasons).optional(),
  targets: z.array(
    z.object({
      withinSeconds: z.number(),
      requiredShare: z.number(),
      official: z.boolean(),
      state: z.enum(['in-time', 'late']).optional().describe('Absent where it is not judged'),
    }),
  ),
})
export type MeasureVerdictView = z.infer<typeof measureVerdictSchema>

/** Never the exact place: the zone and the municipality are enough to know the task by. */
export const anomalousTaskSchema = z.object({
  task: z.string(),
  service: z.enum(services).optional(),
  datedAt: time,
  code: z.string().optional(),
  urgency: z.string().optional(),
  zone: z.string().optional(),
  municipality: z.string().optional(),
  excludedByReview: z.boolean(),
  units: z.array(unitTimesSchema),
  anomalies: z.array(anomalyViewSchema),
  verdict: z.array(measureVerdictSchema).describe('As it stands now; empty until the service is known'),
  reviews: z.array(reviewViewSchema).describe('Oldest first'),
})
export type AnomalousTask = z.infer<typeof anomalousTaskSchema>

export const anomaliesSchema = z.object({
  county: z.string(),
  demo: z.boolean().describe('Something of it comes from an invented source'),
  computedAt: time,
  counts: z
    .array(z.object({ service: z.enum(services).optional(), kind, tasks: z.int() }))
    .describe('Tasks with something of that kind that is not answered'),
  sources: z.array(
    z.object({
      source: z.string(),
      told: z.int().describe('Tasks that it told something of'),
      anomalous: z.int().describe('Of those, with something wrong in what it told, answered or not'),
    }),
  ),
  sourcesFrom: z.string().describe('Local date'),
  sourcesTo: z.string().describe('Local date, not included'),
  total: z.int().describe('Tasks that match, also beyond the limit'),
  tasks: z.array(anomalousTaskSchema).describe('Newest first'),
})
export type Anomalies = z.infer<typeof anomaliesSchema>

export const toldEventSchema = z.object({
  at: time,
  receivedAt: time,
  source: z.string(),
  kind: z.string(),
  unit: z.string().optional(),
  status: status.optional(),
  urgency: z.string().optional(),
  outcome: z.string().optional(),
  stands: z.boolean().describe('false: a correction stands in its place'),
})
export type ToldEvent = z.infer<typeof toldEventSchema>

export const taskDetailSchema = anomalousTaskSchema.extend({
  told: z
    .array(toldEventSchema)
    .describe('Everything that the sources told of the task, in order of their times'),
})
export type TaskDetail = z.infer<typeof taskDetailSchema>

const effectSchema = z.object({
  verdict: z.array(measureVerdictSchema),
  anomalies: z.array(anomalyViewSchema),
  excludedByReview: z.boolean(),
})

export const previewSchema = z.object({ before: effectSchema, after: effectSchema })
export type ReviewPreview = z.infer<typeof previewSchema>
