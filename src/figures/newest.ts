/** Which rows are the newest, and how far back do they go? Found without ordering all of them. */
import { type Columns, eachBlockOf, rowMask } from './columns.ts'

/** Ascending row numbers: at least the `limit` newest, and every other row dated as the oldest of those. */
export function newestRows(columns: Columns, rows: Int32Array, limit: number): Int32Array {
  const atMost = Math.min(Math.max(limit, 0), rows.length)
  if (atMost === 0) return new Int32Array()
  const dates = datesOf(columns, rows)
  const oldest = largestOf(dates, atMost)
  return rows.filter((_, i) => dates[i]! >= oldest)
}

/** Of the oldest and the newest row. */
export function datesAround(columns: Columns, rows: Int32Array): { first: number; last: number } | undefined {
  if (rows.length === 0) return undefined
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const date of datesOf(columns, rows)) {
    if (date < first) first = date
    if (date > last) last = date
  }
  return { first, last }
}

function datesOf(columns: Columns, rows: Int32Array): Float64Array {
  const dates = new Float64Array(rows.length)
  eachBlockOf(columns, rows, ({ datedAt }, from, to) => {
    for (let i = from; i < to; i++) dates[i] = datedAt[rows[i]! & rowMask]!
  })
  return dates
}

/** The `count`th largest value. */
function largestOf(values: Float64Array, count: number): number {
  // Twice as many as wanted are gathered before the lesser half goes, so that each value is sorted a few times at most.
  const kept = new Float64Array(2 * count)
  let length = 0
  let least = Number.NEGATIVE_INFINITY
  // From the end, because most rows come in order of date: what follows is then mostly too old.
  for (let i = values.length - 1; i >= 0; i--) {
    if (length >= count && values[i]! <= least) continue
    kept[length++] = values[i]!
    if (length < kept.length) continue
    length = count
    least = keepLargest(kept, count)
  }
  return keepLargest(kept.subarray(0, length), count)
}

/** Moves the `count` largest to the front; answers the least of them. */
function keepLargest(values: Float64Array, count: number): number {
  values.sort().reverse()
  return values[count - 1]!
}
