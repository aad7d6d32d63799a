import { expect } from 'chai'
import fc from 'fast-check'
import {
  type Address,
  againstPeriod,
  chosenPeriod,
  openSections,
  readAddress,
  requests,
  sameQuestion,
  withSection,
  writeAddress,
} from '../../dashboards/compliance/address.ts'
import { budgetBar, budgetGroups, chanceWord, standingOf } from '../../dashboards/compliance/budget.ts'
import {
  changeReach,
  changeSentence,
  seamsBetween,
  shownParts,
  stacked,
} from '../../dashboards/compliance/change.ts'
import { chosen } from '../../dashboards/compliance/models.ts'
import { periodBefore, periodName, periodOf, periodOfMonths } from '../../dashboards/compliance/period.ts'
import {
  budgetPath,
  changePath,
  passportPath,
  sectionPath,
  stabilityPath,
} from '../../dashboards/compliance/sections.ts'
import { pointsText, ratioText, timeDifferenceText } from '../../dashboards/compliance/signed.ts'
import { controlModels, flagged, shapeOf, valueRange } from '../../dashboards/compliance/stability.ts'
import { initialState, reduce } from '../../dashboards/compliance/state.ts'
import { wordsFor } from '../../dashboards/words.ts'
import { comparisonQuestion, passportQuestion, stabilityQuestion } from '../../src/http/analysis.ts'
import { complianceQuestion, distributionQuestion, trendQuestion } from '../../src/http/reads.ts'
import { budgetLine, fixtureStability, mixedChange } from './compliance-fixtures.ts'
import { fixtureCompliance } from './fixture-figures.ts'

const fi = wordsFor('fi')
const en = wordsFor('en')
const october: Address = { service: 'ems', month: '2026-10' }
const compliance = fixtureCompliance(Date.UTC(2026, 10, 21))
const query = (path: string) => Object.fromEntries(new URL(path, 'http://localhost').searchParams)

describe('periods', () => {
  it('are the calendar month, half-year and year that hold a month', () => {
    expect(periodOf('2026-12')).to.deep.equal({ from: '2026-12-01', to: '2027-01-01' })
    expect(periodOf('2026-06', 'half-year')).to.deep.equal({ from: '2026-01-01', to: '2026-07-01' })
    expect(periodOf('2026-07', 'half-year')).to.deep.equal({ from: '2026-07-01', to: '2027-01-01' })
    expect(periodOf('2026-07', 'year')).to.deep.equal({ from: '2026-01-01', to: '2027-01-01' })
  })

  it('are named shortly', () => {
    const names = [
      periodOf('2026-10'),
      periodOf('2026-10', 'half-year'),
      periodOf('2026-10', 'year'),
      periodOfMonths('2026-02', '2025-11'),
    ].map((period) => periodName(period, fi))
    expect(names).to.deep.equal(['lokakuu 2026', '7–12/2026', '2026', '11/2025–2/2026'])
  })

  it('are held against the same months a year before, the period before, or months of choice', () => {
    const half: Address = { ...october, span: 'half-year' }
    expect(againstPeriod(half)).to.deep.equal({ from: '2025-07-01', to: '2026-01-01' })
    expect(againstPeriod({ ...half, against: 'previous' })).to.deep.equal(
      periodBefore(periodOf('2026-07', 'half-year')),
    )
    expect(againstPeriod({ ...half, against: '2024-03..2024-04' })).to.deep.equal({
      from: '2024-03-01',
      to: '2024-05-01',
    })
  })
})

