/** Does a duel find what is known to be true? An optimum by hand, a long-run truth, Erlang's formulas. */
import { expect } from 'chai'
import { chanceOfAtMost } from '../../../src/domain/distributions.ts'
import { fight } from '../../../src/simulate/duel/duel.ts'
import { rowsOf } from '../../../src/simulate/duel/rows.ts'
import { type DuelRules, duelRules } from '../../../src/simulate/duel/rules.ts'
import { exponential, streamOf } from '../../../src/simulate/random.ts'
import { secondsPerCell, toyCrew, toyField, toySetting, toySpan, toyTask } from './toy-duel.ts'
import { holds, toyTruth, toyYearDuel } from './toy-years.ts'

const hour = 3_600_000
const day = 24 * hour

describe('a network with a known optimum', () => {
  /** Tasks of a day by cell, far enough apart that the crew is always at home: the mean way decides. */
  const perDay = [0, 0, 1, 1, 2, 0, 0, 0, 1]
  const total = perDay.reduce((sum, tasks) => sum + tasks, 0)
  const expected = (home: number) =>
    perDay.reduce((sum, tasks, cell) => sum + tasks * Math.abs(cell - home) * secondsPerCell, 0) / total
  const recorded = Array.from({ length: 12 * 7 }, (_, date) =>
    perDay
      .flatMap((tasks, cell) => Array.from({ length: tasks }, () => cell))
      .map((cell, i) => toyTask(`d${date}-${i}`, cell, toySpan.from + date * day + i * 4 * hour)),
  ).flat()
  const candidates = [1, 4, 6]
  const duel = (home: number, other: number, rules?: DuelRules) => {
    const setting = toySetting({ cells: perDay.length, a: [toyCrew('s', home)], b: [toyCrew('s', other)] })
    const { cases } = fight(setting, {
      ...{ recorded, fieldOf: () => toyField(setting) },
      ...(rules && { rules }),
    })
    return rowsOf(cases, 1, 1).totals[0]!.mean!
  }
  const exact: DuelRules = {
    ...duelRules,
    ...{ driveSlowness: 1, driveNoise: 0, doorSeconds: { core: 0, elsewhere: 0, spread: 0 } },
  }

  it('is the weighted median, by hand: cell 4', () => {
    expect(candidates.map(expected)).to.deep.equal([192, 84, 156])
  })

  for (const home of candidates)
    for (const other of candidates.filter((cell) => cell !== home))
      it(`from cell ${home} to ${other}: the very difference, and the word for it`, () => {
        const mean = duel(home, other, exact)
        expect(mean.difference).to.be.closeTo(expected(other) - expected(home), 1e-9)
        expect(mean.word).to.equal(expected(other) < expected(home) ? 'gains' : 'loses')
      })

  it('is found among the candidates with chance in the drives too', () => {
    const ranked = [...candidates].sort((x, y) => -duel(x, y).difference || x - y)
    expect(ranked[0]).to.equal(4)
    expect(duel(1, 4).word).to.equal('gains')
    expect(duel(6, 4).word).to.equal('gains')
  })
})

describe('the interval of a difference', () => {
  const duel = {
    a: [toyCrew('one', 2), toyCrew('two', 9)],
    b: [toyCrew('one', 2), toyCrew('two', 6, { turnout: { medianSeconds: 60, p90Seconds: 90 } })],
  }
  const tasksPerDay = 8

  it('covers the truth in at least 87 of 100 years of chance; a rightful one fails that once in thousands', function () {
    this.timeout(120_000)
    expect(chanceOfAtMost(86, 100, 0.95)).to.be.below(1e-3)
    const truth = toyTruth(duel, { tasksPerDay }, 700)
    const hits = { share: 0, mean: 0, p90: 0 }
    for (let seed = 1; seed <= 100; seed++) {
      const found = toyYearDuel(duel, { weeks: 12, tasksPerDay, seed })
      for (const name of ['share', 'mean', 'p90'] as const) if (holds(found[name], truth[name])) hits[name]++
    }
    for (const [name, count] of Object.entries(hits)) expect(count, name).to.be.at.least(87)
  })

  it('is much narrower by common random numbers than by chance of its own for each plan', () => {
    // The same recorded tasks again and again: what is left is the chance of the replay.
    const spread = (independent: boolean) => {
      const found = Array.from({ length: 24 }, (_, i) => {
        const year = { weeks: 9, tasksPerDay, seed: 1, chance: i + 1 }
        return toyYearDuel(duel, year, { independent }).mean.difference
      })
      const mean = found.reduce((sum, value) => sum + value, 0) / found.length
      return found.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (found.length - 1)
    }
    expect(spread(true) / spread(false)).to.be.above(2)
  })
})

describe('one station with several crews, beside the formulas of Erlang', () => {
  /** Exponential gaps and times at scene, no ways: the queue M/M/c. */
  for (const [crews, perHour, minutes] of [
    [1, 1, 30],
    [3, 3, 48],
    [5, 6, 40],
  ] as const)
    it(`${crews} crews, ${perHour} tasks an hour of ${minutes} minutes: busy shares and waits agree`, function () {
      this.timeout(60_000)
      const random = streamOf(11, 'erlang', crews)
      const tasks = 20_000
      const recorded = []
      let at = toySpan.from
      for (let i = 0; i < tasks; i++) {
        at += Math.round(exponential(random, hour / perHour))
        const sceneSeconds = Math.max(1, exponential(random, minutes * 60))
        recorded.push(
          toyTask(`t${i}`, 0, at, { urgency: 'D', group: 'not-assessed', excluded: 'x', sceneSeconds }),
        )
      }
      const home = Array.from({ length: crews }, (_, i) => toyCrew(`c${i}`, 0))
      const setting = toySetting({ cells: 1, a: home, b: home })
      const rules: DuelRules = {
        ...duelRules,
        ...{ driveNoise: 0, mobileTurnoutSeconds: 0, noticeSeconds: 0, giveUpSeconds: 1e9 },
        doorSeconds: { core: 0, elsewhere: 0, spread: 0 },
      }
      const { a } = fight(setting, { recorded, rules, fieldOf: () => toyField(setting) })
      const load = (perHour * minutes) / 60
      const busy = a.crews.reduce((sum, { busyMs }) => sum + busyMs, 0) / (at - toySpan.from) / crews
      expect(busy / (load / crews)).to.be.within(0.97, 1.03)
      const waits = a.waited.ems! / tasks
      expect(waits / waitingChance(crews, load)).to.be.within(0.9, 1.1)
      const meanWait = a.waitedMs / tasks / 60_000
      expect(meanWait / ((waitingChance(crews, load) * minutes) / (crews - load))).to.be.within(0.8, 1.2)
    })
})

/** Erlang C: the chance that a task has to wait. */
function waitingChance(crews: number, load: number): number {
  let [term, sum] = [1, 1]
  for (let k = 1; k < crews; k++) {
    term *= load / k
    sum += term
  }
  const last = ((term * load) / crews) * (crews / (crews - load))
  return last / (sum + last)
}
