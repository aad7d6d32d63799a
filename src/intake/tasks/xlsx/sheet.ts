/** Which rows does a sheet hold? Each cell as the text that CSV would have; a cell without a value is told as a fault. */
import { unescaped, type Workbook } from './workbook.ts'
import { attributesOf, tagsOf } from './xml.ts'

export interface SheetRow {
  /** The row's number as the spreadsheet program shows it. */
  readonly line: number
  readonly cells: readonly string[]
  /** By index of the cell: why it has no value. */
  readonly faults?: ReadonlyMap<number, string>
}

export interface SheetContext extends Pick<Workbook, 'sharedTexts' | 'showsTime' | 'from1904'> {
  /** Written in numbers, so that they read like the numbers in text cells. */
  readonly decimalSign: '.' | ','
}

interface Cell {
  readonly column: number
  readonly type: string
  readonly style: number
  value: string | undefined
  inline: string
  hasFormula: boolean
}

type Value = { readonly text: string } | { readonly fault: string }

const columnsAtMost = 16_384

/** Rows without a value are left out. Returns whether the sheet came to its end. */
export function* rowsOf(xml: string, context: SheetContext): Generator<SheetRow, boolean> {
  let line = 0
  let cells: string[] = []
  let faults = new Map<number, string>()
  let cell: Cell | undefined
  let isPhonetic = false
  let lastColumn = -1
  const take = ({ column, ...given }: Cell) => {
    const value = cellValue(given, context)
    if ('text' in value && value.text === '') return
    while (cells.length < column) cells.push('')
    cells[column] = 'text' in value ? value.text : ''
    if ('fault' in value) faults.set(column, value.fault)
  }
  for (const { name, kind, attributes, text } of tagsOf(xml)) {
    if (name === 'c' && kind !== 'close') {
      cell = cellOf(attributesOf(attributes), lastColumn)
      lastColumn = cell.column
    }
    if (name === 'c' && kind !== 'open' && cell) {
      if (cell.column < columnsAtMost) take(cell)
      cell = undefined
    }
    if (cell && kind === 'open') {
      if (name === 'v') cell.value = text()
      else if (name === 't' && !isPhonetic) cell.inline += text()
      else if (name === 'rPh') isPhonetic = true
    }
    if (cell && name === 'f') cell.hasFormula = true
    if (name === 'rPh' && kind === 'close') isPhonetic = false
    if (name === 'row') {
      if (kind !== 'close') {
        const number = Number(attributesOf(attributes).r)
        line = Number.isInteger(number) && number > 0 ? number : line + 1
        lastColumn = -1
      }
      if (kind !== 'open' && cells.length > 0) {
        yield { line, cells, ...(faults.size > 0 && { faults }) }
        cells = []
        faults = new Map()
      }
    }
    if (name === 'sheetData' && kind !== 'open') return true
  }
  return false
}

function cellOf({ r, t = 'n', s }: Readonly<Record<string, string>>, lastColumn: number): Cell {
  const letters = /^[A-Z]+/i.exec(r ?? '')?.[0]
  const column = letters === undefined ? lastColumn + 1 : columnOf(letters.toUpperCase())
  return { column, type: t, style: Number(s ?? 0), value: undefined, inline: '', hasFormula: false }
}

/** A is 0, AA is 26. */
function columnOf(letters: string): number {
  let number = 0
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64
  return number - 1
}

function cellValue(cell: Omit<Cell, 'column'>, context: SheetContext): Value {
  const { type, value = '', inline, hasFormula } = cell
  if (type === 'e')
    return { fault: `the cell holds the error ${value.slice(0, 20) || '#N/A'}; expected a value` }
  if (type === 'inlineStr') return { text: unescaped(inline) }
  if (hasFormula && cell.value === undefined)
    return {
      fault:
        'the cell holds a formula without a saved value; open the file in the spreadsheet program and save it',
    }
  if (value === '') return { text: '' }
  switch (type) {
    case 's': {
      const shared = context.sharedTexts[Number(value)]
      return shared === undefined ? unreadable(`shared text ${value}`) : { text: shared }
    }
    case 'str':
      return { text: unescaped(value) }
    case 'b':
      return { text: value === '1' ? 'TRUE' : 'FALSE' }
    case 'd':
      return { text: value.trim() }
    case 'n':
      return numberOf(value.trim(), context.showsTime[cell.style] === true, context)
    default:
      return unreadable(`a cell of type ${type}`)
  }
}

function unreadable(found: string): Value {
  return { fault: `found ${found.slice(0, 40)}, which the workbook does not explain; expected a value` }
}

function numberOf(written: string, showsTime: boolean, context: SheetContext): Value {
  const value = Number(written)
  if (written === '' || !Number.isFinite(value)) return unreadable(`'${written}' as a number`)
  if (showsTime && value >= 0 && value < daysAtMost) return { text: timeText(value, context.from1904) }
  return { text: decimalText(written, value).replace('.', context.decimalSign) }
}

/** A whole number as it is written, whatever its length; any other as the shortest decimal that means it. */
function decimalText(written: string, value: number): string {
  if (/^-?\d+$/.test(written)) return written
  const shortest = String(value)
  if (!shortest.includes('e')) return shortest
  return value.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 })
}

const dayMs = 86_400_000
/** The year 10 000 and what is no time at all. */
const daysAtMost = 2_958_466
const epoch1900 = Date.UTC(1899, 11, 30)
const epoch1904 = Date.UTC(1904, 0, 1)

/**
 * Days and parts of a day as local time, to the millisecond: a saved number is good to some microseconds. Below one day
 * there is no date. 2026-07-01T10:00:00 or 10:00:00, with thousandths only where there are some.
 */
function timeText(days: number, from1904: boolean): string {
  const ms = Math.round(days * dayMs)
  const isTimeOfDay = ms < dayMs
  const [date, time] = new Date((from1904 ? epoch1904 : epoch1900) + ms).toISOString().slice(0, -1).split('T')
  const short = time!.replace(/\.000$/, '')
  return isTimeOfDay ? short : `${date}T${short}`
}
