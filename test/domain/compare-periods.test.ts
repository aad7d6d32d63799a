import { expect } from 'chai'
import fc from 'fast-check'
import {
  compareMeans,
  compareShares,
  type ShareTally,
  type SumTally,
} from '../../src/domain/compare-periods.ts'
import { lognormal, type Random, streamOf } from '../../src/simulate/random.ts'

const share = (name: string, before: readonly [number, number], after: readonly [number, number]) => ({
  name,
  before: { hits: before[0], n: before[1] },
  after: { hits: after[0], n: after[1] },
})

describe("two periods' shares", () => {
  // Newcombe (1998), table II, method 10: the first share minus the second.
  for (const [hits, n, otherHits, otherN, low, high] of [
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ] as const) {
    it(`${hits} of ${n} after ${otherHits} of ${otherN}, as published by Newcombe`, () => {
      const { interval } = compareShares([share('all', [otherHits, otherN], [hits, n])])!
      expect(interval.low).to.be.closeTo(low, 0.00006)
      expect(interval.high).to.be.closeTo(high, 0.00006)
    })
  }

  for (const [before, after, word] of [
    [[5, 9], [500, 500], 'cannot-tell'],
    [[90, 100], [9, 9], 'cannot-tell'],
    [[0, 10], [10, 10], 'better'],
    [[10, 10], [0, 10], 'worse'],
    [[900, 1000], [900, 1000], 'no-change-shown'],
    [[870, 1000], [930, 1000], 'better'],
    [[930, 1000], [870, 1000], 'worse'],
    [[10, 10], [10, 10], 'no-change-shown'],
    // Newcombe's interval leaves out 0 by 6.6 points, but Fisher's tail is 3.5 %.
    [[7, 10], [2, 10], 'no-change-shown'],
  ] as const) {
    it(`${before.join(' of ')}, then ${after.join(' of ')}: ${word}`, () => {
      const found = compareShares([share('all', before, after)])!
      expect(found.word).to.equal(word)
      expect(found.strata[0]!.word).to.equal(word)
    })
  }

  it('total worsens while every class improves: the mix says so (trap 52)', () => {
    const found = compareShares([
      share('core urban', [855, 900], [384, 400]),
      share('rural', [70, 100], [432, 600]),
    ])!
    expect(found.before).to.be.closeTo(0.925, 1e-12)
    expect(found.after).to.be.closeTo(0.816, 1e-12)
    expect(found.word).to.equal('worse')
    // By hand: weights 0.9 to 0.4 and 0.1 to 0.6, shares 0.95 to 0.96 and 0.70 to 0.72.
    expect(found.performance).to.be.closeTo(0.65 * 0.01 + 0.35 * 0.02, 1e-12)
    expect(found.mix).to.be.closeTo(-0.5 * 0.955 + 0.5 * 0.71, 1e-12)
    for (const stratum of found.strata) {
      expect(stratum.performance).to.be.above(0)
      // Fewer of the well served and more of the badly served both count against.
      expect(stratum.mix).to.be.below(0)
    }
    expect(found.performanceWord).to.equal('no-change-shown')
  })

  it('a class that one period lacks is named, and is mix', () => {
    const found = compareShares([
      share('urban', [90, 100], [180, 200]),
      share('rural', [40, 100], [0, 0]),
      share('core', [0, 0], [50, 50]),
      share('none', [0, 0], [0, 0]),
    ])!
    expect(found.onlyBefore).to.deep.equal(['rural'])
    expect(found.onlyAfter).to.deep.equal(['core'])
    expect(found.performance).to.be.closeTo(0, 1e-12)
    expect(found.mix).to.be.closeTo(found.change, 1e-12)
    const [, rural, core] = found.strata
    expect(found.mixOfOneSided).to.be.closeTo(rural!.mix + core!.mix, 1e-12)
    expect(rural).to.include({ performance: 0, word: 'cannot-tell' }).and.not.have.property('difference')
    expect(found.strata.map(({ name }) => name)).to.deep.equal(['urban', 'rural', 'core'])
  })

  it('with no class in common nothing is said of performance', () => {
    const found = compareShares([share('a', [90, 100], [0, 0]), share('b', [0, 0], [50, 100])])!
    expect(found.performanceWord).to.equal('cannot-tell')
    expect(found.mix).to.be.closeTo(-0.4, 1e-12)
  })

  it('is none when either period is empty (trap 51)', () => {
    expect(compareShares([])).to.equal(undefined)
    expect(compareShares([share('a', [90, 100], [0, 0])])).to.equal(undefined)
  })

  it('refuses more hits than tasks', () =>
    expect(() => compareShares([share('a', [11, 10], [1, 2])])).to.throw(/a has 11 hits in 10 tasks/))

  it('mix and performance are the change exactly, and swap sign with the periods', () => {
    const tally = fc.nat(200).chain((n) => fc.record({ hits: fc.nat(n), n: fc.constant(n) }))
    const strata = fc.array(fc.record({ name: fc.string(), before: tally, after: tally }), { maxLength: 8 })
    fc.assert(
      fc.property(strata, (classes) => {
        const found = compareShares(classes)
        const swapped = compareShares(
          classes.map(({ name, before, after }) => ({ name, before: after, after: before })),
        )
        if (!found || !swapped) return
        expect(found.mix + found.performance).to.be.closeTo(found.change, 1e-12)
        const parts = found.strata.reduce((sum, { mix, performance }) => sum + mix + performance, 0)
        expect(parts).to.be.closeTo(found.change, 1e-12)
        expect(swapped.mix).to.be.closeTo(-found.mix, 1e-12)
        expect(found.interval.low).to.be.at.most(found.change)
        expect(found.performanceInterval.high).to.be.at.least(found.performance - 1e-12)
      }),
      { seed: 5 },
    )
  })

  it('recovers a known shift within a tenth of a percentage point', () => {
    const random = streamOf('known shift')
    const n = 12_000_000
    // Weights 0.5, 0.3, 0.2 turn 0.4, 0.3, 0.3; the classes shift by 1.5, -0.5 and 0 points.
    const classes = [
      ['core', 0.5, 0.4, 0.95, 0.965],
      ['urban', 0.3, 0.3, 0.9, 0.895],
      ['rural', 0.2, 0.3, 0.7, 0.7],
    ] as const
    const strata = classes.map(([name, weight, weightAfter, level, levelAfter]) => ({
      name,
      before: drawShare(random, Math.round(n * weight), level),
      after: drawShare(random, Math.round(n * weightAfter), levelAfter),
    }))
    const found = compareShares(strata)!
    expect(found.performance).to.be.closeTo(0.45 * 0.015 - 0.3 * 0.005, 0.001)
    expect(found.mix).to.be.closeTo(-0.1 * 0.9575 + 0.1 * 0.7, 0.001)
    const [core, urban, rural] = found.strata
    expect(core!.difference).to.be.closeTo(0.015, 0.001)
    expect(urban!.difference).to.be.closeTo(-0.005, 0.001)
    expect(rural!.difference).to.be.closeTo(0, 0.001)
    expect([core!.word, urban!.word, rural!.word]).to.deep.equal(['better', 'worse', 'no-change-shown'])
    expect([found.word, found.performanceWord]).to.deep.equal(['worse', 'better'])
  })

  for (const [sizes, level] of [
    [[10, 10], 0.5],
    [[12, 40], 0.9],
    [[30, 30], 0.9],
    [[100, 60], 0.85],
    [[400, 400], 0.5],
  ] as const) {
    it(`by luck alone seldom better or worse: ${sizes.join(' and ')} tasks at ${level}`, () => {
      const random = streamOf('no change', ...sizes, level)
      const rounds = 4000
      const seen = { total: 0, performance: 0, covered: 0 }
      for (let round = 0; round < rounds; round++) {
        // The mix changes, no class does: performance is truly 0.
        const found = compareShares([
          {
            name: 'a',
            before: drawShare(random, sizes[0], level),
            after: drawShare(random, sizes[1], level),
          },
          {
            name: 'b',
            before: drawShare(random, sizes[0], 0.6),
            after: drawShare(random, 3 * sizes[1], 0.6),
          },
        ])!
        if (found.performanceInterval.low! <= 0 && found.performanceInterval.high! >= 0) seen.covered++
        if (found.performanceWord === 'better') seen.performance++
        if (found.strata[0]!.word === 'worse') seen.total++
      }
      const room = 3 * Math.sqrt((0.025 * 0.975) / rounds)
      expect(seen.total / rounds, 'false worse, one class').to.be.below(0.025 + room)
      expect(seen.performance / rounds, 'false better, performance').to.be.below(0.03 + room)
      expect(seen.covered / rounds, 'coverage of performance').to.be.within(0.925, 0.995)
    })
  }
})

