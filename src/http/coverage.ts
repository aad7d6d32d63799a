/** `GET /api/v1/coverage`: who can be reached now, by whom and in which time. */
import { Router } from 'express'
import { z } from 'zod'
import { measures, services } from '../domain/vocabulary.ts'
import type { CoverageDesk } from '../usecases/show-coverage.ts'
import { answerable } from './analysis.ts'
import { need } from './reads.ts'

export const coverageQuestion = z.object({
  service: z.enum(services),
  measure: z.enum(measures).default('first-unit'),
  without: z.string().min(1).max(120).optional().describe('A source that is to be thought away'),
})

export function coverageRoutes(desk: Pick<CoverageDesk, 'show'>): Router {
  const router = Router()
  router.get('/coverage', need('see-compliance'), async (request, response) => {
    response.json(await desk.show(answerable(coverageQuestion, request)))
  })
  return router
}
