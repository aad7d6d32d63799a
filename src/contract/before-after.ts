/** What a change of readiness did: its area and a control, before and after, with intervals and what speaks against it. */
import { z } from 'zod'
import { statistics } from '../domain/before-after.ts'
import { cellRoles } from '../domain/change-area.ts'
import { changeDoubts, changeVerdicts } from '../domain/change-verdict.ts'
import type { WindowCut } from '../domain/change-windows.ts'
import { hourBands } from '../domain/hour-bands.ts'
import { readinessKinds } from '../domain/readiness.ts'
import { measures, services } from '../domain/vocabulary.ts'

const words = ['better', 'worse', 'no-change-shown', 'cannot-tell'] as const
const cuts = [
  'data-begins-later',
  'data-ends-earlier',
  'no-common-days',
] as const satisfies readonly WindowCut[]

const counts = { before: z.int(), after: z.int() }
const interval = { low: z.number().optional(), high: z.number().optional() }
const levelSchema = z.object({
  n: z.int(),
  value: z.number().optional().describe('Absent below the minimum of the statistic'),
  ...interval,
})
const differenceSchema = z.object({ value: z.number(), ...interval, word: z.enum(words) })
const sideSchema = z.object({
  before: levelSchema,
  after: levelSchema,
  difference: differenceSchema.optional(),
})
const statisticSchema = z.object({
  area: sideSchema,
  control: sideSchema,
  did: differenceSchema
    .optional()
    .describe('What the area moved by more than the control; absent when any of the four is too few'),
})
export const changeFindingSchema = z.object({
  measure: z.enum(measures),
  band: z.enum(['all', ...hourBands]),
  median: statisticSchema.describe('Seconds'),
  p90: statisticSchema.describe('Seconds'),
  share: statisticSchema.optional().describe('0..1 within the target of each task'),
  missing: z
    .object({ area: z.object(counts), control: z.object(counts) })
    .describe('Tasks reached, but without a time of this measure'),
})
export type ChangeFinding = z.infer<typeof changeFindingSchema>
export type ChangeStatistic = z.infer<typeof statisticSchema>
export type ChangeDifference = z.infer<typeof differenceSchema>
export type ChangeLevel = z.infer<typeof levelSchema>

const date = z.string()
const windowSchema = z.object({ from: date, to: date.describe('Not included') })
const pairSchema = z.object({ before: windowSchema, after: windowSchema })

export const leftOutReasons = [
  'no-cell',
  'leap-day',
  'other-change',
  'near-change',
  'unlike',
  'off-roads',
] as const

const crewSchema = z.object({
  slot: z.string(),
  kind: z.enum(readinessKinds),
  strength: z.object({ leaders: z.int(), crew: z.int() }).optional(),
  source: z.string().optional(),
})
export const readinessChangeSchema = z.object({
  station: z.string(),
  name: z.string(),
  service: z.enum(services),
  on: date,
  begins: z.array(crewSchema),
  ends: z.array(crewSchema),
  dateConfirmed: z.boolean(),
})
export type KnownReadinessChange = z.infer<typeof readinessChangeSchema>

const countedShareSchema = z.object({ n: z.int(), hits: z.int(), value: z.number().optional(), ...interval })

export const beforeAfterSchema = z.object({
  county: z.string(),
  service: z.enum(services).describe('Whose tasks'),
  urgency: z.string(),
  demo: z.boolean(),
  historyLoading: z.number().optional(),
  judgingAnew: z.number().optional(),
  computedAt: z.string(),
  dataUpTo: z.string().optional(),
  ruleVersion: z.int(),
  change: readinessChangeSchema.extend({
    registered: z.boolean().describe('false: the register tells of no change on that day'),
  }),
  windows: pairSchema.extend({
    cuts: z.array(z.enum(cuts)),
    days: z.int(),
    leapDay: date.optional().describe('In neither window'),
    hours: z
      .object({ before: z.number(), after: z.number() })
      .describe('Of the clock; nights of change count'),
  }),
  data: windowSchema.optional().describe('Whole local days with tasks of the service'),
  approximate: z.boolean().describe('The roads are a sketch'),
  roads: z.object({ name: z.string(), date: z.string().optional(), attribution: z.string() }),
  decisions: z.array(z.object({ id: z.string(), name: z.record(z.string(), z.string()), validFrom: date })),
  official: z.boolean(),
  minimums: z.record(z.enum(statistics), z.int()),
  area: z.object({
    cells: z.int(),
    residents: z.number(),
    tasks: z.object(counts),
    withoutLike: z.int().describe('Cells of the area that no cell of the control is like'),
  }),
  control: z.object({
    cells: z.int(),
    tasks: z.object(counts),
    stations: z.array(z.string()),
  }),
  changedStations: z
    .array(z.string())
    .describe('Others whose readiness changed in either window: in no control'),
  total: z.int(),
  used: z.int(),
  excluded: z.record(z.string(), z.int()).describe('By reason of exclusion'),
  leftOut: z.record(z.string(), z.int()).describe('Timed, but in neither area nor control'),
  findings: z.array(changeFindingSchema),
  placebo: pairSchema.extend({ findings: z.array(changeFindingSchema) }),
  judgement: z.object({
    verdict: z.enum(changeVerdicts),
    measure: z.enum(measures).optional(),
    doubts: z.array(z.enum(changeDoubts)),
  }),
  ownUnits: z
    .object({ before: countedShareSchema, after: countedShareSchema })
    .describe('Tasks of the area first reached by a unit of the changed station'),
  volume: z.object({
    before: z.int(),
    after: z.int(),
    ratio: z.number().optional(),
    ...interval,
    word: z.enum(['more', 'fewer', 'no-change-shown', 'cannot-tell']),
  }),
  series: z.object({
    measure: z.enum(measures).optional(),
    months: z.int().describe('Length of a point'),
    points: z.array(windowSchema.extend({ area: levelSchema, control: levelSchema })),
  }),
  confounders: z.array(
    z.object({
      on: date,
      kind: z.enum(['seam', 'readiness', 'decision', 'zones']),
      id: z.string(),
      itself: z.boolean().describe('Tells of the very change'),
    }),
  ),
  cells: z
    .object({ e: z.array(z.int()), n: z.array(z.int()), role: z.array(z.enum(cellRoles)) })
    .describe('Those that are not unlike'),
})
export type BeforeAfter = z.infer<typeof beforeAfterSchema>

export const changeListSchema = z.object({
  county: z.string(),
  demo: z.boolean(),
  changes: z.array(readinessChangeSchema).describe('Newest first'),
  stations: z.array(z.object({ id: z.string(), name: z.string(), services: z.array(z.enum(services)) })),
})
export type ChangeList = z.infer<typeof changeListSchema>
