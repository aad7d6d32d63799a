/** Which crews help most in the toy region: against trying every one of them as a plan. */
import { expect } from 'chai'
import {
  type Suggestion,
  suggestionSchema,
  suggestQuestionSchema,
} from '../../src/contract/plan-suggestion.ts'
import type { ReadinessPeriod } from '../../src/domain/readiness.ts'
import { suggestCrews } from '../../src/usecases/suggest-crews.ts'
import type { PlanTable } from '../../src/usecases/try-plan.ts'
import { crew, tasksOf, toyStanding, toyTable, tried } from './plan-toy.ts'

const question = { service: 'rescue', measure: 'first-unit', k: 1 }
const suggest = (asked: object, table: PlanTable = toyTable()): Promise<Suggestion> =>
  suggestCrews(suggestQuestionSchema.parse({ ...question, ...asked }), table)
const plain = (periods: readonly ReadinessPeriod[]) =>
  periods.map((period) => ({ ...period, unitTypes: [...period.unitTypes], weekdays: [...period.weekdays] }))
/** Without the north eight more cells are beyond their limit. */
const withoutNorth: PlanTable = toyTable({
  standing: { ...toyStanding, periods: toyStanding.periods.filter(({ id }) => id !== 'north') },
})
const group = (id: string, station: string, change: Partial<ReadinessPeriod> = {}) =>
  crew({ id, station, strength: { leaders: 1, crew: 3 }, ...change })

describe('a suggestion in the toy region', () => {
  it('puts the crew back where it is missed, and tells what it buys cell by cell', async () => {
    const found = await suggest({}, withoutNorth)
    expect(suggestionSchema.parse(found)).to.deep.equal(found)
    expect(found).to.include({ method: 'exact', before: 1060, after: 1900, bound: 1900, candidates: 12 })
    const [only] = found.suggested
    // Three minutes' drive and 90 s from the east: cells 9, 10, 14, 15, 17 and 19; from the north 3, 4, 5, 8, 9 and 14.
    expect(only!.change.period).to.include({ station: 'east', kind: '24/7', id: 'plan-east-24-7-1-1' })
    expect(only).to.include({ crewHours: 168, personHours: 336, gain: 840, alone: 840 })
    expect(only!.cells).to.deep.equal({
      ...{
        cell: [18, 16, 14, 13, 9, 8],
        residents: [190, 170, 150, 140, 100, 90],
        share: new Array(6).fill(1),
      },
    })
    expect(only!.runnerUp).to.deep.include({ gain: 430 })
    expect(only!.runnerUp!.period.station).to.equal('north')
  })

  it('is what every candidate tried as a plan comes to, and none does better', async () => {
    for (const measure of ['first-unit', 'effective-action'] as const) {
      const found = await suggest({ measure, k: 1 }, withoutNorth)
      const alone = await Promise.all(
        ['north', 'west', 'east'].flatMap((station) =>
          [1, 3].map(async (persons) => {
            const period = crew({
              ...{ id: 'try', station, strength: { leaders: 1, crew: persons } },
              turnout: { medianSeconds: 90, p90Seconds: 135 },
            })
            const effect = await tried(
              [{ kind: 'set-readiness', period: plain([period])[0]! }],
              {},
              withoutNorth,
            )
            return effect.services[0]!.measures.find((one) => one.measure === measure)!.total.after.residents
          }),
        ),
      )
      expect(found.after).to.equal(Math.max(...alone))
    }
  })

  it('is the effect of its own plan, for both goals', async () => {
    for (const goal of ['coverage', 'median'] as const) {
      const found = await suggest({ measure: 'effective-action', goal, k: 2 }, withoutNorth)
      const effect = await tried(found.plan.changes, {}, withoutNorth)
      const { total, mean } = effect.services[0]!.measures[1]!
      expect(found.after).to.be.closeTo(goal === 'coverage' ? total.after.residents : mean.after, 0.11)
      expect(found.before).to.be.closeTo(goal === 'coverage' ? total.before.residents : mean.before, 0.11)
    }
  })

  it('weighs a crew of the daytime by its hours', async () => {
    const candidates = plain([
      crew({ id: 'day', station: 'north', kind: 'daytime', from: '08:00', to: '20:00' }),
      crew({ id: 'night', station: 'north', kind: 'daytime', from: '20:00', to: '08:00' }),
    ])
    const one = await suggest({ candidates }, withoutNorth)
    expect(one.after).to.equal(1060 + 340)
    expect(one.suggested[0]!.cells.share).to.deep.equal(new Array(8).fill(0.5))
    const both = await suggest({ candidates, k: 2 }, withoutNorth)
    expect(both.after).to.equal(1740)
    expect(both.suggested.map(({ gain }) => gain)).to.deep.equal([340, 340])
  })

  it('weighs by tasks where that is asked', async () => {
    const monday = 12 * 60
    const tasks = tasksOf([[5, monday, 'A'] as const, [5, monday, 'A'] as const, [19, monday, 'B'] as const])
    const found = await suggest({ weight: 'tasks' }, { ...withoutNorth, tasks: () => tasks })
    expect(found).to.include({ before: 0, after: 2 })
    expect(found.suggested[0]!.change.period.station).to.equal('north')
    expect(found.suggested[0]!.cells).to.deep.equal({ cell: [4], residents: [50], share: [1] })
  })

  it('weighs no crew for a formation that it does not make by itself, and says which', async () => {
    const candidates = plain([group('whole', 'north'), crew({ id: 'half', station: 'north' })])
    const found = await suggest({ measure: 'effective-action', candidates }, withoutNorth)
    expect(found.leftOut).to.deep.equal([{ period: 'half', reason: 'not-enough-alone' }])
    expect(found.suggested.map(({ change }) => change.period.id)).to.deep.equal(['whole'])
  })

  it('suggests nothing where nothing helps', async () => {
    const found = await suggest({
      candidates: plain([crew({ id: 'again', station: 'north' })]),
      goal: 'median',
    })
    expect(found.suggested).to.deep.equal([])
    expect(found.after).to.equal(found.before)
  })

  for (const [what, asked, sentence] of [
    [
      'a measure without units',
      { measure: 'ambulance' },
      "found measure 'ambulance'; expected one of first-unit",
    ],
    ['a service without a decision', { service: 'ems' }, 'found no ems decision in force'],
    [
      'a candidate at an unknown station',
      { candidates: plain([crew({ id: 'x', station: 'nowhere' })]) },
      "found no station 'nowhere'",
    ],
    [
      'two candidates of one id',
      { candidates: plain([crew({ id: 'x', station: 'north' }), crew({ id: 'x', station: 'north' })]) },
      "found readiness 'x' twice",
    ],
    [
      'a candidate with the id of what stands',
      { candidates: plain([crew({ id: 'north', station: 'north' })]) },
      "found readiness 'north' twice",
    ],
  ] as const)
    it(`refuses ${what} with a sentence`, async () => {
      const fault = await suggest(asked).then(
        () => undefined,
        (error: Error) => error,
      )
      expect(fault?.message).to.contain(sentence)
    })
})
