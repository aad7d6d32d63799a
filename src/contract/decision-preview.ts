/** What would change if a decision were adopted: the same tasks judged by the decisions of today and by those of then. */
import { z } from 'zod'
import { decisionActions } from '../domain/decision-spans.ts'
import { measures, services } from '../domain/vocabulary.ts'
import { excludedSchema, lights } from './compliance.ts'
import { decisionSchema } from './decision.ts'

const id = z.string().min(1).max(60)
const date = z.iso.date({ error: 'expected a calendar date such as 2026-01-01' })

export const adoptionSchema = z.strictObject({
  decision: decisionSchema,
  ends: id.optional().describe('This decision is in force until the day the new one begins'),
  replaces: id.optional().describe('This decision is withdrawn entirely'),
})

export const previewQuestionSchema = adoptionSchema.extend({
  from: date.optional().describe('Local date; the last twelve months of the covered dates when absent'),
  to: date.optional().describe('Local date, exclusive'),
})

/**
 * How a task stands by its first measure against the target that most tasks must meet. `followed`: timed, but no target
 * is set for it.
 */
export const standings = ['hit', 'miss', 'followed', 'excluded', 'open'] as const
export type Standing = (typeof standings)[number]

export type Counts = z.infer<typeof excludedSchema>

export const previewSideSchema = z.object({
  used: z.int(),
  excluded: z.int(),
  reasons: excludedSchema,
  meanSeconds: z.number().optional(),
  targets: z.array(
    z.object({
      withinSeconds: z.int(),
      requiredShare: z.number(),
      official: z.boolean(),
      used: z.int(),
      inTime: z.int(),
      share: z.number().optional(),
      light: z.enum(lights),
    }),
  ),
})
export type PreviewSide = z.infer<typeof previewSideSchema>

export const previewSchema = z.object({
  decision: z.string(),
  service: z.enum(services),
  from: z.string().describe('Local date'),
  to: z.string().describe('Local date, exclusive'),
  asIfInForce: z
    .boolean()
    .describe('true: the decision begins later, and is tried on these dates as if it had been in force'),
  cut: z.boolean().describe('true: there were too many tasks, so that only the newest months were looked at'),
  tasks: z.int(),
  changed: z.int().describe('Tasks that stand otherwise'),
  moves: z.array(z.object({ from: z.enum(standings), to: z.enum(standings), tasks: z.int() })),
  rows: z.array(
    z.object({
      urgency: z.string(),
      zone: z.string(),
      measure: z.enum(measures).optional(),
      before: previewSideSchema.optional(),
      after: previewSideSchema.optional(),
    }),
  ),
  adoption: z
    .object({
      changes: z.array(
        z.object({
          action: z.enum(decisionActions),
          id: z.string(),
          from: z.string(),
          to: z.string().optional(),
        }),
      ),
      touched: z.array(z.object({ from: z.string(), to: z.string().optional() })),
      tasks: z.int().describe('Tasks that adopting judges anew'),
      months: z.array(z.string()).describe('Compiled months that may get a new revision'),
    })
    .describe('What adopting would do'),
})
export type DecisionPreview = z.infer<typeof previewSchema>

/** A line of a preview that is told as it goes on: NDJSON, the last line holding the preview or the problem. */
export type PreviewLine =
  | { readonly done: number; readonly total: number }
  | { readonly preview: DecisionPreview }
  | { readonly problem: { readonly status: number; readonly title: string; readonly detail: string } }
