/** When are many alarms one? More than a few of a kind within a short time have one cause and ask for one response. */
import type { Alarm, AlarmKind, AlarmLimits } from './alarm.ts'

/** An alarm raised within the window, and the flood it belongs to, if any. */
export interface Recent {
  readonly id: string
  readonly kind: AlarmKind
  readonly raisedAt: number
  readonly flood?: string
}

/**
 * The alarms raised lately, with those just raised. One that comes when there are too many makes them all one flood; one
 * that comes within the window after the last of a flood joins it.
 */
export function recentAt(
  before: readonly Recent[],
  raised: readonly Alarm[],
  now: number,
  { floodFrom, floodWindow }: AlarmLimits,
): readonly Recent[] {
  const kept = before.filter(({ raisedAt }) => now - raisedAt < floodWindow * 1000)
  if (raised.length === 0) return kept.length === before.length ? before : kept
  const all = [...kept, ...raised.map(({ id, kind, raisedAt }): Recent => ({ id, kind, raisedAt }))]
  const floods = new Map<AlarmKind, string>()
  for (const kind of new Set(raised.map((alarm) => alarm.kind))) {
    const own = all.filter((recent) => recent.kind === kind)
    const going = own.findLast(({ flood }) => flood !== undefined)?.flood
    if (going !== undefined || own.length > floodFrom)
      floods.set(kind, going ?? `flood~${kind}~${own[0]!.raisedAt}`)
  }
  return all.map((recent) => {
    const flood = recent.flood ?? floods.get(recent.kind)
    return flood === undefined ? recent : { ...recent, flood }
  })
}

/** The open alarms, each with the flood it has come to belong to. */
export function floodedBy(open: readonly Alarm[], recent: readonly Recent[]): readonly Alarm[] {
  const floods = new Map(
    recent.flatMap(({ id, flood }) => (flood === undefined ? [] : [[id, flood] as const])),
  )
  return open.map((alarm) => {
    const flood = alarm.flood ?? floods.get(alarm.id)
    return flood === alarm.flood ? alarm : { ...alarm, flood: flood! }
  })
}
