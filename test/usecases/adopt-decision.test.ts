/** Adopting judges anew what it covers and nothing else, as new revisions; cut short, it is finished later. */
import { expect } from 'chai'
import type { Adoption } from '../../src/domain/decision-spans.ts'
import { listDecisionLog, listDecisions, listRevisions, unfinishedSpans } from '../../src/store/decisions.ts'
import { adoptDecision } from '../../src/usecases/adopt-decision.ts'
import { compileMonth } from '../../src/usecases/compile-month.ts'
import { type AnewPage, finishJudging } from '../../src/usecases/judge-anew.ts'
import { rebuild } from '../../src/usecases/rebuild.ts'
import { loadReference } from '../../src/usecases/reference.ts'
import {
  aDecision,
  aTarget,
  contextOf,
  county,
  created,
  noon,
  reached,
  type SmallWorld,
  smallWorld,
  status,
} from './small-world.ts'

const at = (date: string) => Date.parse(`${date}T10:00:00Z`)
const next = (change: object = {}) =>
  aDecision({
    id: 'next',
    validFrom: '2026-10-01',
    urgencyRule: 'last',
    targets: [aTarget({ urgencies: ['A'] })],
    ...change,
  })

describe('an adopted decision', () => {
  let world: SmallWorld

  before(async function () {
    this.timeout(60_000)
    world = await smallWorld()
  })

  beforeEach(async () => {
    world = await smallWorld()
    await world.recorder.record([
      ...reached('august', at('2026-08-10'), 300),
      ...reached('september', at('2026-09-10'), 300),
      ...reached('october', at('2026-10-10'), 300),
      ...reached('october-b', at('2026-10-11'), 300, { urgency: 'B' }),
      ...reached('other', at('2026-10-12'), 300, { service: 'rescue' }),
    ])
  })

  const adopt = (adoption: Adoption) =>
    adoptDecision(world.db, county, adoption, { at: noon, by: 'a-manager' })
  const finish = (onPage?: (page: AnewPage) => void, signal?: AbortSignal) =>
    finishJudging(world.db, county, {
      ...{ onPage, signal },
      load: () => loadReference(world.db, county),
      contextNow: async (reference) => ({ ...(await contextOf(world)), reference }),
    })
  /** A row that is written anew has another xmin. */
  const rows = async () => {
    const found = await world.db.query<{ task: string; decision: string | null; version: string }>(
      'select task, decision, xmin::text || ctid::text as version from judged order by task, ordinal',
    )
    return new Map(found.map(({ task, ...row }) => [task, row]))
  }

  it('judges anew the tasks it covers and leaves the others as they are (trap 56)', async () => {
    const before = await rows()
    const { touched } = await adopt({ decision: next(), ends: 'first' })
    expect(touched).to.deep.equal([{ service: 'ems', from: '2026-10-01' }])
    const { done, changed } = await finish()
    expect([done, changed]).to.deep.equal([2, 2])
    const after = await rows()
    expect([...after].map(([task, { decision }]) => [task, decision])).to.deep.equal([
      ['august', 'first'],
      ['october', 'next'],
      ['october-b', 'next'],
      ['other', null],
      ['september', 'first'],
    ])
    for (const task of ['august', 'september', 'other'])
      expect(after.get(task)).to.deep.equal(before.get(task))
    expect(
      (await rebuild(world.db, await loadReference(world.db, county), { check: true })).different,
    ).to.deep.equal([])
  })

  it('writes only tasks that come out otherwise: another limit moves no judged row', async () => {
    const before = await rows()
    await adopt({
      decision: aDecision({
        targets: [aTarget({ withinSeconds: 60 }), aTarget({ urgencies: ['C'], measure: 'ambulance' })],
      }),
    })
    expect(await finish()).to.include({ done: 4, total: 4, changed: 0 })
    expect(await rows()).to.deep.equal(before)
  })

  it('looks at a task created before midnight and alerted after it', async () => {
    const midnight = Date.parse('2026-10-31T22:00:00Z')
    await world.recorder.record([
      created('eve', midnight - 60_000),
      status('E1', 'alerted', midnight + 60_000, 'eve'),
      status('E1', 'at-scene', midnight + 360_000, 'eve'),
    ])
    await adopt({ decision: next({ validFrom: '2026-11-01', clockStart: 'task-created' }), ends: 'first' })
    await finish()
    expect((await rows()).get('eve')!.decision).to.equal('next')
    await adopt({ decision: aDecision({ clockStart: 'task-created', validTo: '2026-11-01' }) })
    await finish()
    expect((await rows()).get('eve')!.decision).to.equal('first')
    expect(
      (await rebuild(world.db, await loadReference(world.db, county), { check: true })).different,
    ).to.deep.equal([])
  })

  it('gives a compiled month that differs a new revision, and keeps the earlier one', async () => {
    for (const month of ['2026-08', '2026-09', '2026-10'])
      await compileMonth(world.db, month, 'ems', await contextOf(world))
    await adopt({ decision: next(), ends: 'first' })
    const { months } = await finish()
    expect(months.map(({ month, revision }) => [month, revision])).to.deep.equal([['2026-10', 2]])
    const stored = (month: string) => listRevisions(world.db, county, 'ems', month)
    expect((await stored('2026-10')).map(({ revision }) => revision)).to.deep.equal([1, 2])
    expect(await stored('2026-09')).to.have.length(1)
    const [first] = await world.db.query<{ figures: { decisions: { id: string }[] } }>(
      "select figures from revision where month = '2026-10' and revision = 1",
    )
    expect(first!.figures.decisions.map(({ id }) => id)).to.deep.equal(['first'])
  })

  it('is logged with who, when and what, also what it ended and withdrew', async () => {
    await adopt({ decision: next(), ends: 'first' })
    await adopt({ decision: next({ id: 'third', source: 'better' }), replaces: 'next' })
    const log = await listDecisionLog(world.db, county, 10)
    expect(log.map(({ action, decision, by }) => [action, decision, by])).to.deep.equal([
      ['adopted', 'third', 'a-manager'],
      ['withdrawn', 'next', 'a-manager'],
      ['adopted', 'next', 'a-manager'],
      ['ended', 'first', 'a-manager'],
      // How it read before anything was logged of it.
      ['adopted', 'first', 'vaste'],
    ])
    expect(log[4]!.body).to.deep.equal(aDecision())
    expect(log[0]!.at.getTime()).to.equal(noon)
    expect(log[1]!.body).to.deep.equal(next())
    expect(log[3]!.body.validTo).to.equal('2026-10-01')
  })

  it('changes nothing at all when it is refused', async () => {
    const refused = await adopt({ decision: next({ validFrom: '2019-01-01' }), ends: 'first' }).catch(
      (fault) => fault,
    )
    expect(refused).to.include({ code: 'conflict' })
    expect(await listDecisions(world.db, county)).to.deep.equal([aDecision()])
    expect(await listDecisionLog(world.db, county, 10)).to.deep.equal([])
    expect(await unfinishedSpans(world.db, county)).to.deep.equal([])
  })

  it('is finished after a crash in the middle, from the dates that were left', async () => {
    await adopt({ decision: next(), ends: 'first' })
    const crash = new AbortController()
    crash.abort(new Error('crash'))
    const cut = await finish(undefined, crash.signal).catch((fault: Error) => fault.message)
    expect(cut).to.equal('crash')
    expect(await unfinishedSpans(world.db, county)).to.deep.equal([{ service: 'ems', from: '2026-10-01' }])
    expect((await rows()).get('october')!.decision).to.equal('first')
    expect(await finish()).to.include({ done: 2, changed: 2 })
    expect(await unfinishedSpans(world.db, county)).to.deep.equal([])
    expect(await finish()).to.include({ done: 0, changed: 0 })
  })

  it('is judged by whatever has been adopted in the meantime too', async () => {
    await adopt({ decision: next(), ends: 'first' })
    let once: Promise<unknown> | undefined
    const { done } = await finishJudging(world.db, county, {
      load: () => loadReference(world.db, county),
      contextNow: async (reference) => {
        once ??= adopt({ decision: next({ id: 'third', validFrom: '2026-10-05' }), ends: 'next' })
        await once
        return { ...(await contextOf(world)), reference }
      },
    })
    expect(done).to.equal(4)
    expect((await rows()).get('october')!.decision).to.equal('third')
    expect(await unfinishedSpans(world.db, county)).to.deep.equal([])
  })

  it('tells how far it has come, with the tasks of each page', async () => {
    await adopt({ decision: next(), ends: 'first' })
    const pages: AnewPage[] = []
    await finish((page) => pages.push(page))
    expect(pages.map(({ done, total, changed }) => [done, total, changed])).to.deep.equal([[2, 2, 2]])
    expect(pages[0]!.tasks.map(({ task }) => task.id)).to.deep.equal(['october', 'october-b'])
  })
})
