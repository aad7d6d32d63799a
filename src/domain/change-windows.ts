/**
 * Which days are compared for a change? The same calendar days of the year before it and of the year after it, never
 * neighbouring seasons; cut to the days that both have, and each cut is told (DOMAIN 4.4).
 */
import { addYears, isLeapYear } from './calendar.ts'
import { addDays } from './readiness-clock.ts'

export interface DateWindow {
  /** Local dates, half-open. */
  readonly from: string
  readonly to: string
}

export type WindowCut = 'data-begins-later' | 'data-ends-earlier' | 'no-common-days'

export interface WindowPair {
  readonly before: DateWindow
  readonly after: DateWindow
}

export interface ChangeWindows extends WindowPair {
  readonly cuts: readonly WindowCut[]
  /** Days of either window; a 29th of February that the other one lacks is in neither. */
  readonly days: number
  /** That date, where there is one. */
  readonly leapDay?: string
}

/**
 * `until`: the first day no longer compared; at most a year after the start, because the days before would then lie
 * after it. `data`: from the first local day with tasks to the first without a whole day of them. Where nothing is common
 * the windows stay as wanted, so that the few tasks of either can be counted.
 */
export function changeWindows(
  startsOn: string,
  data: DateWindow | undefined,
  until: string = addYears(startsOn, 1),
): ChangeWindows {
  const wanted = { from: startsOn, to: earlier(until, addYears(startsOn, 1)) }
  if (!data) return withDays(wanted, ['no-common-days'])
  const from = later(wanted.from, addYears(data.from, 1))
  const to = earlier(wanted.to, data.to)
  if (from >= to) return withDays(wanted, ['no-common-days'])
  const cuts: WindowCut[] = []
  if (from > wanted.from) cuts.push('data-begins-later')
  if (to < wanted.to) cuts.push('data-ends-earlier')
  return withDays({ from, to }, cuts)
}

/** The same days one year earlier: nothing is known to have changed between them. */
export function placeboWindows({ before }: WindowPair): WindowPair {
  return pairOf(before)
}

function withDays(after: DateWindow, cuts: readonly WindowCut[]): ChangeWindows {
  const pair = pairOf(after)
  const leapDay = leapDayOf(pair)
  const days = daysIn(after) - (leapDayIn(after) === undefined ? 0 : 1)
  return { ...pair, cuts, days, ...(leapDay === undefined ? {} : { leapDay }) }
}

/** Who starts on a 29th of February has its year before end on that day. */
function pairOf(after: DateWindow): WindowPair {
  const before = { from: addYears(after.from, -1), to: earlier(addYears(after.to, -1), after.from) }
  return { before, after }
}

/** The 29th of February that one of the windows has and the other lacks. */
export function leapDayOf({ before, after }: WindowPair): string | undefined {
  return leapDayIn(before) ?? leapDayIn(after)
}

function leapDayIn({ from, to }: DateWindow): string | undefined {
  return [from.slice(0, 4), to.slice(0, 4)]
    .filter((year) => isLeapYear(Number(year)))
    .map((year) => `${year}-02-29`)
    .find((date) => from <= date && date < to)
}

export function daysIn({ from, to }: DateWindow): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

export function isInWindow(date: string, { from, to }: DateWindow): boolean {
  return from <= date && date < to
}

/** Stretches of so many months counted from a date in both directions, so that the date is always an edge. */
export function stretchesAround(startsOn: string, { from, to }: DateWindow, months: number): DateWindow[] {
  const edge = (step: number) => monthsOn(startsOn, step * months)
  let first = 0
  while (edge(first) > from) first--
  const stretches: DateWindow[] = []
  for (let step = first; edge(step) < to; step++)
    stretches.push({ from: later(edge(step), from), to: earlier(edge(step + 1), to) })
  return stretches
}

/** The same day of another month, or the last that it has. */
function monthsOn(date: string, by: number): string {
  const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + by
  const first = `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`
  const next = index + 1
  const last = addDays(`${Math.floor(next / 12)}-${String((next % 12) + 1).padStart(2, '0')}-01`, -1)
  return earlier(`${first.slice(0, 8)}${date.slice(8)}`, last)
}

const later = (a: string, b: string) => (a > b ? a : b)
const earlier = (a: string, b: string) => (a < b ? a : b)
