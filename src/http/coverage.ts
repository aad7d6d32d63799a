/** `GET /api/v1/coverage`: who can be reached now, by whom and in which time. */
import { Router } from 'express'
import { z } from 'zod'
import { VasteError } from '../domain/error.ts'
import { turnoutSecondsAtMost } from '../domain/readiness.ts'
import { measures, services } from '../domain/vocabulary.ts'
import type { ReadinessWord } from '../usecases/coverage-change.ts'
import type { CoverageDesk } from '../usecases/show-coverage.ts'
import { answerable } from './analysis.ts'
import { need } from './reads.ts'

export const coverageQuestion = z.object({
  service: z.enum(services),
  measure: z.enum(measures).default('first-unit'),
  without: z.string().min(1).max(120).optional().describe('A source that is to be thought away'),
  readiness: z
    .string()
    .regex(/^[^:]{1,120}:\d{1,2}(:\d{1,4})?$/, 'expected station:persons or station:persons:seconds')
    .optional()
    .describe('What a station is thought to say: its id, persons and turnout, such as laukaa:2:90'),
})

export function coverageRoutes(desk: Pick<CoverageDesk, 'show'>): Router {
  const router = Router()
  router.get('/coverage', need('see-compliance'), async (request, response) => {
    const { readiness, ...question } = answerable(coverageQuestion, request)
    response.json(await desk.show({ ...question, ...(readiness && { readiness: wordOf(readiness) }) }))
  })
  return router
}

function wordOf(text: string): ReadinessWord {
  const [station, crew, seconds] = text.split(':') as [string, string, string?]
  const turnoutSeconds = seconds === undefined ? undefined : Number(seconds)
  if (turnoutSeconds !== undefined && turnoutSeconds > turnoutSecondsAtMost)
    throw new VasteError(
      'invalid',
      `found a turnout of ${turnoutSeconds} s; expected 0 to ${turnoutSecondsAtMost} s`,
    )
  return { station, crew: Number(crew), turnoutSeconds }
}
