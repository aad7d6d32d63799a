import { expect } from 'chai'
import fc from 'fast-check'
import { connection, lastTruthAt, serverNow } from '../../dashboards/board/server-clock.ts'
import {
  applyChanges,
  type Board,
  type BoardAction,
  boardFrom,
  initialState,
  reduce,
} from '../../dashboards/board/state.ts'
import type { Change, LiveFrame, Situation } from '../../src/contract/situation.ts'
import { aTask, fixtureSituation } from './fixture-situation.ts'

const now = Date.UTC(2026, 10, 21, 12)
const settings = { language: 'fi', theme: 'auto' } as const
const situation: Situation = { ...fixtureSituation(now), run: 'r1', number: 10 }

function after(...actions: BoardAction[]) {
  return actions.reduce(reduce, initialState(settings, now))
}

const frame = (sent: LiveFrame, at = now): BoardAction => ({ kind: 'frame', frame: sent, at })
const snapshot = frame({ kind: 'snapshot', situation })
const serverAt = new Date(now).toISOString()

function changes(first: number, number: number, list: readonly Change[], run = 'r1'): BoardAction {
  return frame({ kind: 'changes', run, first, number, serverAt, changes: list })
}

const gone: Change = { kind: 'task-gone', id: situation.tasks[0].id }
const place: [number, number] = [25, 62]
const fresh = aTask({ id: 'new', urgency: 'B', place, age: 0, within: [[600, 0.5]] }, now)

describe('the board state', () => {
  it('takes a snapshot as it is', () => {
    const { board, resync } = after(snapshot)
    expect(board).to.deep.equal(boardFrom(situation))
    expect(resync).to.equal(false)
  })

  it('applies changes that continue where it is', () => {
    const { board } = after(snapshot, changes(11, 12, [gone, { kind: 'task', task: fresh }]))
    expect(board?.number).to.equal(12)
    expect(board?.tasks.has(gone.id)).to.equal(false)
    expect(board?.tasks.get('new')).to.deep.equal(fresh)
  })

  it('keeps what did not change as the same object, so that it is not drawn again', () => {
    const start = after(snapshot).board
    const { board } = after(snapshot, changes(11, 11, [gone]))
    expect(board?.units).to.equal(boardFrom(situation).units.size > 0 ? board?.units : undefined)
    const next = applyChanges(start!, [gone], 11)
    expect(next.units).to.equal(start?.units)
    expect(next.tasks).not.to.equal(start?.tasks)
  })

  const asks: readonly [string, BoardAction[], boolean][] = [
    ['a gap', [snapshot, changes(12, 12, [gone])], true],
    ['changes before any snapshot', [changes(1, 1, [gone])], true],
    ['changes of another run', [snapshot, changes(11, 11, [gone], 'r2')], true],
    ['a tick of another run', [snapshot, frame({ kind: 'tick', run: 'r2', number: 10, serverAt })], true],
    ['changes already known', [snapshot, changes(9, 10, [gone])], false],
    ['a tick', [snapshot, frame({ kind: 'tick', run: 'r1', number: 10, serverAt })], false],
    ['a tick that is ahead', [snapshot, frame({ kind: 'tick', run: 'r1', number: 11, serverAt })], true],
    ['a gap mended by a new snapshot', [snapshot, changes(12, 12, [gone]), snapshot], false],
  ]
  for (const [title, actions, expected] of asks) {
    it(`${expected ? 'asks' : 'does not ask'} for a resync after ${title}`, () => {
      const state = after(...actions)
      expect(state.resync).to.equal(expected)
      if (title === 'a gap') expect(state.board?.number).to.equal(10)
      if (title === 'changes already known') expect(state.board?.tasks.has(gone.id)).to.equal(true)
    })
  }

  it('shows the frozen picture while paused and the live one after', () => {
    const paused = after(snapshot, { kind: 'pause', at: now }, changes(11, 11, [gone]))
    expect(paused.paused?.board.tasks.has(gone.id)).to.equal(true)
    expect(paused.board?.tasks.has(gone.id)).to.equal(false)
    expect(serverNow({ ...paused, now: now + 60_000 })).to.equal(now)
    expect(reduce(paused, { kind: 'resume' }).paused).to.equal(undefined)
  })

  it('follows the server clock, not the browser clock', () => {
    const slow = now - 90_000
    const state = after(
      frame({ kind: 'snapshot', situation }, slow),
      // A frame that was long on its way must not pull the clock back.
      frame({ kind: 'tick', run: 'r1', number: 10, serverAt }, slow + 4000),
      { kind: 'second', at: slow + 10_000 },
    )
    expect(serverNow(state)).to.equal(now + 10_000)
  })

  const hour = 3_600_000
  const tick = (at: number, after: number, steady: number): BoardAction => ({
    ...{ kind: 'frame', at, steady },
    frame: { kind: 'tick', run: 'r1', number: 10, serverAt: new Date(now + after).toISOString() },
  })
  const begun: BoardAction = { kind: 'frame', frame: { kind: 'snapshot', situation }, at: now, steady: 0 }
  for (const set of [-hour, hour]) {
    it(`has the true time with the next frame after the browser's clock was set ${set / hour} h`, () => {
      const state = after(begun, tick(now + 1500, 1500, 1500), tick(now + 3000 + set, 3000, 3000))
      expect(serverNow(state)).to.equal(now + 3000)
      expect(connection(state)).to.equal('live')
    })
  }

  it('still counts the silence when the clock was set back meanwhile', () => {
    const set = after(begun, { kind: 'second', at: now + 1000 - hour, steady: 1000 })
    expect(serverNow(set)).to.equal(now + 1000)
    const later = reduce(set, { kind: 'second', at: now + 4000 - hour, steady: 4000 })
    expect(connection(later)).to.equal('lost')
    expect(lastTruthAt(later)).to.equal(now)
  })

  it('does not trust the picture of a tab that slept, until it hears again', () => {
    const awake = after(begun, { kind: 'second', at: now + 2 * hour, steady: 1000 })
    expect(connection(awake)).to.equal('lost')
    expect(lastTruthAt(awake)).to.equal(now)
    const heard = reduce(awake, tick(now + 2 * hour + 500, 2 * hour + 500, 1500))
    expect(connection(heard)).to.equal('live')
    expect(serverNow(heard)).to.equal(now + 2 * hour + 500)
  })

  const states: readonly [string, BoardAction[], string][] = [
    ['before anything', [], 'connecting'],
    ['after a frame', [snapshot], 'live'],
    ['just broken', [snapshot, { kind: 'closed' }, { kind: 'second', at: now + 3000 }], 'interrupted'],
    ['broken for six seconds', [snapshot, { kind: 'closed' }, { kind: 'second', at: now + 6000 }], 'lost'],
    ['open but silent', [snapshot, { kind: 'second', at: now + 20_000 }], 'lost'],
    [
      'open again but not yet told anything',
      [snapshot, { kind: 'closed' }, { kind: 'opened' }],
      'interrupted',
    ],
    ['after a gap', [snapshot, changes(12, 12, [gone])], 'interrupted'],
    [
      'after a gap for four seconds',
      [snapshot, changes(12, 12, [gone]), { kind: 'second', at: now + 4000 }],
      'lost',
    ],
    ['back again', [snapshot, { kind: 'closed' }, { kind: 'opened' }, snapshot], 'live'],
  ]
  for (const [title, actions, expected] of states) {
    it(`is ${expected} ${title}`, () => {
      expect(connection(after(...actions))).to.equal(expected)
    })
  }
})

