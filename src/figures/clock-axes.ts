/** Rows by what the local clock and calendar showed. Computed for each question, not stored. */
import type { Calendar, Span } from '../domain/calendar.ts'
import type { Axis } from './axes.ts'
import { type Columns, eachBlockOf, rowMask } from './columns.ts'

export const clockDimensions = ['year', 'month', 'weekday', 'hour', 'band'] as const
export type ClockDimension = (typeof clockDimensions)[number]

export const bands = ['00-06', '06-12', '12-18', '18-24'] as const

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** Texts, and which of them each local hour of a span belongs to. */
interface Hours {
  readonly texts: readonly string[]
  /** `day` is the local date at UTC, in milliseconds; 0 to 23. */
  readonly numberOf: (day: number, hour: number) => number
}

/** For rows dated within `span` only. */
export function clockAxis(name: ClockDimension, columns: Columns, calendar: Calendar, span: Span): Axis {
  const offsets = offsetsOf(calendar, span)
  const firstHour = Math.floor(calendar.localClock(span.from) / dayMs) * 24 - 24
  const afterLast = Math.floor(calendar.localClock(span.to) / dayMs) * 24 + 48
  const { texts, numberOf } = hoursOf[name](firstHour * hourMs, afterLast * hourMs)
  const numbers = new Uint16Array(afterLast - firstHour)
  for (let i = 0; i < numbers.length; i++) {
    const hour = firstHour + i
    numbers[i] = numberOf(Math.floor(hour / 24) * dayMs, modulo(hour, 24))
  }
  return {
    size: texts.length,
    append: (rows, keys) =>
      eachBlockOf(columns, rows, ({ datedAt }, from, to) => {
        for (let i = from; i < to; i++) {
          const at = datedAt[rows[i]! & rowMask]!
          const offset = offsets.byDay[Math.floor(at / dayMs) - offsets.firstDay]!
          const clock = offset === changing ? calendar.localClock(at) : at + offset
          keys[i] = keys[i]! * texts.length + numbers[Math.floor(clock / hourMs) - firstHour]!
        }
      }),
    textOf: (number) => texts[number],
    numberOf: (text) => {
      const number = texts.indexOf(text)
      return number < 0 ? undefined : number
    },
  }
}

const hoursOf: Record<ClockDimension, (from: number, to: number) => Hours> = {
  year: (from, to) => {
    const [first, last] = [yearOf(from), yearOf(to)]
    const texts = Array.from({ length: last - first + 1 }, (_, i) => yearText(first + i))
    return { texts, numberOf: (day) => yearOf(day) - first }
  },
  month: (from, to) => {
    const [first, last] = [monthOf(from), monthOf(to)]
    const texts = Array.from({ length: last - first + 1 }, (_, i) => monthText(first + i))
    return { texts, numberOf: (day) => monthOf(day) - first }
  },
  // The first day of the epoch was a Thursday; 1 is Monday.
  weekday: () => ({
    texts: ['1', '2', '3', '4', '5', '6', '7'],
    numberOf: (day) => modulo(day / dayMs + 3, 7),
  }),
  hour: () => ({
    texts: Array.from({ length: 24 }, (_, hour) => twoDigits(hour)),
    numberOf: (_, hour) => hour,
  }),
  band: () => ({ texts: bands, numberOf: (_, hour) => Math.floor(hour / 6) }),
}

/** Stands for a day on which the clock changes. */
const changing = 0x7fff_ffff

/** What the local clock is ahead of UTC on each day at UTC of the span. */
function offsetsOf(calendar: Calendar, { from, to }: Span) {
  const firstDay = Math.floor(from / dayMs)
  const offsetAt = (at: number) => calendar.localClock(at) - at
  const byDay = new Int32Array(Math.floor(to / dayMs) - firstDay + 1)
  let before = offsetAt(firstDay * dayMs)
  for (let i = 0; i < byDay.length; i++) {
    const after = offsetAt((firstDay + i + 1) * dayMs)
    byDay[i] = before === after ? before : changing
    before = after
  }
  return { firstDay, byDay }
}

function yearOf(day: number): number {
  return new Date(day).getUTCFullYear()
}

function monthOf(day: number): number {
  const date = new Date(day)
  return 12 * date.getUTCFullYear() + date.getUTCMonth()
}

function yearText(year: number): string {
  return String(year).padStart(4, '0')
}

function monthText(month: number): string {
  return `${yearText(Math.floor(month / 12))}-${twoDigits(modulo(month, 12) + 1)}`
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor
}
