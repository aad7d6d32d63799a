/**
 * Takes messages in: validates each, appends what is new to the log, folds and judges the tasks they touch, and tells
 * the listeners after the commit. One transaction for all who wait at the same time.
 */
import type { Recorded } from '../contract/events.ts'
import type { StationReadiness, TaskEvent, UnitStatusEvent, VasteEvent } from '../domain/event.ts'
import { namesTask } from '../domain/event.ts'
import { taskFrom } from '../domain/task.ts'
import { judgeTask } from '../domain/verdict.ts'
import {
  noteSources,
  type SourceState,
  type StationState,
  saveStationStates,
  saveUnitPlaces,
  saveUnitStates,
  stationsOnBoard,
  type UnitState,
  unitsOnBoard,
} from '../store/board-state.ts'
import type { Database, Queryable } from '../store/database.ts'
import { appendRefusals, eventsOfTasks, isoTime, type LogEnd, type Logged } from '../store/event-log.ts'
import { type JudgedTask, saveTasks } from '../store/task-cache.ts'
import { answerTo, appendNew } from './append-messages.ts'
import { coarse } from './coarse-place.ts'
import { createGroupCommit } from './group-commit.ts'
import { type ReadMessage, readMessage } from './read-messages.ts'
import type { CountyReference } from './reference.ts'

/** What a commit changed, for the figures and the board. */
export interface Changes {
  readonly tasks: readonly JudgedTask[]
  readonly units: readonly UnitState[]
  readonly stations: readonly StationState[]
  readonly sources: readonly SourceState[]
  /** Where the log ends now; absent when it has not grown. */
  readonly end?: LogEnd
}

export interface Recorder {
  /** Answers when everything accepted is durable. `items` are messages as received, not yet validated. */
  record(items: readonly unknown[]): Promise<Recorded>
  /** Resolves when nothing is being written. */
  idle(): Promise<void>
}

export interface RecorderOptions {
  readonly db: Database
  readonly county: string
  /** Asked for each batch, so that imported zones and decisions hold from the next message on. */
  readonly reference: () => CountyReference
  readonly now: () => number
  readonly isDemoSource: (source: string) => boolean
  /** A place told of longer ago than this is stored as its cell from the start; absent keeps every place as told. */
  readonly keepPlacesDays?: number
  /** A fault of a listener is told to `onFault`: what is durable is accepted, whoever has heard of it. */
  readonly onCommitted: (changes: Changes) => void
  readonly onFault?: (fault: unknown) => void
}

const dayMs = 86_400_000

export function createRecorder(options: RecorderOptions): Recorder {
  const group = createGroupCommit<ReadMessage, Recorded>({
    itemsAtMost: 5000,
    commit: async (groups) => {
      const { answers, changes } = await recordGroups(options, groups)
      try {
        options.onCommitted(changes)
      } catch (fault) {
        options.onFault?.(fault)
      }
      return answers
    },
  })
  return {
    record: (items) => {
      const now = options.now()
      return group.submit(items.map((item, index) => readMessage(item, index, now)))
    },
    idle: group.idle,
  }
}

async function recordGroups(options: RecorderOptions, groups: readonly (readonly ReadMessage[])[]) {
  const receivedAt = isoTime(options.now())
  const entries = groups
    .flat()
    .flatMap(({ event, digest }) =>
      event && digest !== undefined ? [{ event: keepable(event, options), digest }] : [],
    )
  return options.db.transaction(async (tx) => {
    const appended = await appendNew(tx, options.county, receivedAt, entries)
    const answered = groups.map((messages) => answerTo(messages, appended))
    await appendRefusals(
      tx,
      options.county,
      receivedAt,
      answered.flatMap(({ kept }) => kept),
    )
    const changes = await applyNew(tx, options, receivedAt, appended.events, entries)
    return { answers: answered.map(({ answer }) => answer), changes: { ...changes, end: appended.end } }
  })
}

/** The digest stays that of the message as told, so that a repeat is still known. */
function keepable(event: VasteEvent, { keepPlacesDays, now, reference }: RecorderOptions): VasteEvent {
  const located = event.kind === 'task.created' || event.kind === 'task.moved'
  if (!located || !event.place || keepPlacesDays === undefined) return event
  return event.at < now() - keepPlacesDays * dayMs ? coarse(event, reference()) : event
}

async function applyNew(
  tx: Queryable,
  options: RecorderOptions,
  receivedAt: string,
  events: readonly VasteEvent[],
  heard: readonly Logged[],
): Promise<Changes> {
  const { county } = options
  const tasks = await refold(tx, county, options.reference(), [
    ...new Set(events.filter(namesTask).map((e) => e.task)),
  ])
  const statuses = events.filter((event): event is UnitStatusEvent => event.kind === 'unit.status')
  const positions = events.flatMap((event) => (event.kind === 'unit.position' ? [event] : []))
  const readiness = events.filter((event): event is StationReadiness => event.kind === 'station.readiness')
  const units = [
    ...(await saveUnitStates(tx, county, receivedAt, statuses)),
    ...(await saveUnitPlaces(tx, county, receivedAt, positions)),
  ]
  const stations = await saveStationStates(tx, county, receivedAt, readiness)
  return {
    tasks,
    units: units.length > 0 ? await unitsOnBoard(tx, county, [...new Set(units)]) : [],
    stations: stations.length > 0 ? await stationsOnBoard(tx, county, stations) : [],
    sources: await noteSources(tx, county, receivedAt, newestBySource(heard, options.isDemoSource)),
  }
}

/** Folds and judges tasks anew from the log and saves the result; the one way a task's cache comes to be. */
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
  const events = await eventsOfTasks(tx, county, ids)
  return [...events.values()]
    .filter((found: TaskEvent[]) => found.length > 0)
    .map((found) => {
      const task = taskFrom(found)
      return { task, verdict: judgeTask(task, reference) }
    })
}

/** A repeat is a sign of life too. */
function newestBySource(heard: readonly Logged[], isDemo: (source: string) => boolean) {
  const newest = new Map<string, { at: number; demo: boolean }>()
  for (const { event } of heard) {
    const at = Math.max(event.at, newest.get(event.source)?.at ?? event.at)
    newest.set(event.source, { at, demo: isDemo(event.source) })
  }
  return newest
}
