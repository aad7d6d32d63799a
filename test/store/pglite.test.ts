/** The embedded database keeps what it acknowledged, stays out of the way, and lets one process in at a time. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { VasteError } from '../../src/domain/error.ts'
import { openPglite, type PgliteDatabase } from '../../src/store/pglite.ts'
import { copyPreparedFolder, testsPostgres } from '../database.ts'
import { rejection } from './rejection.ts'

describe('embedded database', function () {
  this.timeout(60_000)
  let folder: string

  before(function () {
    if (testsPostgres) this.skip()
  })

  describe('while open', () => {
    let db: PgliteDatabase

    before(async () => {
      folder = await copyPreparedFolder()
      db = await openPglite(folder, { walBytesBetweenCheckpoints: 1_000_000 })
      await db.script(
        'create table trial_note (id integer generated always as identity primary key, note text)',
      )
    })

    after(() => db.close())

    it('syncs the log at each commit, and not for a read', async () => {
      const start = await db.counts()
      await db.query('select count(*)::int from trial_note')
      const afterRead = await db.counts()
      for (let row = 0; row < 10; row++) await db.query("insert into trial_note (note) values ('row')")
      const afterWrites = await db.counts()
      expect(afterRead.fileSyncs).to.equal(start.fileSyncs)
      expect(afterWrites.fileSyncs - afterRead.fileSyncs).to.be.at.least(10)
    })

    it('cuts its log after the set number of bytes, syncing files and folders', async () => {
      const start = await db.counts()
      await db.query("insert into trial_note (note) select repeat('x', 500) from generate_series(1, 4000)")
      const end = await db.counts()
      expect(end.checkpoints).to.equal(start.checkpoints + 1)
      expect(end.folderSyncs).to.be.greaterThan(start.folderSyncs)
    })

    it('leaves the event loop turning while a long query runs', async () => {
      let answered = false
      const query = db
        .query('select sum(n)::float8 as sum from generate_series(1, 5000000) n')
        .then((rows) => {
          answered = true
          return rows
        })
      const turns = await turnsUntil(() => answered)
      expect(await query).to.deep.equal([{ sum: 12500002500000 }])
      expect(turns).to.be.greaterThan(1000)
    })

    it('refuses a second opening in a sentence that names the process', async () => {
      const error = await rejection(openPglite(folder))
      expect(error).to.be.instanceOf(VasteError).and.to.include({ code: 'unavailable' })
      expect(error.message).to.contain(`in use by process ${process.pid}`)
    })
  })

  describe('closing and opening again', () => {
    it('answers what was asked, closes once, and then refuses in a sentence', async () => {
      const db = await openPglite(folder)
      const asked = db.query('select 1 as one')
      await Promise.all([db.close(), db.close()])
      await db.close()
      expect(await asked).to.deep.equal([{ one: 1 }])
      expect((await rejection(db.query('select 1'))).message).to.equal('the embedded database is closed')
      expect((await rejection(db.transaction(async () => 1))).message).to.equal(
        'the embedded database is closed',
      )
      expect(existsSync(join(folder, 'lock'))).to.equal(false)
    })

    it('takes over the lock of a dead process, and an empty postmaster.pid', async () => {
      writeFileSync(
        join(folder, 'lock'),
        JSON.stringify({ pid: process.pid, startedAt: 'before the last restart' }),
      )
      writeFileSync(join(folder, 'database', 'postmaster.pid'), '')
      const db = await openPglite(folder)
      expect(await db.query('select count(*)::int as n from trial_note')).to.deep.equal([{ n: 4010 }])
      expect(JSON.parse(readFileSync(join(folder, 'lock'), 'utf8'))).to.include({ pid: process.pid })
      await db.close()
    })

    it('packs the vector part of PostGIS anew where it lies from another release, and clears what was left half packed', async () => {
      const packed = () => readdirSync(folder).filter((name) => name.startsWith('postgis-'))
      const [own] = packed()
      expect(packed()).to.deep.equal([own])
      renameSync(join(folder, own!), join(folder, 'postgis-another.tar.gz'))
      mkdirSync(join(folder, 'postgis-unpacked-x', 'lib'), { recursive: true })
      const db = await openPglite(folder)
      expect(
        await db.query('select st_npoints(st_geomfromtext($1)) as n', ['LINESTRING(0 0,1 1)']),
      ).to.deep.equal([{ n: 2 }])
      await db.close()
      expect(packed()).to.deep.equal([own])
    })

    it('says which folder cannot hold it', async () => {
      const file = join(folder, 'database', 'PG_VERSION')
      expect((await rejection(openPglite(file))).message).to.contain(`the folder ${file} cannot hold`)
    })
  })

  describe('kill -9', () => {
    const starts: [title: string, args: string[]][] = [
      ['started with --import tsx', ['--import', 'tsx', path('pglite-writer.ts')]],
      ['started from plain JavaScript that registers tsx', [path('pglite-writer.js')]],
    ]
    starts.forEach(([title, args], index) => {
      const seed = Number(process.env.VASTE_SEED ?? Date.now() % 1_000_000) + index
      it(`keeps every acknowledged row, ${title} (seed ${seed})`, async () => {
        const killed = await copyPreparedFolder()
        const setup = await openPglite(killed)
        await setup.script('create table trial_written (id integer primary key)')
        await setup.close()
        const acknowledged = await killAfter(20 + (randomFrom(seed) % 600), [...args, killed])
        const reopened = await openPglite(killed)
        const rows = await reopened.query<{ id: number }>('select id from trial_written')
        await reopened.close()
        const kept = new Set(rows.map((row) => row.id))
        expect(acknowledged.filter((id) => !kept.has(id))).to.deep.equal([])
        expect(kept.size).to.be.at.most(acknowledged.length + 3)
      })
    })
  })
})

function path(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url))
}

function randomFrom(seed: number): number {
  return createHash('sha256').update(String(seed)).digest().readUInt32LE()
}

async function turnsUntil(done: () => boolean): Promise<number> {
  let turns = 0
  while (!done()) {
    await new Promise((resolve) => setImmediate(resolve))
    turns += 1
  }
  return turns
}

/** Kills the writer as soon as it has acknowledged so many ids; answers all that it acknowledged. */
async function killAfter(count: number, args: readonly string[]): Promise<number[]> {
  const writer = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise((resolve) => writer.once('exit', (_code, signal) => resolve(signal)))
  const acknowledged: number[] = []
  for await (const line of createInterface(writer.stdout)) {
    acknowledged.push(Number(line))
    if (acknowledged.length === count) writer.kill('SIGKILL')
  }
  expect(await ended, 'how the writer ended').to.equal('SIGKILL')
  return acknowledged
}
