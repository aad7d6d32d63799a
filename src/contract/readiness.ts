/** Stations and what stands ready at them: the plan, what was told, and the small edits that a planner makes. */
import { z } from 'zod'
import { everyDay, readinessKinds } from '../domain/readiness.ts'
import { differenceKinds } from '../domain/readiness-live.ts'
import { readinessActions } from '../domain/readiness-log.ts'
import { languages, services, unitTypes } from '../domain/vocabulary.ts'

const time = z.string().describe('ISO 8601 in UTC')
const date = z.iso.date({ error: 'expected a date such as 2026-10-01' })
const clock = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'expected a local time such as 08:00, at most 24:00')
export const idText = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]{0,79}$/,
    'expected small letters without accents, digits and hyphens, at most 80',
  )
const place = z.object({ lon: z.number(), lat: z.number() })
const text3 = z.record(z.enum(languages), z.string())
const reason = z.string().trim().min(3, 'expected a reason of 3 to 400 characters').max(400)

export const turnoutSchema = z.object({ medianSeconds: z.number(), p90Seconds: z.number() })
const strengthSchema = z
  .object({ leaders: z.int(), crew: z.int() })
  .describe('1+1 is a spearhead, 1+3 a rescue group; absent: not stated')

/** A period as a file or a form gives it: the station is named around it. */
export const periodSchema = z.object({
  id: idText,
  service: z.enum(services),
  slot: z.string().trim().min(1).max(60).describe("Which of the station's crews"),
  kind: z.enum(readinessKinds),
  strength: strengthSchema.optional(),
  unitTypes: z.array(z.enum(unitTypes)).max(11).default([]).describe('Empty: not stated'),
  weekdays: z
    .array(z.int().min(1).max(7))
    .max(7)
    .default([...everyDay])
    .describe('On which a shift begins: 1 Monday to 7 Sunday'),
  from: clock.default('00:00'),
  to: clock.default('24:00').describe('Before `from`: on the next day'),
  validFrom: date.describe('Local date'),
  validTo: date.optional().describe('Local date, exclusive'),
  turnout: turnoutSchema.optional(),
  dateConfirmed: z.boolean().default(true).describe('false: the first day is a guess'),
  demo: z.boolean().default(false).describe('true: invented'),
  source: z.string().max(400).optional(),
})
export type PeriodInput = z.input<typeof periodSchema>

export const stationPeriodSchema = periodSchema.extend({ station: z.string() })
export type PeriodView = z.output<typeof stationPeriodSchema>

/** Readiness as a file: what is exported reads again. */
export const readinessFileSchema = z.object({
  vaste: z.literal('readiness'),
  county: z.string().optional(),
  periods: z.array(stationPeriodSchema).max(20_000),
})
export type ReadinessFile = z.output<typeof readinessFileSchema>

const seen = z
  .int()
  .min(0)
  .optional()
  .describe(
    'Number of the newest edit of the station that the writer knows; refused when there is a newer one',
  )
export const readinessEditSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('set'), period: periodSchema, reason, seen }),
  z.object({ action: z.literal('remove'), period: idText, reason, seen }),
])
export type ReadinessEditInput = z.input<typeof readinessEditSchema>
export const readinessDraftSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('set'), period: periodSchema }),
  z.object({ action: z.literal('remove'), period: idText }),
])

const hoursSchema = z.object({
  hours: z.number(),
  personHours: z.number(),
  unstatedHours: z.number().describe('Of crews whose strength is not stated: in no person-hours'),
})
export const crewHoursSchema = z.record(z.enum(readinessKinds), hoursSchema)

export const findingSchema = z.object({
  kind: z.enum(['hole', 'overlap']),
  service: z.enum(services),
  slot: z.string().optional(),
  periods: z.array(z.string()).describe('Ids of those that overlap'),
  from: z.string().describe('Local date'),
  to: z.string().optional().describe('Local date, exclusive'),
  spans: z
    .array(z.object({ weekday: z.int(), from: z.string(), to: z.string() }))
    .describe('Local clock times of every week between the dates'),
})
export type FindingView = z.infer<typeof findingSchema>

/** Minutes of the local day, 0..1440; `day` 0 is the Monday. */
export const weekRowSchema = z.object({
  service: z.enum(services),
  slot: z.string(),
  spans: z.array(z.object({ day: z.int(), from: z.int(), to: z.int(), periods: z.array(z.string()) })),
})
export type WeekRow = z.infer<typeof weekRowSchema>

