/** The situation in memory: kept up with commits, honest about who is expected, and the same as what its changes tell. */
import { expect } from 'chai'
import { applyChanges, boardFrom } from '../../dashboards/board/state.ts'
import type { Change, TaskView } from '../../src/contract/situation.ts'
import { type Board, createBoard } from '../../src/live/board.ts'
import { createDrives } from '../../src/live/drives.ts'
import { listSources, stationsOnBoard, unitsOnBoard } from '../../src/store/board-state.ts'
import { gridRoads } from '../usecases/small-roads.ts'
import {
  aDecision,
  aTarget,
  county,
  created,
  iso,
  noon,
  placeAt,
  places,
  type SmallWorld,
  smallWorld,
  status,
} from '../usecases/small-world.ts'

const lateAfterSeconds = 60
const roads = gridRoads()
const nobody = { run: 'r', number: 0 }

describe('live board', () => {
  let world: SmallWorld
  let board: Board

  before(async function () {
    this.timeout(60_000)
    world = await smallWorld()
  })

  beforeEach(async () => {
    world = await smallWorld({
      decisions: [
        aDecision({
          targets: [aTarget({ official: false }), aTarget({ urgencies: ['C'], measure: 'ambulance' })],
        }),
      ],
    })
    board = createBoard({
      now: () => world.now,
      reference: () => world.reference,
      freshness: { lateAfterSeconds, silentAfterSeconds: 180 },
      drives: createDrives({ roads: () => roads, searchesAtOnce: 1000 }),
      initial: {
        tasks: [],
        units: await unitsOnBoard(world.db, county),
        stations: await stationsOnBoard(world.db, county),
        sources: await listSources(world.db, county),
      },
    })
  })

  const tell = async (...events: object[]): Promise<Change[]> => {
    const answer = await world.recorder.record(events)
    expect(answer.refusals).to.deep.equal([])
    return board.apply(world.committed.at(-1)!)
  }
  let serial = 0
  const position = (unit: string, at: number, place = places.other) => ({
    ...{ id: `pos-${++serial}`, source: 'avl', kind: 'unit.position', at: iso(at), unit, place },
  })
  const task = (id = 't1'): TaskView => board.situation(nobody).tasks.find((view) => view.id === id)!
  const ids = () => board.situation(nobody).tasks.map(({ id }) => id)

  it('shows open tasks, and tells when one is gone and when it is back', async () => {
    const opened = await tell(created('t1', noon), status('E1', 'alerted', noon, 't1'))
    expect(opened.map(({ kind }) => kind)).to.deep.equal(['task', 'unit', 'source'])
    expect(ids()).to.deep.equal(['t1'])
    const closed = await tell({
      id: 'c',
      source: 'cad',
      kind: 'task.closed',
      at: iso(noon + 1000),
      task: 't1',
    })
    expect(closed[0]).to.deep.equal({ kind: 'task-gone', id: 't1' })
    expect(ids()).to.deep.equal([])
    const late = await tell({
      id: 'u',
      source: 'cad',
      kind: 'task.urgency',
      at: iso(noon),
      task: 't1',
      urgency: 'B',
    })
    expect(
      late.map(({ kind }) => kind),
      'a closed task is told once',
    ).to.deep.equal(['source'])
    await tell(status('E2', 'alerted', noon + 2000, 't1'))
    expect(ids(), 'opened again by an alert').to.deep.equal(['t1'])
    const cancelled = await tell({
      id: 'x',
      source: 'cad',
      kind: 'task.cancelled',
      at: iso(noon + 3000),
      task: 't1',
    })
    expect(cancelled[0]).to.deep.equal({ kind: 'task-gone', id: 't1' })
  })

  it('tells when a task is due, and whether it was reached in time', async () => {
    await tell(created('t1', noon - 60_000))
    expect(task().targets).to.deep.equal([
      {
        measure: 'first-unit',
        withinSeconds: 480,
        requiredShare: 0.5,
        official: false,
        dueAt: undefined,
        state: 'pending',
      },
    ])
    await tell(status('E1', 'alerted', noon, 't1'))
    expect(task().targets[0]).to.include({ state: 'pending', dueAt: iso(noon + 480_000) })
    expect(task().clockStartAt).to.equal(iso(noon))
    world.now = noon + 420_000
    await tell(status('E1', 'at-scene', world.now, 't1'))
    expect(task().targets[0]).to.include({ state: 'in-time', seconds: 420 })
    expect(task().expected).to.equal(undefined)
    expect(board.situation(nobody).placeholderTargets).to.equal(true)
  })

  it('expects a unit from where it surely is, and nobody from an old position', async () => {
    await tell(created('t1', noon), status('E1', 'en-route', noon, 't1'), position('E1', noon))
    const { expected } = task()
    expect(expected).to.include({ unit: 'E1', assigned: true, basis: 'roads' })
    expect(Date.parse(expected!.arriveAt)).to.be.within(noon + 60_000, noon + 600_000)
    world.now = noon + lateAfterSeconds * 1000
    board.refreshExpected()
    expect(task().expected?.unit, 'as old as it may be').to.equal('E1')
    world.now += 1000
    const changes = board.refreshExpected()
    expect(changes.map(({ kind }) => kind)).to.deep.equal(['task'])
    expect(task().expected, 'too old').to.equal(undefined)
    expect(board.refreshExpected(), 'told once').to.deep.equal([])
    await tell(position('E1', world.now))
    board.refreshExpected()
    expect(task().expected).to.include({ unit: 'E1' })
  })

  it('knows the nearest free unit that qualifies, and prefers one that is sent', async () => {
    await tell(
      ...[status('FAR', 'available', noon), position('FAR', noon, placeAt(7500, 3500))],
      ...[status('NEAR', 'available', noon), position('NEAR', noon, placeAt(900, 500))],
      ...[status('BUSY', 'at-hospital', noon), position('BUSY', noon, places.core)],
      ...[status('OFF', 'unavailable', noon), position('OFF', noon, places.core)],
      status('LOST', 'available', noon),
      created('t1', noon),
    )
    expect(task().expected).to.include({ unit: 'NEAR', assigned: false })
    await tell(status('FAR', 'en-route', noon + 1000, 't1'))
    expect(task().expected).to.include({ unit: 'FAR', assigned: true })
    await tell(created('t2', noon, { urgency: 'C' }))
    expect(task('t2').expected, 'no type is known of any free unit').to.equal(undefined)
    await tell(status('NEAR', 'en-route', noon + 2000, 't2', 'bls'))
    expect(task('t2').expected, 'the message said what it is').to.include({ unit: 'NEAR', assigned: true })
    await tell(
      status('FR', 'en-route', noon + 2000, 't2', 'first-response'),
      position('FR', noon, places.core),
    )
    expect(task('t2').expected, 'a first-response unit is no ambulance').to.include({ unit: 'NEAR' })
  })

  it('does not tell of a move that is less than fifteen seconds', async () => {
    await tell(
      created('t1', noon),
      status('E1', 'en-route', noon, 't1'),
      position('E1', noon, placeAt(3000, 500)),
    )
    board.refreshExpected()
    await tell(position('E1', noon, placeAt(2990, 500)))
    expect(board.refreshExpected()).to.deep.equal([])
    await tell(position('E1', noon + 1, placeAt(7000, 3000)))
    expect(board.refreshExpected()).to.have.length(1)
  })

  it('drops and judges anew when zones or decisions change', async () => {
    await tell(created('t1', noon), created('t2', noon))
    const [judged] = world.committed.at(-1)!.tasks
    const changes = board.replaceTasks([judged!])
    expect(changes.map((change) => (change.kind === 'task-gone' ? change.id : change.kind))).to.deep.equal([
      't2',
      'task',
    ])
    expect(ids()).to.deep.equal(['t1'])
  })

  it('is the same for who followed the changes and who has just arrived', async () => {
    let followed = boardFrom(board.situation(nobody))
    const follow = (changes: readonly Change[]) => {
      followed = applyChanges(followed, changes, 0)
    }
    follow(await tell(created('t1', noon), created('t2', noon), status('E1', 'alerted', noon, 't1')))
    follow(await tell(position('E1', noon), status('E1', 'en-route', noon + 1000, 't1')))
    follow(
      await tell({
        id: 'r',
        source: 'crew',
        kind: 'station.readiness',
        at: iso(noon),
        station: 'mid',
        crew: 3,
      }),
    )
    world.now += 60_000
    follow(board.refreshExpected())
    follow(await tell({ id: 'c', source: 'cad', kind: 'task.closed', at: iso(noon + 1000), task: 't2' }))
    world.now += 600_000
    follow(board.refreshExpected())
    const arrived = boardFrom(board.situation(nobody))
    for (const things of ['tasks', 'units', 'stations', 'sources'] as const)
      expect([...followed[things]].sort(), things).to.deep.equal([...arrived[things]].sort())
  })
})
