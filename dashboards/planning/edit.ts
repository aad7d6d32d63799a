// How does a plan change? One thing is changed once: a second word on it takes the first one's place.
import type { Place } from '../../geo/place.ts'
import type { PlanFile } from '../../src/contract/plan.ts'

export type Change = PlanFile['changes'][number]
export type Period = Extract<Change, { kind: 'set-readiness' }>['period']

export const changesAtMost = 200

/** What a change is about; two changes of one key would only be one after the other. */
export function keyOf(change: Change): string {
  switch (change.kind) {
    case 'add-station':
      return `add ${change.station.station}`
    case 'move-station':
      return `move ${change.station}`
    case 'close-station':
      return `close ${change.station}`
    case 'set-readiness':
      return `crew ${change.period.id}`
    case 'remove-readiness':
      return `crew ${change.period}`
    case 'set-turnout':
      return `turnout ${change.station} ${change.service}`
  }
}

/** The station it is about, where the change itself tells it. */
export function stationOf(change: Change): string | undefined {
  switch (change.kind) {
    case 'add-station':
      return change.station.station
    case 'set-readiness':
      return change.period.station
    case 'remove-readiness':
      return undefined
    default:
      return change.station
  }
}

export function withChange(plan: PlanFile, change: Change): PlanFile {
  const key = keyOf(change)
  const at = plan.changes.findIndex((each) => keyOf(each) === key)
  const changes = at < 0 ? [...plan.changes, change] : plan.changes.with(at, change)
  return { ...plan, changes }
}

export function withoutChange(plan: PlanFile, at: number): PlanFile {
  return { ...plan, changes: plan.changes.toSpliced(at, 1) }
}

/** One step earlier or later; at the end it stays. */
export function shifted(plan: PlanFile, at: number, step: -1 | 1): PlanFile {
  const to = at + step
  const change = plan.changes[at]
  if (!change || to < 0 || to >= plan.changes.length) return plan
  return { ...plan, changes: plan.changes.toSpliced(at, 1).toSpliced(to, 0, change) }
}

/** A station of the plan's own is put elsewhere; one of the register is moved. */
export function moved(plan: PlanFile, station: string, place: Place): PlanFile {
  const at = plan.changes.findIndex(
    (change) => change.kind === 'add-station' && change.station.station === station,
  )
  const added = plan.changes[at]
  if (added?.kind !== 'add-station') return withChange(plan, { kind: 'move-station', station, place })
  const changes = plan.changes.with(at, { ...added, station: { ...added.station, place } })
  return { ...plan, changes }
}

/** A station of the plan's own goes with all that the plan says of it; one of the register is closed. */
export function closed(plan: PlanFile, station: string): PlanFile {
  const isOwn = plan.changes.some(
    (change) => change.kind === 'add-station' && change.station.station === station,
  )
  const others = plan.changes.filter((change) => stationOf(change) !== station)
  return isOwn
    ? { ...plan, changes: others }
    : withChange({ ...plan, changes: others }, { kind: 'close-station', station })
}

/** `isKnown`: the register promises it, so that taking it away is a change of its own. */
export function withoutCrew(plan: PlanFile, period: string, isKnown: boolean): PlanFile {
  if (isKnown) return withChange(plan, { kind: 'remove-readiness', period })
  const changes = plan.changes.filter((change) => keyOf(change) !== `crew ${period}`)
  return { ...plan, changes }
}
