/** The thread in which the embedded database runs, so that a long query never holds up the main one. */
import { dirname } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite, parse, protocol } from '@electric-sql/pglite'
import { postgis } from '@electric-sql/pglite-postgis'
import { DurableFiles, syncTree } from './pglite-files.ts'
import type { Reply, Request, SqlFailure, WorkerSettings } from './pglite-messages.ts'
import { vectorPostgis } from './postgis-bundle.ts'
import { TYPES_READ_AS_TEXT } from './values.ts'

const settings = workerData as WorkerSettings
const port = parentPort!
const files =
  settings.dataDirectory === undefined ? undefined : new DurableFiles(settings.dataDirectory, giveUp)
const asText = (value: string) => value
const parsers = Object.fromEntries([...TYPES_READ_AS_TEXT].map((type) => [type, asText]))

let checkpoints = 0
let checkpointedAt = 0n

const statementNames = new Map<string, string>()

const pg = await openDatabase()
port.on('message', (request: Request) => void serve(request))
say({ kind: 'answer', id: 0, answer: undefined, upkeepDue: false })

async function openDatabase(): Promise<PGlite> {
  const folder = settings.dataDirectory
  const database = await PGlite.create({
    ...(files ? { fs: files } : {}),
    extensions: { postgis: folder === undefined ? postgis : vectorPostgis(dirname(folder)) },
    parsers,
    startParams: startParams(),
  })
  checkpointedAt = walPosition(database)
  return database
}

/** In memory nothing can be synced; on disk `-F` (no fsync) goes, and fdatasync, a no-op in this build, gives way to fsync. */
function startParams(): string[] {
  // A plan kept from when tables were empty would be the wrong one soon after.
  const common = [
    ...PGlite.defaultStartParams,
    '-c',
    'timezone=UTC',
    '-c',
    'plan_cache_mode=force_custom_plan',
  ]
  if (!files) return common
  return [...common.filter((flag) => flag !== '-F'), '-c', 'wal_sync_method=fsync']
}

async function serve(request: Request): Promise<void> {
  try {
    const answer = await answerTo(request)
    say({ kind: 'answer', id: request.id, answer, upkeepDue: upkeepDue() })
  } catch (error) {
    if (isEnd(error)) giveUp(error as Error)
    say({ kind: 'failure', id: request.id, failure: failureFrom(error), upkeepDue: upkeepDue() })
  }
}

async function answerTo(request: Request): Promise<unknown> {
  switch (request.kind) {
    case 'query':
      return ask(request.text, request.values)
    case 'script':
      return runScript(request.text)
    case 'upkeep':
      return keepUp()
    case 'counts':
      return { fileSyncs: files?.fileSyncs ?? 0, folderSyncs: files?.folderSyncs ?? 0, checkpoints }
    case 'prepare':
      return prepare()
    case 'close':
      return pg.close()
  }
}

/**
 * PGlite's own query() parses the statement anew each time and sends five messages one by one. Here all go at once, and
 * the statement is parsed only the first time; as texts are few and fixed, each keeps its name.
 */
async function ask(text: string, values: (string | null)[]): Promise<unknown[]> {
  const known = statementNames.get(text)
  const name = known ?? `vaste-${statementNames.size}`
  const { serialize } = protocol
  // A name left by a statement that was parsed and then failed would be in the way.
  const parsing = known ? [] : [serialize.close({ type: 'S', name }), serialize.parse({ name, text })]
  const messages = [
    ...parsing,
    serialize.bind({ statement: name, values }),
    serialize.describe({ type: 'P' }),
    serialize.execute({}),
    serialize.sync(),
  ]
  const told = await pg.runExclusive(() => pg.execProtocolStream(Buffer.concat(messages)))
  statementNames.set(text, name)
  return parse.parseResults(told, pg.parsers)[0]!.rows
}

async function runScript(text: string): Promise<undefined> {
  try {
    await pg.exec(text)
  } catch (error) {
    // PGlite has one connection: a failed script that began a transaction would leave it aborted for everyone.
    if (inTransaction()) await pg.exec('rollback')
    throw error
  }
}

/** A new folder's first words: PostGIS, then everything initdb wrote made safe. */
async function prepare(): Promise<void> {
  await pg.exec('create extension if not exists postgis')
  await checkpoint()
  if (settings.dataDirectory !== undefined) syncTree(settings.dataDirectory)
}

/** There is no autovacuum in PGlite either: without this, old row versions pile up and the planner guesses. */
async function keepUp(): Promise<void> {
  await pg.exec('vacuum (analyze)')
  await checkpoint()
}

async function checkpoint(): Promise<void> {
  await pg.exec('checkpoint')
  checkpoints += 1
  checkpointedAt = walPosition(pg)
}

/** PGlite never checkpoints by itself: its log would grow without end, and so would the time to reopen after a kill. */
function upkeepDue(): boolean {
  if (pg.closed || inTransaction()) return false
  return walPosition(pg) - checkpointedAt >= BigInt(settings.walBytesBetweenCheckpoints)
}

/** The C function behind pg_current_wal_insert_lsn(), without the price of a query. */
function walPosition(database: PGlite): bigint {
  return (database.Module as unknown as { _GetXLogInsertRecPtr(): bigint })._GetXLogInsertRecPtr()
}

function inTransaction(): boolean {
  return pg.isInTransaction()
}

/** A real server dies of these and starts again; PGlite would live on in pieces and hang at the next statement. */
function isEnd(error: unknown): boolean {
  const { severity } = error as { severity?: string }
  return severity === 'PANIC' || severity === 'FATAL' || error instanceof WebAssembly.RuntimeError
}

function giveUp(error: Error): never {
  say({ kind: 'lost', reason: error.message })
  process.exit(1)
}

function failureFrom(error: unknown): SqlFailure {
  const { message, code, detail, hint, table, column, constraint } = error as SqlFailure
  return { message: message ?? String(error), code, detail, hint, table, column, constraint }
}

function say(reply: Reply): void {
  port.postMessage(reply)
}
