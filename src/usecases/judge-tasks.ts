/** What does the log say of these tasks? Folds each one's events and judges it; the one way a task's cache comes to be. */
import type { Anomaly } from '../domain/anomalies.ts'
import type { Calendar } from '../domain/calendar.ts'
import type { TaskEvent } from '../domain/event.ts'
import { judgedRows } from '../domain/judged-row.ts'
import { type Task, taskFrom } from '../domain/task.ts'
import { judgeTask } from '../domain/verdict.ts'
import type { Queryable } from '../store/database.ts'
import { eventsOfTasks } from '../store/event-log.ts'
import { type JudgedTask, saveTasks } from '../store/task-cache.ts'
import type { CountyReference } from './reference.ts'

/** Folds and judges tasks anew from the log and saves the result. */
export async function refold(
  tx: Queryable,
  county: string,
  reference: CountyReference,
  ids: readonly string[],
): Promise<JudgedTask[]> {
  const judged = await foldAndJudge(tx, county, reference, ids)
  await saveTasks(tx, county, judged)
  return judged
}

export async function foldAndJudge(
  tx: Queryable,
  county: string,
  reference: CountyReference,
  ids: readonly string[],
): Promise<JudgedTask[]> {
  const told = await eventsOfTasks(tx, county, ids)
  return judgeAll([...told.values()], reference)
}

export function judgeAll(told: readonly (readonly TaskEvent[])[], reference: CountyReference): JudgedTask[] {
  return told
    .filter((events) => events.length > 0)
    .map((events) => judged(withClockChanges(taskFrom(events), events, reference.calendar), reference))
}

/** A folded task with its verdict and the rows that are counted. */
export function judged(task: Task, reference: CountyReference): JudgedTask {
  const verdict = judgeTask(task, reference)
  if (!verdict) return { task, rows: [] }
  return { task, verdict, rows: judgedRows(verdict, task, reference.stationOf) }
}

/**
 * Adds the units whose time from alert to arrival touches the hour that autumn repeats or crosses a change of the clock:
 * a source that writes local times may have told them an hour wrong (traps 16 and 17).
 */
function withClockChanges(task: Task, events: readonly TaskEvent[], calendar: Calendar): Task {
  const found = task.units.flatMap(({ unit, alertedAt, atSceneAt }): Anomaly[] => {
    if (alertedAt === undefined || atSceneAt === undefined) return []
    const crossed = calendar.localClock(atSceneAt) - calendar.localClock(alertedAt) !== atSceneAt - alertedAt
    if (!crossed && !calendar.isRepeated(alertedAt) && !calendar.isRepeated(atSceneAt)) return []
    const source = events.find((event) => event.kind === 'unit.status' && event.unit === unit)!.source
    return [{ kind: 'clock-change', unit, at: atSceneAt, source }]
  })
  return found.length === 0 ? task : { ...task, anomalies: [...task.anomalies, ...found] }
}
