/** Every named query is well named, known to the database, and used. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { VasteError } from '../../src/domain/error.ts'
import { loadQueries, sql } from '../../src/store/queries.ts'
import { testDatabase } from '../database.ts'

const SOURCE = fileURLToPath(new URL('../../src', import.meta.url))

describe('named queries', () => {
  let folder: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vaste-queries-'))
  })

  afterEach(() => rmSync(folder, { recursive: true }))

  const load = (...files: string[]) => {
    files.forEach((text, index) => {
      writeFileSync(join(folder, `${index}.sql`), text)
    })
    return loadQueries(folder)
  }

  it('reads each block up to the next name, without its last semicolon', () => {
    const queries = load(
      '-- About tasks.\n\n-- name: one\n-- why\nselect 1;\n\n-- name: two\r\nselect\r\n  2\r\n',
    )
    expect(queries.names).to.deep.equal(['one', 'two'])
    expect(queries('one')).to.equal('-- why\nselect 1')
    expect(queries('two')).to.equal('select\n  2')
  })

  it('throws not-found with the known names for an unknown one', () => {
    expect(() => load('-- name: one\nselect 1')('two'))
      .to.throw(VasteError, "query 'two' not found; known: one")
      .with.property('code', 'not-found')
    expect(() => sql('noSuchQuery')).to.throw(VasteError, "query 'noSuchQuery' not found")
  })

  const refused: [title: string, files: string[], sentence: string][] = [
    [
      'a name twice in one file',
      ['-- name: one\nselect 1;\n-- name: one\nselect 2'],
      "query 'one' found a second time in 0.sql",
    ],
    [
      'a name in two files',
      ['-- name: one\nselect 1', '-- name: one\nselect 1'],
      "query 'one' found a second time in 1.sql",
    ],
    [
      'a name that is not camelCase',
      ['-- name: append-event\nselect 1'],
      "query name 'append-event' found in 0.sql",
    ],
    [
      'a block without a statement',
      ['-- name: one\n-- later\n-- name: two\nselect 2'],
      "query 'one' in 0.sql has no statement",
    ],
  ]
  for (const [title, files, sentence] of refused) {
    it(`refuses ${title}`, () => {
      expect(() => load(...files))
        .to.throw(VasteError, sentence)
        .with.property('code', 'invalid')
    })
  }

  it('all prepare on the database', async function () {
    this.timeout(60_000)
    const db = await testDatabase()
    const queries = loadQueries()
    const faults: string[] = []
    for (const name of queries.names) {
      await db.script(`prepare trial as ${queries(name)};\n deallocate trial`).catch((error: Error) => {
        faults.push(`${name}: ${error.message}`)
      })
    }
    expect(faults).to.deep.equal([])
  })

  it('are all used by name under src', () => {
    const source = readSource()
    const unused = loadQueries().names.filter((name) => !source.includes(`'${name}'`))
    expect(unused, 'named queries that nothing under src mentions').to.deep.equal([])
  })
})

function readSource(): string {
  return readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(SOURCE, file), 'utf8'))
    .join('\n')
}
