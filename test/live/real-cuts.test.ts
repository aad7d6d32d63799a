/** The same over real sockets: pages whose connections are torn at random end with what the service has, and no step is lost. */
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net'
import { expect } from 'chai'
import { WebSocket } from 'ws'
import { LiveConnection } from '../../dashboards/board/connection.ts'
import { type BoardState, boardFrom, initialState, reduce } from '../../dashboards/board/state.ts'
import { readSettings } from '../../dashboards/settings.ts'
import type { Situation, UnitView } from '../../src/contract/situation.ts'
import { createHub } from '../../src/live/hub.ts'
import { createLiveSocket } from '../../src/live/socket.ts'
import { streamOf } from '../../src/simulate/random.ts'

const pages = 20
const steps = 12

class QuietSocket extends WebSocket {
  constructor(url: string) {
    super(url)
    // A torn connection is what this is about.
    this.on('error', () => {})
  }
}

/** The service behind `/live`, which may end and begin again on its port. */
async function aService() {
  const units = new Map<string, UnitView>()
  const situation = (numbering: { run: string; number: number }) =>
    ({
      ...numbering,
      serverAt: new Date().toISOString(),
      tasks: [],
      units: [...units.values()],
      stations: [],
      sources: [],
      reach: [],
      alarms: [],
      alarmsWithheld: [],
    }) as unknown as Situation
  const begin = () => {
    const hub = createHub({ situation, now: Date.now, gatherMs: 1, framesKept: 5 })
    return { hub, live: createLiveSocket(hub) }
  }
  let running = begin()
  const server: Server = createServer().on('upgrade', (...upgrade) => running.live.accept(...upgrade))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  let serial = 0
  return {
    port: (server.address() as AddressInfo).port,
    hub: () => running.hub,
    situation: () => situation(running.hub),
    change(unit: string) {
      const view: UnitView = { unit, demoPosition: false, statusAt: String(++serial) }
      units.set(unit, view)
      running.hub.publish([{ kind: 'unit', unit: view }])
    },
    async restart() {
      const { hub, live } = running
      running = begin()
      hub.stop()
      await live.close()
    },
    async stop() {
      running.hub.stop()
      await running.live.close()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A line that can be torn, also in the middle of a frame. */
async function aLine(port: number) {
  const open = new Set<Socket>()
  const server = createTcpServer((near) => {
    const far = connect(port, '127.0.0.1')
    for (const socket of [near, far]) {
      open.add(socket)
      socket
        .on('error', () => {})
        .on('close', () => {
          open.delete(socket)
          near.destroy()
          far.destroy()
        })
    }
    near.pipe(far)
    far.pipe(near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const tear = () => {
    for (const socket of open) socket.destroy()
  }
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tear,
    async stop() {
      tear()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function aPage(origin: string) {
  let state: BoardState = initialState(readSettings(null), Date.now())
  const steps: string[] = []
  const waiting: { until: (state: BoardState) => boolean; resolve: () => void }[] = []
  const act = (action: Parameters<typeof reduce>[1]) => {
    const before = state
    state = reduce(state, action)
    if (
      action.kind === 'frame' &&
      action.frame.kind === 'changes' &&
      state.board !== before.board &&
      action.frame.first !== before.board!.number + 1
    )
      steps.push(`from ${before.board!.number} to ${state.board!.number}`)
    if (state.resync && !before.resync) live.resync()
    for (const one of waiting.splice(0)) one.until(state) ? one.resolve() : waiting.push(one)
  }
  const live = new LiveConnection(origin, {
    position: () => state.board && { run: state.board.run, number: state.board.number },
    opened: () => act({ kind: 'opened' }),
    closed: () => act({ kind: 'closed' }),
    frame: (frame) => act({ kind: 'frame', frame, at: Date.now() }),
  })
  return {
    live,
    steps,
    board: () => state.board!,
    when: (until: (state: BoardState) => boolean) =>
      new Promise<void>((resolve) => (until(state) ? resolve() : waiting.push({ until, resolve }))),
  }
}

describe('catching up over real sockets', () => {
  const before = globalThis.WebSocket
  beforeEach(() => {
    globalThis.WebSocket = QuietSocket as unknown as typeof globalThis.WebSocket
  })
  afterEach(() => {
    globalThis.WebSocket = before
  })

  it(`ends ${pages} pages with torn lines and a restarted service as the service is`, async function () {
    this.timeout(60_000)
    const service = await aService()
    const random = streamOf(7, 'real cuts')
    const readers = await Promise.all(
      Array.from({ length: pages }, async () => {
        const line = await aLine(service.port)
        return { line, page: aPage(line.origin) }
      }),
    )
    let torn = 0
    for (let step = 0; step < steps; step++) {
      if (step === 6) await service.restart()
      for (let i = 0; i < 4; i++) service.change(`E${Math.floor(random() * 9)}`)
      const here = readers.filter(() => random() < 0.5)
      await Promise.all(here.map(({ page }) => page.when(({ connected }) => connected)))
      for (const { line } of here.filter(() => random() < 0.5)) {
        torn++
        line.tear()
      }
    }
    service.change('E1')
    const last = ({ connected, board }: BoardState) =>
      connected &&
      board?.run === service.hub().run &&
      board.units.get('E1')?.statusAt === String(steps * 4 + 1)
    await Promise.all(readers.map(({ page }) => page.when(last)))
    const truth = boardFrom(service.situation())
    for (const { page } of readers) {
      expect(page.steps).to.deep.equal([])
      expect(page.board().number).to.equal(truth.number)
      expect([...page.board().units].sort()).to.deep.equal([...truth.units].sort())
    }
    expect(torn).to.be.greaterThan(30)
    for (const { page, line } of readers) {
      page.live.stop()
      await line.stop()
    }
    await service.stop()
  })
})
