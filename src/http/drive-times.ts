/** `/api/v1/drive-times`: expected against measured drives, the factors that mend them, and taking those into use or back. */
import { Router } from 'express'
import { z } from 'zod'
import { adoptSpeedsSchema, withdrawSpeedsSchema } from '../contract/drive-times.ts'
import { VasteError } from '../domain/error.ts'
import { languages } from '../domain/vocabulary.ts'
import { driveTimesCsv } from '../report/drive-times-csv.ts'
import type { DriveDesk } from '../usecases/drive-desk.ts'
import { answerable } from './analysis.ts'
import { change, sent } from './changes.ts'
import { need, sessionOf } from './reads.ts'

const date = z.iso.date({ error: 'expected a date such as 2026-10-01' })
export const driveTimesQuestion = z.object({
  from: date.optional().describe('Local date; twelve months before the end when absent'),
  to: date.optional().describe('Not included; tomorrow when absent'),
  format: z.enum(['json', 'csv']).default('json').describe('csv: the cells of the study at hand'),
  lang: z.enum(languages).default('fi'),
})

export function driveTimesRoutes(desk: DriveDesk): Router {
  const router = Router()
  router.get('/drive-times', need('see-plans'), async (request, response) => {
    const { from, to, format, lang } = answerable(driveTimesQuestion, request)
    const found = await desk.show({ from, to })
    if (format === 'json') return void response.json(found)
    if (!found.study || found.counting !== undefined)
      throw new VasteError('unavailable', 'the drives are still being computed; expected the same again soon')
    response.type('text/csv; charset=utf-8')
    response.attachment(`vaste-drive-times-${found.study.from}-${found.study.to}.csv`)
    response.send(driveTimesCsv(found.study, lang))
  })
  router.post('/drive-times/adopt', ...change('edit-readiness'), async (request, response) => {
    const { study, reason } = sent(adoptSpeedsSchema, request, 'the adoption')
    response.status(201).json(await desk.adopt(study, sessionOf(response).name, reason))
  })
  router.post('/drive-times/withdraw', ...change('edit-readiness'), async (request, response) => {
    const { reason } = sent(withdrawSpeedsSchema, request, 'the withdrawal')
    response.status(201).json(await desk.withdraw(sessionOf(response).name, reason))
  })
  return router
}
