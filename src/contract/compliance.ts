/** Exact figures of a period against the decision in force on each task's date. */
import { z } from 'zod'
import { exclusionReasons, languages, measures, services } from '../domain/vocabulary.ts'

const text3 = z.record(z.enum(languages), z.string())

export const lights = ['met', 'leaning-met', 'leaning-missed', 'missed', 'cannot-tell'] as const
export type Light = (typeof lights)[number]

export const excludedSchema = z.partialRecord(z.enum(exclusionReasons), z.int())

export const targetFigureSchema = z.object({
  withinSeconds: z.number(),
  requiredShare: z.number().describe('0..1'),
  official: z.boolean(),
  inTime: z.int(),
  share: z.number().optional().describe('inTime / used; absent when nothing was used'),
  shareLow: z.number().optional().describe('Wilson 95 % interval'),
  shareHigh: z.number().optional(),
  shareAtLeast: z.number().optional().describe('If every task whose time is missing had been late'),
  shareAtMost: z.number().optional().describe('If every task whose time is missing had been in time'),
  light: z.enum(lights),
})
export type TargetFigure = z.infer<typeof targetFigureSchema>

export const complianceRowSchema = z.object({
  decision: z.string().optional(),
  urgency: z.string().describe('"A+B", one letter, or "not-assessed"'),
  zone: z.string().describe('Class id, or "unknown"'),
  measure: z.enum(measures).optional().describe('Absent where the decision sets none'),
  group: z.record(z.string(), z.string()).optional().describe('Values of further dimensions asked with by='),
  total: z.int(),
  used: z.int(),
  excluded: excludedSchema,
  medianSeconds: z.number().optional().describe('Percentile type 7 over whole seconds; absent below n = 10'),
  p90Seconds: z.number().optional().describe('Percentile type 7 over whole seconds; absent below n = 30'),
  meanSeconds: z.number().optional().describe('Absent below n = 10'),
  suppressed: z.literal(true).optional().describe('Too few tasks to tell in public: all counts are 0'),
  missing: z.int().describe('Of the excluded: answered, but the time is not known'),
  flagged: z
    .object({ urgencyChanged: z.int(), coarseTimes: z.int(), corrected: z.int(), mobile: z.int() })
    .describe('Tasks whose urgency changed, whose times are coarser than seconds, that a manager corrected'),
  parts: z
    .object({
      turnouts: z.int().describe('Used tasks whose first unit told that it was en route, from its station'),
      mobile: z.int().describe('Left out of the turnouts: alerted away from the station'),
      medianTurnoutSeconds: z.number().optional(),
      medianDriveSeconds: z.number().optional(),
    })
    .optional()
    .describe("The first unit's own way"),
  cancelled: z
    .object({ tasks: z.int(), medianSeconds: z.number().optional() })
    .optional()
    .describe('Cancelled before arrival: how many, and how long they had waited by then'),
  targets: z.array(targetFigureSchema),
})
export type ComplianceRow = z.infer<typeof complianceRowSchema>

/** A mean that the decision sets, over all tasks of its urgencies and zone together. */
export const meanFigureSchema = z.object({
  decision: z.string(),
  urgency: z.string(),
  zone: z.string().describe('Class id, or "all"'),
  measure: z.enum(measures),
  targetSeconds: z.number(),
  official: z.boolean(),
  used: z.int(),
  meanSeconds: z.number().optional(),
  low: z.number().optional().describe('95 % interval of the mean'),
  high: z.number().optional(),
  light: z.enum(lights),
})
export type MeanFigure = z.infer<typeof meanFigureSchema>

export const zoneVersionViewSchema = z.object({
  system: z.string(),
  version: z.string(),
  validFrom: z.string(),
  validTo: z.string().optional(),
  demo: z.boolean(),
  source: z.string(),
})

export const decisionViewSchema = z.object({
  id: z.string(),
  name: text3,
  validFrom: z.string().describe('Local date'),
  validTo: z.string().optional().describe('Local date, exclusive'),
  source: z.string(),
  zoneSystem: z.string().optional(),
  official: z.boolean().describe('false: at least one target is a placeholder'),
})

export const zoneClassSchema = z.object({ id: z.string(), order: z.int(), name: text3 })

export const complianceSchema = z.object({
  county: z.string(),
  service: z.enum(services),
  from: z.string().describe('Local date, Europe/Helsinki'),
  to: z.string().describe('Local date, exclusive'),
  computedAt: z.string(),
  dataUpTo: z.string().optional().describe('When the newest event in these figures was received'),
  demo: z.boolean(),
  percentileMethod: z.literal('type-7'),
  ruleVersion: z.int().describe('Of the fold, the reach time and the verdict'),
  oneGrid: z
    .string()
    .optional()
    .describe('Zone version that all tasks were put on; absent: each by the one in force on its date'),
  judgingAnew: z.number().optional().describe('0..1 while tasks are judged anew after a change'),
  zoneVersions: z.array(zoneVersionViewSchema).describe('In force within the period'),
  grids: z.array(z.string()).describe('Zone versions that all tasks may be put on (grid=)'),
  historyLoading: z.number().optional().describe('0..1 while demo history is still being written'),
  decisions: z.array(decisionViewSchema),
  zones: z.array(zoneClassSchema),
  total: z.int(),
  used: z.int(),
  excluded: excludedSchema,
  rows: z.array(complianceRowSchema),
  means: z.array(meanFigureSchema),
})
export type Compliance = z.infer<typeof complianceSchema>

/** Reach times of one urgency group, as counts per whole minute and zone, for the distribution chart. */
export const distributionSchema = z.object({
  service: z.enum(services),
  from: z.string(),
  to: z.string(),
  series: z.array(
    z.object({
      decision: z.string().optional().describe('A period across a change of decision has series of each'),
      urgency: z.string(),
      zone: z.string(),
      measure: z.enum(measures),
      minutes: z
        .array(z.int())
        .describe('minutes[i]: tasks reached in more than i and at most i + 1 minutes'),
      medianSeconds: z.number().optional(),
      p90Seconds: z.number().optional(),
      targets: z.array(
        z.object({ withinSeconds: z.number(), requiredShare: z.number(), official: z.boolean() }),
      ),
    }),
  ),
})
export type Distribution = z.infer<typeof distributionSchema>

/** The same rows as compliance, one set for each of the last months. */
export const trendSchema = z.object({
  service: z.enum(services),
  months: z.array(z.object({ month: z.string(), rows: z.array(complianceRowSchema) })),
})
export type Trend = z.infer<typeof trendSchema>

export const revisionSchema = z.object({
  month: z.string(),
  service: z.enum(services),
  revision: z.int(),
  compiledAt: z.string(),
})
export type Revision = z.infer<typeof revisionSchema>
