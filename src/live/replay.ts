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
  mergedKnown,
  nothingKnown,
  type Register,
  sourceThen,
  stationThen,
  unitThen,
} from '../usecases/known-then.ts'
import type { Changes } from '../usecases/record-events.ts'
import type { BoardThen } from './board-then.ts'

const secondMs = 1000
/** Seconds of a replay between two turns of everybody else. */
const turnSeconds = 10

export interface Step {
  readonly at: number
  readonly changes: readonly Change[]
}

/** The board is of the moment `from`. */
export interface ReplayParts extends BoardThen {
  readonly from: number
  readonly to: number
  /** Received in the span, the newest of each moment. */
  readonly told: Known
  readonly events: readonly ReceivedEvent[]
  /** Of the tasks that `events` tell of, before the span. */
  readonly earlier: ReadonlyMap<string, readonly ReceivedEvent[]>
  readonly alarms: readonly KeptAlarm[]
  readonly shelvings: readonly ShelfWord[]
}

/**
 * What was told is told at its own moment. What is reckoned by the clock is looked at at each whole second and at the
 * end: played to there, the board shows what it shows turned to there.
 */
export async function replay(parts: ReplayParts): Promise<Step[]> {
  const { from, to, board, turnTo, alarms, shelvings, reach } = parts
  const commits = commitsOf(parts)
  const edges = new Set(alarmEdges(alarms, shelvings).filter((edge) => edge > from && edge <= to))
  const looks = new Set([...secondsWithin(from, to), to])
  const moments = [...new Set([...commits.keys(), ...edges, ...looks])].sort((a, b) => a - b)
  const withheld = withheldChanges(parts)
  let standing = alarmsThen(alarms, shelvings, from)
  withheld(standing)
  await reach.changed()
  const steps: Step[] = []
  let looked = 0
  for (const at of moments) {
    turnTo(at)
    const commit = commits.get(at)
    const changes = commit ? board.apply(commit()) : []
    if (edges.has(at)) {
      const next = alarmsThen(alarms, shelvings, at)
      changes.push(...alarmChanges(standing, next))
      standing = next
    }
    if (looks.has(at)) {
      // Where the next page begins nothing is held over, lest it add up from page to page.
      changes.push(...board.refreshExpected(at === to), ...withheld(standing))
      for (const view of await reach.changed()) changes.push({ kind: 'reach', reach: view })
      if (++looked % turnSeconds === 0) await new Promise(setImmediate)
    }
    if (changes.length > 0) steps.push({ at, changes })
  }
  return steps
}

function secondsWithin(from: number, to: number): number[] {
  const first = Math.floor(from / secondMs) + 1
  return Array.from({ length: Math.floor(to / secondMs) - first + 1 }, (_, i) => (first + i) * secondMs)
}

function withheldChanges({ withheld }: ReplayParts): (standing: Alarms) => Change[] {
  let told = ''
  return (standing) => {
    const found = withheld(standing)
    const text = JSON.stringify(found)
    if (text === told) return []
    told = text
    return [{ kind: 'alarms-withheld', withheld: found }]
  }
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
function commitsOf({ then, told, events, earlier, register }: ReplayParts): Map<number, () => Changes> {
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
      register.reference,
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
