/** The database port keeps its promises on whichever database the run was started for. */
import { expect } from 'chai'
import { VasteError } from '../../src/domain/error.ts'
import type { Database } from '../../src/store/database.ts'
import { openDatabase } from '../../src/store/open.ts'
import { postgresTestUrl, testDatabase, testsPostgres } from '../database.ts'
import { rejection } from './rejection.ts'

describe('database port', () => {
  let db: Database

  before(async function () {
    this.timeout(60_000)
    db = await testDatabase()
    await db.script('create table trial (id integer, note text, constraint trial_pk primary key (id))')
  })

  beforeEach(() => db.script('truncate trial'))

  after(() => db.script('drop table trial'))

  const ids = async () =>
    (await db.query<{ id: number }>('select id from trial order by id')).map((row) => row.id)
  const insert = 'insert into trial (id) values ($1)'

  describe('gives each type the same way on both databases', () => {
    const moment = new Date('2026-03-29T00:59:59.123Z')
    const cases: [type: string, given: unknown, got: unknown][] = [
      ['text', 'Jyväskylä "Å" \\', 'Jyväskylä "Å" \\'],
      ['int2', 7, 7],
      ['int4', -2147483648, -2147483648],
      ['int8', 9007199254740993n, '9007199254740993'],
      ['numeric', 0.1, '0.1'],
      ['float8', 25.747, 25.747],
      ['float8', Number.NaN, Number.NaN],
      ['bool', true, true],
      ['bool', false, false],
      ['text', null, null],
      ['text', undefined, null],
      ['timestamptz', moment, moment],
      ['timestamptz', '2026-03-29T03:59:59.123+03:00', moment],
      ['timestamp', '2026-03-29 03:30:00', '2026-03-29 03:30:00'],
      ['date', '2026-03-29', '2026-03-29'],
      ['interval', '90 minutes', '01:30:00'],
      ['jsonb', { lon: 25.7, tags: ['a', null] }, { lon: 25.7, tags: ['a', null] }],
      ['jsonb', JSON.stringify([1, 'two']), [1, 'two']],
      [
        'text[]',
        ['plain', 'a,b', 'say "hi"', '\\', '', 'NULL', null],
        ['plain', 'a,b', 'say "hi"', '\\', '', 'NULL', null],
      ],
      ['text[]', [], []],
      ['int4[]', [1, null, -3], [1, null, -3]],
      ['float8[]', [1.5, 1e-9], [1.5, 1e-9]],
      ['bool[]', [true, null, false], [true, null, false]],
      ['timestamptz[]', [moment, null], [moment, null]],
      [
        'int4[]',
        [
          [1, 2],
          [3, 4],
        ],
        [
          [1, 2],
          [3, 4],
        ],
      ],
    ]
    for (const [type, given, got] of cases) {
      it(`${type} ${typeof given === 'bigint' ? given : JSON.stringify(given)}`, async () => {
        const [row] = await db.query<{ value: unknown }>(`select $1::${type} as value`, [given])
        expect(row!.value).to.deep.equal(got)
      })
    }

    it('bytes', async () => {
      const [row] = await db.query<{ value: Uint8Array }>('select $1::bytea as value', [
        Uint8Array.of(0, 92, 255),
      ])
      expect([...row!.value]).to.deep.equal([0, 92, 255])
    })

    it('casts moments to dates in UTC, whatever the server thinks the time zone is', async () => {
      const [row] = await db.query('select $1::timestamptz::date as day', ['2026-01-01T01:30:00+02:00'])
      expect(row).to.deep.equal({ day: '2025-12-31' })
    })

    it('knows PostGIS', async () => {
      const [row] = await db.query(
        'select st_astext(st_setsrid(st_point($1, $2), 4326)) as place',
        [25.7, 62.2],
      )
      expect(row).to.deep.equal({ place: 'POINT(25.7 62.2)' })
    })
  })

  describe('transaction', () => {
    it('answers what the work answers, and keeps its rows', async () => {
      const answer = await db.transaction(async (tx) => {
        await tx.query(insert, [1])
        return tx.query<{ id: number }>('select id from trial')
      })
      expect(answer).to.deep.equal([{ id: 1 }])
      expect(await ids()).to.deep.equal([1])
    })

    it('keeps nothing when the work throws', async () => {
      const error = await rejection(
        db.transaction(async (tx) => {
          await tx.query(insert, [1])
          throw new Error('changed my mind')
        }),
      )
      expect(error.message).to.equal('changed my mind')
      expect(await ids()).to.deep.equal([])
    })

    it('rethrows a failed statement with its SQLSTATE and constraint, and the next query works', async () => {
      const error = await rejection(
        db.transaction(async (tx) => {
          await tx.query(insert, [1])
          await tx.query(insert, [1])
        }),
      )
      expect(error).to.include({ code: '23505', constraint: 'trial_pk' })
      expect(await ids()).to.deep.equal([])
    })

    it('is doomed by a failed statement even when the work swallows the error', async () => {
      const error = await rejection(
        db.transaction(async (tx) => {
          await tx.query(insert, [1])
          await tx.query('select 1 / 0').catch(() => {})
        }),
      )
      expect(error.code).to.equal('22012')
      expect(await ids()).to.deep.equal([])
    })

    it('refuses a query through its handle after the end', async () => {
      const escaped = await db.transaction(async (tx) => tx)
      expect((await rejection(escaped.query('select 1'))).message).to.contain(
        'after its transaction had ended',
      )
    })

    it('refuses a query past its handle, which on one connection would wait for ever', async () => {
      const error = await rejection(db.transaction(async () => db.query('select 1')))
      expect(error.message).to.contain('use only `tx`')
      await db.transaction(async (tx) => tx.query('select 1')).then(() => db.query('select 1'))
    })

    it('never mixes with another or with single queries asked meanwhile', async () => {
      await db.query(insert, [0])
      const count = async (tx: Pick<Database, 'query'>) => {
        const [row] = await tx.query<{ note: string }>(
          "select coalesce(note, '0') as note from trial for update",
        )
        await tx.query('update trial set note = $1', [String(Number(row!.note) + 1)])
      }
      await Promise.all([
        ...Array.from({ length: 20 }, () => db.transaction(count)),
        ...Array.from({ length: 20 }, () => db.query('select 1')),
      ])
      expect(await db.query('select note from trial')).to.deep.equal([{ note: '20' }])
    })
  })

  describe('script', () => {
    it('runs several statements', async () => {
      await db.script("insert into trial values (1, 'a;b'); insert into trial values (2)")
      expect(await ids()).to.deep.equal([1, 2])
    })

    it('rolls back what a failed script began, and the next query works', async () => {
      const error = await rejection(db.script('begin; insert into trial values (1); select 1 / 0; commit'))
      expect(error.code).to.equal('22012')
      await Promise.all(Array.from({ length: 12 }, (_, id) => db.query(insert, [id])))
      expect(await ids()).to.have.length(12)
    })
  })

  it('a failed single statement keeps its SQLSTATE', async () => {
    expect((await rejection(db.query('select nothing from nowhere'))).code).to.equal('42P01')
    expect((await rejection(db.query('select $1::int4', ['seven']))).code).to.equal('22P02')
  })
})

