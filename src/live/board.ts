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
import type { PromisedCrews } from '../usecases/readiness-plan.ts'
import type { Changes } from '../usecases/record-events.ts'
import type { CountyReference } from '../usecases/reference.ts'
import type { BoardThings } from './alarm-situation.ts'
import type { Drives } from './drives.ts'
import { type Arrival, type Forecast, forecastOf } from './expect-arrival.ts'
import type { SituationLabels } from './hub.ts'
import { sourceView, stationView, taskView, unitView } from './views.ts'

export interface Board {
  /** Takes a commit in and tells what changed for a viewer. */
  apply(changes: Changes): Change[]
  /** After new decisions or zones: everything open, judged anew. */
  replaceTasks(tasks: readonly JudgedTask[]): Change[]
  /** Moves the expected arrivals and outlooks on with the clock; changes of less than 15 s are told only if `whole`. */
  refreshExpected(whole?: boolean): Change[]
  situation(numbering: { readonly run: string; readonly number: number }): Situation
  readonly demo: boolean
  labels(): SituationLabels
  /** What alarms are told from. */
  things(): BoardThings
  /** When a unit was alerted to the open task that it is on. */
  alertedAt(unit: string): number | undefined
}

export interface BoardOptions {
  readonly reference: () => CountyReference
  readonly now: () => number
  readonly freshness: FreshnessLimits
  readonly initial: Changes
  readonly drives: Drives
  /** By the readiness register, for this moment; absent: nothing is promised. */
  readonly promised?: () => PromisedCrews
  /** Who is out of reach, for the snapshot. */
  readonly reach?: () => Situation['reach']
  /** What stands of alarms, for the snapshot. */
  readonly alarms?: () => Pick<Situation, 'alarms' | 'alarmsWithheld'>
}

const toldFromMs = 15_000
const noAlarms = () => ({ alarms: [], alarmsWithheld: [] })

export function createBoard(options: BoardOptions): Board {
  const {
    reference,
    now,
    freshness,
    initial,
    drives,
    promised,
    alarms = noAlarms,
    reach = () => [],
  } = options
  const tasks = new Map<string, JudgedTask>()
  const forecasts = new Map<string, Forecast>()
  const units = new Map<string, UnitState>()
  const stations = new Map<string, StationState>()
  const sources = new Map<string, SourceState>()

  const forecastNow = (judged: JudgedTask) =>
    forecastOf(judged, {
      ...{ units, stations, sources, freshness, drives },
      ...{ decisions: reference().decisions, now: now(), promised: promised?.() },
    })
  const putTask = (judged: JudgedTask, forecast = forecastNow(judged)): Change[] => {
    const { id } = judged.task
    if (!isOpen(judged.task)) {
      forecasts.delete(id)
      return tasks.delete(id) ? [{ kind: 'task-gone', id }] : []
    }
    tasks.set(id, judged)
    forecasts.set(id, forecast)
    return [{ kind: 'task', task: taskView(judged, forecast) }]
  }
  const apply = (changes: Changes): Change[] => {
    for (const unit of changes.units) units.set(unit.unit, unit)
    for (const station of changes.stations) stations.set(station.station, station)
    for (const source of changes.sources) sources.set(source.source, source)
    return [
      ...changes.tasks.flatMap((judged) => putTask(judged)),
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
      for (const id of gone) {
        tasks.delete(id)
        forecasts.delete(id)
      }
      return [
        ...gone.map((id): Change => ({ kind: 'task-gone', id })),
        ...judged.flatMap((each) => putTask(each)),
      ]
    },
    refreshExpected(whole = false) {
      return [...tasks.values()].flatMap((judged) => {
        const forecast = forecastNow(judged)
        const isTold = whole || moved(forecasts.get(judged.task.id)!, forecast)
        return isTold ? putTask(judged, forecast) : []
      })
    },
    things: () => ({
      tasks: [...tasks.values()].map((judged) => ({ judged, forecast: forecasts.get(judged.task.id)! })),
      ...{ units, stations, sources },
    }),
    alertedAt(unit) {
      const task = tasks.get(units.get(unit)?.task ?? '')?.task
      return task?.units.find((sent) => sent.unit === unit)?.alertedAt
    },
    get demo() {
      return [...sources.values()].some((source) => source.demo)
    },
    labels() {
      const { decisions, localDate } = reference()
      const today = localDate(now())
      const placeholderTargets = decisions.some(
        (decision) => inForce(decision, today) && !isOfficial(decision),
      )
      return { demo: this.demo, placeholderTargets }
    },
    situation({ run, number }) {
      const { county } = reference()
      return {
        county: county.county,
        countyName: county.name,
        run,
        number,
        serverAt: new Date(now()).toISOString(),
        ...this.labels(),
        freshness,
        tasks: [...tasks.values()].map((judged) => taskView(judged, forecasts.get(judged.task.id)!)),
        units: [...units.values()].map(unitView),
        stations: [...stations.values()].map(stationView),
        sources: [...sources.values()].map(sourceView),
        reach: [...reach()],
        ...alarms(),
      }
    },
  }
}

/** Whether a viewer should hear of it. */
function moved(before: Forecast, after: Forecast): boolean {
  return (
    isOther(before.expected, after.expected) ||
    before.outlook?.state !== after.outlook?.state ||
    before.outlook?.reason !== after.outlook?.reason ||
    before.arrivals.length !== after.arrivals.length ||
    after.arrivals.some((arrival, i) => isOther(before.arrivals[i], arrival))
  )
}

function isOther(before: Arrival | undefined, after: Arrival | undefined): boolean {
  return (
    before?.unit !== after?.unit ||
    before?.assigned !== after?.assigned ||
    before?.basis !== after?.basis ||
    Math.abs((before?.arriveAt ?? 0) - (after?.arriveAt ?? 0)) >= toldFromMs
  )
}
