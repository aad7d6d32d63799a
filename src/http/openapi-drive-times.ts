/** Drive times and adopted speeds, as the OpenAPI document tells them. */
import { adoptSpeedsSchema, driveTimesSchema, withdrawSpeedsSchema } from '../contract/drive-times.ts'
import { driveTimesQuestion } from './drive-times.ts'
import { parametersOf, posted, read } from './openapi-parts.ts'

export function driveTimesPaths(): Record<string, object> {
  return {
    '/api/v1/drive-times': {
      get: read(
        'Expected against measured drive times by road class, season, zone and cell; asked again while it counts',
        driveTimesSchema,
        parametersOf(driveTimesQuestion),
      ),
    },
    '/api/v1/drive-times/adopt': {
      post: posted(
        'Takes the fitted speeds of a study into use for coverage, plans and live arrivals',
        adoptSpeedsSchema,
        201,
        driveTimesSchema,
      ),
    },
    '/api/v1/drive-times/withdraw': {
      post: posted('Goes back to the assumed speeds', withdrawSpeedsSchema, 201, driveTimesSchema),
    },
  }
}
