/** What kept units busy in a period: every stream of tasks, judged or not, by hour of the day and by owner. */
import { z } from 'zod'
import { outcomeMeanings } from '../domain/outcome.ts'
import { services } from '../domain/vocabulary.ts'
import { streams } from '../domain/workload.ts'

export const streamLoadSchema = z.object({
  stream: z.enum(streams),
  tasks: z.int(),
  unitHours: z
    .number()
    .describe('Sum over units, from alert to clearing or until now, of the tasks dated in the period'),
  endless: z.int().describe('Units whose end nobody told, or more than a day later: not in the hours'),
  tasksByHour: z.array(z.int()).length(24).describe('By the hour of the local clock at the start'),
  unitsByHour: z
    .array(z.number())
    .length(24)
    .describe('Units bound on average while the local clock showed that hour'),
})
export type StreamLoad = z.infer<typeof streamLoadSchema>

export const workloadSchema = z.object({
  county: z.string(),
  service: z.enum(services),
  from: z.string(),
  to: z.string(),
  demo: z.boolean(),
  historyLoading: z.number().optional().describe('0..1 while demo history is still being written'),
  until: z.string().describe('End of the period, or now while it runs'),
  days: z.number().describe('Local days from the beginning until then'),
  tasks: z.int(),
  streams: z.array(streamLoadSchema),
  owners: z
    .array(
      z.object({
        owner: z.string().describe('County code, or "own"'),
        place: z.enum(['inside', 'outside', 'unknown']),
        tasks: z.int().describe('Counted once for each owner whose units were on it'),
        unitHours: z.number(),
      }),
    )
    .describe('Whose units: the owner decides workload, the place decides compliance'),
  outcomes: z
    .array(z.object({ meaning: z.enum(outcomeMeanings), tasks: z.int() }))
    .describe('Tasks without an outcome are not in it'),
  cancelled: z.object({
    tasks: z.int().describe('Before anybody had arrived'),
    timed: z.int().describe('Of those, with an alert and an end'),
    medianSeconds: z.number().optional().describe('From the first alert to the cancellation; from n = 10 on'),
  }),
})
export type Workload = z.infer<typeof workloadSchema>
