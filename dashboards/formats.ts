// How do times, dates and numbers look? Durations are minutes:seconds everywhere, never decimal minutes.
import type { Language } from './vocabulary.ts'

const locales: Readonly<Record<Language, string>> = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' }
const clockWord: Readonly<Record<Language, string>> = { fi: 'klo ', sv: 'kl. ', en: '' }
const timeZone = 'Europe/Helsinki'
const noBreakSpace = '\u00a0'

const cache = new Map<string, Intl.DateTimeFormat>()

function formatter(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options)
  const known = cache.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locales[language], { timeZone, ...options })
  cache.set(key, made)
  return made
}

/** Whole seconds as `m:ss`; minutes run past sixty, a negative value carries a minus sign. */
export function durationText(seconds: number): string {
  const whole = Math.floor(Math.abs(seconds))
  const text = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
  return seconds <= -1 ? `−${text}` : text
}

/** A percentile may lie between two tasks: shown as the second it has reached, never as a better one. */
export function percentileText(seconds: number): string {
  return durationText(Math.ceil(seconds))
}

/** The same as a machine-readable duration for `<time datetime>`. */
export function durationIso(seconds: number): string {
  return `PT${Math.floor(Math.abs(seconds))}S`
}

function clockParts(at: number, language: Language, second: boolean): string {
  const parts = formatter('en', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
  const [hour, minute, seconds] = parts.format(at).split(':')
  const sign = language === 'en' ? ':' : '.'
  const plainHour = language === 'en' ? hour : String(Number(hour))
  return clockWord[language] + [plainHour, minute, ...(second ? [seconds] : [])].join(sign)
}

/** Helsinki time: `klo 14.05`, `kl. 14.05`, `14:05`. */
export function timeText(at: number, language: Language): string {
  return clockParts(at, language, false)
}

export function timeSecondsText(at: number, language: Language): string {
  return clockParts(at, language, true)
}

/** A local date `2026-11-21` is read as noon UTC, which is the same day in Helsinki. */
function instant(at: number | string): number {
  return typeof at === 'number' ? at : Date.parse(`${at.slice(0, 10)}T12:00:00Z`)
}

/** `21.11.2026`; in English `21 Nov 2026`. */
export function dateText(at: number | string, language: Language): string {
  const month = language === 'en' ? 'short' : 'numeric'
  return formatter(language, { day: 'numeric', month, year: 'numeric' }).format(instant(at))
}

/** `2026-10` as `lokakuu 2026`. */
export function monthText(month: string, language: Language): string {
  return formatter(language, { month: 'long', year: 'numeric' }).format(instant(`${month}-15`))
}

/** `2026-10` as `10/26`, for the narrow axis of a chart. */
export function monthShortText(month: string): string {
  return `${Number(month.slice(5, 7))}/${month.slice(2, 4)}`
}

export function numberText(value: number, language: Language): string {
  return withMinus(plainNumber(language).format(value))
}

/** To make a format takes longer than to use it a hundred times. */
function keptFormat(options: Intl.NumberFormatOptions) {
  const kept = new Map<Language, Intl.NumberFormat>()
  return (language: Language): Intl.NumberFormat => {
    const found = kept.get(language) ?? new Intl.NumberFormat(locales[language], options)
    kept.set(language, found)
    return found
  }
}

const plainNumber = keptFormat({ useGrouping: 'always' })
const byDigits = new Map<number, ReturnType<typeof keptFormat>>()

/** English numbers come with a hyphen, which is shorter than the minus of the others and of times. */
function withMinus(text: string): string {
  return text.replace('-', '−')
}

/** With so many decimals. */
export function decimalsText(value: number, digits: number, language: Language): string {
  const fixed = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  // A little less than nothing is nothing.
  const plain = { useGrouping: 'always', signDisplay: 'negative' } as const
  const format = byDigits.get(digits) ?? keptFormat({ ...fixed, ...plain })
  byDigits.set(digits, format)
  return withMinus(format(language).format(value))
}

/** A share 0..1 as `91,2 %`. */
export function percentText(share: number, language: Language): string {
  const digits = (share * 100).toFixed(1)
  return language === 'en' ? `${digits}%` : `${digits.replace('.', ',')}${noBreakSpace}%`
}

/** A required share is a whole percentage in every decision seen: `90 %`. */
export function sharePercentText(share: number, language: Language): string {
  const percent = Math.round(share * 1000) / 10
  const text = String(percent)
  return language === 'en' ? `${text}%` : `${text.replace('.', ',')}${noBreakSpace}%`
}
