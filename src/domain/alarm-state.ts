/**
 * Which alarms stand after this look at the situation? A pure reducer: the same looks at the same times give the same
 * alarms, in whatever order the situation lists its things.
 */
import {
  type Alarm,
  type AlarmKind,
  type AlarmLimits,
  alarmKey,
  alarmLimits,
  type Shelf,
  type WithheldReason,
} from './alarm.ts'
import { type AlarmSituation, type Condition, conditionsOf } from './alarm-conditions.ts'
import { floodedBy, type Recent, recentAt } from './alarm-floods.ts'

type Times = ReadonlyMap<string, number>

export interface Withheld {
  readonly kind: AlarmKind
  readonly subject: string
  readonly reason: WithheldReason
}

export interface AlarmState {
  /** Raised and not cleared, the oldest first. */
  readonly open: readonly Alarm[]
  /** By key: since when it has held without being raised. */
  readonly holding: Times
  /** By key: since when an open alarm no longer holds. */
  readonly fading: Times
  /** By key: when it cleared; nothing comes back sooner than its raise delay. */
  readonly cleared: Times
  readonly shelves: ReadonlyMap<string, Shelf>
  readonly recent: readonly Recent[]
  readonly wasReady: ReadonlySet<string>
  readonly withheld: readonly Withheld[]
}

export interface AlarmStep {
  readonly state: AlarmState
  readonly cleared: readonly Alarm[]
}

/** What a service knows when it starts: the alarms it left open, and the shelves that have not ended. */
export function restoredAlarms(
  open: readonly Alarm[] = [],
  shelves: ReadonlyMap<string, Shelf> = new Map(),
): AlarmState {
  const none = new Map<string, number>()
  return {
    open: inOrder(open.map((alarm) => onShelf(alarm, shelves))),
    ...{ holding: none, fading: none, cleared: none, shelves, recent: [], withheld: [] },
    wasReady: new Set(open.filter(({ kind }) => kind === 'station-lost').map(({ subject }) => subject)),
  }
}

/** `now` never earlier than at the look before; epoch milliseconds. */
export function alarmsAfter(
  state: AlarmState,
  situation: AlarmSituation,
  now: number,
  limits: AlarmLimits = alarmLimits,
): AlarmStep {
  const wasReady = readySince(state.wasReady, situation)
  const conditions = conditionsOf(situation, wasReady, now, limits)
  const byKey = new Map(conditions.found.map((condition) => [alarmKey(condition), condition]))
  const seconds = (key: string, times: Times) => (now - (times.get(key) ?? Number.NEGATIVE_INFINITY)) / 1000

  const fading = new Map<string, number>()
  const cleared: Alarm[] = []
  const standing: Alarm[] = []
  for (const alarm of state.open) {
    const key = alarmKey(alarm)
    const gone = conditions.isGone(alarm.kind, alarm.subject)
    if (!byKey.has(key) && !gone) fading.set(key, state.fading.get(key) ?? now)
    const over = fading.has(key) && seconds(key, fading) >= limits.rules[alarm.kind].clearAfter
    // What has been missed will not be missed any more.
    const passed = alarm.kind === 'will-miss' && byKey.has(alarmKey({ ...alarm, kind: 'missed' }))
    if (gone || over || passed) cleared.push({ ...alarm, clearedAt: Math.max(now, alarm.raisedAt) })
    else standing.push(alarm)
  }

  const isOpen = new Set(state.open.map(alarmKey))
  const holding = new Map<string, number>()
  const raised: Alarm[] = []
  const clearedAt = stillCounting(state.cleared, cleared, now, limits)
  for (const condition of conditions.found) {
    const key = alarmKey(condition)
    if (isOpen.has(key)) continue
    const since = sinceOf(condition, state.holding.get(key), now)
    if (since === undefined) continue
    holding.set(key, since)
    const { raiseAfter } = limits.rules[condition.kind]
    const due = seconds(key, holding) >= raiseAfter && seconds(key, clearedAt) >= raiseAfter
    if (condition.state === 'holds' && due) raised.push(alarmOf(condition, since, now))
  }
  for (const alarm of raised) holding.delete(alarmKey(alarm))

  const shelves = new Map([...state.shelves].filter(([, { until }]) => until > now))
  const recent = recentAt(state.recent, raised, now, limits)
  return {
    cleared,
    state: {
      open: inOrder(floodedBy([...standing, ...raised], recent).map((alarm) => onShelf(alarm, shelves))),
      ...{ holding, fading, cleared: clearedAt, shelves, recent, wasReady },
      withheld: conditions.found.flatMap(({ kind, subject, reason }) =>
        reason === undefined ? [] : [{ kind, subject, reason }],
      ),
    },
  }
}

/** An undecided look neither starts the delay nor ends it. */
function sinceOf(condition: Condition, before: number | undefined, now: number): number | undefined {
  if (condition.state === 'undecided') return before
  return before ?? condition.since ?? now
}

function alarmOf({ kind, subject, about, priority }: Condition, since: number, now: number): Alarm {
  return { id: `${kind}~${now}~${subject}`, kind, subject, about, priority, since, raisedAt: now }
}

function stillCounting(before: Times, cleared: readonly Alarm[], now: number, limits: AlarmLimits): Times {
  const longest = Math.max(...Object.values(limits.rules).map(({ raiseAfter }) => raiseAfter)) * 1000
  const kept = new Map([...before].filter(([, at]) => now - at < longest))
  for (const alarm of cleared) kept.set(alarmKey(alarm), now)
  return kept
}

function readySince(before: ReadonlySet<string>, { stations }: AlarmSituation): ReadonlySet<string> {
  const ready = stations.filter(({ crew = 0, station }) => crew > 0 && !before.has(station))
  return ready.length === 0 ? before : new Set([...before, ...ready.map(({ station }) => station)])
}

export function onShelf(alarm: Alarm, shelves: ReadonlyMap<string, Shelf>): Alarm {
  const shelved = shelves.get(alarmKey(alarm))
  if (alarm.shelved === shelved) return alarm
  const { shelved: _ended, ...rest } = alarm
  return shelved ? { ...rest, shelved } : rest
}

function inOrder(alarms: readonly Alarm[]): readonly Alarm[] {
  return alarms.toSorted((a, b) => a.raisedAt - b.raisedAt || (a.id < b.id ? -1 : 1))
}
