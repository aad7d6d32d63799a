/** The routes of before and after, as the OpenAPI document tells them. */
import { beforeAfterSchema, changeListSchema } from '../contract/before-after.ts'
import { beforeAfterQuestion } from './before-after.ts'
import { parametersOf, read } from './openapi-parts.ts'

export function beforeAfterPaths(): Record<string, object> {
  return {
    '/api/v1/before-after': {
      get: read(
        'What a change of readiness did: its area and a control, before and after; JSON or CSV',
        beforeAfterSchema,
        parametersOf(beforeAfterQuestion),
      ),
    },
    '/api/v1/before-after/changes': {
      get: read('Changes of readiness that the register tells of', changeListSchema),
    },
  }
}
