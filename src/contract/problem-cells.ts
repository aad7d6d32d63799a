/** Rescue's problem cells: where readiness was not met in any of four calendar years, and how far each is from leaving. */
import { z } from 'zod'
import { readings, standings, yearStatuses } from '../domain/problem-cells.ts'
import { decisionViewSchema, excludedSchema, zoneClassSchema, zoneVersionViewSchema } from './compliance.ts'

const year = z.int().describe('Of the local calendar')

export const decidingTaskSchema = z.object({
  task: z.string(),
  seconds: z.int(),
  secondsOver: z.int().describe('Above the limit of its class on its date'),
})

export const problemYearSchema = z.object({
  year,
  classes: z
    .array(z.string())
    .describe('On the dates of its tasks; several when the class changed in the year'),
  tasks: z.int().describe('Urgent tasks with a target: timed + missing'),
  timed: z.int(),
  missing: z.int().describe('Answered, but the time is not known'),
  inTime: z.int(),
  required: z.number().describe('How many of the timed had to be in time: 2.5 of 5'),
  share: z.number().optional().describe('inTime / timed; absent without times: no tasks is not 100 %'),
  shareIfLate: z.number().optional().describe('If every missing time was late; absent without tasks'),
  shareIfInTime: z.number().optional().describe('If every missing time was in time; absent without tasks'),
  medianSeconds: z.number().optional().describe('Percentile type 7; absent below n = 10'),
  status: z
    .enum(yearStatuses)
    .describe("By the reading asked for; 'too-few' in the reading of each year only"),
  deciding: z
    .array(decidingTaskSchema)
    .describe('Of a year not met: as few late tasks as decide it, the nearest to the limit first'),
})
export type ProblemYear = z.infer<typeof problemYearSchema>

export const problemCellSchema = z.object({
  cell: z.string().describe("A 1 km cell as '1kmN6901E434', or the zone's own id"),
  class: z.string().describe('On the date of its newest task'),
  municipality: z.string().optional().describe('Code that most of its tasks name'),
  municipalities: z.array(z.string()),
  centre: z
    .object({ lon: z.number(), lat: z.number(), e: z.number(), n: z.number() })
    .optional()
    .describe('WGS84 degrees, and metres of EPSG:3067; absent for a zone that is not known any more'),
  standing: z
    .enum(standings)
    .describe(
      'By the reading asked for. listed: a problem cell. While the last year runs also near: missed in every year before, and not met in it either; held: kept off the list by the last year alone',
    ),
  standings: z.record(z.enum(readings), z.enum(standings)).describe('By both readings'),
  tasks: z.int(),
  missing: z.int(),
  missingDecide: z
    .boolean()
    .describe('Whether the missing times could put the cell on the list, or take it off'),
  medianSeconds: z.number().optional().describe('Of all the years; absent below n = 10'),
  furtherInTime: z
    .int()
    .optional()
    .describe('Fewest further tasks in time this year that make it met; absent when the last year is over'),
  furtherLate: z
    .int()
    .optional()
    .describe('Fewest further late tasks this year that list the cell; absent when the last year is over'),
  years: z.array(problemYearSchema),
})
export type ProblemCell = z.infer<typeof problemCellSchema>

const counts = z.object({ listed: z.int(), near: z.int(), held: z.int(), clear: z.int() })

export const problemCellsSchema = z.object({
  county: z.string(),
  service: z.literal('rescue'),
  years: z.array(year).describe('Four on end'),
  lastYearOver: z.boolean().describe('false: the last year still runs, and the list may turn'),
  emptyYears: z
    .array(year)
    .describe('Years without any task of the county: they clear every cell, rightly or not'),
  reading: z.enum(readings).describe('Of "at least so many tasks"'),
  minimumTasks: z.int(),
  computedAt: z.string(),
  dataUpTo: z.string().optional(),
  demo: z.boolean(),
  historyLoading: z.number().optional().describe('0..1 while demo history is still being written'),
  judgingAnew: z.number().optional().describe('0..1 while tasks are judged anew after a change'),
  ruleVersion: z.int(),
  decisions: z.array(decisionViewSchema),
  official: z.boolean().describe('false: at least one target used is a placeholder'),
  targets: z
    .array(
      z.object({
        decision: z.string(),
        urgency: z.string().describe('"A+B": what counts as urgent is the decision’s word'),
        zone: z.string(),
        withinSeconds: z.int(),
        requiredShare: z.number(),
        official: z.boolean(),
      }),
    )
    .describe('Used here, each for the tasks of its dates and class'),
  zones: z.array(zoneClassSchema),
  zoneVersions: z
    .array(zoneVersionViewSchema)
    .describe('In force within the years; versions with other ids count the same place as two cells'),
  total: z.int().describe('Urgent tasks: used + excluded'),
  used: z.int(),
  missing: z.int().describe('Of the excluded: answered, but the time is not known'),
  excluded: excludedSchema,
  withoutTarget: z.int().describe('Of the used and missing: in a class without a target'),
  counts: z.record(z.enum(readings), counts).describe('Cells with a task that has a target, by standing'),
  cells: z.array(problemCellSchema).describe('Those not clear by both readings, or all if asked for'),
})
export type ProblemCells = z.infer<typeof problemCellsSchema>
