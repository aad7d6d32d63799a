/** Which of these messages can be used? Each ends as an event or as a refusal with a sentence; none is dropped. */
import { eventSchema, type Refusal } from '../contract/events.ts'
import { sentenceOf } from '../contract/sentence.ts'
import type { VasteEvent } from '../domain/event.ts'
import { digestOf } from '../store/event-log.ts'

export interface ReadMessage {
  readonly index: number
  readonly event?: VasteEvent
  /** Of the event, to tell a repeat from a reused id. */
  readonly digest?: string
  readonly refusal?: Refusal
}

/** A clock that runs ahead more than this is wrong: its times would make reach times negative or endless. */
const aheadAtMostMs = 5 * 60_000
/** Before this no source of ours existed; such times are empty fields read as zero. */
const oldestAt = Date.UTC(2000, 0)

export function readMessage(item: unknown, index: number, now: number): ReadMessage {
  const parsed = eventSchema.safeParse(item)
  if (!parsed.success) return refused(index, idOf(item), 'invalid', sentenceOf(parsed.error, item))
  const event: VasteEvent = parsed.data
  const at = new Date(event.at).toISOString()
  if (event.at > now + aheadAtMostMs)
    return refused(
      index,
      event.id,
      'too-far-ahead',
      `at: found ${at}, more than 5 minutes after the service's clock`,
    )
  if (event.at < oldestAt)
    return refused(index, event.id, 'too-old', `at: found ${at}, expected a time after 2000-01-01`)
  return { index, event, digest: digestOf(event) }
}

function refused(index: number, id: string | undefined, code: Refusal['code'], message: string): ReadMessage {
  return { index, refusal: id === undefined ? { index, code, message } : { index, id, code, message } }
}

/** An id is quoted back only when it is a short text: anything else is the sender's mistake to find by index. */
function idOf(item: unknown): string | undefined {
  const id = (item as { id?: unknown } | null)?.id
  return typeof id === 'string' && id.length > 0 && id.length <= 200 ? id : undefined
}
