import { expect } from 'chai'
import fc from 'fast-check'
import {
  monthChoices,
  monthOfYear,
  previousMonth,
  readAddress,
  requests,
  writeAddress,
  yearChoices,
} from '../../dashboards/compliance/address.ts'
import { distributionChart, markPosition } from '../../dashboards/compliance/distribution.ts'
import {
  chartGroups,
  excludedTotal,
  figureGroups,
  reasonCounts,
  requiredShares,
} from '../../dashboards/compliance/figures.ts'
import {
  chosen,
  distributionKey,
  distributionModels,
  trendModel,
} from '../../dashboards/compliance/models.ts'
import { seamsWithin } from '../../dashboards/compliance/seams.ts'
import { initialState, reduce } from '../../dashboards/compliance/state.ts'
import { minimumTasks, shareRange, trendChart } from '../../dashboards/compliance/trend.ts'
import { wordsFor } from '../../dashboards/words.ts'
import type { ComplianceRow } from '../../src/contract/compliance.ts'
import { fixtureCompliance, fixtureDistribution, fixtureTrend } from './fixture-figures.ts'

const now = Date.UTC(2026, 10, 21)
const compliance = fixtureCompliance(now)
const words = wordsFor('en')

describe('the address of the compliance page', () => {
  const cases: readonly [string, string, string][] = [
    ['', 'ems', '2026-10'],
    ['?service=rescue&month=2025-01', 'rescue', '2025-01'],
    ['?service=x&month=2025-13', 'ems', '2026-10'],
  ]
  for (const [search, service, month] of cases) {
    it(`reads '${search}' as ${service} ${month}`, () => {
      expect(readAddress(search, '2026-11')).to.include({ service, month })
    })
  }

  it('survives the round trip, plus signs included', () => {
    const address = { service: 'ems', month: '2026-09', group: 'A+B.first-unit', share: '0.9' } as const
    expect(readAddress(writeAddress(address), '2026-11')).to.deep.equal(address)
  })

  it('offers this month and twelve before it, and beyond those the year that is chosen', () => {
    expect(previousMonth('2026-01')).to.equal('2025-12')
    expect(monthChoices('2026-11', '2026-10')).to.have.length(13)
    expect(monthChoices('2026-11', '2026-10').at(-1)).to.equal('2025-11')
    expect(monthChoices('2026-11', '2024-02')).to.have.length(13 + 12)
    expect(monthChoices('2026-11', '2024-02').at(-1)).to.equal('2024-01')
    expect(new Set(monthChoices('2026-11', '2025-03')).size, 'none twice').to.equal(13 + 10)
  })

  it('reaches any year, and never a month that lies ahead', () => {
    expect(yearChoices('2026-11', '2026-10')).to.include.members(['2000', '2026']).and.to.have.length(27)
    expect(yearChoices('2026-11', '1998-05').at(-1)).to.equal('1998')
    expect(monthOfYear('2024', '2026-10', '2026-11')).to.equal('2024-10')
    expect(monthOfYear('2026', '2024-12', '2026-11')).to.equal('2026-11')
  })

  it('asks for the file in the language of the page', () => {
    const { csv } = requests({ service: 'ems', month: '2026-10' }, 'sv')
    expect(csv).to.equal('/api/v1/compliance?service=ems&month=2026-10&by=zone,urgency&format=csv&lang=sv')
  })
})

describe('the state of the compliance page', () => {
  const start = initialState(
    { language: 'fi', theme: 'auto' },
    { service: 'ems', month: '2026-10' },
    '2026-11',
  )
  const ready = reduce(start, {
    kind: 'answer',
    to: start.address,
    answer: { compliance: { kind: 'ready', value: compliance } },
  })

  it('keeps the old figures, marked, while another month is counted', () => {
    const next = reduce(ready, { kind: 'address', address: { service: 'ems', month: '2026-09' } })
    expect(next.compliance).to.deep.equal({ kind: 'loading', value: compliance })
  })

  it('drops the figures of another service', () => {
    const next = reduce(ready, { kind: 'address', address: { service: 'rescue', month: '2026-10' } })
    expect(next.compliance).to.deep.equal({ kind: 'loading' })
  })

  it('asks nothing new when only the chart changes, and ignores late answers', () => {
    const group = reduce(ready, { kind: 'address', address: { ...start.address, group: 'C.ambulance' } })
    expect(group.compliance.kind).to.equal('ready')
    const moved = reduce(ready, { kind: 'address', address: { service: 'rescue', month: '2026-10' } })
    const late = { kind: 'answer', to: start.address, answer: { compliance: ready.compliance } } as const
    expect(reduce(moved, late)).to.equal(moved)
  })
})

