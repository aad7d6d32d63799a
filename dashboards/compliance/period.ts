// Which months are meant? Months, half-years and years as half-open spans of local dates; pure arithmetic on text.
import type { Words } from '../words.ts'

export const spans = ['month', 'half-year', 'year'] as const
export type Span = (typeof spans)[number]

export interface Period {
  /** Local dates, the last one not included. */
  readonly from: string
  readonly to: string
}

const monthsIn: Readonly<Record<Span, number>> = { month: 1, 'half-year': 6, year: 12 }

const numberOf = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1

function monthOf(number: number): string {
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`
}

/** `2026-11` and -1: `2026-10`. */
export function addMonths(month: string, count: number): string {
  return monthOf(numberOf(month) + count)
}

/** The month, calendar half-year or calendar year that holds `month`. */
export function periodOf(month: string, span: Span = 'month'): Period {
  const length = monthsIn[span]
  const first = numberOf(month) - (numberOf(month) % length)
  return { from: `${monthOf(first)}-01`, to: `${monthOf(first + length)}-01` }
}

export function lastMonthOf({ to }: Period): string {
  return addMonths(to.slice(0, 7), -1)
}

const lengthOf = ({ from, to }: Period) => numberOf(to) - numberOf(from)

const moved = (period: Period, months: number): Period => ({
  from: `${addMonths(period.from.slice(0, 7), months)}-01`,
  to: `${addMonths(period.to.slice(0, 7), months)}-01`,
})

/** As many months as the period has, just before it. */
export const periodBefore = (period: Period): Period => moved(period, -lengthOf(period))

export const yearBefore = (period: Period): Period => moved(period, -12)

/** From the first month to the last, whichever is named first. */
export function periodOfMonths(one: string, other: string): Period {
  const [first, last] = [one, other].sort()
  return { from: `${first}-01`, to: `${addMonths(last, 1)}-01` }
}

/** `lokakuu 2026`, `7–12/2026`, `2026`, `11/2025–4/2026`. */
export function periodName(period: Period, words: Words): string {
  const [first, last] = [period.from.slice(0, 7), lastMonthOf(period)]
  if (first === last) return words.month(first)
  const year = (month: string) => month.slice(0, 4)
  const short = (month: string) => String(Number(month.slice(5, 7)))
  if (year(first) !== year(last)) return `${short(first)}/${year(first)}–${short(last)}/${year(last)}`
  return lengthOf(period) === 12 ? year(first) : `${short(first)}–${short(last)}/${year(first)}`
}
