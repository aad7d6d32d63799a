/**
 * Exact figures of any slice, in milliseconds: counted from single tasks, never from sums of sums. A percentile is
 * taken over the sorted seconds of its very tasks.
 */
import type { Calendar } from '../domain/calendar.ts'
import type { ExclusionReason, Measure, Service } from '../domain/vocabulary.ts'
import {
  Columns,
  Dictionary,
  type DictionaryColumn,
  dictionaryColumns,
  freeRow,
  noSeconds,
} from './columns.ts'

export interface FigureRow {
  readonly task: string
  readonly ordinal: number
  readonly service: Service
  readonly datedAt: number
  readonly decision?: string
  readonly urgency?: string
  readonly urgencyGroup: string
  readonly zone?: string
  readonly municipality?: string
  readonly measure?: Measure
  readonly seconds?: number
  readonly excluded?: ExclusionReason
}

/** What a slice may be split by beyond decision, urgency group, zone and measure. */
export const dimensions = ['urgency', 'municipality', 'month', 'weekday', 'hour'] as const
export type Dimension = (typeof dimensions)[number]

export interface Slice {
  readonly service: Service
  /** Epoch milliseconds, half-open. */
  readonly from: number
  readonly to: number
  readonly by?: readonly Dimension[]
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

/** Tasks counted once each, by their first measure. */
export interface Totals {
  readonly total: number
  readonly used: number
  readonly excluded: Readonly<Partial<Record<ExclusionReason, number>>>
}

export interface Figures {
  /** Replaces what is known of the tasks that the rows belong to. A task's rows come together. */
  update(rows: Iterable<FigureRow>): void
  forget(task: string): void
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
  const write = (row: number, values: FigureRow) => {
    columns.datedAt[row] = values.datedAt
    columns.seconds[row] = values.seconds ?? noSeconds
    columns.ordinal[row] = values.ordinal
    for (const name of dictionaryColumns) columns.codes[name][row] = dictionaries[name].numberOf(values[name])
    columns.next[row] = firstRow.get(values.task) ?? -1
    firstRow.set(values.task, row)
  }
  const valueOf: Record<Dimension, (row: number) => string> = {
    urgency: (row) => dictionaries.urgency.textOf(columns.codes.urgency[row]!) ?? 'none',
    municipality: (row) => dictionaries.municipality.textOf(columns.codes.municipality[row]!) ?? 'unknown',
    month: (row) => calendar.localMonth(columns.datedAt[row]!),
    weekday: (row) => String(weekdayOf(calendar.localDate(columns.datedAt[row]!))),
    hour: (row) => String(calendar.localHour(columns.datedAt[row]!)).padStart(2, '0'),
  }
  const rowsOf = (slice: Slice): Int32Array => {
    const service = dictionaries.service.find(slice.service)
    const tests = Object.entries(slice.where ?? {}).map(([name, wanted]) => {
      if (name in valueOf) return (row: number) => valueOf[name as Dimension](row) === wanted
      const code = dictionaries[name as DictionaryColumn].find(wanted!)
      return (row: number) => code !== undefined && columns.codes[name as DictionaryColumn][row] === code
    })
    const found = new Int32Array(columns.length)
    let count = 0
    for (let row = 0; row < columns.length; row++) {
      const at = columns.datedAt[row]!
      if (at < slice.from || at >= slice.to || columns.ordinal[row] === freeRow) continue
      if (columns.codes.service[row] !== service || !tests.every((test) => test(row))) continue
      found[count++] = row
    }
    return found.subarray(0, count)
  }

  return {
    update(rows) {
      let current: string | undefined
      for (const values of rows) {
        if (values.task !== current) release(values.task)
        current = values.task
        write(free.pop() ?? columns.grow(), values)
      }
    },
    forget: release,
    groups(slice) {
      const rows = rowsOf(slice)
      const by = slice.by ?? []
      const keyed = new Map<string, number[]>()
      for (const row of rows) {
        const key = groupKey(columns, by, valueOf, row)
        const group = keyed.get(key)
        if (group) group.push(row)
        else keyed.set(key, [row])
      }
      return [...keyed.values()].map((group) => groupFrom(columns, dictionaries, by, valueOf, group))
    },
    totals(slice) {
      const first = rowsOf(slice).filter((row) => columns.ordinal[row] === 0)
      const excluded = excludedOf(columns, dictionaries, first)
      const used = first.filter((row) => columns.seconds[row] !== noSeconds).length
      return { total: first.length, used, excluded }
    },
    size: () => columns.length - free.length,
  }
}

type ValueOf = Record<Dimension, (row: number) => string>

function groupKey(columns: Columns, by: readonly Dimension[], valueOf: ValueOf, row: number): string {
  const { decision, urgencyGroup, zone, measure } = columns.codes
  const base = `${decision[row]},${urgencyGroup[row]},${zone[row]},${measure[row]}`
  return by.length === 0 ? base : `${base},${by.map((dimension) => valueOf[dimension](row)).join('\u0000')}`
}

function groupFrom(
  columns: Columns,
  dictionaries: Record<DictionaryColumn, Dictionary>,
  by: readonly Dimension[],
  valueOf: ValueOf,
  rows: readonly number[],
): Group {
  const first = rows[0]!
  const text = (name: DictionaryColumn) => dictionaries[name].textOf(columns.codes[name][first]!)
  const used = rows.filter((row) => columns.seconds[row] !== noSeconds)
  return {
    decision: text('decision'),
    urgencyGroup: text('urgencyGroup')!,
    zone: text('zone'),
    measure: text('measure') as Measure | undefined,
    by: Object.fromEntries(by.map((dimension) => [dimension, valueOf[dimension](first)])),
    total: rows.length,
    excluded: excludedOf(columns, dictionaries, rows),
    seconds: Int32Array.from(used, (row) => columns.seconds[row]!).sort(),
  }
}

function excludedOf(
  columns: Columns,
  dictionaries: Record<DictionaryColumn, Dictionary>,
  rows: Iterable<number>,
): Partial<Record<ExclusionReason, number>> {
  const counts: Partial<Record<ExclusionReason, number>> = {}
  for (const row of rows) {
    const reason = dictionaries.excluded.textOf(columns.codes.excluded[row]!) as ExclusionReason | undefined
    if (reason) counts[reason] = (counts[reason] ?? 0) + 1
  }
  return counts
}

/** 1 Monday .. 7 Sunday. */
function weekdayOf(date: string): number {
  return ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1
}
