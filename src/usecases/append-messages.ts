/** Which messages are new, and what is each sender told? The same answers however the messages are batched. */
import type { Recorded, Refusal } from '../contract/events.ts'
import type { VasteEvent } from '../domain/event.ts'
import type { Queryable } from '../store/database.ts'
import {
  appendEvents,
  appendHeartbeats,
  appendPositions,
  digestsOf,
  keyOf,
  type LogEnd,
  type Logged,
  type RefusedMessage,
} from '../store/event-log.ts'
import type { ReadMessage } from './read-messages.ts'

export interface Appended {
  /** Events that were new, in order. */
  readonly events: readonly VasteEvent[]
  /** Keys not yet answered as accepted: the first message with the key takes it. */
  readonly unclaimed: Set<string>
  /** Where the log ends now, when it has grown. */
  readonly end?: LogEnd
  /** Content first seen for each key of the log, now or earlier. Positions and heartbeats are not compared. */
  readonly digests: ReadonlyMap<string, string>
}

/** Appends what is not yet known; of messages with the same key, the first. */
export async function appendNew(
  tx: Queryable,
  county: string,
  receivedAt: string,
  entries: readonly Logged[],
): Promise<Appended> {
  const firsts = firstOfEachKey(entries)
  const events = firsts.map(({ event }) => event)
  const positions = events.filter((event) => event.kind === 'unit.position')
  const heartbeats = events.filter((event) => event.kind === 'source.heartbeat')
  const logged = firsts.filter(({ event }) => streamOf(event) === undefined)
  const [{ keys, end }, newPositions, newHeartbeats] = await Promise.all([
    appendEvents(tx, county, receivedAt, logged),
    appendPositions(tx, county, receivedAt, positions),
    appendHeartbeats(tx, county, receivedAt, heartbeats),
  ])
  const unclaimed = new Set([
    ...keys,
    ...inStream('unit.position', newPositions),
    ...inStream('source.heartbeat', newHeartbeats),
  ])
  const known = logged.filter(({ event }) => !unclaimed.has(keyOf(event))).map(({ event }) => event)
  const digests = await digestsOf(tx, county, known)
  for (const { event, digest } of logged) if (unclaimed.has(keyOf(event))) digests.set(keyOf(event), digest)
  return { events: events.filter((event) => unclaimed.has(streamKey(event))), unclaimed, digests, end }
}

function firstOfEachKey(entries: readonly Logged[]): Logged[] {
  const first = new Map<string, Logged>()
  for (const entry of entries) {
    const key = streamKey(entry.event)
    if (!first.has(key)) first.set(key, entry)
  }
  return [...first.values()]
}

/** Positions and heartbeats are streams of their own, with ids of their own, as they have tables of their own. */
function streamOf(event: VasteEvent): string | undefined {
  return event.kind === 'unit.position' || event.kind === 'source.heartbeat' ? event.kind : undefined
}

function streamKey(event: VasteEvent): string {
  const stream = streamOf(event)
  return stream === undefined ? keyOf(event) : inStream(stream, [keyOf(event)])[0]!
}

function inStream(stream: string, keys: Iterable<string>): string[] {
  return Array.from(keys, (key) => `${stream}\u0000${key}`)
}

/** The answer to one sender, and its refusals as they may be kept. Claims the keys that it is the first to bring. */
export function answerTo(
  messages: readonly ReadMessage[],
  appended: Appended,
): { readonly answer: Recorded; readonly kept: readonly RefusedMessage[] } {
  const refusals: Refusal[] = []
  const kept: RefusedMessage[] = []
  const duplicates: number[] = []
  for (const message of messages) {
    const { refusal = reusedId(message, appended), event, index } = message
    if (refusal) {
      refusals.push(refusal)
      kept.push(message.kept ?? { source: event?.source, ...refusal })
    } else if (event && !appended.unclaimed.delete(streamKey(event))) duplicates.push(index)
  }
  const [received, duplicate, refused] = [messages.length, duplicates.length, refusals.length]
  const accepted = received - duplicate - refused
  return { answer: { received, accepted, duplicate, duplicates, refused, refusals }, kept }
}

function reusedId({ index, event, digest }: ReadMessage, { digests }: Appended): Refusal | undefined {
  if (!event) return undefined
  const first = digests.get(streamKey(event))
  if (first === undefined || first === digest) return undefined
  const message = `id '${event.id}' of source '${event.source}' is known with other content; expected a new id for a new message`
  return { index, id: event.id, code: 'id-reused', message }
}
