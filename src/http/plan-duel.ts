/** The routes of plan duels: start one, see how far it has come and what it found, cancel it. */
import { type Request, type Response, Router } from 'express'
import { z } from 'zod'
import { type Duel, duelQuestionSchema } from '../contract/plan-duel.ts'
import type { PlanPlaces } from '../contract/plan-ground.ts'
import { VasteError } from '../domain/error.ts'
import { duelTableNames, duelTableRows } from '../report/duel-tables.ts'
import { planCsv, roadsBasis } from '../report/plan-csv.ts'
import type { DuelDesk } from '../usecases/duel-desk.ts'
import { answerable } from './analysis.ts'
import { change, ownSite, sent } from './changes.ts'
import { asFile, sendCsv } from './plans.ts'
import { need } from './reads.ts'

export const duelAnswer = z.object({
  ...asFile,
  table: z.enum(duelTableNames).default('totals').describe('Which of the tables, in CSV'),
})

export function planDuelRoutes(desk: DuelDesk, places: () => PlanPlaces): Router {
  const router = Router()
  router.post('/plan/duel', ...change('see-plans'), async (request, response) => {
    const duel = await desk.start(sent(duelQuestionSchema, request, 'the duel'))
    response.status(202).location(`/api/v1/plan/duel/${duel.id}`).json(duel)
  })
  router.get('/plan/duel/:id', need('see-plans'), (request, response) => {
    const asked = answerable(duelAnswer, request)
    const duel = desk.find(idOf(request))
    if (asked.format === 'json') response.json(duel)
    else sendTable(response, duel, asked, places())
  })
  router.delete('/plan/duel/:id', ownSite, need('see-plans'), (request, response) => {
    response.json(desk.cancel(idOf(request)))
  })
  return router
}

const idOf = (request: Request) => request.params.id as string

function sendTable(
  response: Response,
  { result, state }: Duel,
  { table, lang }: z.output<typeof duelAnswer>,
  places: PlanPlaces,
): void {
  if (!result)
    throw new VasteError(
      'conflict',
      `found a duel that is ${state}; expected one that is done for a file of it`,
    )
  const { planB: name, on, demo, ...rest } = result
  const basis = { name, on, demo, ...roadsBasis(rest) }
  const rows = duelTableRows(table, result, places, lang)
  sendCsv(response, `vaste-duel-${table}-${on}.csv`, planCsv(rows, basis, lang))
}
