import { expect } from 'chai'
import fc from 'fast-check'
import type { TaskEvent } from '../../src/domain/event.ts'
import { firstAlertAt, isOpen, lastUrgency, taskFrom, urgencyAtFirstAlert } from '../../src/domain/task.ts'
import { taskOrigins, unitStatuses, unitTypes } from '../../src/domain/vocabulary.ts'
import { at, cancelled, closed, created, moved, start, status, urgency } from '../builders.ts'

const kindsOf = (events: readonly TaskEvent[]) => taskFrom(events).anomalies.map(({ kind }) => kind)
const unitOf = (events: readonly TaskEvent[], unit = 'als 1') =>
  taskFrom(events).units.find((u) => u.unit === unit)!

describe('a task folded from its events', () => {
  it('needs at least one event', () => {
    expect(() => taskFrom([])).to.throw(RangeError, 'at least one event; found none')
  })

  it('says what its creation said, and nothing that no event told', () => {
    expect(taskFrom([created()])).to.deep.equal({
      ...{ id: 'T1', service: 'ems', origin: 'emergency-centre', code: '704', createdAt: start },
      ...{ urgencies: [{ at: start, urgency: 'A' }], location: { place: { lon: 25.747, lat: 62.242 } } },
      ...{ units: [], firstEventAt: start, lastEventAt: start, anomalies: [] },
    })
    const bare = taskFrom([created({ urgency: undefined, code: undefined, place: undefined })])
    expect(bare).to.not.have.any.keys('code', 'cancelledAt', 'closedAt', 'outcome')
    expect(bare).to.deep.include({ urgencies: [], location: {} })
  })

  it('stamps each status of a unit at the time the source told', () => {
    const events = unitStatuses
      .filter((told) => told !== 'at-station' && told !== 'unavailable')
      .map((told, minute) => status(`${minute}:30`, 'als 1', told, { unitType: 'als' }))
    expect(unitOf([created(), ...events])).to.deep.equal({
      ...{ unit: 'als 1', type: 'als', status: 'available', statusAt: at('7:30') },
      ...{ reservedAt: at('0:30'), alertedAt: at('1:30'), enRouteAt: at('2:30'), atSceneAt: at('3:30') },
      ...{
        atPatientAt: at('4:30'),
        transportingAt: at('5:30'),
        atHospitalAt: at('6:30'),
        clearedAt: at('7:30'),
      },
    })
  })

  it('keeps the first stamp of a repeated status, and the last of being free again', () => {
    const clocks = ['1:00', '2:00'] as const
    const repeated = (['alerted', 'en-route', 'at-patient', 'available'] as const).flatMap((told) =>
      clocks.map((clock) => status(clock, 'als 1', told)),
    )
    expect(unitOf([created(), ...repeated])).to.include({
      ...{ alertedAt: at('1:00'), enRouteAt: at('1:00'), atPatientAt: at('1:00'), clearedAt: at('2:00') },
    })
  })

  it('keeps an arrival without an en-route, and never fills the gap (trap 12)', () => {
    const unit = unitOf([created(), status('1:00', 'als 1', 'alerted'), status('9:00', 'als 1', 'at-scene')])
    expect(unit.atSceneAt).to.equal(at('9:00'))
    expect(unit).to.not.have.property('enRouteAt')
  })

  it('leaves a diverted unit without an arrival and the task open until someone comes (trap 8)', () => {
    const task = taskFrom([
      ...[created(), status('1:00', 'als 1', 'alerted'), status('4:00', 'als 1', 'available')],
      ...[status('5:00', 'bls 1', 'alerted'), status('19:00', 'bls 1', 'at-scene')],
    ])
    expect(task.units.map(({ unit, atSceneAt }) => [unit, atSceneAt])).to.deep.equal([
      ['als 1', undefined],
      ['bls 1', at('19:00')],
    ])
    expect(isOpen(task)).to.equal(true)
    expect(firstAlertAt(task)).to.equal(at('1:00'))
  })

  it('has one first alert whichever unit comes first in the list (trap 4)', () => {
    const task = taskFrom([created(), status('3:00', 'als 1', 'alerted'), status('2:00', 'bls 1', 'alerted')])
    expect(firstAlertAt(task)).to.equal(at('2:00'))
    expect(firstAlertAt(taskFrom([created()]))).to.equal(undefined)
  })

  describe('of several presses at the scene (trap 13)', () => {
    for (const [what, alerted, presses, arrival, anomalies] of [
      ['takes the earliest after the alert', '1:00', ['9:00', '7:00', '8:00'], '7:00', ['repeated-arrival']],
      ['passes over one before the alert', '1:00', ['0:30', '8:00'], '8:00', ['repeated-arrival']],
      [
        'takes one at the very alert, and lists it',
        '1:00',
        ['0:30', '1:00', '8:00'],
        '1:00',
        ['arrival-at-alert', 'repeated-arrival'],
      ],
      [
        'keeps one that is only before the alert, and lists it',
        '1:00',
        ['0:30'],
        '0:30',
        ['arrival-before-alert'],
      ],
      ['keeps one without an alert, and lists it', undefined, ['8:00'], '8:00', ['arrival-without-alert']],
    ] as const) {
      it(what, () => {
        const events = presses.map((clock) => status(clock, 'als 1', 'at-scene'))
        const alerts = alerted === undefined ? [] : [status(alerted, 'als 1', 'alerted')]
        const all = [created(), ...alerts, ...events]
        expect(unitOf(all).atSceneAt).to.equal(at(arrival))
        expect(kindsOf(all)).to.deep.equal(anomalies)
      })
    }
  })

  it('lists an arrival more than three hours after the alert, and does not cut it (trap 15)', () => {
    const legs = (clock: string) => [
      ...[created(), status('0:00', 'als 1', 'alerted'), status(clock, 'als 1', 'at-scene')],
    ]
    expect(kindsOf(legs('180:00'))).to.deep.equal([])
    expect(kindsOf(legs('180:01'))).to.deep.equal(['implausibly-long'])
    expect(unitOf(legs('180:01')).atSceneAt).to.equal(at('180:01'))
  })

  describe('with an urgency that changes (traps 20 and 21)', () => {
    for (const [what, events, atAlert, last] of [
      ['before the alert', [urgency('0:30', 'C'), status('1:00', 'als 1', 'alerted')], 'C', 'C'],
      ['at the very alert', [urgency('1:00', 'C'), status('1:00', 'als 1', 'alerted')], 'C', 'C'],
      ['after the alert', [status('1:00', 'als 1', 'alerted'), urgency('1:00.1', 'C')], 'A', 'C'],
      [
        'after the first of two alerts',
        [status('1:00', 'als 1', 'alerted'), urgency('2:00', 'C'), status('3:00', 'bls 1', 'alerted')],
        'A',
        'C',
      ],
      ['with nobody alerted yet', [urgency('5:00', 'D')], 'D', 'D'],
      ['to the same letter', [urgency('0:30', 'A'), status('1:00', 'als 1', 'alerted')], 'A', 'A'],
    ] as const) {
      it(what, () => {
        const task = taskFrom([created(), ...events])
        expect([urgencyAtFirstAlert(task), lastUrgency(task)]).to.deep.equal([atAlert, last])
        const changed = task.anomalies.some(({ kind }) => kind === 'urgency-changed')
        expect(changed).to.equal(last !== 'A')
      })
    }

    it('takes the first told when the alert is older than all of them', () => {
      const task = taskFrom([
        created({ at: at('2:00') }),
        status('1:00', 'als 1', 'alerted'),
        urgency('3:00', 'B'),
      ])
      expect(urgencyAtFirstAlert(task)).to.equal('A')
    })

    it('has none where none was told', () => {
      const task = taskFrom([created({ urgency: undefined }), status('1:00', 'als 1', 'alerted')])
      expect([urgencyAtFirstAlert(task), lastUrgency(task)]).to.deep.equal([undefined, undefined])
    })
  })

  it('replaces the provisional code 790 by the one told later, and keeps its own time (trap 22)', () => {
    const task = taskFrom([
      created({ code: '790', origin: 'emergency-centre' }),
      created({ at: at('2:00'), code: '704', urgency: undefined, place: undefined }),
      created({ at: at('3:00'), code: undefined }),
    ])
    expect(task).to.include({ code: '704', createdAt: start })
  })

  describe('at a place', () => {
    const place = { lon: 25, lat: 62 }
    for (const [what, first, events, location] of [
      ['that moves', {}, [moved('2:00', { place })], { place }],
      [
        'whose municipality a move does not tell',
        { municipality: '179' },
        [moved('2:00', { place })],
        { place },
      ],
      [
        'whose municipality is told later',
        {},
        [moved('2:00', { municipality: '992' })],
        { place: { lon: 25.747, lat: 62.242 }, municipality: '992' },
      ],
      [
        'of which only the cell is left',
        {},
        [moved('2:00', { cell: { e: 434, n: 6901 }, municipality: '179' })],
        { cell: { e: 434, n: 6901 }, municipality: '179' },
      ],
      ['that an empty move leaves', {}, [moved('2:00')], { place: { lon: 25.747, lat: 62.242 } }],
    ] as const) {
      it(what, () => expect(taskFrom([created(first), ...events]).location).to.deep.equal(location))
    }
  })

  describe('that ends', () => {
    const legs = [created(), status('1:00', 'als 1', 'alerted'), status('8:00', 'als 1', 'at-scene')]
    for (const [what, events, expected] of [
      [
        'by closing',
        [closed('60:00', { outcome: 'X-81' })],
        { open: false, closedAt: at('60:00'), outcome: 'X-81' },
      ],
      [
        'by cancelling before arrival (trap 27)',
        [cancelled('5:00', 'X-91')],
        { open: false, cancelledAt: at('5:00'), outcome: 'X-91' },
      ],
      [
        'by cancelling after arrival (trap 28)',
        [cancelled('20:00')],
        { open: false, cancelledAt: at('20:00') },
      ],
      [
        'by cancelling and then closing',
        [cancelled('20:00', 'X-91'), closed('21:00')],
        { open: false, cancelledAt: at('20:00'), closedAt: at('21:00'), outcome: 'X-91' },
      ],
      [
        'and opens again with a later alert',
        [closed('60:00', { outcome: 'X-81' }), status('70:00', 'bls 1', 'alerted')],
        { open: true },
      ],
      [
        'and not with an alert at the very end',
        [closed('60:00'), status('60:00', 'bls 1', 'alerted')],
        { open: false, closedAt: at('60:00') },
      ],
      [
        'and not with another status after it',
        [closed('60:00'), status('61:00', 'als 1', 'available')],
        { open: false, closedAt: at('60:00') },
      ],
      [
        'again after opening again',
        [closed('60:00', { outcome: 'X-81' }), status('70:00', 'bls 1', 'alerted'), closed('80:00')],
        { open: false, closedAt: at('80:00') },
      ],
    ] as const) {
      it(what, () => {
        const { closedAt, cancelledAt, outcome, ...task } = taskFrom([...legs, ...events])
        const open = isOpen({ ...task, closedAt, cancelledAt })
        expect(JSON.parse(JSON.stringify({ open, closedAt, cancelledAt, outcome }))).to.deep.equal(expected)
      })
    }
  })

  it('that nobody created is open only while a unit is on it', () => {
    const alerted = status('1:00', 'als 1', 'alerted')
    expect(isOpen(taskFrom([alerted]))).to.equal(true)
    expect(isOpen(taskFrom([alerted, status('9:00', 'als 1', 'at-station')]))).to.equal(false)
    expect(
      isOpen(taskFrom([alerted, status('9:00', 'als 1', 'available'), status('9:30', 'als 1', 'alerted')])),
    ).to.equal(true)
    expect(taskFrom([alerted])).to.not.have.property('service')
    expect(kindsOf([alerted])).to.deep.equal(['never-created'])
    expect(kindsOf([alerted, created({ at: at('5:00') })])).to.deep.equal([])
  })

  it('takes the steps of one second in the order a unit passes them', () => {
    const steps = ['available', 'at-scene', 'en-route', 'alerted'] as const
    const unit = unitOf([created(), ...steps.map((told) => status('5:00', 'als 1', told))])
    expect(unit).to.include({ status: 'available', clearedAt: at('5:00'), atSceneAt: at('5:00') })
  })
})

