/**
 * Exact figures of any slice, in milliseconds: counted from single tasks, never from sums of sums. A percentile is
 * taken over the sorted seconds of its very tasks.
 */
import type { Calendar } from '../domain/calendar.ts'
import type { JudgedRow } from '../domain/judged-row.ts'
import { type ExclusionReason, exclusionReasons, type Measure, type Service } from '../domain/vocabulary.ts'
import { type Axis, hourAxis, monthAxis, numberFor, textAxis, weekdayAxis } from './axes.ts'
import {
  Columns,
  Dictionary,
  type DictionaryColumn,
  dictionaryColumns,
  freeRow,
  noSeconds,
} from './columns.ts'
import { countAlong, type Grouping, groupRows, valuesByGroup } from './grouping.ts'

/** What a slice may be split by beyond decision, urgency group, zone and measure. */
export const dimensions = ['urgency', 'municipality', 'month', 'weekday', 'hour'] as const
export type Dimension = (typeof dimensions)[number]

export interface Slice {
  readonly service: Service
  /** Epoch milliseconds, half-open. */
  readonly from: number
  readonly to: number
  readonly by?: readonly Dimension[]
  /** Rows without an urgency are found as 'none', without a zone or municipality as 'unknown'. */
  readonly where?: Readonly<Partial<Record<Dimension | 'zone' | 'urgencyGroup' | 'measure', string>>>
}

export interface Group {
  readonly decision?: string
  readonly urgencyGroup: string
  readonly zone?: string
  readonly measure?: Measure
  readonly by: Readonly<Partial<Record<Dimension, string>>>
  readonly total: number
  readonly excluded: Readonly<Partial<Record<ExclusionReason, number>>>
  /** Reach times of the used tasks, ascending whole seconds. */
  readonly seconds: Int32Array
}

/** Tasks counted once each, by the measure that the slice asks for, else by their first. */
export interface Totals {
  readonly total: number
  readonly used: number
  readonly excluded: Readonly<Partial<Record<ExclusionReason, number>>>
}

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
  /** Number of rows held. */
  size(): number
}

export function createFigures(calendar: Calendar): Figures {
  const columns = new Columns()
  const dictionaries = Object.fromEntries(
    dictionaryColumns.map((name) => [name, new Dictionary()]),
  ) as Record<DictionaryColumn, Dictionary>
  const firstRow = new Map<string, number>()
  const free: number[] = []

  const release = (task: string) => {
    let row = firstRow.get(task) ?? -1
    while (row >= 0) {
      columns.ordinal[row] = freeRow
      free.push(row)
      row = columns.next[row]!
    }
    firstRow.delete(task)
  }
  const write = (row: number, values: JudgedRow) => {
    columns.datedAt[row] = values.datedAt
    columns.seconds[row] = values.seconds ?? noSeconds
    columns.ordinal[row] = values.ordinal
    for (const name of dictionaryColumns) columns.codes[name][row] = dictionaries[name].numberOf(values[name])
    columns.next[row] = firstRow.get(values.task) ?? -1
    firstRow.set(values.task, row)
  }
  const text = (name: DictionaryColumn, absent?: string) =>
    textAxis(columns.codes[name], dictionaries[name], absent)
  const axisOf: Record<keyof NonNullable<Slice['where']>, (slice: Slice) => Axis> = {
    urgency: () => text('urgency', 'none'),
    municipality: () => text('municipality', 'unknown'),
    zone: () => text('zone', 'unknown'),
    urgencyGroup: () => text('urgencyGroup'),
    measure: () => text('measure'),
    month: (slice) => monthAxis(columns, calendar, slice),
    weekday: () => weekdayAxis(columns, calendar),
    hour: () => hourAxis(columns, calendar),
  }
  const rowsOf = (slice: Slice): Int32Array => {
    const service = dictionaries.service.find(slice.service)
    const tests = Object.entries(slice.where ?? {}).map(([name, wanted]) => {
      const axis = axisOf[name as keyof typeof axisOf](slice)
      return { axis, number: numberFor(axis, wanted) }
    })
    const { datedAt, ordinal, codes, length } = columns
    const found = new Int32Array(length)
    let count = 0
    for (let row = 0; row < length; row++) {
      const at = datedAt[row]!
      if (at < slice.from || at >= slice.to || ordinal[row] === freeRow) continue
      if (codes.service[row] !== service) continue
      if (tests.every(({ axis, number }) => axis.numberOf(row) === number)) found[count++] = row
    }
    return found.subarray(0, count)
  }

  return {
    update(rows) {
      for (const values of rows) {
        if (values.ordinal === 0) release(values.task)
        write(free.pop() ?? columns.grow(), values)
      }
    },
    forget: release,
    groups(slice) {
      const rows = rowsOf(slice)
      const own = [text('decision'), text('urgencyGroup'), text('zone'), text('measure')]
      const split = (slice.by ?? []).map((dimension) => ({ dimension, axis: axisOf[dimension](slice) }))
      const grouping = groupRows(rows, [...own, ...split.map(({ axis }) => axis)])
      const excluded = excludedByGroup(rows, grouping, text('excluded'))
      const seconds = valuesByGroup(rows, grouping, columns.seconds)
      const groups = grouping.samples.map((row, group) => {
        const [decision, urgencyGroup, zone, measure] = own.map((axis) => axis.textOf(axis.numberOf(row)))
        const by = split.map(({ dimension, axis }) => [dimension, axis.textOf(axis.numberOf(row))])
        return {
          ...{ decision, urgencyGroup: urgencyGroup!, zone, measure: measure as Measure | undefined },
          ...{ by: Object.fromEntries(by), ...excluded[group]!, seconds: seconds[group]! },
        }
      })
      return groups.sort(byTexts)
    },
    totals(slice) {
      const rows = rowsOf(slice)
      // A task has one row for each measure: of one measure, every row is a task.
      const tasks =
        slice.where?.measure === undefined ? rows.filter((row) => columns.ordinal[row] === 0) : rows
      const [counted] = excludedByGroup(tasks, groupRows(tasks, []), text('excluded'))
      const used = tasks.reduce((sum, row) => (columns.seconds[row] === noSeconds ? sum : sum + 1), 0)
      return { total: tasks.length, used, excluded: counted?.excluded ?? {} }
    },
    size: () => columns.length - free.length,
  }
}

/** Rows of each group, and of them those excluded by reason, in the order of the vocabulary. */
function excludedByGroup(
  rows: Int32Array,
  grouping: Grouping,
  reasons: Axis,
): Pick<Group, 'total' | 'excluded'>[] {
  const counts = countAlong(rows, grouping, reasons)
  const known = exclusionReasons.flatMap((reason) => {
    const number = numberFor(reasons, reason)
    return number === undefined ? [] : [{ reason, number }]
  })
  return grouping.samples.map((_, group) => {
    const own = counts.subarray(group * reasons.size, (group + 1) * reasons.size)
    const present = known.filter(({ number }) => own[number]! > 0)
    return {
      total: own.reduce((sum, count) => sum + count, 0),
      excluded: Object.fromEntries(present.map(({ reason, number }) => [reason, own[number]!])),
    }
  })
}

function byTexts(a: Group, b: Group): number {
  const textsOf = ({ decision, urgencyGroup, zone, measure, by }: Group) =>
    [decision, urgencyGroup, zone, measure, ...Object.values(by)].join('\u0000')
  const [left, right] = [textsOf(a), textsOf(b)]
  return left < right ? -1 : left > right ? 1 : 0
}
