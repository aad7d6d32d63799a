/**
 * Takes messages in: validates each, appends what is new to the log, folds and judges the tasks they touch, and tells
 * the listeners after the commit. One transaction for all who wait at the same time.
 */
import type { Recorded, Refusal } from '../contract/events.ts'
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
import {
  appendEvents,
  appendHeartbeats,
  appendPositions,
  appendRefusals,
  digestsOf,
  eventsOfTasks,
  isoTime,
  keyOf,
  type Logged,
} from '../store/event-log.ts'
import { type JudgedTask, saveTasks } from '../store/task-cache.ts'
import { createGroupCommit } from './group-commit.ts'
import { type ReadMessage, readMessage } from './read-messages.ts'
import type { CountyReference } from './reference.ts'

/** What a commit changed, for the figures and the board. */
export interface Changes {
  readonly tasks: readonly JudgedTask[]
  readonly units: readonly UnitState[]
  readonly stations: readonly StationState[]
  readonly sources: readonly SourceState[]
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
  readonly onCommitted: (changes: Changes) => void
}

export function createRecorder(options: RecorderOptions): Recorder {
  const group = createGroupCommit<ReadMessage, Recorded>({
    itemsAtMost: 5000,
    commit: async (groups) => {
      const { answers, changes } = await recordGroups(options, groups)
      options.onCommitted(changes)
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
    .flatMap(({ event, digest }) => (event && digest !== undefined ? [{ event, digest }] : []))
  return options.db.transaction(async (tx) => {
    const appended = await append(tx, options.county, receivedAt, firstOfEachKey(entries))
    const answers = groups.map((messages) => answerTo(messages, appended))
    await appendRefusals(tx, options.county, receivedAt, answers.flatMap(refusedMessages))
    return { answers, changes: await applyNew(tx, options, receivedAt, appended.events, entries) }
  })
}

function firstOfEachKey(entries: readonly Logged[]): Logged[] {
  const first = new Map<string, Logged>()
  for (const entry of entries) if (!first.has(keyOf(entry.event))) first.set(keyOf(entry.event), entry)
  return [...first.values()]
}

interface Appended {
  /** Events that were new, in order. */
  readonly events: readonly VasteEvent[]
  /** Keys not yet answered as accepted: the first message with the key takes it. */
  readonly unclaimed: Set<string>
  /** Content first seen for each key, now or earlier. Positions and heartbeats are not compared. */
  readonly digests: ReadonlyMap<string, string>
}

async function append(
  tx: Queryable,
  county: string,
  receivedAt: string,
  entries: readonly Logged[],
): Promise<Appended> {
  const positions = entries.flatMap(({ event }) => (event.kind === 'unit.position' ? [event] : []))
  const heartbeats = entries.flatMap(({ event }) => (event.kind === 'source.heartbeat' ? [event] : []))
  const logged = entries.filter(
    ({ event }) => event.kind !== 'unit.position' && event.kind !== 'source.heartbeat',
  )
  const fresh = new Set([
    ...(await appendEvents(tx, county, receivedAt, logged)),
    ...(await appendPositions(tx, county, receivedAt, positions)),
    ...(await appendHeartbeats(tx, county, receivedAt, heartbeats)),
  ])
  const known = logged.filter(({ event }) => !fresh.has(keyOf(event))).map(({ event }) => event)
  const digests = await digestsOf(tx, county, known)
  for (const { event, digest } of logged) if (fresh.has(keyOf(event))) digests.set(keyOf(event), digest)
  const events = entries.map(({ event }) => event).filter((event) => fresh.has(keyOf(event)))
  return { events, unclaimed: fresh, digests }
}

function answerTo(messages: readonly ReadMessage[], appended: Appended): Recorded {
  const refusals: Refusal[] = []
  const duplicates: number[] = []
  for (const { index, event, digest, refusal } of messages) {
    if (refusal) refusals.push(refusal)
    if (!event) continue
    const key = keyOf(event)
    const first = appended.digests.get(key)
    if (first !== undefined && first !== digest) refusals.push(reusedId(index, event))
    else if (!appended.unclaimed.delete(key)) duplicates.push(index)
  }
  const received = messages.length
  const refused = refusals.length
  const duplicate = duplicates.length
  return { received, accepted: received - duplicate - refused, duplicate, duplicates, refused, refusals }
}

function reusedId(index: number, event: VasteEvent): Refusal {
  const message = `id '${event.id}' of source '${event.source}' is known with other content; expected a new id for a new message`
  return { index, id: event.id, code: 'id-reused', message }
}

/** Kept without what was found in the message: a refused field may hold what must not be stored. */
function refusedMessages(answer: Recorded) {
  return answer.refusals.map(({ id, code, message }) => ({
    id,
    code,
    message: message.replace(/, found .*?(?=; |$)/g, ''),
  }))
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
