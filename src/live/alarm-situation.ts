/** The board as the alarms see it. */
import type { TaskView } from '../contract/situation.ts'
import type { AlarmAbout } from '../domain/alarm.ts'
import type {
  AlarmSituation,
  WatchedSource,
  WatchedStation,
  WatchedTask,
} from '../domain/alarm-conditions.ts'
import { lastLimit } from '../domain/outlook.ts'
import type { ExclusionReason, UnitStatus } from '../domain/vocabulary.ts'
import type { SourceState, StationState, UnitState } from '../store/board-state.ts'
import type { JudgedTask } from '../store/task-cache.ts'
import type { Forecast } from './expect-arrival.ts'
import { taskView } from './views.ts'

export interface BoardThings {
  readonly tasks: readonly { readonly judged: JudgedTask; readonly forecast: Forecast }[]
  readonly units: ReadonlyMap<string, UnitState>
  readonly stations: ReadonlyMap<string, StationState>
  readonly sources: ReadonlyMap<string, SourceState>
}

export interface AlarmSurroundings {
  readonly listeningSince: number
  /** Seconds to each municipality's seat by the nearest free ambulance, as coverage reckons; absent: not known now. */
  readonly areas: readonly { readonly municipality: string; readonly nearestFreeSeconds?: number }[]
}

export function alarmSituation(things: BoardThings, around: AlarmSurroundings): AlarmSituation {
  return {
    listeningSince: around.listeningSince,
    tasks: things.tasks.map(watchedTask),
    sources: [...things.sources.values()].map(watchedSource),
    stations: [...things.stations.values()].map(watchedStation),
    areas: around.areas.map(({ municipality, ...nearest }) => ({
      ...{ area: municipality, about: { municipality }, ...nearest },
    })),
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

function watchedTask({ judged, forecast }: BoardThings['tasks'][number]): WatchedTask {
  const { task } = judged
  const view = taskView(judged, forecast)
  const reached = task.units.some(({ atSceneAt }) => atSceneAt !== undefined)
  const attended = reached || task.units.some(({ status }) => !notOnIt.includes(status))
  const released = task.units.filter(({ status }) => status !== 'reserved').map(({ statusAt }) => statusAt)
  const dueAt = view.excluded === undefined ? lastLimit(judged.verdict)?.dueAt : undefined
  return {
    task: task.id,
    about: aboutTask(view),
    needsUnit: !arranged.includes(view.excluded as ExclusionReason),
    attended,
    ...(attended ? {} : { unattendedSince: Math.max(task.createdAt ?? task.firstEventAt, ...released) }),
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(forecast.outlook && { outlook: forecast.outlook }),
  }
}

function aboutTask({ code, urgency, municipality }: TaskView): AlarmAbout {
  return {
    ...(code === undefined ? {} : { name: code }),
    ...(urgency === undefined ? {} : { urgency }),
    ...(municipality === undefined ? {} : { municipality }),
  }
}

function watchedSource({ source, lastAt, lastReceivedAt }: SourceState): WatchedSource {
  return { source, heardAt: lastReceivedAt, toldAt: lastAt }
}

function watchedStation({ station, name, crew, readinessAt }: StationState): WatchedStation {
  return { station, about: { name }, crew, toldAt: readinessAt }
}
