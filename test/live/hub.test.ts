/** The numbered stream: whoever follows it, with whatever interruptions, sees what a new reader sees. */
import { mock } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect } from 'chai'
import fc from 'fast-check'
import { type Board, type BoardState, initialState, reduce } from '../../dashboards/board/state.ts'
import { readSettings } from '../../dashboards/settings.ts'
import type { Change, LiveFrame, Situation, TaskView, UnitView } from '../../src/contract/situation.ts'
import { createHub, type Hub } from '../../src/live/hub.ts'

const gatherMs = 50
const tickMs = 2000

const aUnit = (unit: string, place: number): UnitView => ({
  ...{ unit, demoPosition: false, place: { lon: place, lat: 62 } },
})
const aTask = (id: string, code: number): TaskView => ({
  ...{
    id,
    service: 'ems',
    stream: 'emergency',
    code: String(code),
    targets: [],
    units: [],
    arrivals: [],
    lastEventAt: '2026-11-21T10:00:00Z',
  },
})

/** What the board holds, and a hub that tells of it. */
function aWorld(options: { framesKept?: number; missedBytesAtMost?: number } = {}) {
  const tasks = new Map<string, TaskView>()
  const units = new Map<string, UnitView>()
  let placeholderTargets = false
  const situation = ({ run, number }: { run: string; number: number }): Situation => ({
    ...{
      county: '15',
      countyName: { fi: '', sv: '', en: '' },
      run,
      number,
      serverAt: '2026-11-21T10:00:00Z',
    },
    ...{
      demo: false,
      placeholderTargets,
      freshness: { lateAfterSeconds: 60, silentAfterSeconds: 180 },
    },
    ...{ tasks: [...tasks.values()], units: [...units.values()], stations: [], sources: [], reach: [] },
    ...{ alarms: [], alarmsWithheld: [] },
  })
  const hub = createHub({
    ...{ situation, now: () => 0, gatherMs, tickMs, ...options },
    labels: () => ({ demo: false, placeholderTargets }),
  })
  const publish = (change: Change) => {
    if (change.kind === 'task') tasks.set(change.task.id, change.task)
    if (change.kind === 'task-gone') tasks.delete(change.id)
    if (change.kind === 'unit') units.set(change.unit.unit, change.unit)
    hub.publish([change])
  }
  const relabel = () => {
    placeholderTargets = !placeholderTargets
  }
  return { hub, publish, relabel, truth: () => situation({ run: hub.run, number: hub.number }) }
}

/** A page: it folds frames as the dashboards do, and says where it was when it comes back. */
function aPage(hub: Hub) {
  let state: BoardState = initialState(readSettings(null), 0)
  let leave: (() => void) | undefined
  const frames: LiveFrame[] = []
  return {
    frames,
    get board(): Board {
      return state.board!
    },
    connect() {
      leave?.()
      const since = state.board && { run: state.board.run, number: state.board.number }
      const send = (text: string) => {
        const frame = JSON.parse(text) as LiveFrame
        frames.push(frame)
        state = reduce(state, { kind: 'frame', frame, at: 0 })
        expect(state.resync, 'a gap in the stream').to.equal(false)
      }
      leave = hub.subscribe({ send }, since)
    },
    disconnect() {
      leave?.()
      leave = undefined
    },
  }
}

const things = (board: Board) => ({
  tasks: sorted(board.tasks),
  units: sorted(board.units),
  number: board.number,
  placeholderTargets: board.placeholderTargets,
})
const sorted = (map: ReadonlyMap<string, unknown>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1))

