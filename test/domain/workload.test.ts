/** What binds a unit, for how long, and at which hours of the local clock. */
import { expect } from 'chai'
import fc from 'fast-check'
import { createCalendar } from '../../src/domain/calendar.ts'
import type { TaskEvent } from '../../src/domain/event.ts'
import { taskFrom } from '../../src/domain/task.ts'
import { addByHour, bindingsOf, streamOf } from '../../src/domain/workload.ts'
import { at, cancelled, closed, created, status } from '../builders.ts'

const hour = 3_600_000
const { localClock } = createCalendar('Europe/Helsinki')

describe('the stream of a task', () => {
  for (const [origin, code, stream] of [
    ['emergency-centre', '704', 'emergency'],
    ['emergency-centre', undefined, 'emergency'],
    // A police-led or rescue-led code is an EMS task too (trap 34).
    ['emergency-centre', '033', 'emergency'],
    ['emergency-centre', '707', 'transfer'],
    ['emergency-centre', '793', 'transfer'],
    ['emergency-centre', '794', 'transfer'],
    ['transfer-order', undefined, 'transfer'],
    ['transfer-order', '704', 'transfer'],
    ['emergency-centre', '792', 'standby-move'],
    ['emergency-centre', 'H352', 'standby-move'],
    ['emergency-centre', ' h351 ', 'standby-move'],
    ['safety-phone', undefined, 'safety-phone'],
    ['safety-phone', '745', 'safety-phone'],
    ['other', '704', 'other'],
  ] as const)
    it(`of ${origin} ${code ?? 'without a code'} is ${stream} (trap 29)`, () => {
      expect(streamOf({ origin, code })).to.equal(stream)
    })
})

describe('what binds units', () => {
  const now = at('600:00')
  const bound = (...events: TaskEvent[]) => {
    const found = bindingsOf(taskFrom(events), now)
    return {
      spans: found.bindings.map(({ unit, from, to }) => [unit.unit, from, to]),
      endless: found.endless,
    }
  }
  const alerted = status('1:00', 'als 1', 'alerted')

  it('is from alert to clearing, each unit by itself', () => {
    const second = [status('2:00', 'bls 2', 'alerted'), status('70:00', 'bls 2', 'at-station')]
    expect(bound(created(), alerted, status('40:00', 'als 1', 'available'), ...second)).to.deep.equal({
      spans: [
        ['als 1', at('1:00'), at('40:00')],
        ['bls 2', at('2:00'), at('70:00')],
      ],
      endless: 0,
    })
  })

  for (const [name, events, end, endless] of [
    ["the task's close", [alerted, closed('50:00')], '50:00', 0],
    [
      'the cancellation, when it comes before the close',
      [alerted, cancelled('3:00'), closed('50:00')],
      '3:00',
      0,
    ],
    [
      'the close, when it went on after a cancellation',
      [alerted, cancelled('3:00'), status('9:00', 'als 1', 'at-scene'), closed('50:00')],
      '50:00',
      0,
    ],
    [
      'its own clearing after the close',
      [alerted, closed('50:00'), status('65:00', 'als 1', 'available')],
      '65:00',
      0,
    ],
    ['now, on a task that is open', [alerted], '600:00', 0],
    [
      'now, when it was sent again after it had cleared',
      [alerted, status('5:00', 'als 1', 'available'), status('8:00', 'als 1', 'alerted')],
      '600:00',
      0,
    ],
    [
      'nothing told, when a file closes the task with its last known time',
      [alerted, status('9:00', 'als 1', 'at-scene'), closed('9:00')],
      undefined,
      1,
    ],
    [
      'nothing told, when it was heard of after the close',
      [alerted, closed('5:00'), status('9:00', 'als 1', 'at-scene')],
      undefined,
      1,
    ],
    [
      'no time at all, when it is cleared in its first moment',
      [alerted, status('1:00', 'als 1', 'available')],
      '1:00',
      0,
    ],
  ] as const)
    it(`ends with ${name}`, () => {
      expect(bound(created(), ...events)).to.deep.equal({
        spans: end === undefined ? [] : [['als 1', at('1:00'), at(end)]],
        endless,
      })
    })

  it('begins with the first sign of a unit whose alert is not told', () => {
    const told = [status('9:00', 'als 1', 'at-scene'), status('6:00', 'als 1', 'en-route')]
    expect(bound(created(), ...told, closed('50:00')).spans).to.deep.equal([
      ['als 1', at('6:00'), at('50:00')],
    ])
    expect(bound(created(), status('9:00', 'als 1', 'transporting'), closed('50:00')).spans).to.have.length(1)
  })

  it('is nothing for a unit that was only reserved, and none is missing then', () => {
    const told = [status('1:00', 'als 1', 'reserved'), status('4:00', 'als 1', 'available')]
    expect(bound(created(), ...told, closed('50:00'))).to.deep.equal({ spans: [], endless: 0 })
  })

  it('counts a unit that never cleared, and adds none of its hours: 24 h is the most', () => {
    const after = (hours: number) => [created(), alerted, closed(`${1 + hours * 60}:00`)]
    expect(bound(...after(24)).endless).to.equal(0)
    expect(bound(...after(25))).to.deep.equal({ spans: [], endless: 1 })
    const open = taskFrom([created(), alerted])
    expect(bindingsOf(open, at('1:00') + 24 * hour + 1)).to.deep.equal({ bindings: [], endless: 1 })
  })

  it('binds a diverted unit that did not clear until the first task ends (trap 8)', () => {
    const diverted = [alerted, status('3:00', 'als 1', 'en-route'), status('6:00', 'bls 2', 'alerted')]
    expect(bound(created(), ...diverted, closed('30:00')).spans.map(([, , to]) => to)).to.deep.equal([
      at('30:00'),
      at('30:00'),
    ])
  })
})