export const stationRecordSchema = z.object({
  id: z.string(),
  name: z.string(),
  municipality: z.string().optional(),
  services: z.array(z.enum(services)),
  place,
  demoPosition: z.boolean(),
  validFrom: z.string().optional(),
  closedFrom: z.string().optional().describe('Local date from which it is closed'),
})
export type StationRecordView = z.infer<typeof stationRecordSchema>

export const plannedSchema = z.object({
  persons: z.int().optional().describe('Absent when a strength is not stated'),
  turnoutSeconds: z.number().optional(),
  p90Seconds: z.number().optional(),
  atStation: z.boolean(),
})

export const readinessNowSchema = z.object({
  basis: z
    .enum(['told', 'plan', 'none'])
    .describe('A told readiness overrides the plan until its source is silent'),
  crew: z.int().optional(),
  turnoutSeconds: z.number().optional(),
  plan: plannedSchema.optional(),
  standing: z.array(z.string()).describe('Ids of the periods that stand'),
  live: z
    .object({
      crew: z.int(),
      turnoutSeconds: z.number().optional(),
      at: time,
      ageSeconds: z.int(),
      source: z.string(),
      freshness: z.enum(['fresh', 'late', 'silent']),
      beforeChange: z.boolean().describe('Told before the plan last changed'),
    })
    .optional(),
  differences: z.array(
    z.object({ kind: z.enum(differenceKinds), planned: z.number().optional(), told: z.number() }),
  ),
})
export type ReadinessNow = z.infer<typeof readinessNowSchema>

export const stationReadinessSchema = stationRecordSchema.extend({
  open: z.boolean(),
  now: readinessNowSchema,
  periods: z.array(stationPeriodSchema),
  changes: z
    .array(
      z.object({
        at: time,
        service: z.enum(services),
        slot: z.string(),
        before: z.array(z.string()),
        after: z.array(z.string()),
      }),
    )
    .describe('Of the next twelve hours'),
  week: z.array(weekRowSchema),
  findings: z.array(findingSchema).describe('Holes and overlaps from today on'),
  crewHours: crewHoursSchema.describe('Of the local week'),
  seen: z.int().describe('Number of the newest edit'),
})
export type StationReadiness = z.infer<typeof stationReadinessSchema>

export const readinessSchema = z.object({
  county: z.string(),
  countyName: text3,
  at: time,
  live: z.boolean().describe('false: another instant than now was asked for, so that only the plan is told'),
  today: z.string(),
  week: z.object({
    days: z.array(
      z.object({ date: z.string(), hours: z.number().describe('23 or 25 when the clock is changed') }),
    ),
  }),
  municipalities: z.record(z.string(), z.record(z.string(), z.string())),
  stations: z.array(stationReadinessSchema),
})
export type Readiness = z.infer<typeof readinessSchema>

export const readinessTimelinesSchema = z.object({
  county: z.string(),
  from: time,
  to: time,
  stations: z.array(
    z.object({
      id: z.string(),
      slots: z.array(
        z.object({
          service: z.enum(services),
          slot: z.string(),
          segments: z
            .array(z.object({ from: time, to: time, periods: z.array(z.string()) }))
            .describe('Without gap; no period: nobody stands'),
        }),
      ),
      holes: z.array(z.object({ service: z.enum(services), from: time, to: time })),
      overlaps: z.array(
        z.object({
          service: z.enum(services),
          slot: z.string(),
          from: time,
          to: time,
          periods: z.array(z.string()),
        }),
      ),
      crewHours: crewHoursSchema,
    }),
  ),
})
export type ReadinessTimelines = z.infer<typeof readinessTimelinesSchema>

const logged = { seq: z.int(), at: time, by: z.string(), reason: z.string() }
export const stationHistorySchema = z.object({
  station: z.string(),
  seen: z.int(),
  readiness: z
    .array(z.object({ ...logged, action: z.enum(readinessActions), period: stationPeriodSchema }))
    .describe('Newest first, at most 200'),
  register: z.array(z.object({ ...logged, station: stationRecordSchema })).describe('Newest first'),
})
export type StationHistory = z.infer<typeof stationHistorySchema>

export const stationListSchema = z.object({
  today: z.string(),
  stations: z.array(stationRecordSchema),
  log: z.array(z.object({ ...logged, station: stationRecordSchema })).describe('Newest first, at most 200'),
})
export type StationList = z.infer<typeof stationListSchema>

export const readinessEditedSchema = z.object({
  station: stationReadinessSchema.describe('As it stands after the edit'),
  warnings: z.array(findingSchema).describe('Holes and overlaps that were not there before'),
  mended: z.array(findingSchema).describe('Those that were there before and are no more'),
})
export type ReadinessEdited = z.infer<typeof readinessEditedSchema>