describe('the address of the sections', () => {
  const whole: Address = {
    ...{ ...october, span: 'year', group: 'A+B.first-unit', share: '0.9', grid: 'syke 2021', zone: 'rural' },
    ...{
      against: '2024-01..2024-12',
      step: 'month',
      budget: 'half-year',
      open: 'change,budget',
      public: '1',
    },
  }

  it('survives the round trip, and leaves out what it does not know', () => {
    expect(readAddress(writeAddress(whole), '2026-11')).to.deep.equal(whole)
    const nonsense = '?service=ems&month=2026-10&span=decade&against=soon&step=day&budget=x&public=yes'
    expect(readAddress(nonsense, '2026-11')).to.deep.equal(october)
  })

  it('opens and closes sections without asking for the figures again', () => {
    const open = withSection(october, 'budget', true)
    expect(openSections(open)).to.deep.equal(['budget'])
    expect(openSections(withSection(open, 'budget', false))).to.deep.equal([])
    expect(sameQuestion(october, open)).to.equal(true)
    expect(sameQuestion(october, { ...october, span: 'year' })).to.equal(false)
    expect(sameQuestion(october, { ...october, grid: 'syke 2021' }), 'another grid').to.equal(false)
  })

  it('asks only what the service can read', () => {
    const asked = requests(whole, 'fi')
    expect(complianceQuestion.parse(query(asked.csv))).to.include({ public: 'true', grid: 'syke 2021' })
    expect(distributionQuestion.parse(query(asked.distribution))).to.include({ from: '2026-01-01' })
    expect(trendQuestion.parse(query(asked.trend))).to.include({ month: '2026-12', grid: 'syke 2021' })
    expect(asked.revisions, 'reports are of months').to.equal(undefined)
    const change = comparisonQuestion.parse(query(changePath(whole)))
    expect(change).to.include({ from: '2026-01-01', againstFrom: '2024-01-01', grid: 'syke 2021' })
    expect(query(budgetPath(whole, '2026-11'))).to.include({ from: '2026-07-01', to: '2027-01-01' })
    const stability = stabilityPath(whole, chosen(compliance, whole), '2026-11')!
    expect(stabilityQuestion.parse(query(stability))).to.include({
      ...{ month: '2026-11', zone: 'rural', step: 'month', withinSeconds: 1860 },
    })
    const row = compliance.rows[0]
    const passport = passportPath({ ...compliance, to: '2026-11-01', oneGrid: 'syke 2021' }, row)!
    expect(passportQuestion.parse(query(passport))).to.include({ urgency: 'A+B', grid: 'syke 2021' })
    expect(passportPath(compliance, { ...row, decision: undefined })).to.equal(undefined)
  })

  it('asks nothing for a section that is closed', () => {
    const context = { address: october, thisMonth: '2026-11', choice: chosen(compliance, october) }
    expect(sectionPath('change', context)).to.equal(undefined)
    expect(sectionPath('change', { ...context, address: whole })).to.contain('/comparison?')
  })

  it('follows the zone with the most tasks until one is chosen', () => {
    const path = stabilityPath(october, chosen(compliance, october), '2026-11')!
    const group = compliance.rows.filter(({ urgency }) => urgency === 'A+B')
    const busiest = group.toSorted((a, b) => b.used - a.used)[0]
    expect(query(path)).to.include({ zone: busiest.zone, step: 'week', month: '2026-10' })
  })
})

