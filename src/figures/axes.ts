/** The ways to split rows: along each axis a row has a small number, and the number stands for a text. */
import { type Columns, eachBlockOf, type Narrow, rowMask, type TextColumn } from './columns.ts'
import { Dictionary } from './dictionary.ts'
import type { TaskRows } from './task-rows.ts'

export interface Axis {
  /** Numbers are 0 to one below this. */
  readonly size: number
  /** Appends each row's number to its key: `keys[i] * size + number`. */
  append(rows: Int32Array, keys: Int32Array): void
  textOf(number: number): string | undefined
  /** The number that stands for a text, if any does. */
  numberOf(text: string): number | undefined
}

/** `absent` is the text of rows that have none. */
export function textAxis({ columns, dictionaries }: TaskRows, name: TextColumn, absent?: string): Axis {
  const dictionary = dictionaries[name]
  const size = dictionary.texts.length
  return {
    size,
    append: (rows, keys) =>
      eachBlockOf(columns, rows, ({ numbers }, from, to) =>
        appendNumbers(rows, keys, numbers[name], size, from, to),
      ),
    ...namesOf(dictionary, absent),
  }
}

function appendNumbers(
  rows: Int32Array,
  keys: Int32Array,
  column: Narrow,
  size: number,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) keys[i] = keys[i]! * size + column[rows[i]! & rowMask]!
}

function namesOf(dictionary: Dictionary, absent: string | undefined): Pick<Axis, 'textOf' | 'numberOf'> {
  return {
    textOf: (number) => dictionary.textOf(number) ?? absent,
    numberOf: (text) => (text === absent ? 0 : dictionary.find(text)),
  }
}

/** What each cell's number stands for in another classification. */
export interface CellClasses {
  readonly classes: Dictionary
  /** By the cell's number. */
  readonly classOf: Uint32Array
}

/** Each different cell is asked for once; those asked for before are in `known`. */
export function classifyCells(
  cells: Dictionary,
  classOfCell: (cell: string) => string | undefined,
  known?: CellClasses,
): CellClasses {
  const { texts } = cells
  if (known?.classOf.length === texts.length) return known
  const { classes, classOf: before } = known ?? { classes: new Dictionary(), classOf: new Uint32Array(1) }
  const classOf = new Uint32Array(texts.length)
  classOf.set(before)
  for (let number = before.length; number < texts.length; number++)
    classOf[number] = classes.numberOf(classOfCell(texts[number]!))
  return { classes, classOf }
}

/** A row's class by its cell, whatever the row itself was judged by. */
export function cellClassAxis(columns: Columns, { classes, classOf }: CellClasses, absent?: string): Axis {
  const size = classes.texts.length
  return {
    size,
    append: (rows, keys) =>
      eachBlockOf(columns, rows, ({ numbers: { cell } }, from, to) => {
        for (let i = from; i < to; i++) keys[i] = keys[i]! * size + classOf[cell[rows[i]! & rowMask]!]!
      }),
    ...namesOf(classes, absent),
  }
}
