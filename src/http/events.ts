/**
 * `POST /api/v1/events`: one object, an array or NDJSON; answered when what was accepted is durable. It stands ahead of
 * Express on the same server, because its router costs several times what the rest of this route does.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Recorded } from '../contract/events.ts'
import { VasteError } from '../domain/error.ts'
import type { Log } from '../log.ts'
import { notJson } from '../usecases/read-messages.ts'
import type { Recorder } from '../usecases/record-events.ts'
import type { Access } from './access.ts'
import type { Load, Share } from './load.ts'
import { problem, problemOf, sendProblem } from './problem.ts'

export const eventsPath = '/api/v1/events'

export interface EventsRoute {
  readonly recorder: Recorder
  readonly access: Access
  readonly log: Log
  readonly bodyBytesAtMost: number
  /** What all requests together may keep waiting. */
  readonly load: Load
}

const itemsAtMost = 10_000

export async function handleEvents(
  route: EventsRoute,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const share = route.load.begin()
  try {
    if (request.method !== 'POST')
      return sendProblem(response, problem(405, `found ${request.method}; expected POST`), { allow: 'POST' })
    if (!route.access.mayIngest(request)) return await refuseToken(request, response)
    const body = await bodyOf(request, route.bodyBytesAtMost, share)
    const items = itemsOf(body, request.headers['content-type'] ?? '')
    share.addItems(items.length)
    const answer = await route.recorder.record(items)
    response.writeHead(statusOf(answer), {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    response.end(JSON.stringify(answer))
  } catch (fault) {
    // The sender went away in the middle: there is nobody to answer, and nothing of ours is at fault.
    if (request.destroyed && !request.complete) return
    const sent = problemOf(fault, route.log)
    const ended = sent.status === 413 || !request.complete
    if (ended) await readAway(request)
    sendProblem(response, sent, ended ? { connection: 'close' } : {})
  } finally {
    share.end()
  }
}

async function refuseToken(request: IncomingMessage, response: ServerResponse): Promise<void> {
  await readAway(request)
  const found =
    request.headers.authorization === undefined ? 'no Authorization header' : 'a token that is not ours'
  const sent = problem(401, `found ${found}; expected 'Authorization: Bearer' with the token of integrations`)
  sendProblem(response, sent, { 'www-authenticate': 'Bearer realm="vaste events"', connection: 'close' })
}

/** 202 when anything was taken or all was known; 422 when every item was refused. */
function statusOf(answer: Recorded): number {
  return answer.received > 0 && answer.refused === answer.received ? 422 : 202
}

async function bodyOf(request: IncomingMessage, bytesAtMost: number, share: Share): Promise<string> {
  const tooLarge = () =>
    new VasteError('too-large', `the body is larger than ${bytesAtMost} bytes; expected smaller batches`)
  if (Number(request.headers['content-length'] ?? 0) > bytesAtMost) throw tooLarge()
  const parts: Buffer[] = []
  let size = 0
  // By default leaving the loop would destroy the connection, and with it the answer.
  for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += part.length
    if (size > bytesAtMost) throw tooLarge()
    share.addBytes(part.length)
    parts.push(part)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(
      parts.length === 1 ? parts[0] : Buffer.concat(parts),
    )
  } catch (cause) {
    throw new VasteError('invalid', 'the body is not UTF-8; expected JSON or NDJSON in UTF-8', { cause })
  }
}

const awayAtMostBytes = 64_000_000
const awayAtMostMs = 10_000

/**
 * Reads the rest of a body that is too large and throws it away, within bounds. A connection that is closed while the
 * sender still sends is reset, and then the sender never sees the answer that tells it why.
 */
function readAway(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    let left = awayAtMostBytes
    const done = () => {
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(done, awayAtMostMs)
    request.on('data', (part: Buffer) => {
      left -= part.length
      if (left < 0) done()
    })
    request.once('close', done).once('end', done).resume()
    if (request.readableEnded || request.destroyed) done()
  })
}

/** A line of NDJSON that is not JSON becomes an item that the schema refuses by its index; the others are used. */
function itemsOf(body: string, contentType: string): readonly unknown[] {
  const items = /ndjson|jsonl|json-seq/.test(contentType) ? linesOf(body) : documentOf(body)
  if (items.length > itemsAtMost)
    throw new VasteError(
      'too-large',
      `found ${items.length} events in one request; expected at most ${itemsAtMost}`,
    )
  return items
}

function linesOf(body: string): unknown[] {
  return body
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      try {
        return JSON.parse(line)
      } catch {
        return notJson
      }
    })
}

function documentOf(body: string): unknown[] {
  try {
    const found: unknown = JSON.parse(body)
    return Array.isArray(found) ? found : [found]
  } catch (cause) {
    const lines = body.split('\n').filter((line) => line.trim() !== '')
    // Senders of NDJSON often forget to say so.
    if (lines.length > 1 && lines.every((line) => line.trimStart().startsWith('{') && isJson(line)))
      return linesOf(body)
    throw new VasteError(
      'invalid',
      `the body is not JSON: ${(cause as Error).message}; expected an object, an array or NDJSON`,
      { cause },
    )
  }
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line)
    return true
  } catch {
    return false
  }
}
