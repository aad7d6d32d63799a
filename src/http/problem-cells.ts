/** `GET /api/v1/problem-cells`: rescue's problem cells over four calendar years, as JSON or CSV. */
import { type Request, type Response, Router } from 'express'
import { z } from 'zod'
import type { ProblemCells } from '../contract/problem-cells.ts'
import { sentenceOf } from '../contract/sentence.ts'
import { VasteError } from '../domain/error.ts'
import { readings } from '../domain/problem-cells.ts'
import { languages } from '../domain/vocabulary.ts'
import { problemCellsCsv } from '../report/problem-cells-csv.ts'
import type { ProblemCellsQuestion } from '../usecases/show-problem-cells.ts'
import { need } from './reads.ts'

const fourYears = /^(\d{4})\.\.(\d{4})$/

export const problemCellsParameters = z
  .object({
    year: z
      .string()
      .regex(/^\d{4}$/, 'expected a year such as 2025')
      .optional()
      .describe('The last of the four; the running year when absent'),
    years: z
      .string()
      .regex(fourYears, 'expected four calendar years such as 2022..2025')
      .optional()
      .describe('The four themselves, instead of the last'),
    minimum: z.coerce.number().int().min(1).max(1000).default(4).describe('At least so many tasks'),
    reading: z.enum(readings).default('each-year').describe('So many in each year, or over the years'),
    cells: z.enum(['listed', 'all']).default('listed').describe('all: also those that are clear'),
    format: z.enum(['json', 'csv']).default('json'),
    lang: z.enum(languages).default('fi'),
  })
  .refine(({ year, years }) => year === undefined || years === undefined, {
    error: 'expected year or years, not both',
    path: ['years'],
  })
  .refine(({ years }) => years === undefined || isFour(years), {
    error: 'expected four calendar years on end, such as 2022..2025',
    path: ['years'],
  })

function isFour(years: string): boolean {
  const [, first, last] = fourYears.exec(years) ?? []
  return Number(last) - Number(first) === 3
}

export function problemCellRoutes(ask: (question: ProblemCellsQuestion) => Promise<ProblemCells>): Router {
  const router = Router()
  router.get('/problem-cells', need('see-compliance'), async (request: Request, response: Response) => {
    const { year, years, minimum, reading, cells, format, lang } = parametersOf(request)
    const last = year ?? years?.slice(-4)
    const found = await ask({
      ...(last === undefined ? {} : { lastYear: Number(last) }),
      ...{ reading, minimumTasks: minimum, all: cells === 'all' },
    })
    if (format === 'json') return void response.json(found)
    response.type('text/csv; charset=utf-8')
    response.attachment(`vaste-problem-cells-${found.years[0]}-${found.years.at(-1)}.csv`)
    response.send(problemCellsCsv(found, lang))
  })
  return router
}

function parametersOf(request: Request) {
  const parsed = problemCellsParameters.safeParse(request.query)
  if (!parsed.success)
    throw new VasteError('invalid', `the query cannot be read: ${sentenceOf(parsed.error, request.query)}`)
  return parsed.data
}
