/** Which alarms stand, and which have been in the last 24 hours? */
import { type Alarms, alarmView } from '../contract/alarms.ts'
import { type AlarmState, restoredAlarms } from '../domain/alarm-state.ts'
import { listAlarms, listShelves } from '../store/alarms.ts'
import type { Queryable } from '../store/database.ts'
import type { AlarmsNow } from './acknowledge-alarm.ts'

const historyMs = 24 * 3_600_000

/** What a service that ended has left standing. */
export async function standingAlarms(db: Queryable, county: string, now: number): Promise<AlarmState> {
  const known = await listAlarms(db, county, now)
  const open = known.filter(({ clearedAt }) => clearedAt === undefined)
  return restoredAlarms(open, await listShelves(db, county, now))
}

export async function showAlarms(
  db: Queryable,
  county: string,
  alarms: Pick<AlarmsNow, 'state'>,
  now: number,
): Promise<Alarms> {
  const known = await listAlarms(db, county, now - historyMs)
  const { open, withheld } = alarms.state()
  const isOpen = new Set(open.map(({ id }) => id))
  return {
    serverAt: new Date(now).toISOString(),
    open: open.map(alarmView),
    history: known
      .filter(({ id, clearedAt }) => clearedAt !== undefined && !isOpen.has(id))
      .toReversed()
      .map(alarmView),
    withheld: [...withheld],
  }
}
