/** The flight recorder on the wire: a moment as it was known then, what changed after it, its marks, and who has looked. */
import { z } from 'zod'
import { alarmKinds, alarmPriorities } from '../domain/alarm.ts'
import { unitStatuses, unloggedRegisters } from '../domain/vocabulary.ts'
import { type Change, situationSchema } from './situation.ts'

/** ISO 8601 in UTC. */
const time = z.string()

/** What a moment cannot tell any more. */
export const recordingGaps = ['positions', 'places'] as const

export const recordedMomentSchema = z.object({
  at: time,
  beganAt: time.describe('Where the recording begins'),
  situation: situationSchema.describe(
    'What had been received by then; its arrivals, outlooks and reach are reckoned anew with the clock then',
  ),
  gaps: z
    .array(z.enum(recordingGaps))
    .describe(
      'positions: they and heartbeats are no longer kept; places: exact scene places are no longer kept',
    ),
  changedSince: z
    .array(z.object({ register: z.enum(unloggedRegisters), at: time.describe('When it was changed last') }))
    .describe(
      'Registers without a history that have been changed since: the moment is shown by their rows of that date as they read today. Stations, readiness, decisions and speeds are those of then',
    ),
  keyframeAt: time.describe('What it was rebuilt from'),
  rebuiltInMs: z.number(),
})
export type RecordedMoment = z.infer<typeof recordedMomentSchema>

export const recordedChangesSchema = z.object({
  from: time.describe('Not included'),
  to: time.describe('Sooner than asked when very much was received: go on from here'),
  anewAt: time
    .optional()
    .describe(
      'Equal to `to`: from then on a register reads otherwise, or another day has begun. Ask for that moment anew to go on',
    ),
  steps: z.array(
    z.object({
      at: time,
      changes: z
        .array(z.custom<Change>())
        .describe(
          'As a frame of /live tells them. What is reckoned (reach, arrivals, outlooks, alarms withheld) is told at whole seconds and at the end, where it has changed',
        ),
    }),
  ),
})
export type RecordedChanges = z.infer<typeof recordedChangesSchema>

export const recordingMarksSchema = z.object({
  from: time,
  to: time,
  beganAt: time.optional().describe('Absent while nothing is recorded yet'),
  marks: z.array(
    z.object({
      at: time,
      clearedAt: time.optional(),
      kind: z.enum(alarmKinds),
      subject: z.string(),
      name: z.string().optional(),
      urgency: z.string().optional(),
      municipality: z.string().optional(),
      priority: z.enum(alarmPriorities),
    }),
  ),
})
export type RecordingMarks = z.infer<typeof recordingMarksSchema>

export const taskMomentsSchema = z.object({
  task: z.string(),
  moments: z.array(
    z.object({
      at: time.describe('When it was so, by the source'),
      receivedAt: time.describe('When it was known'),
      kind: z.string(),
      unit: z.string().optional(),
      status: z.enum(unitStatuses).optional(),
    }),
  ),
})
export type TaskMoments = z.infer<typeof taskMomentsSchema>

export const recordingAccessesSchema = z.object({
  accesses: z
    .array(
      z.object({
        by: z.string(),
        begunAt: time,
        lastAt: time,
        from: time.describe('First moment of the recording that was looked at'),
        to: time,
        task: z.string().optional(),
      }),
    )
    .describe('The newest first'),
})
export type RecordingAccesses = z.infer<typeof recordingAccessesSchema>
