/** Three views, one definition: board, figures, file and preview count the very same tasks in time. */
import { expect } from 'chai'
import fc from 'fast-check'
import { judge } from '../../src/domain/verdict.ts'
import { createBoard } from '../../src/live/board.ts'
import { createDrives } from '../../src/live/drives.ts'
import { complianceCsv } from '../../src/report/compliance-csv.ts'
import { previewDecision } from '../../src/usecases/preview-decision.ts'
import { loadReference } from '../../src/usecases/reference.ts'
import { showCompliance } from '../../src/usecases/show-compliance.ts'
import { gridRoads } from '../usecases/small-roads.ts'
import {
  aDecision,
  contextOf,
  county,
  created,
  iso,
  noon,
  type SmallWorld,
  smallWorld,
  status,
} from '../usecases/small-world.ts'
import { send, told } from './cases.ts'

/** Seconds from alert to arrival, or nobody there yet; the limit is 480. */
const arrivals = [0.5, 60, 479, 479.001, 480, 480.001, 481, 1200, undefined, undefined]

describe('one definition (trap 62)', () => {
  let world: SmallWorld
  before(async function () {
    this.timeout(60_000)
    world = await smallWorld()
    await send(
      world,
      arrivals.flatMap((seconds, i) => [
        created(`t${i}`, noon - 3_000_000),
        status(`E${i}`, 'alerted', noon - 2_400_000, `t${i}`),
        ...(seconds === undefined
          ? []
          : [status(`E${i}`, 'at-scene', noon - 2_400_000 + seconds * 1000, `t${i}`)]),
      ]),
    )
  })

  const period = { service: 'ems' as const, from: '2026-11-21', to: '2026-11-22' }
  const onBoard = () => {
    const board = createBoard({
      drives: createDrives({ roads: () => gridRoads() }),
      ...{ now: () => world.now, reference: () => world.reference },
      freshness: { lateAfterSeconds: 60, silentAfterSeconds: 180 },
      initial: { tasks: world.committed.flatMap(({ tasks }) => tasks), units: [], stations: [], sources: [] },
    })
    return board.situation({ run: 'r', number: 0 }).tasks.map(({ id, targets }) => ({ id, ...targets[0]! }))
  }
  const inFigures = async () =>
    showCompliance(period, await contextOf(world)).rows.find(({ used, total }) => used + total > 0)!

  it('of the commander’s board and the manager’s figures', async () => {
    const shown = onBoard()
    const count = (state: string) => shown.filter((task) => task.state === state).length
    const { targets, used, excluded } = await inFigures()
    expect(count('in-time')).to.equal(5)
    expect(targets[0]!.inTime).to.equal(5)
    expect(used - targets[0]!.inTime).to.equal(count('late'))
    expect(excluded).to.deep.equal({ 'still-open': count('pending') })
    const due = new Set(shown.filter(({ state }) => state === 'pending').map(({ dueAt }) => dueAt))
    expect([...due], 'clock start and limit are the same').to.deep.equal([iso(noon - 2_400_000 + 480_000)])
  })

  it('of the figures and the file that leaves the house', async () => {
    const csv = complianceCsv(showCompliance(period, await contextOf(world)), 'en')
    const [names, ...lines] = csv.replace('\uFEFF', '').trimEnd().split('\r\n')
    const column = names!.split(';').indexOf('in_time')
    const found = lines.map((line) => Number(line.split(';')[column]))
    expect(found.reduce((sum, n) => sum + n, 0)).to.equal(5)
  })

  it('of the figures and what a planner sees of a decision before it is adopted', async () => {
    const reference = await loadReference(world.db, county)
    const decision = aDecision({ id: 'again', validFrom: '2026-01-01' })
    const adoption = { decision, ends: 'first', from: period.from, to: period.to }
    const found = await previewDecision(world.db, reference, adoption, { now: noon })
    const { used, targets } = await inFigures()
    const row = found.rows.find(({ before }) => (before?.used ?? 0) > 0)!
    for (const side of [row.before!, row.after!]) {
      expect(side.used).to.equal(used)
      expect(side.targets[0]!.inTime).to.equal(targets[0]!.inTime)
    }
    expect(found).to.include({ tasks: arrivals.length, changed: 0 })
  })

  it('whichever limit is asked: late on the board is late in the figures, to the second', () => {
    const judged = world.committed.flatMap(({ tasks }) => tasks)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1300 }), (withinSeconds) => {
        const live = judged.filter(
          ({ verdict }) => judge(verdict!.measures[0]!.outcome, { withinSeconds }).kind === 'in-time',
        )
        const counted = judged.filter(
          ({ rows }) => (rows[0]!.seconds ?? Number.POSITIVE_INFINITY) <= withinSeconds,
        )
        expect(live).to.deep.equal(counted)
      }),
    )
  })

  it('of a task that ends: gone from the board, the same in the figures', async () => {
    await send(
      world,
      arrivals.flatMap((seconds, i) =>
        seconds === undefined ? [] : [told('task.closed', noon - 60_000, { task: `t${i}` })],
      ),
    )
    expect((await inFigures()).targets[0]!.inTime).to.equal(5)
    expect(new Set(onBoard().map(({ state }) => state))).to.deep.equal(new Set(['pending']))
  })
})
