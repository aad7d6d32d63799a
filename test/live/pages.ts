/** A page's end of `/live`: frames are waited for, never slept for. */
import type { EventEmitter } from 'node:events'
import { WebSocket } from 'ws'
import type { LiveFrame } from '../../src/contract/situation.ts'

export interface Page {
  readonly socket: WebSocket
  /** The next frame that is not a tick. */
  next(): Promise<LiveFrame>
  /** Resolves when the other side has closed. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>
}

export function openPage(url: string, since?: { readonly run: string; readonly number: number }): Page {
  const address = new URL('/live', url.replace(/^http/, 'ws'))
  if (since) address.search = String(new URLSearchParams({ run: since.run, since: String(since.number) }))
  const socket = new WebSocket(address)
  const frames: LiveFrame[] = []
  const waiting: ((frame: LiveFrame) => void)[] = []
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data)) as LiveFrame
    if (frame.kind === 'tick') return
    const taker = waiting.shift()
    if (taker) taker(frame)
    else frames.push(frame)
  })
  const closed = new Promise<{ code: number; reason: string }>((resolve, reject) => {
    socket.on('close', (code, reason) => resolve({ code, reason: String(reason) }))
    ;(socket as EventEmitter).on('error', reject)
  })
  closed.catch(() => {})
  return {
    socket,
    closed,
    next: () => {
      const frame = frames.shift()
      return frame ? Promise.resolve(frame) : new Promise((resolve) => waiting.push(resolve))
    },
  }
}
