/** The routes of tasks that look wrong: the queue, one task, and what a manager says of it. */
import { Router } from 'express'
import { z } from 'zod'
import { draftSchema, reviewSchema } from '../contract/anomalies.ts'
import { anomalyKinds, services } from '../domain/vocabulary.ts'
import type { AnomalyDesk } from '../usecases/anomaly-desk.ts'
import { answerable } from './analysis.ts'
import { change, sent } from './changes.ts'
import { need, sessionOf } from './reads.ts'

export const anomaliesQuestion = z.object({
  service: z.enum(services).optional(),
  state: z.enum(['open', 'reviewed']).default('open'),
  kind: z.enum(anomalyKinds).optional(),
  source: z.string().min(1).max(60).optional(),
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'expected a month such as 2026-10')
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})

export function anomalyRoutes(desk: AnomalyDesk): Router {
  const router = Router()
  router.get('/anomalies', need('see-compliance'), async (request, response) => {
    response.json(await desk.list(answerable(anomaliesQuestion, request)))
  })
  router.get('/anomalies/:task', need('see-compliance'), async (request, response) => {
    response.json(await desk.task(request.params.task as string))
  })
  router.post('/tasks/:task/reviews/preview', ...change('review-tasks'), async (request, response) => {
    const review = sent(draftSchema, request, 'the review')
    response.json(await desk.preview(request.params.task as string, review, sessionOf(response).name))
  })
  router.post('/tasks/:task/reviews', ...change('review-tasks'), async (request, response) => {
    const review = sent(reviewSchema, request, 'the review')
    const { name } = sessionOf(response)
    response.status(201).json(await desk.review(request.params.task as string, review, name))
  })
  return router
}
