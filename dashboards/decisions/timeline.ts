// Where does a decision's bar begin and end on the timeline? Shares of its width, from dates.
import type { DecisionList } from '../../src/contract/decision-list.ts'

export interface Bar {
  readonly from: number
  readonly to: number
  /** No last day is known: the bar runs to the edge. */
  readonly open: boolean
}

const yearMs = 365.25 * 86_400_000
const at = (date: string) => Date.parse(`${date}T12:00:00Z`)

export interface Timeline {
  readonly today: number
  bar(span: { readonly validFrom: string; readonly validTo?: string }): Bar
  /** 1 January of each year in view. */
  readonly years: readonly { readonly year: number; readonly at: number }[]
}

/** At most eight years back and four ahead, so that today is never pressed to the edge. */
export function timelineOf({ decisions, today }: Pick<DecisionList, 'decisions' | 'today'>): Timeline {
  const now = at(today)
  const dates = decisions.flatMap(({ validFrom, validTo }) =>
    [validFrom, ...(validTo ? [validTo] : [])].map(at),
  )
  const from = Math.max(now - 8 * yearMs, Math.min(now - yearMs, ...dates) - yearMs / 12)
  const to = Math.min(now + 4 * yearMs, Math.max(now + yearMs, ...dates) + yearMs / 12)
  const share = (instant: number) => Math.min(1, Math.max(0, (instant - from) / (to - from)))
  const firstYear = new Date(from).getUTCFullYear() + 1
  const lastYear = new Date(to).getUTCFullYear()
  return {
    today: share(now),
    bar: ({ validFrom, validTo }) => ({
      from: share(at(validFrom)),
      to: validTo === undefined ? 1 : share(at(validTo)),
      open: validTo === undefined,
    }),
    years: Array.from({ length: Math.max(0, lastYear - firstYear + 1) }, (_, i) => ({
      year: firstYear + i,
      at: share(at(`${firstYear + i}-01-01`)),
    })),
  }
}

export function standingOf(
  { validFrom, validTo }: { readonly validFrom: string; readonly validTo?: string },
  today: string,
): 'in-force' | 'future' | 'past' {
  if (validFrom > today) return 'future'
  return validTo !== undefined && validTo <= today ? 'past' : 'in-force'
}
