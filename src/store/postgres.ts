/** The database port on PostgreSQL with PostGIS, through a pool of connections. */
import type { Writable } from 'node:stream'
import { Pool, type PoolClient, types } from 'pg'
import { VasteError } from '../domain/error.ts'
import type { Database, Queryable } from './database.ts'
import { inTransaction, refuseInsideTransaction } from './transaction.ts'
import { TYPES_READ_AS_TEXT, wireTexts } from './values.ts'

const OLDEST_SERVER = 150_000

/** Opens a pool and makes sure of PostGIS; throws 'unavailable' with the line that mends it. */
export async function openPostgres(url: string): Promise<Database> {
  const place = describePlace(url)
  const pool = createPool(url)
  try {
    await checkServer(pool, place)
    await ensurePostgis(pool, place)
  } catch (error) {
    await pool.end()
    throw error
  }
  return databaseOn(pool, place)
}

/** `user@host:port/name`, never the password. */
function describePlace(url: string): string {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
    throw new VasteError(
      'invalid',
      'the database URL was expected in the form postgres://user:password@host:5432/name',
    )
  }
  const { username, hostname, port, pathname } = new URL(url)
  return `${decodeURIComponent(username) || '(no user)'}@${hostname || 'local socket'}:${port || 5432}${pathname}`
}

function createPool(url: string): Pool {
  const pool = new Pool({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    // A server that vanished without a word would otherwise hold its connections for two hours.
    keepAlive: true,
    // Statements asked without waiting for one another travel together; the server runs them in order.
    pipeline: true,
    // The embedded database runs in UTC; a server in local time would cast dates differently. And a plan kept from when
    // tables were empty would be the wrong one soon after.
    onConnect: async (client) => {
      await client.query("set timezone = 'UTC'; set plan_cache_mode = force_custom_plan")
    },
    types: { getTypeParser: parserFor as typeof types.getTypeParser },
  })
  // An idle connection that the server closes is replaced on next use; without a listener it would end the process.
  pool.on('error', () => {})
  // The pool does not listen to a connection in use; a transaction between two statements would end the process too.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

function parserFor(oid: number, format: 'text' | 'binary' = 'text'): unknown {
  return TYPES_READ_AS_TEXT.has(oid) ? (text: string) => text : types.getTypeParser(oid, format as 'text')
}

async function checkServer(pool: Pool, place: string): Promise<void> {
  const { rows } = await pool
    .query<{ version: number }>("select current_setting('server_version_num')::int as version")
    .catch((error: unknown) => {
      throw new VasteError(
        'unavailable',
        `PostgreSQL at ${place} cannot be reached: ${reason(error)}. Check DATABASE_URL, and that the server runs: sudo apt-get install postgresql postgresql-15-postgis-3`,
        { cause: error },
      )
    })
  const version = rows[0]!.version
  if (version >= OLDEST_SERVER) return
  const found = Math.floor(version / 10_000)
  throw new VasteError(
    'unavailable',
    `PostgreSQL at ${place} is version ${found}; version 15 or newer was expected`,
  )
}

async function ensurePostgis(pool: Pool, place: string): Promise<void> {
  const { rows } = await pool.query("select 1 from pg_extension where extname = 'postgis'")
  if (rows.length > 0) return
  try {
    await pool.query('create extension if not exists postgis')
  } catch (error) {
    if (await hasPostgis(pool)) return // another starter was first
    throw new VasteError('unavailable', postgisSentence(error, place), { cause: error })
  }
}

async function hasPostgis(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query("select 1 from pg_extension where extname = 'postgis'")
  return rows.length > 0
}

function postgisSentence(error: unknown, place: string): string {
  if (sqlState(error) === '42501') {
    return `the database user may not create the extension postgis at ${place}. Let a superuser run in that database, once: create extension postgis`
  }
  return `PostGIS cannot be created at ${place}: ${reason(error)}. Install it on the database server: sudo apt-get install postgresql-15-postgis-3`
}

function databaseOn(pool: Pool, place: string): Database {
  let closing: Promise<void> | undefined
  const withConnection = async <T>(work: (connection: Connection) => Promise<T>): Promise<T> => {
    refuseInsideTransaction()
    if (closing) throw new VasteError('unavailable', `the database at ${place} is closed`)
    const connection = new Connection(await connect(pool, place), place)
    try {
      return await work(connection)
    } finally {
      connection.release()
    }
  }
  return {
    kind: 'postgres',
    query: (text, values) => withConnection((connection) => connection.query(text, values)),
    transaction: (work) => withConnection((connection) => inTransaction(connection, work)),
    script: (text) => withConnection((connection) => connection.script(text)),
    close: () => {
      closing ??= pool.end()
      return closing
    },
  }
}

function connect(pool: Pool, place: string): Promise<PoolClient> {
  return pool.connect().catch((error: unknown) => {
    throw unavailable(error, place)
  })
}

/** One connection out of the pool; a lost one is thrown away instead of handed to the next user. */
class Connection implements Queryable {
  readonly #client: PoolClient
  readonly #place: string
  #lost = false
  #gathering = false

  constructor(client: PoolClient, place: string) {
    this.#client = client
    this.#place = place
  }

  async query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]> {
    this.#gather()
    const statement = { name: statementName(text), text, values: wireTexts(values) }
    return (await this.#told(this.#client.query<Row>(statement))).rows
  }

  /** What is asked in the same turn travels in one packet: a write to the socket costs more than a small statement. */
  #gather(): void {
    if (this.#gathering) return
    const { stream } = (this.#client as unknown as { connection: { stream: Writable } }).connection
    this.#gathering = true
    stream.cork()
    process.nextTick(() => {
      this.#gathering = false
      stream.uncork()
    })
  }

  async script(text: string): Promise<void> {
    try {
      await this.#told(this.#client.query(text))
    } catch (error) {
      // Otherwise a script with its own `begin` would hand an aborted transaction to the next user.
      if (!this.#lost) await this.#client.query('rollback')
      throw error
    }
  }

  release(): void {
    this.#client.release(this.#lost)
  }

  async #told<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer
    } catch (error) {
      if (!isLost(error)) throw error
      this.#lost = true
      throw unavailable(error, this.#place)
    }
  }
}

const statementNames = new Map<string, string>()

/** A statement with a name is parsed once for each connection; as texts are few and fixed, each gets one. */
function statementName(text: string): string {
  const known = statementNames.get(text)
  if (known !== undefined) return known
  const name = `vaste-${statementNames.size}`
  statementNames.set(text, name)
  return name
}

function isLost(error: unknown): boolean {
  const state = sqlState(error)
  return state === undefined || state.startsWith('08') || state.startsWith('57P')
}

function unavailable(error: unknown, place: string): VasteError {
  return new VasteError('unavailable', `PostgreSQL at ${place} does not answer: ${reason(error)}`, {
    cause: error,
  })
}

/** Five characters of a statement's failure; a socket's `ECONNREFUSED` is none. */
function sqlState(error: unknown): string | undefined {
  const code = (error as { code?: unknown })?.code
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined
}

function reason(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string }
  return message || code || String(error)
}
