/** The one database of a test run: PGlite from a prepared folder, or PostgreSQL with VASTE_TEST_DATABASE=postgres. */
import { createHash, randomUUID } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Database } from '../src/store/database.ts'
import { migrate, readMigrations } from '../src/store/migrate.ts'
import { openPglite } from '../src/store/pglite.ts'
import { openPostgres } from '../src/store/postgres.ts'
import { closeAfterAll } from './root.ts'

const CACHE = fileURLToPath(new URL('../.cache', import.meta.url))
/** What else decides how a prepared folder looks: the pinned versions, and the code that makes it. */
const MAKERS = [
  '../package.json',
  '../src/store/migrate.ts',
  '../src/store/pglite.ts',
  '../src/store/pglite-worker.ts',
  '../src/store/postgis-bundle.ts',
]
const DEFAULT_URL = 'postgres://vaste:vaste@127.0.0.1:5432/vaste_test'

export const testsPostgres = process.env.VASTE_TEST_DATABASE === 'postgres'

let opened: Promise<Database> | undefined

/** The migrated database that all specs share; opened by the first that asks, closed after the last. */
export function testDatabase(): Promise<Database> {
  opened ??= testsPostgres ? freshPostgres() : freshPglite()
  return opened
}

/** Empties every table of ours; the schema and its version rows stay. */
export async function emptyTables(db: Database): Promise<void> {
  const tables = await db.query<{ name: string }>(
    `select quote_ident(tablename) as name
     from pg_catalog.pg_tables
     where schemaname = 'public'
       and tablename not in ('schema_migration', 'spatial_ref_sys')
     order by tablename`,
  )
  if (tables.length === 0) return
  await db.script(`truncate ${tables.map((table) => table.name).join(', ')} restart identity cascade`)
}

/** The server on which a test may make databases of its own. */
export function postgresTestUrl(database?: string): string {
  const url = new URL(process.env.VASTE_TEST_DATABASE_URL ?? DEFAULT_URL)
  if (database !== undefined) url.pathname = `/${database}`
  return url.href
}

/** A new, empty database on the test server, dropped after the run. */
export async function createPostgres(): Promise<Database> {
  const db = await openPostgres(await createPostgresUrl())
  closeAfterAll(() => db.close())
  return db
}

/** Where a new, empty database lies that is dropped after the run, whoever still has it open. */
export async function createPostgresUrl(): Promise<string> {
  const name = `vaste_test_${randomUUID().replaceAll('-', '').slice(0, 12)}`
  const server = await openPostgres(postgresTestUrl())
  await server.script(`create database ${name}`)
  closeAfterAll(async () => {
    await server.script(`drop database ${name} with (force)`)
    await server.close()
  })
  return postgresTestUrl(name)
}

/** A copy of the prepared embedded database, in a folder of its own that goes away after the run. */
export async function copyPreparedFolder(): Promise<string> {
  const prepared = await preparedFolder()
  const folder = mkdtempSync(join(tmpdir(), 'vaste-test-'))
  cpSync(prepared, folder, { recursive: true })
  closeAfterAll(async () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function freshPostgres(): Promise<Database> {
  const db = await createPostgres()
  await migrate(db)
  return db
}

async function freshPglite(): Promise<Database> {
  const db = await openPglite(await copyPreparedFolder())
  closeAfterAll(() => db.close())
  return db
}

/** Made once per set of migrations and versions: PostGIS takes ten seconds to create, a copy two to open. */
async function preparedFolder(): Promise<string> {
  const folder = join(CACHE, `pglite-${preparationHash()}`)
  if (existsSync(folder)) return folder
  mkdirSync(CACHE, { recursive: true })
  const unfinished = mkdtempSync(join(CACHE, 'unfinished-'))
  const db = await openPglite(unfinished)
  await migrate(db)
  await db.close()
  publish(unfinished, folder)
  forgetOld(folder)
  return folder
}

/** Each edit of a migration leaves some sixty megabytes behind; another run may still copy a young one. */
function forgetOld(kept: string): void {
  const yesterday = Date.now() - 24 * 3_600_000
  for (const entry of readdirSync(CACHE)) {
    const folder = join(CACHE, entry)
    if (folder !== kept && statSync(folder).mtimeMs < yesterday)
      rmSync(folder, { recursive: true, force: true })
  }
}

/** Another run may have been quicker; then its folder is as good. */
function publish(unfinished: string, folder: string): void {
  try {
    renameSync(unfinished, folder)
  } catch {
    rmSync(unfinished, { recursive: true, force: true })
  }
}

function preparationHash(): string {
  const hash = createHash('sha256')
  for (const maker of MAKERS) hash.update(readFileSync(new URL(maker, import.meta.url)))
  for (const migration of readMigrations()) hash.update(`${migration.name} ${migration.checksum}`)
  return hash.digest('hex').slice(0, 16)
}
