/** Figures of a world small enough to count on fingers. */
import { expect } from 'chai'
import type { Compliance, ComplianceRow } from '../../src/contract/compliance.ts'
import { createFigures } from '../../src/figures/figures.ts'
import { judgedPages } from '../../src/store/task-cache.ts'
import { showCompliance, showDistribution, showTrend } from '../../src/usecases/show-compliance.ts'
import {
  aDecision,
  aTarget,
  contextOf,
  county,
  created,
  noon,
  places,
  reached,
  type SmallWorld,
  smallWorld,
  status,
} from './small-world.ts'

const october = Date.parse('2026-10-10T10:00:00Z')
const november = Date.parse('2026-11-10T10:00:00Z')
/** Half past midnight of 1 November in Helsinki. */
const afterMidnight = Date.parse('2026-10-31T22:30:00Z')

const first = aDecision({ validTo: '2026-11-01' })
const second = aDecision({
  ...{ id: 'second', validFrom: '2026-11-01' },
  targets: [aTarget({ withinSeconds: 600 }), aTarget({ urgencies: ['C'], measure: 'ambulance' })],
})

/** Twelve reached in 1, 2 … 12 minutes, at the given place. */
const minutes = (prefix: string, n: number, at: number, change: object = {}) =>
  Array.from({ length: n }, (_, i) =>
    reached(`${prefix}${i + 1}`, at + i * 1000, 60 * (i + 1), change),
  ).flat()

