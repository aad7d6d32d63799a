import { expect } from 'chai'
import {
  checkNoOverlap,
  decisionOn,
  inForce,
  isOfficial,
  measuresOf,
  targetsFor,
  urgencyGroup,
} from '../../src/domain/service-level-decision.ts'
import { aDecision, aTarget } from '../builders.ts'

describe('a service-level decision', () => {
  describe('is in force from its first day up to, not on, the day it ends', () => {
    for (const [on, closedEnd, openEnd] of [
      ['2025-12-31', false, false],
      ['2026-01-01', true, true],
      ['2026-06-30', true, true],
      ['2026-07-01', false, true],
      ['2030-01-01', false, true],
    ] as const) {
      it(on, () => {
        expect(inForce({ validFrom: '2026-01-01', validTo: '2026-07-01' }, on)).to.equal(closedEnd)
        expect(inForce({ validFrom: '2026-01-01' }, on)).to.equal(openEnd)
      })
    }
  })

  it('is found by service and date, and not in a gap (trap 57)', () => {
    const decisions = [
      aDecision({ id: 'old', validFrom: '2024-01-01', validTo: '2025-01-01' }),
      aDecision({ id: 'new', validFrom: '2026-01-01' }),
      aDecision({ id: 'rescue', service: 'rescue', validFrom: '2020-01-01' }),
    ]
    const found = (on: string) => decisionOn(decisions, 'ems', on)?.id
    expect(['2023-12-31', '2024-12-31', '2025-06-01', '2026-01-01'].map(found)).to.deep.equal([
      ...[undefined, 'old', undefined, 'new'],
    ])
    expect(decisionOn(decisions, 'rescue', '2025-06-01')?.id).to.equal('rescue')
  })

  describe('must not overlap another of its service', () => {
    const held = [aDecision({ id: 'held', validFrom: '2026-01-01', validTo: '2027-01-01' })]
    for (const [what, validFrom, validTo, refused] of [
      ['that ends where it begins', '2025-01-01', '2026-01-01', false],
      ['that begins where it ends', '2027-01-01', undefined, false],
      ['by one day at the start', '2025-01-01', '2026-01-02', true],
      ['by one day at the end', '2026-12-31', undefined, true],
      ['within it', '2026-03-01', '2026-04-01', true],
      ['around it', '2025-01-01', undefined, true],
      ['the same days', '2026-01-01', '2027-01-01', true],
    ] as const) {
      it(what, () => {
        const adding = () => checkNoOverlap(held, aDecision({ id: 'added', validFrom, validTo }))
        if (refused)
          expect(adding).to.throw(`overlaps 'held' (2026-01-01 to 2027-01-01); expected one ems decision`)
        else expect(adding).to.not.throw()
      })
    }

    it('where the other has no end', () => {
      const open = [aDecision({ id: 'held', validFrom: '2026-01-01' })]
      const added = aDecision({ id: 'added', validFrom: '2030-01-01' })
      expect(() => checkNoOverlap(open, added))
        .to.throw(
          `decision 'added' (2030-01-01 to further notice) overlaps 'held' (2026-01-01 to further notice)`,
        )
        .with.property('code', 'conflict')
    })

    it('but may replace itself, and lie beside the other service', () => {
      expect(() => checkNoOverlap(held, aDecision({ id: 'held', validFrom: '2026-02-01' }))).to.not.throw()
      expect(() => checkNoOverlap(held, aDecision({ id: 'added', service: 'rescue' }))).to.not.throw()
    })
  })

  it('gives the targets of an urgency in a zone, that of most tasks first, then the shorter', () => {
    const decision = aDecision({
      targets: [
        aTarget({ zone: '1', withinSeconds: 480, requiredShare: 0.5 }),
        aTarget({ zone: 'all', withinSeconds: 1800, requiredShare: 0.9 }),
        aTarget({ zone: '1', withinSeconds: 660, requiredShare: 0.9 }),
        aTarget({ zone: '2', withinSeconds: 600 }),
        aTarget({ urgencies: ['C'], zone: 'all', withinSeconds: 900 }),
      ],
    })
    const limits = (urgency: string, zone?: string) =>
      targetsFor(decision, urgency, zone).map(({ withinSeconds }) => withinSeconds)
    expect(limits('A', '1')).to.deep.equal([660, 1800, 480])
    expect(limits('B', '2')).to.deep.equal([1800, 600])
    expect(limits('A', undefined), 'a task without a zone').to.deep.equal([1800])
    expect(limits('C', '1')).to.deep.equal([900])
    expect(limits('N', '1')).to.deep.equal([])
    expect(decision.targets[0]!.withinSeconds, 'the decision itself is left as it is').to.equal(480)
  })

  it('groups A and B as the decision does (trap 24), and others as not assessed (trap 26)', () => {
    const groups = ['A', 'B', 'C', 'N', undefined].map((letter) => urgencyGroup(aDecision(), letter))
    expect(groups).to.deep.equal(['A+B', 'A+B', 'C', 'not-assessed', 'not-assessed'])
    expect(urgencyGroup(undefined, 'A')).to.equal('not-assessed')
    const asked = ['A', 'D', 'N', 'a'].map((letter) => measuresOf(aDecision(), letter).length > 0)
    expect(asked).to.deep.equal([true, true, false, false])
  })

  it('is official only when every target is', () => {
    const targets = (...official: boolean[]) => official.map((each) => aTarget({ official: each }))
    expect(isOfficial(aDecision({ targets: targets(true, true) }))).to.equal(true)
    expect(isOfficial(aDecision({ targets: targets(true, false) }))).to.equal(false)
  })
})