describe('snapshot + changes (property)', () => {
  const change = fc.oneof(
    fc.record({
      kind: fc.constant('task' as const),
      task: fc.constantFrom('a', 'b', 'c').map((id) => ({ ...fresh, id })),
    }),
    fc.record({ kind: fc.constant('task-gone' as const), id: fc.constantFrom('a', 'b', 'c') }),
    fc.record({
      kind: fc.constant('unit' as const),
      unit: fc.constantFrom('u1', 'u2').map((unit) => ({ unit, demoPosition: false })),
    }),
    fc.record({
      kind: fc.constant('station' as const),
      station: fc
        .constantFrom('s1', 's2')
        .chain((station) => fc.nat(9).map((crew) => ({ ...situation.stations[0], station, crew }))),
    }),
    fc.record({
      kind: fc.constant('source' as const),
      source: fc.constantFrom('x', 'y').map((source) => ({ source, demo: false, lastReceivedAt: serverAt })),
    }),
  )

  const content = ({ tasks, units, stations, sources, number }: Board) => ({
    number,
    ...{ tasks: new Map([...tasks].sort()), units: new Map([...units].sort()) },
    ...{ stations: new Map([...stations].sort()), sources: new Map([...sources].sort()) },
  })

  /** The situation a server would send after the same changes. */
  function direct(list: readonly Change[]): Situation {
    const end = applyChanges(boardFrom(situation), list, 10 + list.length)
    return {
      ...situation,
      number: 10 + list.length,
      ...{ tasks: [...end.tasks.values()], units: [...end.units.values()] },
      ...{ stations: [...end.stations.values()], sources: [...end.sources.values()] },
    }
  }

  it('in any framing equals the direct snapshot', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), fc.integer({ min: 1, max: 7 }), (list, size) => {
        let state = after(snapshot)
        for (let i = 0; i < list.length; i += size) {
          const part = list.slice(i, i + size)
          state = reduce(state, changes(11 + i, 10 + i + part.length, part))
        }
        expect(state.resync).to.equal(false)
        expect(content(state.board!)).to.deep.equal(content(boardFrom(direct(list))))
      }),
    )
  })

  it('never silently loses a frame: a missing one always asks for a resync', () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 2, maxLength: 20 }), fc.nat(), (list, pick) => {
        const lost = pick % (list.length - 1)
        const actions = list.map((each, i) => changes(11 + i, 11 + i, [each])).filter((_, i) => i !== lost)
        expect(after(snapshot, ...actions).resync).to.equal(true)
      }),
    )
  })
})
