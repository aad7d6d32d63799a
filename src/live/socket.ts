/** The `/live` WebSocket: one viewer for each connection, closed with a reason when it cannot keep up. */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Hub } from './hub.ts'

export interface LiveSocket {
  /** Takes over an upgrade that has been let in. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void
  close(): Promise<void>
}

/** About forty snapshots: a viewer that far behind is better served by starting again. */
const behindAtMostBytes = 2_000_000
const goingAway = 1001
const tryAgainLater = 1013
const lastWordMs = 1000

/** Each viewer may hold `behindAtMostBytes`: more than `viewersAtMost` are turned away with 503. */
export function createLiveSocket(hub: Hub, { viewersAtMost = 1000 } = {}): LiveSocket {
  // A viewer never sends anything that matters; compression would cost 250 kB of memory for each.
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: 1024 })
  server.on('connection', (socket: WebSocket, request: IncomingMessage) => {
    let leave = () => {}
    const send = (text: string) => {
      if (socket.bufferedAmount > behindAtMostBytes) {
        leave()
        socket.close(tryAgainLater, 'too slow: start again from a snapshot')
        // A viewer that reads nothing would never finish the closing handshake.
        setTimeout(() => socket.terminate(), lastWordMs).unref()
      } else if (socket.readyState === socket.OPEN) socket.send(text)
    }
    socket.on('error', () => leave())
    socket.on('close', () => leave())
    leave = hub.subscribe({ send }, sinceOf(request.url ?? ''))
  })
  return {
    accept(request, socket, head) {
      if (server.clients.size >= viewersAtMost)
        return void socket.end(`HTTP/1.1 503 Service Unavailable\r\nretry-after: 30\r\n${noMore}`)
      server.handleUpgrade(request, socket, head, (opened) => server.emit('connection', opened, request))
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of server.clients) socket.close(goingAway, 'the service is stopping')
        server.close(() => resolve())
        setTimeout(() => {
          for (const socket of server.clients) socket.terminate()
        }, lastWordMs).unref()
      }),
  }
}

const noMore = 'connection: close\r\ncontent-length: 0\r\n\r\n'

function sinceOf(url: string): { run: string; number: number } | undefined {
  const query = new URL(url, 'http://localhost').searchParams
  const run = query.get('run')
  const number = Number(query.get('since'))
  return run && Number.isInteger(number) && number >= 0 ? { run, number } : undefined
}