const times = fc
  .oneof(fc.integer({ min: 0, max: 8 }), fc.integer({ min: -60, max: 20_000 }))
  .map((s) => start + s * 500)
const located = {
  place: fc.option(fc.constantFrom({ lon: 25.7, lat: 62.2 }, { lon: 24, lat: 63 }), { nil: undefined }),
  cell: fc.option(fc.constantFrom({ e: 434, n: 6901 }, { e: 400, n: 6950 }), { nil: undefined }),
  municipality: fc.option(fc.constantFrom('179', '992'), { nil: undefined }),
  zones: fc.option(fc.constantFrom({ area: '1' }, { area: null }), { nil: undefined }),
}
const letters = fc.constantFrom('A', 'B', 'C', 'D', 'N')
const outcome = fc.option(fc.constantFrom('X-52', 'X-81', 'X-91'), { nil: undefined })
const code = fc.option(fc.constantFrom('704', '790', '793'), { nil: undefined })
const common = {
  id: fc.nat(40).map(String),
  source: fc.constantFrom('centre', 'crew'),
  task: fc.constant('T1'),
  at: times,
}
const creation = fc.record({
  ...{
    ...common,
    kind: fc.constant('task.created' as const),
    service: fc.constantFrom('ems' as const, 'rescue' as const),
  },
  ...{ origin: fc.option(fc.constantFrom(...taskOrigins), { nil: undefined }), code, ...located },
  urgency: fc.option(letters, { nil: undefined }),
})
const told = fc.record({
  ...{
    ...common,
    kind: fc.constant('unit.status' as const),
    unit: fc.constantFrom('als 1', 'bls 1', 'fr 1'),
  },
  ...{
    status: fc.constantFrom(...unitStatuses),
    unitType: fc.option(fc.constantFrom(...unitTypes), { nil: undefined }),
  },
})
const anyEvent: fc.Arbitrary<TaskEvent> = fc.oneof(
  { arbitrary: told, weight: 6 },
  { arbitrary: creation, weight: 2 },
  fc.record({ ...common, kind: fc.constant('task.urgency' as const), urgency: letters }),
  fc.record({ ...common, kind: fc.constant('task.moved' as const), ...located }),
  fc.record({ ...common, kind: fc.constant('task.cancelled' as const), outcome }),
  fc.record({ ...common, kind: fc.constant('task.closed' as const), outcome }),
)
/** Few times, few units, two sources: equal times, repeated presses and alerts after the end are common. */
const hostile = fc.uniqueArray(anyEvent, {
  ...{ minLength: 1, maxLength: 25 },
  selector: ({ source, id }) => `${source} ${id}`,
})
/** A task as it should go, the units' steps some minutes apart. */
const realistic = fc
  .array(fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 8 }), { maxLength: 4 })
  .map((units): TaskEvent[] => {
    const steps = units.flatMap((gaps, u) => {
      let seconds = 30
      return gaps.map((gap, step) => {
        seconds += gap
        return status(
          `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`,
          `als ${u}`,
          unitStatuses[step]!,
        )
      })
    })
    return [created(), ...steps, closed('200:00')]
  })
