/** The decisions of the county, what has been done to them, and what adopting one has come to. */
import { z } from 'zod'
import { decisionActions } from '../domain/decision-spans.ts'
import { languages, services } from '../domain/vocabulary.ts'
import { zoneClassSchema } from './compliance.ts'
import { decisionSchema } from './decision.ts'

const text3 = z.record(z.enum(languages), z.string())

export const decisionEntrySchema = z.object({
  id: z.string(),
  service: z.enum(services),
  name: text3,
  validFrom: z.string().describe('Local date'),
  validTo: z.string().optional().describe('Local date, exclusive'),
  source: z.string(),
  zoneSystem: z.string().optional(),
  official: z.boolean().describe('false: at least one target is a placeholder'),
  targets: z.int().describe('Shares and means'),
  adoptedAt: z.string(),
})
export type DecisionEntry = z.infer<typeof decisionEntrySchema>

export const decisionLogEntrySchema = z.object({
  decision: z.string(),
  action: z.enum(decisionActions),
  at: z.string(),
  by: z.string().describe('Name of the login; vaste import from the command line; local without logins'),
  validFrom: z.string(),
  validTo: z.string().optional(),
})

export const judgingSchema = z.object({
  done: z.int(),
  total: z.int(),
  changed: z.int(),
})

export const decisionListSchema = z.object({
  today: z.string().describe('Local date'),
  demo: z.boolean().describe('Some of the tasks that a preview counts are invented'),
  decisions: z.array(decisionEntrySchema),
  log: z.array(decisionLogEntrySchema).describe('Newest first, at most 200'),
  zoneSystems: z.array(z.object({ system: z.string(), name: text3, classes: z.array(zoneClassSchema) })),
  judging: judgingSchema.optional().describe('Tasks judged anew so far; absent when all are'),
  lastJudged: judgingSchema
    .extend({
      at: z.string(),
      months: z.array(z.object({ service: z.enum(services), month: z.string(), revision: z.int() })),
    })
    .optional()
    .describe('What the last judging anew came to'),
})
export type DecisionList = z.infer<typeof decisionListSchema>

export const storedDecisionSchema = z.object({ decision: decisionSchema })

/** The parsed body of a decision, as the editor holds it. */
export type DecisionBody = z.output<typeof decisionSchema>

export const adoptedSchema = z.object({
  id: z.string(),
  changes: z.array(z.object({ action: z.enum(decisionActions), id: z.string() })),
  tasks: z.int().describe('Tasks that are judged anew now'),
  months: z.array(z.string()).describe('Compiled months that may get a new revision'),
})
export type AdoptedView = z.infer<typeof adoptedSchema>
