/** A commander's word on an alarm, or on a flood: acknowledged once for all, or shelved until an end, with a name. */
import { type Alarms, type AlarmView, alarmView } from '../contract/alarms.ts'
import { alarmsNamed, checkShelf, keysOf, withAcknowledged, withShelved } from '../domain/alarm-actions.ts'
import type { AlarmState } from '../domain/alarm-state.ts'
import { logAlarmActions } from '../store/alarms.ts'
import type { Database } from '../store/database.ts'
import { createTurns } from '../store/turns.ts'
import { showAlarms } from './show-alarms.ts'

/** The alarms as every board shows them. */
export interface AlarmsNow {
  state(): AlarmState
  /** Changes them for every board at once. */
  change(change: (state: AlarmState) => AlarmState): void
}

export interface AlarmDesk {
  list(): Promise<Alarms>
  /** `id` of an alarm or of a flood; resolves with what it names, when durable. Throws `not-found`. */
  acknowledge(id: string, by: string): Promise<readonly AlarmView[]>
  /** `until` in epoch milliseconds, absent takes it off the shelf. Throws `not-found` or `invalid`. */
  shelve(id: string, until: number | undefined, by: string): Promise<readonly AlarmView[]>
}

export function createAlarmDesk(options: {
  readonly db: Database
  readonly county: string
  readonly alarms: AlarmsNow
  readonly now: () => number
}): AlarmDesk {
  const { db, county, alarms, now } = options
  // Of two who acknowledge at once one is the first, in the log as on the boards.
  const inTurn = createTurns()
  const shown = (ids: ReadonlySet<string>) =>
    alarms
      .state()
      .open.filter(({ id }) => ids.has(id))
      .map(alarmView)
  return {
    list: () => showAlarms(db, county, alarms, now()),
    acknowledge: (id, by) =>
      inTurn(async () => {
        const named = alarmsNamed(alarms.state().open, id)
        const signed = { by, at: now() }
        const unsaid = named.filter(({ acknowledged }) => !acknowledged)
        if (unsaid.length > 0) await logAlarmActions(db, county, unsaid, 'acknowledged', signed)
        const ids = new Set(unsaid.map((alarm) => alarm.id))
        alarms.change((state) => withAcknowledged(state, ids, signed))
        return shown(new Set(named.map((alarm) => alarm.id)))
      }),
    shelve: (id, until, by) =>
      inTurn(async () => {
        const named = alarmsNamed(alarms.state().open, id)
        const signed = { by, at: now() }
        if (until !== undefined) checkShelf(until, signed.at)
        await logAlarmActions(db, county, named, until === undefined ? 'unshelved' : 'shelved', {
          ...signed,
          ...(until === undefined ? {} : { until }),
        })
        alarms.change((state) => withShelved(state, keysOf(named), signed, until ?? signed.at))
        return shown(new Set(named.map((alarm) => alarm.id)))
      }),
  }
}
