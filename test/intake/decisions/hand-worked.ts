/** A task told in seconds after its creation, as one writes it on paper, as events. */
import type { TaskEvent } from '../../../src/domain/event.ts'
import type { UnitType } from '../../../src/domain/vocabulary.ts'

export interface HandWorked {
  readonly urgency: string
  readonly units: readonly {
    readonly unit: string
    readonly type: UnitType
    readonly alerted: number
    readonly enRoute?: number
    readonly atScene?: number
    readonly crew?: number
  }[]
}

const start = Date.parse('2026-03-02T10:00:00Z')

/** Closed an hour after it was created. */
export function eventsOf({ urgency, units }: HandWorked): TaskEvent[] {
  let serial = 0
  const event = (kind: string, seconds: number, fields: object) =>
    ({
      ...{ id: `h${++serial}`, source: 'hand', kind, at: start + seconds * 1000, task: 'h' },
      ...fields,
    }) as TaskEvent
  return [
    event('task.created', 0, { service: 'rescue', urgency, origin: 'emergency-centre' }),
    ...units.flatMap(({ unit, type, alerted, enRoute, atScene, crew }) =>
      [['alerted', alerted] as const, ['en-route', enRoute] as const, ['at-scene', atScene] as const].flatMap(
        ([status, seconds]) =>
          seconds === undefined
            ? []
            : [event('unit.status', seconds, { unit, unitType: type, status, crew })],
      ),
    ),
    event('task.closed', 3600, {}),
  ]
}
