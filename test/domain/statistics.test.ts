import { expect } from 'chai'
import fc from 'fast-check'
import { lightOf, percentile, wilson } from '../../src/domain/statistics.ts'
import { streamOf } from '../../src/simulate/random.ts'

describe('a percentile (type 7, trap 46)', () => {
  for (const [values, p, expected] of [
    [[], 0.5, undefined],
    [[7], 0.9, 7],
    [[1, 2], 0.5, 1.5],
    [[1, 2, 3, 4], 0.5, 2.5],
    [[15, 20, 35, 40, 50], 0.4, 29],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9, 9.1],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0, 1],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 1, 10],
    [[480, 480, 480, 481], 0.9, 480.7],
  ] as const) {
    it(`${p} of ${values.length} values is ${expected}`, () => {
      const found = percentile(values, p)
      if (expected === undefined) expect(found).to.equal(undefined)
      else expect(found).to.be.closeTo(expected, 1e-9)
    })
  }

  it('is what a plain sort and a line between two neighbours give', () => {
    const times = fc.array(fc.nat(20_000), { minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(times, fc.double({ min: 0, max: 1, noNaN: true }), (values, p) => {
        const sorted = [...values].sort((a, b) => a - b)
        const rank = p * (sorted.length - 1)
        const low = sorted[Math.floor(rank)]!
        const high = sorted[Math.ceil(rank)]!
        expect(percentile(Int32Array.from(sorted), p)).to.equal(
          low + (high - low) * (rank - Math.floor(rank)),
        )
      }),
    )
  })
})

describe('a Wilson interval', () => {
  // The first four are the examples published by Newcombe (1998, method 3).
  for (const [hits, n, low, high] of [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
    [8, 10, 0.4902, 0.9433],
    [0, 10, 0, 0.2775],
    [10, 10, 0.7225, 1],
    [5, 10, 0.2366, 0.7634],
    [1, 1, 0.2065, 1],
    [0, 9, 0, 0.2991],
    [27, 30, 0.7438, 0.9654],
    [29, 29, 0.883, 1],
    [95, 100, 0.8882, 0.9785],
  ] as const) {
    it(`of ${hits} in ${n}`, () => {
      const interval = wilson(hits, n)!
      expect(interval.low).to.be.closeTo(low, 0.00005)
      expect(interval.high).to.be.closeTo(high, 0.00005)
    })
  }

  it('is none of nothing: no tasks is not 100 % (trap 51)', () => {
    expect(wilson(0, 0)).to.equal(undefined)
  })

  it('holds the share, stays within 0 and 1, and mirrors', () => {
    const shares = fc.integer({ min: 1, max: 5000 }).chain((n) => fc.tuple(fc.nat(n), fc.constant(n)))
    fc.assert(
      fc.property(shares, ([hits, n]) => {
        const { low, high } = wilson(hits, n)!
        const mirrored = wilson(n - hits, n)!
        expect(low).to.be.within(0, hits / n)
        expect(high).to.be.within(hits / n, 1)
        expect(1 - mirrored.high).to.be.closeTo(low, 1e-12)
      }),
    )
  })
})

describe('a light', () => {
  for (const [hits, n, required, light] of [
    [0, 0, 0.9, 'cannot-tell'],
    [0, 9, 0.9, 'cannot-tell'],
    [9, 9, 0.5, 'cannot-tell'],
    [0, 10, 0.9, 'missed'],
    [6, 10, 0.9, 'missed'],
    [7, 10, 0.9, 'leaning-missed'],
    [9, 10, 0.9, 'leaning-met'],
    [10, 10, 0.9, 'leaning-met'],
    [10, 10, 0.5, 'met'],
    [5, 10, 0.5, 'leaning-met'],
    [4, 10, 0.5, 'leaning-missed'],
    [29, 29, 0.9, 'leaning-met'],
    [30, 30, 0.9, 'leaning-met'],
    [35, 35, 0.9, 'leaning-met'],
    [36, 36, 0.9, 'met'],
    [95, 100, 0.9, 'leaning-met'],
    [960, 1000, 0.9, 'met'],
    [870, 1000, 0.9, 'missed'],
    [10, 10, 1, 'leaning-met'],
    [99, 100, 1, 'missed'],
    [4_499_999, 5_000_000, 0.9, 'leaning-missed'],
    [4_400_000, 5_000_000, 0.9, 'missed'],
    [4_600_000, 5_000_000, 0.9, 'met'],
  ] as const) {
    it(`of ${hits} in ${n} against ${required} is ${light}`, () =>
      expect(lightOf(hits, n, required)).to.equal(light))
  }

  const shares = [0.5, 0.7, 0.8, 0.85, 0.9, 0.95]

  it('by luck alone is red or green at most once in forty each, by the exact sums', () => {
    for (const share of shares) {
      for (const n of [10, 11, 13, 17, 20, 29, 30, 35, 50, 73, 100, 365, 1000, 2000]) {
        const chances = binomialChances(n, share)
        const sumOf = (light: string) =>
          chances.reduce((sum, chance, hits) => (lightOf(hits, n, share) === light ? sum + chance : sum), 0)
        expect(sumOf('missed'), `false red, n ${n}, required ${share}`).to.be.at.most(0.025)
        expect(sumOf('met'), `false green, n ${n}, required ${share}`).to.be.at.most(0.025)
      }
    }
  })

  it('by luck alone is red or green at most once in forty each, drawn as tasks', () => {
    for (const share of shares) {
      for (const n of [10, 30, 100, 500, 2000]) {
        const random = streamOf('lights', share, n)
        const rounds = n > 100 ? 1000 : 4000
        const seen: Record<string, number> = {}
        for (let round = 0; round < rounds; round++) {
          let hits = 0
          for (let task = 0; task < n; task++) if (random() < share) hits++
          const light = lightOf(hits, n, share)
          seen[light] = (seen[light] ?? 0) + 1
        }
        // Three standard errors of a share of 2.5 % in so many rounds.
        const room = 3 * Math.sqrt((0.025 * 0.975) / rounds)
        expect((seen.missed ?? 0) / rounds, `false red, n ${n}, required ${share}`).to.be.below(0.025 + room)
        expect((seen.met ?? 0) / rounds, `false green, n ${n}, required ${share}`).to.be.below(0.025 + room)
      }
    }
  })

  it('sees a real difference when there are tasks enough', () => {
    expect(lightOf(820, 1000, 0.9)).to.equal('missed')
    expect(lightOf(560, 1000, 0.5)).to.equal('met')
  })
})

/** By plain products, from none to all. */
function binomialChances(n: number, share: number): number[] {
  let chances = [1]
  for (let task = 0; task < n; task++)
    chances = Array.from(
      { length: chances.length + 1 },
      (_, hits) => (chances[hits] ?? 0) * (1 - share) + (chances[hits - 1] ?? 0) * share,
    )
  return chances
}
