/**
 * What was known at a moment of the past? What had been received by then and nothing later: from the nearest keyframe
 * before it and the messages since, folded and judged as they come, by the registers as they read then.
 */
import { isOpen } from '../domain/task.ts'
import type { StationState, UnitState } from '../store/board-state.ts'
import type { Queryable } from '../store/database.ts'
import {
  eventsReceivedBy,
  type HeardSource,
  type Known,
  type PlaceWord,
  type ReadinessWord,
  type ReceivedEvent,
  receivedIn,
  type StatusWord,
} from '../store/recording.ts'
import { judgeAll } from './judge-tasks.ts'
import type { Changes } from './record-events.ts'
import type { RegistersThen } from './registers-then.ts'

export const nothingKnown: Known = { statuses: [], readiness: [], sources: [], tasks: [], places: [] }

/** Both, the newer word of each subject. */
export function mergedKnown(before: Known, since: Known): Known {
  return {
    statuses: newest(before.statuses, since.statuses, ({ unit }) => unit),
    readiness: newest(before.readiness, since.readiness, ({ station }) => station),
    places: newest(before.places, since.places, ({ unit }) => unit),
    sources: heard(before.sources, since.sources),
    tasks: [...new Set([...before.tasks, ...since.tasks])],
  }
}

function newest<T extends StatusWord | PlaceWord | ReadinessWord>(
  before: readonly T[],
  since: readonly T[],
  subject: (word: T) => string,
): T[] {
  const found = new Map<string, T>()
  for (const word of [...before, ...since]) {
    const other = found.get(subject(word))
    if (!other || word.at > other.at || (word.at === other.at && word.key > other.key))
      found.set(subject(word), word)
  }
  return [...found.values()]
}

function heard(before: readonly HeardSource[], since: readonly HeardSource[]): HeardSource[] {
  const found = new Map<string, HeardSource>()
  for (const { source, at, receivedAt } of [...before, ...since]) {
    const other = found.get(source)
    const newer = { source, at: Math.max(at, other?.at ?? at) }
    found.set(source, { ...newer, receivedAt: Math.max(receivedAt, other?.receivedAt ?? receivedAt) })
  }
  return [...found.values()]
}

/** What the registers of then say beside what was told. */
export interface Register extends RegistersThen {
  readonly isDemo: (source: string) => boolean
}

export interface KnownThen {
  readonly known: Known
  /** All that was known of the tasks told of since the keyframe or open at it, by task. */
  readonly histories: ReadonlyMap<string, readonly ReceivedEvent[]>
  readonly initial: Changes
}

export interface Then {
  readonly at: number
  readonly keyframe: { readonly at: number; readonly known: Known }
  readonly register: Register
}

/** What a service that started at that moment would have begun with. */
export async function knownThen(db: Queryable, { at, keyframe, register }: Then): Promise<KnownThen> {
  const { reference } = register
  const { county } = reference.county
  const since = await receivedIn(db, county, { after: keyframe.at, to: at })
  const known = mergedKnown(keyframe.known, since)
  const histories = historiesOf(await eventsReceivedBy(db, county, known.tasks, at))
  const judged = judgeAll(
    [...histories.values()].map((told) => told.map(({ event }) => event)),
    reference,
  )
  const initial = {
    tasks: judged.filter(({ task }) => isOpen(task)),
    units: unitsThen(known, register),
    stations: stationsThen(known, register),
    sources: known.sources.map((source) => sourceThen(source, register)),
  }
  return { known, histories, initial }
}

export function historiesOf(events: readonly ReceivedEvent[]): Map<string, ReceivedEvent[]> {
  const found = new Map<string, ReceivedEvent[]>()
  for (const each of events) {
    const history = found.get(each.event.task)
    if (history) history.push(each)
    else found.set(each.event.task, [each])
  }
  return found
}

function unitsThen(known: Known, register: Register): UnitState[] {
  const statuses = new Map(known.statuses.map((word) => [word.unit, word]))
  const places = new Map(known.places.map((word) => [word.unit, word]))
  const names = new Set([...register.reference.units.keys(), ...statuses.keys(), ...places.keys()])
  return [...names].sort().map((unit) => unitThen(unit, register, statuses.get(unit), places.get(unit)))
}

export function unitThen(
  unit: string,
  { reference: { units } }: Register,
  status: StatusWord | undefined,
  place: PlaceWord | undefined,
): UnitState {
  const { type, station, demo = false } = units.get(unit) ?? {}
  return {
    ...{ unit, type, station, demo, status: status?.status, task: status?.task },
    ...{
      statusAt: status?.at,
      statusReceivedAt: status?.receivedAt,
      statusSource: status && sourceOf(status.key),
    },
    ...{ place: place?.place, placeAt: place?.at, placeReceivedAt: place?.receivedAt },
  }
}

function stationsThen({ readiness }: Known, { stations }: Register): StationState[] {
  const words = new Map(readiness.map((word) => [word.station, word]))
  return stations.map((station) => stationThen(station, words.get(station.station)))
}

export function stationThen(
  { station, name, services, place, demoPosition }: StationState,
  word: ReadinessWord | undefined,
): StationState {
  return {
    ...{
      station,
      name,
      services,
      place,
      demoPosition,
      crew: word?.crew,
      turnoutSeconds: word?.turnoutSeconds,
    },
    ...{ readinessAt: word?.at, readinessReceivedAt: word?.receivedAt, source: word && sourceOf(word.key) },
  }
}

export function sourceThen({ source, at, receivedAt }: HeardSource, { isDemo }: Register) {
  return { source, demo: isDemo(source), lastAt: at, lastReceivedAt: receivedAt }
}

function sourceOf(key: string): string {
  return key.split('\u0001', 1)[0]!
}
