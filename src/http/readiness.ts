/** The routes of stations and readiness: what stands now or at an instant, from when to when, and a planner's edits. */
import { Router } from 'express'
import { z } from 'zod'
import { readinessDraftSchema, readinessEditSchema } from '../contract/readiness.ts'
import type { ReadinessDesk } from '../usecases/readiness-desk.ts'
import { answerable } from './analysis.ts'
import { change, sent } from './changes.ts'
import { need, sessionOf } from './reads.ts'

const date = z.iso.date({ error: 'expected a date such as 2026-10-01' })

export const readinessQuestion = z
  .object({
    at: z.iso
      .datetime({ offset: true, error: 'expected a time with an offset such as 2026-11-21T10:00:00Z' })
      .optional(),
    from: date.optional(),
    to: date.optional().describe('Not included'),
  })
  .refine(
    ({ at, from, to }) =>
      (from === undefined) === (to === undefined) && (at === undefined || from === undefined),
    { error: "expected nothing for now, at, or from and to ('to' is not included)", path: ['at'] },
  )

export function readinessRoutes(desk: ReadinessDesk): Router {
  const router = Router()
  const mayRead = need('see-compliance')
  router.get('/readiness', mayRead, async (request, response) => {
    const { at, from, to } = answerable(readinessQuestion, request)
    if (from !== undefined && to !== undefined) return void response.json(await desk.timelines({ from, to }))
    response.json(await desk.at(at === undefined ? undefined : Date.parse(at)))
  })
  router.get('/readiness/file', mayRead, async (_request, response) => {
    response.attachment('vaste-readiness.json')
    response.json(await desk.file())
  })
  router.get('/stations', mayRead, async (_request, response) => {
    response.json(await desk.stations())
  })
  router.get('/stations/:id/readiness', mayRead, async (request, response) => {
    response.json(await desk.history(request.params.id as string))
  })
  router.post('/stations/:id/readiness/preview', ...change('edit-readiness'), async (request, response) => {
    const draft = sent(readinessDraftSchema, request, 'the readiness')
    response.json(await desk.preview(request.params.id as string, draft))
  })
  router.post('/stations/:id/readiness', ...change('edit-readiness'), async (request, response) => {
    const { reason, ...edit } = sent(readinessEditSchema, request, 'the readiness')
    const made = { by: sessionOf(response).name, reason }
    response.status(201).json(await desk.edit(request.params.id as string, edit, made))
  })
  return router
}
