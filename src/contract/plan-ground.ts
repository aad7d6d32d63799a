/** What is a plan laid over? Stations, periods and decisions of a date, beside the cells that `GET /api/v1/region` has. */
import { z } from 'zod'
import { languages, measures, services } from '../domain/vocabulary.ts'
import { calibrationSchema } from './calibration.ts'
import { plannedStationSchema } from './plan.ts'
import { stationPeriodSchema } from './readiness.ts'

export const roadsSchema = z.object({
  approximate: z
    .boolean()
    .describe('true: the roads are compiled by hand; say so wherever a minute is shown'),
  name: z.string(),
  date: z.string(),
  attribution: z.string(),
  speeds: z.string(),
  offNetworkKmh: z.number(),
  calibration: calibrationSchema.optional(),
})

const text3 = z.record(z.enum(languages), z.string())
export const planTargetSchema = z.object({
  urgencies: z.array(z.string()),
  zone: z.string().describe("Class id of the decision's zone system, or 'all'"),
  withinSeconds: z.int(),
  requiredShare: z.number().describe('0..1'),
  official: z.boolean().describe('false: a placeholder'),
})
export type PlanTarget = z.infer<typeof planTargetSchema>

export const planGroundSchema = z.object({
  county: z.string(),
  countyName: text3,
  today: z.string().describe('Local date'),
  on: z.string().describe('Local date whose promises and decisions these are'),
  demo: z.boolean().describe('true: some of the readiness, the tasks or the risk cells are invented'),
  roads: roadsSchema,
  residentsEstimated: z.boolean(),
  assumedTurnoutSeconds: z
    .object({ atStation: z.int(), onCall: z.int() })
    .describe('Of crews whose turnout nobody has stated'),
  stations: z.array(plannedStationSchema.extend({ demoPosition: z.boolean() })).describe('Open on the date'),
  periods: z.array(stationPeriodSchema).describe('In force on the date, of those stations'),
  services: z.array(
    z.object({
      service: z.enum(services),
      decision: z.object({ id: z.string(), name: text3, source: z.string(), official: z.boolean() }),
      measures: z
        .array(z.object({ measure: z.enum(measures), targets: z.array(planTargetSchema) }))
        .describe('That the decision names units for'),
      zones: z.array(z.object({ id: z.string(), name: text3 })),
      zoneOf: z.array(z.int()).describe('By cell in the order of the region: index in zones; -1: none'),
    }),
  ),
})
export type PlanGround = z.infer<typeof planGroundSchema>

/** Names for what an effect tells by number or code. */
export interface PlanPlaces {
  /** Such as 1kmN6901E434. */
  cell(index: number): string
  municipalityOf(index: number): string
  /** In Finnish or Swedish; of an unknown code the code. */
  municipality(code: string, language: 'fi' | 'sv'): string
}
