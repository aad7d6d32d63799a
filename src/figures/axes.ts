/** The ways to split rows: along each axis a row has a small number, and the number stands for a text. */
import type { Calendar } from '../domain/calendar.ts'
import type { Columns, Dictionary } from './columns.ts'

export interface Axis {
  /** Numbers are 0 to one below this. */
  readonly size: number
  numberOf(row: number): number
  textOf(number: number): string | undefined
}

/** `absent` is the text of rows that have none. */
export function textAxis(codes: Uint16Array, dictionary: Dictionary, absent?: string): Axis {
  return {
    size: dictionary.texts.length,
    numberOf: (row) => codes[row]!,
    textOf: (number) => dictionary.textOf(number) ?? absent,
  }
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const meanMonthMs = 30.436875 * dayMs

/** 00..23 of the local clock. */
export function hourAxis({ datedAt }: Columns, calendar: Calendar): Axis {
  return {
    size: 24,
    numberOf: (row) => modulo(Math.floor(calendar.localClock(datedAt[row]!) / hourMs), 24),
    textOf: (number) => String(number).padStart(2, '0'),
  }
}

/** 1 Monday to 7 Sunday. */
export function weekdayAxis({ datedAt }: Columns, calendar: Calendar): Axis {
  // The first day of the epoch was a Thursday.
  return {
    size: 7,
    numberOf: (row) => modulo(Math.floor(calendar.localClock(datedAt[row]!) / dayMs) + 3, 7),
    textOf: (number) => String(number + 1),
  }
}

/** YYYY-MM, for rows dated within `span` only. */
export function monthAxis(
  { datedAt }: Columns,
  calendar: Calendar,
  span: { readonly from: number; readonly to: number },
): Axis {
  const months = monthsOf(calendar, span)
  const starts = Float64Array.from(months, (month) => Date.parse(`${month}-01T00:00:00Z`))
  const last = months.length - 1
  return {
    size: months.length,
    numberOf: (row) => {
      const clock = calendar.localClock(datedAt[row]!)
      // Months differ in length: the guess may be one off, either way.
      let month = Math.min(last, Math.max(0, Math.floor((clock - starts[0]!) / meanMonthMs)))
      while (month > 0 && starts[month]! > clock) month--
      while (month < last && starts[month + 1]! <= clock) month++
      return month
    },
    textOf: (number) => months[number],
  }
}

function monthsOf(calendar: Calendar, span: { readonly from: number; readonly to: number }): string[] {
  const months = [calendar.localMonth(span.from)]
  const last = calendar.localMonth(Math.max(span.from, span.to - 1))
  while (months.at(-1)! < last) months.push(calendar.addMonths(months[0]!, months.length))
  return months
}

/** The number that stands for a text, if any does. */
export function numberFor(axis: Axis, text: string): number | undefined {
  for (let number = 0; number < axis.size; number++) if (axis.textOf(number) === text) return number
  return undefined
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor
}
