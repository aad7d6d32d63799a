/** A tiny world that a reader can check by hand: times are minutes and seconds after one evening in November. */
import type { TaskClosed, TaskCreated, TaskEvent, UnitStatusEvent } from '../src/domain/event.ts'
import type { JudgedRow } from '../src/domain/judged-row.ts'
import type { ServiceLevelDecision, Target } from '../src/domain/service-level-decision.ts'
import { taskFrom } from '../src/domain/task.ts'
import type { Reference, ZoneAnswer } from '../src/domain/verdict.ts'
import type { UnitStatus, UnitType } from '../src/domain/vocabulary.ts'

/** 2026-11-21 20:00 in Helsinki. */
export const start = Date.parse('2026-11-21T18:00:00Z')

/** '8:00.1' is 8 minutes and 100 ms after the start, '-0:05' five seconds before it. */
export function at(clock: string): number {
  const [, sign, minutes, seconds] = /^(-?)(\d+):(\d\d(?:\.\d+)?)$/.exec(clock) ?? []
  if (seconds === undefined) throw new RangeError(`found clock '${clock}'; expected minutes:seconds`)
  return start + (sign === '-' ? -1 : 1) * Math.round(Number(minutes) * 60_000 + Number(seconds) * 1000)
}

const jyvaskyla = { lon: 25.747, lat: 62.242 }

export type TaskStatusEvent = UnitStatusEvent & { readonly task: string }

let count = 0
const own = () => ({ id: `event-${++count}`, source: 'centre', task: 'T1' })

/** Every event gets an id of its own, unless one is given. */
export function created(change: Partial<TaskCreated> = {}): TaskCreated {
  return {
    ...{ ...own(), kind: 'task.created' as const, at: start, service: 'ems' as const },
    ...{ urgency: 'A', code: '704', place: jyvaskyla },
    ...change,
  }
}

export function urgency(clock: string, letter: string): TaskEvent {
  return { ...own(), kind: 'task.urgency', at: at(clock), urgency: letter }
}

export function moved(clock: string, change: Partial<TaskCreated> = {}): TaskEvent {
  return { ...own(), kind: 'task.moved', at: at(clock), ...change } as TaskEvent
}

export function closed(clock: string, change: Partial<TaskClosed> = {}): TaskEvent {
  return { ...own(), kind: 'task.closed', at: at(clock), ...change }
}

export function cancelled(clock: string, outcome?: string): TaskEvent {
  return { ...own(), kind: 'task.cancelled', at: at(clock), ...(outcome === undefined ? {} : { outcome }) }
}

export function status(
  clock: string,
  unit: string,
  told: UnitStatus,
  change: Partial<UnitStatusEvent> = {},
): TaskStatusEvent {
  return { ...own(), kind: 'unit.status', at: at(clock), unit, status: told, ...change } as TaskStatusEvent
}

/** Call signs of the world below begin with the unit's type. */
export type Leg = readonly [unit: string, alerted: string | undefined, atScene?: string]

/** A closed task of legs: each unit with its alert and, if it got there, its arrival. */
export function aTask(
  change: Partial<TaskCreated> & { readonly legs?: readonly Leg[]; open?: boolean } = {},
) {
  const { legs = [['als 1', '1:00', '8:00']], open = false, ...creation } = change
  const statuses = legs.flatMap(([unit, alerted, atScene]) => [
    ...(alerted === undefined ? [] : [status(alerted, unit, 'alerted')]),
    ...(atScene === undefined ? [] : [status(atScene, unit, 'at-scene')]),
  ])
  return taskFrom([created(creation), ...statuses, ...(open ? [] : [closed('90:00')])])
}

export const ambulances: readonly UnitType[] = ['bls', 'als']

export function aTarget(change: Partial<Target> = {}): Target {
  return {
    ...{ urgencies: ['A', 'B'], zone: 'all', measure: 'first-unit' as const },
    ...{ withinSeconds: 480, requiredShare: 0.5, official: false },
    ...change,
  }
}

export function aDecision(change: Partial<ServiceLevelDecision> = {}): ServiceLevelDecision {
  return {
    ...{ id: 'decision', service: 'ems', name: { fi: 'p', sv: 's', en: 'd' } },
    ...{ validFrom: '2026-01-01', source: 'test', zoneSystem: 'area', clockStart: 'earliest-alert' },
    qualifyingUnits: { 'first-unit': 'any', ambulance: ambulances },
    ...{ excludedCodes: ['792', '793', '794'] },
    excludedOrigins: ['transfer-order', 'safety-phone'],
    targets: [
      aTarget({ zone: '1' }),
      aTarget({ zone: '1', withinSeconds: 660, requiredShare: 0.9 }),
      aTarget({ zone: '2', withinSeconds: 600 }),
      aTarget({ urgencies: ['C'], measure: 'ambulance', withinSeconds: 1800, requiredShare: 0.9 }),
      aTarget({ urgencies: ['D'], measure: 'ambulance', withinSeconds: 7200, requiredShare: 0.9 }),
    ],
    ...change,
  }
}

export interface World {
  readonly decisions?: readonly ServiceLevelDecision[]
  readonly zone?: ZoneAnswer
}

/** Every place is in class 1 of Jyväskylä; a unit's type is what its call sign begins with, none for other names. */
export function aReference({ decisions = [aDecision()], zone }: World = {}): Reference {
  const types = ['first-response', 'bls', 'als', 'field-commander', 'rescue-unit', 'support']
  return {
    decisions,
    typeOf: (unit) => unit.type ?? (types.find((type) => unit.unit.startsWith(type)) as UnitType | undefined),
    stationOf: () => undefined,
    localDate: (when) => new Date(when + 2 * 3_600_000).toISOString().slice(0, 10),
    zoneOf: () => zone ?? { kind: 'class', id: '1' },
    municipalityOf: () => '179',
  }
}

export function aRow(change: Partial<JudgedRow> = {}): JudgedRow {
  const { excluded } = change
  return {
    ...{ task: 'T1', ordinal: 0, service: 'ems', datedAt: start, decision: 'decision', urgency: 'A' },
    ...{ urgencyGroup: 'A+B', zone: '1', municipality: '179', measure: 'first-unit' },
    ...(excluded === undefined ? { seconds: 420 } : {}),
    flags: 0,
    ...change,
  }
}
