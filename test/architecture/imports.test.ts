import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { foldersIn, root, type Source, sourcesIn } from './sources.ts'

const everything = sourcesIn('src', 'geo', 'dashboards')
const within = (room: string) => everything.filter(({ path }) => path.startsWith(`${room}/`))
const isOurs = (name: string) => /^(src|geo|dashboards|test|sql)\//.test(name)
/** 'file -> import' of each import that `allowed` does not let through. */
const strays = (sources: readonly Source[], allowed: (name: string, path: string) => boolean) =>
  sources.flatMap(({ path, imports }) =>
    imports.filter((name) => !allowed(name, path)).map((name) => `${path} -> ${name}`),
  )
const startsWithAny = (prefixes: readonly string[]) => (name: string) =>
  prefixes.some((prefix) => name === prefix || name.startsWith(`${prefix}/`))

/** Chai shortens lists; a reader wants all of it. */
const expectNone = (found: readonly string[]) => expect(found.join('\n')).to.equal('')

describe('the arrows of the house', () => {
  it('are looked for in the whole tree', () => {
    expect(everything.length).to.be.greaterThan(100)
    const { imports } = everything.find(({ path }) => path === 'src/figures/figures.ts')!
    expect(imports).to.include.members(['src/domain/calendar.ts', 'src/figures/columns.ts'])
  })

  for (const [room, allowed] of [
    ['geo', ['geo', '@turf/turf']],
    ['src/domain', ['src/domain', 'geo', 'luxon']],
    ['src/contract', ['src/contract', 'src/domain', 'zod']],
    ['src/figures', ['src/figures', 'src/domain']],
  ] as const)
    it(`${room} imports nothing but ${allowed.join(', ')}`, () => {
      expectNone(strays(within(room), startsWithAny(allowed)))
    })

  const inner = ['geo', 'src/domain', 'src/contract', 'src/usecases', 'src/store', 'src/figures']
  for (const [room, allowed] of [
    ['src/store', ['src/store', 'src/domain', 'src/contract', 'geo']],
    ['src/usecases', inner],
    ['src/intake', [...inner, 'src/intake']],
    ['src/simulate', [...inner, 'src/simulate']],
    ['src/schedule', [...inner, 'src/schedule', 'src/log.ts']],
    ['src/report', [...inner, 'src/report']],
    ['src/live', [...inner, 'src/live', 'src/log.ts']],
    ['src/http', [...inner, 'src/http', 'src/live', 'src/report', 'src/log.ts']],
    ['dashboards', ['dashboards', 'src/contract', 'geo']],
  ] as const)
    it(`${room} imports of ours nothing but ${allowed.join(', ')}`, () => {
      const mayImport = startsWithAny(allowed)
      expectNone(strays(within(room), (name) => !isOurs(name) || mayImport(name)))
    })

  it('cross only in the files that wire', () => {
    const wires =
      /^src\/((service|prepare|jobs|demo|duels|live-parts|recorder|pilot|roads|speeds|main)\.ts|commands\/)/
    // Config reads logins, whose shape belongs to whoever checks them.
    const known = ['src/config.ts -> src/http/access.ts']
    const loose = everything.filter(({ path }) => /^src\/[^/]+\.ts$/.test(path) && !wires.test(path))
    const found = strays(
      loose,
      (name) => !isOurs(name) || startsWithAny(['src/domain', 'geo', 'src/log.ts'])(name),
    )
    expectNone(found.filter((stray) => !known.includes(stray)))
  })

  it('go to nothing that only tests or tools have', () => {
    expectNone(strays(everything, (name) => !/^(test|mocha|chai|fast-check)(\/|$)/.test(name)))
  })

  for (const [what, pattern] of [
    ['the clock', /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b/],
    ['chance', /\bMath\.random\b|\bcrypto\b/],
    ['promises or timers', /\basync\b|\bawait\b|\bPromise\b|\bsetTimeout\b|\bsetInterval\b/],
    ['the process or the outside', /\bprocess\.|\bconsole\.|\bfetch\(/],
  ] as const)
    it(`geo, src/domain and src/figures do without ${what}`, () => {
      const pure = [...within('geo'), ...within('src/domain'), ...within('src/figures')]
      expectNone(pure.filter(({ code }) => pattern.test(code)).map(({ path }) => path))
    })
})

describe('SQL', () => {
  const sql =
    /(?<![<./-])\bselect\s[^<]*\sfrom\s|\binsert\s+into\s|\bdelete\s+from\s|\bupdate\s+\w+\s+(\w+\s+)?set\s/i
  const holdsSql = ({ quoted }: Source) => quoted.some((text) => sql.test(text))

  it('is known when seen', () => {
    for (const text of [
      'select a from b',
      'insert into b (a)',
      'delete from b',
      'update b set a = 1',
      'SELECT\n a\nFROM b',
    ])
      expect(sql.test(text), text).to.equal(true)
    for (const text of [
      '<select name="a">from b',
      'updated from the set',
      'select a month',
      'insert',
      'deleted',
    ])
      expect(sql.test(text), text).to.equal(false)
  })

  /** A GeoPackage is an SQLite file: its SQL reads the file, not our database. */
  const readsForeignFile = 'src/intake/zones/geopackage.ts'

  it('is written in src/store only', () => {
    const strangers = everything
      .filter(({ path }) => !path.startsWith('src/store/') && path !== readsForeignFile)
      .filter(holdsSql)
    expectNone(strangers.map(({ path }) => path))
  })

  it('is spoken through the store only', () => {
    const drivers = /^(pg|@electric-sql\/pglite.*)(\/|$)/
    const strangers = everything.filter(({ path }) => !path.startsWith('src/store/'))
    expectNone(strays(strangers, (name) => !drivers.test(name)))
  })
})

describe('a reader who opens', () => {
  /** With a reason each; empty is best. */
  const longFiles: Readonly<Record<string, string>> = {}
  const longReadmes: Readonly<Record<string, string>> = {
    'src/intake/profiles': 'tells how a profile is written, field by field',
  }

  it('any source file finds first what question it answers', () => {
    const silent = everything.filter(({ text }) => !/^(#!.*\n)?\/[*/]/.test(text))
    expectNone(silent.map(({ path }) => path))
  })

  it('any source file comes to its end within 300 lines', () => {
    const long = everything.filter(({ path, lines }) => lines > 300 && !(path in longFiles))
    expectNone(long.map(({ path, lines }) => `${path}: ${lines} lines`))
  })

  it('any folder of the service, or a top-level room, finds a README of at most fifteen lines', () => {
    const folders = ['src', 'geo', 'dashboards', 'sql', 'test', ...foldersIn('src')]
    const faults = folders.flatMap((folder) => {
      const path = join(root, folder, 'README.md')
      if (!existsSync(path)) return [`${folder}: no README.md`]
      const lines = readFileSync(path, 'utf8').trimEnd().split('\n').length
      return lines > 15 && !(folder in longReadmes) ? [`${folder}: ${lines} lines`] : []
    })
    expectNone(faults)
  })

  it('any list of exceptions finds only files that exist', () => {
    const listed = [...Object.keys(longFiles), ...Object.keys(longReadmes)]
    expectNone(listed.filter((path) => !existsSync(join(root, path))))
  })
})