describe('the table of figures', () => {
  const groups = figureGroups(compliance)

  it('has a line for every zone of every judged group, also without tasks', () => {
    const c = groups.find((group) => group.key === 'C.ambulance')
    expect(c?.lines.map((line) => [line.zone, line.row?.used])).to.deep.equal([
      ['core-urban', 161],
      ['other-urban', 621],
      ['rural', undefined],
    ])
  })

  it('ends with what was not assessed and shows each row exactly once', () => {
    expect(groups.map((group) => group.key)).to.deep.equal([
      'A+B.first-unit',
      'C.ambulance',
      'D.ambulance',
      'not-assessed',
    ])
    const shown = groups.flatMap((group) => group.lines.flatMap((line) => line.row ?? []))
    expect(shown).to.have.members([...compliance.rows])
    expect(shown).to.have.length(compliance.rows.length)
  })

  it('keeps rows that no measure was set for beside their urgency, each once', () => {
    const bare: ComplianceRow = {
      ...{ urgency: 'A+B', zone: 'unknown', decision: compliance.rows[0].decision, total: 3, used: 0 },
      ...{ excluded: { 'no-place': 3 }, missing: 0, targets: [] },
      flagged: { urgencyChanged: 0, coarseTimes: 0, corrected: 0, mobile: 0 },
    }
    const twoMeasures = [
      ...compliance.rows,
      { ...compliance.rows[0], measure: 'effective-action' as const },
      bare,
    ]
    const [first, second] = figureGroups({ ...compliance, rows: twoMeasures })
    expect(first.lines.filter((line) => line.row === bare)).to.have.length(1)
    expect(second.lines.filter((line) => line.row === bare)).to.have.length(0)
    const [alone] = figureGroups({ ...compliance, rows: [bare] })
    expect(alone.key).to.equal('A+B')
  })

  it('sums used and excluded to the total', () => {
    expect(compliance.used + excludedTotal(compliance.excluded)).to.equal(compliance.total)
    const counts = reasonCounts({ transfer: 2, 'no-place': 7, 'still-open': 0 })
    expect(counts.map(({ reason, n }) => [reason, n])).to.deep.equal([
      ['no-place', 7],
      ['transfer', 2],
    ])
  })

  it('offers charts only of groups with targets', () => {
    expect(chartGroups(groups).map((group) => group.key)).to.deep.equal([
      'A+B.first-unit',
      'C.ambulance',
      'D.ambulance',
    ])
    expect(requiredShares(groups[0])).to.deep.equal([0.5, 0.9])
  })
})

describe('the distribution', () => {
  const [series] = fixtureDistribution().series

  it('loses no task, whatever the times are (property)', () => {
    const minutes = fc.array(fc.nat(50), { maxLength: 400 })
    const limits = fc.array(fc.integer({ min: 30, max: 9000 }), { maxLength: 3 })
    fc.assert(
      fc.property(minutes, limits, (counts, seconds) => {
        const targets = seconds.map((withinSeconds) => ({
          withinSeconds,
          requiredShare: 0.9,
          official: true,
        }))
        const chart = distributionChart({ ...series, minutes: counts, targets })
        const drawn = chart.bars.reduce((sum, bar) => sum + bar.count, 0)
        expect(drawn).to.equal(counts.reduce((sum, count) => sum + count, 0))
        expect(chart.total).to.equal(drawn)
        expect(chart.bars.length).to.be.at.most(32)
        for (const mark of chart.marks) expect(markPosition(chart, mark)).to.be.within(0, 1)
      }),
    )
  })

  it('shows every target, the median and the 90th percentile', () => {
    const { marks } = distributionChart(series)
    expect(marks.map((mark) => [mark.kind, mark.seconds])).to.deep.equal([
      ['target', 660],
      ['target', 480],
      ['median', 401],
      ['p90', 668],
    ])
  })

  it('places a mark between the bars it lies between', () => {
    const chart = distributionChart({
      ...series,
      minutes: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
      targets: [{ withinSeconds: 240, requiredShare: 0.9, official: true }],
      medianSeconds: undefined,
      p90Seconds: undefined,
    })
    expect(chart.binMinutes).to.equal(1)
    expect(markPosition(chart, chart.marks[0]) * chart.bars.length).to.be.closeTo(4, 1e-9)
  })

  it('is chosen by urgency and measure, in the order of the zones', () => {
    const choice = chosen(compliance, { service: 'ems', month: '2026-10', group: 'C.ambulance' })
    const models = distributionModels(fixtureDistribution(), choice!, { zones: compliance.zones, words })
    expect(models.map((model) => model.zone)).to.deep.equal(['core-urban', 'other-urban'])
  })

  it('stands once for each decision in a month that changes it, told apart (trap 56)', () => {
    const choice = chosen(compliance, { service: 'ems', month: '2026-10', group: 'C.ambulance' })
    const { series, ...rest } = fixtureDistribution()
    const both = ['first', 'second'].flatMap((decision) => series.map((each) => ({ ...each, decision })))
    const models = distributionModels({ ...rest, series: both }, choice!, { zones: compliance.zones, words })
    expect(models.map(distributionKey)).to.deep.equal([
      ...['core-urban first', 'core-urban second', 'other-urban first', 'other-urban second'],
    ])
  })
})

