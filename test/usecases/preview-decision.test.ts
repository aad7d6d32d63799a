/** What a preview foretells is what adopting does; nothing is written. */
import { expect } from 'chai'
import type { Adoption } from '../../src/domain/decision-spans.ts'
import type { ServiceLevelDecision } from '../../src/domain/service-level-decision.ts'
import { listDecisions } from '../../src/store/decisions.ts'
import { adoptDecision } from '../../src/usecases/adopt-decision.ts'
import { finishJudging } from '../../src/usecases/judge-anew.ts'
import { previewDecision } from '../../src/usecases/preview-decision.ts'
import { loadReference } from '../../src/usecases/reference.ts'
import { showCompliance } from '../../src/usecases/show-compliance.ts'
import {
  aDecision,
  aTarget,
  contextOf,
  county,
  noon,
  reached,
  type SmallWorld,
  smallWorld,
} from './small-world.ts'

const day = 86_400_000
const stricter = (change: Partial<ServiceLevelDecision> = {}) =>
  aDecision({
    ...{ id: 'next', validFrom: '2026-11-01', excludedCodes: ['707'] },
    targets: [aTarget({ withinSeconds: 240, official: false })],
    ...change,
  })

describe('a preview of a decision', () => {
  let world: SmallWorld

  before(async function () {
    this.timeout(60_000)
    world = await smallWorld()
    // Ten tasks of November after 100, 150 … 550 s: eight within 480 s, three within 240 s.
    for (let i = 0; i < 10; i++)
      await world.recorder.record(
        reached(`n${i}`, noon - i * day, 100 + 50 * i, i === 0 ? { code: '707' } : {}),
      )
    await world.recorder.record(reached('c', noon - day, 300, { urgency: 'C' }))
    await world.recorder.record(reached('october', noon - 40 * day, 300))
    await world.recorder.record(reached('old', noon - 500 * day, 300))
    await world.recorder.record(reached('fire', noon - day, 300, { service: 'rescue' }))
  })

  const preview = async (adoption: Adoption & { from?: string; to?: string }, options: object = {}) =>
    previewDecision(world.db, await loadReference(world.db, county), adoption, { now: noon, ...options })

  it('counts every measure before and after, by hand', async () => {
    const found = await preview({ decision: stricter(), ends: 'first' })
    expect(found).to.include({
      from: '2026-11-01',
      to: '2026-11-22',
      asIfInForce: false,
      cut: false,
      tasks: 11,
    })
    const row = found.rows.find(({ urgency }) => urgency === 'A+B')!
    expect(row).to.include({ zone: 'core-urban', measure: 'first-unit' })
    expect(row.before).to.deep.include({ used: 10, excluded: 0 })
    expect(row.before!.targets).to.deep.equal([
      {
        withinSeconds: 480,
        requiredShare: 0.5,
        official: true,
        used: 10,
        inTime: 8,
        share: 0.8,
        light: 'leaning-met',
      },
    ])
    expect(row.after).to.deep.include({ used: 9, excluded: 1, reasons: { transfer: 1 } })
    expect(row.after!.targets[0]).to.include({ withinSeconds: 240, used: 9, inTime: 2, official: false })
    expect(row.after!.targets[0]!.share).to.equal(2 / 9)
  })

  it('tells how many tasks stand otherwise, and how', async () => {
    const { changed, moves } = await preview({ decision: stricter(), ends: 'first' })
    expect(changed).to.equal(7)
    expect(moves).to.have.deep.members([
      { from: 'hit', to: 'excluded', tasks: 2 },
      { from: 'hit', to: 'miss', tasks: 5 },
    ])
  })

  it('tries a decision of the future on the last twelve months, and says so', async () => {
    const future = stricter({ validFrom: '2027-06-01' })
    const found = await preview({ decision: future, ends: 'first' })
    expect(found).to.include({ from: '2025-11-22', to: '2026-11-22', asIfInForce: true, tasks: 12 })
    expect(found.rows.find(({ urgency }) => urgency === 'A+B')!.after!.targets[0]!.withinSeconds).to.equal(
      240,
    )
  })

  it('looks at most a year back, at what the decision covers, or at what was asked', async () => {
    const spans: [Partial<ServiceLevelDecision>, object, string, string][] = [
      [{ validFrom: '2019-01-01' }, {}, '2025-11-22', '2026-11-22'],
      [{ validFrom: '2019-01-01', validTo: '2026-03-01' }, {}, '2025-03-01', '2026-03-01'],
      [{ validFrom: '2019-01-01' }, { from: '2026-10-01', to: '2026-10-02' }, '2026-10-01', '2026-10-02'],
    ]
    for (const [change, asked, from, to] of spans)
      expect(await preview({ decision: stricter(change), replaces: 'first', ...asked })).to.include({
        from,
        to,
      })
  })

  it('tries one that is in force since a few days on the year behind us, and says so', async () => {
    const days: [string, string, boolean][] = [
      ['2026-11-21', '2025-11-22', true],
      ['2026-11-16', '2025-11-22', true],
      ['2026-11-15', '2026-11-15', false],
      ['2026-12-24', '2025-11-22', true],
    ]
    for (const [validFrom, from, asIfInForce] of days)
      expect(await preview({ decision: stricter({ validFrom }), ends: 'first' }), validFrom).to.include({
        ...{ from, to: '2026-11-22', asIfInForce },
      })
  })

  it('looks at the newest months only where there are too many tasks, and says so', async () => {
    const found = await preview({ decision: aDecision() }, { tasksAtMost: 11 })
    expect(found).to.include({ from: '2026-11-01', to: '2026-11-22', cut: true, tasks: 11 })
    expect(await preview({ decision: aDecision() }, { tasksAtMost: 12 })).to.include({
      cut: false,
      tasks: 12,
    })
  })

  it('tells what adopting would do, and refuses what adopting would refuse', async () => {
    const { adoption } = await preview({ decision: stricter(), ends: 'first' })
    expect(adoption).to.deep.equal({
      changes: [
        { action: 'ended', id: 'first', from: '2020-01-01', to: '2026-11-01' },
        { action: 'adopted', id: 'next', from: '2026-11-01' },
      ],
      touched: [{ from: '2026-11-01', to: undefined }],
      tasks: 11,
      months: [],
    })
    const refused = await preview({ decision: stricter() }).catch((fault) => fault)
    expect(refused.message).to.match(/overlaps 'first'/)
  })

  it('stops when nobody waits for it, and tells how far it has come', async () => {
    const told: [number, number][] = []
    const gone = new AbortController()
    await preview(
      { decision: stricter(), ends: 'first' },
      { onProgress: (...at: [number, number]) => told.push(at) },
    )
    expect(told).to.deep.equal([[11, 11]])
    gone.abort(new Error('gone'))
    const stopped = await preview({ decision: stricter(), ends: 'first' }, { signal: gone.signal }).catch(
      (fault) => fault,
    )
    expect(stopped.message).to.equal('gone')
  })

  it('writes nothing, and foretells what the figures say after adopting', async () => {
    const found = await preview({ decision: stricter(), ends: 'first' })
    expect(await listDecisions(world.db, county)).to.deep.equal([aDecision()])
    await adoptDecision(world.db, county, { decision: stricter(), ends: 'first' }, { at: noon, by: 'test' })
    const load = () => loadReference(world.db, county)
    await finishJudging(world.db, county, {
      load,
      contextNow: async (reference) => ({ ...(await contextOf(world)), reference }),
    })
    const context = { ...(await contextOf(world)), reference: await load() }
    const figures = showCompliance({ service: 'ems', from: found.from, to: found.to }, context)
    for (const { urgency, zone, measure, after } of found.rows) {
      const row = figures.rows.find((r) => r.urgency === urgency && r.zone === zone && r.measure === measure)
      if (!after) continue
      expect(row).to.include({ used: after.used })
      expect(row!.excluded).to.deep.equal(after.reasons)
      expect(row!.targets.map(({ inTime, light }) => ({ inTime, light }))).to.deep.equal(
        after.targets.map(({ inTime, light }) => ({ inTime, light })),
      )
    }
  })
})
