/** What stands behind a figure: passport, miss budget, control chart, change between periods, and what may be public. */
import { expect } from 'chai'
import type { EventMessage } from '../../src/contract/events.ts'
import { VasteError } from '../../src/domain/error.ts'
import { showBudget } from '../../src/usecases/show-budget.ts'
import { showComparison } from '../../src/usecases/show-comparison.ts'
import { type ComplianceContext, showCompliance } from '../../src/usecases/show-compliance.ts'
import { showPassport } from '../../src/usecases/show-passport.ts'
import { showStability } from '../../src/usecases/show-stability.ts'
import { smallestPublicCount, withoutSmallCounts } from '../../src/usecases/without-small-counts.ts'
import {
  aDecision,
  aTarget,
  contextOf,
  created,
  noon,
  places,
  reached,
  type SmallWorld,
  smallWorld,
  status,
} from './small-world.ts'

const decision = aDecision({
  targets: [
    ...['core-urban', 'other-urban', 'rural'].map((zone) => aTarget({ zone, requiredShare: 0.9 })),
    aTarget({ urgencies: ['C'], measure: 'ambulance', withinSeconds: 1800 }),
  ],
  means: [
    { urgencies: ['A', 'B'], zone: 'all', measure: 'first-unit', meanSeconds: 400, official: false },
    { urgencies: ['C'], zone: 'all', measure: 'ambulance', meanSeconds: 400, official: false },
  ],
})

const day = 86_400_000
const november = Date.parse('2026-11-02T10:00:00Z')
const yearBefore = Date.parse('2025-11-03T10:00:00Z')

let serial = 0
/** `inTime` tasks reached in 400 seconds and `late` in 600, an hour apart. */
function tasksAt(from: number, place: object, inTime: number, late: number): EventMessage[] {
  return Array.from({ length: inTime + late }, (_, i) =>
    reached(`t${++serial}`, from + i * 3_600_000, i < inTime ? 400 : 600, { place }),
  ).flat()
}

