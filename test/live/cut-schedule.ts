/**
 * A page behind a poor network, in a time of its own: the real connection and reducer of the board on the real hub, with a
 * network between them that cuts, hangs, loses frames and fills up, and a service that ends and begins again.
 */
import { mock } from 'node:test'
import { LiveConnection } from '../../dashboards/board/connection.ts'
import { connection, serverNow } from '../../dashboards/board/server-clock.ts'
import { type Board, type BoardState, initialState, reduce } from '../../dashboards/board/state.ts'
import { readSettings } from '../../dashboards/settings.ts'
import type { Change, LiveFrame, Situation, TaskView, UnitView } from '../../src/contract/situation.ts'
import { createHub, type Hub } from '../../src/live/hub.ts'
import type { Random } from '../../src/simulate/random.ts'

export interface Faults {
  cuts: number
  hangs: number
  lostFrames: number
  restarts: number
  slowClosed: number
  clockSteps: number
  snapshots: number
  caughtUp: number
}

export interface Course {
  readonly faults: Faults
  /** Sentences; none when the page has kept its word all along. */
  readonly broken: readonly string[]
  readonly changes: number
  readonly end: {
    readonly page: unknown
    readonly stayed: unknown
    readonly truth: unknown
    readonly says: string
  }
}

const slowFromBytes = 900
const withinMs = 5000

/** Runs one schedule. Needs mocked timers and a mocked Date. */
export function cutSchedule(random: Random, steps: number): Course {
  const faults: Faults = {
    ...{
      cuts: 0,
      hangs: 0,
      lostFrames: 0,
      restarts: 0,
      slowClosed: 0,
      clockSteps: 0,
      snapshots: 0,
      caughtUp: 0,
    },
  }
  const broken: string[] = []
  const world = createWorld(random)
  const network = createNetwork(world, faults)
  globalThis.WebSocket = network.Socket as unknown as typeof WebSocket
  let skew = Math.round((random() - 0.5) * 7_200_000)
  let stepAt = Date.now()
  let state: BoardState = initialState(readSettings(null), Date.now() + skew)
  const clock = () => ({ at: Date.now() + skew, steady: Date.now() })
  const live = new LiveConnection('http://vaste.test', {
    position: () => state.board && { run: state.board.run, number: state.board.number },
    opened: () => act({ kind: 'opened' }),
    closed: () => act({ kind: 'closed' }),
    frame: (frame) => {
      if (frame.kind === 'snapshot') faults.snapshots++
      if (frame.kind === 'changes' && frame.number - frame.first + 1 > frame.changes.length) faults.caughtUp++
      act({ kind: 'frame', frame, ...clock() })
    },
  })
  const act = (action: Parameters<typeof reduce>[1]) => {
    const before = state
    state = reduce(state, action)
    if (before.board !== state.board) checkStep(before.board, state.board!, action)
    if (state.resync && !before.resync) live.resync()
  }
  const checkStep = (before: Board | undefined, after: Board, action: Parameters<typeof reduce>[1]) => {
    const frame = action.kind === 'frame' ? action.frame : undefined
    if (frame?.kind === 'snapshot') return
    if (frame?.kind !== 'changes' || before?.run !== after.run || frame.first !== before.number + 1)
      broken.push(`from ${before?.number} to ${after.number}: a gap or a double`)
  }
  const second = () => {
    act({ kind: 'second', ...clock() })
    if (connection(state) !== 'live') return
    const due = world.numberAt(Date.now() - withinMs)
    const behind =
      due !== undefined &&
      (state.board!.run === due.run
        ? state.board!.number < due.number
        : !world.isLater(state.board!.run, due.run))
    if (behind) broken.push(`says live at number ${state.board!.number}, ${withinMs} ms after ${due.number}`)
    const off = Math.abs(serverNow(state) - Date.now())
    if (Date.now() - stepAt > 2000 && off > 2000) broken.push(`the age on screen is ${off} ms wrong`)
  }
  const seconds = setInterval(second, 1000)
  for (let i = 0; i < steps; i++) {
    pass(Math.round(random() ** 3 * 9000))
    const drawn = random()
    if (drawn < 0.62) world.change(1 + Math.floor(random() * 12))
    else if (drawn < 0.71) network.cut()
    else if (drawn < 0.77) network.hang()
    else if (drawn < 0.81) network.fill()
    else if (drawn < 0.86) network.lose(1 + Math.floor(random() * 3))
    else if (drawn < 0.89) world.restart(() => network.serviceEnds())
    else if (drawn < 0.92) {
      faults.clockSteps++
      skew += Math.round((random() - 0.5) * 7_200_000)
      stepAt = Date.now()
    } else if (drawn < 0.94) live.hurry()
    else network.heal()
  }
  faults.restarts = world.restarts
  network.heal()
  pass(30_000)
  const end = {
    page: thingsOf(state.board),
    stayed: thingsOf(world.stayed()),
    truth: thingsOf(world.truth()),
    says: connection(state),
  }
  live.stop()
  clearInterval(seconds)
  world.stop()
  return { faults, broken, changes: world.changes, end }
}

/** In steps: a mocked date would otherwise jump to the end at once. */
function pass(milliseconds: number): void {
  for (let passed = 0; passed < milliseconds; passed += 50) mock.timers.tick(50)
}

const sorted = (map: ReadonlyMap<string, unknown>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1))

function thingsOf(board: Board | undefined) {
  return (
    board && { run: board.run, number: board.number, tasks: sorted(board.tasks), units: sorted(board.units) }
  )
}

type World = ReturnType<typeof createWorld>

