/**
 * Watches the board for alarms: looks at it by the clock, tells every board what was raised, changed and cleared, and
 * keeps it for who starts next. Told first, written then: an alarm does not wait for a database.
 */
import { alarmView, type WithheldView } from '../contract/alarms.ts'
import type { Change } from '../contract/situation.ts'
import type { Alarm, AlarmLimits } from '../domain/alarm.ts'
import type { AlarmSituation } from '../domain/alarm-conditions.ts'
import { type AlarmState, alarmsAfter, restoredAlarms } from '../domain/alarm-state.ts'
import type { AlarmsNow } from '../usecases/acknowledge-alarm.ts'

export interface AlarmWatch extends AlarmsNow {
  /** Looks at the situation and tells what has changed by it. */
  look(situation: AlarmSituation, now: number): void
  views(): { readonly alarms: ReturnType<typeof alarmView>[]; readonly alarmsWithheld: WithheldView[] }
  /** Resolves when all that was told is kept, or could not be. */
  idle(): Promise<void>
}

export function createAlarmWatch(options: {
  readonly initial?: AlarmState
  readonly limits?: AlarmLimits
  readonly publish: (changes: readonly Change[]) => void
  readonly save: (alarms: readonly Alarm[]) => Promise<void>
  readonly onFault: (fault: unknown) => void
}): AlarmWatch {
  const { publish, save, onFault } = options
  let state = options.initial ?? restoredAlarms()
  const unsaved = new Map<string, Alarm>()
  let saving: Promise<void> | undefined

  /** One at a time; what could not be kept is tried again with the next look. */
  const saveAll = () => {
    if (unsaved.size === 0) return
    saving ??= saveOnce().finally(() => {
      saving = undefined
    })
  }
  const saveOnce = async () => {
    const taken = [...unsaved.values()]
    unsaved.clear()
    try {
      await save(taken)
    } catch (fault) {
      for (const alarm of taken) if (!unsaved.has(alarm.id)) unsaved.set(alarm.id, alarm)
      onFault(fault)
    }
  }
  const become = (next: AlarmState, cleared: readonly Alarm[]) => {
    const before = new Map(state.open.map((alarm) => [alarm.id, alarm]))
    const changed = next.open.filter((alarm) => before.get(alarm.id) !== alarm)
    const withheldMoved = JSON.stringify(next.withheld) !== JSON.stringify(state.withheld)
    state = next
    for (const alarm of [...changed, ...cleared]) unsaved.set(alarm.id, alarm)
    publish([
      ...changed.map((alarm): Change => ({ kind: 'alarm', alarm: alarmView(alarm) })),
      ...cleared.map(({ id }): Change => ({ kind: 'alarm-gone', id })),
      ...(withheldMoved ? [withheldChange(state)] : []),
    ])
  }
  return {
    state: () => state,
    look(situation, now) {
      const step = alarmsAfter(state, situation, now, options.limits)
      become(step.state, step.cleared)
      saveAll()
    },
    change: (change) => become(change(state), []),
    views: () => ({ alarms: state.open.map(alarmView), alarmsWithheld: [...state.withheld] }),
    async idle() {
      await saving
      if (unsaved.size > 0) await saveOnce()
    },
  }
}

function withheldChange({ withheld }: AlarmState): Change {
  return { kind: 'alarms-withheld', withheld: [...withheld] }
}
