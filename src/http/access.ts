/**
 * Who may do what? Default deny. Three roles see what their work needs; integrations send events with a bearer token.
 * Without configured logins the service is bound to this machine alone and whoever sits at it may see everything.
 */
import { createHash, scrypt, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { promisify } from 'node:util'
import { type Role, roles } from '../domain/vocabulary.ts'

export const permissions = [
  'see-situation',
  'see-compliance',
  'see-plans',
  'edit-decisions',
  'review-tasks',
  'edit-readiness',
  'acknowledge-alarms',
  'see-recording',
  'see-recording-log',
] as const
export type Permission = (typeof permissions)[number]

/**
 * The live board and its recording show exact places of open tasks: only those who act on them see them. Who has looked at
 * the recording is for those to see who cannot look themselves.
 */
export const permissionsOf: Readonly<Record<Role, readonly Permission[]>> = {
  commander: ['see-situation', 'see-compliance', 'acknowledge-alarms', 'see-recording'],
  planner: ['see-compliance', 'see-plans', 'edit-readiness'],
  manager: ['see-compliance', 'see-plans', 'edit-decisions', 'review-tasks', 'see-recording-log'],
}

export interface Login {
  readonly name: string
  readonly role: Role
  /** `scrypt:<salt hex>:<key hex>` */
  readonly password: string
}

export interface Session {
  readonly name: string
  readonly role: Role | 'local'
  readonly may: readonly Permission[]
}

export type Entry =
  | { readonly kind: 'let-in'; readonly session: Session }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'too-many' }
  | { readonly kind: 'wrong-host' }

export interface Access {
  enter(request: IncomingMessage): Promise<Entry>
  /** Whether the request carries the token of integrations. */
  mayIngest(request: IncomingMessage): boolean
}

const local: Session = { name: 'local', role: 'local', may: permissions }
const derive = promisify(scrypt) as (password: string, salt: Buffer, length: number) => Promise<Buffer>
const triesAtMost = 10
const triesWithinMs = 60_000
const rememberedAtMost = 1000

export function createAccess(options: {
  readonly logins: readonly Login[]
  readonly ingestToken: string
  readonly now: () => number
}): Access {
  const { logins, now } = options
  const token = sha256(options.ingestToken)
  const known = new Map<string, Session>()
  const underWay = new Map<string, Promise<Entry>>()
  const tries = new Map<string, Set<{ readonly at: number }>>()

  const verify = async (header: string, address: string): Promise<Entry> => {
    const recent = tries.get(address) ?? new Set()
    // A try of the future was made before the clock was set back: it would count until the clock has caught up.
    for (const old of recent) if (old.at <= now() - triesWithinMs || old.at > now()) recent.delete(old)
    if (recent.size >= triesAtMost) return { kind: 'too-many' }
    // Counted before the answer is known: otherwise a thousand guesses sent at once would all be tried.
    const current = { at: now() }
    tries.set(address, recent.add(current))
    if (tries.size > rememberedAtMost) tries.delete(tries.keys().next().value!)
    const session = await sessionOf(logins, header)
    if (!session) return { kind: 'unknown' }
    recent.delete(current)
    // Deriving a key takes tens of milliseconds on purpose; a page asks for many things at once.
    if (known.size >= rememberedAtMost) known.clear()
    known.set(keyOf(header), session)
    return { kind: 'let-in', session }
  }
  const verifyOnce = (header: string, address: string): Promise<Entry> => {
    const key = keyOf(header)
    const current = underWay.get(key) ?? verify(header, address).finally(() => underWay.delete(key))
    underWay.set(key, current)
    return current
  }
  return {
    async enter(request) {
      if (logins.length === 0)
        return isLoopbackHost(request.headers.host)
          ? { kind: 'let-in', session: local }
          : { kind: 'wrong-host' }
      const header = request.headers.authorization
      if (!header || !/^basic /i.test(header)) return { kind: 'unknown' }
      const session = known.get(keyOf(header))
      return session ? { kind: 'let-in', session } : verifyOnce(header, request.socket.remoteAddress ?? '')
    },
    mayIngest(request) {
      const [scheme, given] = (request.headers.authorization ?? '').split(' ')
      return (
        scheme?.toLowerCase() === 'bearer' && given !== undefined && timingSafeEqual(sha256(given), token)
      )
    },
  }
}

async function sessionOf(logins: readonly Login[], header: string): Promise<Session | undefined> {
  const [name, ...rest] = Buffer.from(header.slice(6), 'base64').toString('utf8').split(':')
  const login = logins.find((candidate) => candidate.name === name)
  // An unknown name costs the same time as a known one, so that names cannot be probed.
  const [, salt = '00', key = ''] = (login?.password ?? '').split(':')
  const expected = Buffer.from(key, 'hex')
  const derived = await derive(rest.join(':'), Buffer.from(salt, 'hex'), 32)
  if (!login || expected.length !== derived.length || !timingSafeEqual(derived, expected)) return undefined
  return { name: login.name, role: login.role, may: permissionsOf[login.role] }
}

/** What goes into the logins file for a password. */
export async function hashPassword(password: string, salt: Buffer): Promise<string> {
  return `scrypt:${salt.toString('hex')}:${(await derive(password, salt, 32)).toString('hex')}`
}

export function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text)
}

/** A page of another site whose name was pointed at this machine would come with that name: it is not let in. */
function isLoopbackHost(host: string | undefined): boolean {
  const name = (host ?? '').replace(/:\d+$/, '').toLowerCase()
  if (name === 'localhost' || name.endsWith('.localhost') || name === '[::1]') return true
  return isIP(name) === 4 && name.startsWith('127.')
}

function keyOf(header: string): string {
  return sha256(header).toString('hex')
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
