/** The routes of plans: what one is laid over, what it would change, and which crews would help most. Nothing is stored. */
import { type Response, Router } from 'express'
import { z } from 'zod'
import { planQuestionSchema } from '../contract/plan-effect.ts'
import { suggestQuestionSchema } from '../contract/plan-suggestion.ts'
import { languages } from '../domain/vocabulary.ts'
import { planCsv, roadsBasis } from '../report/plan-csv.ts'
import { planTable, planTableNames, suggestionTable, suggestionTableNames } from '../report/plan-tables.ts'
import type { PlanDesk } from '../usecases/plan-desk.ts'
import { answerable } from './analysis.ts'
import { change, sent } from './changes.ts'
import { sendJson } from './packed.ts'
import { need } from './reads.ts'

export const planGroundQuestion = z.object({
  on: z.iso
    .date({ error: 'expected a date such as 2026-10-01' })
    .optional()
    .describe('Local date; absent: today'),
})

/** How an answer of plans may be had. */
export const asFile = {
  format: z.enum(['json', 'csv']).default('json'),
  lang: z.enum(languages).default('fi').describe('Of names and numbers in CSV'),
}
export const planEffectAnswer = z.object({
  ...asFile,
  table: z.enum(planTableNames).default('totals').describe('Which of the tables, in CSV'),
})
export const suggestionAnswer = z.object({
  ...asFile,
  table: z.enum(suggestionTableNames).default('suggested').describe('Which of the tables, in CSV'),
})

export function planRoutes(desk: PlanDesk): Router {
  const router = Router()
  router.get('/plan/ground', need('see-plans'), async (request, response) => {
    await sendJson(request, response, await desk.ground(answerable(planGroundQuestion, request).on))
  })
  router.post('/plan/effect', ...change('see-plans'), async (request, response) => {
    const { format, lang, table } = answerable(planEffectAnswer, request)
    const effect = await desk.effect(sent(planQuestionSchema, request, 'the plan'))
    if (format === 'json') return sendJson(request, response, effect)
    const rows = planTable(table, effect, desk.places(), lang)
    const basis = { ...effect, ...roadsBasis(effect.roads) }
    sendCsv(response, `vaste-plan-${table}-${effect.on}.csv`, planCsv(rows, basis, lang))
  })
  router.post('/plan/suggest', ...change('see-plans'), async (request, response) => {
    const { format, lang, table } = answerable(suggestionAnswer, request)
    const found = await desk.suggest(sent(suggestQuestionSchema, request, 'the question'))
    if (format === 'json') return sendJson(request, response, found)
    const rows = suggestionTable(table, found, desk.places())
    const basis = { ...found, name: found.plan.name, ...roadsBasis(found.roads) }
    sendCsv(response, `vaste-plan-${table}-${found.on}.csv`, planCsv(rows, basis, lang))
  })
  return router
}

export function sendCsv(response: Response, name: string, text: string): void {
  response.type('text/csv; charset=utf-8')
  response.attachment(name)
  response.send(text)
}
