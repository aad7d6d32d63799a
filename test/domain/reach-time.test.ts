import { expect } from 'chai'
import fc from 'fast-check'
import { clockStartAt, qualifies, reachTime } from '../../src/domain/reach-time.ts'
import { unitTypes } from '../../src/domain/vocabulary.ts'
import { aDecision, aReference, aTask, at, type Leg, start } from '../builders.ts'

const { typeOf } = aReference()
const reachOf = (
  legs: readonly Leg[],
  change: Parameters<typeof aDecision>[0] = {},
  measure = 'first-unit',
) => reachTime(aTask({ legs }), aDecision(change), measure as 'first-unit' | 'ambulance', typeOf)

describe('reach time', () => {
  describe('runs from the first alert to the first arrival of any unit that qualifies', () => {
    for (const [what, legs, measure, seconds, unit] of [
      [
        'first response before the ambulance (trap 1)',
        [
          ['als 1', '1:00', '12:00'],
          ['first-response 1', '1:30', '6:00'],
        ],
        'first-unit',
        300,
        'first-response 1',
      ],
      [
        'only an ambulance for C and D (trap 2)',
        [
          ['als 1', '1:00', '12:00'],
          ['first-response 1', '1:30', '6:00'],
        ],
        'ambulance',
        660,
        'als 1',
      ],
      [
        'a field commander first (trap 3)',
        [
          ['als 1', '1:00', '12:00'],
          ['field-commander 1', '1:00', '4:00'],
        ],
        'first-unit',
        180,
        'field-commander 1',
      ],
      [
        'a field commander is no ambulance (trap 3)',
        [
          ['als 1', '1:00', '12:00'],
          ['field-commander 1', '1:00', '4:00'],
        ],
        'ambulance',
        660,
        'als 1',
      ],
      [
        'the first alerted is not the first there (trap 4)',
        [
          ['als 1', '1:00', '15:00'],
          ['bls 1', '3:00', '9:00'],
        ],
        'first-unit',
        480,
        'bls 1',
      ],
      [
        'a unit of unknown type, where any counts',
        [
          ['K 11', '1:00', '5:00'],
          ['als 1', '1:00', '9:00'],
        ],
        'first-unit',
        240,
        'K 11',
      ],
      [
        'not a unit of unknown type, where types are named',
        [
          ['K 11', '1:00', '5:00'],
          ['als 1', '1:00', '9:00'],
        ],
        'ambulance',
        480,
        'als 1',
      ],
      [
        'a unit that was never alerted itself',
        [
          ['als 1', '1:00'],
          ['bls 1', undefined, '5:00'],
        ],
        'first-unit',
        240,
        'bls 1',
      ],
      [
        'a diverted unit left out, its alert kept (trap 8)',
        [
          ['als 1', '1:00'],
          ['bls 1', '6:00', '20:00'],
        ],
        'first-unit',
        1140,
        'bls 1',
      ],
      [
        'two at once, by name',
        [
          ['bls 2', '1:00', '5:00'],
          ['als 1', '1:00', '5:00'],
        ],
        'first-unit',
        240,
        'als 1',
      ],
      ['a unit on the scene already (trap 9)', [['als 1', '1:00', '0:30']], 'first-unit', -30, 'als 1'],
    ] as const) {
      it(what, () => {
        const reach = reachOf(legs, {}, measure)
        expect({ seconds: reach.seconds, unit: reach.unit }).to.deep.equal({ seconds, unit })
        expect(reach.startAt).to.equal(at('1:00'))
      })
    }
  })

  it('is absent until somebody who qualifies is there, and keeps the start', () => {
    expect(reachOf([['als 1', '1:00']])).to.deep.equal({ startAt: at('1:00') })
    expect(reachOf([['first-response 1', '1:00', '5:00']], {}, 'ambulance')).to.deep.equal({
      startAt: at('1:00'),
    })
    expect(reachOf([])).to.deep.equal({})
  })

  it('is absent without a start, though somebody is there', () => {
    expect(reachOf([['als 1', undefined, '5:00']])).to.deep.equal({ arrivedAt: at('5:00'), unit: 'als 1' })
  })

  describe('starts as the decision says', () => {
    const legs: Leg[] = [
      ['als 1', '1:00', '15:00'],
      ['bls 1', '3:00', '9:00'],
    ]
    for (const [clockStart, startAt, seconds] of [
      ['earliest-alert', at('1:00'), 480],
      ['task-created', start, 540],
      ['arriving-unit-alert', at('3:00'), 360],
    ] as const) {
      it(clockStart, () =>
        expect(reachOf(legs, { clockStart })).to.include({ startAt, seconds, unit: 'bls 1' }),
      )
    }

    it('with the arriving unit at the first alert while nobody has arrived', () => {
      expect(
        reachOf(
          [
            ['als 1', '1:00'],
            ['bls 1', '3:00'],
          ],
          { clockStart: 'arriving-unit-alert' },
        ),
      ).to.deep.equal({ startAt: at('1:00') })
    })

    it('with the arriving unit nowhere, when that unit was never alerted', () => {
      const reach = reachOf(
        [
          ['als 1', '1:00'],
          ['bls 1', undefined, '9:00'],
        ],
        { clockStart: 'arriving-unit-alert' },
      )
      expect(reach).to.deep.equal({ arrivedAt: at('9:00'), unit: 'bls 1' })
    })

    it('with creation also before anybody is alerted', () => {
      expect(clockStartAt(aTask({ legs: [] }), { clockStart: 'task-created' })).to.equal(start)
      expect(clockStartAt(aTask({ legs: [] }), { clockStart: 'earliest-alert' })).to.equal(undefined)
    })
  })

  it('has one start whichever unit arrives, so that a late second dispatch shows (trap 5)', () => {
    expect(
      reachOf([
        ['als 1', '1:00', '30:00'],
        ['bls 1', '21:00', '26:00'],
      ]).seconds,
    ).to.equal(25 * 60)
  })

  describe('is in whole seconds, a started one counting as full (trap 20)', () => {
    for (const [arrival, seconds] of [
      ...[
        ['9:00', 480],
        ['9:00.001', 481],
        ['9:00.1', 481],
        ['8:59.999', 480],
        ['8:59', 479],
      ],
      ...[
        ['1:00', 0],
        ['1:00.001', 1],
        ['0:59.999', -1],
        ['0:59.5', -1],
        ['0:59', -1],
        ['0:58.9', -2],
      ],
    ] as const) {
      it(`alert 1:00, arrival ${arrival}: ${seconds} s`, () => {
        expect(reachOf([['als 1', '1:00', arrival as string]]).seconds).to.equal(seconds)
      })
    }
  })

  it('counts only the types that the decision names for the measure', () => {
    const { qualifyingUnits } = aDecision()
    for (const type of [...unitTypes, undefined]) {
      expect(qualifies(aDecision(), 'first-unit', type)).to.equal(true)
      expect(qualifies(aDecision(), 'ambulance', type)).to.equal(type === 'bls' || type === 'als')
      expect(qualifies(aDecision(), 'effective-action', type), 'a measure it does not speak of').to.equal(
        false,
      )
    }
    expect(qualifyingUnits).to.not.have.property('effective-action')
  })

  it('is the smallest over the units that qualify, for any units', () => {
    const leg = fc.tuple(
      fc.constantFrom('als', 'bls', 'first-response', 'K'),
      fc.nat(3600),
      fc.option(fc.nat(7200)),
    )
    const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
    fc.assert(
      fc.property(fc.array(leg, { minLength: 1, maxLength: 6 }), (drawn) => {
        const legs = drawn.map(
          ([type, alert, scene], i): Leg => [
            `${type} ${i}`,
            clock(alert),
            scene === null ? undefined : clock(scene),
          ],
        )
        const arrivals = drawn.flatMap(([type, , scene]) =>
          scene !== null && /^[ab]ls/.test(type) ? [scene] : [],
        )
        const first = Math.min(...drawn.map(([, alert]) => alert))
        const expected = arrivals.length === 0 ? undefined : Math.min(...arrivals) - first
        expect(reachOf(legs, {}, 'ambulance').seconds).to.equal(expected)
      }),
    )
  })
})
