// What time is it at the server, and how long have we been without it?
import type { BoardState } from './state.ts'

const samplesKept = 8

/** Of an open connection: without a frame for this long it counts as broken, whatever the socket says. */
export const silentAfterMilliseconds = 6_000
/** Of a new connection: a snapshot over a poor line takes its time. */
export const unansweredAfterMilliseconds = 15_000
/**
 * Without a frame for this long the picture is not trusted. The service says something every second and a half and we
 * look once a second, so that a cut is seen within five seconds, and one late frame is none.
 */
export const lostAfterMilliseconds = 3_500
/** How far the two clocks of the browser may drift apart between two looks before one of them was set. */
const steppedFromMilliseconds = 1_000

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
  return state.truthAt
}

/**
 * By how much was the browser's clock set since the last look, in milliseconds? Zero while it and the steady clock agree.
 * A tab that slept looks like a clock set forward, and what was known of the server's clock is as doubtful.
 */
export function clockStep(
  state: Pick<BoardState, 'now' | 'steady'>,
  at: number,
  steady: number | undefined,
): number {
  if (steady === undefined || state.steady === undefined) return 0
  const step = at - state.now - (steady - state.steady)
  return Math.abs(step) > steppedFromMilliseconds ? step : 0
}

export type Connection = 'connecting' | 'live' | 'interrupted' | 'lost'

/**
 * `interrupted` is a break of seconds, or a picture that waits for what it missed; `lost` is one long enough to distrust
 * the picture. Live again only with a frame that continues or replaces it: an open socket alone says nothing.
 */
export function connection(state: BoardState): Connection {
  if (state.heardAt === undefined) return 'connecting'
  if (state.now - state.heardAt > lostAfterMilliseconds) return 'lost'
  return state.connected ? 'live' : 'interrupted'
}
