/** One period against another: is a change real, and is it the service's or only of what was asked of it? */
import { z } from 'zod'
import { measures, services } from '../domain/vocabulary.ts'

export const changeWords = ['better', 'worse', 'no-change-shown', 'cannot-tell'] as const
const word = z.enum(changeWords)

/** A side that is absent is open: with so few tasks no bound can be given. */
export const intervalSchema = z.object({ low: z.number().optional(), high: z.number().optional() })

const tally = z.object({ n: z.int(), inTime: z.int() })

export const shareComparisonSchema = z.object({
  urgency: z.string(),
  measure: z.enum(measures),
  requiredShare: z.number(),
  official: z.boolean(),
  before: z.number().describe('Share in time over all zones, each by its own limit'),
  after: z.number(),
  change: z.number(),
  interval: intervalSchema,
  word,
  mix: z.number().describe('Part of the change that comes from where and how often tasks were'),
  performance: z
    .number()
    .describe('Part that comes from how each zone was served; mix + performance = change'),
  performanceInterval: intervalSchema,
  performanceWord: word,
  onlyBefore: z.array(z.string()),
  onlyAfter: z.array(z.string()),
  zones: z.array(
    z.object({
      zone: z.string(),
      withinSeconds: z.number(),
      before: tally,
      after: tally,
      mix: z.number(),
      performance: z.number(),
      difference: z.number().optional(),
      interval: intervalSchema.optional(),
      word,
    }),
  ),
})
export type ShareComparison = z.infer<typeof shareComparisonSchema>

export const percentileComparisonSchema = z.object({
  before: z.number(),
  after: z.number(),
  difference: z.number().describe('Seconds, after - before'),
  interval: intervalSchema,
  word,
})

export const timeComparisonSchema = z.object({
  urgency: z.string(),
  zone: z.string(),
  measure: z.enum(measures),
  before: z.int().describe('Used tasks'),
  after: z.int(),
  median: percentileComparisonSchema.optional(),
  p90: percentileComparisonSchema.optional(),
})
export type TimeComparison = z.infer<typeof timeComparisonSchema>

export const volumeComparisonSchema = z.object({
  urgency: z.string().describe('One letter, a group such as "A+B", or "all"'),
  before: z.int(),
  after: z.int(),
  ratio: z.number().optional().describe('Tasks per day, after / before'),
  interval: intervalSchema,
  word: z.enum(['more', 'fewer', 'no-change-shown', 'cannot-tell']),
})
export type VolumeComparison = z.infer<typeof volumeComparisonSchema>

export const comparisonNotes = ['decision-changed', 'zones-changed', 'rules-of-later-decision'] as const

export const comparisonSchema = z.object({
  county: z.string(),
  service: z.enum(services),
  from: z.string(),
  to: z.string(),
  againstFrom: z.string(),
  againstTo: z.string(),
  demo: z.boolean(),
  official: z.boolean().describe('false: at least one limit is a placeholder'),
  zones: z.array(z.object({ id: z.string(), name: z.record(z.string(), z.string()) })),
  shares: z.array(shareComparisonSchema),
  times: z.array(timeComparisonSchema),
  volumes: z.array(volumeComparisonSchema),
  notes: z.array(z.enum(comparisonNotes)),
})
export type Comparison = z.infer<typeof comparisonSchema>
