/** Where and when in the week were the tasks, as columns? What an expectation under a plan is counted from. */
import { cellKey, parseCellId } from '../../geo/cell.ts'
import { addDays } from '../domain/readiness-clock.ts'
import { minuteOfWeek } from '../domain/standing-week.ts'
import { type ExclusionReason, missingReasons, type Service } from '../domain/vocabulary.ts'
import type { Figures } from '../figures/figures.ts'
import type { CountyReference } from './reference.ts'

export interface PlanTasks {
  /** Local dates, half-open. */
  readonly from: string
  readonly to: string
  /** Letters, and the index of each task's in them. */
  readonly urgencies: readonly string[]
  readonly urgency: Uint8Array
  /** Index in the county's cells. */
  readonly cell: Int32Array
  readonly minute: Uint16Array
  /** Of the same urgencies, by letter: without a 1 km cell of the county, and so in none of the columns. */
  readonly withoutCell: Readonly<Record<string, number>>
}

/** Somebody went there, or should have: a missing time is no reason to forget the task, a missing place is counted. */
const countedReasons: readonly (ExclusionReason | undefined)[] = [undefined, 'still-open', ...missingReasons]
const placeReasons: readonly (ExclusionReason | undefined)[] = ['no-place', 'outside-region', 'no-zone-class']

export function cellIndexOf(cells: CountyReference['cells']): (cell: string | undefined) => number {
  const known = new Map(cells.e.map((e, i) => [cellKey({ e, n: cells.n[i]! }), i]))
  return (cell) => {
    const parsed = cell === undefined ? undefined : parseCellId(cell)
    return parsed ? (known.get(cellKey(parsed)) ?? -1) : -1
  }
}

/** Tasks of the local dates, each once. */
export function tasksBetween(
  { figures, reference }: { readonly figures: Figures; readonly reference: CountyReference },
  service: Service,
  dates: { readonly from: string; readonly to: string },
): PlanTasks {
  const { calendar } = reference
  const span = { from: calendar.startOfDate(dates.from), to: calendar.startOfDate(dates.to) }
  const indexOf = cellIndexOf(reference.cells)
  const urgencies: string[] = []
  const columns = { urgency: [] as number[], cell: [] as number[], minute: [] as number[] }
  const withoutCell: Record<string, number> = {}
  for (const row of figures.tasks({ service, ...span }, Number.MAX_SAFE_INTEGER)) {
    const { ordinal, urgency, excluded, datedAt } = row
    if (ordinal !== 0 || urgency === undefined) continue
    const isPlaceless = placeReasons.includes(excluded)
    if (!isPlaceless && !countedReasons.includes(excluded)) continue
    const cell = isPlaceless ? -1 : indexOf(row.cell)
    if (cell === -1) {
      withoutCell[urgency] = (withoutCell[urgency] ?? 0) + 1
      continue
    }
    if (!urgencies.includes(urgency)) urgencies.push(urgency)
    columns.urgency.push(urgencies.indexOf(urgency))
    columns.cell.push(cell)
    columns.minute.push(minuteOfWeek(calendar, datedAt))
  }
  return {
    ...{ ...dates, urgencies, withoutCell },
    urgency: Uint8Array.from(columns.urgency),
    cell: Int32Array.from(columns.cell),
    minute: Uint16Array.from(columns.minute),
  }
}

/** The twelve months up to today, today not included. */
export function lastYear(today: string): { readonly from: string; readonly to: string } {
  return { from: addDays(today, -365), to: today }
}
