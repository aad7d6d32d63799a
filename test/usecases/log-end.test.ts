/** Figures say exactly how far the log had come when they were counted. */
import { expect } from 'chai'
import { logEnd } from '../../src/store/event-log.ts'
import { county, iso, noon, places, reached, type SmallWorld, smallWorld } from './small-world.ts'

describe('the end of the log', () => {
  let world: SmallWorld
  const life = reached('t1', noon, 300, { place: places.core })
  before(async function () {
    this.timeout(60_000)
    world = await smallWorld()
  })

  const told = () => world.committed.at(-1)!.end

  it('is told with the commit that moved it, and is what the database says', async () => {
    expect(await logEnd(world.db, county)).to.deep.equal({ seq: 0, receivedAt: undefined })
    await world.recorder.record(life)
    expect(told()).to.deep.equal(await logEnd(world.db, county))
    expect(told()!.receivedAt).to.equal(noon)
  })

  it('does not move for a repeat, a position or a heartbeat', async () => {
    const before = await logEnd(world.db, county)
    await world.recorder.record([
      ...life,
      { id: 'p1', source: 'avl', kind: 'unit.position', at: iso(noon), unit: 'E1', place: places.core },
      { id: 'h1', source: 'avl', kind: 'source.heartbeat', at: iso(noon) },
    ])
    expect(told()).to.equal(undefined)
    expect(await logEnd(world.db, county)).to.deep.equal(before)
  })
})
