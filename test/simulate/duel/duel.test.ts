/** Two plans fought out over the same tasks: exact by hand, exactly alike when alike, bound by who is busy. */
import { expect } from 'chai'
import fc from 'fast-check'
import { never } from '../../../src/simulate/duel/cases.ts'
import { fight } from '../../../src/simulate/duel/duel.ts'
import { rowsOf } from '../../../src/simulate/duel/rows.ts'
import { type DuelRules, duelRules } from '../../../src/simulate/duel/rules.ts'
import { exponential, streamOf } from '../../../src/simulate/random.ts'
import type { DuelTask } from '../../../src/usecases/duel-setting.ts'
import { toyCrew, toyField, toySetting, toySpan, toyTask } from './toy-duel.ts'

/** Nothing is left to chance: seconds are those of the way. */
const exact: DuelRules = {
  ...duelRules,
  ...{ driveSlowness: 1, driveNoise: 0, mobileTurnoutSeconds: 0, mobileTurnoutSpread: 0, noticeSeconds: 0 },
  doorSeconds: { core: 0, elsewhere: 0, spread: 0 },
}
const hour = 3_600_000
const day = 24 * hour

describe('a duel worked by hand', () => {
  it('reaches each task after the way from the station, and judges it by its limit', () => {
    const setting = toySetting({ cells: 10, a: [toyCrew('s', 0)], b: [toyCrew('s', 6)] })
    const recorded = [0, 3, 5, 6, 9].map((cell, i) => toyTask(`t${i}`, cell, toySpan.from + i * day))
    const { cases } = fight(setting, { recorded, rules: exact, fieldOf: () => toyField(setting) })
    expect([...cases.a]).to.deep.equal([0, 180, 300, 360, 540])
    expect([...cases.b]).to.deep.equal([360, 180, 60, 0, 180])
    const [total] = rowsOf(cases, 1, 1).totals
    expect(total).to.deep.include({ service: 'ems', urgencies: 'A+B', tasks: 5, neverA: 0, neverB: 0 })
    expect(total!.shares[0]).to.include({ inTimeA: 2, inTimeB: 4, toInTime: 3, toLate: 1 })
    expect(total!.mean).to.include({ a: 276, b: 156, difference: -120, word: 'cannot-tell' })
  })

  it('lets a task wait for the only crew, and sends it from where it is on its way home', () => {
    const setting = toySetting({ cells: 10, a: [toyCrew('s', 0)], b: [toyCrew('s', 0), toyCrew('z', 9)] })
    const at = toySpan.from
    const recorded = [
      toyTask('first', 8, at),
      // Alerted while the crew is bound: it drives 480 s, stays 1 200 s, and is free at 1 680 s at cell 8.
      toyTask('waits', 9, at + 600_000),
      // Two minutes after the second task is over, the crew is at cell 7 on its way home.
      toyTask('on the way', 7, at + (1680 + 60 + 1200 + 120) * 1000),
    ]
    const { cases, a, b } = fight(setting, { recorded, rules: exact, fieldOf: () => toyField(setting) })
    // The clock runs from the first alert, which the wait comes before.
    expect([...cases.a]).to.deep.equal([480, 60, 0])
    expect(a.waitedMs).to.equal(1080 * 1000)
    expect(a.crews).to.deep.equal([{ busyMs: (480 + 1200 + 60 + 1200 + 1200) * 1000, tasks: 3 }])
    // With a second crew nobody waits: at home in cell 9 it is nearer to all but the last by a minute or more.
    expect(b.waitedMs).to.equal(0)
  })

  it('counts who is never reached as not in time, and says so', () => {
    const setting = toySetting({
      cells: 4,
      a: [toyCrew('s', 0, { types: ['first-response'] })],
      b: [toyCrew('s', 0)],
    })
    const recorded = Array.from({ length: 12 }, (_, i) => toyTask(`t${i}`, 1, toySpan.from + i * 8 * hour))
    const { cases, a, b } = fight(setting, { recorded, rules: exact, fieldOf: () => toyField(setting) })
    expect(new Set(cases.a)).to.deep.equal(new Set([never]))
    expect([a.never, b.never]).to.deep.equal([{ ems: 12 }, {}])
    const [total] = rowsOf(cases, 1, 1).totals
    expect(total).to.include({ neverA: 12, neverB: 0 })
    expect(total!.shares[0]).to.include({ a: 0, b: 1, toInTime: 12 })
    expect(total!.mean, 'no task that both reach').to.equal(undefined)
  })

  it('sends nobody after the shift, and someone again when the next one begins', () => {
    const from = toySpan.from + 8 * hour
    const setting = toySetting({
      cells: 4,
      a: [toyCrew('s', 0, { from, to: from + hour })],
      b: [toyCrew('s', 0)],
    })
    const recorded = [toyTask('early', 2, from - hour), toyTask('late', 2, from + 2 * hour)]
    const { cases, a } = fight(setting, { recorded, rules: exact, fieldOf: () => toyField(setting) })
    expect([...cases.a]).to.deep.equal([120, never])
    expect(a.waited).to.deep.equal({ ems: 1 })
  })

  it('turns everybody back when the task is cancelled before anybody came, and judges nobody by it', () => {
    const setting = toySetting({ cells: 10, a: [toyCrew('s', 0)], b: [toyCrew('s', 0)] })
    const recorded = [
      toyTask('cancelled', 9, toySpan.from, { cancelledSeconds: 100, excluded: 'cancelled-before-arrival' }),
      toyTask('next', 1, toySpan.from + 101_000),
    ]
    const { cases, a, binding } = fight(setting, { recorded, rules: exact, fieldOf: () => toyField(setting) })
    expect([...cases.a]).to.deep.equal([60])
    expect(a.crews[0]!.busyMs).to.equal((100 + 60 + 1200) * 1000)
    expect(binding).to.deep.equal({ 'cancelled-before-arrival': 1 })
  })
})