describe('live hub', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout', 'setInterval'] }))
  afterEach(() => mock.timers.reset())

  const flush = () => mock.timers.tick(gatherMs)

  it('begins anew for all when targets become official, also for who was away', () => {
    const { hub, relabel } = aWorld()
    const [stays, away] = [aPage(hub), aPage(hub)]
    for (const page of [stays, away]) page.connect()
    away.disconnect()
    relabel()
    mock.timers.tick(tickMs)
    away.connect()
    for (const { frames, board } of [stays, away]) {
      expect(frames.map(({ kind }) => kind)).to.deep.equal(['snapshot', 'snapshot'])
      expect(board).to.include({ placeholderTargets: true, number: hub.number })
    }
    hub.stop()
  })

  it('gives a page that comes and goes what a page that stays has', () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('unit' as const), name: fc.constantFrom('E1', 'E2'), value: fc.nat(99) }),
      fc.record({
        do: fc.constant('task' as const),
        name: fc.constantFrom('t1', 't2', 't3'),
        value: fc.nat(99),
      }),
      fc.record({ do: fc.constant('gone' as const), name: fc.constantFrom('t1', 't2', 't3') }),
      fc.record({ do: fc.constantFrom('flush', 'tick', 'relabel', 'connect', 'disconnect') }),
    )
    const kept = fc.record({
      framesKept: fc.integer({ min: 0, max: 4 }),
      missedBytesAtMost: fc.constantFrom(300, 9999),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), kept, (steps, options) => {
        const { hub, publish, relabel, truth } = aWorld(options)
        const [stays, comesAndGoes] = [aPage(hub), aPage(hub)]
        stays.connect()
        for (const next of steps) {
          if (next.do === 'unit') publish({ kind: 'unit', unit: aUnit(next.name, next.value) })
          else if (next.do === 'task') publish({ kind: 'task', task: aTask(next.name, next.value) })
          else if (next.do === 'gone') publish({ kind: 'task-gone', id: next.name })
          else if (next.do === 'flush') flush()
          else if (next.do === 'tick') mock.timers.tick(tickMs)
          else if (next.do === 'relabel') relabel()
          else comesAndGoes[next.do as 'connect' | 'disconnect']()
        }
        comesAndGoes.connect()
        mock.timers.tick(tickMs)
        expect(things(comesAndGoes.board)).to.deep.equal(things(stays.board))
        const now = aPage(hub)
        now.connect()
        expect(things(stays.board)).to.deep.equal(things(now.board))
        expect(now.frames[0]).to.deep.equal({ kind: 'snapshot', situation: truth() })
        hub.stop()
      }),
      { numRuns: 300 },
    )
  })

  it('gathers the changes of a tick into one frame with the newest of each thing', () => {
    const { hub, publish } = aWorld()
    const page = aPage(hub)
    page.connect()
    publish({ kind: 'unit', unit: aUnit('E1', 1) })
    publish({ kind: 'task', task: aTask('t1', 1) })
    publish({ kind: 'unit', unit: aUnit('E1', 2) })
    publish({ kind: 'task-gone', id: 't1' })
    publish({ kind: 'unit', unit: aUnit('E2', 3) })
    expect(page.frames, 'before the tick').to.have.length(1)
    flush()
    expect(page.frames[1]).to.deep.include({
      ...{ kind: 'changes', run: hub.run, first: 1, number: 3 },
      changes: [
        { kind: 'unit', unit: aUnit('E1', 2) },
        { kind: 'task-gone', id: 't1' },
        { kind: 'unit', unit: aUnit('E2', 3) },
      ],
    })
    hub.stop()
  })

  it('sends one and the same text to all', () => {
    const { hub, publish } = aWorld()
    const texts: string[] = []
    for (let i = 0; i < 3; i++)
      hub.subscribe({ send: (text) => texts.push(text) }, { run: hub.run, number: 0 })
    texts.length = 0
    publish({ kind: 'unit', unit: aUnit('E1', 1) })
    flush()
    expect(new Set(texts).size).to.equal(1)
    expect(texts).to.have.length(3)
    hub.stop()
  })

  describe('answers a page that comes back', () => {
    const back = (
      options: Parameters<typeof aWorld>[0],
      since: (hub: Hub) => { run: string; number: number },
    ) => {
      const { hub, publish } = aWorld(options)
      for (let i = 1; i <= 5; i++) {
        publish({ kind: 'unit', unit: aUnit('E1', i) })
        flush()
      }
      const kinds: string[] = []
      hub.subscribe({ send: (text) => kinds.push((JSON.parse(text) as LiveFrame).kind) }, since(hub))
      hub.stop()
      return kinds
    }
    const cases: [
      title: string,
      options: object,
      since: (hub: Hub) => { run: string; number: number },
      kinds: string[],
    ][] = [
      ['with what it missed, in one frame', {}, ({ run }) => ({ run, number: 3 }), ['changes']],
      ['with a tick when it missed nothing', {}, ({ run }) => ({ run, number: 5 }), ['tick']],
      ['with all when it had nothing', {}, ({ run }) => ({ run, number: 0 }), ['changes']],
      [
        'with a snapshot when the frames are gone',
        { framesKept: 2 },
        ({ run }) => ({ run, number: 2 }),
        ['snapshot'],
      ],
      [
        'from the frames while they are kept',
        { framesKept: 2 },
        ({ run }) => ({ run, number: 3 }),
        ['changes'],
      ],
      [
        'with a snapshot when it missed too much',
        { missedBytesAtMost: 300 },
        ({ run }) => ({ run, number: 1 }),
        ['snapshot'],
      ],
      ['with a snapshot after another run', {}, () => ({ run: 'before', number: 3 }), ['snapshot']],
      ['with a snapshot when it is ahead of us', {}, ({ run }) => ({ run, number: 6 }), ['snapshot']],
    ]
    for (const [title, options, since, kinds] of cases)
      it(title, () => expect(back(options, since)).to.deep.equal(kinds))
  })

  it('ticks in a quiet night, and not to who has left', () => {
    const { hub } = aWorld()
    const page = aPage(hub)
    page.connect()
    mock.timers.tick(tickMs * 3)
    expect(page.frames.map(({ kind }) => kind)).to.deep.equal(['snapshot', 'tick', 'tick', 'tick'])
    page.disconnect()
    expect(hub.viewers).to.equal(0)
    mock.timers.tick(tickMs)
    expect(page.frames).to.have.length(4)
    hub.stop()
  })

  it('has a run of its own each time', () => {
    const [one, other] = [aWorld().hub, aWorld().hub]
    expect(one.run).not.to.equal(other.run)
    one.stop()
    other.stop()
  })
})

describe('a hub that tells much', () => {
  it('keeps no more of what it told than it would send to who missed it', async () => {
    setFlagsFromString('--expose-gc')
    const collect: () => void = runInNewContext('gc')
    const heapUsed = () => {
      collect()
      return process.memoryUsage().heapUsed
    }
    const { hub } = aWorld({ missedBytesAtMost: 500_000 })
    const told = (i: number) => hub.publish([{ kind: 'task-gone', id: `${i}${'x'.repeat(200_000)}` }])
    const before = heapUsed()
    mock.timers.enable({ apis: ['setTimeout'] })
    for (let i = 0; i < 300; i++) {
      told(i)
      mock.timers.tick(gatherMs)
    }
    mock.timers.reset()
    expect(hub.number).to.equal(300)
    expect((heapUsed() - before) / 1e6, 'megabytes').to.be.lessThan(20)
    hub.stop()
  })
})
