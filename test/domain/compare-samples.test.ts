import { expect } from 'chai'
import { compareSeconds, compareVolumes, percentileRanks } from '../../src/domain/compare-samples.ts'
import { chanceOfAtMost } from '../../src/domain/distributions.ts'
import { exponential, lognormal, type Random, streamOf } from '../../src/simulate/random.ts'

describe('the ranks around a percentile', () => {
  // Medians as in the printed tables of the sign test's interval (Conover), the rest by the binomial sums.
  for (const [n, p, low, high] of [
    [5, 0.5, undefined, undefined],
    [6, 0.5, 1, 6],
    [10, 0.5, 2, 9],
    [15, 0.5, 4, 12],
    [20, 0.5, 6, 15],
    [30, 0.5, 10, 21],
    [100, 0.5, 40, 61],
    [30, 0.9, 23, undefined],
    [35, 0.9, 28, undefined],
    [36, 0.9, 29, 36],
    [0, 0.5, undefined, undefined],
  ] as const) {
    it(`${p} of ${n} values lies from ${low} to ${high}`, () => {
      const ranks = percentileRanks(n, p)
      expect([ranks.low, ranks.high]).to.deep.equal([low, high])
    })
  }

  it('leave out at most 2.5 % on either side, and one rank nearer would leave out more', () => {
    for (const p of [0.5, 0.9])
      for (let n = 36; n <= 400; n++) {
        const { low, high } = percentileRanks(n, p)
        expect(chanceOfAtMost(low! - 1, n, p)).to.be.at.most(0.025)
        expect(chanceOfAtMost(low!, n, p)).to.be.above(0.025)
        expect(1 - chanceOfAtMost(high! - 1, n, p)).to.be.at.most(0.025)
        expect(1 - chanceOfAtMost(high! - 2, n, p)).to.be.above(0.025)
      }
  })
})

describe("two periods' seconds", () => {
  const ramp = (n: number, from: number) => Int32Array.from({ length: n }, (_, i) => from + 10 * i)

  for (const [before, after, median, p90] of [
    [0, 100, false, false],
    [9, 100, false, false],
    [10, 10, true, false],
    [100, 29, true, false],
    [30, 30, true, true],
  ] as const) {
    it(`of ${before} and ${after} tasks: median ${median}, 90th percentile ${p90} (trap 47)`, () => {
      const found = compareSeconds(ramp(before, 300), ramp(after, 300))
      expect([found.median !== undefined, found.p90 !== undefined]).to.deep.equal([median, p90])
    })
  }

  it('by hand: ten values 300, 310, ... against the same and 200 more', () => {
    const { median } = compareSeconds(ramp(10, 300), ramp(10, 500))
    expect(median).to.deep.include({
      before: 345,
      after: 545,
      difference: 200,
      beforeInterval: { low: 310, high: 380 },
      word: 'worse',
    })
    // 35 seconds to either bound of either sample.
    expect(median!.interval.low).to.be.closeTo(200 - Math.hypot(35, 35), 1e-9)
    expect(median!.interval.high).to.be.closeTo(200 + Math.hypot(35, 35), 1e-9)
    expect(compareSeconds(ramp(10, 500), ramp(10, 300)).median!.word).to.equal('better')
  })

  it('leaves open what so few tasks cannot bound', () => {
    const { p90 } = compareSeconds(ramp(30, 300), ramp(200, 300))
    expect(p90!.beforeInterval).to.have.all.keys('low')
    expect(p90!.afterInterval).to.have.all.keys('low', 'high')
    expect(p90!.interval).to.have.all.keys('high')
  })

  for (const [n, m, sigma] of [
    [10, 10, 0.5],
    [40, 60, 0.5],
    [200, 150, 1],
  ] as const) {
    it(`hold the true difference 19 times of 20, ${n} and ${m} skewed tasks`, () => {
      const random = streamOf('percentiles', n, m, sigma)
      const rounds = 3000
      const missed = { median: 0, p90: 0 }
      // Medians 480 and 540; the 90th percentile of a lognormal is exp(1.2816 sigma) times its median.
      const truth = { median: 60, p90: 60 * Math.exp(1.2815515655446004 * sigma) }
      for (let round = 0; round < rounds; round++) {
        const found = compareSeconds(drawn(random, n, 480, sigma), drawn(random, m, 540, sigma))
        for (const key of ['median', 'p90'] as const) {
          const { low = -Infinity, high = Infinity } = found[key]?.interval ?? {}
          if (truth[key] < low || truth[key] > high) missed[key]++
        }
      }
      expect(missed.median / rounds).to.be.below(0.06)
      expect(missed.p90 / rounds).to.be.below(0.06)
      if (n > 10) expect(missed.p90).to.be.above(0)
    })
  }
})

