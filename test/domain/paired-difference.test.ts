/** Paired differences over blocks: by hand, at the ends, and against plain resampling. */
import { expect } from 'chai'
import {
  blocksAtLeast,
  clusteredInterval,
  pairedShareVariance,
  percentileInterval,
} from '../../src/domain/paired-difference.ts'
import { percentile } from '../../src/domain/statistics.ts'
import { lognormal, streamOf } from '../../src/simulate/random.ts'

describe('the interval over blocks', () => {
  it('is that of the t test on block means where blocks are equally large', () => {
    const sums = [3, -1, 4, 1, 5, -9, 2, 6, 5, 3]
    const { low, high } = clusteredInterval(sums.map((sum) => ({ pairs: 4, sum })))
    const means = sums.map((sum) => sum / 4)
    const mean = means.reduce((sum, each) => sum + each, 0) / 10
    const variance = means.reduce((sum, each) => sum + (each - mean) ** 2, 0) / 9
    const half = 2.2622 * Math.sqrt(variance / 10)
    expect(low).to.be.closeTo(mean - half, 1e-3)
    expect(high).to.be.closeTo(mean + half, 1e-3)
  })

  it('is by hand what leaving out each of eight blocks of unlike size gives', () => {
    const blocks = [
      [2, 4],
      [4, 0],
      [1, 3],
      [3, -3],
      [5, 5],
      [2, 2],
      [1, -2],
      [6, 9],
    ].map(([pairs, sum]) => ({ pairs: pairs!, sum: sum! }))
    // 18 / 24; without each: 14/22, 18/20, 15/23, 21/21, 13/19, 16/22, 20/23, 9/18.
    const { low, high } = clusteredInterval(blocks)
    expect((low! + high!) / 2).to.be.closeTo(0.75, 1e-12)
    expect((high! - low!) / 2).to.be.closeTo(2.3646 * 0.4067, 1e-3)
  })

  it('is open on too few blocks, and does not count empty ones', () => {
    const filled = Array.from({ length: blocksAtLeast - 1 }, () => ({ pairs: 3, sum: 1 }))
    expect(clusteredInterval([...filled, { pairs: 0, sum: 0 }])).to.deep.equal({})
    expect(clusteredInterval([])).to.deep.equal({})
    expect(clusteredInterval([...filled, { pairs: 1, sum: 0 }])).to.have.keys('low', 'high')
  })

  it('is never narrower than the least variance asked for', () => {
    const blocks = Array.from({ length: 20 }, () => ({ pairs: 10, sum: 0 }))
    expect(clusteredInterval(blocks)).to.deep.equal({ low: 0, high: 0 })
    const { high } = clusteredInterval(blocks, pairedShareVariance(200, 0, 0))
    expect(high).to.be.within(0.005, 3 / 200)
  })
})

describe('the interval of a percentile', () => {
  const random = streamOf(3, 'pairs')
  const n = 600
  const a = Float64Array.from({ length: n }, () => lognormal(random, 600, 0.5))
  const b = Float64Array.from(a, (seconds) => seconds - lognormal(random, 30, 0.5))
  const block = Int32Array.from({ length: n }, (_, i) => i % 30)
  const observed = percentile(b.toSorted(), 0.9)! - percentile(a.toSorted(), 0.9)!

  it('holds the observed difference in its middle', () => {
    const { low, high } = percentileInterval({ a, b, block }, 0.9, observed, streamOf(1, 'x'))
    expect((low! + high!) / 2).to.be.closeTo(observed, 1e-9)
    expect(high! - low!).to.be.within(5, 120)
  })

  it('is as wide as that of resamples laid out and sorted one by one', () => {
    const { low, high } = percentileInterval({ a, b, block }, 0.9, observed, streamOf(1, 'x'), 40)
    const draws = streamOf(1, 'x')
    const order = [...new Set(block)]
    const found = Array.from({ length: 40 }, () => {
      const picked = order.map(() => order[Math.floor(draws() * order.length)]!)
      const of = (values: Float64Array) =>
        percentile(
          picked.flatMap((each) => [...values].filter((_, i) => block[i] === each)).sort((x, y) => x - y),
          0.9,
        )!
      return of(b) - of(a)
    })
    const mean = found.reduce((sum, each) => sum + each, 0) / 40
    const spread = Math.sqrt(found.reduce((sum, each) => sum + (each - mean) ** 2, 0) / 40)
    expect((high! - low!) / 2).to.be.closeTo(2.0452 * spread * Math.sqrt(30 / 29), 1e-2)
  })

  it('is nothing where all pairs are alike, and open on too few blocks', () => {
    expect(percentileInterval({ a, b: a, block }, 0.9, 0, streamOf(1, 'x'))).to.deep.equal({
      low: 0,
      high: 0,
    })
    const few = Int32Array.from({ length: n }, (_, i) => i % 7)
    expect(percentileInterval({ a, b, block: few }, 0.9, observed, streamOf(1, 'x'))).to.deep.equal({})
  })
})
