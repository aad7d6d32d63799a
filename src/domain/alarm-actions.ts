/** What has a commander said of an alarm? Acknowledged once for all, or put on a shelf until an end, each with a name. */
import { type Alarm, type AlarmLimits, alarmKey, alarmLimits, type Signed } from './alarm.ts'
import { type AlarmState, onShelf } from './alarm-state.ts'
import { VasteError } from './error.ts'

/** The alarm of that id, or all of the flood of that id. Throws `not-found`. */
export function alarmsNamed(open: readonly Alarm[], id: string): readonly Alarm[] {
  const found = open.filter((alarm) => alarm.id === id || alarm.flood === id)
  if (found.length === 0)
    throw new VasteError('not-found', `found no open alarm '${id}'; expected one that has not cleared yet`)
  return found
}

/** Stays until it clears; the first to say it stands. */
export function withAcknowledged(state: AlarmState, ids: ReadonlySet<string>, signed: Signed): AlarmState {
  return {
    ...state,
    open: state.open.map((alarm) =>
      ids.has(alarm.id) && !alarm.acknowledged ? { ...alarm, acknowledged: signed } : alarm,
    ),
  }
}

/** Shelved is the kind and its subject, so that an alarm that chatters stays there; the newest word stands. */
export function withShelved(
  state: AlarmState,
  keys: readonly string[],
  signed: Signed,
  until: number,
): AlarmState {
  const shelves = new Map(state.shelves)
  for (const key of keys) {
    if (until > signed.at) shelves.set(key, { ...signed, until })
    else shelves.delete(key)
  }
  return { ...state, shelves, open: state.open.map((alarm) => onShelf(alarm, shelves)) }
}

/** Throws `invalid` for an end that is past or farther than a shelf may hold. */
export function checkShelf(until: number, now: number, { shelveAtMost }: AlarmLimits = alarmLimits): void {
  const found = Number.isNaN(until) ? 'no time' : new Date(until).toISOString()
  if (!(until > now) || until > now + shelveAtMost * 1000)
    throw new VasteError(
      'invalid',
      `until: found ${found}; expected a time within the next ${shelveAtMost / 3600} hours`,
    )
}

export function keysOf(alarms: readonly Alarm[]): readonly string[] {
  return [...new Set(alarms.map(alarmKey))]
}
