import { expect } from 'chai'
import fc from 'fast-check'
import { negativeBinomialChance } from '../../src/domain/distributions.ts'
import {
  arrivalsFromEarlier,
  arrivalsFromPace,
  type BudgetQuestion,
  hitsNeeded,
  missBudget,
  usualDrift,
} from '../../src/domain/miss-budget.ts'
import { exponential, type Random, streamOf } from '../../src/simulate/random.ts'

const none = { mean: 0, dispersion: 1 }
const steady = { between: 0, within: 0 }
const chanceOf = (question: BudgetQuestion) => missBudget(question).chance

describe('a miss budget', () => {
  for (const [hits, misses, requiredShare, mean, now, atExpected, inARow, recover] of [
    // hits, misses, required, more | left now, left at expected, misses in a row, hits to recover
    [90, 5, 0.9, 100, 4, 14, 5, 0],
    [90, 10, 0.9, 100, 0, 10, 0, 0],
    [89, 11, 0.9, 100, -1, 9, 0, 10],
    [0, 0, 0.9, 100, 0, 10, 0, 0],
    [0, 3, 0.5, 3, -2, 0, 0, 3],
    [2, 2, 0.5, 0, 0, 0, 0, 0],
    [10, 0, 1, 5, 0, 0, 0, 0],
    [9, 1, 1, 5, -1, -1, 0, undefined],
    [7, 0, 0.7, 2.6, 2, 3, 3, 0],
  ] as const) {
    it(`of ${hits} hits and ${misses} misses against ${requiredShare}, ${mean} more to come`, () => {
      const found = missBudget({ requiredShare, soFar: { hits, misses }, more: { mean, dispersion: 1 } })
      expect(found.now.left).to.equal(now)
      expect(found.atExpected.left).to.equal(atExpected)
      expect(found.atExpected.tasks).to.equal(hits + misses + Math.round(mean))
      expect(found.missesInARow).to.equal(inARow)
      expect(found.hitsToRecover).to.equal(recover)
    })
  }

  it('counts as the comparison of a share with its requirement does, rounding crumbs and all', () => {
    const shares = fc.constantFrom(0.5, 0.55, 0.7, 0.85, 0.9, 0.95, 0.99, 1, 1 / 3)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.nat(3000), shares, (hits, misses, required) => {
        const n = hits + misses
        const needed = hitsNeeded(n, required)
        expect(needed / n).to.be.at.least(required)
        expect((needed - 1) / n).to.be.below(required)
        const found = missBudget({ requiredShare: required, soFar: { hits, misses }, more: none })
        expect(found.chance).to.equal(hits / n >= required ? 1 : 0)
        const { missesInARow: row, hitsToRecover: more } = found
        expect(hits / (n + row) >= required || row === 0).to.equal(true)
        expect(hits / (n + row + 1)).to.be.below(required)
        if (more === undefined) expect(required).to.equal(1)
        else {
          expect((hits + more) / (n + more)).to.be.at.least(required)
          if (more > 0) expect((hits + more - 1) / (n + more - 1)).to.be.below(required)
        }
      }),
      { seed: 3 },
    )
  })

  for (const [name, question] of [
    ['a share of 0', { requiredShare: 0, soFar: { hits: 1, misses: 1 }, more: none }],
    ['a share above 1', { requiredShare: 90, soFar: { hits: 1, misses: 1 }, more: none }],
    ['a negative count', { requiredShare: 0.9, soFar: { hits: -1, misses: 1 }, more: none }],
    ['half a task', { requiredShare: 0.9, soFar: { hits: 1.5, misses: 1 }, more: none }],
    ['no mean', { requiredShare: 0.9, soFar: { hits: 1, misses: 1 }, more: { mean: NaN, dispersion: 1 } }],
  ] as const) {
    it(`refuses ${name}`, () => expect(() => missBudget(question)).to.throw(/was expected/))
  }
})

