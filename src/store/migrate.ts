/** Brings a database to the schema this code expects: numbered files, forward only, never edited once applied. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { VasteError } from '../domain/error.ts'
import type { Database, OnProgress } from './database.ts'
import { MIGRATIONS_FOLDER } from './sql-folder.ts'

export interface Migration {
  readonly version: number
  readonly name: string
  readonly checksum: string
  readonly text: string
}

export interface MigrateOptions {
  readonly onProgress?: OnProgress
  readonly folder?: string
}

interface Applied {
  readonly version: number
  readonly name: string
  readonly checksum: string
}

const FILE_NAME = /^(\d{3})-([a-z0-9-]+)\.sql$/
const UNIQUE_VIOLATION = '23505'

/** Applies what is missing, in order. Throws 'conflict' for an edited migration or a database newer than the code. */
export async function migrate(
  db: Database,
  { onProgress = () => {}, folder = MIGRATIONS_FOLDER }: MigrateOptions = {},
): Promise<{ applied: number[] }> {
  const migrations = readMigrations(folder)
  await createVersionTable(db)
  const missing = missingFrom(migrations, await listApplied(db))
  const applied: number[] = []
  for (const migration of missing) {
    onProgress(`applying migration ${migration.name}`)
    if (await apply(db, migration)) applied.push(migration.version)
  }
  // Another starter may have applied some of them, from other files.
  if (applied.length < missing.length) missingFrom(migrations, await listApplied(db))
  return { applied }
}

/** Every `NNN-name.sql` of a folder in order; throws 'invalid' for another name, a gap or a repeated number. */
export function readMigrations(folder = MIGRATIONS_FOLDER): Migration[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
  return files.map((file, index) => {
    const [, digits, name] = FILE_NAME.exec(file) ?? []
    if (Number(digits) !== index + 1) {
      const expected = String(index + 1).padStart(3, '0')
      throw new VasteError('invalid', `migration ${file} found where ${expected}-name.sql was expected`)
    }
    const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n')
    return { version: index + 1, name: `${digits}-${name}`, checksum: checksumOf(text), text }
  })
}

function checksumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Two starters at once: `if not exists` still collides in the catalog, and then the table is there. */
async function createVersionTable(db: Database): Promise<void> {
  await unlessAnotherWasFirst(
    db.script(`
      create table if not exists schema_migration (
        version integer not null,
        name text not null,
        checksum text not null,
        applied_at timestamptz not null default now(),
        constraint schema_migration_pk primary key (version)
      )`),
  )
}

async function listApplied(db: Database): Promise<Applied[]> {
  return db.query<Applied>('select version, name, checksum from schema_migration order by version')
}

function missingFrom(migrations: readonly Migration[], applied: readonly Applied[]): readonly Migration[] {
  for (const row of applied) {
    const migration = migrations[row.version - 1]
    if (!migration) throw new VasteError('conflict', newerSentence(row, migrations.length))
    if (migration.checksum !== row.checksum) throw new VasteError('conflict', editedSentence(row, migration))
  }
  const done = new Set(applied.map((row) => row.version))
  return migrations.filter((migration) => !done.has(migration.version))
}

function newerSentence(row: Applied, known: number): string {
  return `the database has migration ${row.name}, but this version of Vaste knows only ${known}; start the newer version, or restore an older copy of the database`
}

function editedSentence(row: Applied, migration: Migration): string {
  return `migration ${row.name} was applied with other contents than the file ${migration.name}.sql now has; an applied migration is never edited: restore the file and put the change in a new one`
}

/** The version row goes first: a second starter waits on its key, and then finds the work done. */
async function apply(db: Database, { version, name, checksum, text }: Migration): Promise<boolean> {
  return unlessAnotherWasFirst(
    db.script(
      `begin;
       insert into schema_migration (version, name, checksum) values (${version}, '${name}', '${checksum}');
       ${text};
       commit`,
    ),
    'schema_migration_pk',
  )
}

async function unlessAnotherWasFirst(work: Promise<void>, constraint?: string): Promise<boolean> {
  try {
    await work
    return true
  } catch (error) {
    const failure = error as { code?: string; constraint?: string }
    if (failure.code !== UNIQUE_VIOLATION) throw error
    if (constraint && failure.constraint !== constraint) throw error
    return false
  }
}
