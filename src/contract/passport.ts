/** Where does a figure come from? What it takes to rebuild it and to see that it is the same. */
import { z } from 'zod'
import { clockStarts, measures, services, urgencyRules } from '../domain/vocabulary.ts'
import { complianceRowSchema, decisionViewSchema, zoneVersionViewSchema } from './compliance.ts'

export const passportSchema = z.object({
  county: z.string(),
  service: z.enum(services),
  from: z.string(),
  to: z.string(),
  demo: z.boolean(),
  computedAt: z.string(),
  cutOff: z.object({
    seq: z.int().describe('Number of the newest message in the log that the figure knows'),
    receivedAt: z.string().optional(),
  }),
  decision: decisionViewSchema.extend({
    clockStart: z.enum(clockStarts),
    urgencyRule: z.enum(urgencyRules),
    counted: z.string().describe('"any", or the unit types that count for the measure'),
    digest: z.string().describe('Of the decision as adopted'),
  }),
  zoneVersions: z.array(zoneVersionViewSchema),
  method: z.object({
    ruleVersion: z.int(),
    percentile: z.literal('type-7'),
    interval: z.literal('wilson-95'),
  }),
  row: complianceRowSchema,
  measure: z.enum(measures).optional(),
  fingerprint: z.string().describe('SHA-256 over the sorted lines "task;seconds or reason" of every task'),
  sql: z.string().describe('Rebuilds the counts and times from the table of judged tasks'),
  command: z.string().describe('Prints the same on the command line'),
})
export type Passport = z.infer<typeof passportSchema>