describe('hours of the local clock', () => {
  const hoursOf = (from: string, to: string) => {
    const hours = new Float64Array(24)
    addByHour(hours, Date.parse(from), Date.parse(to), localClock)
    return Object.fromEntries([...hours].flatMap((ms, i) => (ms === 0 ? [] : [[i, ms / 60_000]])))
  }

  for (const [name, from, to, minutes] of [
    ['within one hour', '2026-11-21T10:10:00+02:00', '2026-11-21T10:25:00+02:00', { 10: 15 }],
    ['over two', '2026-11-21T10:50:00+02:00', '2026-11-21T12:05:00+02:00', { 10: 10, 11: 60, 12: 5 }],
    ['over midnight', '2026-11-21T23:30:00+02:00', '2026-11-22T00:30:00+02:00', { 0: 30, 23: 30 }],
    [
      'in the repeated hour (trap 16)',
      '2026-10-25T02:30:00+03:00',
      '2026-10-25T04:30:00+02:00',
      { 2: 30, 3: 120, 4: 30 },
    ],
    [
      'without the skipped hour (trap 17)',
      '2026-03-29T02:30:00+02:00',
      '2026-03-29T04:30:00+03:00',
      { 2: 30, 4: 30 },
    ],
    ['of nothing', '2026-11-21T10:00:00+02:00', '2026-11-21T10:00:00+02:00', {}],
    ['before 1970', '1969-12-31T22:15:00+02:00', '1969-12-31T23:15:00+02:00', { 22: 45, 23: 15 }],
  ] as const)
    it(`${name}`, () => {
      expect(hoursOf(from, to)).to.deep.equal(minutes)
    })

  it('lose and invent no millisecond, and agree with a minute-by-minute count', () => {
    const begin = Date.parse('2026-01-01T00:00:00Z')
    const nights = ['2026-03-29T00:00:00Z', '2026-10-25T00:00:00Z'].map((night) => Date.parse(night))
    const starts = fc.oneof(
      fc.integer({ min: begin, max: begin + 365 * 24 * hour }),
      ...nights.map((night) => fc.integer({ min: night - 3 * hour, max: night + 6 * hour })),
    )
    fc.assert(
      fc.property(starts, fc.integer({ min: 0, max: 26 * 60 }), (from, minutes) => {
        const start = from - (from % 60_000)
        const hours = new Float64Array(24)
        addByHour(hours, start, start + minutes * 60_000, localClock)
        const counted = new Float64Array(24)
        for (let i = 0; i < minutes; i++)
          counted[new Date(localClock(start + i * 60_000)).getUTCHours()]! += 60_000
        expect([...hours]).to.deep.equal([...counted])
      }),
      { seed: 15, numRuns: 300 },
    )
  })
})
