/** What the nightly work forgets, and what it keeps. */
import { expect } from 'chai'
import { readConfig } from '../src/config.ts'
import { jobsOf } from '../src/jobs.ts'
import { listAccesses, logAccess } from '../src/store/recording-access.ts'
import type { ComplianceContext } from '../src/usecases/show-compliance.ts'
import { county, noon, type SmallWorld, smallWorld } from './usecases/small-world.ts'

const day = 86_400_000

describe('nightly work', () => {
  let world: SmallWorld
  const run = async (name: string, env: NodeJS.ProcessEnv, now: number) => {
    const context = () => {
      throw new Error('not asked for')
    }
    const jobs = jobsOf(
      world.db,
      () => world.reference,
      readConfig(env, { demo: false }),
      context as () => ComplianceContext,
      () => now,
    )
    return jobs.find((job) => job.name === name)!.run()
  }
  const kept = async () => (await listAccesses(world.db, county, 50)).map(({ by }) => by)

  before(async function () {
    this.timeout(60_000)
    world = await smallWorld()
    for (const [by, at] of [
      ['first', noon - 800 * day],
      ['second', noon - 729 * day],
      ['third', noon - 10 * day],
    ] as const)
      await logAccess(world.db, county, { by, at, from: at - day, to: at - day })
  })

  it('forgets who looked at the recording after two years', async () => {
    expect(await run('forget-accesses', {}, noon)).to.deep.equal({ forgotten: 1 })
    expect(await kept()).to.deep.equal(['third', 'second'])
    expect(await run('forget-accesses', {}, noon)).to.deep.equal({ forgotten: 0 })
  })

  it('keeps it for as long as is set', async () => {
    expect(await run('forget-accesses', { VASTE_KEEP_ACCESSES_DAYS: '11' }, noon)).to.deep.equal({
      forgotten: 1,
    })
    expect(await kept()).to.deep.equal(['third'])
  })
})
