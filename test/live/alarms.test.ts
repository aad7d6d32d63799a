/** The alarm watch: what every board is told, what is kept for the next start, and what two commanders at once come to. */
import { expect } from 'chai'
import { applyChanges, boardFrom } from '../../dashboards/board/state.ts'
import { alarmsSchema } from '../../src/contract/alarms.ts'
import type { Change } from '../../src/contract/situation.ts'
import type { Alarm } from '../../src/domain/alarm.ts'
import { alarmSituation } from '../../src/live/alarm-situation.ts'
import { type AlarmWatch, createAlarmWatch } from '../../src/live/alarms.ts'
import { type Board, createBoard } from '../../src/live/board.ts'
import { createDrives } from '../../src/live/drives.ts'
import { saveAlarms } from '../../src/store/alarms.ts'
import { listSources, stationsOnBoard, unitsOnBoard } from '../../src/store/board-state.ts'
import { type AlarmDesk, createAlarmDesk } from '../../src/usecases/acknowledge-alarm.ts'
import { standingAlarms } from '../../src/usecases/show-alarms.ts'
import { gridRoads } from '../usecases/small-roads.ts'
import {
  aDecision,
  county,
  created,
  iso,
  noon,
  places,
  type SmallWorld,
  smallWorld,
  status,
} from '../usecases/small-world.ts'

const freshness = { lateAfterSeconds: 60, silentAfterSeconds: 180 }
const roads = gridRoads()
const nobody = { run: 'r', number: 0 }
const minutes = (count: number) => count * 60_000

