/** The flight recorder, as the OpenAPI document tells it. */
import {
  recordedChangesSchema,
  recordedMomentSchema,
  recordingAccessesSchema,
  recordingMarksSchema,
  taskMomentsSchema,
} from '../contract/recording.ts'
import { parametersOf, read } from './openapi-parts.ts'
import { momentQuestion, spanQuestion } from './recording.ts'

export function recordingPaths(): Record<string, object> {
  const task = { name: 'task', in: 'path', required: true, schema: { type: 'string' } }
  const span = parametersOf(spanQuestion)
  return {
    '/api/v1/recording': {
      get: read(
        'The situation as it was known at a moment; the look is logged',
        recordedMomentSchema,
        parametersOf(momentQuestion),
      ),
    },
    '/api/v1/recording/changes': {
      get: read(
        'What changed after a moment, ten minutes at most; the look is logged',
        recordedChangesSchema,
        span,
      ),
    },
    '/api/v1/recording/marks': { get: read('Alarms that were raised in a span', recordingMarksSchema, span) },
    '/api/v1/recording/tasks/{task}': {
      get: read('When each thing of a task was so, and was known; the look is logged', taskMomentsSchema, [
        task,
      ]),
    },
    '/api/v1/recording/accesses': {
      get: read('Who has looked at which span, and when', recordingAccessesSchema),
    },
  }
}
