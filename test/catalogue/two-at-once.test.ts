/** Bad input: two tasks for one event, and one unit on two tasks. Neither is guessed together nor counted twice. */
import { expect } from 'chai'
import { showWorkload } from '../../src/usecases/show-workload.ts'
import { contextOf, created, type SmallWorld, smallWorld, status } from '../usecases/small-world.ts'
import { clock, closed, expectFigures, foldOf, rowsOf, send } from './cases.ts'

describe('bad input: several numbers for one event (trap 31)', () => {
  it('are as many tasks: no message says that they belong together, and a guess by time and place would be one', async function () {
    this.timeout(60_000)
    const world = await smallWorld()
    await send(world, [
      ...['one', 'two'].map((task) => created(task, clock(0))),
      status('E1', 'alerted', clock(1), 'one'),
      status('E2', 'alerted', clock(1), 'two'),
      status('E1', 'at-scene', clock(8), 'one'),
      status('E2', 'at-scene', clock(9), 'two'),
      ...['one', 'two'].map((task) => closed(task, clock(60))),
    ])
    const found = await Promise.all(['one', 'two'].map((task) => rowsOf(world, task)))
    expect(found.map((rows) => rows.map(({ seconds }) => seconds))).to.deep.equal([[420], [480]])
    await expectFigures(world)
  })
})

describe('bad input: a unit on two tasks (trap 8)', () => {
  let world: SmallWorld
  before(async function () {
    this.timeout(60_000)
    world = await smallWorld()
    await send(world, [
      created('first', clock(0)),
      status('E1', 'alerted', clock(1), 'first'),
      status('E1', 'en-route', clock(2), 'first'),
      // Taken away to a more urgent one; nobody clears it from the first.
      created('second', clock(4)),
      status('E1', 'alerted', clock(5), 'second'),
      status('E1', 'at-scene', clock(9), 'second'),
      closed('second', clock(40)),
    ])
  })

  it('reaches the one it went to, and keeps the clock of the one it left running', async () => {
    expect((await rowsOf(world, 'second'))[0]).to.include({ seconds: 240, unit: 'E1' })
    expect((await rowsOf(world, 'first'))[0]).to.include({ seconds: null, excluded: 'still-open' })
  })

  it('is no failure of its own: the task it left is reached by another, from the first alert of all', async () => {
    await send(world, [
      status('E2', 'alerted', clock(6), 'first'),
      status('E2', 'at-scene', clock(21), 'first'),
      closed('first', clock(50)),
    ])
    expect(await rowsOf(world, 'first')).to.have.length(1)
    expect((await rowsOf(world, 'first'))[0]).to.include({ seconds: 1200, unit: 'E2' })
    for (const task of ['first', 'second']) expect((await foldOf(world, task))!.anomalies).to.deep.equal([])
    await expectFigures(world)
  })

  it('counts each task once in the workload, for one owner', async () => {
    const load = await showWorkload(
      world.db,
      { service: 'ems', from: '2026-11-21', to: '2026-11-22' },
      await contextOf(world),
    )
    expect(load.tasks).to.equal(2)
    expect(load.owners.map(({ owner, tasks }) => [owner, tasks])).to.deep.equal([['own', 2]])
  })
})
