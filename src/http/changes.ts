/**
 * May this request change something, and what does it say? Who changes must be allowed to, must come from our own pages
 * or from a program that is no browser, and must send one JSON document of a bounded size.
 */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { NextFunction, Request, RequestHandler, Response } from 'express'
import type { z } from 'zod'
import { sentenceOf } from '../contract/sentence.ts'
import { VasteError } from '../domain/error.ts'
import type { Permission } from './access.ts'
import { need } from './reads.ts'

export const changeBytesAtMost = 1_000_000

/**
 * What stands before the handler of a route that changes something: `router.post(path, ...change('edit-decisions'),
 * handler)`. The handler finds the parsed JSON in `request.body`; `sent` checks it against a schema.
 */
export function change(permission: Permission): RequestHandler[] {
  return [ownSite, need(permission), readJson]
}

/** The body as the schema reads it. Throws `invalid` with a sentence that names `what` was sent. */
export function sent<T>(schema: z.ZodType<T>, request: Request, what: string): T {
  const parsed = schema.safeParse(request.body)
  if (!parsed.success)
    throw new VasteError('invalid', `${what} cannot be read: ${sentenceOf(parsed.error, request.body)}`)
  return parsed.data
}

/** A program that is not a browser sends no Origin. */
export function sameOrigin({ origin, host }: IncomingHttpHeaders): boolean {
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host)
}

/** Another site's page may send a form here with the reader's own login: it is not our page and changes nothing. */
export function ownSite(request: Request, _response: Response, next: NextFunction): void {
  const site = request.headers['sec-fetch-site'] ?? 'none'
  if (!sameOrigin(request.headers) || (site !== 'same-origin' && site !== 'none'))
    throw new VasteError(
      'not-allowed',
      `found a request that another site's page sent (${request.headers.origin ?? site}); expected one of our own pages`,
    )
  next()
}

async function readJson(request: Request, response: Response, next: NextFunction): Promise<void> {
  const type = (request.headers['content-type'] ?? 'none').split(';', 1)[0]!.trim().toLowerCase()
  const encoding = request.headers['content-encoding'] ?? 'identity'
  if (type !== 'application/json' || encoding !== 'identity')
    throw new VasteError(
      'invalid',
      `found a body of content type '${type}'${encoding === 'identity' ? '' : ` packed as '${encoding}'`}; expected application/json`,
    )
  try {
    request.body = parsed(await bytesOf(request))
  } catch (fault) {
    // What is left unread must not be taken for the next request of the connection.
    if (!request.complete) response.setHeader('connection', 'close')
    request.resume()
    throw fault
  }
  next()
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const tooLarge = () =>
    new VasteError(
      'too-large',
      `found a body of more than ${changeBytesAtMost} bytes; expected a smaller one`,
    )
  if (Number(request.headers['content-length'] ?? 0) > changeBytesAtMost) throw tooLarge()
  const parts: Buffer[] = []
  let size = 0
  // By default leaving the loop would destroy the connection, and with it the answer.
  for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += part.length
    if (size > changeBytesAtMost) throw tooLarge()
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new VasteError(
      'invalid',
      `the body is not JSON in UTF-8: ${(cause as Error).message}; expected one JSON document`,
      { cause },
    )
  }
}
