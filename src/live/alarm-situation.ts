/** The board as the alarms see it. */
import type { Place } from '../../geo/place.ts'
import { expectedDriveSeconds } from '../../geo/travel.ts'
import type { FreshnessLimits } from '../contract/freshness.ts'
import type { TaskView } from '../contract/situation.ts'
import type { AlarmAbout } from '../domain/alarm.ts'
import type {
  AlarmSituation,
  WatchedArea,
  WatchedSource,
  WatchedStation,
  WatchedTask,
} from '../domain/alarm-conditions.ts'
import type { ExclusionReason, UnitStatus } from '../domain/vocabulary.ts'
import type { SourceState, StationState, UnitState } from '../store/board-state.ts'
import type { JudgedTask } from '../store/task-cache.ts'
import type { Expected } from './expect-arrival.ts'
import { taskView } from './views.ts'

export interface BoardThings {
  readonly tasks: readonly { readonly judged: JudgedTask; readonly expected: Expected | undefined }[]
  readonly units: ReadonlyMap<string, UnitState>
  readonly stations: ReadonlyMap<string, StationState>
  readonly sources: ReadonlyMap<string, SourceState>
}

export interface AlarmSurroundings {
  readonly now: number
  readonly freshness: FreshnessLimits
  readonly listeningSince: number
  readonly municipalities: readonly { readonly code: string; readonly seat: Place }[]
}

export function alarmSituation(things: BoardThings, around: AlarmSurroundings): AlarmSituation {
  return {
    listeningSince: around.listeningSince,
    tasks: things.tasks.map(({ judged, expected }) => watchedTask(judged, expected, things, around)),
    sources: [...things.sources.values()].map(watchedSource),
    stations: [...things.stations.values()].map(watchedStation),
    areas: watchedAreas(things, around),
  }
}

/** Somebody else's to send, or nobody's any more. */
const arranged: readonly ExclusionReason[] = [
  'not-from-centre',
  'transfer',
  'cancelled-before-arrival',
  'remote-assessment',
  'excluded-by-review',
]
const notOnIt: readonly UnitStatus[] = ['reserved', 'available', 'at-station', 'unavailable']

function watchedTask(
  judged: JudgedTask,
  expected: Expected | undefined,
  things: BoardThings,
  around: AlarmSurroundings,
): WatchedTask {
  const { task } = judged
  const view = taskView(judged, expected)
  const reached = task.units.some(({ atSceneAt }) => atSceneAt !== undefined)
  const attended = reached || task.units.some(({ status }) => !notOnIt.includes(status))
  const released = task.units.filter(({ status }) => status !== 'reserved').map(({ statusAt }) => statusAt)
  const dueAt = lastLimit(view)
  return {
    task: task.id,
    about: aboutTask(view),
    needsUnit: !arranged.includes(view.excluded as ExclusionReason),
    attended,
    ...(attended ? {} : { unattendedSince: Math.max(task.createdAt ?? task.firstEventAt, ...released) }),
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(expected && {
      expected: { arriveAt: expected.arriveAt, fresh: isFresh(expected.unit, things, around) },
    }),
  }
}

function aboutTask({ code, urgency, municipality }: TaskView): AlarmAbout {
  return {
    ...(code === undefined ? {} : { name: code }),
    ...(urgency === undefined ? {} : { urgency }),
    ...(municipality === undefined ? {} : { municipality }),
  }
}

/** Of the measure that is expected next: the last of its limits, as the board counts time left by. */
function lastLimit({ targets, excluded }: TaskView): number | undefined {
  const pending = excluded === undefined ? targets.filter(({ state }) => state === 'pending') : []
  const due = pending
    .filter(({ measure }) => measure === pending[0]!.measure)
    .flatMap(({ dueAt }) => (dueAt === undefined ? [] : [Date.parse(dueAt)]))
  return due.length === 0 ? undefined : Math.max(...due)
}

/** As `expectArrival` reckons: a fresh position, or its station while it has not left. */
function isFresh(unit: string, { units }: BoardThings, { now, freshness }: AlarmSurroundings): boolean {
  const { status, placeAt } = units.get(unit) ?? {}
  if (status === 'at-station') return true
  const age = (now - (placeAt ?? Number.NEGATIVE_INFINITY)) / 1000
  return age <= freshness.lateAfterSeconds || (status === 'alerted' && age > freshness.silentAfterSeconds)
}

function watchedSource({ source, lastAt, lastReceivedAt }: SourceState): WatchedSource {
  return { source, heardAt: lastReceivedAt, toldAt: lastAt }
}

function watchedStation({ station, name, crew, readinessAt }: StationState): WatchedStation {
  return { station, about: { name }, crew, toldAt: readinessAt }
}

/** Driving time by straight lines from the nearest free ambulance to each municipality's seat: an approximation. */
function watchedAreas(things: BoardThings, around: AlarmSurroundings): WatchedArea[] {
  const ambulances = [...things.units.values()].filter(({ type }) => type === 'als' || type === 'bls')
  const free = ambulances.filter(({ status }) => status === 'available' || status === 'at-station')
  const places = free.map((unit) => placeOf(unit, things, around))
  const unknown = places.includes(undefined) || ambulances.length === 0
  const known = places.filter((place) => place !== undefined)
  return around.municipalities.map(({ code, seat }) => {
    const seconds = Math.min(...known.map((place) => expectedDriveSeconds(place, seat, true)))
    const about = { municipality: code }
    // Whose place is unknown may be near.
    return unknown ? { area: code, about } : { area: code, about, nearestFreeSeconds: seconds }
  })
}

function placeOf(unit: UnitState, { stations }: BoardThings, around: AlarmSurroundings): Place | undefined {
  const age = (around.now - (unit.placeAt ?? Number.NEGATIVE_INFINITY)) / 1000
  if (unit.place && age <= around.freshness.silentAfterSeconds) return unit.place
  return unit.status === 'at-station' ? stations.get(unit.station ?? '')?.place : undefined
}
