/** What does the readiness register promise for this moment? Kept in memory, and followed when somebody edits it. */
import type { Calendar } from '../domain/calendar.ts'
import { isOpenOn, type ReadinessPeriod } from '../domain/readiness.ts'
import { standsAt } from '../domain/readiness-clock.ts'
import type { Queryable } from '../store/database.ts'
import { newestReadinessEdit } from '../store/readiness.ts'
import { asOpen, loadReadiness, type ReadinessBook } from './show-readiness.ts'

/** Periods that stand at a station now; none where nothing is promised. */
export type PromisedCrews = (station: string) => readonly ReadinessPeriod[]

export const nothingPromised: PromisedCrews = () => []

/** A closed station promises nothing. */
export function promisedAt(
  { stations, periods }: ReadinessBook,
  at: number,
  calendar: Calendar,
): PromisedCrews {
  const date = calendar.localDate(at)
  const open = new Set(stations.filter((each) => isOpenOn(asOpen(each), date)).map(({ id }) => id))
  const standing = new Map<string, ReadinessPeriod[]>()
  for (const period of periods) {
    if (!open.has(period.station) || !standsAt(period, at, calendar)) continue
    standing.set(period.station, [...(standing.get(period.station) ?? []), period])
  }
  return (station) => standing.get(station) ?? []
}

export interface ReadinessRegister {
  readonly book: () => ReadinessBook
  /** The same answer for the whole of a minute, until the register is edited. */
  promisedAt(at: number, calendar: Calendar): PromisedCrews
  /** Takes notice of edits, also of another program's. */
  poll(): Promise<void>
}

const minuteMs = 60_000

export async function createReadinessRegister(db: Queryable, county: string): Promise<ReadinessRegister> {
  let seen = await newestReadinessEdit(db, county)
  let book = await loadReadiness(db, county)
  let last:
    | { readonly minute: number; readonly calendar: Calendar; readonly promised: PromisedCrews }
    | undefined
  return {
    book: () => book,
    promisedAt(at, calendar) {
      const minute = Math.floor(at / minuteMs)
      if (last?.minute !== minute || last.calendar !== calendar)
        last = { minute, calendar, promised: promisedAt(book, at, calendar) }
      return last.promised
    },
    async poll() {
      const newest = await newestReadinessEdit(db, county)
      if (newest === seen) return
      book = await loadReadiness(db, county)
      seen = newest
      last = undefined
    },
  }
}
