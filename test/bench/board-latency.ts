/**
 * How long from an event accepted to a changed pixel, with 300 boards open? The real service, 299 sockets and one board in
 * Chromium on the same machine and clock. Beside it in the same run a peer: a bare `ws` server that sends frames of the
 * same size to as many sockets, and a page that writes each to the document.
 */

import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { WebSocket, WebSocketServer } from 'ws'
import { readConfig } from '../../src/config.ts'
import { silentLog } from '../../src/log.ts'
import { startService } from '../../src/service.ts'
import { buildPages, launchBrowser } from '../browser/browser.ts'

const boards = Number(process.env.VASTE_BENCH_BOARDS ?? 300)
const rounds = Number(process.env.VASTE_BENCH_ROUNDS ?? 40)
const token = 'a-token-for-the-benchmark-only'

/** Resolves in the page with its clock, two frames after the text is in the document: by then it has been painted. */
const paintedWith = (page: Page, text: string) =>
  page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const look = () => {
          if (!document.body.textContent!.includes(wanted)) return false
          watching.disconnect()
          requestAnimationFrame(() =>
            requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now())),
          )
          return true
        }
        const watching = new MutationObserver(look)
        watching.observe(document.body, { childList: true, subtree: true, characterData: true })
        look()
      }),
    text,
  )

/** The loader names functions by a helper that a page does not have. */
async function newPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage()
  await page.addInitScript('globalThis.__name = (named) => named')
  return page
}

async function openSockets(url: string, count: number, heard: () => void): Promise<WebSocket[]> {
  const sockets = Array.from({ length: count }, () => new WebSocket(url))
  for (const socket of sockets) socket.on('message', heard)
  await Promise.all(sockets.map((socket) => once(socket, 'open')))
  return sockets
}

export async function benchBoardLatency(): Promise<void> {
  await buildPages()
  const browser = await launchBrowser()
  const folder = await mkdtemp(join(tmpdir(), 'vaste-bench-'))
  const env = { VASTE_DATA: folder, VASTE_PORT: '0', VASTE_INGEST_TOKEN: token }
  const service = await startService(readConfig(env, { demo: false }), { log: silentLog })
  let heard = 0
  const sockets = await openSockets(`${service.url.replace('http', 'ws')}/live`, boards - 1, () => heard++)
  const page = await newPage(browser)
  await page.goto(service.url)
  await page.locator('.connection.live').waitFor({ timeout: 60_000 })
  const peer = await startPeer()
  const peerSockets = await openSockets(peer.url, boards - 1, () => {})
  const peerPage = await newPage(browser)
  const ready = once(peer.sockets, 'ready')
  await peerPage.goto(peer.page)
  await ready
  const own: number[] = []
  const bare: number[] = []
  const begun = performance.now()
  for (let round = 0; round < rounds; round++) {
    // The page in front is the one that is painted.
    await page.bringToFront()
    const code = `9${String(round).padStart(2, '0')}x`
    const painted = paintedWith(page, code)
    const event = {
      id: `b${round}`,
      source: 'bench',
      kind: 'task.created',
      at: new Date().toISOString(),
      task: `b${round}`,
      service: 'ems',
      code,
      urgency: 'A',
      place: { lon: 25.747, lat: 62.242 },
    }
    const answer = await fetch(`${service.url}/api/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(event),
    })
    const accepted = Date.now()
    if (answer.status !== 202) throw new Error(`found ${answer.status}; expected 202`)
    own.push((await painted) - accepted)
    await peerPage.bringToFront()
    const peerPainted = paintedWith(peerPage, code)
    const sent = Date.now()
    peer.broadcast(JSON.stringify({ code, filler: 'x'.repeat(900) }))
    bare.push((await peerPainted) - sent)
  }
  const seconds = (performance.now() - begun) / 1000
  console.log(
    `${boards} boards open, ${rounds} rounds; from the answer to the sender to the second frame after the change`,
  )
  tell('service and board', own)
  tell('bare ws and a line of text', bare)
  console.log(
    `  ratio of medians ${(at(own, 0.5) / at(bare, 0.5)).toFixed(2)}; ${Math.round(heard / seconds)} messages/s to the sockets`,
  )
  for (const socket of [...sockets, ...peerSockets]) socket.terminate()
  await browser.close()
  await peer.stop()
  await service.stop()
  await rm(folder, { recursive: true, force: true })
}

async function startPeer() {
  const html = `<!doctype html><title>peer</title><p id="said"></p><script>
    const socket = new WebSocket(location.href.replace('http', 'ws'))
    socket.onopen = () => socket.send('ready')
    socket.onmessage = ({ data }) => { document.getElementById('said').textContent = JSON.parse(data).code }
  </script>`
  const server = createServer(
    (_request, response) => void response.setHeader('content-type', 'text/html').end(html),
  )
  const sockets = new WebSocketServer({ server, perMessageDeflate: false })
  sockets.on('connection', (socket) => socket.on('message', () => sockets.emit('ready')))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    ...{ url: `ws://127.0.0.1:${port}`, page: `http://127.0.0.1:${port}/`, sockets },
    broadcast(text: string) {
      for (const socket of sockets.clients) socket.send(text)
    },
    stop() {
      for (const socket of sockets.clients) socket.terminate()
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}

function at(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)]!
}

function tell(name: string, values: readonly number[]): void {
  const [low, median, high] = [0, 0.5, 0.99].map((share) => at(values, share).toFixed(0))
  console.log(`  ${name.padEnd(28)} median ${median} ms, p99 ${high} ms [from ${low} ms]`)
}
