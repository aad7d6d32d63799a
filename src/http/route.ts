/** `GET /api/v1/route`: the way of one unit to one open task. Exact places: only for who acts on them. */
import { Router } from 'express'
import { z } from 'zod'
import type { RouteDesk } from '../live/show-route.ts'
import { answerable } from './analysis.ts'
import { need } from './reads.ts'

export const routeQuestion = z.object({
  unit: z.string().min(1).max(120).describe('Call sign'),
  task: z.string().min(1).max(120),
})

export function routeRoutes(desk: RouteDesk): Router {
  const router = Router()
  router.get('/route', need('see-situation'), (request, response) => {
    response.json(desk.show(answerable(routeQuestion, request)))
  })
  return router
}
