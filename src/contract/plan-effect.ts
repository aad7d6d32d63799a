/**
 * What does a plan change? Its effect against the promises of the same date, over a whole week: who is reached within
 * which target, how many tasks would change side, what it costs, and what to be wary of.
 */
import { z } from 'zod'
import { readings } from '../domain/problem-cells.ts'
import { measures, services } from '../domain/vocabulary.ts'
import { planSchema } from './plan.ts'
import { planTargetSchema, roadsSchema } from './plan-ground.ts'
import { crewHoursSchema, findingSchema } from './readiness.ts'

/** Monday to Friday, and Saturday with Sunday; each with its 24 local hours. */
export const dayKinds = ['weekday', 'weekend'] as const
export type DayKind = (typeof dayKinds)[number]

/** A crew's turnout is a distribution: minutes are reckoned with its median, or with what one in ten exceeds. */
export const turnoutPoints = ['median', 'p90'] as const
export type TurnoutPoint = (typeof turnoutPoints)[number]

const oneHour = { day: z.enum(dayKinds), hour: z.int().min(0).max(23) }
const shownSchema = z
  .object({ service: z.enum(services), measure: z.enum(measures), ...oneHour })
  .describe('At the full hour, of Monday or of Saturday')
export const planQuestionSchema = z.object({
  plan: planSchema,
  turnout: z.enum(turnoutPoints).default('median'),
  show: shownSchema
    .extend({
      held: z.string().max(60).optional().describe('The tag of columns that the asker has from before'),
    })
    .optional()
    .describe('Of which the seconds of each cell are wanted'),
})
export type PlanQuestionInput = z.input<typeof planQuestionSchema>
export type PlanQuestion = z.output<typeof planQuestionSchema>

const counted = z.object({ cells: z.number(), residents: z.number() })
/** Averages over the hours of the week: half of the week within is half a cell. */
const sideParts = {
  limited: counted.describe('With a limit'),
  before: counted.describe('Of those, reached within it'),
  after: counted,
  gained: counted.describe('Not before, but after'),
  lost: counted.describe('Before, but not after'),
}
export const sidesSchema = z.object(sideParts)
export type Sides = z.infer<typeof sidesSchema>

const movedTasks = {
  tasks: z.int().describe('Of the last twelve months, with a cell and a target'),
  toWithin: z.int().describe('Expected to change side'),
  toBeyond: z.int(),
}
const tasksParts = {
  ...movedTasks,
  before: z.int().describe('Expected within the target'),
  after: z.int(),
}
const hourColumn = z.array(z.number()).length(48).describe('24 hours of weekdays, then 24 of weekends')

export const targetEffectSchema = planTargetSchema.extend({
  ...{ limited: sideParts.limited, before: sideParts.before, after: sideParts.after },
  hours: z.object({
    ...{ cellsBefore: hourColumn, cellsAfter: hourColumn },
    ...{ residentsBefore: hourColumn, residentsAfter: hourColumn },
  }),
  ...movedTasks,
})
export type TargetEffect = z.infer<typeof targetEffectSchema>

const cellIndex = z.int().describe('In the order of the region')
export const measureEffectSchema = z.object({
  measure: z.enum(measures),
  urgencies: z.array(z.string()).describe('Whose limits the sides below are; empty: it has no targets'),
  total: sidesSchema,
  zones: z.array(
    sidesSchema.extend({
      zone: z.string(),
      limit: planTargetSchema
        .omit({ urgencies: true, zone: true })
        .optional()
        .describe('Of several the one that most tasks must be within'),
    }),
  ),
  municipalities: z.array(
    sidesSchema.extend({
      municipality: z.string(),
      mean: z.object({ before: z.number(), after: z.number() }).describe('As `mean` below, of its residents'),
    }),
  ),
  withoutLimit: counted.describe('Cells whose class has no target'),
  mean: z
    .object({ before: z.number(), after: z.number(), cappedAtSeconds: z.int() })
    .describe(
      'Seconds until the measure is reached, over all residents and the whole week; longer, or never, counts as the cap',
    ),
  targets: z.array(targetEffectSchema).describe('Every target of the measure'),
  changed: z
    .object({
      cell: z.array(cellIndex),
      before: z.array(z.number()).describe('Share of the hours of the week within the limit, 0..1'),
      after: z.array(z.number()),
      residents: z.array(z.number()),
    })
    .describe('Cells that change side in some hour, as columns'),
  urgencyGroups: z.array(z.object({ urgencies: z.array(z.string()), ...tasksParts })),
})
export type MeasureEffect = z.infer<typeof measureEffectSchema>

