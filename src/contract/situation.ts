/** What the live board sees: the situation as one snapshot, then numbered changes to it. */
import { z } from 'zod'
import { languages, measures, services, unitStatuses, unitTypes } from '../domain/vocabulary.ts'
import { streams } from '../domain/workload.ts'
import { type AlarmView, alarmViewSchema, type WithheldView, withheldViewSchema } from './alarms.ts'
import { arrivalSchema, expectedSchema, outlookSchema } from './outlook.ts'
import { type ReachView, reachSchema } from './reach.ts'

/** ISO 8601 in UTC. */
const time = z.string()
const place = z.object({ lon: z.number(), lat: z.number() })
const text3 = z.record(z.enum(languages), z.string())

export const targetViewSchema = z.object({
  measure: z.enum(measures),
  withinSeconds: z.number(),
  requiredShare: z.number().describe('0..1'),
  official: z.boolean(),
  dueAt: time.optional().describe('Absent while the clock has not started, as when no unit is alerted yet'),
  state: z
    .enum(['pending', 'in-time', 'late'])
    .describe('"Overdue" is never stored: compare dueAt with the server clock'),
  seconds: z.number().optional().describe('Reach time, a started second counts as full'),
})
export type TargetView = z.infer<typeof targetViewSchema>

export const taskViewSchema = z.object({
  id: z.string(),
  service: z.enum(services),
  stream: z.enum(streams).describe("What it is of a unit's work: a transfer binds units and is not judged"),
  code: z.string().optional(),
  urgency: z.string().optional(),
  urgencyAtFirstAlert: z.string().optional().describe('The one it is judged by'),
  zone: z.string().optional().describe('Class id of the zone system of its decision'),
  municipality: z.string().optional(),
  place: place.optional(),
  createdAt: time.optional(),
  clockStartAt: time.optional(),
  decision: z.string().optional(),
  excluded: z.string().optional().describe('Reason, when it cannot be judged'),
  targets: z.array(targetViewSchema).describe('The one required of most tasks comes first'),
  units: z.array(
    z.object({
      unit: z.string(),
      type: z.enum(unitTypes).optional(),
      status: z.enum(unitStatuses),
      statusAt: time,
    }),
  ),
  expected: expectedSchema
    .optional()
    .describe('Absent when nothing fresh is known: never a guess from an old position'),
  arrivals: z
    .array(arrivalSchema)
    .describe('Every unit on its way whose position is fresh, or that is known to be at home; soonest first'),
  outlook: outlookSchema
    .optional()
    .describe('Will the last limit that counts be kept? Absent when reached or not judged'),
  lastEventAt: time,
})
export type TaskView = z.infer<typeof taskViewSchema>

export const unitViewSchema = z.object({
  unit: z.string(),
  type: z.enum(unitTypes).optional(),
  station: z.string().optional(),
  status: z.enum(unitStatuses).optional(),
  statusAt: time.optional(),
  statusReceivedAt: time.optional(),
  statusSource: z
    .string()
    .optional()
    .describe('Who told the status: it is as fresh as its source, however old it is'),
  task: z.string().optional(),
  place: place.optional(),
  placeAt: time.optional(),
  placeReceivedAt: time.optional(),
  demoPosition: z.boolean(),
})
export type UnitView = z.infer<typeof unitViewSchema>

export const stationViewSchema = z.object({
  station: z.string(),
  name: z.string(),
  services: z.array(z.enum(services)),
  place,
  demoPosition: z.boolean(),
  crew: z.number().optional().describe('Absent until a readiness message has come'),
  turnoutSeconds: z.number().optional(),
  readinessAt: time.optional(),
  readinessReceivedAt: time.optional(),
  source: z
    .string()
    .optional()
    .describe(
      'Who told it. Readiness is told when it changes: it is as fresh as its source, however old it is',
    ),
})
export type StationView = z.infer<typeof stationViewSchema>

export const sourceViewSchema = z.object({
  source: z.string(),
  demo: z.boolean(),
  lastAt: time.optional().describe('Newest time the source itself has told'),
  lastReceivedAt: time.describe('When we last heard anything, heartbeats included'),
})
export type SourceView = z.infer<typeof sourceViewSchema>

export const situationSchema = z.object({
  county: z.string(),
  countyName: text3,
  run: z.string().describe('Changes are numbered within one run of the service'),
  number: z.int().describe('Number of the last change in this snapshot'),
  serverAt: time,
  demo: z.boolean().describe('true: some or all data is made by the demo feed'),
  placeholderTargets: z
    .boolean()
    .describe('true: a decision in force has targets that nobody has confirmed as official'),
  freshness: z.object({ lateAfterSeconds: z.number(), silentAfterSeconds: z.number() }),
  tasks: z.array(taskViewSchema).describe('Open tasks'),
  units: z.array(unitViewSchema),
  stations: z.array(stationViewSchema),
  sources: z.array(sourceViewSchema),
  reach: z.array(reachSchema).describe('Who is out of reach now, by service; empty until it is known'),
  alarms: z.array(alarmViewSchema).describe('Open alarms, the oldest first'),
  alarmsWithheld: z.array(withheldViewSchema).describe('What no alarm can tell now, and why'),
})
export type Situation = z.infer<typeof situationSchema>

/** One thing that changed. `task-gone` is a task that is no longer open, `alarm-gone` an alarm that has cleared. */
export type Change =
  | { readonly kind: 'task'; readonly task: TaskView }
  | { readonly kind: 'task-gone'; readonly id: string }
  | { readonly kind: 'unit'; readonly unit: UnitView }
  | { readonly kind: 'station'; readonly station: StationView }
  | { readonly kind: 'source'; readonly source: SourceView }
  | { readonly kind: 'reach'; readonly reach: ReachView }
  | { readonly kind: 'alarm'; readonly alarm: AlarmView }
  | { readonly kind: 'alarm-gone'; readonly id: string }
  | { readonly kind: 'alarms-withheld'; readonly withheld: WithheldView[] }

/**
 * Frames on `/live`. A client may connect with `?run=R&since=N`: if the changes after N are still held it gets
 * only them, in one frame, otherwise a new snapshot. `number` of a changes frame is that of its last change, `first` of
 * its first; it holds the newest of each thing, so there may be fewer changes than numbers. A tick whose number is ahead
 * of the client's says that a frame was lost on the way.
 */
export type LiveFrame =
  | { readonly kind: 'snapshot'; readonly situation: Situation }
  | {
      readonly kind: 'changes'
      readonly run: string
      readonly first: number
      readonly number: number
      readonly serverAt: string
      readonly changes: readonly Change[]
    }
  | { readonly kind: 'tick'; readonly run: string; readonly number: number; readonly serverAt: string }
