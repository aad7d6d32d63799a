/** The environment as one checked, frozen Config. All faults are listed at once, each in a sentence. */
import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { z } from 'zod'
import { VasteError } from './domain/error.ts'
import { roles } from './domain/vocabulary.ts'
import type { Login } from './http/access.ts'

export interface Config {
  readonly county: string
  readonly databaseUrl?: string
  /** Embedded database, ingest token and whatever else must outlive the process. */
  readonly dataFolder: string
  readonly host: string
  readonly port: number
  readonly logins: readonly Login[]
  /** Absent: one is made and kept in the data folder. */
  readonly ingestToken?: string
  readonly bodyBytesAtMost: number
  readonly freshness: { readonly lateAfterSeconds: number; readonly silentAfterSeconds: number }
  readonly keepPlacesDays: number
  readonly keepPositionsDays: number
  /** Who has looked at the recording. */
  readonly keepAccessesDays: number
  readonly demo: boolean
  readonly demoSeed: string
  readonly demoMonths: number
}

interface Setting {
  readonly expected: string
  readonly schema: z.ZodType
}

const whole = (from: number, to: number): Setting => ({
  expected: `a whole number from ${from} to ${to}`,
  schema: z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(from).max(to)),
})
const text = (expected: string, pattern: RegExp): Setting => ({ expected, schema: z.string().regex(pattern) })

const settings = {
  DATABASE_URL: text('a URL such as postgres://user:password@host/database', /^postgres(ql)?:\/\/.+/),
  VASTE_COUNTY: text('a short id in lower case, such as 15', /^[a-z0-9-]{1,20}$/),
  VASTE_DATA: text('the path of a folder', /^[^\0]+$/),
  VASTE_HOST: text('an address or host name to listen on', /^[A-Za-z0-9.:_-]+$/),
  VASTE_PORT: whole(0, 65_535),
  VASTE_LOGINS: text('the path of a JSON file made with `vaste login`', /^[^\0]+$/),
  VASTE_INGEST_TOKEN: text('at least 20 characters without spaces', /^\S{20,}$/),
  VASTE_MAX_BODY_BYTES: whole(1000, 100_000_000),
  VASTE_LATE_AFTER_SECONDS: whole(5, 3600),
  VASTE_SILENT_AFTER_SECONDS: whole(10, 86_400),
  VASTE_KEEP_PLACES_DAYS: whole(1, 3650),
  VASTE_KEEP_POSITIONS_DAYS: whole(1, 3650),
  VASTE_KEEP_ACCESSES_DAYS: whole(1, 3650),
  VASTE_DEMO_SEED: text('a word', /^\S{1,60}$/),
  VASTE_DEMO_MONTHS: whole(0, 60),
} as const satisfies Record<string, Setting>

type Name = keyof typeof settings

/** Settings that only the tests and the tool chain read. */
const elsewhere = new Set([
  'VASTE_TEST_DATABASE',
  'VASTE_TEST_DATABASE_URL',
  'VASTE_CHROMIUM',
  'VASTE_UPDATE_SCHEMA',
])

const loginsSchema = z.array(
  z.strictObject({
    name: z
      .string()
      .min(1)
      .max(60)
      .regex(/^[^:]+$/),
    role: z.enum(roles),
    password: z.string().regex(/^scrypt:[0-9a-f]{32,}:[0-9a-f]{64}$/),
  }),
)

/** Throws `invalid` with every fault in one message, a line each. */
export function readConfig(env: NodeJS.ProcessEnv, options: { readonly demo: boolean }): Config {
  const faults: string[] = []
  const known = readSettings(env, faults)
  for (const name of Object.keys(env))
    if (name.startsWith('VASTE_') && !(name in settings) && !elsewhere.has(name))
      faults.push(`${name} is not a setting; known: ${Object.keys(settings).join(', ')}`)
  const logins = known.VASTE_LOGINS === undefined ? [] : readLogins(known.VASTE_LOGINS as string, faults)
  const host = (known.VASTE_HOST as string | undefined) ?? '127.0.0.1'
  if (known.VASTE_LOGINS === undefined && !isLoopback(host))
    faults.push(
      `VASTE_HOST is ${host}, which other machines reach, but no logins are configured; expected VASTE_LOGINS, or a loopback address`,
    )
  const late = (known.VASTE_LATE_AFTER_SECONDS as number | undefined) ?? 60
  const silent = (known.VASTE_SILENT_AFTER_SECONDS as number | undefined) ?? 180
  if (late >= silent)
    faults.push(
      `VASTE_LATE_AFTER_SECONDS is ${late}; expected less than VASTE_SILENT_AFTER_SECONDS, ${silent}`,
    )
  if (faults.length > 0)
    throw new VasteError('invalid', `wrong settings:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`)
  return Object.freeze({
    county: (known.VASTE_COUNTY as string | undefined) ?? '15',
    databaseUrl: known.DATABASE_URL as string | undefined,
    dataFolder: (known.VASTE_DATA as string | undefined) ?? './data',
    host,
    port: (known.VASTE_PORT as number | undefined) ?? 8460,
    logins,
    ingestToken: known.VASTE_INGEST_TOKEN as string | undefined,
    bodyBytesAtMost: (known.VASTE_MAX_BODY_BYTES as number | undefined) ?? 5_000_000,
    freshness: { lateAfterSeconds: late, silentAfterSeconds: silent },
    keepPlacesDays: (known.VASTE_KEEP_PLACES_DAYS as number | undefined) ?? 30,
    keepPositionsDays: (known.VASTE_KEEP_POSITIONS_DAYS as number | undefined) ?? 7,
    // As long as a misuse may still be charged as a data protection offence.
    keepAccessesDays: (known.VASTE_KEEP_ACCESSES_DAYS as number | undefined) ?? 730,
    demo: options.demo,
    demoSeed: (known.VASTE_DEMO_SEED as string | undefined) ?? 'keski-suomi',
    demoMonths: (known.VASTE_DEMO_MONTHS as number | undefined) ?? 12,
  })
}

function readSettings(env: NodeJS.ProcessEnv, faults: string[]): Partial<Record<Name, unknown>> {
  const known: Partial<Record<Name, unknown>> = {}
  for (const [name, { expected, schema }] of Object.entries(settings) as [Name, Setting][]) {
    const found = env[name]
    if (found === undefined || found === '') continue
    const parsed = schema.safeParse(found)
    if (parsed.success) known[name] = parsed.data
    else faults.push(`${name} is ${shown(name, found)}; expected ${expected}`)
  }
  return known
}

/** A secret is never echoed, not even a wrong one. */
function shown(name: Name, found: string): string {
  return name === 'VASTE_INGEST_TOKEN' || name === 'DATABASE_URL' ? 'not usable' : `'${found}'`
}

function readLogins(path: string, faults: string[]): Login[] {
  try {
    const parsed = loginsSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')))
    const names = parsed.data?.map(({ name }) => name) ?? []
    const twice = names.find((name, i) => names.indexOf(name) < i)
    // Only the first would ever be let in, with a role that the second may have been meant to change.
    if (twice !== undefined)
      faults.push(
        `VASTE_LOGINS names ${path}, which has two entries for '${twice}'; expected one for each name`,
      )
    else if (parsed.success && parsed.data.length > 0) return parsed.data
    else
      faults.push(
        `VASTE_LOGINS names ${path}, which is not a list of {name, role, password}; expected entries made with \`vaste login\``,
      )
  } catch (fault) {
    faults.push(
      `VASTE_LOGINS names ${path}, which cannot be read (${(fault as Error).message}); expected a JSON file`,
    )
  }
  return []
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}
