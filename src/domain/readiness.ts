/**
 * What is promised to stand ready, where and when? A period is one crew of one station: its kind, strength and turnout,
 * on given weekdays and local hours, from one date to another. Terms: the readiness guideline of the Ministry of the
 * Interior (spearhead 1+1, rescue group 1+3) and the EMS decree.
 */
import { VasteError } from './error.ts'
import { inForce, type Strength } from './service-level-decision.ts'
import type { Service, UnitType } from './vocabulary.ts'

/** At the station around the clock, at the station for part of the day, or called in from elsewhere. */
export const readinessKinds = ['24/7', 'daytime', 'on-call'] as const
export type ReadinessKind = (typeof readinessKinds)[number]

/** Seconds from the alert to leaving: how an on-call crew's times are spread. */
export interface Turnout {
  readonly medianSeconds: number
  readonly p90Seconds: number
}

export interface ReadinessPeriod {
  /** Unique in the county and kept through every edit. */
  readonly id: string
  readonly station: string
  readonly service: Service
  /** Which of the station's crews: two periods of one slot must not stand at the same time. */
  readonly slot: string
  readonly kind: ReadinessKind
  /** Absent: not stated. */
  readonly strength?: Strength
  /** Empty: not stated. */
  readonly unitTypes: readonly UnitType[]
  /** On which a shift begins: 1 Monday to 7 Sunday. */
  readonly weekdays: readonly number[]
  /** Local 'HH:MM'. `to` may be '24:00', and before `from` for a shift that passes midnight. */
  readonly from: string
  readonly to: string
  /** Local dates, half-open: the weekly pattern holds from midnight to midnight, also in the middle of a shift. */
  readonly validFrom: string
  readonly validTo?: string
  readonly turnout?: Turnout
  /** false: the day of the start is a guess. */
  readonly dateConfirmed: boolean
  /** true: invented for the demo. */
  readonly demo: boolean
  /** Where it is said. */
  readonly source?: string
}

/** What readiness must know of a station. */
export interface OpenStation {
  readonly station: string
  readonly services: readonly Service[]
  /** Local dates, half-open; absent: always. */
  readonly validFrom?: string
  readonly closedFrom?: string
}

export const dayMinutes = 1440
export const everyDay: readonly number[] = [1, 2, 3, 4, 5, 6, 7]
/** The slowest brigades of the guideline's classes take over 20 minutes; more than an hour is a slip of the pen. */
export const turnoutSecondsAtMost = 3600

/** 'HH:MM' as minutes of the local day, 0..1440. Throws `invalid`. */
export function minutesOf(clock: string): number {
  const [, hours, minutes] = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(clock) ?? []
  const found = Number(hours) * 60 + Number(minutes)
  if (hours === undefined || found > dayMinutes)
    throw new VasteError('invalid', `found time '${clock}'; expected one of 00:00 to 24:00`)
  return found
}

export function clockText(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/** Persons of the crew, leaders among them; absent when not stated. */
export function personsOf({ strength }: ReadinessPeriod): number | undefined {
  return strength && strength.leaders + strength.crew
}

/** At the station, and not called in from elsewhere. */
export function isAtStation({ kind }: ReadinessPeriod): boolean {
  return kind !== 'on-call'
}

export function isOpenOn({ validFrom = '', closedFrom }: OpenStation, date: string): boolean {
  return inForce({ validFrom, validTo: closedFrom }, date)
}

/** Throws `invalid` with a sentence for a period that contradicts itself. */
export function checkPeriod(period: ReadinessPeriod): void {
  const { id, from, to, weekdays, validFrom, validTo } = period
  const refuse = (found: string) => {
    throw new VasteError('invalid', `readiness '${id}': found ${found}`)
  }
  const [begins, ends] = [minutesOf(from), minutesOf(to)]
  if (begins === ends || begins === dayMinutes)
    refuse(`${from} to ${to}; expected an end other than the beginning (all day is 00:00 to 24:00)`)
  if (weekdays.length === 0 || new Set(weekdays).size < weekdays.length || weekdays.some(isNoWeekday))
    refuse(`weekdays [${weekdays.join(', ')}]; expected some of 1 (Monday) to 7 (Sunday), each once`)
  if (validTo !== undefined && validTo <= validFrom)
    refuse(`${validFrom} to ${validTo} (not included); expected an end after the first day`)
  if (period.kind === '24/7' && (begins !== 0 || ends !== dayMinutes || weekdays.length < 7))
    refuse(
      `kind 24/7 from ${from} to ${to} on ${weekdays.length} weekdays; expected 00:00 to 24:00 on all seven`,
    )
  checkStrength(period, refuse)
  checkTurnout(period, refuse)
}

function isNoWeekday(weekday: number): boolean {
  return !everyDay.includes(weekday)
}

function checkStrength({ strength }: ReadinessPeriod, refuse: (found: string) => void): void {
  if (!strength) return
  const { leaders, crew } = strength
  const isCount = (value: number) => Number.isInteger(value) && value >= 0
  if (!isCount(leaders) || !isCount(crew) || leaders + crew < 1 || leaders + crew > 50)
    refuse(`strength ${leaders}+${crew}; expected whole numbers of 1 to 50 persons together`)
}

function checkTurnout({ turnout }: ReadinessPeriod, refuse: (found: string) => void): void {
  if (!turnout) return
  const { medianSeconds, p90Seconds } = turnout
  for (const seconds of [medianSeconds, p90Seconds])
    if (!(seconds >= 0 && seconds <= turnoutSecondsAtMost))
      refuse(`a turnout of ${seconds} s; expected 0 to ${turnoutSecondsAtMost} s`)
  if (p90Seconds < medianSeconds)
    refuse(`a turnout of ${medianSeconds} s median and ${p90Seconds} s at 90 %; expected no less at 90 %`)
}
