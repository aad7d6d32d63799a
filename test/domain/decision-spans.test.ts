import { expect } from 'chai'
import fc from 'fast-check'
import {
  type Adoption,
  type DateSpan,
  gapsOf,
  planAdoption,
  united,
} from '../../src/domain/decision-spans.ts'
import { VasteError } from '../../src/domain/error.ts'
import { decisionOn } from '../../src/domain/service-level-decision.ts'
import { aDecision } from '../builders.ts'

const old = aDecision({ id: 'old', validFrom: '2024-01-01' })
const closed = aDecision({ id: 'closed', validFrom: '2024-01-01', validTo: '2025-01-01' })
const next = (validFrom: string, change: object = {}) => aDecision({ id: 'next', validFrom, ...change })

function refusal(held: Parameters<typeof planAdoption>[0], adoption: Adoption): VasteError {
  try {
    planAdoption(held, adoption)
  } catch (fault) {
    expect(fault).to.be.instanceOf(VasteError)
    return fault as VasteError
  }
  throw new Error('nothing was refused')
}

describe('adopting a decision', () => {
  it('ends the old one on the day the new one begins, and touches the dates from then on (trap 56)', () => {
    const plan = planAdoption([old], { decision: next('2026-01-01'), ends: 'old' })
    expect(plan.changes.map(({ action, decision }) => [action, decision.id, decision.validTo])).to.deep.equal(
      [
        ['ended', 'old', '2026-01-01'],
        ['adopted', 'next', undefined],
      ],
    )
    expect(plan.touched).to.deep.equal([{ service: 'ems', from: '2026-01-01' }])
    const on = (date: string) => decisionOn(plan.decisions, 'ems', date)?.id
    expect(['2025-12-31', '2026-01-01'].map(on)).to.deep.equal(['old', 'next'])
  })

  it('lets an old one that had ended stay in force until the new one begins, when told so (trap 57)', () => {
    const plan = planAdoption([closed], { decision: next('2025-07-01'), ends: 'closed' })
    expect(plan.changes[0]!.decision.validTo).to.equal('2025-07-01')
    expect(plan.touched).to.deep.equal([{ service: 'ems', from: '2025-01-01' }])
    expect(gapsOf(plan.decisions, 'ems')).to.deep.equal([])
  })

  it('withdraws the one it replaces, whose dates are touched too', () => {
    const plan = planAdoption([old], { decision: next('2024-06-01'), replaces: 'old' })
    expect(plan.changes.map(({ action, decision }) => [action, decision.id])).to.deep.equal([
      ['withdrawn', 'old'],
      ['adopted', 'next'],
    ])
    expect(plan.decisions.map(({ id }) => id)).to.deep.equal(['next'])
    expect(plan.touched).to.deep.equal([{ service: 'ems', from: '2024-01-01' }])
  })

  it('takes the same id as a new text: dates of both are touched', () => {
    const text = { ...closed, validFrom: '2024-03-01', validTo: '2025-02-01', source: 'mended' }
    const plan = planAdoption([closed], { decision: text })
    expect(plan.changes).to.deep.equal([{ action: 'adopted', decision: text }])
    expect(plan.touched).to.deep.equal([{ service: 'ems', from: '2024-01-01', to: '2025-02-01' }])
  })

  it('leaves the other service alone, and dates before the first decision are no gap', () => {
    const rescue = aDecision({ id: 'rescue', service: 'rescue', validFrom: '2030-01-01' })
    const plan = planAdoption([old], { decision: rescue })
    expect(plan.touched).to.deep.equal([{ service: 'rescue', from: '2030-01-01' }])
    expect(plan.decisions).to.have.length(2)
  })

  describe('is refused', () => {
    const cases: [what: string, held: (typeof old)[], adoption: Adoption, code: string, sentence: RegExp][] =
      [
        [
          'when it leaves a gap, with its dates and how to fill it (trap 57)',
          [closed],
          { decision: next('2025-07-01') },
          'conflict',
          /no decision of ems would be in force from 2025-01-01 until 2025-07-01, between 'closed' and 'next'; expected no gap: let 'closed' be in force until 2025-07-01 \('ends' does it/,
        ],
        [
          'when a new text that ends earlier leaves a gap',
          [closed, next('2025-01-01')],
          { decision: { ...closed, validTo: '2024-12-01' } },
          'conflict',
          /from 2024-12-01 until 2025-01-01/,
        ],
        [
          'when withdrawing leaves a gap',
          [
            closed,
            aDecision({ id: 'middle', validFrom: '2025-01-01', validTo: '2026-01-01' }),
            next('2026-01-01'),
          ],
          {
            decision: aDecision({ id: 'late', validFrom: '2025-05-01', validTo: '2026-01-01' }),
            replaces: 'middle',
          },
          'conflict',
          /from 2025-01-01 until 2025-05-01, between 'closed' and 'late'/,
        ],
        ['when it overlaps (trap 56)', [old], { decision: next('2026-01-01') }, 'conflict', /overlaps 'old'/],
        [
          'when what it ends begins on the same day',
          [old],
          { decision: next('2024-01-01'), ends: 'old' },
          'conflict',
          /begins on 2024-01-01, not before 'next' .*expected 'replaces'/,
        ],
        [
          'when what it ends begins later',
          [old],
          { decision: next('2023-01-01'), ends: 'old' },
          'conflict',
          /expected 'replaces'/,
        ],
        [
          'when what it ends is not there',
          [old],
          { decision: next('2026-01-01'), ends: 'nobody' },
          'not-found',
          /'ends' names 'nobody', .*expected one of old/,
        ],
        [
          'when it would replace itself',
          [old],
          { decision: { ...old }, replaces: 'old' },
          'not-found',
          /expected none, as there is no other/,
        ],
        [
          'when one is to be ended and replaced',
          [old],
          { decision: next('2026-01-01'), ends: 'old', replaces: 'old' },
          'invalid',
          /named both to be ended and to be replaced/,
        ],
        [
          'when its id is one of the other service',
          [old],
          { decision: aDecision({ id: 'old', service: 'rescue' }) },
          'conflict',
          /is one of ems already/,
        ],
      ]
    for (const [what, held, adoption, code, sentence] of cases)
      it(what, () => {
        const found = refusal(held, adoption)
        expect(found.code).to.equal(code)
        expect(found.message).to.match(sentence)
      })
  })

  it('is not held up by a gap that was there before', () => {
    const held = [closed, aDecision({ id: 'late', validFrom: '2025-07-01', validTo: '2026-01-01' })]
    expect(planAdoption(held, { decision: next('2026-01-01') }).decisions).to.have.length(3)
  })

  it('touches every date on which another decision is in force than before, whatever is adopted', () => {
    const day = fc.integer({ min: 0, max: 40 })
    const dateOf = (n: number) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10)
    const span = fc.tuple(day, fc.option(fc.integer({ min: 1, max: 20 }))).map(([from, length]) => ({
      validFrom: dateOf(from),
      ...(length === null ? {} : { validTo: dateOf(from + length) }),
    }))
    const steps = fc.array(
      fc.record({
        id: fc.constantFrom('a', 'b', 'c'),
        span,
        how: fc.constantFrom('', 'ends', 'replaces'),
        other: fc.constantFrom('a', 'b', 'c'),
      }),
      { minLength: 1, maxLength: 8 },
    )
    fc.assert(
      fc.property(steps, (all) => {
        let held: ReturnType<typeof aDecision>[] = []
        for (const { id, span: dates, how, other } of all) {
          const decision = aDecision({ id, source: JSON.stringify(dates), ...dates })
          let plan: ReturnType<typeof planAdoption>
          try {
            plan = planAdoption(held, { decision, ...(how === '' ? {} : { [how]: other }) })
          } catch (fault) {
            expect(fault).to.be.instanceOf(VasteError)
            continue
          }
          expect(gapsOf(plan.decisions, 'ems')).to.deep.equal([])
          for (let n = -1; n < 70; n++) {
            const on = dateOf(n)
            const [before, after] = [decisionOn(held, 'ems', on), decisionOn(plan.decisions, 'ems', on)]
            const touched = plan.touched.some(({ from, to }) => from <= on && (to === undefined || on < to))
            if (before?.id !== after?.id || before?.source !== after?.source)
              expect(touched, on).to.equal(true)
          }
          held = [...plan.decisions]
        }
      }),
      { seed: 57, numRuns: 300 },
    )
  })
})

describe('united dates', () => {
  const cases: [what: string, spans: DateSpan[], expected: DateSpan[]][] = [
    [
      'apart',
      [
        { from: 'c', to: 'd' },
        { from: 'a', to: 'b' },
      ],
      [
        { from: 'a', to: 'b' },
        { from: 'c', to: 'd' },
      ],
    ],
    [
      'touching',
      [
        { from: 'a', to: 'b' },
        { from: 'b', to: 'c' },
      ],
      [{ from: 'a', to: 'c' }],
    ],
    [
      'one within',
      [
        { from: 'a', to: 'd' },
        { from: 'b', to: 'c' },
      ],
      [{ from: 'a', to: 'd' }],
    ],
    ['open', [{ from: 'a' }, { from: 'c', to: 'd' }], [{ from: 'a' }]],
    ['none', [], []],
  ]
  for (const [what, spans, expected] of cases)
    it(what, () => {
      expect(united(spans)).to.deep.equal(expected)
    })
})
