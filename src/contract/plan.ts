/** A readiness plan as a file, a form and a link give it. */
import { z } from 'zod'
import type { Plan } from '../domain/plan.ts'
import { services } from '../domain/vocabulary.ts'
import { idText, periodSchema, turnoutSchema } from './readiness.ts'

const date = z.iso.date({ error: 'expected a date such as 2026-10-01' })
const place = z.object({
  lon: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
})

export const plannedStationSchema = z.object({
  station: idText,
  name: z.string().trim().min(1).max(120),
  municipality: z.string().max(10).optional(),
  place,
  services: z.array(z.enum(services)).min(1).max(2),
})

export const planChangeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('add-station'), station: plannedStationSchema }),
  z.object({ kind: z.literal('move-station'), station: idText, place }),
  z.object({ kind: z.literal('close-station'), station: idText }).describe('With all that stands at it'),
  z
    .object({ kind: z.literal('set-readiness'), period: periodSchema.extend({ station: idText }) })
    .describe('Adds a period, or takes the place of the one of the same id'),
  z.object({ kind: z.literal('remove-readiness'), period: idText }),
  z
    .object({
      ...{ kind: z.literal('set-turnout'), station: idText, service: z.enum(services) },
      turnout: turnoutSchema,
    })
    .describe('Of every crew of the station and service'),
])
export type PlanChangeInput = z.input<typeof planChangeSchema>

export const planSchema = z.object({
  vaste: z.literal('plan'),
  name: z.string().trim().min(1, 'expected a name').max(120),
  on: date.optional().describe('Local date whose register and decisions it is laid over; absent: today'),
  changes: z.array(planChangeSchema).max(200),
})
export type PlanInput = z.input<typeof planSchema>
export type PlanFile = z.output<typeof planSchema>

/** The compiler holds that what a file may say is what the domain understands. */
export function planOf(file: PlanFile): Plan {
  const { name, on, changes } = file
  return { name, ...(on !== undefined && { on }), changes }
}
