/** Which few more crews would help most? The best found, how it was found, and what each of them buys cell by cell. */
import { z } from 'zod'
import { measures, services } from '../domain/vocabulary.ts'
import { planSchema } from './plan.ts'
import { turnoutPoints } from './plan-effect.ts'
import { roadsSchema } from './plan-ground.ts'
import { idText, periodSchema } from './readiness.ts'

/** `coverage`: most residents or tasks within their limit; `median`: least mean seconds over all of them. */
export const suggestGoals = ['coverage', 'median'] as const
export type SuggestGoal = (typeof suggestGoals)[number]
export const suggestWeights = ['residents', 'tasks'] as const
export type SuggestWeight = (typeof suggestWeights)[number]

const candidateSchema = periodSchema.extend({ station: idText })
export const suggestQuestionSchema = z.object({
  plan: planSchema.optional().describe('What it is laid over besides the register; absent: nothing'),
  service: z.enum(services),
  measure: z.enum(measures),
  goal: z.enum(suggestGoals).default('coverage'),
  weight: z.enum(suggestWeights).default('residents'),
  k: z.int().min(1).max(10),
  candidates: z
    .array(candidateSchema)
    .max(400)
    .optional()
    .describe('Readiness that could be added; absent: usual crews at every station of the service'),
  turnout: z.enum(turnoutPoints).default('median'),
})
export type SuggestQuestionInput = z.input<typeof suggestQuestionSchema>
export type SuggestQuestion = z.output<typeof suggestQuestionSchema>

const cost = { crewHours: z.number().describe('A week'), personHours: z.number() }
const gain = z
  .number()
  .describe(
    'coverage: residents (or tasks a year) within their limit, over the week; median: mean seconds saved',
  )

export const suggestedSchema = z.object({
  change: z.object({ kind: z.literal('set-readiness'), period: candidateSchema }),
  ...cost,
  alone: gain.describe('If it were the only one'),
  gain: gain.describe('What would be lost without it, the others staying'),
  cells: z
    .object({
      cell: z.array(z.int()).describe('In the order of the region'),
      share: z
        .array(z.number())
        .optional()
        .describe('Of coverage: share of its hours, or of its tasks, that are newly within, 0..1'),
      secondsSaved: z
        .array(z.number())
        .optional()
        .describe('Of the mean: seconds saved in the cell, longer than the cap counting as the cap'),
      residents: z.array(z.number()),
    })
    .describe('What it does when it comes after the ones before it in the list; most first'),
  runnerUp: z
    .object({ period: candidateSchema, gain, ...cost })
    .optional()
    .describe('The best of another station in its place: what that would have bought'),
})
export type Suggested = z.infer<typeof suggestedSchema>

export const suggestionSchema = z.object({
  ...{ county: z.string(), on: z.string(), demo: z.boolean(), roads: roadsSchema },
  ...{ residentsEstimated: z.boolean(), official: z.boolean() },
  service: z.enum(services),
  measure: z.enum(measures),
  goal: z.enum(suggestGoals),
  weight: z.enum(suggestWeights),
  k: z.int(),
  cappedAtSeconds: z.int(),
  candidates: z.int().describe('That were weighed'),
  leftOut: z
    .array(z.object({ period: z.string(), reason: z.enum(['counts-for-nothing', 'not-enough-alone']) }))
    .describe('A crew that does not make the formation by itself is not weighed: two might, together'),
  method: z
    .enum(['exact', 'greedy-exchange'])
    .describe('exact: no other choice of k does better; else the bound says how much better one could be'),
  before: z.number().describe('coverage: residents or tasks within; median: mean seconds'),
  after: z.number(),
  bound: z.number().describe('No choice of k comes beyond this; equals after when exact'),
  greedy: z.number().describe('What taking the best one at a time comes to'),
  looked: z.int().describe('Choices looked at'),
  suggested: z.array(suggestedSchema).describe('The best first; fewer than k when nothing more helps'),
  plan: planSchema.describe('The plan it was laid over with these changes'),
})
export type Suggestion = z.infer<typeof suggestionSchema>
