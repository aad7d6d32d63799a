/** How many more misses can a period bear, and how likely is it to end within its target? */
import { z } from 'zod'
import { measures, services } from '../domain/vocabulary.ts'

const allowance = z.object({
  tasks: z.number(),
  allowed: z.int().describe('Misses that so many tasks can bear'),
  left: z.int().describe('Negative: so many too many already'),
})

export const budgetLineSchema = z.object({
  urgency: z.string(),
  zone: z.string(),
  measure: z.enum(measures),
  withinSeconds: z.number(),
  requiredShare: z.number(),
  official: z.boolean(),
  inTime: z.int(),
  missed: z.int(),
  expectedMore: z.number().describe('Tasks expected until the period ends'),
  now: allowance.describe('If no more tasks came'),
  atExpected: allowance,
  missesInARow: z.int(),
  hitsToRecover: z.int().optional(),
  chance: z.number().optional().describe('Of ending the period at or above the required share, 0..1'),
  chanceAbsent: z.enum(['no-tasks', 'too-few-tasks']).optional(),
})
export type BudgetLine = z.infer<typeof budgetLineSchema>

export const budgetSchema = z.object({
  service: z.enum(services),
  from: z.string(),
  to: z.string(),
  over: z.boolean().describe('true: the period has ended'),
  daysLeft: z.number(),
  demo: z.boolean(),
  lines: z.array(budgetLineSchema),
})
export type Budget = z.infer<typeof budgetSchema>