describe('the chance of ending inside', () => {
  it('is a sum over every way the rest may go, by brute force', () => {
    for (const [hits, misses, mean, dispersion, required] of [
      [8, 3, 6, 1, 0.7],
      [8, 3, 6, 2.5, 0.7],
      [30, 2, 4, 1.4, 0.9],
      [10, 10, 9, 1, 0.5],
      [12, 0, 3, 1, 1],
      [0, 10, 8, 3, 0.5],
    ] as const) {
      // Without drift and base the posterior is Beta(hits + 1/2, misses + 1/2).
      let inside = 0
      for (let more = 0; more <= 120; more++) {
        let shares = [1]
        for (let task = 0; task < more; task++)
          shares = Array.from({ length: task + 2 }, (_, k) => {
            const hit = (shares[k - 1] ?? 0) * ((hits + 0.5 + k - 1) / (hits + misses + 1 + task))
            return hit + (shares[k] ?? 0) * ((misses + 0.5 + task - k) / (hits + misses + 1 + task))
          })
        const n = hits + misses + more
        const weight = negativeBinomialChance(more, mean, dispersion)
        shares.forEach((share, k) => {
          if ((hits + k) / n >= required) inside += weight * share
        })
      }
      const soFar = { hits, misses }
      const found = chanceOf({ requiredShare: required, soFar, more: { mean, dispersion }, drift: steady })
      expect(found, `${hits}/${misses}`).to.be.closeTo(inside, 1e-9)
    }
  })

  it('of an ended period is known', () => {
    expect(chanceOf({ requiredShare: 0.9, soFar: { hits: 9, misses: 1 }, more: none })).to.equal(1)
    expect(chanceOf({ requiredShare: 0.9, soFar: { hits: 8, misses: 1 }, more: none })).to.equal(0)
  })

  it('cannot be told of nothing: no tasks is not 100 % (trap 51)', () => {
    const nothing = { hits: 0, misses: 0 }
    const base = { hits: 900, misses: 100 }
    const absent = (question: Omit<BudgetQuestion, 'requiredShare'>) =>
      missBudget({ requiredShare: 0.9, ...question }).chanceAbsent
    expect(absent({ soFar: nothing, more: none })).to.equal('no-tasks')
    expect(absent({ soFar: nothing, more: none, base })).to.equal('no-tasks')
    expect(absent({ soFar: { hits: 9, misses: 0 }, more: { mean: 5, dispersion: 1 } })).to.equal(
      'too-few-tasks',
    )
    expect(absent({ soFar: nothing, more: { mean: 5, dispersion: 1 }, base })).to.equal(undefined)
    // One expected task against 100 %: a period without any is left out, not counted as met.
    const one = { requiredShare: 1, soFar: nothing, base: { hits: 0, misses: 50 } }
    expect(chanceOf({ ...one, more: { mean: 0.01, dispersion: 1 } })).to.be.below(0.05)
  })

  it('against 100 % is over with the first miss', () => {
    const more = { mean: 20, dispersion: 1 }
    expect(chanceOf({ requiredShare: 1, soFar: { hits: 99, misses: 1 }, more })).to.equal(0)
    expect(chanceOf({ requiredShare: 1, soFar: { hits: 100, misses: 0 }, more })).to.be.within(0.5, 0.95)
  })

  it('never grows with one more miss', () => {
    for (const required of [0.5, 0.9]) {
      let before = 1
      for (let misses = 0; misses <= 60; misses++) {
        const soFar = { hits: 60, misses }
        const chance = chanceOf({ requiredShare: required, soFar, more: { mean: 40, dispersion: 1.5 } })!
        expect(chance).to.be.within(0, before)
        before = chance
      }
      expect(before).to.be.below(0.7)
    }
  })

  it('answers a national year as well', () => {
    const question = {
      requiredShare: 0.9,
      soFar: { hits: 225_000, misses: 25_000 },
      more: { mean: 250_000, dispersion: 20 },
    }
    expect(chanceOf({ ...question, drift: steady })).to.be.closeTo(0.5, 0.01)
    expect(chanceOf(question)).to.be.closeTo(0.5, 0.02)
  })
})

