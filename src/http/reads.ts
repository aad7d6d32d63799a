/** The read routes: parse the question, ask the use case, answer. */
import { type Request, type Response, Router } from 'express'
import { z } from 'zod'
import { sentenceOf } from '../contract/sentence.ts'
import { VasteError } from '../domain/error.ts'
import { services } from '../domain/vocabulary.ts'
import { dimensions } from '../figures/figures.ts'
import { complianceCsv } from '../report/compliance-csv.ts'
import type { Reads } from '../usecases/reads.ts'
import { withoutSmallCounts } from '../usecases/without-small-counts.ts'
import type { Permission, Session } from './access.ts'
import { analysisRoutes } from './analysis.ts'
import { openApi } from './openapi.ts'
import { sendJson } from './packed.ts'

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'expected a month such as 2026-10')
const date = z.iso.date({ error: 'expected a date such as 2026-10-01' })
const service = z.enum(services)
/** Zone and urgency are always there; naming them is allowed and changes nothing. */
const by = z
  .string()
  .transform((text) => text.split(',').filter((name) => name !== '' && name !== 'zone' && name !== 'urgency'))
  .pipe(z.array(z.enum(dimensions)))

export const complianceQuestion = z
  .object({
    service,
    month: month.optional(),
    from: date.optional(),
    to: date.optional(),
    by: by.optional(),
    letters: z.enum(['true', 'false']).optional(),
    format: z.enum(['json', 'csv']).default('json'),
    lang: z.enum(['fi', 'sv', 'en']).default('fi'),
    grid: z.string().min(1).optional(),
    public: z.enum(['true', 'false']).optional(),
  })
  .refine(
    ({ month, from, to }) => (month === undefined ? from && to : from === undefined && to === undefined),
    {
      error: "expected month, or from and to ('to' is not included)",
      path: ['month'],
    },
  )
export const distributionQuestion = z
  .object({
    ...{ service, month: month.optional(), from: date.optional(), to: date.optional() },
    grid: z.string().min(1).optional(),
  })
  .refine(
    ({ month, from, to }) => (month === undefined ? from && to : from === undefined && to === undefined),
    { error: "expected month, or from and to ('to' is not included)", path: ['month'] },
  )
export const monthQuestion = z.object({ service, month })
export const trendQuestion = z.object({
  service,
  month,
  months: z.coerce.number().int().min(1).max(60).default(12),
  grid: z.string().min(1).optional(),
})

export function readRoutes(reads: Reads): Router {
  const router = Router()
  router.get('/session', (_request, response) => {
    const { name, role, may } = sessionOf(response)
    response.json({ name, role, may, languages: ['fi', 'sv', 'en'] })
  })
  router.get('/situation', need('see-situation'), (_request, response) => {
    response.json(reads.situation())
  })
  router.get('/tasks/:task/timeline', need('see-situation'), async (request, response) => {
    response.json(await reads.taskTimeline(request.params.task as string))
  })
  router.get('/region', async (request, response) => {
    response.setHeader('cache-control', 'private, max-age=3600')
    await sendJson(request, response, reads.region())
  })
  router.get('/compliance', need('see-compliance'), (request, response) => {
    const asked = answerable(complianceQuestion, request)
    const { letters, format, lang, by: split = [], grid: oneGrid, public: forPublic, ...question } = asked
    const found = reads.compliance({
      ...question,
      ...(oneGrid === undefined ? {} : { oneGrid }),
      by: letters === 'true' ? [...split, 'urgency'] : split,
    })
    const compliance = forPublic === 'true' ? withoutSmallCounts(found) : found
    if (format === 'json') return void response.json(compliance)
    response.type('text/csv; charset=utf-8')
    response.attachment(`vaste-${compliance.service}-${compliance.from}-${compliance.to}.csv`)
    response.send(complianceCsv(compliance, lang))
  })
  router.get('/distribution', need('see-compliance'), (request, response) => {
    const { grid: oneGrid, ...question } = answerable(distributionQuestion, request)
    response.json(reads.distribution({ ...question, oneGrid }))
  })
  router.get('/trend', need('see-compliance'), (request, response) => {
    const { grid: oneGrid, ...question } = answerable(trendQuestion, request)
    response.json(reads.trend({ ...question, oneGrid }))
  })
  router.get('/revisions', need('see-compliance'), async (request, response) => {
    response.json({ revisions: await reads.revisions(answerable(monthQuestion, request)) })
  })
  router.use(analysisRoutes(reads))
  router.get('/openapi.json', (_request, response) => {
    response.json(openApi())
  })
  return router
}

export function sessionOf(response: Response): Session {
  return response.locals.session as Session
}

/** Default deny: a route names what the reader must be allowed to. */
export function need(permission: Permission) {
  return (_request: Request, response: Response, next: () => void) => {
    const { may, role } = sessionOf(response)
    if (!may.includes(permission))
      throw new VasteError('not-allowed', `found role '${role}'; expected one that may '${permission}'`)
    next()
  }
}

/** The query as the schema reads it. Throws `invalid` with a sentence. */
export function answerable<T>(schema: z.ZodType<T>, request: Request): T {
  const parsed = schema.safeParse(request.query)
  if (!parsed.success)
    throw new VasteError('invalid', `the query cannot be read: ${sentenceOf(parsed.error, request.query)}`)
  return parsed.data
}
