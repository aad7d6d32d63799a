// Which alarms does the strip show, in what order, and which of them sounds? Pure: time comes in.
import type { AlarmView } from '../../src/contract/alarms.ts'

/** One line of the strip: an alarm, or a flood of one kind. */
export interface AlarmItem {
  readonly id: string
  readonly kind: AlarmView['kind']
  readonly priority: AlarmView['priority']
  readonly response: AlarmView['response']
  /** The oldest first; at least one. */
  readonly alarms: readonly AlarmView[]
  /** All of them. */
  readonly acknowledged: boolean
  readonly raisedAt: number
}

export interface AlarmItems {
  readonly open: readonly AlarmItem[]
  /** Not sounded and not in the way until their end. */
  readonly shelved: readonly AlarmView[]
}

const priorities = ['high', 'medium', 'low'] as const
const rank = (priority: AlarmView['priority']) => priorities.indexOf(priority)
const byRaised = (a: AlarmView, b: AlarmView) =>
  Date.parse(a.raisedAt) - Date.parse(b.raisedAt) || a.id.localeCompare(b.id)

/** Unacknowledged first, then by priority, the oldest first: a line does not jump while it is being read. */
export function alarmItems(alarms: Iterable<AlarmView>): AlarmItems {
  const all = [...alarms].sort(byRaised)
  const floods = new Map<string, AlarmView[]>()
  for (const alarm of all.filter(({ shelved }) => !shelved)) {
    const id = alarm.flood ?? alarm.id
    floods.set(id, [...(floods.get(id) ?? []), alarm])
  }
  const open = [...floods].map(([id, own]) => itemOf(id, own))
  return {
    open: open.sort(
      (a, b) =>
        Number(a.acknowledged) - Number(b.acknowledged) ||
        rank(a.priority) - rank(b.priority) ||
        a.raisedAt - b.raisedAt,
    ),
    shelved: all.filter(({ shelved }) => shelved),
  }
}

function itemOf(id: string, alarms: readonly AlarmView[]): AlarmItem {
  const { kind, response, raisedAt } = alarms[0]!
  const priority = priorities.find((one) => alarms.some((alarm) => alarm.priority === one))!
  const acknowledged = alarms.every((alarm) => alarm.acknowledged)
  return { id, kind, priority, response, alarms, acknowledged, raisedAt: Date.parse(raisedAt) }
}

export type ShelfLength = 'quarter' | 'hour' | 'shift' | 'longest'

export interface ShelfEnd {
  readonly length: ShelfLength
  /** Epoch milliseconds. */
  readonly until: number
}

const minute = 60_000
/** As the service allows. */
const longestMs = 240 * minute
/** Crews change at these local hours. */
const shiftHours = [8, 20]

/** A quarter, an hour, and the end of the shift, or as long as a shelf may be where that is farther or all but there. */
export function shelfEnds(now: number): readonly ShelfEnd[] {
  const [hour, minutes] = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: 'Europe/Helsinki', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  })
    .format(now)
    .split(':')
    .map(Number) as [number, number]
  const sinceMidnight = hour * 60 + minutes
  const shift = Math.min(...shiftHours.map((end) => (end * 60 - sinceMidnight + 1440) % 1440 || 1440))
  const end = Math.floor(now / minute) * minute + shift * minute
  const quarters: ShelfEnd[] = [
    { length: 'quarter', until: now + 15 * minute },
    { length: 'hour', until: now + 60 * minute },
  ]
  // A little less than the most, so that it is not refused for the time it travels.
  if (end > now + longestMs - minute || end < now + 15 * minute)
    return [...quarters, { length: 'longest', until: now + longestMs - minute }]
  return [...quarters, { length: 'shift', until: end }]
}

/** Until acknowledged the urgent one repeats often, the next seldom, the last not at all; milliseconds. */
const repeatAfter: Readonly<Record<AlarmView['priority'], number>> = {
  high: 20_000,
  medium: 60_000,
  low: Number.POSITIVE_INFINITY,
}

export interface Sounding {
  /** The most urgent of what is due. */
  readonly play?: AlarmView['priority']
  /** By item: when it last sounded. */
  readonly sounded: ReadonlyMap<string, number>
}

/** An acknowledged item is silent; a flood that somebody new joins sounds again. */
export function soundDue(
  items: readonly AlarmItem[],
  before: ReadonlyMap<string, number>,
  now: number,
): Sounding {
  const loud = items.filter(({ acknowledged }) => !acknowledged)
  // Never sounded is longer ago than any pause.
  const due = loud.filter(({ id, priority }) => now - (before.get(id) ?? -Infinity) >= repeatAfter[priority])
  const sounded = new Map(loud.map((item) => [item.id, due.includes(item) ? now : before.get(item.id)!]))
  const play = priorities.find((priority) => due.some((item) => item.priority === priority))
  return play === undefined ? { sounded } : { play, sounded }
}

/** Items that a screen reader has not been told of. */
export function newItems(items: readonly AlarmItem[], known: ReadonlySet<string>): readonly AlarmItem[] {
  return items.filter(({ id, acknowledged }) => !acknowledged && !known.has(id))
}
