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

const minuteMs = 60_000

/** The same answer for the whole of a minute. */
export function promisedBy(book: ReadinessBook, calendarOf: () => Calendar): (at: number) => PromisedCrews {
  let last: { readonly minute: number; readonly calendar: Calendar; readonly promised: PromisedCrews }
  return (at) => {
    const [minute, calendar] = [Math.floor(at / minuteMs), calendarOf()]
    if (last?.minute !== minute || last.calendar !== calendar)
      last = { minute, calendar, promised: promisedAt(book, at, calendar) }
    return last.promised
  }
}

export interface ReadinessRegister {
  readonly book: () => ReadinessBook
  promisedAt(at: number): PromisedCrews
  /** Takes notice of edits, also of another program's. */
  poll(): Promise<void>
}

export async function createReadinessRegister(
  db: Queryable,
  county: string,
  calendarOf: () => Calendar,
): Promise<ReadinessRegister> {
  let seen = await newestReadinessEdit(db, county)
  let book = await loadReadiness(db, county)
  let promised = promisedBy(book, calendarOf)
  return {
    book: () => book,
    promisedAt: (at) => promised(at),
    async poll() {
      const newest = await newestReadinessEdit(db, county)
      if (newest === seen) return
      book = await loadReadiness(db, county)
      promised = promisedBy(book, calendarOf)
      seen = newest
    },
  }
}
