// How does the page stay connected? Says where it is, waits longer after each failure, starts afresh on a gap.
import type { LiveFrame } from '../../src/contract/situation.ts'
import {
  lostAfterMilliseconds,
  silentAfterMilliseconds,
  unansweredAfterMilliseconds,
} from './server-clock.ts'

export interface LivePosition {
  readonly run: string
  readonly number: number
}

/** 0.5 s doubling to 5 s; `random` 0..1 spreads the returning clients over half of it. */
export function retryDelay(failures: number, random: number): number {
  const full = Math.min(5000, 500 * 2 ** Math.min(failures, 10))
  return full * (0.5 + random / 2)
}

export function liveAddress(origin: string, position: LivePosition | undefined): string {
  const url = new URL('/live', origin.replace(/^http/, 'ws'))
  if (position) {
    url.searchParams.set('run', position.run)
    url.searchParams.set('since', String(position.number))
  }
  return url.href
}

export interface LiveHandlers {
  position(): LivePosition | undefined
  opened(): void
  frame(frame: LiveFrame): void
  closed(): void
}

/** Owns one socket at a time and its timers. */
export class LiveConnection {
  readonly #origin: string
  readonly #handlers: LiveHandlers
  #socket: WebSocket | undefined
  #failures = 0
  #retry: ReturnType<typeof setTimeout> | undefined
  #silence: ReturnType<typeof setTimeout> | undefined
  #heardAt = 0
  #stopped = false

  constructor(origin: string, handlers: LiveHandlers) {
    this.#origin = origin
    this.#handlers = handlers
    this.#connect(handlers.position())
  }

  /** Leaves the numbered stream and asks for a new snapshot. */
  resync(): void {
    this.#drop()
    this.#connect(undefined)
  }

  /** The network or the screen came back: no reason to wait out the pause, or a connection that has said nothing. */
  hurry(): void {
    const opening = this.#socket !== undefined && this.#socket.readyState === WebSocket.CONNECTING
    const silent = Math.abs(Date.now() - this.#heardAt) > lostAfterMilliseconds
    if (this.#stopped || opening || (this.#retry === undefined && !silent)) return
    this.#failures = 0
    this.#drop()
    this.#handlers.closed()
    this.#connect(this.#handlers.position())
  }

  stop(): void {
    this.#stopped = true
    this.#drop()
  }

  #connect(position: LivePosition | undefined): void {
    clearTimeout(this.#retry)
    this.#retry = undefined
    const socket = new WebSocket(liveAddress(this.#origin, position))
    this.#socket = socket
    socket.onopen = () => socket === this.#socket && this.#handlers.opened()
    socket.onmessage = (message) => this.#receive(socket, message)
    socket.onclose = () => this.#lost(socket)
    this.#listenForSilence(socket, unansweredAfterMilliseconds)
  }

  #receive(socket: WebSocket, message: MessageEvent): void {
    if (socket !== this.#socket) return
    this.#failures = 0
    this.#heardAt = Date.now()
    this.#listenForSilence(socket, silentAfterMilliseconds)
    this.#handlers.frame(JSON.parse(String(message.data)) as LiveFrame)
  }

  /** A half-open connection looks healthy; only the missing ticks give it away. */
  #listenForSilence(socket: WebSocket, milliseconds: number): void {
    clearTimeout(this.#silence)
    this.#silence = setTimeout(() => {
      socket.close()
      this.#lost(socket)
    }, milliseconds)
  }

  #lost(socket: WebSocket): void {
    if (socket !== this.#socket || this.#stopped) return
    this.#drop()
    this.#handlers.closed()
    const wait = retryDelay(this.#failures, Math.random())
    this.#failures += 1
    this.#retry = setTimeout(() => this.#connect(this.#handlers.position()), wait)
  }

  #drop(): void {
    clearTimeout(this.#silence)
    clearTimeout(this.#retry)
    const socket = this.#socket
    this.#socket = undefined
    socket?.close()
  }
}
