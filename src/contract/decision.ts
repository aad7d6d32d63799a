/** A service-level decision as a file: what `vaste import decision` reads. */
import { z } from 'zod'
import type { ServiceLevelDecision } from '../domain/service-level-decision.ts'
import {
  clockStarts,
  measures,
  services,
  taskOrigins,
  unitTypes,
  urgencyRules,
} from '../domain/vocabulary.ts'

const date = z.iso.date({ error: 'expected a calendar date such as 2026-01-01' })
const text = z.string().trim().min(1).max(300)

const subject = {
  urgencies: z.array(z.string().min(1).max(10)).min(1).describe('Judged together'),
  zone: z.string().min(1).describe('Class id of the zone system, or "all"'),
  measure: z.enum(measures),
}

export const targetSchema = z.strictObject({
  ...subject,
  withinSeconds: z.int().min(1).max(86_400),
  requiredShare: z.number().gt(0).max(1).describe('0..1'),
  official: z.boolean().describe('false: a placeholder; every page and report says so'),
})

export const meanTargetSchema = z.strictObject({
  ...subject,
  meanSeconds: z.int().min(1).max(86_400),
  official: z.boolean().describe('false: a placeholder'),
})

const strengthSchema = z.strictObject({ leaders: z.int().min(0).max(9), crew: z.int().min(0).max(30) })

export const formationSchema = z.union(
  [
    z.strictObject({
      units: z.int().min(1).max(20).describe('The time of the unit with this number counts'),
    }),
    z.strictObject({
      leaders: z.int().min(0).max(9),
      crew: z.int().min(0).max(60).describe('Beside the leaders: a rescue group is 1 and 3'),
      strengths: z
        .partialRecord(z.enum(unitTypes), strengthSchema)
        .describe('What a unit of the type brings, where its source does not tell its crew'),
    }),
  ],
  { error: 'expected { units }, or { leaders, crew, strengths }' },
)

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
    source: z.string().trim().min(1).max(1000),
    zoneSystem: z.string().min(1).optional(),
    clockStart: z.enum(clockStarts),
    clockStarts: z
      .partialRecord(z.enum(measures), z.enum(clockStarts))
      .optional()
      .describe('Of measures with a clock of their own; turnout and drive always have'),
    urgencyRule: z.enum(urgencyRules).optional().describe('first-alert when absent'),
    qualifyingUnits: z.partialRecord(
      z.enum(measures),
      z.union([z.literal('any'), z.array(z.enum(unitTypes)).min(1)]),
    ),
    formations: z
      .partialRecord(z.enum(measures), formationSchema)
      .optional()
      .describe('What must be at scene together; one unit is enough for a measure that is not named'),
    excludedCodes: z.array(z.string()),
    excludedOrigins: z.array(z.enum(taskOrigins)),
    targets: z.array(targetSchema),
    means: z.array(meanTargetSchema).optional(),
  })
  .refine((decision) => decision.validTo === undefined || decision.validFrom < decision.validTo, {
    error: 'expected validTo to be after validFrom',
    path: ['validTo'],
  })
  .refine(
    ({ targets, means = [], qualifyingUnits }) =>
      [...targets, ...means].every(({ measure }) => qualifyingUnits[measure] !== undefined),
    {
      error: 'expected qualifyingUnits for every measure that a target uses',
      path: ['qualifyingUnits'],
    },
  )
  .refine(({ targets, means = [] }) => targets.length + means.length > 0, {
    error: 'expected at least one target',
    path: ['targets'],
  })
  .superRefine(({ targets, means = [] }, context) => {
    const groups = new Map<string, string>()
    for (const [i, { urgencies }] of [...targets, ...means].entries())
      for (const urgency of urgencies) {
        const group = urgencies.join('+')
        const other = groups.get(urgency) ?? group
        groups.set(urgency, other)
        if (other !== group)
          context.addIssue({
            code: 'custom',
            message: `expected urgency ${urgency} in one group only, found it in ${other} and ${group}`,
            path: i < targets.length ? ['targets', i] : ['means', i - targets.length],
          })
      }
  })

/** For editors: what a decision file may hold. */
export const decisionJsonSchema = z.toJSONSchema(decisionSchema, { io: 'input' })

/** The parsed file is exactly the domain's decision. */
export const parsedIsDecision = (decision: z.output<typeof decisionSchema>): ServiceLevelDecision => decision
