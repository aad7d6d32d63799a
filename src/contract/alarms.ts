/** Alarms on the wire: what stands, what has been, and what a commander says of one. */
import { z } from 'zod'
import {
  type Alarm,
  alarmKinds,
  alarmLimits,
  alarmPriorities,
  alarmResponses,
  withheldReasons,
} from '../domain/alarm.ts'

/** ISO 8601 in UTC. */
const time = z.string()
const signed = { by: z.string().describe('Name of the login; local without logins'), at: time }

export const alarmViewSchema = z.object({
  id: z.string(),
  kind: z.enum(alarmKinds),
  subject: z.string().describe('Id of the task, source or station; of zone-bare, the municipality code'),
  name: z.string().optional().describe('Task code, or name of the source or station'),
  urgency: z.string().optional(),
  municipality: z.string().optional(),
  priority: z.enum(alarmPriorities),
  response: z.enum(alarmResponses).describe('What it asks for: there is no alarm without one'),
  since: time.describe('Since when it has been so'),
  raisedAt: time,
  clearedAt: time.optional(),
  acknowledged: z.object(signed).optional().describe('Once for all boards, until it clears'),
  shelved: z.object({ ...signed, until: time }).optional(),
  flood: z.string().optional().describe('Alarms of one flood are shown, sounded and acknowledged as one'),
})
export type AlarmView = z.infer<typeof alarmViewSchema>

export const withheldViewSchema = z.object({
  kind: z.enum(alarmKinds),
  subject: z.string(),
  reason: z.enum(withheldReasons),
})
export type WithheldView = z.infer<typeof withheldViewSchema>

export const alarmsSchema = z.object({
  serverAt: time,
  open: z.array(alarmViewSchema).describe('The oldest first'),
  history: z.array(alarmViewSchema).describe('Cleared within the last 24 hours, the newest first'),
  withheld: z
    .array(withheldViewSchema)
    .describe('What cannot be told, and why: no alarm is no all-clear there'),
})
export type Alarms = z.infer<typeof alarmsSchema>

export const acknowledgementSchema = z.strictObject({})

export const shelvingSchema = z.object({
  until: z.iso
    .datetime({ offset: true })
    .nullable()
    .describe(`At most ${alarmLimits.shelveAtMost / 3600} hours from now; null takes it off the shelf`),
})
export type Shelving = z.infer<typeof shelvingSchema>

export function alarmView({ about, ...alarm }: Alarm): AlarmView {
  const { id, kind, subject, priority, clearedAt, acknowledged, shelved, flood } = alarm
  return {
    ...{ id, kind, subject, ...about, priority, response: alarmLimits.rules[kind].response },
    ...{ since: iso(alarm.since), raisedAt: iso(alarm.raisedAt) },
    ...(clearedAt === undefined ? {} : { clearedAt: iso(clearedAt) }),
    ...(acknowledged && { acknowledged: { by: acknowledged.by, at: iso(acknowledged.at) } }),
    ...(shelved && { shelved: { by: shelved.by, at: iso(shelved.at), until: iso(shelved.until) } }),
    ...(flood === undefined ? {} : { flood }),
  }
}

function iso(at: number): string {
  return new Date(at).toISOString()
}
