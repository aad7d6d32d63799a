/** Expected drives beside measured ones: how far off, where, and by which factors the misfit is mended. */
import { z } from 'zod'
import { fits } from '../domain/cell-fit.ts'
import { driveModels, drivenClasses } from '../domain/drive-model.ts'
import { driveExclusions, driveKinds } from '../domain/measured-drive.ts'

const time = z.string().describe('ISO 8601 in UTC')
const date = z.string().describe('Local date')
const error = z.number().describe('Seconds measured less expected')

export const driveErrorsSchema = z.object({
  n: z.int(),
  medianAbsoluteSeconds: z.number(),
  medianSeconds: error.describe('Above 0: drives take longer than expected'),
  p90AbsoluteSeconds: z.number(),
  shareFarOff: z.number().describe('Share of drives more than two minutes off, 0..1'),
})
export type DriveErrorsView = z.infer<typeof driveErrorsSchema>

export const driveBinSchema = z.object({
  fromSeconds: z.int().describe('Expected, half-open'),
  toSeconds: z.int().nullable().describe('null: no end'),
  n: z.int(),
  expectedSeconds: z.number().optional().describe('Median of the expected; absent below n = 10'),
  p10: z.number().optional().describe('Of the measured seconds'),
  p50: z.number().optional(),
  p90: z.number().optional(),
})
export type DriveBin = z.infer<typeof driveBinSchema>

const counted = z.object({ cells: z.int(), residents: z.number() })
export const driveBases = ['assumed', 'in-use', 'fitted'] as const
export const driveBasisSchema = z.object({
  basis: z
    .enum(driveBases)
    .describe('fitted: each drive by factors learnt without its cell. in-use: only while speeds are adopted'),
  errors: driveErrorsSchema,
  bins: z.array(driveBinSchema),
  fits: z.record(z.enum(fits), counted),
  cells: z
    .object({
      medianSeconds: z.array(error),
      low: z.array(z.number().nullable()).describe('95 % interval of the median; null below six drives'),
      high: z.array(z.number().nullable()),
      farOff: z.array(z.int()),
      fit: z.array(z.enum(fits)),
    })
    .describe('In the order of the cells of the kind'),
})
export type DriveBasis = z.infer<typeof driveBasisSchema>

export const driveFactorsViewSchema = z.object({
  classes: z.array(
    z.object({
      roadClass: z.enum(drivenClasses),
      factor: z.number().describe('Seconds for each assumed second'),
      drives: z.int().describe('That drove on it'),
      share: z.number().describe('Of all assumed seconds, 0..1'),
    }),
  ),
  winter: z.object({ factor: z.number(), drives: z.int() }).describe('November to March against the rest'),
  zones: z.array(
    z.object({
      zone: z.string(),
      name: z.object({ fi: z.string(), sv: z.string(), en: z.string() }).optional(),
      factor: z.number(),
      fixedSeconds: z.number(),
      drives: z.int(),
    }),
  ),
  fixedSeconds: z.number().describe('Starting, stopping and finding the door, in zones that are not named'),
})
export type DriveFactorsView = z.infer<typeof driveFactorsViewSchema>

export const driveKindSchema = z.object({
  kind: z.enum(driveKinds).describe('emergency: urgency A or B, with lights and siren'),
  n: z.int(),
  coarse: z.int().describe('Of tasks with a source coarser than whole seconds'),
  calibrated: z.boolean(),
  reason: z.enum(['too-few-drives', 'too-few-cells']).optional().describe('Why it is not'),
  model: z.enum(driveModels).optional().describe('Chosen: the simplest that is no worse than the best'),
  trials: z.array(z.object({ model: z.enum(driveModels), errors: driveErrorsSchema })),
  factors: driveFactorsViewSchema.optional(),
  rerouted: driveErrorsSchema
    .optional()
    .describe('By the fitted speeds with ways chosen anew, on the drives they were learnt from'),
  cells: z.object({
    e: z.array(z.int()).describe('South-west corner in whole kilometres of EPSG:3067'),
    n: z.array(z.int()),
    drives: z.array(z.int()),
    residents: z.array(z.number()),
  }),
  bases: z.array(driveBasisSchema),
})
export type DriveKindView = z.infer<typeof driveKindSchema>

export const driveStudySchema = z.object({
  id: z.string().describe('Names this very study when its speeds are adopted'),
  county: z.string(),
  from: date,
  to: date.describe('Not included'),
  computedAt: time,
  demo: z.boolean(),
  roads: z.object({
    name: z.string(),
    date: z.string(),
    approximate: z.boolean(),
    attribution: z.string(),
  }),
  demoOrigins: z.int().describe('Drives from stations whose place is a demo position'),
  total: z.int().describe('Units on tasks: used + excluded'),
  used: z.int(),
  excluded: z.partialRecord(z.enum(driveExclusions), z.int()),
  kinds: z.array(driveKindSchema),
})
export type DriveStudy = z.infer<typeof driveStudySchema>

export const adoptedViewSchema = z.object({
  at: time,
  by: z.string(),
  reason: z.string(),
  from: date,
  to: date,
  demo: z.boolean(),
  applies: z.boolean().describe('false: learnt on other roads than those in use, so the assumed speeds are'),
  kinds: z.array(
    z.object({
      kind: z.enum(driveKinds),
      model: z.enum(driveModels),
      before: driveErrorsSchema,
      after: driveErrorsSchema.describe('Of drives to cells the factors had not seen'),
    }),
  ),
})
export type AdoptedView = z.infer<typeof adoptedViewSchema>

export const speedLogSchema = z.array(
  z.object({
    at: time,
    action: z.enum(['adopted', 'withdrawn']),
    by: z.string(),
    reason: z.string(),
    from: date.optional(),
    to: date.optional(),
  }),
)

export const driveTimesSchema = z.object({
  adopted: adoptedViewSchema.optional().describe('Absent: everything runs on assumed speeds'),
  log: speedLogSchema.describe('Newest first'),
  counting: z.number().optional().describe('0..1 while the study asked for is being computed: ask again'),
  historyLoading: z.number().optional().describe('0..1 while demo history is still being written'),
  study: driveStudySchema
    .optional()
    .describe('Of the span asked for; the one before while a new one is computed'),
})
export type DriveTimesView = z.infer<typeof driveTimesSchema>

export const adoptSpeedsSchema = z.object({
  study: z.string().min(1).describe('Id of the study that was seen'),
  reason: z.string().trim().min(1).max(500),
})
export const withdrawSpeedsSchema = z.object({ reason: z.string().trim().min(1).max(500) })
