/** The routes behind a figure, and the preview of a foreign file, as the OpenAPI document tells them. */
import { budgetSchema } from '../contract/budget.ts'
import { comparisonSchema } from '../contract/comparison.ts'
import { coverageSchema } from '../contract/coverage.ts'
import { mappingAnswerSchema, mappingQuestionSchema } from '../contract/mapping.ts'
import { passportSchema } from '../contract/passport.ts'
import { problemCellsSchema } from '../contract/problem-cells.ts'
import { routeSchema } from '../contract/route.ts'
import { stabilitySchema } from '../contract/stability.ts'
import { workloadSchema } from '../contract/workload.ts'
import { comparisonQuestion, passportQuestion, periodQuestion, stabilityQuestion } from './analysis.ts'
import { coverageQuestion } from './coverage.ts'
import { parametersOf, posted, read } from './openapi-parts.ts'
import { problemCellsParameters } from './problem-cells.ts'
import { routeQuestion } from './route.ts'

export function analysisPaths(): Record<string, object> {
  return {
    '/api/v1/passport': {
      get: read('Where one figure comes from', passportSchema, parametersOf(passportQuestion)),
    },
    '/api/v1/comparison': {
      get: read(
        'One period against another, split into mix and performance',
        comparisonSchema,
        parametersOf(comparisonQuestion),
      ),
    },
    '/api/v1/budget': {
      get: read('How many more misses a period can bear', budgetSchema, parametersOf(periodQuestion)),
    },
    '/api/v1/stability': {
      get: read('Control charts of one figure', stabilitySchema, parametersOf(stabilityQuestion)),
    },
    '/api/v1/route': {
      get: read(
        'The way of one unit to one open task, from where it surely is, and when it is there',
        routeSchema,
        parametersOf(routeQuestion),
      ),
    },
    '/api/v1/coverage': {
      get: read(
        'Seconds to every cell from the units that are free now, and who is out of reach',
        coverageSchema,
        parametersOf(coverageQuestion),
      ),
    },
    '/api/v1/workload': {
      get: read('What kept units busy, judged or not', workloadSchema, parametersOf(periodQuestion)),
    },
    '/api/v1/problem-cells': {
      get: read(
        'Rescue cells over four calendar years; JSON or CSV',
        problemCellsSchema,
        parametersOf(problemCellsParameters),
      ),
    },
    '/api/v1/mapping/preview': {
      post: posted(
        'What the first rows of a foreign file would become; nothing is kept',
        mappingQuestionSchema,
        200,
        mappingAnswerSchema,
      ),
    },
  }
}