describe("two periods' volumes", () => {
  for (const [before, after, ratio, low, high, word] of [
    // Bounds by the exact binomial interval of the later share, as Clopper and Pearson printed it for 5 and 10 of 10, 20.
    [[10, 31], [10, 31], 1, 0.272 / 0.728, 0.728 / 0.272, 'no-change-shown'],
    [[0, 30], [10, 30], undefined, 0.6915 / 0.3085, undefined, 'more'],
    [[10, 30], [0, 30], 0, 0, 0.3085 / 0.6915, 'fewer'],
    [[10, 30], [0, 15], 0, 0, (2 * 0.3085) / 0.6915, 'fewer'],
    [[0, 30], [0, 30], undefined, 0, undefined, 'cannot-tell'],
    [[4, 30], [5, 30], 1.25, 0.212 / 0.788, 0.863 / 0.137, 'cannot-tell'],
  ] as const) {
    it(`${before.join(' in ')} days, then ${after.join(' in ')}: ${word}`, () => {
      const volume = ([tasks, days]: readonly [number, number]) => ({ tasks, days })
      const found = compareVolumes(volume(before), volume(after))
      expect(found.ratio).to.equal(ratio)
      expect(found.word).to.equal(word)
      expect(found.interval.low).to.be.closeTo(low, 0.01)
      if (high === undefined) expect(found.interval.high).to.equal(undefined)
      else expect(found.interval.high).to.be.closeTo(high, 0.03)
    })
  }

  it('adjusts for days: a February with as many tasks a day is no fewer', () => {
    const found = compareVolumes({ tasks: 3100, days: 31 }, { tasks: 2800, days: 28 })
    expect(found.ratio).to.be.closeTo(1, 1e-12)
    expect(found.word).to.equal('no-change-shown')
  })

  it('a tenth fewer is seen in thousands, not when counts vary much more than Poisson', () => {
    const [before, after] = [
      { tasks: 5000, days: 184 },
      { tasks: 4500, days: 184 },
    ]
    const found = compareVolumes(before, after)
    expect(found.word).to.equal('fewer')
    // Normal approximation on the logarithms: 0.9 exp(+-1.96 sqrt(1/5000 + 1/4500)).
    expect(found.interval.low).to.be.closeTo(0.9 * Math.exp(-1.96 * Math.sqrt(1 / 5000 + 1 / 4500)), 0.0005)
    expect(found.interval.high).to.be.closeTo(0.9 * Math.exp(1.96 * Math.sqrt(1 / 5000 + 1 / 4500)), 0.0005)
    expect(compareVolumes(before, after, 9).word).to.equal('no-change-shown')
  })

  it('refuses no days and half a task', () => {
    expect(() => compareVolumes({ tasks: 1, days: 0 }, { tasks: 1, days: 1 })).to.throw(/0 days/)
    expect(() => compareVolumes({ tasks: 1, days: 1 }, { tasks: 1.5, days: 1 })).to.throw(/1.5 tasks/)
  })

  it('by luck alone seldom more or fewer', () => {
    const random = streamOf('volumes')
    for (const mean of [8, 40, 400]) {
      const rounds = 3000
      const seen = { more: 0, fewer: 0, 'no-change-shown': 0, 'cannot-tell': 0 }
      for (let round = 0; round < rounds; round++)
        seen[
          compareVolumes(
            { tasks: poisson(random, mean), days: 10 },
            { tasks: poisson(random, 1.5 * mean), days: 15 },
          ).word
        ]++
      expect(seen.more / rounds).to.be.below(0.034)
      expect(seen.fewer / rounds).to.be.below(0.034)
    }
  })
})

function drawn(random: Random, n: number, median: number, sigma: number): Float64Array {
  return Float64Array.from({ length: n }, () => lognormal(random, median, sigma)).sort()
}

function poisson(random: Random, mean: number): number {
  let count = 0
  for (let time = exponential(random, 1); time < mean; time += exponential(random, 1)) count++
  return count
}
