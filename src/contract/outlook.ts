/** Who comes to an open task and when, and will that be in time? */
import { z } from 'zod'
import { arrivalBases, outlookReasons, outlookStates } from '../domain/outlook.ts'
import { measures } from '../domain/vocabulary.ts'

/** ISO 8601 in UTC. */
const time = z.string()
const basis = z
  .enum(arrivalBases)
  .describe('approximate-roads are compiled by hand: say so. straight-line: no road is near')

export const arrivalSchema = z.object({
  unit: z.string(),
  arriveAt: time,
  assigned: z.boolean().describe('false: available and not yet alerted'),
  basis,
  positionAt: time.describe('How old the position is that it was reckoned from; of a unit at home, its word'),
})
export type ArrivalView = z.infer<typeof arrivalSchema>

export const expectedSchema = arrivalSchema
  .pick({ unit: true, arriveAt: true, assigned: true, basis: true })
  .describe('By whom the measure is completed that is counted next')

/**
 * "Missed" is never stored: past `dueAt` by the server's clock the task has been missed, whatever the state says. The
 * lead time of a flag is `dueAt` minus the server's clock.
 */
export const outlookSchema = z.object({
  state: z.enum(outlookStates),
  reason: z.enum(outlookReasons).optional().describe('Of withheld only'),
  measure: z.enum(measures),
  withinSeconds: z.number().describe('The last limit that counts'),
  dueAt: time.optional().describe('Absent while the clock has not started'),
  expectedAt: time.optional().describe('Absent when withheld'),
  marginSeconds: z.int().optional().describe('From the expected arrival to the limit; below 0 past it'),
})
export type OutlookView = z.infer<typeof outlookSchema>
