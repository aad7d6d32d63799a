/** Migrations go forward once, in order, and refuse what would leave code and database apart. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Database } from '../../src/store/database.ts'
import { migrate, readMigrations } from '../../src/store/migrate.ts'
import { openPglite } from '../../src/store/pglite.ts'
import { copyPreparedFolder, createPostgres, testDatabase, testsPostgres } from '../database.ts'
import { rejection } from './rejection.ts'

const FIRST = { '001-stations.sql': 'create table trial_station (name text);' }
const SECOND = {
  '002-units.sql': "create table trial_unit (name text); insert into trial_unit values ('EKS 111')",
}

describe('migrate', () => {
  const folders: string[] = []
  let db: Database

  const folderWith = (files: Record<string, string>): string => {
    const folder = mkdtempSync(join(tmpdir(), 'vaste-migrations-'))
    folders.push(folder)
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    return folder
  }
  const migrateWith = (files: Record<string, string>) => migrate(db, { folder: folderWith(files) })
  const versions = async () => {
    const rows = await db.query<{ version: number }>('select version from schema_migration order by version')
    return rows.map((row) => row.version)
  }

  before(async function () {
    this.timeout(60_000)
    db = testsPostgres ? await createPostgres() : await openPglite(await copyPreparedFolder())
  })

  beforeEach(() => db.script('drop table if exists schema_migration, trial_station, trial_unit'))

  after(async () => {
    for (const folder of folders) rmSync(folder, { recursive: true })
    if (db.kind === 'pglite') await db.close()
  })

  it('applies what is missing in order, once', async () => {
    expect(await migrateWith(FIRST)).to.deep.equal({ applied: [1] })
    expect(await migrateWith({ ...FIRST, ...SECOND })).to.deep.equal({ applied: [2] })
    expect(await migrateWith({ ...FIRST, ...SECOND })).to.deep.equal({ applied: [] })
    expect(await db.query('select name from trial_unit')).to.deep.equal([{ name: 'EKS 111' }])
  })

  it('says which migration it applies', async () => {
    const said: string[] = []
    await migrate(db, { folder: folderWith(FIRST), onProgress: (sentence) => said.push(sentence) })
    expect(said).to.deep.equal(['applying migration 001-stations'])
  })

  it('lets several starters collide harmlessly', async () => {
    const files = folderWith({ ...FIRST, ...SECOND })
    const runs = await Promise.all([1, 2, 3].map(() => migrate(db, { folder: files })))
    expect(runs.flatMap((run) => run.applied).sort()).to.deep.equal([1, 2])
    expect(await versions()).to.deep.equal([1, 2])
    expect(await db.query('select name from trial_unit')).to.have.length(1)
  })

  it('keeps nothing of a migration that fails', async () => {
    const broken = { '002-units.sql': 'create table trial_unit (name text); select 1 / 0' }
    expect((await rejection(migrateWith({ ...FIRST, ...broken }))).code).to.equal('22012')
    expect(await versions()).to.deep.equal([1])
    expect(await migrateWith({ ...FIRST, ...SECOND })).to.deep.equal({ applied: [2] })
  })

  it('takes a unique violation inside a migration for a failure, not for another starter', async () => {
    const broken = {
      '001-stations.sql':
        'create table trial_station (name text unique); insert into trial_station values (1), (1)',
    }
    expect((await rejection(migrateWith(broken))).code).to.equal('23505')
    expect(await versions()).to.deep.equal([])
  })

  it('refuses an edited migration, but not other line ends', async () => {
    await migrateWith({ '001-stations.sql': 'create table trial_station (\n  name text\n)' })
    await migrateWith({ '001-stations.sql': 'create table trial_station (\r\n  name text\r\n)' })
    const error = await rejection(
      migrateWith({ '001-stations.sql': 'create table trial_station (name int)' }),
    )
    expect(error).to.include({ code: 'conflict' })
    expect(error.message).to.contain('001-stations').and.to.contain('never edited')
  })

  it('refuses a database newer than the code', async () => {
    await migrateWith({ ...FIRST, ...SECOND })
    const error = await rejection(migrateWith(FIRST))
    expect(error).to.include({ code: 'conflict' })
    expect(error.message).to.contain('002-units').and.to.contain('newer')
  })

  const badFolders: [title: string, files: Record<string, string>, found: string][] = [
    ['a gap', { ...FIRST, '003-units.sql': '' }, '003-units.sql'],
    ['a repeated number', { ...FIRST, '001-units.sql': '' }, '001-units.sql'],
    ['another name', { 'stations.sql': '' }, 'stations.sql'],
  ]
  for (const [title, files, found] of badFolders) {
    it(`refuses a folder with ${title}`, async () => {
      const error = await rejection(migrateWith(files))
      expect(error).to.include({ code: 'invalid' })
      expect(error.message).to.contain(found)
    })
  }

  it('has brought the test database to the last of our own migrations', async () => {
    const rows = await (await testDatabase()).query(
      'select name, checksum from schema_migration order by version',
    )
    expect(rows).to.deep.equal(readMigrations().map(({ name, checksum }) => ({ name, checksum })))
  })
})
