/** `GET /api/v1/before-after` and the changes that it may be asked about. */
import { Router } from 'express'
import { z } from 'zod'
import { languages, services } from '../domain/vocabulary.ts'
import { beforeAfterCsv } from '../report/before-after-csv.ts'
import type { BeforeAfterDesk } from '../usecases/before-after-desk.ts'
import { answerable } from './analysis.ts'
import { need } from './reads.ts'

const date = z.iso.date({ error: 'expected a date such as 2025-10-01' })

export const beforeAfterQuestion = z.object({
  station: z.string().min(1).max(120),
  from: date.describe('First local day of the change'),
  service: z.enum(services).optional().describe('Whose tasks; absent: that of the readiness'),
  urgency: z.string().min(1).optional().describe('Group such as A+B; absent: the most urgent'),
  until: date.optional().describe('Not included; absent: a year after the change'),
  format: z.enum(['json', 'csv']).default('json'),
  lang: z.enum(languages).default('fi'),
})

export function beforeAfterRoutes(desk: BeforeAfterDesk): Router {
  const router = Router()
  router.get('/before-after/changes', need('see-compliance'), async (_request, response) => {
    response.json(await desk.changes())
  })
  router.get('/before-after', need('see-compliance'), async (request, response) => {
    const { from, format, lang, ...asked } = answerable(beforeAfterQuestion, request)
    const found = await desk.show({ ...asked, on: from })
    if (format === 'json') return void response.json(found)
    response.type('text/csv; charset=utf-8')
    response.attachment(`vaste-before-after-${from}.csv`)
    response.send(beforeAfterCsv(found, lang))
  })
  return router
}
