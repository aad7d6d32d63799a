/** The history of one task so far: who told what, when it was so and when we were told. Nothing personal, no place. */
import { z } from 'zod'
import { eventKinds, unitStatuses, unitTypes } from '../domain/vocabulary.ts'

const time = z.string().describe('ISO 8601 in UTC')

export const timelineEventSchema = z.object({
  at: time.describe('When it was so, by its source'),
  receivedAt: time.describe('When we were told'),
  source: z.string(),
  kind: z.enum(eventKinds),
  unit: z.string().optional(),
  unitType: z.enum(unitTypes).optional(),
  status: z.enum(unitStatuses).optional(),
  urgency: z.string().optional(),
  outcome: z.string().optional(),
})
export type TimelineEvent = z.infer<typeof timelineEventSchema>

export const taskTimelineSchema = z.object({
  task: z.string(),
  serverAt: time,
  events: z
    .array(timelineEventSchema)
    .describe('In order of the times the sources told, the oldest first; a review is not one of them'),
})
export type TaskTimeline = z.infer<typeof taskTimelineSchema>
