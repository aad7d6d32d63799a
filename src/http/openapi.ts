/** The OpenAPI document, generated from the very schemas that validate. */
import { z } from 'zod'
import { complianceSchema, distributionSchema, revisionSchema, trendSchema } from '../contract/compliance.ts'
import { eventSchema, recordedSchema } from '../contract/events.ts'
import { regionSchema } from '../contract/region.ts'
import { situationSchema } from '../contract/situation.ts'
import { languages, roles } from '../domain/vocabulary.ts'
import { permissions } from './access.ts'
import { complianceQuestion, monthQuestion, trendQuestion } from './reads.ts'

const sessionSchema = z.object({
  name: z.string(),
  role: z.enum([...roles, 'local']),
  may: z.array(z.enum(permissions)),
  languages: z.array(z.enum(languages)),
})
const problemSchema = z.object({ type: z.string(), title: z.string(), status: z.int(), detail: z.string() })

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
      '/api/v1/region': { get: read('Cells, borders and municipalities of the county', regionSchema) },
      '/api/v1/compliance': {
        get: read(
          'Exact figures of a period; JSON or CSV',
          complianceSchema,
          parametersOf(complianceQuestion),
        ),
      },
      '/api/v1/distribution': {
        get: read('Reach times by whole minute', distributionSchema, parametersOf(monthQuestion)),
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

function read(summary: string, schema: z.ZodType, parameters: object[] = []): object {
  return {
    summary,
    security: [{ login: [] }],
    parameters,
    responses: { 200: answer(summary, schema), default: problemAnswer },
  }
}

/** For whoever asks. */
function open(summary: string, schema: z.ZodType): object {
  return { ...read(summary, schema), security: [] }
}

function text(summary: string): object {
  const content = { 'text/plain': { schema: { type: 'string' } } }
  return {
    ...read(summary, z.string()),
    responses: { 200: { description: summary, content }, default: problemAnswer },
  }
}

function parametersOf(schema: z.ZodType): object[] {
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, object>
    required?: string[]
  }
  return Object.entries(properties).map(([name, of]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: of,
  }))
}

function answer(description: string, schema: z.ZodType): object {
  return { description, content: { 'application/json': { schema: schemaOf(schema, 'output') } } }
}

const problemAnswer = {
  description: 'What was found and what was expected (RFC 9457)',
  content: { 'application/problem+json': { schema: schemaOf(problemSchema, 'output') } },
}

/** A time is text on the wire whatever it becomes inside. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): object {
  return z.toJSONSchema(schema, { io, unrepresentable: 'any' })
}
