// Where does a period's bar begin and end on the axis of dates? Shares of its width.
import type { PeriodView } from '../../src/contract/readiness.ts'

const yearMs = 365.25 * 86_400_000
const at = (date: string) => Date.parse(`${date}T12:00:00Z`)

export interface Axis {
  readonly today: number
  bar(span: Pick<PeriodView, 'validFrom' | 'validTo'>): { readonly from: number; readonly to: number }
  /** 1 January of each year in view. */
  readonly years: readonly { readonly year: number; readonly at: number }[]
}

/** At most four years back and three ahead, so that today is never pressed to the edge. */
export function axisOf(periods: readonly Pick<PeriodView, 'validFrom' | 'validTo'>[], today: string): Axis {
  const now = at(today)
  const dates = periods.flatMap(({ validFrom, validTo }) =>
    [validFrom, ...(validTo ? [validTo] : [])].map(at),
  )
  const from = Math.max(now - 4 * yearMs, Math.min(now - yearMs, ...dates) - yearMs / 12)
  const to = Math.min(now + 3 * yearMs, Math.max(now + yearMs, ...dates) + yearMs / 12)
  const share = (instant: number) => Math.min(1, Math.max(0, (instant - from) / (to - from)))
  const first = new Date(from).getUTCFullYear() + 1
  const count = new Date(to).getUTCFullYear() - first + 1
  return {
    today: share(now),
    bar: ({ validFrom, validTo }) => ({
      from: share(at(validFrom)),
      to: validTo === undefined ? 1 : share(at(validTo)),
    }),
    years: Array.from({ length: Math.max(0, count) }, (_, i) => ({
      year: first + i,
      at: share(at(`${first + i}-01-01`)),
    })),
  }
}

export function standingOf(
  { validFrom, validTo }: Pick<PeriodView, 'validFrom' | 'validTo'>,
  today: string,
): 'in-force' | 'future' | 'past' {
  if (validFrom > today) return 'future'
  return validTo !== undefined && validTo <= today ? 'past' : 'in-force'
}
