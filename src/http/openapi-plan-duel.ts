/** Plan duels, as the OpenAPI document tells them. */
import { duelQuestionSchema, duelSchema } from '../contract/plan-duel.ts'
import { parametersOf, posted, read } from './openapi-parts.ts'
import { duelAnswer } from './plan-duel.ts'

const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } }

export function planDuelPaths(): Record<string, object> {
  return {
    '/api/v1/plan/duel': {
      post: posted(
        'Replays a year under two plans, one duel at a time: the answer says where to ask for the result',
        duelQuestionSchema,
        202,
        duelSchema,
      ),
    },
    '/api/v1/plan/duel/{id}': {
      get: read('How far a duel has come, and its result; once it is done also as CSV', duelSchema, [
        id,
        ...parametersOf(duelAnswer),
      ]),
      delete: read('Cancels a duel', duelSchema, [id]),
    },
  }
}
