import { expect } from 'chai'
import fc from 'fast-check'
import { reachTime } from '../../src/domain/reach-time.ts'
import { taskFrom } from '../../src/domain/task.ts'
import type { UnitType } from '../../src/domain/vocabulary.ts'
import { aDecision, aReference, at, closed, created, status } from '../builders.ts'

const strengths = {
  'rescue-unit': { leaders: 1, crew: 3 },
  spearhead: { leaders: 1, crew: 1 },
  'rescue-officer': { leaders: 1, crew: 0 },
  support: { leaders: 0, crew: 2 },
} as const
const decision = aDecision({
  service: 'rescue',
  clockStart: 'arriving-unit-alert',
  clockStarts: { 'effective-action': 'earliest-alert', 'second-unit': 'earliest-alert' },
  qualifyingUnits: {
    'first-unit': 'any',
    'second-unit': 'any',
    'effective-action': 'any',
    turnout: 'any',
    drive: 'any',
  },
  formations: { 'second-unit': { units: 2 }, 'effective-action': { leaders: 1, crew: 3, strengths } },
})
const { typeOf } = aReference()

/** Type, alert, arrival, and when it left again or how many it brought. */
type Way = readonly [UnitType, string, string, { readonly left?: string; readonly crew?: number }?]

const taskOf = (ways: readonly Way[]) =>
  taskFrom([
    created({ service: 'rescue' }),
    ...ways.flatMap(([unitType, alerted, arrived, { left, crew } = {}], i) => [
      status(alerted, `u${i}`, 'alerted', { unitType, ...(crew === undefined ? {} : { crew }) }),
      status(arrived, `u${i}`, 'at-scene', { unitType }),
      ...(left === undefined ? [] : [status(left, `u${i}`, 'available', { unitType })]),
    ]),
    closed('90:00'),
  ])