/** The service: a board that changes, a hub that tells of it, and a reader beside it that never loses the line. */
function createWorld(random: Random) {
  const tasks = new Map<string, TaskView>()
  const units = new Map<string, UnitView>()
  const runs: string[] = []
  const numbers: { at: number; run: string; number: number }[] = []
  let [changes, restarts, serial] = [0, 0, 0]
  let stayed = initialState(readSettings(null), 0)
  const situation = (numbering: { run: string; number: number }): Situation =>
    ({
      ...{
        county: '15',
        countyName: { fi: '', sv: '', en: '' },
        ...numbering,
        serverAt: new Date().toISOString(),
      },
      ...{
        demo: false,
        placeholderTargets: false,
        freshness: { lateAfterSeconds: 60, silentAfterSeconds: 180 },
      },
      ...{ tasks: [...tasks.values()], units: [...units.values()], stations: [], sources: [], reach: [] },
      ...{ alarms: [], alarmsWithheld: [] },
    }) as unknown as Situation
  const begin = () => {
    const hub = createHub({ situation, now: Date.now, framesKept: 6, missedBytesAtMost: 3000 })
    runs.push(hub.run)
    hub.subscribe({
      send(text) {
        const frame = JSON.parse(text) as LiveFrame
        stayed = reduce(stayed, { kind: 'frame', frame, at: 0 })
        numbers.push({ at: Date.now(), run: hub.run, number: hub.number })
        if (frame.kind === 'changes' && frame.number !== hub.number) throw new Error('a frame out of order')
      },
    })
    return hub
  }
  let hub: Hub = begin()
  const next = (): Change => {
    const id = `t${Math.floor(random() * 6)}`
    const lastEventAt = String(++serial)
    if (random() < 0.5) {
      const unit: UnitView = {
        unit: `E${Math.floor(random() * 5)}`,
        demoPosition: false,
        statusAt: lastEventAt,
      }
      units.set(unit.unit, unit)
      return { kind: 'unit', unit }
    }
    if (random() < 0.3) {
      tasks.delete(id)
      return { kind: 'task-gone', id }
    }
    const task = {
      id,
      service: 'ems',
      targets: [],
      units: [],
      arrivals: [],
      lastEventAt,
    } as unknown as TaskView
    tasks.set(id, task)
    return { kind: 'task', task }
  }
  return {
    hub: () => hub,
    change(count: number) {
      changes += count
      for (let i = 0; i < count; i++) hub.publish([next()])
    },
    restart(ended: () => void) {
      restarts++
      hub.stop()
      ended()
      for (let i = 0; i < 3; i++) next()
      hub = begin()
    },
    /** The newest number told at or before a moment. */
    numberAt: (at: number) => numbers.findLast((told) => told.at <= at),
    isLater: (run: string, than: string) => runs.indexOf(run) > runs.indexOf(than),
    stayed: () => stayed.board,
    truth: () =>
      reduce(initialState(readSettings(null), 0), {
        kind: 'frame',
        at: 0,
        frame: { kind: 'snapshot', situation: situation(hub) },
      }).board,
    stop: () => hub.stop(),
    get changes() {
      return changes
    },
    get restarts() {
      return restarts
    },
  }
}

interface Line {
  cut(notice: boolean): void
  readonly hung: { value: boolean }
}

/** Between the page and the service: everything arrives later, in order, or not at all. */
function createNetwork(world: World, faults: Faults) {
  const lines = new Set<Line>()
  let [down, hanging, filling, toLose] = [false, false, false, 0]
  class Socket {
    static readonly CONNECTING = 0
    readyState = 0
    onopen?: () => void
    onmessage?: (message: { data: string }) => void
    onclose?: () => void
    #leave = () => {}
    #line: Line = { cut: (notice) => this.#end(notice), hung: { value: hanging } }
    #buffered = 0

    constructor(url: string) {
      lines.add(this.#line)
      setTimeout(() => {
        if (this.readyState !== 0 || this.#line.hung.value) return
        if (down) return this.#end(true)
        this.readyState = 1
        this.onopen?.()
        const query = new URL(url).searchParams
        const run = query.get('run')
        const since = run === null ? undefined : { run, number: Number(query.get('since')) }
        this.#leave = world.hub().subscribe({ send: (text) => this.#send(text) }, since)
      }, 120)
    }

    #send(text: string): void {
      if (this.readyState !== 1) return
      if (this.#line.hung.value || filling) {
        this.#buffered += text.length
        if (this.#buffered <= slowFromBytes) return
        faults.slowClosed++
        return this.#end(!this.#line.hung.value)
      }
      if (toLose > 0) {
        toLose--
        faults.lostFrames++
        return
      }
      setTimeout(
        () => this.readyState === 1 && !this.#line.hung.value && this.onmessage?.({ data: text }),
        80,
      )
    }

    #end(notice: boolean): void {
      this.readyState = 3
      this.#leave()
      lines.delete(this.#line)
      if (notice) setTimeout(() => this.onclose?.(), 10)
    }

    close(): void {
      if (this.readyState === 3) return
      this.#end(true)
    }
  }
  return {
    Socket,
    cut() {
      faults.cuts++
      down = true
      for (const line of [...lines]) line.cut(true)
    },
    hang() {
      faults.hangs++
      hanging = true
      for (const line of lines) line.hung.value = true
    },
    fill() {
      filling = true
    },
    lose(frames: number) {
      toLose = frames
    },
    serviceEnds() {
      for (const line of [...lines]) line.cut(!line.hung.value)
    },
    /** A connection that hung stays dead: only new ones get through. */
    heal() {
      ;[down, hanging, filling, toLose] = [false, false, false, 0]
    },
  }
}