describe('tasks to come', () => {
  it('by the pace so far: the same rate, known from so many tasks', () => {
    expect(arrivalsFromPace(100, 10, 20)).to.deep.equal({ mean: 201, dispersion: 3 })
    expect(arrivalsFromPace(0, 10, 20).mean).to.equal(1)
    expect(arrivalsFromPace(100, 30, 0)).to.deep.equal(none)
    expect(() => arrivalsFromPace(0, 0, 30)).to.throw(/0 days/)
  })

  it('by earlier periods: more spread than Poisson when these were', () => {
    const calm = arrivalsFromEarlier([310, 280, 310], [31, 28, 31], 15)
    expect(calm.mean).to.be.closeTo(150, 0.2)
    expect(calm.dispersion).to.be.closeTo(1 + 15 / 90, 1e-9)
    const wild = arrivalsFromEarlier([200, 300, 400], [30, 30, 30], 30)
    expect(wild.dispersion).to.be.closeTo(33.3 * (1 + 1 / 3), 0.2)
    const half = arrivalsFromEarlier([200, 300, 400], [30, 30, 30], 15)
    expect(half.dispersion).to.be.within(1, wild.dispersion)
    expect(() => arrivalsFromEarlier([], [], 15)).to.throw(/0 days/)
  })
})

describe('forecasts at mid-month, back-tested over drifting months', () => {
  // A small slice against 90 % and a larger one against 50 %; drift as assumed, half of it and a quarter more: the rule
  // must hold when the guess is off.
  for (const [required, size, factor] of [
    [0.9, 100, 0.5],
    [0.9, 100, 1],
    [0.9, 100, 1.25],
    [0.5, 200, 0.5],
    [0.5, 200, 1],
    [0.5, 200, 1.25],
  ] as const) {
    it(`tell the chance of ${required} of ${size} tasks truly when the rate drifts ${factor} times as assumed`, () => {
      const cases = months(required, size, factor, 3000)
      const brier = meanOf(cases.map(({ chance, inside }) => (chance - inside) ** 2))
      const constant = meanOf(cases.map(({ inside }) => inside))
      expect(brier).to.be.below(0.65 * constant * (1 - constant))
      for (let decile = 0; decile < 10; decile++) {
        const bin = cases.filter(({ chance }) => Math.min(9, Math.floor(chance * 10)) === decile)
        if (bin.length < 100) continue
        const told = meanOf(bin.map(({ chance }) => chance))
        const seen = meanOf(bin.map(({ inside }) => inside))
        const room = 0.04 + 2 * Math.sqrt((told * (1 - told)) / bin.length)
        expect(seen, `decile ${decile}, ${bin.length} cases, told ${told}`).to.be.closeTo(told, room)
      }
    })
  }

  it('are nearer the truth for the discount', () => {
    const cases = months(0.5, 400, 1, 600)
    const brier = meanOf(cases.map(({ chance, inside }) => (chance - inside) ** 2))
    const sure = meanOf(
      cases.map(({ question, inside }) => (chanceOf({ ...question, drift: steady })! - inside) ** 2),
    )
    expect(brier).to.be.below(0.9 * sure)
  })
})

/** Months of one slice after another: the log odds of a hit wander, the number of tasks varies more than Poisson's. */
function months(required: number, size: number, factor: number, count: number) {
  const random = streamOf('miss budget', required, factor)
  const centre = Math.log(required / (1 - required))
  const cases: { question: BudgetQuestion; chance: number; inside: number }[] = []
  let base = { hits: 0, misses: 0 }
  let odds = centre
  for (let month = 0; month < count; month++) {
    // Pulled back to the requirement, so that months go both ways.
    odds += factor * usualDrift.between * gaussian(random) - 0.2 * (odds - centre)
    const first = draw(random, size * Math.exp(0.2 * gaussian(random)), odds)
    const rest = draw(
      random,
      size * Math.exp(0.2 * gaussian(random)),
      odds + factor * usualDrift.within * gaussian(random),
    )
    if (month > 0) {
      const more = { mean: size, dispersion: 1 + 0.04 * size }
      const question = { requiredShare: required, soFar: first, more, base }
      const chance = chanceOf(question)
      const hits = first.hits + rest.hits
      const inside = hits / (hits + first.misses + rest.misses) >= required ? 1 : 0
      if (chance !== undefined) cases.push({ chance, question, inside })
    }
    base = { hits: first.hits + rest.hits, misses: first.misses + rest.misses }
  }
  return cases
}

function draw(random: Random, mean: number, odds: number) {
  const share = 1 / (1 + Math.exp(-odds))
  const tally = { hits: 0, misses: 0 }
  for (let time = exponential(random, 1); time < mean; time += exponential(random, 1))
    tally[random() < share ? 'hits' : 'misses']++
  return tally
}

function gaussian(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

function meanOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length
}