/** Tasks of chance over some weeks. */
function chanceTasks(seed: number, options: { cells: number; weeks: number; perDay: number }): DuelTask[] {
  const random = streamOf(seed, 'toy tasks')
  const tasks: DuelTask[] = []
  const until = toySpan.from + options.weeks * 7 * day
  for (let at = toySpan.from; ; ) {
    at += Math.round(exponential(random, day / options.perDay))
    if (at >= until) return tasks
    const urgency = 'ABCD'[Math.floor(random() * 4)]!
    const cell = Math.floor(random() * options.cells)
    tasks.push(
      toyTask(`t${tasks.length}`, cell, at, {
        ...{ urgency, group: urgency < 'C' ? 'A+B' : 'not-assessed', sceneSeconds: undefined },
        ...{ transports: undefined, municipality: cell < options.cells / 2 ? 'west' : 'east' },
        ...(urgency >= 'C' && { excluded: 'urgency-not-assessed' }),
      }),
    )
  }
}

describe('common random numbers', () => {
  it('make alike plans exactly alike, bit by bit, however busy', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        fc.integer({ min: 1, max: 40 }),
        fc.array(fc.integer({ min: 0, max: 11 }), { minLength: 1, maxLength: 4 }),
        (seed, perDay, cells) => {
          const crews = cells.map((cell, i) =>
            toyCrew(`s${i}`, cell, {
              ...{ onCall: i % 2 === 1, types: i % 3 === 2 ? ['bls'] : ['als'] },
              turnout: { medianSeconds: 60 * i, p90Seconds: 100 * i },
            }),
          )
          // The order in which crews are named is no part of a plan.
          const setting = toySetting({ cells: 12, a: crews, b: [...crews].reverse(), seed })
          const recorded = chanceTasks(seed, { cells: 12, weeks: 9, perDay })
          const { cases, a, b } = fight(setting, { recorded, fieldOf: () => toyField(setting) })
          expect(cases.a).to.deep.equal(cases.b)
          expect(a.waitedMs).to.equal(b.waitedMs)
          for (const row of Object.values(rowsOf(cases, 1, seed)).flat()) {
            for (const share of row.shares)
              expect(share).to.include({ difference: 0, low: 0, high: 0, word: 'unchanged' })
            if (row.mean) expect(row.mean).to.include({ difference: 0, low: 0, high: 0, word: 'unchanged' })
            if (row.p90) expect(row.p90).to.include({ difference: 0, low: 0, high: 0, word: 'unchanged' })
          }
        },
      ),
      { numRuns: 12 },
    )
  })

  it('keep what a task meets whatever else is in the plan: a crew nobody needs changes nothing', () => {
    const near = toyCrew('near', 3)
    const setting = toySetting({
      cells: 400,
      a: [near],
      b: [near, toyCrew('far', 399, { types: ['support'] })],
    })
    const recorded = chanceTasks(5, { cells: 12, weeks: 9, perDay: 8 })
    const { cases } = fight(setting, { recorded, fieldOf: () => toyField(setting) })
    expect(cases.a).to.deep.equal(cases.b)
  })

  it('give another outcome with another seed', () => {
    const outcomes = [1, 2].map((seed) => {
      const setting = toySetting({ cells: 12, a: [toyCrew('s', 3)], b: [toyCrew('s', 3)], seed })
      const recorded = chanceTasks(7, { cells: 12, weeks: 2, perDay: 8 })
      return [...fight(setting, { recorded, fieldOf: () => toyField(setting) }).cases.a]
    })
    expect(outcomes[0]).not.to.deep.equal(outcomes[1])
  })
})
