// How are a decision's dates and a change's time said?
import type { Words } from '../words.ts'

export function spanText(
  span: { readonly validFrom: string; readonly validTo?: string },
  { t, date }: Words,
): string {
  const to = span.validTo === undefined ? t('decision.further-notice') : date(dayBefore(span.validTo))
  return t('decision.valid', { from: date(span.validFrom), to })
}

/** The first day no longer in force is told as the last day that is. */
function dayBefore(on: string): string {
  return new Date(Date.parse(`${on}T12:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}

export function momentText(at: string, { date, time }: Words): string {
  const instant = Date.parse(at)
  return `${date(instant)} ${time(instant)}`
}