describe('the state of the sections', () => {
  const start = initialState({ language: 'fi', theme: 'auto' }, october, '2026-11')
  const ready = { kind: 'ready', value: 1 as never } as const

  it('ignores the answer to an earlier question', () => {
    const first = reduce(start, { kind: 'ask', name: 'change', path: '/a' })
    const second = reduce(first, { kind: 'ask', name: 'change', path: '/b' })
    expect(reduce(second, { kind: 'told', name: 'change', asked: { path: '/a', answer: ready } })).to.equal(
      second,
    )
    const told = reduce(second, { kind: 'told', name: 'change', asked: { path: '/b', answer: ready } })
    expect(told.sections.change.answer).to.equal(ready)
    const again = reduce(told, { kind: 'ask', name: 'change', path: '/c' })
    expect(again.sections.change.answer, 'the old answer stays, marked').to.deep.equal({
      kind: 'loading',
      value: 1,
    })
  })

  it('never shows the passport of one figure for another, and forgets it when closed', () => {
    const told = { ...start.sections, passport: { path: '/a', answer: ready } }
    const other = reduce({ ...start, sections: told }, { kind: 'ask', name: 'passport', path: '/b' })
    expect(other.sections.passport).to.deep.equal({ path: '/b', answer: { kind: 'loading' } })
    const closed = reduce(other, { kind: 'ask', name: 'passport' })
    expect(closed.sections.passport.path).to.equal(undefined)
  })

  it('keeps opened rows over months of a service, not over services', () => {
    const open = reduce(start, { kind: 'toggle-row', row: 'x' })
    expect(reduce(open, { kind: 'toggle-row', row: 'x' }).openRows).to.deep.equal([])
    const month = reduce(open, { kind: 'address', address: { ...october, month: '2026-09' } })
    expect(month.openRows).to.deep.equal(['x'])
    const rescue = reduce(open, { kind: 'address', address: { ...october, service: 'rescue' } })
    expect(rescue.openRows).to.deep.equal([])
  })
})

describe('a change in words', () => {
  it('says what is of the mix and what of the service (trap 52)', () => {
    expect(changeSentence(mixedChange, fi).replaceAll('\u00a0', ' ')).to.equal(
      'A+B 90 %: 87,1 % → 84,9 %, −2,2 %-yks. (95 %:n luottamusväli −4,1 … −0,3): siitä −1,9 tehtävien painottumisesta, −0,3 palvelusta: muutosta palvelussa ei voida osoittaa.',
    )
    expect(changeSentence({ ...mixedChange, interval: { high: 0.1 } }, en)).to.contain('? … +10.0')
  })

  it('shows parts that add up to the change shown (property)', () => {
    const share = fc.double({ min: -1, max: 1, noNaN: true })
    fc.assert(
      fc.property(share, share, (mix, performance) => {
        const shown = shownParts({ change: mix + performance, mix, performance })
        expect(shown.mix + shown.performance).to.be.closeTo(shown.change, 1e-9)
        expect(Math.abs(shown.performance - performance)).to.be.at.most(0.001 + 1e-9)
        const segments = stacked(shown)
        const length = segments.reduce((sum, { from, to }) => sum + (to - from), 0)
        expect(length).to.be.closeTo(shown.change, 1e-9)
      }),
    )
  })

  it('stacks parts that pull the same way and parts others at zero', () => {
    expect(stacked({ change: -0.3, mix: -0.2, performance: -0.1 })[1].from).to.equal(-0.2)
    expect(stacked({ change: 0.1, mix: -0.1, performance: 0.2 })[1].from).to.equal(0)
  })

  it('draws all families on one scale that holds every bar and bound', () => {
    expect(changeReach([mixedChange])).to.be.closeTo(0.05, 1e-9)
    expect(changeReach([mixedChange, { ...mixedChange, interval: { low: -0.31 } }])).to.be.closeTo(0.4, 1e-9)
    expect(changeReach([])).to.be.above(0)
  })

  it('tells what changed in the county between the two periods (trap 54)', () => {
    const found = seamsBetween({ service: 'ems' }, chosenPeriod(october), againstPeriod(october))
    expect(found.map(({ on }) => on)).to.deep.equal(['2025-10-01', '2025-10-16', '2025-11-26', '2026-01-01'])
  })

  it('gives a sign to every difference but that shown as zero, times as m:ss (trap 61)', () => {
    expect([pointsText(-0.0222, fi), pointsText(0.0004, fi), pointsText(0.1, en)]).to.deep.equal([
      ...['−2,2', '0,0', '+10.0'],
    ])
    expect([-98.4, 0.4, 61].map(timeDifferenceText)).to.deep.equal(['−1:38', '0:00', '+1:01'])
    expect([ratioText(0.898, en), ratioText(1, en)]).to.deep.equal(['−10.2%', '0.0%'])
  })
})

