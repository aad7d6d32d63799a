/**
 * The quick way through a time written in digits, for the formats that most files have: a regular expression made once
 * from the tokens. What it does not know is left to the slow way, which has the last word.
 */

/** Wall clock as if it were UTC, in epoch milliseconds; undefined where only the slow way can tell. */
export type QuickParser = (text: string) => number | undefined

const parts: Readonly<Record<string, readonly [name: string, pattern: string]>> = {
  yyyy: ['year', '\\d{4}'],
  MM: ['month', '\\d{2}'],
  M: ['month', '\\d{1,2}'],
  dd: ['day', '\\d{2}'],
  d: ['day', '\\d{1,2}'],
  HH: ['hour', '\\d{2}'],
  H: ['hour', '\\d{1,2}'],
  hh: ['hour', '\\d{2}'],
  h: ['hour', '\\d{1,2}'],
  mm: ['minute', '\\d{2}'],
  m: ['minute', '\\d{1,2}'],
  ss: ['second', '\\d{2}'],
  s: ['second', '\\d{1,2}'],
  a: ['half', '[AP]M'],
}
const names = ['year', 'month', 'day', 'hour', 'minute', 'second', 'half'] as const

/** Undefined for a format with other tokens than those above, or one of them twice. */
export function createQuickParser(format: string): QuickParser | undefined {
  const order: string[] = []
  let source = ''
  for (const [piece] of format.matchAll(/([A-Za-z])\1*|[^A-Za-z]/g)) {
    if (!/[A-Za-z]/.test(piece)) {
      // Quotes have a meaning of their own in a format.
      if (piece === "'") return undefined
      source += piece.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&')
      continue
    }
    const part = parts[piece]
    if (!part || order.includes(part[0])) return undefined
    order.push(part[0])
    source += `(${part[1]})`
  }
  if (!['year', 'month', 'day'].every((name) => order.includes(name))) return undefined
  const pattern = new RegExp(`^${source}$`)
  const at = names.map((name) => order.indexOf(name) + 1)
  return (text) => {
    const found = pattern.exec(text)
    if (!found) return undefined
    const [year, month, day, hour, minute, second] = at.map((index) =>
      index === 0 ? 0 : Number(found[index]),
    )
    const half = at[6] === 0 ? undefined : found[at[6]!]
    return wallClock(year!, month!, day!, hourOfDay(hour!, half), minute!, second!)
  }
}

/** NaN for an hour that no clock of twelve shows. */
function hourOfDay(hour: number, half: string | undefined): number {
  if (half === undefined) return hour
  if (hour < 1 || hour > 12) return Number.NaN
  return (hour % 12) + (half === 'PM' ? 12 : 0)
}

function wallClock(year: number, month: number, day: number, hour: number, minute: number, second: number) {
  const isClock = hour <= 23 && minute <= 59 && second <= 59
  if (!isClock || year < 1000 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month))
    return undefined
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}
