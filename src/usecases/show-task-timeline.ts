/** What has been told of a task so far, and when did we know? */
import type { TaskTimeline, TimelineEvent } from '../contract/task-timeline.ts'
import { VasteError } from '../domain/error.ts'
import type { TaskEvent } from '../domain/event.ts'
import type { Queryable } from '../store/database.ts'
import { toldOfTask } from '../store/event-log.ts'

/** Throws `not-found` for a task that no source has told of. */
export async function showTaskTimeline(
  db: Queryable,
  county: string,
  task: string,
  now: number,
): Promise<TaskTimeline> {
  const told = await toldOfTask(db, county, task)
  // A review carries a name and a sentence: it belongs to the page of reviews.
  const ofSources = told.filter(({ event }) => event.kind !== 'task.reviewed')
  if (ofSources.length === 0)
    throw new VasteError('not-found', `found no task '${task}'; expected one that a source has told of`)
  return {
    task,
    serverAt: iso(now),
    events: ofSources
      .sort((a, b) => a.event.at - b.event.at || a.receivedAt - b.receivedAt)
      .map(({ event, receivedAt }) => eventView(event, receivedAt)),
  }
}

function eventView(event: TaskEvent, receivedAt: number): TimelineEvent {
  const { at, source, kind } = event
  const status = event.kind === 'unit.status' ? event : undefined
  return {
    ...{ at: iso(at), receivedAt: iso(receivedAt), source, kind },
    ...(status && { unit: status.unit, status: status.status }),
    ...(status?.unitType && { unitType: status.unitType }),
    ...('urgency' in event && event.urgency !== undefined ? { urgency: event.urgency } : {}),
    ...('outcome' in event && event.outcome !== undefined ? { outcome: event.outcome } : {}),
  }
}

function iso(at: number): string {
  return new Date(at).toISOString()
}
