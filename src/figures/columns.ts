/**
 * Where do the rows lie? In blocks of 8 192, each a set of typed arrays as narrow as the block's own numbers allow:
 * about 40 bytes a row. More room is one more block, so that nothing held is copied or waited for; and a block knows
 * between which dates its rows lie, so that a question of one month leaves the others alone.
 */

export const blockBits = 13
export const blockRows = 1 << blockBits
/** The row's place in its block. */
export const rowMask = blockRows - 1

/** Texts, as numbers of the column's dictionary; 0 is "none". */
export const textColumns = [
  'service',
  'decision',
  'urgency',
  'urgencyGroup',
  'zone',
  'municipality',
  'measure',
  'excluded',
  'station',
  'cell',
] as const
export type TextColumn = (typeof textColumns)[number]

/** Whole seconds plus one, so that 0 is "none" here as well. */
export const secondsColumns = ['seconds', 'turnoutSeconds', 'driveSeconds', 'cancelledSeconds'] as const
export type SecondsColumn = (typeof secondsColumns)[number]

type NumberColumn = TextColumn | SecondsColumn
const numberColumns: readonly NumberColumn[] = [...textColumns, ...secondsColumns]
export type Narrow = Uint8Array | Uint16Array | Uint32Array

/** An ordinal that no row of a task has. */
export const freeRow = 255

export class Block {
  /** Rows ever held are dated from `first` to `last`, both included. */
  first = Number.POSITIVE_INFINITY
  last = Number.NEGATIVE_INFINITY
  readonly datedAt = new Float64Array(blockRows)
  /** 0 for a task's first measure: tasks are counted by these. */
  readonly ordinal = new Uint8Array(blockRows)
  /** Sum of the domain's `rowFlags`. */
  readonly flags = new Uint8Array(blockRows)
  /** The task's next row, or of a free row the next free one; -1 ends the chain. */
  readonly next = new Int32Array(blockRows)
  /** Where the task's id begins among the ids. */
  readonly idAt = new Uint32Array(blockRows)
  readonly numbers: Record<NumberColumn, Narrow>

  /** As wide as `like`, since what comes next is seldom narrower. */
  constructor(like?: Block) {
    const widths = numberColumns.map((name) => [name, emptyAs(like?.numbers[name])])
    this.numbers = Object.fromEntries(widths) as Record<NumberColumn, Narrow>
  }

  setNumber(name: NumberColumn, at: number, value: number): void {
    let column = this.numbers[name]
    if (value > 0xff && column.BYTES_PER_ELEMENT < bytesFor(value)) {
      column = bytesFor(value) === 2 ? Uint16Array.from(column) : Uint32Array.from(column)
      this.numbers[name] = column
    }
    column[at] = value
  }

  date(at: number, datedAt: number): void {
    this.datedAt[at] = datedAt
    if (datedAt < this.first) this.first = datedAt
    if (datedAt > this.last) this.last = datedAt
  }
}

function bytesFor(value: number): number {
  return value > 0xffff ? 4 : value > 0xff ? 2 : 1
}

function emptyAs(like: Narrow | undefined): Narrow {
  if (like instanceof Uint32Array) return new Uint32Array(blockRows)
  return like instanceof Uint16Array ? new Uint16Array(blockRows) : new Uint8Array(blockRows)
}

export class Columns {
  readonly blocks: Block[] = []
  /** Rows ever taken; those free again are among them. */
  #length = 0
  #firstFree = -1
  #free = 0

  /** Rows in use. */
  get size(): number {
    return this.#length - this.#free
  }

  /** Of the `number`th block, how many rows were ever taken. */
  lengthOf(number: number): number {
    return Math.min(blockRows, this.#length - number * blockRows)
  }

  blockOf(row: number): Block {
    return this.blocks[row >> blockBits]!
  }

  /** A row to write to: one that was freed, or a new one. */
  take(): number {
    const row = this.#firstFree
    if (row >= 0) {
      this.#firstFree = this.blockOf(row).next[row & rowMask]!
      this.#free--
      return row
    }
    if (this.#length === this.blocks.length * blockRows) this.blocks.push(new Block(this.blocks.at(-1)))
    return this.#length++
  }

  release(row: number): void {
    const block = this.blockOf(row)
    block.ordinal[row & rowMask] = freeRow
    block.next[row & rowMask] = this.#firstFree
    this.#firstFree = row
    this.#free++
  }
}

/** Calls for each stretch `from` to `to` of the ascending `rows` that lies in one block. */
export function eachBlockOf(
  columns: Columns,
  rows: Int32Array,
  visit: (block: Block, from: number, to: number) => void,
): void {
  for (let from = 0; from < rows.length; ) {
    const number = rows[from]! >> blockBits
    const to = firstNotBelow(rows, (number + 1) << blockBits, from + 1)
    visit(columns.blocks[number]!, from, to)
    from = to
  }
}

/** Where, from `start` on, the first row is that is not below `row`; a block has no more rows than `blockRows`. */
function firstNotBelow(rows: Int32Array, row: number, start: number): number {
  let low = start
  let high = Math.min(rows.length, start + blockRows)
  while (low < high) {
    const middle = (low + high) >> 1
    if (rows[middle]! < row) low = middle + 1
    else high = middle
  }
  return low
}

/** Seconds of each row, -1 for none. */
export function secondsOf(columns: Columns, name: SecondsColumn, rows: Int32Array): Int32Array {
  const seconds = new Int32Array(rows.length)
  eachBlockOf(columns, rows, ({ numbers }, from, to) => copySeconds(seconds, rows, numbers[name], from, to))
  return seconds
}

function copySeconds(target: Int32Array, rows: Int32Array, column: Narrow, from: number, to: number): void {
  for (let i = from; i < to; i++) target[i] = column[rows[i]! & rowMask]! - 1
}
