/** The routes of alarms, as the OpenAPI document tells them. */
import { z } from 'zod'
import { acknowledgementSchema, alarmsSchema, alarmViewSchema, shelvingSchema } from '../contract/alarms.ts'
import { posted, read } from './openapi-parts.ts'

const saidOf = z.object({ alarms: z.array(alarmViewSchema) })

export function alarmPaths(): Record<string, object> {
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } }
  return {
    '/api/v1/alarms': { get: read('Open alarms, and those of the last 24 hours', alarmsSchema) },
    '/api/v1/alarms/{id}/acknowledge': {
      post: {
        ...posted('Acknowledges an alarm or a flood, once for all', acknowledgementSchema, 200, saidOf),
        parameters: [id],
      },
    },
    '/api/v1/alarms/{id}/shelve': {
      post: {
        ...posted('Puts an alarm or a flood on the shelf until an end', shelvingSchema, 200, saidOf),
        parameters: [id],
      },
    },
  }
}
