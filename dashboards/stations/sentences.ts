// How are hours, strengths, findings and dates of readiness said in words?
import type { FindingView, PeriodView, StationReadiness } from '../../src/contract/readiness.ts'
import { everyDay, type Weekday } from '../parts/period-draft.ts'
import type { Stands } from '../parts/stands.ts'
import type { TextKey, Words } from '../words.ts'

const weekdayText = (day: number, { t }: Words) => t(`readiness.weekday.${day as Weekday}`)

/** Weekdays in runs: 'ma–pe, su'. */
export function weekdaysText(days: readonly number[], words: Words): string {
  if (everyDay.every((day) => days.includes(day))) return words.t('readiness.every-day')
  const runs: number[][] = []
  for (const day of [...days].sort((a, b) => a - b)) {
    const run = runs.at(-1)
    if (run && run.at(-1) === day - 1) run.push(day)
    else runs.push([day])
  }
  const said = (run: readonly number[]) =>
    run.length < 3
      ? run.map((day) => weekdayText(day, words)).join(', ')
      : `${weekdayText(run[0]!, words)}–${weekdayText(run.at(-1)!, words)}`
  return runs.map(said).join(', ')
}

export function hoursText({ weekdays, from, to }: PeriodView, words: Words): string {
  return `${weekdaysText(weekdays, words)} ${from}–${to}`
}

export function strengthText({ strength }: Pick<PeriodView, 'strength'>, { t }: Words): string {
  return strength ? `${strength.leaders}+${strength.crew}` : t('readiness.not-stated')
}

export function dayBefore(on: string): string {
  return new Date(Date.parse(`${on}T12:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}

/** The first day no longer in force is told as the last day that is. */
export function datesText(from: string, to: string | undefined, { t, date }: Words): string {
  if (to === undefined) return t('readiness.from-on', { from: date(from) })
  return t('readiness.from-to', { from: date(from), to: date(dayBefore(to)) })
}

/** Spans of the week with weekdays of like hours together. */
export function spansText(spans: FindingView['spans'], words: Words): string {
  const byHours = new Map<string, number[]>()
  for (const { weekday, from, to } of spans) {
    const hours = `${from}–${to}`
    byHours.set(hours, [...(byHours.get(hours) ?? []), weekday])
  }
  return [...byHours].map(([hours, days]) => `${weekdaysText(days, words)} ${hours}`).join('; ')
}

export function findingText(finding: FindingView, words: Words): string {
  const { t } = words
  const values = {
    spans: spansText(finding.spans, words),
    from: datesText(finding.from, finding.to, words),
  }
  return finding.kind === 'hole'
    ? t('readiness.hole-sentence', { ...values, service: t(`service.${finding.service}`) })
    : t('readiness.overlap-sentence', { ...values, slot: finding.slot ?? '' })
}

/** The most ready of the crews that stand; nobody told of anything is another thing than nobody there. */
export function standsAs({ open, now, periods }: StationReadiness): Stands {
  if (!open) return 'closed'
  const standing = periods.filter(({ id }) => now.standing.includes(id)).map(({ kind }) => kind)
  for (const kind of ['24/7', 'daytime', 'on-call'] as const) if (standing.includes(kind)) return kind
  if (now.basis === 'told') return (now.crew ?? 0) > 0 ? 'told' : 'none'
  return periods.length > 0 ? 'none' : 'unknown'
}

export const standsKey = (stands: Stands): TextKey => `readiness.stands.${stands}`

/** "2 päivää sitten": how long ago a word was told, in the largest unit that has two of them. */
export function agoText(seconds: number, { language }: Words): string {
  const [count, unit] =
    seconds < 2 * hour
      ? [seconds / 60, 'minute' as const]
      : seconds < 48 * hour
        ? [seconds / hour, 'hour' as const]
        : [seconds / (24 * hour), 'day' as const]
  return new Intl.RelativeTimeFormat(language, { numeric: 'always' }).format(-Math.floor(count), unit)
}

const hour = 3600

export function momentText(at: string, { date, time }: Words): string {
  const instant = Date.parse(at)
  return `${date(instant)} ${time(instant)}`
}

export function changeText(
  change: StationReadiness['changes'][number],
  { periods }: StationReadiness,
  words: Words,
): string {
  const values = { at: words.time(Date.parse(change.at)), slot: change.slot }
  const kind = periods.find(({ id }) => id === change.after[0])?.kind
  if (!kind) return words.t('readiness.ends', values)
  if (change.before.length === 0) return words.t('readiness.begins', values)
  return words.t('readiness.becomes', { ...values, kind: words.t(`readiness.kind.${kind}`) })
}
