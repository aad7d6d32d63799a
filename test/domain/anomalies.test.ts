import { expect } from 'chai'
import type { TaskEvent } from '../../src/domain/event.ts'
import { taskFrom } from '../../src/domain/task.ts'
import type { UnitStatus } from '../../src/domain/vocabulary.ts'
import { at, created, status, urgency } from '../builders.ts'

type Step = readonly [clock: string, told: UnitStatus]

const stepsOf = (steps: readonly Step[], change: object = {}, unit = 'als 1') =>
  steps.map(([clock, told]) => status(clock, unit, told, change))
const found = (events: readonly TaskEvent[]) =>
  taskFrom(events).anomalies.map((anomaly) => [anomaly.kind, anomaly.unit, anomaly.at, anomaly.source])
const kinds = (events: readonly TaskEvent[]) => found(events).map(([kind]) => kind)

describe('what looks wrong on a task', () => {
  const ordinary: readonly Step[] = [
    ['1:00', 'alerted'],
    ['2:00', 'en-route'],
    ['9:00', 'at-scene'],
    ['12:00', 'at-patient'],
    ['30:00', 'transporting'],
    ['50:00', 'at-hospital'],
    ['70:00', 'available'],
  ]

  it('is nothing where every step follows the one before', () => {
    expect(found([created(), ...stepsOf(ordinary)])).to.deep.equal([])
  })

  const cases: readonly [title: string, steps: readonly Step[], expected: readonly string[]][] = [
    [
      'a departure before the alert (trap 13)',
      [
        ['1:00', 'alerted'],
        ['0:30', 'en-route'],
        ['9:00', 'at-scene'],
      ],
      ['out-of-order'],
    ],
    [
      'an arrival before the departure (trap 13)',
      [
        ['1:00', 'alerted'],
        ['9:00', 'en-route'],
        ['2:00', 'at-scene'],
      ],
      ['out-of-order'],
    ],
    [
      'a patient reached before the place (trap 13)',
      [
        ['1:00', 'alerted'],
        ['9:00', 'at-scene'],
        ['8:00', 'at-patient'],
      ],
      ['out-of-order'],
    ],
    [
      'an arrival before the alert, told once and not as disorder too (trap 9)',
      [
        ['1:00', 'alerted'],
        ['2:00', 'en-route'],
        ['0:30', 'at-scene'],
      ],
      ['arrival-before-alert'],
    ],
    [
      'an arrival at the very alert (trap 9)',
      [
        ['1:00', 'alerted'],
        ['1:00', 'at-scene'],
      ],
      ['arrival-at-alert'],
    ],
    [
      'an arrival by a unit that nobody alerted',
      [
        ['2:00', 'en-route'],
        ['9:00', 'at-scene'],
      ],
      ['arrival-without-alert'],
    ],
    [
      'an arrival of 800 minutes (trap 15)',
      [
        ['0:00', 'alerted'],
        ['800:00', 'at-scene'],
      ],
      ['implausibly-long'],
    ],
    [
      'two arrivals of one unit (trap 13)',
      [
        ['1:00', 'alerted'],
        ['9:00', 'at-scene'],
        ['11:00', 'at-scene'],
      ],
      ['repeated-arrival'],
    ],
    [
      'an arrival on leaving (trap 14)',
      [
        ['1:00', 'alerted'],
        ['2:00', 'en-route'],
        ['30:00', 'at-scene'],
        ['30:15', 'transporting'],
      ],
      ['forgotten-button'],
    ],
    [
      'a stay of sixteen seconds is none (trap 14)',
      [
        ['1:00', 'alerted'],
        ['2:00', 'en-route'],
        ['30:00', 'at-scene'],
        ['30:16', 'transporting'],
      ],
      [],
    ],
    [
      'an arrival on becoming free again (trap 14)',
      [
        ['1:00', 'alerted'],
        ['30:00', 'at-scene'],
        ['30:00', 'available'],
      ],
      ['forgotten-button'],
    ],
    [
      'an arrival on setting out (trap 14)',
      [
        ['1:00', 'alerted'],
        ['2:00', 'en-route'],
        ['2:12', 'at-scene'],
      ],
      ['forgotten-button'],
    ],
  ]
  for (const [title, steps, expected] of cases)
    it(title, () => {
      expect(kinds([created(), ...stepsOf(steps)])).to.deep.equal(expected)
    })

  it('names the unit, the time in question and who told it', () => {
    const events = [
      created(),
      status('1:00', 'als 1', 'alerted', { source: 'centre' }),
      status('0:30', 'als 1', 'at-scene', { source: 'crew' }),
    ]
    expect(found(events)).to.deep.equal([['arrival-before-alert', 'als 1', at('0:30'), 'crew']])
  })

  it('of whole minutes is not what falls together within one of them (trap 19)', () => {
    const coarse = { resolutionSeconds: 60 }
    const together = stepsOf(
      [
        ['1:00', 'alerted'],
        ['1:00', 'en-route'],
        ['1:00', 'at-scene'],
      ],
      coarse,
    )
    expect(kinds([created(), ...together])).to.deep.equal([])
    const leaving = stepsOf(
      [
        ['1:00', 'alerted'],
        ['30:00', 'at-scene'],
        ['30:00', 'transporting'],
      ],
      coarse,
    )
    expect(kinds([created(), ...leaving])).to.deep.equal(['forgotten-button'])
  })

  it('is a task number used again: the first arrival is counted from the first alert of all (trap 15)', () => {
    const yesterday = status('1:00', 'bls 1', 'alerted')
    const today = stepsOf([
      ['1440:00', 'alerted'],
      ['1448:00', 'at-scene'],
    ])
    expect(found([created(), yesterday, ...today])).to.deep.equal([
      ['implausibly-long', 'als 1', at('1448:00'), 'centre'],
    ])
  })

  it('is not a unit that was called four hours later to a task that another had reached', () => {
    const first = stepsOf([
      ['1:00', 'alerted'],
      ['9:00', 'at-scene'],
    ])
    const relief = stepsOf(
      [
        ['240:00', 'alerted'],
        ['250:00', 'at-scene'],
      ],
      {},
      'bls 1',
    )
    expect(kinds([created(), ...first, ...relief])).to.deep.equal([])
  })

  it('is each unit’s own', () => {
    const other = stepsOf(
      [
        ['1:00', 'alerted'],
        ['0:40', 'at-scene'],
      ],
      {},
      'bls 1',
    )
    expect(found([created(), ...stepsOf(ordinary), ...other])).to.deep.equal([
      ['arrival-before-alert', 'bls 1', at('0:40'), 'centre'],
    ])
  })

  it('is listed beside a change of urgency, which is a fact of the task (trap 21)', () => {
    expect(kinds([created(), urgency('5:00', 'B'), ...stepsOf(ordinary)])).to.deep.equal(['urgency-changed'])
  })
})
