/**
 * Which changes of readiness does the register tell of? The first days of what stands at a station and the days on which
 * it ends. What is invented for a demo is no change, and neither is what the register begins with.
 */
import type { ReadinessPeriod } from './readiness.ts'
import type { Service } from './vocabulary.ts'

export interface KnownChange {
  readonly station: string
  readonly service: Service
  /** Local date. */
  readonly on: string
  readonly begins: readonly ReadinessPeriod[]
  readonly ends: readonly ReadinessPeriod[]
  /** false: the day is a guess. */
  readonly dateConfirmed: boolean
}

/** Newest first, then by station. */
export function knownChanges(periods: readonly ReadinessPeriod[]): KnownChange[] {
  const beginning = registerBeginning(periods)
  const told = periods.filter(({ demo }) => !demo)
  return daysOfChange(told)
    .filter(({ on }) => on !== beginning)
    .sort((a, b) => compareText(b.on, a.on) || compareText(a.station, b.station))
}

/** Every day on which anything begins or ends, also what is invented: for telling where nothing has changed. */
export function daysOfChange(periods: readonly ReadinessPeriod[]): KnownChange[] {
  const found = new Map<string, { begins: ReadinessPeriod[]; ends: ReadinessPeriod[] }>()
  const at = ({ station, service }: ReadinessPeriod, on: string) => {
    const key = JSON.stringify([station, service, on])
    const known = found.get(key) ?? { begins: [], ends: [] }
    found.set(key, known)
    return known
  }
  for (const period of periods) {
    at(period, period.validFrom).begins.push(period)
    if (period.validTo !== undefined) at(period, period.validTo).ends.push(period)
  }
  return [...found].map(([key, { begins, ends }]) => {
    const [station, service, on] = JSON.parse(key) as [string, Service, string]
    return { station, service, on, begins, ends, dateConfirmed: begins.every((one) => one.dateConfirmed) }
  })
}

/** The first day of all, where the crews of half of the stations begin on it: that is how things were. */
function registerBeginning(periods: readonly ReadinessPeriod[]): string | undefined {
  const first = periods.map(({ validFrom }) => validFrom).sort(compareText)[0]
  const stations = new Set(periods.map(({ station }) => station))
  const begun = new Set(periods.filter(({ validFrom }) => validFrom === first).map(({ station }) => station))
  return stations.size >= 10 && begun.size * 2 >= stations.size ? first : undefined
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
