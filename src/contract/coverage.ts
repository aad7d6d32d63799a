/** Who can be reached now, by whom and in which time: the seconds of every cell, and who lives beyond the limits. */
import { z } from 'zod'
import { measures, services, unitTypes } from '../domain/vocabulary.ts'
import { calibrationSchema } from './calibration.ts'

const time = z.string().describe('ISO 8601 in UTC')

/** Units and crews that nobody can be reached by now. */
export const leftOutReasons = [
  'no-status',
  'silent',
  'busy',
  'unavailable',
  'no-crew',
  'not-told',
  'no-position',
  'off-roads',
  'flies',
  'does-not-qualify',
] as const
export type LeftOutReason = (typeof leftOutReasons)[number]

/**
 * Where a source is taken to be: at its own fresh position, at home by its own word, or at home for want of a position.
 * `plan`: a crew that the register promises for this hour and of which nothing is told.
 */
export const sourceBases = ['position', 'station', 'station-assumed', 'plan'] as const
export type SourceBasis = (typeof sourceBases)[number]

/** How the turnout is known; `rolling`: on the road, without one. */
export const turnoutBases = ['told', 'plan', 'assumed', 'rolling'] as const
export type TurnoutBasis = (typeof turnoutBases)[number]

const who = {
  id: z.string().describe('Call sign, or id of the station'),
  kind: z.enum(['unit', 'station']).describe('station: a crew that was told, of which no unit is known'),
  type: z.enum(unitTypes).optional(),
  station: z.string().optional(),
}
export const coverageSourceSchema = z.object({
  ...who,
  basis: z.enum(sourceBases),
  delaySeconds: z.int().describe('From the alert to leaving; 0 on the road'),
  delayAssumed: z.boolean().describe('true: no turnout has been told or promised, or its source is silent'),
  delayBasis: z.enum(turnoutBases),
})
export type CoverageSource = z.infer<typeof coverageSourceSchema>

export const leftOutSchema = z.object({ ...who, reason: z.enum(leftOutReasons) })
export type LeftOut = z.infer<typeof leftOutSchema>

const counted = z.object({ cells: z.int(), residents: z.number() })
const outsideParts = {
  limited: counted.describe('With a limit'),
  outside: counted.describe('Of those, not reached within it'),
  withoutLimit: counted.describe('Of classes without a target'),
}
export const outsideSchema = z.object(outsideParts)

const limitSchema = z.object({
  withinSeconds: z.int(),
  requiredShare: z.number().describe('0..1'),
  official: z.boolean(),
})
export const coverageZoneSchema = z.object({
  zone: z.string().describe('Class id of the zone system of the decision'),
  limit: limitSchema.optional().describe('Of several the one that most tasks must be within'),
  ...outsideParts,
})

const cellIndex = z.int().describe('Index in cells')
export const coverageSchema = z.object({
  ...{ county: z.string(), service: z.enum(services), measure: z.enum(measures) },
  at: time.describe('When units and stations stood so'),
  demo: z.boolean().describe('true: some of the units are of the demo feed'),
  approximate: z
    .boolean()
    .describe('true: the roads are compiled by hand; say so wherever a minute is shown'),
  roads: z.object({ name: z.string(), date: z.string(), attribution: z.string() }),
  speeds: z.object({
    name: z.string(),
    offNetworkKmh: z.number(),
    calibrated: z.boolean().optional().describe('true: fitted to measured drives and adopted; else assumed'),
    calibration: calibrationSchema.optional(),
  }),
  decision: z.string(),
  urgencies: z.array(z.string()).describe('Whose limits they are; empty when the measure has none'),
  official: z.boolean().describe('false: some limit is a placeholder'),
  residentsEstimated: z.boolean(),
  sources: z.array(coverageSourceSchema),
  leftOut: z.array(leftOutSchema),
  total: outsideSchema,
  zones: z.array(coverageZoneSchema),
  municipalities: z.array(outsideSchema.extend({ municipality: z.string() })),
  cells: z.object({
    e: z.array(z.int()).describe('South-west corner in whole kilometres of EPSG:3067'),
    n: z.array(z.int()),
    seconds: z.array(z.int().nullable()).describe('From the alert; null: nobody comes'),
    nearest: z.array(z.int()).describe('Index in sources of who is it, or completes it; -1: nobody'),
    limit: z.array(z.int().nullable()).describe('Seconds; null: its class has no target'),
  }),
  bare: z
    .object({
      ...counted.shape,
      list: z.array(
        z.object({
          cell: cellIndex,
          homeSeconds: z.int().describe('If all on duty stood at home'),
          missed: z.string().describe('Id of who would then decide it'),
        }),
      ),
    })
    .describe('Beyond their limit now, though within it if all on duty stood at home'),
  without: z
    .object({
      source: z.string(),
      bare: z.array(cellIndex),
      bareResidents: z.number(),
    })
    .optional()
    .describe('What would be left bare if this one left now, where that was asked'),
  change: z
    .object({
      ...{ station: z.string(), crew: z.int(), turnoutSeconds: z.int().optional() },
      moved: z.int().describe('Cells reached sooner or later than now'),
      ...{ bare: z.array(cellIndex), bareResidents: z.number() },
      ...{ covered: z.array(cellIndex), coveredResidents: z.number() },
    })
    .optional()
    .describe('What a station would move if it said this now, where that was asked'),
})
export type Coverage = z.infer<typeof coverageSchema>
