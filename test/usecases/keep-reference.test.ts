/** The running service follows what is adopted: here, by another program beside it, and before it was started. */
import { expect } from 'chai'
import { createFigures, type Figures } from '../../src/figures/figures.ts'
import { referenceVersion } from '../../src/store/decisions.ts'
import { judgedPages } from '../../src/store/task-cache.ts'
import { adoptDecision } from '../../src/usecases/adopt-decision.ts'
import { finishJudging } from '../../src/usecases/judge-anew.ts'
import { createReferenceKeeper, type ReferenceKeeper } from '../../src/usecases/keep-reference.ts'
import { rebuild } from '../../src/usecases/rebuild.ts'
import { loadReference } from '../../src/usecases/reference.ts'
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
const next = aDecision({ id: 'next', validFrom: '2026-11-01', targets: [aTarget({ urgencies: ['A'] })] })
const by = { at: noon, by: 'another program' }

describe('the reference data of a running service', () => {
  let world: SmallWorld
  let figures: Figures
  let faults: unknown[]
  let shares: (number | undefined)[]

  before(async function () {
    this.timeout(60_000)
    world = await smallWorld()
  })

  beforeEach(async () => {
    world = await smallWorld()
    await world.recorder.record([...reached('t1', noon - day, 300), ...reached('t2', noon - 40 * day, 300)])
    figures = createFigures(world.reference.calendar)
    for await (const page of judgedPages(world.db, county)) figures.update(page)
    faults = []
    shares = []
  })

  const keep = async (): Promise<ReferenceKeeper> => {
    const keeper: ReferenceKeeper = createReferenceKeeper({
      ...{ db: world.db, now: () => noon, reference: world.reference, figures },
      version: await referenceVersion(world.db, county),
      context: () => ({ ...context, reference: keeper.reference() }),
      onJudged: (tasks) => {
        shares.push(keeper.judging()?.done)
        for (const { rows } of tasks) figures.update(rows)
      },
      onFault: (fault) => faults.push(fault),
    })
    const context = { ...(await contextOf(world)), figures }
    await keeper.poll()
    return keeper
  }
  const decisions = () =>
    figures
      .tasks({ service: 'ems', from: 0, to: noon + day }, 10)
      .map(({ task, decision }) => `${task} ${decision}`)
      .sort()
  const cachesAreTrue = async () => {
    const { different } = await rebuild(world.db, await loadReference(world.db, county), { check: true })
    expect(different).to.deep.equal([])
  }

  it('is replaced at once by an adoption here; figures follow page by page, and it says how far', async () => {
    const keeper = await keep()
    expect(keeper.judging()).to.equal(undefined)
    const adopted = await keeper.adopt({ decision: next, ends: 'first' }, 'a-manager')
    expect(adopted).to.include({ tasks: 1 })
    expect(keeper.reference().decisions.map(({ id }) => id)).to.deep.equal(['first', 'next'])
    expect(keeper.judging()).to.deep.include({ done: 0 })
    await keeper.idle()
    expect(shares).to.deep.equal([1])
    expect(keeper.judging()).to.equal(undefined)
    expect(keeper.last()).to.include({ at: noon, done: 1, changed: 1 })
    expect(decisions()).to.deep.equal(['t1 next', 't2 first'])
    await keeper.poll()
    expect(shares, 'what it did itself it does not take over again').to.have.length(1)
    await cachesAreTrue()
  })

  it('follows another program, also for what was recorded by the old data in between', async () => {
    const keeper = await keep()
    await adoptDecision(world.db, county, { decision: next, ends: 'first' }, by)
    await finishJudging(world.db, county, {
      load: () => loadReference(world.db, county),
      contextNow: async (reference) => ({ ...(await contextOf(world)), reference }),
    })
    // The small world's recorder still judges by what it was started with.
    await world.recorder.record(reached('late', noon - day, 200))
    keeper.heard(world.committed.at(-1)!.tasks)
    figures.update(world.committed.at(-1)!.tasks.flatMap(({ rows }) => rows))
    expect(decisions()).to.deep.equal(['late first', 't1 first', 't2 first'])
    await keeper.poll()
    expect(decisions()).to.deep.equal(['late next', 't1 next', 't2 first'])
    expect(keeper.reference().decisions).to.have.length(2)
    await cachesAreTrue()
  })

  it('says that another program is judging anew as long as it is', async () => {
    const keeper = await keep()
    await adoptDecision(world.db, county, { decision: next, ends: 'first' }, by)
    await keeper.poll()
    expect(keeper.judging()).to.deep.equal({ done: 0, total: 0, changed: 0 })
    expect(decisions(), 'that is left to the other program').to.deep.equal(['t1 first', 't2 first'])
  })

  it('finishes at the start what was cut short before it', async () => {
    await adoptDecision(world.db, county, { decision: next, ends: 'first' }, by)
    world = { ...world, reference: await loadReference(world.db, county) }
    const keeper = await keep()
    await keeper.idle()
    expect(decisions()).to.deep.equal(['t1 next', 't2 first'])
    await cachesAreTrue()
  })

  it('does not count what failed as done, and stops where it is told to', async () => {
    const keeper = await keep()
    const { transaction } = world.db
    let calls = 0
    world.db.transaction = ((work) => {
      // The adoption itself goes through, the first page does not.
      if (++calls === 2) return Promise.reject(new Error('gone'))
      return transaction.call(world.db, work)
    }) as typeof transaction
    try {
      await keeper.adopt({ decision: next, ends: 'first' }, 'a-manager')
      await keeper.idle()
    } finally {
      world.db.transaction = transaction
    }
    expect(faults.map((fault) => (fault as Error).message)).to.deep.equal(['gone'])
    expect(keeper.judging()).to.not.equal(undefined)
    await keeper.poll()
    await keeper.idle()
    expect(decisions()).to.deep.equal(['t1 next', 't2 first'])
    await keeper.stop()
    await keeper.poll()
  })
})
