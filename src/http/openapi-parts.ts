/** What every entry of the OpenAPI document is made of. */
import { z } from 'zod'

const problemSchema = z.object({ type: z.string(), title: z.string(), status: z.int(), detail: z.string() })

export function read(summary: string, schema: z.ZodType, parameters: object[] = []): object {
  return {
    summary,
    security: [{ login: [] }],
    parameters,
    responses: { 200: answer(summary, schema), default: problemAnswer },
  }
}

/** For whoever asks. */
export function open(summary: string, schema: z.ZodType): object {
  return { ...read(summary, schema), security: [] }
}

export function text(summary: string): object {
  const content = { 'text/plain': { schema: { type: 'string' } } }
  return {
    ...read(summary, z.string()),
    responses: { 200: { description: summary, content }, default: problemAnswer },
  }
}

export function parametersOf(schema: z.ZodType): object[] {
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

export function answer(description: string, schema: z.ZodType): object {
  return { description, content: { 'application/json': { schema: schemaOf(schema, 'output') } } }
}

export const problemAnswer = {
  description: 'What was found and what was expected (RFC 9457)',
  content: { 'application/problem+json': { schema: schemaOf(problemSchema, 'output') } },
}

/** A time is text on the wire whatever it becomes inside. */
export function schemaOf(schema: z.ZodType, io: 'input' | 'output'): object {
  return z.toJSONSchema(schema, { io, unrepresentable: 'any' })
}

export function posted(summary: string, body: z.ZodType, status: number, schema: z.ZodType): object {
  return {
    summary,
    security: [{ login: [] }],
    requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } },
    responses: { [status]: answer(summary, schema), default: problemAnswer },
  }
}
