/** Can this row be used? Reads it by the profile and holds its events to the service's own schema. */
import { type EventMessage, eventSchema } from '../../contract/events.ts'
import { sentenceOf } from '../../contract/sentence.ts'
import type { ImportProfile } from './profile.ts'
import { createRowReader, type RefusedRow, type TaskRow } from './read-row.ts'
import type { TableRow } from './read-table.ts'
import { eventsOfRow } from './row-to-events.ts'

export type RowCheck = (row: TableRow) => TaskRow | RefusedRow

/** Throws `invalid` when the header lacks a column that the profile names. */
export function createRowCheck(profile: ImportProfile, header: readonly string[]): RowCheck {
  const readRow = createRowReader(profile, header)
  return (found) => {
    const { line, cells } = found
    if (cells.length !== header.length)
      return {
        line,
        reason: `found ${cells.length} cells; expected ${header.length}, as many as the header has${spanning(cells)}`,
      }
    const row = readRow(found)
    if ('reason' in row) return row
    const fault = contractFault(eventsOfRow(row, profile))
    return fault === undefined ? row : { line, task: row.task.slice(0, 100), reason: fault }
  }
}

/** A missing quote may glue rows together until the next one. */
function spanning(cells: readonly string[]): string {
  const lines = cells.join('').split('\n').length
  return lines === 1 ? '' : `; the row spans ${lines} lines, so a quote may be missing`
}

/** First fault that the service's own schema finds, so that a row is refused whole and not in part. */
function contractFault(events: readonly EventMessage[]): string | undefined {
  for (const event of events) {
    const parsed = eventSchema.safeParse(event)
    if (parsed.success) continue
    return sentenceOf(parsed.error, event)
  }
  return undefined
}
