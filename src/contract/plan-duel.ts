/**
 * Which plan serves better over a whole year, with units that are busy? The question, how far a duel has come, and what
 * it found: differences B - A with 95 % intervals, who gains and who loses.
 */
import { z } from 'zod'
import { languages, measures, services } from '../domain/vocabulary.ts'
import { calibrationSchema } from './calibration.ts'
import { planSchema } from './plan.ts'

const date = z.iso.date({ error: 'expected a date such as 2025-10-01' })
const text3 = z.record(z.enum(languages), z.string())

/** Tasks as they were told, or invented ones of the county's own size and daily rhythm. */
export const duelSources = ['recorded', 'simulated'] as const
export type DuelSource = (typeof duelSources)[number]

export const duelQuestionSchema = z
  .object({
    planA: planSchema.optional().describe('Absent: what the register promises'),
    planB: planSchema,
    source: z.enum(duelSources).default('recorded'),
    year: z
      .object({ from: date, to: date.describe('Local date, not included') })
      .optional()
      .describe('Absent: the 52 whole weeks before today'),
    seed: z.int('expected a whole number').min(0).max(4_294_967_295).default(1),
    replications: z
      .int()
      .min(1)
      .max(20)
      .default(1)
      .describe('How many times over; of a simulated year each one has tasks of its own'),
  })
  .refine(({ year }) => year === undefined || year.from < year.to, {
    error: "expected 'from' before 'to'",
    path: ['year'],
  })
  .refine(({ year }) => year === undefined || daysOf(year) <= 731, {
    error: 'expected at most two years',
    path: ['year'],
  })
export type DuelQuestionInput = z.input<typeof duelQuestionSchema>
export type DuelQuestion = z.output<typeof duelQuestionSchema>

function daysOf({ from, to }: { readonly from: string; readonly to: string }): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000
}

/**
 * What may be said of B beside A. 'cannot-tell': the interval covers 0, or tasks are too few. 'unchanged': every single
 * task was reached alike.
 */
export const duelWords = ['gains', 'loses', 'cannot-tell', 'unchanged'] as const
export type DuelWord = (typeof duelWords)[number]

const differenceParts = {
  difference: z.number().describe('B - A'),
  low: z.number().optional().describe('95 % interval of the difference; absent: too few weeks to tell'),
  high: z.number().optional(),
  word: z.enum(duelWords),
}

const shareSchema = z.object({
  withinSeconds: z.int().optional().describe('Absent: each task by the limit of its own zone'),
  requiredShare: z.number().optional().describe('0..1'),
  official: z.boolean().describe('false: a placeholder'),
  tasks: z.number().describe('With a limit, a year over'),
  inTimeA: z.number(),
  inTimeB: z.number(),
  a: z.number().describe('Share in time under A, 0..1; who is never reached is not in time'),
  b: z.number(),
  ...differenceParts,
  toInTime: z.number().describe('Tasks late under A and in time under B'),
  toLate: z.number(),
})
export type DuelShare = z.infer<typeof shareSchema>

const secondsSchema = z.object({ a: z.number(), b: z.number(), ...differenceParts })
export type DuelSeconds = z.infer<typeof secondsSchema>

/** Numbers of tasks are means of the replications, so they need not be whole. */
export const duelRowSchema = z.object({
  service: z.enum(services),
  measure: z.enum(measures),
  urgencies: z.string().describe("As the decision groups them: 'A+B'"),
  zone: z.string().optional(),
  municipality: z.string().optional().describe('Code'),
  tasks: z.number(),
  neverA: z.number().describe('Of those, never reached under A'),
  neverB: z.number(),
  shares: z.array(shareSchema).describe('Of a zone: each of its targets, the one most tasks must meet first'),
  mean: secondsSchema.optional().describe('Seconds, over the tasks that both reach'),
  p90: secondsSchema.optional().describe('Seconds; absent below 30 tasks'),
})
export type DuelRow = z.infer<typeof duelRowSchema>

const crewLoadSchema = z.object({
  onDutyHours: z.number().describe('A year'),
  busyHours: z.number(),
  tasks: z.number(),
})
export const duelCrewSchema = z.object({
  station: z.string(),
  service: z.enum(services),
  slot: z.string().describe("Which of the station's crews"),
  a: crewLoadSchema.optional().describe('Absent: no such crew under A'),
  b: crewLoadSchema.optional(),
})
export type DuelCrew = z.infer<typeof duelCrewSchema>

const effortSchema = z.object({
  service: z.enum(services),
  crewHours: z.number().describe('Hours a week that some crew stands, on call included'),
  onCallCrewHours: z.number().describe('Of those on call'),
  personHours: z.number().describe('The same times the persons of the crew'),
  unstatedHours: z.number().describe('Of crews whose strength is not stated: in no person-hours'),
  utilisation: z.number().describe('Busy hours of crews on duty, 0..1'),
  neverReached: z.number().describe('Tasks a year that nobody could be sent to in time to matter'),
  waited: z.number().describe('Tasks a year that had to wait for a crew to be free'),
})
export type DuelEffort = z.infer<typeof effortSchema>

const sentenceSchema = z.object({ id: z.string(), text: text3 })
export type DuelSentence = z.infer<typeof sentenceSchema>

export const duelResultSchema = z.object({
  county: z.string(),
  planA: z.string().optional().describe('Name; absent: the register'),
  planB: z.string(),
  on: z.string().describe('Local date whose promises both are laid over'),
  source: z.enum(duelSources),
  from: z.string().describe('Local date'),
  to: z.string().describe('Local date, not included'),
  seed: z.int(),
  replications: z.int(),
  weeks: z.int().describe('Blocks that the intervals are reckoned from'),
  demo: z.boolean(),
  official: z.boolean().describe('false: some target is a placeholder'),
  approximate: z.boolean().describe('true: minutes come from hand-compiled roads'),
  roads: z.object({ name: z.string(), date: z.string(), attribution: z.string() }),
  calibration: calibrationSchema.optional(),
  tasks: z.object({
    total: z.number(),
    used: z.number().describe('With a reach time to judge'),
    binding: z.number().describe('Of the excluded, those that bind crews all the same'),
    excluded: z.array(z.object({ reason: z.string(), tasks: z.number() })),
  }),
  totals: z.array(duelRowSchema).describe('Of each service, measure and urgency group'),
  zones: z.array(duelRowSchema),
  municipalities: z.array(duelRowSchema),
  crews: z.array(duelCrewSchema),
  effort: z.object({ a: z.array(effortSchema), b: z.array(effortSchema) }),
  assumptions: z.array(sentenceSchema),
  warnings: z.array(sentenceSchema).describe('What was left out of the standing, and why'),
  seconds: z.number().describe('That the replay took'),
})
export type DuelResult = z.infer<typeof duelResultSchema>

export const duelStates = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const
export type DuelState = (typeof duelStates)[number]

export const duelSchema = z.object({
  id: z.string(),
  state: z.enum(duelStates),
  progress: z.number().min(0).max(1),
  ahead: z.int().describe('Duels that are to be run before this one'),
  problem: z.string().optional().describe('Why it failed'),
  result: duelResultSchema.optional(),
})
export type Duel = z.infer<typeof duelSchema>