describe("two periods' means", () => {
  const summed = (values: readonly number[]): SumTally => ({
    n: values.length,
    sum: values.reduce((sum, value) => sum + value, 0),
    sumOfSquares: values.reduce((sum, value) => sum + value ** 2, 0),
  })

  it('split exactly, with fewer seconds better', () => {
    const random = streamOf('means')
    const draw = (n: number, median: number) =>
      summed(Array.from({ length: n }, () => Math.round(lognormal(random, median, 0.5))))
    const found = compareMeans(
      [
        { name: 'urban', before: draw(4000, 400), after: draw(2000, 320) },
        { name: 'rural', before: draw(1000, 900), after: draw(3000, 900) },
        { name: 'island', before: draw(1, 2000), after: draw(1, 2500) },
        { name: 'new', before: draw(0, 1), after: draw(5, 500) },
      ],
      true,
    )!
    expect(found.mix + found.performance).to.be.closeTo(found.change, 1e-9)
    expect(found.mix).to.be.above(100)
    expect(found.word).to.equal('worse')
    expect(found.performanceWord).to.equal('better')
    expect(found.strata.map(({ word }) => word).slice(0, 3)).to.deep.equal([
      'better',
      'no-change-shown',
      'cannot-tell',
    ])
    expect(found.onlyAfter).to.deep.equal(['new'])
  })

  it('of one sample each: the interval of two t intervals, by hand', () => {
    // Means 3 and 6, variances 2.5; t of 4 degrees 2.7764: distances 1.9633 each.
    const found = compareMeans(
      [{ name: 'all', before: summed([1, 2, 3, 4, 5]), after: summed([4, 5, 6, 7, 8]) }],
      true,
    )!
    expect(found.interval.low).to.be.closeTo(3 - 2.7765, 0.001)
    expect(found.interval.high).to.be.closeTo(3 + 2.7765, 0.001)
    expect(found.word).to.equal('cannot-tell')
  })

  it('of a single task each has no interval', () => {
    const found = compareMeans([{ name: 'all', before: summed([300]), after: summed([400]) }], true)!
    expect(found.change).to.equal(100)
    expect(found.interval).to.deep.equal({})
  })
})

function drawShare(random: Random, n: number, level: number): ShareTally {
  let hits = 0
  for (let task = 0; task < n; task++) if (random() < level) hits++
  return { hits, n }
}