describe('a formation', () => {
  describe('effective action starts when a rescue group 1+3 is at scene, whoever brings it (trap 7)', () => {
    for (const [what, ways, seconds] of [
      ['one rescue unit', [['rescue-unit', '0:00', '9:00']], 540],
      ['a spearhead alone is none', [['spearhead', '0:00', '5:00']], undefined],
      [
        'two spearheads',
        [
          ['spearhead', '0:00', '5:00'],
          ['spearhead', '1:00', '8:00'],
        ],
        480,
      ],
      [
        'a spearhead and two of support',
        [
          ['spearhead', '0:00', '5:00'],
          ['support', '0:00', '7:00'],
        ],
        420,
      ],
      [
        'two of support have no leader',
        [
          ['support', '0:00', '5:00'],
          ['support', '0:00', '6:00'],
        ],
        undefined,
      ],
      [
        'an officer leads them',
        [
          ['support', '0:00', '5:00'],
          ['support', '0:00', '6:00'],
          ['rescue-officer', '2:00', '6:30'],
        ],
        390,
      ],
      ['a rescue unit of three is short', [['rescue-unit', '0:00', '9:00', { crew: 3 }]], undefined],
      [
        'who has left is no part of it',
        [
          ['spearhead', '0:00', '5:00', { left: '7:00' }],
          ['spearhead', '1:00', '8:00'],
        ],
        undefined,
      ],
      [
        'who leaves later was part of it',
        [
          ['spearhead', '0:00', '5:00', { left: '8:01' }],
          ['spearhead', '1:00', '8:00'],
        ],
        480,
      ],
      ['a unit of unknown strength brings nobody', [['other', '0:00', '5:00']], undefined],
    ] as [string, Way[], number | undefined][])
      it(what, () => {
        const reach = reachTime(taskOf(ways), decision, 'effective-action', typeOf)
        expect(reach.seconds).to.equal(seconds)
        expect(reach.incomplete).to.equal(seconds === undefined ? true : undefined)
      })
  })

  it('is measured apart from the first unit, each from its own clock (traps 6 and 7)', () => {
    const task = taskOf([
      ['rescue-unit', '0:00', '12:00'],
      ['spearhead', '2:00', '6:00'],
    ])
    const secondsOf = (measure: 'first-unit' | 'effective-action') =>
      reachTime(task, decision, measure, typeOf).seconds
    expect(secondsOf('first-unit')).to.equal(240)
    expect(secondsOf('effective-action')).to.equal(720)
  })

  it('of units takes the time of the one with that number', () => {
    const task = taskOf([
      ['rescue-unit', '0:30', '9:00'],
      ['rescue-unit', '0:00', '6:00', { left: '8:00' }],
    ])
    expect(reachTime(task, decision, 'second-unit', typeOf)).to.include({ seconds: 540, unit: 'u0' })
    expect(reachTime(taskOf([['rescue-unit', '0:00', '6:00']]), decision, 'second-unit', typeOf)).to.include({
      incomplete: true,
    })
  })

  it('is never complete before its first unit, nor later for one unit more', () => {
    const way = fc.tuple(
      fc.constantFrom<UnitType>('rescue-unit', 'spearhead', 'rescue-officer', 'support'),
      fc.integer({ min: 0, max: 59 }),
      fc.integer({ min: 1, max: 40 }),
    )
    const clock = (second: number) => `${Math.floor(second / 60)}:${String(second % 60).padStart(2, '0')}`
    fc.assert(
      fc.property(fc.array(way, { minLength: 1, maxLength: 6 }), way, (some, more) => {
        const toWays = (list: typeof some) =>
          list.map(([type, alerted, drive]): Way => [type, clock(alerted), clock(alerted + drive * 30)])
        const [few, many] = [taskOf(toWays(some)), taskOf(toWays([...some, more]))]
        const first = Math.min(...few.units.map((unit) => unit.atSceneAt!))
        const before =
          reachTime(few, decision, 'effective-action', typeOf).arrivedAt ?? Number.POSITIVE_INFINITY
        const after =
          reachTime(many, decision, 'effective-action', typeOf).arrivedAt ?? Number.POSITIVE_INFINITY
        expect(before).to.be.at.least(first)
        expect(after).to.be.at.most(before)
      }),
      { seed: 7, numRuns: 300 },
    )
  })
})

describe('turnout and drive', () => {
  const way = (enRoute?: string) =>
    taskFrom([
      created({ service: 'rescue' }),
      status('1:00', 'spearhead 1', 'alerted'),
      ...(enRoute === undefined ? [] : [status(enRoute, 'spearhead 1', 'en-route')]),
      status('9:00', 'spearhead 1', 'at-scene'),
      closed('30:00'),
    ])
  const partsOf = (enRoute?: string) =>
    (['turnout', 'drive', 'first-unit'] as const).map(
      (measure) => reachTime(way(enRoute), decision, measure, typeOf).seconds,
    )

  for (const [enRoute, parts] of [
    ['2:20', [80, 400, 480]],
    ['1:00', [0, 480, 480]],
    [undefined, [undefined, undefined, 480]],
  ] as const)
    it(`en route ${enRoute ?? 'not told'}: ${parts.join(', ')} (trap 12)`, () => {
      expect(partsOf(enRoute)).to.deep.equal(parts)
    })

  it('are those of the first unit there, not of the first to set out (trap 4)', () => {
    const task = taskFrom([
      created({ service: 'rescue' }),
      ...(['alerted', 'en-route', 'at-scene'] as const).map((told, i) =>
        status(['1:00', '1:10', '20:00'][i]!, 'rescue-unit 1', told),
      ),
      ...(['alerted', 'en-route', 'at-scene'] as const).map((told, i) =>
        status(['1:30', '3:30', '7:00'][i]!, 'rescue-unit 2', told),
      ),
    ])
    expect(reachTime(task, decision, 'turnout', typeOf)).to.include({ seconds: 120, unit: 'rescue-unit 2' })
    expect(reachTime(task, decision, 'drive', typeOf).arrivedAt).to.equal(at('7:00'))
  })
})
