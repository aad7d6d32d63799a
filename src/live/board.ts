/**
 * The situation now, in memory: open tasks, units, stations and sources, kept up with every commit. Snapshots and
 * numbered changes are both made from it, so that a client that has followed equals one that has just arrived.
 */

import type { FreshnessLimits } from '../contract/freshness.ts'
import type { Change, Situation } from '../contract/situation.ts'
import { inForce, isOfficial } from '../domain/service-level-decision.ts'
import { isOpen } from '../domain/task.ts'
import type { SourceState, StationState, UnitState } from '../store/board-state.ts'
import type { JudgedTask } from '../store/task-cache.ts'
import type { Changes } from '../usecases/record-events.ts'
import type { CountyReference } from '../usecases/reference.ts'
import type { BoardThings } from './alarm-situation.ts'
import { type Expected, expectArrival } from './expect-arrival.ts'
import { sourceView, stationView, taskView, unitView } from './views.ts'

export interface Board {
  /** Takes a commit in and tells what changed for a viewer. */
  apply(changes: Changes): Change[]
  /** After new decisions or zones: everything open, judged anew. */
  replaceTasks(tasks: readonly JudgedTask[]): Change[]
  /** Moves the expected arrivals on with the clock; changes of less than 15 s are not told. */
  refreshExpected(): Change[]
  situation(numbering: { readonly run: string; readonly number: number }): Situation
  readonly demo: boolean
  /** What alarms are told from. */
  things(): BoardThings
}

export interface BoardOptions {
  readonly reference: () => CountyReference
  readonly now: () => number
  readonly freshness: FreshnessLimits
  readonly initial: Changes
  /** What stands of alarms, for the snapshot. */
  readonly alarms?: () => Pick<Situation, 'alarms' | 'alarmsWithheld'>
}

const toldFromMs = 15_000
const noAlarms = () => ({ alarms: [], alarmsWithheld: [] })

export function createBoard(options: BoardOptions): Board {
  const { reference, now, freshness, initial, alarms = noAlarms } = options
  const tasks = new Map<string, JudgedTask>()
  const expected = new Map<string, Expected>()
  const units = new Map<string, UnitState>()
  const stations = new Map<string, StationState>()
  const sources = new Map<string, SourceState>()

  const expectedFor = (judged: JudgedTask) =>
    expectArrival(judged, {
      units: units.values(),
      stations,
      decisions: reference().decisions,
      now: now(),
      positionFreshMs: freshness.silentAfterSeconds * 1000,
    })
  const putTask = (judged: JudgedTask): Change[] => {
    const { id } = judged.task
    if (!isOpen(judged.task)) {
      expected.delete(id)
      return tasks.delete(id) ? [{ kind: 'task-gone', id }] : []
    }
    tasks.set(id, judged)
    const arrival = expectedFor(judged)
    if (arrival) expected.set(id, arrival)
    else expected.delete(id)
    return [{ kind: 'task', task: taskView(judged, arrival) }]
  }
  const moved = (before: Expected | undefined, after: Expected | undefined) =>
    before?.unit !== after?.unit ||
    before?.assigned !== after?.assigned ||
    Math.abs((before?.arriveAt ?? 0) - (after?.arriveAt ?? 0)) >= toldFromMs
  const apply = (changes: Changes): Change[] => {
    for (const unit of changes.units) units.set(unit.unit, unit)
    for (const station of changes.stations) stations.set(station.station, station)
    for (const source of changes.sources) sources.set(source.source, source)
    return [
      ...changes.tasks.flatMap(putTask),
      ...changes.units.map((unit): Change => ({ kind: 'unit', unit: unitView(unit) })),
      ...changes.stations.map((station): Change => ({ kind: 'station', station: stationView(station) })),
      ...changes.sources.map((source): Change => ({ kind: 'source', source: sourceView(source) })),
    ]
  }
  apply(initial)

  return {
    apply,
    replaceTasks(judged) {
      const open = new Set(judged.map(({ task }) => task.id))
      const gone = [...tasks.keys()].filter((id) => !open.has(id))
      for (const id of gone) tasks.delete(id)
      return [...gone.map((id): Change => ({ kind: 'task-gone', id })), ...judged.flatMap(putTask)]
    },
    refreshExpected() {
      return [...tasks.values()].flatMap((judged) => {
        const arrival = expectedFor(judged)
        return moved(expected.get(judged.task.id), arrival) ? putTask(judged) : []
      })
    },
    things: () => ({
      tasks: [...tasks.values()].map((judged) => ({ judged, expected: expected.get(judged.task.id) })),
      ...{ units, stations, sources },
    }),
    get demo() {
      return [...sources.values()].some((source) => source.demo)
    },
    situation({ run, number }) {
      const { county, decisions, localDate } = reference()
      const today = localDate(now())
      return {
        county: county.county,
        countyName: county.name,
        run,
        number,
        serverAt: new Date(now()).toISOString(),
        demo: this.demo,
        placeholderTargets: decisions.some((decision) => inForce(decision, today) && !isOfficial(decision)),
        freshness,
        tasks: [...tasks.values()].map((judged) => taskView(judged, expected.get(judged.task.id))),
        units: [...units.values()].map(unitView),
        stations: [...stations.values()].map(stationView),
        sources: [...sources.values()].map(sourceView),
        reach: [],
        ...alarms(),
      }
    },
  }
}
