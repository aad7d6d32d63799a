import { expect } from 'chai'
import fc from 'fast-check'
import {
  betaBinomialAtMost,
  betaBinomialChance,
  binomialChance,
  chanceOfAtLeast,
  chanceOfAtMost,
  chiSquare99,
  hypergeometricAtMost,
  logFactorial,
  logGamma,
  negativeBinomialChance,
  poissonChance,
  t95,
} from '../../src/domain/distributions.ts'

const counts = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)
const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0)

describe('distributions', () => {
  it('the gamma function as in tables', () => {
    expect(logFactorial(0)).to.be.closeTo(0, 1e-13)
    expect(Math.exp(logFactorial(10))).to.be.closeTo(3_628_800, 1e-5)
    expect(Math.exp(logGamma(0.5))).to.be.closeTo(Math.sqrt(Math.PI), 1e-12)
    expect(logGamma(100)).to.be.closeTo(359.1342053695754, 1e-10)
    expect(logGamma(1e6)).to.be.closeTo(12815504.569147611, 1e-6)
  })

  for (const [hits, n, share, expected] of [
    [2, 10, 0.5, 0.0546875],
    [1, 10, 0.5, 0.0107421875],
    [7, 10, 0.9, 0.0701908264],
    [35, 36, 0.9, 0.9774716],
    [10, 10, 0.3, 1],
    [-1, 10, 0.3, 0],
    [0, 10, 1, 0],
    [9, 10, 1, 0],
    [10, 10, 1, 1],
    [0, 10, 0, 1],
    [40, 100, 0.5, 0.0284439668],
  ] as const) {
    it(`at most ${hits} of ${n} at ${share}`, () =>
      expect(chanceOfAtMost(hits, n, share)).to.be.closeTo(expected, 1e-7))
  }

  it('binomial tails are the plain sums of their terms and complement each other', () => {
    const cases = fc.tuple(fc.nat(60), fc.nat(60), fc.double({ min: 0.001, max: 0.999, noNaN: true }))
    fc.assert(
      fc.property(cases, ([hits, more, share]) => {
        const n = hits + more
        const plain = sumOf(counts(0, hits).map((i) => binomialChance(i, n, share)))
        expect(chanceOfAtMost(hits, n, share)).to.be.closeTo(plain, 1e-12)
        expect(chanceOfAtMost(hits, n, share) + chanceOfAtLeast(hits + 1, n, share)).to.be.closeTo(1, 1e-12)
      }),
      { seed: 1 },
    )
  })

  it('far tails keep their digits', () => {
    expect(chanceOfAtMost(0, 200, 0.9) / 1e-200).to.be.closeTo(1, 1e-9)
    expect(chanceOfAtLeast(100, 100, 0.01) / 1e-200).to.be.closeTo(1, 1e-9)
  })

  it("Fisher's tea tasting, and every small table by counting the draws", () => {
    expect(1 - hypergeometricAtMost(2, 4, 4, 8)).to.be.closeTo(17 / 70, 1e-12)
    expect(1 - hypergeometricAtMost(3, 4, 4, 8)).to.be.closeTo(1 / 70, 1e-12)
    for (const total of [1, 5, 9])
      for (const marked of counts(0, total))
        for (const drawn of counts(0, total)) {
          const found = counts(0, 2 ** total - 1)
            .filter((draw) => bits(draw) === drawn)
            .map((draw) => bits(draw & (2 ** marked - 1)))
          for (const most of counts(-1, drawn + 1)) {
            const share = found.filter((marks) => marks <= most).length / found.length
            expect(hypergeometricAtMost(most, drawn, marked, total)).to.be.closeTo(share, 1e-12)
          }
        }
  })

  it('Poisson and negative binomial chances have their sum, mean and variance', () => {
    expect(poissonChance(3, 2)).to.be.closeTo(0.1804470443, 1e-10)
    for (const [mean, dispersion] of [
      [0.4, 1],
      [8, 1.5],
      [60, 3],
      [5, 1 + 1e-7],
      [50, 1 + 1e-5],
    ] as const) {
      const chances = counts(0, 600).map((count) => negativeBinomialChance(count, mean, dispersion))
      const found = sumOf(chances.map((chance, count) => chance * count))
      expect(sumOf(chances)).to.be.closeTo(1, 1e-8)
      expect(found / mean).to.be.closeTo(1, 1e-7)
      const variance = sumOf(chances.map((chance, count) => chance * (count - mean) ** 2))
      expect(variance / mean).to.be.closeTo(dispersion, 1e-5)
    }
  })

  it('beta-binomial: flat when the share is unknown, the urn otherwise', () => {
    for (const count of counts(0, 9)) expect(betaBinomialChance(count, 9, 1, 1)).to.be.closeTo(0.1, 1e-12)
    // Polya's urn, drawn one by one over all orders.
    const [a, b, n] = [2.5, 0.7, 8]
    const byCount = new Array<number>(n + 1).fill(0)
    for (const draw of counts(0, 2 ** n - 1)) {
      let chance = 1
      let hits = 0
      for (let i = 0; i < n; i++) {
        const hit = (draw >> i) & 1
        chance *= (hit ? a + hits : b + i - hits) / (a + b + i)
        hits += hit
      }
      byCount[hits]! += chance
    }
    for (const count of counts(0, n)) {
      expect(betaBinomialChance(count, n, a, b)).to.be.closeTo(byCount[count]!, 1e-12)
      expect(betaBinomialAtMost(count, n, a, b)).to.be.closeTo(sumOf(byCount.slice(0, count + 1)), 1e-12)
    }
  })

  it("Student's t and chi-square as in tables", () => {
    for (const [freedom, t] of [
      [1, 12.7062],
      [4, 2.7764],
      [5, 2.5706],
      [9, 2.2622],
      [18, 2.1009],
      [120, 1.9799],
    ] as const)
      expect(t95(freedom)).to.be.closeTo(t, 0.001)
    for (const [freedom, point] of [
      [5, 15.086],
      [11, 24.725],
      [30, 50.892],
    ] as const)
      expect(chiSquare99(freedom) / point).to.be.closeTo(1, 0.006)
  })
})

function bits(number: number): number {
  let count = 0
  for (let left = number; left; left &= left - 1) count++
  return count
}