describe('openDatabase', () => {
  it('says in a sentence that PostgreSQL cannot be reached, without the password', async () => {
    const error = await rejection(
      openDatabase({ databaseUrl: 'postgres://vaste:s3cret@127.0.0.1:1/vaste', dataFolder: 'unused' }),
    )
    expect(error).to.be.instanceOf(VasteError).and.to.include({ code: 'unavailable' })
    expect(error.message).to.contain('vaste@127.0.0.1:1/vaste').and.to.contain('apt-get install postgresql')
    expect(error.message).not.to.contain('s3cret')
  })

  it('says what a database URL should look like', async () => {
    const error = await rejection(openDatabase({ databaseUrl: 'vaste:s3cret', dataFolder: 'unused' }))
    expect(error.message).to.contain('postgres://user:password@host:5432/name').and.not.to.contain('s3cret')
  })

  describe('on PostgreSQL', () => {
    before(function () {
      if (!testsPostgres) this.skip()
    })

    it('refuses a wrong password in a sentence', async () => {
      const url = new URL(postgresTestUrl())
      url.password = 'wr0ng'
      const error = await rejection(openDatabase({ databaseUrl: url.href, dataFolder: 'unused' }))
      expect(error.message).to.contain('authentication failed').and.not.to.contain('wr0ng')
    })

    it('names the line that creates PostGIS when the user may not', async () => {
      const db = await testDatabase()
      const name = `vaste_plain_${process.pid}`
      await db.script(`create role ${name} login password 'plain'`)
      await db.script(`create database ${name} owner ${name}`)
      const url = new URL(postgresTestUrl(name))
      Object.assign(url, { username: name, password: 'plain' })
      const error = await rejection(openDatabase({ databaseUrl: url.href, dataFolder: 'unused' }))
      await db.script(`drop database ${name} with (force)`)
      await db.script(`drop role ${name}`)
      expect(error.message).to.contain('create extension postgis').and.to.contain('superuser')
    })

    it('lives on when the server ends a connection between two statements of a transaction', async () => {
      const settings = { databaseUrl: postgresTestUrl(), dataFolder: 'unused' }
      const [db, other] = [await openDatabase(settings), await openDatabase(settings)]
      const [begun, ended] = [aPromise<number>(), aPromise<void>()]
      const failed = rejection(
        db.transaction(async (tx) => {
          const [row] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid')
          begun.resolve(row!.pid)
          await ended.promise
          await tx.query('select 1')
        }),
      )
      await other.query('select pg_terminate_backend($1, 5000)', [await begun.promise])
      // The server's last words come with a turn of the event loop; mocha fails for what nobody listens to.
      for (let turn = 0; turn < 20; turn++) await other.query('select 1')
      ended.resolve()
      expect(await failed).to.include({ code: 'unavailable' })
      expect(await db.query('select 1 as one')).to.deep.equal([{ one: 1 }])
      await Promise.all([db.close(), other.close()])
    })

    it('replaces a connection that the server ended', async () => {
      const db = await openDatabase({ databaseUrl: postgresTestUrl(), dataFolder: 'unused' })
      const error = await rejection(db.query('select pg_terminate_backend(pg_backend_pid())'))
      expect(error).to.be.instanceOf(VasteError).and.to.include({ code: 'unavailable' })
      expect(await db.query('select 1 as one')).to.deep.equal([{ one: 1 }])
      await db.close()
      await db.close()
      expect((await rejection(db.query('select 1'))).message).to.contain('is closed')
    })
  })
})

function aPromise<T>() {
  let resolve: (value: T) => void = () => {}
  const promise = new Promise<T>((told) => {
    resolve = told
  })
  return { promise, resolve }
}
