/** Plans, as the OpenAPI document tells them. */
import { planEffectSchema, planQuestionSchema } from '../contract/plan-effect.ts'
import { planGroundSchema } from '../contract/plan-ground.ts'
import { suggestionSchema, suggestQuestionSchema } from '../contract/plan-suggestion.ts'
import { parametersOf, posted, read } from './openapi-parts.ts'
import { planEffectAnswer, planGroundQuestion, suggestionAnswer } from './plans.ts'

export function planPaths(): Record<string, object> {
  return {
    '/api/v1/plan/ground': {
      get: read(
        'What a plan is laid over: stations, promises, decisions and roads of a date',
        planGroundSchema,
        parametersOf(planGroundQuestion),
      ),
    },
    '/api/v1/plan/effect': {
      post: {
        ...posted(
          'What a plan would change; JSON or CSV. Nothing is stored',
          planQuestionSchema,
          200,
          planEffectSchema,
        ),
        parameters: parametersOf(planEffectAnswer),
      },
    },
    '/api/v1/plan/suggest': {
      post: {
        ...posted(
          'The crews that would help most, and why; JSON or CSV. Nothing is stored',
          suggestQuestionSchema,
          200,
          suggestionSchema,
        ),
        parameters: parametersOf(suggestionAnswer),
      },
    },
  }
}
