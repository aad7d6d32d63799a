/** Stations and their readiness, as the OpenAPI document tells them. */
import { z } from 'zod'
import {
  readinessDraftSchema,
  readinessEditedSchema,
  readinessEditSchema,
  readinessFileSchema,
  readinessSchema,
  readinessTimelinesSchema,
  stationHistorySchema,
  stationListSchema,
} from '../contract/readiness.ts'
import { parametersOf, posted, read } from './openapi-parts.ts'
import { readinessQuestion } from './readiness.ts'

const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } }

export function readinessPaths(): Record<string, object> {
  return {
    '/api/v1/readiness': {
      get: read(
        'Readiness at a moment, or the timelines of a span: plan, told word with its age, holes and overlaps',
        z.union([readinessSchema, readinessTimelinesSchema]),
        parametersOf(readinessQuestion),
      ),
    },
    '/api/v1/readiness/file': { get: read('All periods as a file that reads again', readinessFileSchema) },
    '/api/v1/stations': { get: read('Stations and what is to stand at them', stationListSchema) },
    '/api/v1/stations/{id}/readiness': {
      get: read('Periods of one station and who changed them', stationHistorySchema, [id]),
      post: {
        ...posted('Adds, replaces or ends a period', readinessEditSchema, 201, readinessEditedSchema),
        parameters: [id],
      },
    },
    '/api/v1/stations/{id}/readiness/preview': {
      post: {
        ...posted(
          'What an edit would change; nothing is written',
          readinessDraftSchema,
          200,
          readinessEditedSchema,
        ),
        parameters: [id],
      },
    },
  }
}