const problemCellSchema = z.object({
  cell: z.string().describe('Such as 1kmN6901E434'),
  class: z.string(),
  municipality: z.string().optional(),
  listed: z.boolean().describe('A problem cell today by what has happened'),
  tasks: z.int().describe('Urgent tasks of the four years'),
  requiredShare: z.number(),
  before: z.number().describe('Share of its tasks expected within the target, 0..1'),
  after: z.number(),
})
export const problemCellsEffectSchema = z
  .object({
    years: z.array(z.int()),
    reading: z.enum(readings),
    minimumTasks: z.int(),
    clears: z
      .array(problemCellSchema)
      .describe('Listed or near today, expected to be met under the plan only'),
    appears: z.array(problemCellSchema).describe('Expected to be met today, and no longer under the plan'),
    listed: z.int().describe('Problem cells today'),
    listedThoughMet: z
      .int()
      .describe(
        'Of those, expected to be met already as things stand: there roads and crews do not explain it',
      ),
    withoutCell: z.int().describe('Urgent tasks with no 1 km cell, in none of this'),
  })
  .describe('An expectation from where and when its tasks were, not a forecast of the list')
export type ProblemCellsEffect = z.infer<typeof problemCellsEffectSchema>

const beforeAfter = <T extends z.ZodType>(of: T) => z.object({ before: of, after: of })
const stationFinding = findingSchema.extend({ station: z.string() })

export const serviceEffectSchema = z.object({
  service: z.enum(services),
  decision: z.string(),
  official: z.boolean().describe('false: some target is a placeholder'),
  crews: beforeAfter(z.int()).describe('Periods in force that count for a measure'),
  crewHours: beforeAfter(crewHoursSchema).describe('Of one week, by kind'),
  measures: z.array(measureEffectSchema),
  tasks: z.object({
    from: z.string().describe('Local date'),
    to: z.string().describe('Local date, exclusive'),
    total: z.int().describe('Tasks with a target of some measure covered'),
    withoutCell: z.int().describe('Of those, without a 1 km cell of the county: in no count'),
    demo: z.boolean(),
  }),
  problemCells: problemCellsEffectSchema.optional().describe('Of rescue'),
})
export type ServiceEffect = z.infer<typeof serviceEffectSchema>

/** What a reader of the effect should know before leaning on it. */
export const planWarningKinds = [
  'turnout-assumed',
  'strength-not-stated',
  'counts-for-nothing',
  'not-in-force',
  'overlap',
  'hole',
  'far-from-roads',
  'poor-fit',
  'fit-unknown',
  'no-decision',
] as const
export type PlanWarningKind = (typeof planWarningKinds)[number]
export const planWarningSchema = z.object({
  kind: z.enum(planWarningKinds),
  change: z.int().optional().describe('Number of the change, the first is 1; absent: of what stands already'),
  station: z.string().optional(),
  period: z.string().optional(),
  service: z.enum(services).optional(),
  metres: z.number().optional().describe('far-from-roads: to the nearest road'),
  cells: z
    .int()
    .optional()
    .describe(
      'poor-fit: cells that change side where drive times fit badly. fit-unknown: nobody has looked at any',
    ),
  residents: z.number().optional(),
  finding: findingSchema.optional().describe('Of a hole or an overlap that the plan brings'),
})
export type PlanWarning = z.infer<typeof planWarningSchema>

const tagText = z.string().describe('Of before, limit and nearestBefore: equal tags, equal columns')
const secondsColumn = z.array(z.int().nullable())
const crewsOfCells = z.array(z.object({ period: z.string(), station: z.string() }))

export const planEffectSchema = z.object({
  county: z.string(),
  name: z.string(),
  on: z.string().describe('Local date whose promises and decisions both sides are reckoned with'),
  today: z.string(),
  changes: z.int(),
  demo: z.boolean(),
  roads: roadsSchema,
  residentsEstimated: z.boolean(),
  turnout: z.enum(turnoutPoints),
  services: z.array(serviceEffectSchema),
  mended: z.array(stationFinding).describe('Holes and overlaps that the plan does away with'),
  warnings: z.array(planWarningSchema),
  cells: z
    .object({
      ...shownSchema.shape,
      tag: tagText,
      before: secondsColumn.describe('Seconds from the alert by cell; null: nobody comes'),
      after: secondsColumn,
      limit: secondsColumn.describe('Seconds; null: its class has no target'),
      nearestBefore: z.array(z.int()).describe('Index in crews; -1: nobody'),
      nearestAfter: z.array(z.int()),
      crews: crewsOfCells,
    })
    .optional()
    .describe('In the order of the region, when some were asked to be shown'),
  cellChanges: z
    .object({
      ...{ ...shownSchema.shape, tag: tagText, cell: z.array(cellIndex), after: secondsColumn },
      nearestAfter: z.array(z.int()).describe('Index in the crews of these cells; -1: nobody'),
      crews: crewsOfCells,
    })
    .optional()
    .describe('Instead of `cells`, to one who holds those of this tag: the others are after as before'),
})
export type PlanEffect = z.infer<typeof planEffectSchema>
