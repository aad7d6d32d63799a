/** What is wrong now? Each rule looks at the situation alone; how long it has been so is the reducer's business. */
import {
  type AlarmAbout,
  type AlarmKind,
  type AlarmLimits,
  type AlarmPriority,
  alarmKey,
  type WithheldReason,
} from './alarm.ts'
import type { Outlook } from './outlook.ts'

/** The board as the alarms see it. Times in epoch milliseconds. */
export interface AlarmSituation {
  readonly tasks: readonly WatchedTask[]
  readonly sources: readonly WatchedSource[]
  readonly stations: readonly WatchedStation[]
  readonly areas: readonly WatchedArea[]
  /** Since when we have been listening: nobody is silent for a time in which we could not hear. */
  readonly listeningSince: number
}

/** An open task. */
export interface WatchedTask {
  readonly task: string
  readonly about: AlarmAbout
  /** false: arranged otherwise, as a transfer or a remote assessment; nobody is to be alerted. */
  readonly needsUnit: boolean
  /** A unit is alerted to it, on its way or there. */
  readonly attended: boolean
  /** Since when it has been without one: since it came, or since the last one was released. */
  readonly unattendedSince?: number
  /** Nobody has reached it: the last limit that counts. Absent when reached, not judged, or its clock waits. */
  readonly dueAt?: number
  /** Absent when reached or not judged. */
  readonly outlook?: Pick<Outlook, 'state' | 'reason'>
}

export interface WatchedSource {
  readonly source: string
  readonly heardAt: number
  /** Newest time it has told of. */
  readonly toldAt?: number
}

export interface WatchedStation {
  readonly station: string
  readonly about: AlarmAbout
  readonly crew?: number
  readonly toldAt?: number
}

export interface WatchedArea {
  readonly area: string
  readonly about: AlarmAbout
  /** Infinity when nobody is free; absent while positions are too old to tell. */
  readonly nearestFreeSeconds?: number
}

export interface Condition {
  readonly kind: AlarmKind
  readonly subject: string
  readonly about: AlarmAbout
  readonly priority: AlarmPriority
  /** `undecided`: nothing is raised by it and nothing cleared. */
  readonly state: 'holds' | 'undecided'
  /** Where the situation itself tells since when; absent: since it was first seen. */
  readonly since?: number
  readonly reason?: WithheldReason
}

export interface Conditions {
  /** In order of key; what is not listed does not hold. */
  readonly found: readonly Condition[]
  /** Keys of what there is no subject for any more, as a task that has ended. */
  isGone(kind: AlarmKind, subject: string): boolean
}

/** `wasReady`: stations that have been ready while we watched. */
export function conditionsOf(
  situation: AlarmSituation,
  wasReady: ReadonlySet<string>,
  now: number,
  limits: AlarmLimits,
): Conditions {
  const found = [
    ...situation.tasks.flatMap((task) => taskConditions(task, now, limits)),
    ...situation.sources.flatMap((source) => sourceCondition(source, situation.listeningSince, now, limits)),
    ...situation.stations.flatMap((station) => stationCondition(station, wasReady, limits)),
    ...situation.areas.flatMap((area) => areaCondition(area, limits)),
  ]
  const subjects: Readonly<Record<AlarmKind, ReadonlySet<string>>> = subjectsOf(situation)
  return {
    found: found.sort((a, b) => (alarmKey(a) < alarmKey(b) ? -1 : 1)),
    isGone: (kind, subject) => !subjects[kind].has(subject),
  }
}

function subjectsOf({ tasks, sources, stations, areas }: AlarmSituation) {
  const ofTasks = new Set(tasks.map(({ task }) => task))
  return {
    'not-alerted': ofTasks,
    missed: ofTasks,
    'will-miss': ofTasks,
    'source-silent': new Set(sources.map(({ source }) => source)),
    'station-lost': new Set(stations.map(({ station }) => station)),
    'zone-bare': new Set(areas.map(({ area }) => area)),
  }
}

function taskConditions(task: WatchedTask, now: number, limits: AlarmLimits): Condition[] {
  const { urgency = '' } = task.about
  const urgent = limits.urgent.includes(urgency)
  const base = { subject: task.task, about: task.about }
  if (!task.needsUnit) return []
  const found: Condition[] = []
  if (urgent && !task.attended && task.unattendedSince !== undefined)
    found.push({
      ...base,
      ...{ kind: 'not-alerted', state: 'holds', since: task.unattendedSince },
      priority: limits.rules['not-alerted'].priority,
    })
  if (task.dueAt === undefined) return found
  if (now > task.dueAt) {
    if (limits.missed.includes(urgency))
      found.push({
        ...base,
        ...{ kind: 'missed', state: 'holds', since: task.dueAt },
        // Who can wait half an hour by the decision can wait for the next look, too.
        priority: urgent ? limits.rules.missed.priority : 'medium',
      })
  } else if (urgent) found.push(...willMiss(task, limits))
  return found
}

/** By the outlook that the board flags: where it is withheld, that is said, and nothing raised or cleared. */
function willMiss({ task: subject, about, outlook }: WatchedTask, limits: AlarmLimits): Condition[] {
  const { priority } = limits.rules['will-miss']
  const base = { kind: 'will-miss' as const, subject, about, priority }
  switch (outlook?.state) {
    case 'will-miss':
      return [{ ...base, state: 'holds' }]
    case 'tight':
      return [{ ...base, state: 'undecided' }]
    case 'withheld':
      if (outlook.reason === 'positions-late')
        return [{ ...base, state: 'undecided', reason: 'positions-late' }]
      // Without anyone on the way or free the question is another: `not-alerted`.
      return outlook.reason === 'no-unit' ? [] : [{ ...base, state: 'undecided' }]
    default:
      return []
  }
}

function sourceCondition(
  { source, heardAt, toldAt }: WatchedSource,
  listeningSince: number,
  now: number,
  limits: AlarmLimits,
): Condition[] {
  const isFile = toldAt !== undefined && heardAt - toldAt > limits.feedLagAtMost * 1000
  const since = Math.max(heardAt, listeningSince) + limits.silentAfter * 1000
  if (isFile || now <= since || now - heardAt > limits.silenceForgottenAfter * 1000) return []
  const { priority } = limits.rules['source-silent']
  return [
    { kind: 'source-silent', subject: source, about: { name: source }, priority, state: 'holds', since },
  ]
}

/** Only where a crew has been: a station that has none by plan is not lost. */
function stationCondition(
  { station, about, crew, toldAt }: WatchedStation,
  wasReady: ReadonlySet<string>,
  limits: AlarmLimits,
): Condition[] {
  if (crew !== 0) return []
  const { priority } = limits.rules['station-lost']
  const base = { kind: 'station-lost' as const, subject: station, about, priority, since: toldAt }
  return [{ ...base, state: wasReady.has(station) ? 'holds' : 'undecided' }]
}

function areaCondition({ area, about, nearestFreeSeconds }: WatchedArea, limits: AlarmLimits): Condition[] {
  const { priority } = limits.rules['zone-bare']
  const base = { kind: 'zone-bare' as const, subject: area, about, priority }
  if (nearestFreeSeconds === undefined) return [{ ...base, state: 'undecided' }]
  if (nearestFreeSeconds > limits.bareFrom) return [{ ...base, state: 'holds' }]
  return nearestFreeSeconds > limits.bareUntil ? [{ ...base, state: 'undecided' }] : []
}