describe('the budget of misses in words', () => {
  const expected = (left: number, more = 47) => ({ tasks: 89 + more, allowed: 13, left })
  const cases: readonly [string, Partial<Parameters<typeof budgetLine>[0]>, boolean, object][] = [
    ['the miss that loses it', { atExpected: expected(4) }, false, { kind: 'bears', n: 5 }],
    ['the next miss', { atExpected: expected(0) }, false, { kind: 'bears', n: 1 }],
    ['too many already', { atExpected: expected(-3) }, false, { kind: 'lost', n: 3 }],
    ['no longer losable', { atExpected: expected(47) }, false, { kind: 'safe' }],
    ['ended inside', { now: { tasks: 89, allowed: 8, left: 0 } }, true, { kind: 'kept' }],
    ['ended outside', { now: { tasks: 89, allowed: 8, left: -1 } }, true, { kind: 'missed', n: 1 }],
    ['nothing (trap 51)', { now: { tasks: 0, allowed: 0, left: 0 } }, true, { kind: 'no-tasks' }],
  ]
  for (const [name, change, over, standing] of cases)
    it(`tells ${name}`, () => {
      expect(standingOf(budgetLine(change), over)).to.deep.equal(standing)
    })

  it('measures the bar by what is expected, and by what was once it is over', () => {
    expect(budgetBar(budgetLine(), false)).to.deep.equal({ used: 9, allowed: 13, scale: 13 })
    expect(budgetBar(budgetLine(), true)).to.deep.equal({ used: 9, allowed: 8, scale: 9 })
    expect(budgetBar(budgetLine({ missed: 0, atExpected: expected(0) }), false).scale).to.be.at.least(1)
  })

  it('has a word for each chance, the same from both ends', () => {
    expect([1, 0.95, 0.7, 0.5, 0.3, 0.29, 0.05, 0.04, 0].map(chanceWord)).to.deep.equal([
      ...['almost-certain', 'almost-certain', 'likely', 'open', 'open', 'unlikely', 'unlikely'],
      ...['almost-impossible', 'almost-impossible'],
    ])
  })

  it('keeps the zones in their order within each urgency', () => {
    const lines = [budgetLine(), budgetLine({ zone: 'core-urban' }), budgetLine({ urgency: 'C' })]
    const groups = budgetGroups(lines, ['core-urban', 'rural'])
    expect(groups.map(({ urgency, lines: own }) => [urgency, own.map(({ zone }) => zone)])).to.deep.equal([
      ['A+B', ['core-urban', 'rural']],
      ['C', ['rural']],
    ])
  })
})

describe('the control chart', () => {
  const [share, median] = controlModels(fixtureStability())

  it('starts with the first point that has tasks, and keeps a gap a gap (trap 51)', () => {
    expect(share.points).to.have.length(18)
    expect(share.points[0].n).to.equal(22)
    expect(share.points[5]).to.include({ n: 0 })
    expect(share.points[5].value).to.equal(undefined)
    const none = { ...fixtureStability(), n: fixtureStability().n.map(() => 0) }
    expect(controlModels(none)[0].points).to.deep.equal([])
  })

  it('flags by shape, alone out of the limits or part of a pattern', () => {
    expect(flagged(share).map(shapeOf)).to.deep.equal(['beyond', 'pattern'])
    expect(shapeOf(share.points[0])).to.equal('plain')
  })

  it('holds everything drawn, a share within nothing and all', () => {
    const { min, max } = valueRange(share)
    expect([min, max].map((each) => Math.round(each * 10))).to.deep.equal([7, 10])
    expect(valueRange(median)).to.deep.equal({ min: 840, max: 1320 })
  })

  it('marks the seams where they fall between its points (trap 54)', () => {
    expect(share.seams.map(({ on }) => on)).to.deep.equal(['2025-11-26', '2026-01-01'])
    // The third week begins on 2025-10-20; the 26th of November is five weeks and two days on.
    expect(share.seams[0].position).to.be.closeTo(5 + 2 / 7, 1e-9)
  })
})
