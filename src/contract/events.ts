/**
 * The shape of `POST /api/v1/events`. These schemas validate the feed and OpenAPI is generated from them;
 * unknown fields are dropped here, so that nothing personal that a source adds by mistake is ever stored.
 */
import { z } from 'zod'
import type { VasteEvent } from '../domain/event.ts'
import { reviewSource, services, taskOrigins, unitStatuses, unitTypes } from '../domain/vocabulary.ts'

/** One line of visible text. Half of a surrogate pair is no text: no database stores it. */
const name = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u, 'expected one line without control characters')

const id = name(200)
const source = name(60).refine((told) => told !== reviewSource, {
  error: `expected a name other than '${reviewSource}', which is the service's own`,
})

/** What may be said of an item that is refused, as far as it can be read. */
export const identitySchema = z.object({
  id: id.optional().catch(undefined),
  source: source.optional().catch(undefined),
})

/** RFC 3339 with an offset; a local time without one is ambiguous twice a year and is refused. */
export const timeSchema = z.iso
  .datetime({
    offset: true,
    error: 'expected a time with an offset, such as 2026-11-21T10:00:00+02:00 or …Z',
  })
  .transform((text) => Date.parse(text))

export const placeSchema = z.object({
  lon: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
})

const municipality = z
  .string()
  .regex(/^\d{3}$/, 'expected a municipality code of three digits, such as "179"')

const base = { id, source, at: timeSchema }
const located = {
  place: placeSchema
    .optional()
    .describe('0, 0 is read as a place that is not known; lon and lat the wrong way round are refused'),
  municipality: municipality.optional(),
}
const task = name(100)
const unit = name(60)
const resolutionSeconds = z
  .int()
  .min(1)
  .max(3600)
  .optional()
  .describe('Precision of the times of this source, where coarser than seconds: 60 for whole minutes')
/** Unknown letters are kept and shown as not assessed; they are never read as D. */
const urgency = name(10)

export const eventSchema = z.discriminatedUnion('kind', [
  z.object({
    ...base,
    kind: z.literal('task.created'),
    task,
    service: z.enum(services),
    origin: z.enum(taskOrigins).optional(),
    code: name(20).optional(),
    urgency: urgency.optional(),
    resolutionSeconds,
    ...located,
  }),
  z.object({ ...base, kind: z.literal('task.urgency'), task, urgency }),
  z.object({ ...base, kind: z.literal('task.moved'), task, ...located }),
  z.object({ ...base, kind: z.literal('task.cancelled'), task, outcome: name(40).optional() }),
  z.object({ ...base, kind: z.literal('task.closed'), task, outcome: name(40).optional() }),
  z.object({
    ...base,
    kind: z.literal('unit.status'),
    unit,
    status: z.enum(unitStatuses),
    task: task.optional(),
    unitType: z.enum(unitTypes).optional(),
    mobile: z.boolean().optional().describe('With alerted: away from its station, so without a turnout'),
    crew: z.int().min(1).max(30).optional().describe('Persons on the unit, its leader among them'),
    resolutionSeconds,
  }),
  z.object({ ...base, kind: z.literal('unit.position'), unit, place: placeSchema }),
  z.object({
    ...base,
    kind: z.literal('station.readiness'),
    station: name(60),
    crew: z.int().min(0).max(100),
    turnoutSeconds: z.int().min(0).max(7200).optional(),
  }),
  z.object({ ...base, kind: z.literal('source.heartbeat') }),
])

/** What a sender writes: the same with ISO times. */
export type EventMessage = z.input<typeof eventSchema>

/** The parsed message is exactly the domain's event. */
export const parsedIsDomainEvent = (event: z.output<typeof eventSchema>): VasteEvent => event

export const refusalCodes = ['not-json', 'invalid', 'id-reused', 'too-far-ahead', 'too-old'] as const

export const refusalSchema = z.object({
  index: z.int().min(0).describe('Place of the item in the request, from 0'),
  id: z.string().optional(),
  code: z.enum(refusalCodes),
  message: z.string().describe('What was found, where, and what was expected'),
})
export type Refusal = z.infer<typeof refusalSchema>

export const recordedSchema = z.object({
  received: z.int(),
  accepted: z.int().describe('New, and durable before this answer was sent'),
  duplicate: z.int().describe('Known already by (source, id), same content: nothing changed'),
  duplicates: z.array(z.int()).describe('Indexes of the duplicates'),
  refused: z.int(),
  refusals: z.array(refusalSchema).describe('One for each refused item'),
})
export type Recorded = z.infer<typeof recordedSchema>
