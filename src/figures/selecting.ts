/** Which rows does a slice speak of? Blocks outside the period are not looked into. */
import type { Calendar, Span } from '../domain/calendar.ts'
import { type Axis, type CellClasses, cellClassAxis, classifyCells, textAxis } from './axes.ts'
import { type ClockDimension, clockAxis, clockDimensions } from './clock-axes.ts'
import { type Block, blockRows, type Columns, freeRow } from './columns.ts'
import { absentText, type Dimension, type GroupKey, type Slice } from './slice.ts'
import type { TaskRows } from './task-rows.ts'

export interface Selection {
  /** Ascending. */
  readonly rows: Int32Array
  axisOf(name: Dimension | GroupKey): Axis
}

export type Select = (slice: Slice) => Selection

export function createSelect(taskRows: TaskRows, calendar: Calendar): Select {
  const { columns, dictionaries } = taskRows
  const classified = new WeakMap<NonNullable<Slice['zoneOfCell']>, CellClasses>()

  const zoneAxis = ({ zoneOfCell }: Slice): Axis => {
    if (!zoneOfCell) return textAxis(taskRows, 'zone', absentText.zone)
    const classes = classifyCells(dictionaries.cell, zoneOfCell, classified.get(zoneOfCell))
    classified.set(zoneOfCell, classes)
    return cellClassAxis(columns, classes, absentText.zone)
  }
  return (slice) => {
    const blocks = columns.blocks.flatMap((block, number) => (touches(block, slice) ? [number] : []))
    const span = spanOf(columns, blocks, slice)
    const axisOf = (name: Dimension | GroupKey): Axis => {
      if (name === 'zone') return zoneAxis(slice)
      if (isOfClock(name)) return clockAxis(name, columns, calendar, span)
      return textAxis(taskRows, name, absentText[name])
    }
    const service = dictionaries.service.find(slice.service)
    // Without any dates there is no calendar to ask by.
    if (blocks.length === 0 || service === undefined) return { rows: new Int32Array(), axisOf }
    const filters = Object.entries(slice.where ?? {}).map(([name, text]): Filter => {
      const axis = axisOf(name as Dimension | GroupKey)
      return { axis, number: axis.numberOf(text) }
    })
    return { rows: rowsOf(columns, blocks, slice, service, filters), axisOf }
  }
}

function isOfClock(name: string): name is ClockDimension {
  return (clockDimensions as readonly string[]).includes(name)
}

function touches(block: Block, { from, to }: Slice): boolean {
  return block.last >= from && block.first < to
}

/** Of the period what rows may be dated within, the last included: a slice may be of all time. */
function spanOf(columns: Columns, blocks: readonly number[], slice: Slice): Span {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const number of blocks) {
    first = Math.min(first, columns.blocks[number]!.first)
    last = Math.max(last, columns.blocks[number]!.last)
  }
  return { from: Math.max(first, slice.from), to: Math.min(last, slice.to) }
}

/** Rows with this number along the axis; `undefined` stands for a text that no row has. */
interface Filter {
  readonly axis: Axis
  readonly number: number | undefined
}

/** Block by block, so that what one look leaves over is still at hand for the next. */
function rowsOf(
  columns: Columns,
  blocks: readonly number[],
  slice: Slice,
  service: number,
  filters: readonly Filter[],
): Int32Array {
  if (filters.some(({ number }) => number === undefined)) return new Int32Array()
  const rows = new Int32Array(blocks.length * blockRows)
  const numbers = new Int32Array(filters.length > 0 ? blockRows : 0)
  let count = 0
  for (const number of blocks) {
    const length = columns.lengthOf(number)
    let end = addRowsOf(columns.blocks[number]!, length, number * blockRows, slice, service, rows, count)
    for (const filter of filters) end = count + keepMatching(rows.subarray(count, end), filter, numbers)
    count = end
  }
  return rows.subarray(0, count)
}

function addRowsOf(
  { datedAt, ordinal, numbers }: Block,
  length: number,
  firstRow: number,
  { from, to }: Slice,
  service: number,
  rows: Int32Array,
  count: number,
): number {
  const services = numbers.service
  let end = count
  for (let i = 0; i < length; i++) {
    const at = datedAt[i]!
    if (at >= from && at < to && services[i] === service && ordinal[i] !== freeRow) rows[end++] = firstRow + i
  }
  return end
}

/** Moves those that match to the front; answers how many they are. */
function keepMatching(rows: Int32Array, { axis, number }: Filter, numbers: Int32Array): number {
  numbers.fill(0, 0, rows.length)
  axis.append(rows, numbers)
  let count = 0
  for (let i = 0; i < rows.length; i++) if (numbers[i] === number) rows[count++] = rows[i]!
  return count
}
