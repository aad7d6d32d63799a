/** The routes of plans: what one is laid over, what it would change, and which crews would help most. Nothing is stored. */
import { Router } from 'express'
import { z } from 'zod'
import { planQuestionSchema } from '../contract/plan-effect.ts'
import { suggestQuestionSchema } from '../contract/plan-suggestion.ts'
import type { PlanDesk } from '../usecases/plan-desk.ts'
import { answerable } from './analysis.ts'
import { change, sent } from './changes.ts'
import { need } from './reads.ts'

export const planGroundQuestion = z.object({
  on: z.iso
    .date({ error: 'expected a date such as 2026-10-01' })
    .optional()
    .describe('Local date; absent: today'),
})

export function planRoutes(desk: PlanDesk): Router {
  const router = Router()
  router.get('/plan/ground', need('see-plans'), async (request, response) => {
    response.json(await desk.ground(answerable(planGroundQuestion, request).on))
  })
  router.post('/plan/effect', ...change('see-plans'), async (request, response) => {
    response.json(await desk.effect(sent(planQuestionSchema, request, 'the plan')))
  })
  router.post('/plan/suggest', ...change('see-plans'), async (request, response) => {
    response.json(await desk.suggest(sent(suggestQuestionSchema, request, 'the question')))
  })
  return router
}
