/** Which rows are a task's? Written, replaced and let go in place, so that the order of changes leaves no trace. */
import type { JudgedRow } from '../domain/judged-row.ts'
import { Columns, rowMask, secondsColumns, type TextColumn, textColumns } from './columns.ts'
import { Dictionary } from './dictionary.ts'
import { TaskIds } from './task-ids.ts'

/** One row of the figures, read back. */
export type FiguredRow = Omit<JudgedRow, 'unit'>

export interface TaskRows {
  readonly columns: Columns
  readonly dictionaries: Readonly<Record<TextColumn, Dictionary>>
  /** A row of ordinal 0 replaces what was known of its task, the others are added to it. */
  write(row: JudgedRow): void
  forget(task: string): void
  read(row: number): FiguredRow
}

export function createTaskRows(): TaskRows {
  const columns = new Columns()
  const dictionaries = Object.fromEntries(textColumns.map((name) => [name, new Dictionary()])) as Record<
    TextColumn,
    Dictionary
  >
  const idAt = (row: number) => columns.blockOf(row).idAt[row & rowMask]!
  const ids = new TaskIds(idAt)
  const nextOf = (row: number) => columns.blockOf(row).next[row & rowMask]!
  const link = (row: number, next: number, at: number) => {
    const block = columns.blockOf(row)
    block.next[row & rowMask] = next
    block.idAt[row & rowMask] = at
  }
  const releaseFrom = (first: number) => {
    for (let row = first; row >= 0; ) {
      const next = nextOf(row)
      columns.release(row)
      row = next
    }
  }

  /** The first row stays the first as long as the task is known, so that judging anew leaves the ids alone. */
  const rowFor = (task: string, ordinal: number): number => {
    const first = ids.find(task)
    if (first < 0) {
      const row = columns.take()
      try {
        link(row, -1, ids.add(task, row))
      } catch (fault) {
        columns.release(row)
        throw fault
      }
      return row
    }
    if (ordinal === 0) {
      releaseFrom(nextOf(first))
      link(first, -1, idAt(first))
      return first
    }
    const row = columns.take()
    link(row, nextOf(first), idAt(first))
    link(first, row, idAt(first))
    return row
  }

  const write = (values: JudgedRow) => {
    const row = rowFor(values.task, values.ordinal)
    const [block, at] = [columns.blockOf(row), row & rowMask]
    block.date(at, values.datedAt)
    block.ordinal[at] = values.ordinal
    block.flags[at] = values.flags
    for (const name of textColumns) block.setNumber(name, at, dictionaries[name].numberOf(values[name]))
    for (const name of secondsColumns) block.setNumber(name, at, secondsNumber(values[name]))
  }

  return {
    columns,
    dictionaries,
    write,
    forget: (task) => {
      const first = ids.find(task)
      if (first < 0) return
      ids.remove(task)
      releaseFrom(first)
    },
    read: (row) => {
      const [block, at] = [columns.blockOf(row), row & rowMask]
      const { numbers } = block
      // Years of rows are read for one answer: a plain loop takes a fraction of what building lists of entries does.
      const values: Record<string, unknown> = {
        ...{ task: ids.textAt(block.idAt[at]!), ordinal: block.ordinal[at]!, datedAt: block.datedAt[at]! },
        flags: block.flags[at]!,
      }
      for (const name of textColumns) {
        const text = dictionaries[name].textOf(numbers[name][at]!)
        if (text !== undefined) values[name] = text
      }
      for (const name of secondsColumns) {
        const number = numbers[name][at]!
        if (number !== 0) values[name] = number - 1
      }
      return values as unknown as FiguredRow
    },
  }
}

function secondsNumber(seconds: number | undefined): number {
  return seconds !== undefined && seconds >= 0 ? seconds + 1 : 0
}
