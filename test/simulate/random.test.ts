import { expect } from 'chai'
import fc from 'fast-check'
import { lognormal, poissonTimes, streamOf, uniform, weightedPick } from '../../src/simulate/random.ts'

const some = (random: () => number, n: number) => Array.from({ length: n }, random)

describe('random streams', () => {
  it('give the same numbers for the same names, others for any other name or seed', () => {
    expect(some(streamOf(7, 'demand', '2026-11-21'), 50)).to.deep.equal(
      some(streamOf(7, 'demand', '2026-11-21'), 50),
    )
    const firsts = [
      streamOf(7, 'demand', '2026-11-21'),
      streamOf(7, 'demand', '2026-11-22'),
      streamOf(8, 'demand', '2026-11-21'),
      streamOf(7, 'response', '2026-11-21'),
      streamOf(7, 'demand2026-11-21'),
    ].map((random) => random())
    expect(new Set(firsts).size).to.equal(firsts.length)
  })

  it('spread evenly over [0, 1), also across neighbouring streams', () => {
    const numbers = Array.from({ length: 20_000 }, (_, day) => streamOf('spread', day)())
    for (let tenth = 0; tenth < 10; tenth++) {
      const share = numbers.filter((x) => x >= tenth / 10 && x < (tenth + 1) / 10).length / numbers.length
      expect(share).to.be.closeTo(0.1, 0.01)
    }
  })

  it('draws uniform numbers inside their bounds', () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: -1e6, max: 1e6, noNaN: true }), (seed, low) => {
        expect(uniform(streamOf(seed), low, low + 10)).to.be.within(low, low + 10)
      }),
    )
  })

  it('draws lognormal numbers around their median', () => {
    const random = streamOf('lognormal')
    const numbers = some(() => lognormal(random, 90, 0.3), 10_001).sort((a, b) => a - b)
    expect(numbers[5000]).to.be.closeTo(90, 2)
    expect(numbers[0]).to.be.greaterThan(0)
    const spread = Math.log(numbers[8413]! / numbers[5000]!)
    expect(spread).to.be.closeTo(0.3, 0.02)
  })

  it('draws a Poisson process of the asked rate, in order and within its span', () => {
    const times = poissonTimes(streamOf('poisson'), 1000, 1000 + 3_600_000 * 1000, 5)
    expect(times.length).to.be.closeTo(5000, 200)
    expect(times).to.deep.equal([...times].sort((a, b) => a - b))
    expect(times[0]).to.be.at.least(1000)
    expect(poissonTimes(streamOf('none'), 0, 3_600_000, 0)).to.deep.equal([])
  })

  it('picks by weight, never what weighs nothing', () => {
    const pick = weightedPick([0, 3, 0, 1, 0])
    const random = streamOf('weights')
    const picked = some(() => pick(random), 8000)
    expect(new Set(picked)).to.deep.equal(new Set([1, 3]))
    expect(picked.filter((i) => i === 1).length / picked.length).to.be.closeTo(0.75, 0.02)
    expect(() => weightedPick([0, 0])).to.throw(RangeError, 'no positive weight')
  })
})
