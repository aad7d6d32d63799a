/** A service-level decision as a file: what `vaste import decision` reads. */
import { z } from 'zod'
import type { ServiceLevelDecision } from '../domain/service-level-decision.ts'
import { clockStarts, measures, services, taskOrigins, unitTypes } from '../domain/vocabulary.ts'

const date = z.iso.date({ error: 'expected a calendar date such as 2026-01-01' })
const text = z.string().trim().min(1).max(300)

export const targetSchema = z.strictObject({
  urgencies: z.array(z.string().min(1).max(10)).min(1).describe('Judged together'),
  zone: z.string().min(1).describe('Class id of the zone system, or "all"'),
  measure: z.enum(measures),
  withinSeconds: z.int().min(1).max(86_400),
  requiredShare: z.number().gt(0).max(1).describe('0..1'),
  official: z.boolean().describe('false: a placeholder; every page and report says so'),
})

export const decisionSchema = z
  .strictObject({
    $schema: z.string().optional(),
    id: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{0,59}$/, 'expected lower-case letters, digits, dots and hyphens'),
    service: z.enum(services),
    name: z.strictObject({ fi: text, sv: text, en: text }),
    validFrom: date,
    validTo: date.optional().describe('First day no longer in force'),
    source: text,
    zoneSystem: z.string().min(1).optional(),
    clockStart: z.enum(clockStarts),
    qualifyingUnits: z.partialRecord(
      z.enum(measures),
      z.union([z.literal('any'), z.array(z.enum(unitTypes)).min(1)]),
    ),
    excludedCodes: z.array(z.string()),
    excludedOrigins: z.array(z.enum(taskOrigins)),
    targets: z.array(targetSchema).min(1),
  })
  .refine((decision) => decision.validTo === undefined || decision.validFrom < decision.validTo, {
    error: 'expected validTo to be after validFrom',
    path: ['validTo'],
  })
  .refine(
    (decision) => decision.targets.every((target) => decision.qualifyingUnits[target.measure] !== undefined),
    {
      error: 'expected qualifyingUnits for every measure that a target uses',
      path: ['qualifyingUnits'],
    },
  )

/** The parsed file is exactly the domain's decision. */
export const parsedIsDecision = (decision: z.output<typeof decisionSchema>): ServiceLevelDecision => decision
