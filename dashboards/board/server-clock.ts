// What time is it at the server, and how long have we been without it?
import type { BoardState } from './state.ts'

const samplesKept = 8

/** Without a frame for this long the connection counts as broken, whatever the socket says. */
export const silentAfterMilliseconds = 15_000
/** A shorter break is not worth alarming anyone. */
export const lostAfterMilliseconds = 5_000

export function addSample(samples: readonly number[], difference: number): readonly number[] {
  if (!Number.isFinite(difference)) return samples
  return [...samples, difference].slice(-samplesKept)
}

/** Network delay only ever makes the server look behind, so the largest recent difference is the truest. */
export function clockDifference(samples: readonly number[]): number {
  return samples.length === 0 ? 0 : Math.max(...samples)
}

/** Epoch milliseconds of the server's clock, paused or not. */
export function liveNow(state: BoardState): number {
  return state.now + clockDifference(state.clockSamples)
}

/** Epoch milliseconds of the server's clock; while paused, the moment of the pause. */
export function serverNow(state: BoardState): number {
  return state.paused?.at ?? liveNow(state)
}

/** Server time of the last truth. */
export function lastTruthAt(state: BoardState): number | undefined {
  return state.heardAt === undefined ? undefined : state.heardAt + clockDifference(state.clockSamples)
}

export type Connection = 'connecting' | 'live' | 'interrupted' | 'lost'

/** `interrupted` is a break of seconds; `lost` is one long enough to distrust the picture. */
export function connection(state: BoardState): Connection {
  if (state.heardAt === undefined) return 'connecting'
  const quiet = state.now - state.heardAt
  if (state.connected) return quiet > silentAfterMilliseconds ? 'lost' : 'live'
  return quiet > lostAfterMilliseconds ? 'lost' : 'interrupted'
}