describe('alarm watch', function () {
  this.timeout(60_000)
  let world: SmallWorld
  let board: Board
  let watch: AlarmWatch
  let desk: AlarmDesk
  let told: Change[]
  let refuse = false

  beforeEach(async () => {
    world = await smallWorld()
    refuse = false
    await begin()
  })

  /** As a service begins, on what the database holds. */
  const begin = async () => {
    const { db } = world
    told = []
    watch = createAlarmWatch({
      initial: await standingAlarms(db, county, world.now),
      publish: (changes) => void told.push(...changes),
      save: async (alarms: readonly Alarm[]) => {
        if (refuse) throw new Error('the database is away')
        await saveAlarms(db, county, alarms)
      },
      onFault: () => {},
    })
    board = createBoard({
      ...{ now: () => world.now, reference: () => world.reference, freshness, alarms: watch.views },
      drives: createDrives({ roads: () => roads, searchesAtOnce: 1000 }),
      initial: {
        tasks: world.committed.flatMap(({ tasks }) => tasks),
        units: await unitsOnBoard(db, county),
        stations: await stationsOnBoard(db, county),
        sources: await listSources(db, county),
      },
    })
    desk = createAlarmDesk({ db, county, alarms: watch, now: () => world.now })
  }
  const tell = async (...events: object[]) => {
    const { refusals } = await world.recorder.record(events)
    expect(refusals).to.deep.equal([])
    board.apply(world.committed.at(-1)!)
  }
  const lookAt = async (ms: number) => {
    world.now = noon + ms
    watch.look(alarmSituation(board.things(), { listeningSince: noon, areas: [] }), world.now)
    await watch.idle()
  }
  const kinds = () => watch.state().open.map(({ kind, subject }) => `${kind} ${subject}`)
  const beat = (at: number) =>
    tell({ id: `b${at}`, source: 'cad', kind: 'source.heartbeat', at: iso(noon + at) })

  it('raises what nobody is alerted to, and clears it when a unit is', async () => {
    await tell(created('t1', noon))
    await lookAt(minutes(1))
    expect(kinds()).to.deep.equal([])
    await lookAt(minutes(2))
    expect(kinds()).to.deep.equal(['not-alerted t1'])
    expect(told.map(({ kind }) => kind)).to.deep.equal(['alarm'])
    await lookAt(minutes(2) + 1000)
    expect(told, 'nothing moved, nothing is told').to.have.length(1)
    await tell(status('E1', 'alerted', noon + minutes(2), 't1', 'als'))
    await lookAt(minutes(2) + 2000)
    await lookAt(minutes(2) + 12_000)
    expect(kinds()).to.deep.equal([])
    expect(told.at(-1)).to.include({ kind: 'alarm-gone' })
    const { open, history } = await desk.list()
    expect(open).to.deep.equal([])
    expect(history.map(({ kind, clearedAt }) => [kind, clearedAt])).to.deep.equal([
      ['not-alerted', iso(noon + minutes(2) + 12_000)],
    ])
  })

  it('tells what will be missed by where a unit surely is, and that it cannot tell when it does not know', async () => {
    await tell(
      created('t1', noon, { place: places.rural }),
      status('E1', 'alerted', noon, 't1', 'als'),
      status('E1', 'en-route', noon + 1000, 't1'),
      {
        ...{ id: 'p', source: 'avl', kind: 'unit.position', at: iso(noon) },
        unit: 'E1',
        place: places.outside,
      },
    )
    await lookAt(1000)
    expect(watch.state().withheld).to.deep.equal([])
    await lookAt(minutes(4))
    board.refreshExpected()
    await lookAt(minutes(4) + 1000)
    expect(board.situation(nobody).alarmsWithheld).to.deep.equal([
      { kind: 'will-miss', subject: 't1', reason: 'positions-late' },
    ])
    expect(told.at(-1)?.kind).to.equal('alarms-withheld')
    await lookAt(minutes(8) + 16_000)
    expect(kinds()).to.include('missed t1')
    await tell(status('E1', 'at-scene', noon + minutes(9), 't1'))
    await lookAt(minutes(9))
    await lookAt(minutes(9) + 15_000)
    expect(kinds()).not.to.include('missed t1')
  })

  it('does not ask for a unit where all is arranged, as a transfer', async () => {
    world = await smallWorld({ decisions: [aDecision({ excludedOrigins: ['transfer-order'] })] })
    await begin()
    await tell(created('t1', noon, { origin: 'transfer-order' }), created('t2', noon, { urgency: 'D' }))
    await lookAt(minutes(10))
    expect(kinds().filter((kind) => kind.startsWith('not-alerted'))).to.deep.equal([])
  })

  it('is the same for who followed the changes and who has just arrived', async () => {
    let followed = boardFrom(board.situation(nobody))
    await tell(created('t1', noon), created('t2', noon + 1000))
    for (const [at, act] of [
      [minutes(2), undefined],
      [minutes(3), async () => void (await desk.acknowledge(watch.state().open[0]!.id, 'a'))],
      [minutes(4), () => beat(minutes(4))],
      [minutes(9), async () => void (await desk.shelve(watch.state().open[1]!.id, noon + minutes(20), 'b'))],
      [minutes(25), undefined],
    ] as const) {
      await lookAt(at)
      await act?.()
    }
    followed = applyChanges(followed, told, 0)
    const arrived = boardFrom(board.situation(nobody))
    expect([...followed.alarms].sort()).to.deep.equal([...arrived.alarms].sort())
    expect(followed.alarmsWithheld).to.deep.equal(arrived.alarmsWithheld)
  })

  it('acknowledges once for all: of two at once the first stands, on the boards and in the log', async () => {
    await tell(created('t1', noon))
    await lookAt(minutes(2))
    const { id } = watch.state().open[0]!
    const [first, second] = await Promise.all([desk.acknowledge(id, 'one'), desk.acknowledge(id, 'two')])
    expect(first[0]!.acknowledged?.by).to.equal('one')
    expect(second).to.deep.equal(first)
    const logged = await world.db.query<{ by_name: string }>(
      'select by_name from alarm_action where county = $1',
      [county],
    )
    expect(logged.map(({ by_name }) => by_name)).to.deep.equal(['one'])
    const answer = await desk.list()
    expect(alarmsSchema.safeParse(answer).error).to.equal(undefined)
    const fault = await desk.acknowledge('none', 'one').catch((error) => error)
    expect(fault).to.include({ code: 'not-found' })
  })

  it('survives a restart: open alarms, their names and shelves, and the end of a shelf', async () => {
    await tell(created('t1', noon), created('t2', noon))
    await lookAt(minutes(2))
    const [one, other] = watch.state().open
    await desk.acknowledge(one!.id, 'a')
    await desk.shelve(other!.id, noon + minutes(30), 'b')
    await lookAt(minutes(2) + 1000)
    const before = watch.state().open
    await begin()
    await lookAt(minutes(2) + 2000)
    expect(watch.state().open).to.deep.equal(before)
    await lookAt(minutes(30))
    expect(watch.state().open.filter(({ shelved }) => shelved)).to.deep.equal([])
    await desk.shelve(other!.id, noon + minutes(60), 'b')
    await desk.shelve(other!.id, undefined, 'c')
    await begin()
    await lookAt(minutes(31))
    expect(
      watch.state().open.filter(({ shelved }) => shelved),
      'taken off stays off',
    ).to.deep.equal([])
  })

  it('tells an alarm while the database is away, and keeps it when that is back', async () => {
    await tell(created('t1', noon))
    refuse = true
    await lookAt(minutes(2))
    expect(kinds()).to.deep.equal(['not-alerted t1'])
    refuse = false
    await lookAt(minutes(2) + 1000)
    await begin()
    expect(kinds()).to.deep.equal(['not-alerted t1'])
  })
})
