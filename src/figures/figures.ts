/**
 * Exact figures of any slice, in milliseconds: counted from single tasks, never from sums of sums. A percentile is
 * taken over the sorted seconds of its very tasks.
 */
import type { Calendar } from '../domain/calendar.ts'
import type { JudgedRow } from '../domain/judged-row.ts'
import type { Measure } from '../domain/vocabulary.ts'
import { type Axis, textAxis } from './axes.ts'
import { secondsOf } from './columns.ts'
import { excludedByGroup, extrasByGroup, firstMeasures, flaggedByGroup } from './counting.ts'
import { groupRows, valuesByGroup } from './grouping.ts'
import { datesAround, newestRows } from './newest.ts'
import { createSelect } from './selecting.ts'
import { type Group, groupKeys, type Slice, type Totals } from './slice.ts'
import { createTaskRows, type FiguredRow } from './task-rows.ts'

export { bands } from './clock-axes.ts'
export {
  absentText,
  type Dimension,
  dimensions,
  type Group,
  type GroupKey,
  groupKeys,
  type Slice,
  type Totals,
} from './slice.ts'
export type { FiguredRow } from './task-rows.ts'

export interface Figures {
  /**
   * A task's rows come one after another, ordinal 0 first: that one replaces what was known of the task. They may be
   * cut between two calls, as pages of a long list are.
   */
  update(rows: Iterable<JudgedRow>): void
  forget(task: string): void
  /** In order of their texts. */
  groups(slice: Slice): Group[]
  totals(slice: Slice): Totals
  /**
   * The single rows behind a figure, newest first, at most `limit`; those of one instant in order of task and ordinal.
   * A task has one for each of its measures, unless the slice asks for one measure.
   */
  tasks(slice: Slice, limit: number): FiguredRow[]
  /** Epoch milliseconds that the oldest and the newest row are dated at; undefined where there are none. */
  dates(slice: Slice): { readonly first: number; readonly last: number } | undefined
  /** Number of rows held. */
  size(): number
}

export function createFigures(calendar: Calendar): Figures {
  const taskRows = createTaskRows()
  const { columns } = taskRows
  const select = createSelect(taskRows, calendar)

  return {
    update(rows) {
      for (const row of rows) taskRows.write(row)
    },
    forget: taskRows.forget,
    groups(slice) {
      const selection = select(slice)
      const { rows } = selection
      if (rows.length === 0) return []
      const keys = groupKeys.map((name) => selection.axisOf(name))
      const split = (slice.by ?? []).map((name) => [name, selection.axisOf(name)] as const)
      const grouping = groupRows(rows, [...keys, ...split.map(([, axis]) => axis)])
      const { samples } = grouping
      const texts = keys.map((axis) => textsAlong({ ...axis, textOf: orNone(axis) }, samples))
      const splitTexts = split.map(([name, axis]) => [name, textsAlong(axis, samples)] as const)
      const counted = excludedByGroup(rows, grouping, textAxis(taskRows, 'excluded'))
      const seconds = valuesByGroup(grouping, secondsOf(columns, 'seconds', rows))
      const flagged = flaggedByGroup(columns, rows, grouping)
      const extras = extrasByGroup(columns, rows, grouping, slice.with)
      const groups = Array.from(samples, (_, group): Group => {
        const [decision, urgencyGroup, zone, measure] = texts.map((along) => along[group])
        return {
          ...{ decision, urgencyGroup: urgencyGroup!, zone, measure: measure as Measure | undefined },
          by: Object.fromEntries(splitTexts.map(([name, along]) => [name, along[group]])),
          ...counted[group]!,
          seconds: seconds[group]!,
          flagged: flagged[group]!,
          ...extras(group),
        }
      })
      return inOrderOfTexts(groups)
    },
    totals(slice) {
      const { rows } = select(slice)
      // A task has one row for each measure: of one measure, every row is a task.
      const tasks = slice.where?.measure === undefined ? firstMeasures(columns, rows) : rows
      if (tasks.length === 0) return { total: 0, used: 0, excluded: {} }
      const [counted] = excludedByGroup(tasks, groupRows(tasks, []), textAxis(taskRows, 'excluded'))
      const seconds = secondsOf(columns, 'seconds', tasks)
      let used = 0
      for (let i = 0; i < seconds.length; i++) if (seconds[i]! >= 0) used++
      return { total: tasks.length, used, excluded: counted!.excluded }
    },
    tasks(slice, limit) {
      const selection = select(slice)
      const rows = newestRows(columns, selection.rows, limit)
      const zone = selection.axisOf('zone')
      const zones = textsAlong({ ...zone, textOf: orNone(zone) }, rows)
      const tasks = Array.from(rows, (row, i): FiguredRow => ({ ...taskRows.read(row), zone: zones[i] }))
      return tasks.sort(newestFirst).slice(0, Math.max(limit, 0))
    },
    dates: (slice) => datesAround(columns, select(slice).rows),
    size: () => columns.size,
  }
}

/** Texts of the `rows` along an axis. */
function textsAlong(axis: Axis, rows: Int32Array): (string | undefined)[] {
  const numbers = new Int32Array(rows.length)
  axis.append(rows, numbers)
  return Array.from(numbers, axis.textOf)
}

/** Without the word that stands for "none". */
function orNone({ textOf }: Axis): Axis['textOf'] {
  return (number) => (number === 0 ? undefined : textOf(number))
}

function inOrderOfTexts(groups: readonly Group[]): Group[] {
  const keyed = groups.map((group) => {
    const { decision, urgencyGroup, zone, measure, by } = group
    return { group, key: [decision, urgencyGroup, zone, measure, ...Object.values(by)].join('\u0000') }
  })
  return keyed.sort((a, b) => compareTexts(a.key, b.key)).map(({ group }) => group)
}

function newestFirst(a: FiguredRow, b: FiguredRow): number {
  return b.datedAt - a.datedAt || compareTexts(a.task, b.task) || a.ordinal - b.ordinal
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
