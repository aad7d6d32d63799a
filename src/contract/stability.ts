/** Is a month out of the ordinary? Control charts of one figure over time. */
import { z } from 'zod'
import { measures, services } from '../domain/vocabulary.ts'

export const chartRules = [
  'beyond-limits',
  'two-of-three-beyond-two-sigma',
  'nine-on-one-side',
  'six-trending',
  'range-beyond-limit',
] as const

export const chartSchema = z.object({
  kind: z.enum(['p', 'laney', 'xmr']),
  standing: z.enum(['firm', 'provisional', 'too-few-points', 'no-variation']),
  baselinePoints: z.int(),
  centre: z.number().optional(),
  sigmaZ: z.number().optional().describe('Spread seen over that of chance alone'),
  rangeLimit: z.number().optional(),
  points: z.array(
    z.object({
      at: z.string().describe('First local date of the point'),
      value: z.number().optional().describe('Absent: no tasks, a gap'),
      low: z.number().optional(),
      high: z.number().optional(),
      movingRange: z.number().optional(),
      signals: z.array(z.enum(chartRules)).describe('Names of the rules that this point completes'),
    }),
  ),
})
export type ControlChart = z.infer<typeof chartSchema>

export const stabilitySchema = z.object({
  service: z.enum(services),
  urgency: z.string(),
  zone: z.string(),
  measure: z.enum(measures),
  step: z.enum(['week', 'month']),
  withinSeconds: z.number().optional(),
  requiredShare: z.number().optional(),
  official: z.boolean().optional(),
  demo: z.boolean(),
  n: z.array(z.int()).describe('Used tasks of each point'),
  share: chartSchema.optional().describe('Share in time; absent where the decision sets no target'),
  median: chartSchema.describe('Median seconds; a point below n = 10 is a gap'),
})
export type Stability = z.infer<typeof stabilitySchema>
