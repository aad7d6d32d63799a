/** Routes behind a figure: its passport, its change between periods, its budget of misses, and the load it stands in. */
import { type Request, Router } from 'express'
import { z } from 'zod'
import { sentenceOf } from '../contract/sentence.ts'
import { VasteError } from '../domain/error.ts'
import { measures, services } from '../domain/vocabulary.ts'
import type { Reads } from '../usecases/reads.ts'
import { problemCellRoutes } from './problem-cells.ts'
import { need } from './reads.ts'

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'expected a month such as 2026-10')
const date = z.iso.date({ error: 'expected a date such as 2026-10-01' })
const service = z.enum(services)

const period = { service, month: month.optional(), from: date.optional(), to: date.optional() }
const isPeriod = (asked: { month?: string; from?: string; to?: string }) =>
  asked.month === undefined
    ? asked.from !== undefined && asked.to !== undefined
    : asked.from === undefined && asked.to === undefined
const periodFault = { error: "expected month, or from and to ('to' is not included)", path: ['month'] }

export const periodQuestion = z.object(period).refine(isPeriod, periodFault)

export const comparisonQuestion = z
  .object({
    ...{ ...period, againstFrom: date.optional(), againstTo: date.optional() },
    grid: z.string().min(1).optional(),
  })
  .refine(isPeriod, periodFault)
  .refine(({ againstFrom, againstTo }) => (againstFrom === undefined) === (againstTo === undefined), {
    error: 'expected both againstFrom and againstTo, or neither for the same period a year before',
    path: ['againstFrom'],
  })

export const passportQuestion = z
  .object({
    ...period,
    decision: z.string().min(1),
    urgency: z.string().min(1),
    zone: z.string().min(1),
    measure: z.enum(measures).optional(),
    grid: z.string().min(1).optional(),
  })
  .refine(isPeriod, periodFault)

export const stabilityQuestion = z.object({
  service,
  month,
  points: z.coerce.number().int().min(2).max(260).default(52),
  step: z.enum(['week', 'month']).default('week'),
  urgency: z.string().min(1),
  zone: z.string().min(1),
  measure: z.enum(measures),
  withinSeconds: z.coerce.number().int().min(1).optional(),
})

export function analysisRoutes(reads: Reads): Router {
  const router = Router()
  const mayRead = need('see-compliance')
  router.get('/passport', mayRead, (request, response) => {
    const { grid, ...question } = answerable(passportQuestion, request)
    response.json(reads.passport({ ...question, oneGrid: grid }))
  })
  router.get('/comparison', mayRead, (request, response) => {
    const { grid, ...question } = answerable(comparisonQuestion, request)
    response.json(reads.comparison({ ...question, oneGrid: grid }))
  })
  router.get('/budget', mayRead, (request, response) => {
    response.json(reads.budget(answerable(periodQuestion, request)))
  })
  router.get('/workload', mayRead, async (request, response) => {
    response.json(await reads.workload(answerable(periodQuestion, request)))
  })
  router.get('/stability', mayRead, (request, response) => {
    response.json(reads.stability(answerable(stabilityQuestion, request)))
  })
  router.use(problemCellRoutes(reads.problemCells))
  return router
}

export function answerable<T>(schema: z.ZodType<T>, request: Request): T {
  const parsed = schema.safeParse(request.query)
  if (!parsed.success)
    throw new VasteError('invalid', `the query cannot be read: ${sentenceOf(parsed.error, request.query)}`)
  return parsed.data
}
