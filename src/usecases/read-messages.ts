/** Which of these messages can be used? Each ends as an event or as a refusal with a sentence; none is dropped. */
import type { Place } from '../../geo/place.ts'
import { eventSchema, identitySchema, type Refusal } from '../contract/events.ts'
import { expectationOf, sentenceOf } from '../contract/sentence.ts'
import type { VasteEvent } from '../domain/event.ts'
import { digestOf, type RefusedMessage } from '../store/event-log.ts'

export interface ReadMessage {
  readonly index: number
  readonly event?: VasteEvent
  /** Of the event, to tell a repeat from a reused id. */
  readonly digest?: string
  readonly refusal?: Refusal
  /** The refusal as it may be kept: without what was found, which may be what must not be stored. */
  readonly kept?: RefusedMessage
}

/** Stands for an item that could not even be read as JSON, such as a broken line among good ones. */
export const notJson = Symbol('text that is not JSON')

const oneObject = 'expected one JSON object on each line'

/** A clock that runs ahead more than this is wrong: its times would make reach times negative or endless. */
const aheadAtMostMs = 5 * 60_000
/** Before this no source of ours existed; such times are empty fields read as zero. */
const oldestAt = Date.UTC(2000, 0)

/** What a message is held against: the service's clock, and the county it is told to. */
export interface Door {
  /** Epoch milliseconds. */
  readonly now: number
  readonly isInCounty: (place: Place) => boolean
}

export function readMessage(item: unknown, index: number, { now, isInCounty }: Door): ReadMessage {
  if (item === notJson)
    return refused(item, index, 'not-json', `found ${item.description}, ${oneObject}`, oneObject)
  const parsed = eventSchema.safeParse(item)
  if (!parsed.success) {
    const message = sentenceOf(parsed.error, item)
    return refused(item, index, 'invalid', message, expectationOf(parsed.error))
  }
  const event = withoutUnknownPlace(parsed.data)
  const fault = faultOfTime(event.at, now)
  if (fault)
    return refused(item, index, fault.code, `at: ${foundTime(event.at)}, ${fault.expected}`, fault.expected)
  const misplaced = faultOfPlace(event, isInCounty)
  if (misplaced) return refused(item, index, 'invalid', `place: ${misplaced}`, `place: ${misplaced}`)
  return { index, event, digest: digestOf(event) }
}

function faultOfTime(at: number, now: number) {
  if (at > now + aheadAtMostMs)
    return {
      code: 'too-far-ahead' as const,
      expected: "expected a time at most 5 minutes after the service's clock",
    }
  return at < oldestAt
    ? { code: 'too-old' as const, expected: 'expected a time after 2000-01-01' }
    : undefined
}

/**
 * 0, 0 is how systems write that they do not know the place: such a task has none, which is counted by that reason,
 * while off the coast of Africa it would pass for one of another county (trap 36). The task itself is not refused.
 */
function withoutUnknownPlace(event: VasteEvent): VasteEvent {
  if (event.kind !== 'task.created' && event.kind !== 'task.moved') return event
  if (!event.place || !isZero(event.place)) return event
  const { place: _unknown, ...rest } = event
  return rest
}

function isZero({ lon, lat }: Place): boolean {
  return lon === 0 && lat === 0
}

/**
 * A place that lies in the county only the other way round is a fault of the sender's mapping, which would put all its
 * tasks outside the region. It is never turned round here: told at once, it is mended where it was made (trap 36).
 * The sentence names no position.
 */
function faultOfPlace(event: VasteEvent, isInCounty: (place: Place) => boolean): string | undefined {
  const place = 'place' in event ? event.place : undefined
  if (!place) return undefined
  if (isZero(place))
    return 'found 0, 0, which is no position; expected the longitude and latitude of the unit'
  if (isInCounty(place) || !isInCounty({ lon: place.lat, lat: place.lon })) return undefined
  return 'found latitude and longitude the wrong way round, in the county only when swapped; expected lon to be the longitude and lat the latitude'
}

function foundTime(at: number): string {
  return `found ${new Date(at).toISOString()}`
}

/** An id is quoted back only when it is one: anything else is the sender's mistake to find by index. */
function refused(
  item: unknown,
  index: number,
  code: Refusal['code'],
  message: string,
  expected: string,
): ReadMessage {
  const { id, source } = identitySchema.safeParse(item).data ?? {}
  const refusal = id === undefined ? { index, code, message } : { index, id, code, message }
  return { index, refusal, kept: { source, id, code, message: expected } }
}
