/** The OpenAPI document, generated from the very schemas that validate. */
import { z } from 'zod'
import {
  anomaliesSchema,
  draftSchema,
  previewSchema,
  reviewSchema,
  taskDetailSchema,
} from '../contract/anomalies.ts'
import { complianceSchema, distributionSchema, revisionSchema, trendSchema } from '../contract/compliance.ts'
import { adoptedSchema, decisionListSchema, storedDecisionSchema } from '../contract/decision-list.ts'
import {
  adoptionSchema,
  previewSchema as decisionPreviewSchema,
  previewQuestionSchema,
} from '../contract/decision-preview.ts'
import { eventSchema, recordedSchema } from '../contract/events.ts'
import { regionSchema } from '../contract/region.ts'
import { situationSchema } from '../contract/situation.ts'
import { taskTimelineSchema } from '../contract/task-timeline.ts'
import { languages, roles } from '../domain/vocabulary.ts'
import { permissions } from './access.ts'
import { anomaliesQuestion } from './anomalies.ts'
import { alarmPaths } from './openapi-alarms.ts'
import { analysisPaths } from './openapi-analysis.ts'
import { beforeAfterPaths } from './openapi-before-after.ts'
import { driveTimesPaths } from './openapi-drive-times.ts'
import { answer, open, parametersOf, posted, problemAnswer, read, schemaOf, text } from './openapi-parts.ts'
import { planDuelPaths } from './openapi-plan-duel.ts'
import { planPaths } from './openapi-plans.ts'
import { readinessPaths } from './openapi-readiness.ts'
import { recordingPaths } from './openapi-recording.ts'
import { complianceQuestion, distributionQuestion, monthQuestion, trendQuestion } from './reads.ts'

const sessionSchema = z.object({
  name: z.string(),
  role: z.enum([...roles, 'local']),
  may: z.array(z.enum(permissions)),
  languages: z.array(z.enum(languages)),
})
let document: object | undefined

export function openApi(): object {
  document ??= createDocument()
  return document
}

function createDocument(): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Vaste',
      version: '1',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description: 'Reach times of EMS and rescue services against the service-level decision.',
    },
    paths: {
      '/api/v1/events': { post: eventsOperation() },
      '/api/v1/situation': { get: read('The situation now', situationSchema) },
      '/api/v1/tasks/{task}/timeline': {
        get: read('What has been told of a task so far, and when', taskTimelineSchema, [
          { name: 'task', in: 'path', required: true, schema: { type: 'string' } },
        ]),
      },
      '/api/v1/region': { get: read('Cells, borders and municipalities of the county', regionSchema) },
      '/api/v1/compliance': {
        get: read(
          'Exact figures of a period; JSON or CSV',
          complianceSchema,
          parametersOf(complianceQuestion),
        ),
      },
      '/api/v1/distribution': {
        get: read('Reach times by whole minute', distributionSchema, parametersOf(distributionQuestion)),
      },
      '/api/v1/trend': {
        get: read('The same rows month by month', trendSchema, parametersOf(trendQuestion)),
      },
      '/api/v1/revisions': {
        get: read(
          'Compiled revisions of a month',
          z.object({ revisions: z.array(revisionSchema) }),
          parametersOf(monthQuestion),
        ),
      },
      ...analysisPaths(),
      ...beforeAfterPaths(),
      ...readinessPaths(),
      ...planPaths(),
      ...driveTimesPaths(),
      ...planDuelPaths(),
      ...anomalyPaths(),
      ...alarmPaths(),
      ...recordingPaths(),
      ...decisionPaths(),
      '/api/v1/session': { get: read('Who the reader is and what it may see', sessionSchema) },
      '/api/v1/openapi.json': { get: read('This document', z.looseObject({ openapi: z.string() })) },
      '/metrics': { get: text('Counts for a monitor, as Prometheus reads them') },
      '/healthz': { get: open('The process answers', z.object({ alive: z.literal(true) })) },
      '/readyz': { get: open('The database answers too', z.object({ ready: z.literal(true) })) },
    },
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        login: { type: 'http', scheme: 'basic' },
      },
    },
  }
}

function anomalyPaths(): Record<string, object> {
  const task = { name: 'task', in: 'path', required: true, schema: { type: 'string' } }
  const review = (summary: string, status: number, schema: z.ZodType, input: z.ZodType = reviewSchema) => ({
    summary,
    security: [{ login: [] }],
    parameters: [task],
    requestBody: {
      required: true,
      content: { 'application/json': { schema: schemaOf(input, 'input') } },
    },
    responses: { [status]: answer(summary, schema), default: problemAnswer },
  })
  return {
    '/api/v1/anomalies': {
      get: read('Tasks that look wrong', anomaliesSchema, parametersOf(anomaliesQuestion)),
    },
    '/api/v1/anomalies/{task}': {
      get: read('One task: what was told, what stands', taskDetailSchema, [task]),
    },
    '/api/v1/tasks/{task}/reviews': {
      post: review('Confirms, corrects, excludes or restores a task', 201, taskDetailSchema),
    },
    '/api/v1/tasks/{task}/reviews/preview': {
      post: review('What a review would change; nothing is written', 200, previewSchema, draftSchema),
    },
  }
}

function decisionPaths(): object {
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } }
  return {
    '/api/v1/decisions': {
      get: read('Decisions with their dates, and the log of changes', decisionListSchema),
      post: posted(
        'Takes a decision into use; the tasks it touches are judged anew afterwards',
        adoptionSchema,
        201,
        adoptedSchema,
      ),
    },
    '/api/v1/decisions/{id}': { get: read('One decision, whole', storedDecisionSchema, [id]) },
    '/api/v1/decisions/preview': {
      post: posted(
        'What would change if the decision were adopted; as NDJSON with progress where that is accepted',
        previewQuestionSchema,
        200,
        decisionPreviewSchema,
      ),
    },
  }
}

function eventsOperation(): object {
  const item = schemaOf(eventSchema, 'input')
  return {
    summary: 'Takes events in; answers when what was accepted is durable',
    security: [{ token: [] }],
    requestBody: {
      required: true,
      content: {
        'application/json': { schema: { anyOf: [item, { type: 'array', items: item }] } },
        'application/x-ndjson': { schema: { type: 'string', description: 'One event on each line' } },
      },
    },
    responses: {
      202: answer('Counts, and a refusal for each refused item', recordedSchema),
      422: answer('Every item was refused', recordedSchema),
      default: problemAnswer,
    },
  }
}
