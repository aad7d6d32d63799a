/** Who is out of reach now, against what is usual: the summary of coverage that every board carries. */
import { z } from 'zod'
import { measures, services } from '../domain/vocabulary.ts'
import { calibrationSchema } from './calibration.ts'

const time = z.string().describe('ISO 8601 in UTC')
const counted = { cells: z.int(), residents: z.int() }

/** `recorded`: of the same hours before. `planned`: what the readiness register promises, with everybody at home. */
export const normalBases = ['recorded', 'planned'] as const
export type NormalBasis = (typeof normalBases)[number]

export const normalSchema = z.object({
  basis: z.enum(normalBases),
  median: z.int().describe('Residents beyond their limit'),
  low: z.int().optional().describe('10 % of the recorded are below it; absent of planned'),
  high: z.int().optional().describe('10 % of the recorded are above it; absent of planned'),
  samples: z.int().describe('How many were recorded; 0 of planned'),
})
export type NormalView = z.infer<typeof normalSchema>

/** By service: of the measure that its most urgent tasks are judged by first. */
export const reachSchema = z.object({
  service: z.enum(services),
  measure: z.enum(measures),
  at: time.describe('When units stood so. Told when it changes, at most every ten seconds'),
  approximate: z.boolean().describe('true: the roads are compiled by hand; say so wherever it is shown'),
  calibration: calibrationSchema.optional(),
  official: z.boolean().describe('false: some limit is a placeholder'),
  urgencies: z.array(z.string()),
  sources: z.int().describe('Units and crews counted'),
  unknown: z.int().describe('May be free, but their status, crew or place is not known now: not counted'),
  limited: z.object(counted).describe('With a limit'),
  outside: z.object(counted).describe('Of those, not reached within it'),
  normal: normalSchema.optional().describe('Of this hour; compare with outside.residents'),
  bare: z
    .object({
      ...counted,
      ranges: z.string().describe('Indexes of cells as in /api/v1/region, such as "12-15,40"; may be empty'),
    })
    .describe('Beyond their limit now, though within it if all on duty stood at home'),
  municipalities: z
    .array(z.object({ municipality: z.string(), outsideResidents: z.int(), bareResidents: z.int() }))
    .describe('Those with any'),
  left: z
    .array(z.object({ unit: z.string(), at: time, ...counted }))
    .describe('Left for a task within 30 minutes: what would not be bare if it stood at home. Newest first'),
})
export type ReachView = z.infer<typeof reachSchema>
