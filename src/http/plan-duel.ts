/** The routes of plan duels: start one, see how far it has come and what it found, cancel it. */
import { type Request, Router } from 'express'
import { duelQuestionSchema } from '../contract/plan-duel.ts'
import type { DuelDesk } from '../usecases/duel-desk.ts'
import { change, ownSite, sent } from './changes.ts'
import { need } from './reads.ts'

export function planDuelRoutes(desk: DuelDesk): Router {
  const router = Router()
  router.post('/plan/duel', ...change('see-plans'), async (request, response) => {
    const duel = await desk.start(sent(duelQuestionSchema, request, 'the duel'))
    response.status(202).location(`/api/v1/plan/duel/${duel.id}`).json(duel)
  })
  router.get('/plan/duel/:id', need('see-plans'), (request, response) => {
    response.json(desk.find(idOf(request)))
  })
  router.delete('/plan/duel/:id', ownSite, need('see-plans'), (request, response) => {
    response.json(desk.cancel(idOf(request)))
  })
  return router
}

const idOf = (request: Request) => request.params.id as string
