/** What changed between two moments of the past, as the boards of then were told it: the same board, with the clock of then. */

import { alarmView } from '../contract/alarms.ts'
import type { Change } from '../contract/situation.ts'
import { alarmEdges, alarmsThen, type KeptAlarm, type ShelfWord } from '../domain/alarms-then.ts'
import type {
  HeardSource,
  Known,
  PlaceWord,
  ReadinessWord,
  ReceivedEvent,
  StatusWord,
} from '../store/recording.ts'
import { judgeAll } from '../usecases/judge-tasks.ts'
import {
  type KnownThen,
  mergedKnown,
  nothingKnown,
  type Register,
  sourceThen,
  stationThen,
  unitThen,
} from '../usecases/known-then.ts'
import type { Changes } from '../usecases/record-events.ts'
import type { CountyReference } from '../usecases/reference.ts'
import type { Board } from './board.ts'

/** As often as the living board moves its estimates on. */
const refreshMs = 5000

export interface Step {
  readonly at: number
  readonly changes: readonly Change[]
}

export interface ReplayParts {
  readonly from: number
  readonly to: number
  /** Of the moment `from`; its clock is turned by `turnTo`. */
  readonly board: Board
  readonly turnTo: (at: number) => void
  readonly then: KnownThen
  /** Received in the span, the newest of each moment. */
  readonly told: Known
  readonly events: readonly ReceivedEvent[]
  /** Of the tasks that `events` tell of, before the span. */
  readonly earlier: ReadonlyMap<string, readonly ReceivedEvent[]>
  readonly alarms: readonly KeptAlarm[]
  readonly shelvings: readonly ShelfWord[]
  readonly reference: CountyReference
  readonly register: Register
}

export function replay(parts: ReplayParts): Step[] {
  const { from, to, board, turnTo, alarms, shelvings } = parts
  const commits = commitsOf(parts)
  const edges = alarmEdges(alarms, shelvings).filter((edge) => edge > from && edge <= to)
  const refreshes = Array.from(
    { length: Math.floor((to - from) / refreshMs) },
    (_, i) => from + (i + 1) * refreshMs,
  )
  const moments = [...new Set([...commits.keys(), ...edges, ...refreshes])].sort((a, b) => a - b)
  const refreshed = new Set(refreshes)
  const edged = new Set(edges)
  let standing = alarmsThen(alarms, shelvings, from)
  const steps: Step[] = []
  for (const at of moments) {
    turnTo(at)
    const commit = commits.get(at)
    const changes = commit ? board.apply(commit()) : []
    if (refreshed.has(at)) changes.push(...board.refreshExpected())
    if (edged.has(at)) {
      const next = alarmsThen(alarms, shelvings, at)
      changes.push(...alarmChanges(standing, next))
      standing = next
    }
    if (changes.length > 0) steps.push({ at, changes })
  }
  return steps
}

type Alarms = ReturnType<typeof alarmsThen>

function alarmChanges(before: Alarms, after: Alarms): Change[] {
  const shown = new Map(before.map((alarm) => [alarm.id, JSON.stringify(alarm)]))
  const left = new Set(after.map(({ id }) => id))
  return [
    ...after
      .filter((alarm) => shown.get(alarm.id) !== JSON.stringify(alarm))
      .map((alarm): Change => ({ kind: 'alarm', alarm: alarmView(alarm) })),
    ...before.filter(({ id }) => !left.has(id)).map(({ id }): Change => ({ kind: 'alarm-gone', id })),
  ]
}

/** By moment of receipt, in order: what that commit changed. To be asked for once each, in order. */
function commitsOf({
  then,
  told,
  events,
  earlier,
  reference,
  register,
}: ReplayParts): Map<number, () => Changes> {
  const histories = new Map([...earlier].map(([task, history]) => [task, [...history]]))
  const byMoment = groupedByMoment(told, events)
  let known = then.known
  const commit = (news: Moment) => (): Changes => {
    const before = known
    known = mergedKnown(known, { ...nothingKnown, ...news })
    const touched = new Set(news.events.map(({ event }) => event.task))
    for (const each of news.events) {
      const history = histories.get(each.event.task)
      if (history) history.push(each)
      else histories.set(each.event.task, [each])
    }
    const judged = judgeAll(
      [...touched].map((task) => histories.get(task)!.map(({ event }) => event)),
      reference,
    )
    return { tasks: judged, ...movedBetween(before, known, news, register) }
  }
  return new Map([...byMoment].sort(([a], [b]) => a - b).map(([at, news]) => [at, commit(news)]))
}

function movedBetween(before: Known, after: Known, news: Moment, register: Register) {
  const status = newWords(before.statuses, after.statuses, ({ unit }) => unit)
  const place = newWords(before.places, after.places, ({ unit }) => unit)
  const readiness = newWords(before.readiness, after.readiness, ({ station }) => station)
  const units = [...new Set([...status.moved, ...place.moved])]
  return {
    units: units.map((unit) => unitThen(unit, register, status.all.get(unit), place.all.get(unit))),
    stations: register.stations
      .filter(({ station }) => readiness.moved.includes(station))
      .map((station) => stationThen(station, readiness.all.get(station.station))),
    sources: after.sources
      .filter(({ source }) => news.sources.some((one) => one.source === source))
      .map((source) => sourceThen(source, register)),
  }
}

function newWords<T extends StatusWord | PlaceWord | ReadinessWord>(
  before: readonly T[],
  after: readonly T[],
  subject: (word: T) => string,
) {
  const was = new Map(before.map((word) => [subject(word), word]))
  const all = new Map(after.map((word) => [subject(word), word]))
  return { all, moved: [...all].filter(([name, word]) => was.get(name) !== word).map(([name]) => name) }
}

interface Moment {
  readonly statuses: StatusWord[]
  readonly readiness: ReadinessWord[]
  readonly places: PlaceWord[]
  readonly sources: HeardSource[]
  readonly events: ReceivedEvent[]
}

function groupedByMoment(told: Known, events: readonly ReceivedEvent[]): Map<number, Moment> {
  const found = new Map<number, Moment>()
  const at = (moment: number) => {
    const known = found.get(moment) ?? { statuses: [], readiness: [], places: [], sources: [], events: [] }
    found.set(moment, known)
    return known
  }
  for (const word of told.statuses) at(word.receivedAt).statuses.push(word)
  for (const word of told.readiness) at(word.receivedAt).readiness.push(word)
  for (const word of told.places) at(word.receivedAt).places.push(word)
  for (const word of told.sources) at(word.receivedAt).sources.push(word)
  for (const each of events) at(each.receivedAt).events.push(each)
  return found
}
