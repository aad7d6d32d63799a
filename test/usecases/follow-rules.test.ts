/** Caches of earlier rules are made anew once. */
import { expect } from 'chai'
import { findNote, saveNote } from '../../src/store/decisions.ts'
import { followRules } from '../../src/usecases/follow-rules.ts'
import { county, noon, places, reached, type SmallWorld, smallWorld } from './small-world.ts'

describe('following the rules', () => {
  let world: SmallWorld
  before(async function () {
    this.timeout(60_000)
    world = await smallWorld()
    await world.recorder.record(reached('t1', noon, 300, { place: places.core }))
    await followRules(world.db, world.reference, () => {})
  })

  const seconds = async () =>
    (await world.db.query<{ seconds: number }>('select seconds from judged'))[0]?.seconds

  it('leaves the caches of its own version as they are', async () => {
    await world.db.query('update judged set seconds = 1')
    expect(await followRules(world.db, world.reference, () => {})).to.equal(undefined)
    expect(await seconds()).to.equal(1)
  })

  it('makes those of another version anew, and remembers that it has', async () => {
    await saveNote(world.db, county, 'rule-version', 0)
    expect(await followRules(world.db, world.reference, () => {})).to.deep.include({
      tasks: 1,
      different: ['t1'],
    })
    expect(await seconds()).to.equal(300)
    expect(await findNote(world.db, county, 'rule-version')).to.be.above(0)
    expect(await followRules(world.db, world.reference, () => {})).to.equal(undefined)
  })
})