describe('the trend', () => {
  const zones = ['core-urban', 'other-urban', 'rural']
  const chart = trendChart(fixtureTrend(), { group: 'A+B.first-unit', requiredShare: 0.9, zones })

  it('has twelve months, oldest first, and a line for each zone', () => {
    expect(chart.months).to.have.length(12)
    expect(chart.months[0]).to.equal('2025-11')
    expect(chart.lines.map((line) => [line.zone, line.withinSeconds])).to.deep.equal([
      ['core-urban', 660],
      ['other-urban', 1140],
      ['rural', 1860],
    ])
  })

  it('marks months with too few tasks: thirty for nine in ten, ten for a half', () => {
    const few = chart.lines[0].points.filter((point) => !point.enough)
    expect(few.map((point) => point.used)).to.deep.equal([21, 21, 21])
    expect([minimumTasks(0.5), minimumTasks(0.9)]).to.deep.equal([10, 30])
    const half = trendChart(fixtureTrend(), { group: 'A+B.first-unit', requiredShare: 0.5, zones })
    expect(half.lines[0].points.every((point) => point.enough)).to.equal(true)
  })

  it('leaves a month without tasks empty: nothing is not all', () => {
    const trend = fixtureTrend()
    const empty = { ...trend, months: [{ month: '2025-10', rows: [] }, ...trend.months] }
    const { lines } = trendChart(empty, { group: 'A+B.first-unit', requiredShare: 0.9, zones })
    expect(lines[0].points[0]).to.deep.equal({ month: '2025-10', used: 0, share: undefined, enough: false })
  })

  it('counts a month across a change of decision whole, each task by its own decision (trap 56)', () => {
    const trend = fixtureTrend()
    const [newest] = trend.months.slice(-1)
    const isCore = (row: ComplianceRow) => row.zone === 'core-urban' && row.urgency === 'A+B'
    const core = newest.rows.find(isCore)!
    const target = { ...core.targets.at(-1)!, withinSeconds: 600, inTime: 3 }
    const after = { ...core, decision: 'next', used: 10, total: 10, targets: [target] }
    const months = [...trend.months.slice(0, -1), { ...newest, rows: [...newest.rows, after] }]
    const { lines } = trendChart({ ...trend, months }, { group: 'A+B.first-unit', requiredShare: 0.9, zones })
    const { used, share } = lines[0].points.at(-1)!
    const { inTime } = core.targets.find(({ requiredShare }) => requiredShare === 0.9)!
    expect({ used, share }).to.deep.equal({ used: core.used + 10, share: (inTime + 3) / (core.used + 10) })
  })

  it('follows the one target of each zone when the shares differ by zone', () => {
    const c = trendChart(fixtureTrend(), { group: 'C.ambulance', requiredShare: 0.9, zones })
    expect(c.lines.map((line) => line.zone)).to.deep.equal(['core-urban', 'other-urban'])
  })

  it('starts its axis at a round share below everything drawn', () => {
    expect(shareRange(chart)).to.deep.equal({ min: 70, max: 100 })
  })

  it('draws the seams that fall inside, where they fall (trap 54)', () => {
    const seams = seamsWithin(chart.months, 'ems')
    expect(seams.map((seam) => seam.on)).to.deep.equal(['2025-11-26', '2026-01-01'])
    expect(seams[1].position).to.be.closeTo(1.5, 0.01)
    expect(seamsWithin(['2027-01'], 'rescue')).to.deep.equal([])
    const choice = chosen(compliance, { service: 'ems', month: '2026-10', share: '0.5' })
    expect(
      trendModel(fixtureTrend(), choice!, { zones: compliance.zones, words })?.chart.requiredShare,
    ).to.equal(0.5)
  })
})