const shuffledWithRepeats = (events: readonly TaskEvent[]) =>
  fc.record({
    events: fc.constant(events),
    other: fc
      .array(fc.nat(events.length - 1), { maxLength: 10 })
      .map((repeats) => [...events, ...repeats.map((i) => structuredClone(events[i]!))])
      .chain((all) => fc.shuffledSubarray(all, { minLength: all.length })),
  })

describe('any order and any repeat of events', () => {
  for (const [name, sets] of [
    ['realistic', realistic],
    ['hostile', hostile],
  ] as const) {
    it(`folds a ${name} set into the same task, which survives JSON`, () => {
      fc.assert(
        fc.property(sets.chain(shuffledWithRepeats), ({ events, other }) => {
          const task = taskFrom(events)
          expect(taskFrom(other)).to.deep.equal(task)
          expect(JSON.parse(JSON.stringify(task))).to.deep.equal(task)
        }),
        { numRuns: 1000 },
      )
    })
  }

  it('never invents a time', () => {
    fc.assert(
      fc.property(hostile, (events) => {
        const told = new Set(events.map((event) => event.at))
        const numbers = JSON.stringify(taskFrom(events)).match(/At":(-?\d+)/g) ?? []
        for (const text of numbers) expect(told.has(Number(text.slice(4)))).to.equal(true)
      }),
    )
  })
})
