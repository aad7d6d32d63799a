/** `/live` over a real socket: snapshot, then changes without a gap; slow readers and stopping services say why they end. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import type { LiveFrame, Situation } from '../../src/contract/situation.ts'
import { createHub } from '../../src/live/hub.ts'
import { createLiveSocket } from '../../src/live/socket.ts'
import { upgrade } from '../http/asking.ts'
import { startTestService, type TestService } from '../service.ts'
import { openPage, type Page } from './pages.ts'

describe('live socket', () => {
  let service: TestService
  const pages: Page[] = []
  const open = (since?: { run: string; number: number }) => {
    const page = openPage(service.url, since)
    pages.push(page)
    return page
  }

  before(async function () {
    this.timeout(60_000)
    service = await startTestService()
  })

  after(async () => {
    for (const { socket } of pages) socket.terminate()
    await service?.stop()
  })

  let serial = 0
  const at = () => new Date(Date.now() - 1000).toISOString()
  const base = () => ({ id: `live-${++serial}`, source: 'live', at: at() })
  const task = (id: string) => ({
    ...{ ...base(), kind: 'task.created' as const, task: id, service: 'ems' as const, urgency: 'A' },
    place: { lon: 25.747, lat: 62.242 },
  })
  const snapshot = async (page: Page): Promise<Situation> => {
    const frame = await page.next()
    expect(frame.kind).to.equal('snapshot')
    return (frame as Extract<LiveFrame, { kind: 'snapshot' }>).situation
  }
  const changes = async (page: Page) => {
    const frame = await page.next()
    expect(frame.kind).to.equal('changes')
    return frame as Extract<LiveFrame, { kind: 'changes' }>
  }

  it('gives a snapshot first, then change n + 1, without a gap', async () => {
    await service.post(task('live-a'))
    const page = open()
    const situation = await snapshot(page)
    expect(situation.tasks.map(({ id }) => id)).to.include('live-a')
    let { number } = situation
    for (const id of ['live-b', 'live-c']) {
      await service.post(task(id))
      let seen = false
      while (!seen) {
        const frame = await changes(page)
        expect(frame.first).to.equal(number + 1)
        expect(frame.number).to.equal(frame.first + frame.changes.length - 1)
        expect(frame.run).to.equal(situation.run)
        number = frame.number
        seen = frame.changes.some((change) => change.kind === 'task' && change.task.id === id)
      }
    }
  })

  it('gives who comes back only what it missed', async () => {
    const first = open()
    const { run, number } = await snapshot(first)
    first.socket.terminate()
    await first.closed
    await service.post(task('live-missed'))
    const second = open({ run, number })
    const frame = await changes(second)
    expect(frame.first).to.equal(number + 1)
    expect(JSON.stringify(frame)).to.include('live-missed')
  })

  it('does not listen: a page that talks too much is closed', async () => {
    const page = open()
    await snapshot(page)
    page.socket.send('hello')
    page.socket.send('x'.repeat(5000))
    expect((await page.closed).code).to.equal(1009)
    await snapshot(open())
  })

  it('ends with 1001 when the service stops; the next run starts from a snapshot that has it all', async function () {
    this.timeout(60_000)
    const page = open()
    const before = await snapshot(page)
    const [closed] = await Promise.all([page.closed, service.restart()])
    expect(closed).to.deep.equal({ code: 1001, reason: 'the service is stopping' })
    const after = await snapshot(open({ run: before.run, number: before.number }))
    expect(after.run).not.to.equal(before.run)
    expect(after.tasks.map(({ id }) => id).sort()).to.deep.equal(before.tasks.map(({ id }) => id).sort())
    expect(after.tasks.map(({ targets }) => targets)).to.deep.equal(
      before.tasks.map(({ targets }) => targets),
    )
  })
})

describe('live socket with as many viewers as it holds', () => {
  it('turns one more away with 503, and lets it in when there is room', async () => {
    const situation = (numbering: { run: string; number: number }) => ({ ...numbering }) as Situation
    const hub = createHub({ situation, now: () => 0, tickMs: 1_000_000 })
    const live = createLiveSocket(hub, { viewersAtMost: 1 })
    const server = createServer().on('upgrade', live.accept)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const first = openPage(url)
    await first.next()
    expect(await upgrade(url)).to.equal(503)
    first.socket.close()
    await first.closed
    expect(await upgrade(url)).to.equal(101)
    hub.stop()
    await live.close()
    await new Promise((resolve) => server.close(resolve))
  })
})

describe('live socket of a reader that does not read', () => {
  it('is closed with a reason; the others go on', async () => {
    const situation = (numbering: { run: string; number: number }) => ({ ...numbering }) as Situation
    const hub = createHub({ situation, now: () => 0, gatherMs: 0, tickMs: 1_000_000 })
    const live = createLiveSocket(hub)
    const server = createServer().on('upgrade', live.accept)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const [slow, quick] = [openPage(url), openPage(url)]
    await Promise.all([slow.next(), quick.next()])
    slow.socket.pause()
    const name = 'x'.repeat(200_000)
    let told = 0
    while (hub.viewers === 2 && told < 500) {
      told++
      hub.publish([{ kind: 'unit', unit: { unit: 'E1', station: `${name}${told}`, demoPosition: false } }])
      await quick.next()
    }
    expect(hub.viewers, 'viewers left').to.equal(1)
    slow.socket.resume()
    const closed = await slow.closed
    expect(closed).to.deep.equal({ code: 1013, reason: 'too slow: start again from a snapshot' })
    hub.publish([{ kind: 'task-gone', id: 't1' }])
    expect(await quick.next()).to.include({ kind: 'changes', number: told + 1 })
    hub.stop()
    await live.close()
    await new Promise((resolve) => server.close(resolve))
    expect((await quick.closed).code).to.equal(1001)
  })
})
