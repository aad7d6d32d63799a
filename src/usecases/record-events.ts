/**
 * Takes messages in: validates each, appends what is new to the log, folds and judges the tasks they touch, and tells
 * the listeners after the commit. One transaction for all who wait at the same time.
 */
import type { Place } from '../../geo/place.ts'
import type { Recorded } from '../contract/events.ts'
import type {
  StationReadiness,
  TaskEvent,
  TaskReviewed,
  UnitStatusEvent,
  VasteEvent,
} from '../domain/event.ts'
import { namesTask } from '../domain/event.ts'
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
  appendRefusals,
  digestOf,
  eventsOfTasks,
  isoTime,
  type LogEnd,
  type Logged,
  lockCounty,
  noteHeard,
} from '../store/event-log.ts'
import { type JudgedTask, saveTasks } from '../store/task-cache.ts'
import { createTurns } from '../store/turns.ts'
import { answerTo, appendNew } from './append-messages.ts'
import { coarse } from './coarse-place.ts'
import { createGroupCommit } from './group-commit.ts'
import { judgeAll } from './judge-tasks.ts'
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

/** With a door for the service itself, which no message from outside comes in by. */
export interface InnerRecorder extends Recorder {
  /**
   * Appends one event of the service's own and answers when it is durable. `make` is given all that the log knows of the
   * task by then; what it throws is thrown, and nothing is written.
   */
  recordOwn(task: string, make: (history: readonly TaskEvent[]) => TaskReviewed): Promise<void>
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

export function createRecorder(options: RecorderOptions): InnerRecorder {
  // What was committed is told in the order of the commits, whichever door it came in by.
  const inTurn = createTurns()
  const committed = (changes: Changes) => {
    try {
      options.onCommitted(changes)
    } catch (fault) {
      options.onFault?.(fault)
    }
  }
  const group = createGroupCommit<ReadMessage, Recorded>({
    itemsAtMost: 5000,
    commit: (groups) =>
      inTurn(async () => {
        const { answers, changes } = await recordGroups(options, groups)
        committed(changes)
        return answers
      }),
  })
  return {
    record: (items) => {
      const { municipalityOf } = options.reference()
      const door = {
        now: options.now(),
        isInCounty: (place: Place) => municipalityOf({ place }) !== undefined,
      }
      return group.submit(items.map((item, index) => readMessage(item, index, door)))
    },
    recordOwn: (task, make) => inTurn(async () => committed(await recordOne(options, task, make))),
    async idle() {
      await group.idle()
      await inTurn(async () => {})
    },
  }
}

/** Not heard from any source: nothing becomes fresh by it. */
async function recordOne(
  options: RecorderOptions,
  task: string,
  make: (history: readonly TaskEvent[]) => TaskReviewed,
): Promise<Changes> {
  const { db, county } = options
  const receivedAt = isoTime(options.now())
  return db.transaction(async (tx) => {
    await lockCounty(tx, county)
    const earlier = await eventsOfTasks(tx, county, [task])
    const event = make(earlier.get(task)!)
    const { end } = await appendEvents(tx, county, receivedAt, [{ event, digest: digestOf(event) }])
    return { ...(await applyNew(tx, options, receivedAt, { events: [event], earlier, heard: [] })), end }
  })
}

async function recordGroups(options: RecorderOptions, groups: readonly (readonly ReadMessage[])[]) {
  const receivedAt = isoTime(options.now())
  const entries = groups
    .flat()
    .flatMap(({ event, digest }) =>
      event && digest !== undefined ? [{ event: keepable(event, options), digest }] : [],
    )
  return options.db.transaction(async (tx) => {
    // Asked together and run in this order: what is new is known from the messages and need not be read back.
    const [, earlier, appended] = await Promise.all([
      lockCounty(tx, options.county),
      eventsOfTasks(tx, options.county, tasksOf(entries.map(({ event }) => event))),
      appendNew(tx, options.county, receivedAt, entries),
    ])
    const answered = groups.map((messages) => answerTo(messages, appended))
    const refused = answered.flatMap(({ kept }) => kept)
    const [changes] = await Promise.all([
      applyNew(tx, options, receivedAt, { events: appended.events, earlier, heard: entries }),
      appendRefusals(tx, options.county, receivedAt, refused),
    ])
    return { answers: answered.map(({ answer }) => answer), changes: { ...changes, end: appended.end } }
  })
}

/** The digest stays that of the message as told, so that a repeat is still known. */
function keepable(event: VasteEvent, { keepPlacesDays, now, reference }: RecorderOptions): VasteEvent {
  const located = event.kind === 'task.created' || event.kind === 'task.moved'
  if (!located || !event.place || keepPlacesDays === undefined) return event
  return event.at < now() - keepPlacesDays * dayMs ? coarse(event, reference()) : event
}

interface News {
  /** What was new, in order. */
  readonly events: readonly VasteEvent[]
  /** What the log knew before of each task named. */
  readonly earlier: ReadonlyMap<string, readonly TaskEvent[]>
  /** Everything valid, repeats too. */
  readonly heard: readonly Logged[]
}

async function applyNew(
  tx: Queryable,
  options: RecorderOptions,
  receivedAt: string,
  { events, earlier, heard }: News,
): Promise<Changes> {
  const { county, isDemoSource } = options
  const tasks = judgeAll(histories(events, earlier), options.reference())
  const newest = newestBySource(heard, isDemoSource)
  const [units, stations, sources] = await Promise.all([
    moveUnits(tx, county, receivedAt, events),
    moveStations(tx, county, receivedAt, events),
    noteSources(tx, county, receivedAt, newest),
    saveTasks(tx, county, tasks),
    noteHeard(tx, county, receivedAt, untold(newest, events)),
  ])
  return { tasks, units, stations, sources }
}

/** The board's rows of the units that moved. */
async function moveUnits(tx: Queryable, county: string, receivedAt: string, events: readonly VasteEvent[]) {
  const statuses = events.filter((event): event is UnitStatusEvent => event.kind === 'unit.status')
  const positions = events.flatMap((event) => (event.kind === 'unit.position' ? [event] : []))
  const touched = [...new Set([...statuses, ...positions].map(({ unit }) => unit))]
  if (touched.length === 0) return []
  const [moved, placed, board] = await Promise.all([
    saveUnitStates(tx, county, receivedAt, statuses),
    saveUnitPlaces(tx, county, receivedAt, positions),
    unitsOnBoard(tx, county, touched),
  ])
  const changed = new Set([...moved, ...placed])
  return board.filter(({ unit }) => changed.has(unit))
}

async function moveStations(
  tx: Queryable,
  county: string,
  receivedAt: string,
  events: readonly VasteEvent[],
) {
  const readiness = events.filter((event): event is StationReadiness => event.kind === 'station.readiness')
  if (readiness.length === 0) return []
  const touched = [...new Set(readiness.map(({ station }) => station))]
  const [moved, board] = await Promise.all([
    saveStationStates(tx, county, receivedAt, readiness),
    stationsOnBoard(tx, county, touched),
  ])
  return board.filter(({ station }) => moved.includes(station))
}

/** All that is known of each task that the news name, in order of receipt. */
function histories(events: readonly VasteEvent[], earlier: News['earlier']): TaskEvent[][] {
  const found = new Map<string, TaskEvent[]>()
  for (const event of events.filter(namesTask)) {
    const known = found.get(event.task)
    if (known) known.push(event)
    else found.set(event.task, [...earlier.get(event.task)!, event])
  }
  return [...found.values()]
}

function tasksOf(events: readonly VasteEvent[]): string[] {
  return [...new Set(events.filter(namesTask).map(({ task }) => task))]
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

/** What was heard of a source that its new messages do not tell: the flight recorder must know when it was heard. */
function untold(heard: ReadonlyMap<string, { readonly at: number }>, events: readonly VasteEvent[]) {
  const told = new Map<string, number>()
  for (const { source, at } of events) told.set(source, Math.max(at, told.get(source) ?? at))
  return new Map([...heard].filter(([source, { at }]) => (told.get(source) ?? Number.NEGATIVE_INFINITY) < at))
}
