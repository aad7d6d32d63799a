/** A month is compiled as a numbered revision: never overwritten, and anew only when its figures have changed. */
import { expect } from 'chai'
import { listRevisions } from '../../src/store/decisions.ts'
import { compileMonth, monthsToCompile } from '../../src/usecases/compile-month.ts'
import { contextOf, county, noon, reached, type SmallWorld, smallWorld, status } from './small-world.ts'

const october = Date.parse('2026-10-10T10:00:00Z')
const july = Date.parse('2026-07-10T10:00:00Z')

describe('compiling a month', () => {
  let world: SmallWorld

  before(async function () {
    this.timeout(60_000)
    world = await smallWorld()
    await world.recorder.record([...reached('t1', october, 300), ...reached('t2', july, 300)])
  })

  const compile = async (now = noon) =>
    compileMonth(world.db, '2026-10', 'ems', { ...(await contextOf(world)), now })

  it('lists the months that were missed, and always the last one', async () => {
    const missing = async (back: number) => monthsToCompile(world.db, await contextOf(world), back)
    expect(await missing(13)).to.deep.equal([
      { service: 'ems', month: '2026-07' },
      { service: 'ems', month: '2026-10' },
    ])
    expect(await missing(2)).to.deep.equal([{ service: 'ems', month: '2026-10' }])
  })

  it('writes revision 1, then nothing while nothing has changed', async () => {
    const written = { service: 'ems', month: '2026-10', revision: 1 }
    expect(await compile()).to.deep.equal({ ...written, written: true })
    expect(await compile(noon + 86_400_000)).to.deep.equal({ ...written, written: false })
    expect(await listRevisions(world.db, county, 'ems', '2026-10')).to.have.length(1)
  })

  it('writes revision 2 when a late message has changed the figures, and keeps the first', async () => {
    await world.recorder.record([status('F1', 'alerted', october - 300_000, 't1')])
    expect(await compile(noon + 1000)).to.include({ revision: 2, written: true })
    const revisions = await listRevisions(world.db, county, 'ems', '2026-10')
    expect(revisions.map(({ revision }) => revision)).to.deep.equal([1, 2])
    const rows = await world.db.query<{ figures: { rows: { total: number }[] }; seq: number }>(
      'select figures, cut_off_seq::int as seq from revision order by revision',
    )
    expect(rows[1]!.seq).to.be.greaterThan(rows[0]!.seq)
    expect(rows[0]!.figures).to.not.deep.equal(rows[1]!.figures)
  })

  it('does not list an older month that is compiled', async () => {
    await compileMonth(world.db, '2026-07', 'ems', await contextOf(world))
    const missing = await monthsToCompile(world.db, await contextOf(world), 13)
    expect(missing).to.deep.equal([{ service: 'ems', month: '2026-10' }])
  })
})
