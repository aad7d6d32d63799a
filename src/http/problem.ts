/** Every error as an RFC 9457 problem document; the one place where an error's code becomes a status. */
import { type ServerResponse, STATUS_CODES } from 'node:http'
import { type ErrorCode, VasteError } from '../domain/error.ts'
import type { Log } from '../log.ts'

const statusOf: Record<ErrorCode, number> = {
  invalid: 400,
  'not-allowed': 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  unavailable: 503,
}

/** A database that starts again is back in about that time. */
const retryAfterSeconds = '5'

export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
}

/** A fault of ours is logged with its cause and told without details: they may name what must not leave the house. */
export function problemOf(fault: unknown, log: Log): Problem {
  const status = fault instanceof VasteError ? statusOf[fault.code] : clientFaultStatus(fault)
  if (status !== undefined) return problem(status, (fault as Error).message)
  log.error('request.failed', { fault })
  return problem(500, 'the service failed to answer; the fault is in its log')
}

export function problem(status: number, detail: string): Problem {
  return { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail }
}

export function sendProblem(
  response: ServerResponse,
  sent: Problem,
  headers: Record<string, string> = {},
): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  response.writeHead(sent.status, {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(sent.status === 503 ? { 'retry-after': retryAfterSeconds } : {}),
    ...headers,
  })
  response.end(JSON.stringify(sent))
}

/** Express marks what the client did wrong, such as a malformed path, with a status of its own. */
function clientFaultStatus(fault: unknown): number | undefined {
  const status = (fault as { status?: unknown } | null)?.status
  return fault instanceof Error && typeof status === 'number' && status >= 400 && status < 500
    ? status
    : undefined
}
