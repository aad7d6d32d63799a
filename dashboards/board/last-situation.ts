// What was last known, for when the service cannot be reached: kept on this device for a few hours and no longer.
//
// It holds exact places of open tasks. It cannot be encrypted to any use, as the page that reads it would have to hold the
// key; so it is kept short, for one reader, and goes as soon as the service says that the reader is not let in.
import type { Situation } from '../../src/contract/situation.ts'
import type { Board } from './state.ts'

const lastCache = 'vaste-last'
const lastKey = '/last-situation'

/** A shift changes, and a device is left lying: older than this it helps nobody. */
export const keptHours = 4
const keptMs = keptHours * 3_600_000

export interface LastSituation {
  /** Name of the login that saw it. */
  readonly reader: string
  readonly situation: Situation
  /** Server clock of the last truth, epoch milliseconds. */
  readonly truthAt: number
  /** Server clock minus browser clock. */
  readonly clockDifference: number
}

export function situationOf(board: Board): Situation {
  const { tasks, units, stations, sources, alarms, reach, ...rest } = board
  return {
    ...rest,
    ...{ tasks: [...tasks.values()], units: [...units.values()], stations: [...stations.values()] },
    ...{ sources: [...sources.values()], alarms: [...alarms.values()], reach: [...reach.values()] },
  }
}

/** `now` of the browser. A truth of the future means that the clock was set: then its age is not known. */
export function isUsable({ truthAt, clockDifference }: LastSituation, now: number): boolean {
  const age = now + clockDifference - truthAt
  return age > -keptMs && age <= keptMs
}

/** Undefined when there is none, when it is too old, and where the browser keeps nothing. */
export async function readLast(now: number): Promise<LastSituation | undefined> {
  try {
    const kept = await (await caches.open(lastCache)).match(lastKey)
    const last = kept && ((await kept.json()) as LastSituation)
    if (last && isUsable(last, now)) return last
    if (last) await forgetLast()
  } catch {
    // A page without storage is a page without a memory.
  }
  return undefined
}

export async function keepLast(last: LastSituation): Promise<void> {
  try {
    const headers = { 'content-type': 'application/json' }
    await (await caches.open(lastCache)).put(lastKey, new Response(JSON.stringify(last), { headers }))
  } catch {
    // As above.
  }
}

export async function forgetLast(): Promise<void> {
  try {
    await caches.delete(lastCache)
  } catch {
    // As above.
  }
}