describe('what stands behind a figure', () => {
  let world: SmallWorld
  let context: ComplianceContext
  const month = { service: 'ems' as const, from: '2026-11-01', to: '2026-12-01' }
  const lastYear = { from: '2025-11-01', to: '2025-12-01' }

  before(async function () {
    this.timeout(60_000)
    world = await smallWorld({ decisions: [decision] })
    const missing = [created('gone', november), status('E-gone', 'alerted', november + 60_000, 'gone')]
    const { accepted, received } = await world.recorder.record([
      // Every class better than a year before, and the whole worse: four times as many tasks were rural (trap 52).
      ...tasksAt(yearBefore, places.core, 90, 10),
      ...tasksAt(yearBefore, places.rural, 10, 10),
      ...tasksAt(november, places.core, 38, 2),
      ...tasksAt(november, places.rural, 48, 32),
      ...tasksAt(november, places.other, 3, 0),
      ...missing,
      {
        id: 'close',
        source: 'cad',
        kind: 'task.closed',
        at: new Date(november + day).toISOString(),
        task: 'gone',
      },
    ])
    expect(accepted).to.equal(received)
    context = await contextOf(world)
  })

  describe('the passport', () => {
    const asked = {
      ...month,
      decision: 'first',
      urgency: 'A+B',
      zone: 'core-urban',
      measure: 'first-unit' as const,
    }

    it('says what the figure is made of', () => {
      const passport = showPassport(asked, context)
      expect(passport.row).to.include({ total: 41, used: 40, missing: 1 })
      expect(passport.row.excluded).to.deep.equal({ 'arrival-missing': 1 })
      expect(passport.decision).to.include({ id: 'first', clockStart: 'earliest-alert', counted: 'any' })
      expect(passport.decision.urgencyRule).to.equal('first-alert')
      expect(passport.cutOff.seq).to.equal(context.upTo.seq)
      expect(passport.zoneVersions.map(({ system }) => system)).to.deep.equal(['ems-area'])
    })

    it('gives the query that rebuilds it: the database counts the same', async () => {
      for (const zone of ['core-urban', 'rural', 'other-urban']) {
        const { sql, row } = showPassport({ ...asked, zone }, context)
        const [found] = await world.db.query<Record<string, unknown>>(sql)
        expect(found).to.include({ total: row.total, used: row.used, within_480: row.targets[0]!.inTime })
        expect(found!.excluded ?? {}).to.deep.equal(row.excluded)
        if (row.medianSeconds !== undefined) expect(found!.median).to.be.closeTo(row.medianSeconds, 0.051)
        if (row.p90Seconds !== undefined) expect(found!.p90).to.be.closeTo(row.p90Seconds, 0.051)
      }
    })

    it('has a fingerprint of its very tasks: one task more is another figure', async () => {
      const before = showPassport(asked, context).fingerprint
      expect(showPassport(asked, await contextOf(world)).fingerprint).to.equal(before)
      const [row] = context.figures.tasks(
        { service: 'ems', from: november, to: noon, where: { zone: 'core-urban' } },
        1,
      )
      context.figures.forget(row!.task)
      expect(showPassport(asked, context).fingerprint).to.not.equal(before)
      context = await contextOf(world)
    })

    it('of a figure that is not there is refused', () => {
      expect(() => showPassport({ ...asked, zone: 'moon' }, context)).to.throw(VasteError, /'moon'/)
    })
  })

  it('a share has its range if all the missing were late, and if all were in time (trap 11)', () => {
    const { rows } = showCompliance(month, context)
    for (const { used, missing, targets } of rows)
      for (const { inTime, share, shareAtLeast, shareAtMost } of targets) {
        if (used + missing === 0) continue
        expect(shareAtLeast).to.equal(inTime / (used + missing))
        expect(shareAtMost).to.equal((inTime + missing) / (used + missing))
        if (share !== undefined) expect(share).to.be.within(shareAtLeast!, shareAtMost!)
      }
    const core = rows.find(({ zone, urgency }) => zone === 'core-urban' && urgency === 'A+B')!
    expect(core.targets[0]).to.include({ shareAtLeast: 38 / 41, shareAtMost: 39 / 41 })
  })

  it('a mean is over all its tasks at once, beside the medians (trap 53)', () => {
    const [urgent, calm] = showCompliance(month, context).means
    const mean = (400 * 89 + 600 * 34) / 123
    expect(urgent).to.include({ used: 123, zone: 'all', targetSeconds: 400, light: 'missed' })
    expect(urgent!.meanSeconds).to.be.closeTo(mean, 0.05)
    expect(urgent!.low).to.be.below(mean)
    expect(calm).to.include({ used: 0, light: 'cannot-tell' })
    expect(calm).to.not.have.property('meanSeconds')
  })

  describe('the change since a year before', () => {
    it('is worse in all and better in every class: the mix says why (trap 52)', () => {
      const { shares } = showComparison({ ...month, against: lastYear }, context)
      const [whole] = shares
      expect(whole!.change).to.be.closeTo(89 / 123 - 100 / 120, 1e-12)
      expect(whole!.mix + whole!.performance).to.be.closeTo(whole!.change, 1e-12)
      expect(whole!.performance).to.be.above(0)
      expect(whole!.mix).to.be.below(-0.1)
      for (const { difference, zone } of whole!.zones)
        if (zone !== 'other-urban') expect(difference, zone).to.be.above(0)
      expect(whole!.onlyAfter).to.deep.equal(['other-urban'])
    })

    it('counts what was asked of the service, excluded tasks too', () => {
      const { volumes } = showComparison({ ...month, against: lastYear }, context)
      expect(volumes.find(({ urgency }) => urgency === 'all')).to.include({ before: 120, after: 124 })
    })

    it('of a running period counts by the days gone by, not by those to come', () => {
      const ratioAt = (now: string) => {
        const asked = { ...context, now: Date.parse(now) }
        return showComparison({ ...month, against: lastYear }, asked).volumes[0]!.ratio!
      }
      expect(ratioAt('2026-11-11T00:00:00+02:00')).to.be.closeTo(3 * ratioAt('2027-01-01T00:00:00Z'), 1e-9)
    })

    it('on one grid is told without a warning of zones, and an unknown grid is refused (trap 42)', () => {
      const [version] = context.reference.zoneVersions
      const asked = { ...month, against: lastYear, oneGrid: version!.version }
      expect(showComparison(asked, context).notes).not.to.include('zones-changed')
      expect(() => showComparison({ ...asked, oneGrid: 'moon' }, context)).to.throw(VasteError, /'moon'/)
    })

    it('of a period against itself is none', () => {
      const { shares, notes } = showComparison({ ...month, against: month }, context)
      expect(shares[0]).to.include({ change: 0, mix: 0, performance: 0, word: 'no-change-shown' })
      expect(notes).to.deep.equal([])
    })
  })

  describe('the miss budget', () => {
    it('of the running month tells what is left, and how likely it is to end inside', () => {
      const budget = showBudget(month, context)
      expect(budget).to.include({ over: false })
      const core = budget.lines.find(({ zone, urgency }) => zone === 'core-urban' && urgency === 'A+B')!
      expect(core).to.include({ inTime: 38, missed: 2 })
      expect(core.now).to.deep.equal({ tasks: 40, allowed: 4, left: 2 })
      expect(core.chance).to.be.within(0, 1)
      const rural = budget.lines.find(({ zone }) => zone === 'rural')!
      expect(rural.now.left).to.equal(8 - 32)
      expect(rural.chance).to.be.below(0.01)
    })

    it('of a period that has ended is certain', () => {
      const over = showBudget({ service: 'ems', ...lastYear }, context)
      expect(over).to.include({ over: true, daysLeft: 0 })
      const chances = over.lines.map(({ zone, urgency, chance }) => [urgency, zone, chance])
      expect(chances).to.deep.include.members([
        ['A+B', 'core-urban', 1],
        ['A+B', 'rural', 0],
      ])
    })
  })

  describe('the control chart', () => {
    const subject = {
      service: 'ems' as const,
      urgency: 'A+B',
      zone: 'core-urban',
      measure: 'first-unit' as const,
    }

    it('has a point for each month that is over; a month without tasks is a gap (trap 51)', () => {
      const chart = showStability({ ...subject, month: '2026-10', points: 13, step: 'month' }, context)
      expect(chart.share!.points.map(({ at }) => at)).to.include.members(['2025-11-01', '2026-10-01'])
      expect(chart.n[chart.share!.points.findIndex(({ at }) => at === '2025-11-01')]).to.equal(100)
      expect(chart.share!.points.find(({ at }) => at === '2026-03-01')).to.not.have.property('value')
    })

    it('has weeks from Monday on, and none that is not over', () => {
      const chart = showStability({ ...subject, month: '2026-11', points: 3, step: 'week' }, context)
      expect(chart.share!.points.map(({ at }) => at)).to.deep.equal([
        '2026-10-26',
        '2026-11-02',
        '2026-11-09',
      ])
    })

    it('of a limit that is no target is refused', () => {
      const asked = { ...subject, month: '2026-11', points: 3, step: 'week' as const, withinSeconds: 1 }
      expect(() => showStability(asked, context)).to.throw(VasteError, /480/)
    })
  })

  describe('in public', () => {
    it('no count below the minimum is told, nor one that subtraction would give away (trap 60)', () => {
      const shown = withoutSmallCounts(showCompliance(month, context))
      const counts = shown.rows.map(({ zone, urgency, total, suppressed }) => [
        urgency,
        zone,
        total,
        suppressed,
      ])
      expect(counts).to.deep.include.members([
        ['A+B', 'other-urban', 0, true],
        ['A+B', 'core-urban', 0, true],
        ['A+B', 'rural', 80, undefined],
      ])
      for (const { total } of shown.rows) if (total > 0) expect(total).to.be.at.least(smallestPublicCount)
    })

    it('nothing is hidden where nothing is small', () => {
      const all = showCompliance({ service: 'ems', ...lastYear }, context)
      expect(withoutSmallCounts(all)).to.equal(all)
    })
  })

  it('on one grid counts the same tasks, and says which (trap 42)', () => {
    const own = showCompliance(month, context)
    const [version] = own.zoneVersions
    const grid = showCompliance({ ...month, oneGrid: version!.version }, context)
    expect(grid.oneGrid).to.equal(version!.version)
    expect(grid.grids).to.include(version!.version)
    expect(grid.rows).to.deep.equal(own.rows)
    expect(() => showCompliance({ ...month, oneGrid: 'moon' }, context)).to.throw(VasteError, /'moon'/)
  })
})
