/** How did each row end? Every row ends as accepted, duplicate or refused, and the sums always match. */
import type { EventMessage, Recorded } from '../../contract/events.ts'
import type { RefusedRow } from './read-row.ts'
import type { RowEvents } from './row-to-events.ts'

/** The service's answer; `duplicates` tell the rows of a batch of both new and known events apart. */
export type RecordedBatch = Recorded

export interface Tally {
  rowsRead: number
  /** At least one event was new and none was refused. */
  rowsAccepted: number
  /** All events were known already. */
  rowsDuplicate: number
  rowsRefused: number
  readonly events: { accepted: number; duplicate: number; refused: number }
}

export function emptyTally(): Tally {
  return {
    rowsRead: 0,
    rowsAccepted: 0,
    rowsDuplicate: 0,
    rowsRefused: 0,
    events: { accepted: 0, duplicate: 0, refused: 0 },
  }
}

/** Adds what the service answered for the events of `rows`, in their order; gives the rows it refused in part or whole. */
export function tallyBatch(tally: Tally, rows: readonly RowEvents[], recorded: RecordedBatch): RefusedRow[] {
  tally.events.accepted += recorded.accepted
  tally.events.duplicate += recorded.duplicate
  tally.events.refused += recorded.refused
  const refusals = new Map(recorded.refusals.map((refusal) => [refusal.index, refusal]))
  const duplicates = new Set(recorded.duplicates)
  const isNew = (index: number) => recorded.accepted > 0 && !refusals.has(index) && !duplicates.has(index)
  const refused: RefusedRow[] = []
  let index = 0
  for (const { line, task, events } of rows) {
    const span = events.map((event, offset) => ({ event, index: index + offset }))
    index += events.length
    const reasons = span.flatMap(({ event, index }) => reasonOf(event, refusals.get(index)))
    if (reasons.length > 0) refused.push({ line, task, reason: reasons.join('; ') })
    else if (span.some((item) => isNew(item.index))) tally.rowsAccepted++
    else tally.rowsDuplicate++
  }
  tally.rowsRefused += refused.length
  return refused
}

function reasonOf(event: EventMessage, refusal: Recorded['refusals'][number] | undefined): string[] {
  return refusal ? [`${event.kind} ${event.id}: ${refusal.message} (${refusal.code})`] : []
}