describe('compliance of a small world', () => {
  let world: SmallWorld
  let shown: Compliance

  before(async function () {
    this.timeout(60_000)
    world = await smallWorld({ decisions: [first, second] })
    const { accepted, received } = await world.recorder.record([
      ...minutes('core', 12, november),
      ...minutes('other', 9, november, { place: places.other }),
      ...minutes('old', 4, october),
      ...reached('seam', afterMidnight, 540),
      ...reached('no-place', november, 60, { place: undefined }),
      ...reached('outside', november, 60, { place: places.outside }),
      ...reached('letter', november, 60, { urgency: 'E' }),
      created('open', noon - 600_000),
      status('E9', 'alerted', noon - 540_000, 'open'),
    ])
    expect(accepted).to.equal(received)
    shown = await show('2026-10-01', '2026-12-01')
  })

  const show = async (from: string, to: string) =>
    showCompliance({ service: 'ems', from, to }, await contextOf(world))
  const row = (decision: string, urgency: string, zone: string, from = shown): ComplianceRow => {
    const rows = from.rows.filter((r) => r.decision === decision && r.urgency === urgency && r.zone === zone)
    expect(rows, `${decision} ${urgency} ${zone}`).to.have.length(1)
    return rows[0]!
  }

  it('counts every task once: used and excluded by reason are the total', () => {
    expect(shown.total).to.equal(12 + 9 + 4 + 1 + 3 + 1)
    expect(shown.used).to.equal(12 + 9 + 4 + 1)
    expect(shown.excluded).to.deep.equal({
      ...{ 'no-place': 1, 'outside-region': 1, 'urgency-not-assessed': 1, 'still-open': 1 },
    })
    const sum = (of: (r: ComplianceRow) => number) => shown.rows.reduce((total, r) => total + of(r), 0)
    expect([sum((r) => r.total), sum((r) => r.used)]).to.deep.equal([shown.total, shown.used])
    for (const { total, used, excluded } of shown.rows)
      expect(used + Object.values(excluded).reduce((a, b) => a + b, 0)).to.equal(total)
  })

  it('shows share, Wilson range, median and light of a zone', () => {
    const { targets, ...facts } = row('second', 'A+B', 'core-urban')
    expect(facts).to.deep.include({ total: 14, used: 13, excluded: { 'still-open': 1 } })
    // 1 to 12 minutes and the task of the seam with 9: the seventh of thirteen.
    expect(facts.medianSeconds).to.equal(420)
    expect(facts.p90Seconds, 'below n = 30').to.equal(undefined)
    expect(targets).to.have.length(1)
    const [{ inTime, share, shareLow, shareHigh, light, withinSeconds }] = targets as [(typeof targets)[0]]
    expect({ inTime, withinSeconds, light }).to.deep.equal({ inTime: 11, withinSeconds: 600, light: 'met' })
    expect(share).to.be.closeTo(11 / 13, 1e-12)
    // The Wilson interval of 11 in 13, reckoned apart.
    expect(shareLow).to.be.closeTo(0.5776536898, 1e-9)
    expect(shareHigh).to.be.closeTo(0.9567418216, 1e-9)
  })

  it('says no median below ten tasks, and that too few cannot tell (trap 47)', () => {
    const { used, medianSeconds, targets } = row('second', 'A+B', 'other-urban')
    expect({ used, medianSeconds }).to.deep.equal({ used: 9, medianSeconds: undefined })
    expect(targets[0]).to.include({ inTime: 9, share: 1, light: 'cannot-tell' })
  })

  it('judges each task by the decision in force on its local date (trap 56)', () => {
    expect(row('first', 'A+B', 'core-urban')).to.include({ total: 4, used: 4 })
    expect(row('first', 'A+B', 'core-urban').targets[0]).to.include({ withinSeconds: 480, inTime: 4 })
    expect(shown.decisions.map(({ id, validTo }) => [id, validTo])).to.deep.equal([
      ['first', '2026-11-01'],
      ['second', undefined],
    ])
  })

  it('puts half past midnight of the first into the new month and under its decision', async () => {
    expect((await show('2026-10-01', '2026-11-01')).total).to.equal(4)
    const { total } = row('second', 'A+B', 'core-urban', await show('2026-11-01', '2026-11-02'))
    expect(total).to.equal(1)
  })

  it('has a row for a zone without tasks: none is not 100 % (trap 51)', () => {
    const { total, used, targets } = row('second', 'A+B', 'rural')
    expect({ total, used }).to.deep.equal({ total: 0, used: 0 })
    expect(targets).to.deep.equal([
      { withinSeconds: 600, requiredShare: 0.5, official: true, inTime: 0, light: 'cannot-tell' },
    ])
    for (const zone of ['core-urban', 'other-urban', 'rural'])
      expect(row('second', 'C', zone)).to.include({ total: 0, measure: 'ambulance' })
  })

  it('shows what has no zone as unknown, with the reason', () => {
    const unknown = shown.rows.filter(({ zone }) => zone === 'unknown')
    expect(unknown.reduce((total, r) => total + r.total, 0)).to.equal(2)
    expect(Object.assign({}, ...unknown.map(({ excluded }) => excluded))).to.deep.equal({
      ...{ 'no-place': 1, 'outside-region': 1 },
    })
  })

  it('splits further without moving the sums', async () => {
    const context = await contextOf(world)
    const period = { service: 'ems' as const, from: '2026-10-01', to: '2026-12-01' }
    for (const by of [['municipality'], ['month', 'urgency'], ['weekday', 'hour']] as const) {
      const split = showCompliance({ ...period, by }, context)
      expect(split.rows.reduce((total, r) => total + r.total, 0)).to.equal(shown.total)
      expect(split.rows.every(({ group }) => Object.keys(group!).join() === by.join())).to.equal(true)
    }
    const months = showCompliance({ ...period, by: ['month'] }, context).rows
    expect([...new Set(months.map(({ group }) => group!.month))]).to.have.members(['2026-10', '2026-11'])
  })

  it('draws the distribution of the very same tasks, and the trend month by month', async () => {
    const context = await contextOf(world)
    const month = { service: 'ems' as const, from: '2026-11-01', to: '2026-12-01' }
    const core = showDistribution(month, context).series.find(({ zone }) => zone === 'core-urban')!
    // Exactly 1 minute lies in the first bin; 9 minutes holds the seam's task too.
    expect(core.minutes).to.deep.equal([1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1])
    const trend = showTrend({ service: 'ems', month: '2026-11', months: 3 }, context)
    expect(trend.months.map(({ month: m, rows }) => [m, rows.reduce((n, r) => n + r.used, 0)])).to.deep.equal(
      [
        ['2026-09', 0],
        ['2026-10', 4],
        ['2026-11', 22],
      ],
    )
  })

  it('refuses a period that ends before it begins', async () => {
    const context = await contextOf(world)
    for (const [from, to] of [
      ['2026-11-02', '2026-11-02'],
      ['2026-11-03', '2026-11-02'],
    ] as const)
      expect(() => showCompliance({ service: 'ems', from, to }, context)).to.throw(
        /expected 'to' after 'from'/,
      )
  })

  it('loads the same figures whatever the size of the pages they come in', async () => {
    const { calendar } = world.reference
    const figures = createFigures(calendar)
    for await (const page of judgedPages(world.db, county, 5)) figures.update(page)
    const paged = showCompliance(
      { service: 'ems', from: '2026-10-01', to: '2026-12-01' },
      { ...(await contextOf(world)), figures },
    )
    expect({ ...paged, computedAt: '' }).to.deep.equal({ ...shown, computedAt: '' })
  })
})
