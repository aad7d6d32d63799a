// Keeps the board readable without the service: registers the worker, keeps the last situation while live, and brings it
// back, marked old, when the page opens and nobody answers.
import type { Session } from '../api.ts'
import {
  forgetLast,
  isUsable,
  keepLast,
  type LastSituation,
  readLast,
  situationOf,
} from './last-situation.ts'
import { clockDifference, connection } from './server-clock.ts'
import type { BoardAction, BoardState } from './state.ts'

const keepEveryMs = 15_000

export interface OfflineParts {
  readonly state: () => BoardState
  readonly dispatch: (action: BoardAction) => void
}

export interface Offline {
  /** What the service says of the reader; refused or not allowed, what was kept is forgotten. */
  reader(session: Session | 'refused'): void
  /** Once a second. */
  look(now: number): void
}

export function startOffline({ state, dispatch }: OfflineParts): Offline {
  let reader: string | undefined
  let forgotten = false
  let restored: LastSituation | undefined
  let keptAt = 0
  const keep = () => {
    const { board, truthAt, clockSamples } = state()
    if (forgotten || reader === undefined || !board || truthAt === undefined) return
    if (connection(state()) !== 'live') return
    keptAt = Date.now()
    void keepLast({
      reader,
      truthAt,
      situation: situationOf(board),
      clockDifference: clockDifference(clockSamples),
    })
  }
  const forget = () => {
    forgotten = true
    if (restored && !state().connected) dispatch({ kind: 'forget' })
    void forgetLast()
  }
  void readLast(Date.now()).then((last) => {
    if (!last || forgotten || (reader !== undefined && reader !== last.reader)) return
    restored = last
    dispatch({ kind: 'restore', last, at: Date.now() })
  })
  addEventListener('pagehide', keep)
  document.addEventListener('visibilitychange', keep)
  void register()
  return {
    reader(session) {
      if (session === 'refused' || !session.may.includes('see-situation')) return forget()
      reader = session.name
      if (restored && restored.reader !== reader) {
        if (!state().connected) dispatch({ kind: 'forget' })
        restored = undefined
        void forgetLast()
      }
    },
    look(now) {
      if (Math.abs(now - keptAt) >= keepEveryMs) keep()
      // A page left open without the service does not show it for longer than it would be kept.
      if (restored && state().board && !state().connected && !isUsable(restored, now)) {
        restored = undefined
        dispatch({ kind: 'forget' })
        void forgetLast()
      }
      if (state().connected) restored = undefined
    },
  }
}

/** Where there is no worker the board is a page like another. */
async function register(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  try {
    await navigator.serviceWorker.register('/service-worker.js')
    const { active } = await navigator.serviceWorker.ready
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name)
    const urls = loaded.filter((name) => new URL(name).pathname.startsWith('/assets/'))
    active?.postMessage({
      kind: 'keep',
      urls: ['/', '/favicon.svg', '/manifest.webmanifest', '/api/v1/session', '/api/v1/region', ...urls],
    })
  } catch {
    // A browser may forbid it, as on plain http from another machine.
  }
}
