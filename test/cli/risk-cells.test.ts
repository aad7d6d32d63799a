/** The command line of rescue's cells and units, in the order a county would: classes, units, tasks, problem cells. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { keskiSuomi } from '../../geo/keski-suomi/region.ts'
import { problemCellsSchema } from '../../src/contract/problem-cells.ts'
import { registerChanges } from '../../src/store/decisions.ts'
import { openDatabase } from '../../src/store/open.ts'
import { testEnvironment } from '../service.ts'
import { run } from './run.ts'

const profile = {
  ...{ name: 'tiny', source: 'tiny', service: 'rescue', rows: 'per-unit' },
  time: { zone: 'Europe/Helsinki', format: 'd.M.yyyy H:mm:ss' },
  columns: {
    task: 'id',
    urgency: 'class',
    created: 'got',
    unit: 'unit',
    alerted: 'alerted',
    atScene: 'scene',
  },
  place: { lon: 'lon', lat: 'lat' },
}
/** Four late tasks in each of 2023 to 2025, at the middle of cell 434 6901: 8 minutes against 6. */
const tasks = [2023, 2024, 2025].flatMap((year) =>
  [1, 2, 3, 4].map(
    (day) =>
      `${year}-${day},A,${day}.3.${year} 12:00:00,RKS 1,${day}.3.${year} 12:01:00,${day}.3.${year} 12:09:00,25.747,62.242`,
  ),
)

describe('vaste and the risk cells of rescue', function () {
  this.timeout(120_000)
  let env: Record<string, string>
  let folder: string
  const path = (name: string) => join(folder, name)
  const put = (name: string, lines: readonly string[]) => writeFileSync(path(name), lines.join('\n'))
  const risk = ['--version', 'r2023', '--valid-from', '2023-01-01']

  before(async () => {
    env = await testEnvironment()
    folder = mkdtempSync(join(tmpdir(), 'vaste-risk-'))
    const { cells } = keskiSuomi
    const rows = Array.from(cells.e, (e, i) => `1kmN${cells.n[i]}E${e};${e === 434 ? 1 : 4}`)
    put('risk.csv', ['ruutu;riskiluokka', ...rows, '1kmN7500E400;2'])
    put('broken.csv', ['ruutu;riskiluokka', '1kmN6901E434;1', '1kmN6902E434;9'])
    put('units.csv', ['Kutsutunnus;Tyyppi;Palvelu;Asema', 'RKS 1;Pelastusyksikkö;Pelastustoimi;'])
    put('wrong-units.csv', ['unit;type;service', 'RKS 1;rescue-unit;rescue', 'RKS 2;taxi;rescue'])
    put('tasks.csv', ['id,class,got,unit,alerted,scene,lon,lat', ...tasks])
    writeFileSync(path('profile.json'), JSON.stringify(profile))
  })

  after(() => rmSync(folder, { recursive: true, force: true }))

  it('refuses a faulty file, an unknown day and a missing name in a sentence', async () => {
    const cases: [words: string[], code: number, sentence: RegExp][] = [
      [
        ['broken.csv', ...risk],
        2,
        /^vaste: broken\.csv: 1 of 2 lines cannot be used, nothing was imported: line 3/,
      ],
      [['risk.csv', '--version', 'x', '--valid-from', 'soon'], 2, /^vaste: found date 'soon'/],
      [['risk.csv', '--valid-from', '2023-01-01'], 2, /^vaste: --version is missing/],
      [['none.csv', ...risk], 1, /^vaste: file .*none\.csv cannot be read/],
    ]
    const answers = await Promise.all(
      cases.map(([[file, ...words]]) => run(['import', 'risk-cells', path(file!), ...words], { env })),
    )
    answers.forEach((refused, i) => {
      expect(refused.err).to.match(cases[i]![2])
      expect(refused.code).to.equal(cases[i]![1])
    })
  })

  it('imports and judges anew, and tells what it would do with a later version', async () => {
    const done = await run(['import', 'risk-cells', path('risk.csv'), ...risk], { env })
    expect(done.code, done.err).to.equal(0)
    expect(done.out).to.match(
      /found \d+ cells of the 1 km lattice\nImported 'r2023', in force from 2023-01-01\./,
    )
    expect(done.out).to.match(
      /County 15: class I \d+, class II 0, class III 0, class IV \d+; elsewhere, left out: 1\./,
    )
    expect(done.out).to.match(/0 tasks judged anew; 0 of them changed/)
    const later = ['--version', 'r2024', '--valid-from', '2024-01-01', '--dry-run']
    const dry = await run(['import', 'risk-cells', path('risk.csv'), ...later], { env })
    expect(dry.code, dry.err).to.equal(0)
    expect(dry.out).to.match(
      /Would import 'r2024', in force from 2024-01-01\.\n.*Dry run: nothing was written\.\n$/s,
    )
  })

  it('takes a unit register whole or not at all', async () => {
    const wrong = await run(['import', 'units', path('wrong-units.csv')], { env })
    expect(wrong.code).to.equal(1)
    expect(wrong.out).to.match(
      /\(nothing was written\)\n {2}lines {3}read 2 = accepted 1 \+ repeated 0 \+ refused 1\n {2}line 3: found type 'taxi'/,
    )
    const done = await run(['import', 'units', path('units.csv')], { env })
    expect(done.code, done.err).to.equal(0)
    expect(done.out).to.match(/read 1 = accepted 1 \+ repeated 0 \+ refused 0\n.*judged anew/s)
  })

  it('lists the problem cells as a table, JSON and CSV', async () => {
    const imported = await run(['import', 'tasks', '--profile', path('profile.json'), path('tasks.csv')], {
      env,
    })
    expect(imported.code, imported.out).to.equal(0)
    const over = await run(['problem-cells', '--year', '2025'], { env })
    expect(over.code, over.err).to.equal(0)
    expect(over.out)
      .to.match(/^Problem cells of 2022 to 2025: .*\n.*PLACEHOLDER targets, not official\./s)
      .and.match(/No tasks at all in 2022: such a year clears every cell/)
      .and.match(/No cell is on the list or near it\./)
    const running = await run(['problem-cells', '--year', '2026', '--format', 'json'], { env })
    const found = problemCellsSchema.parse(JSON.parse(running.out))
    expect(found.lastYearOver, '2026 may be over by now').to.equal(
      new Date() >= new Date('2026-12-31T22:00:00Z'),
    )
    if (!found.lastYearOver) expect(found.cells[0]).to.include({ cell: '1kmN6901E434', standing: 'near' })
  })

  it('answers wrong words in a sentence', async () => {
    const cases: [words: string[], sentence: RegExp][] = [
      [
        ['problem-cells', '--reading', 'monthly'],
        /^vaste: --reading is 'monthly'; expected each-year, over-the-years/,
      ],
      [['problem-cells', '--year', 'last'], /^vaste: --year is 'last'; expected a whole number/],
      [['import', 'units', 'x.csv', '--columns', 'x'], /^vaste: --columns has 'x'; expected COLUMN=NAME/],
    ]
    const answers = await Promise.all(cases.map(([words]) => run(words, { env })))
    answers.forEach(({ code, err }, i) => {
      expect(err).to.match(cases[i]![1])
      expect(code).to.equal(2)
    })
  })

  it('has noted when the registers were changed that keep no history', async () => {
    const folder = join(env.VASTE_DATA!, 'database')
    const db = await openDatabase({ databaseUrl: env.DATABASE_URL, dataFolder: folder })
    const changes = await registerChanges(db, keskiSuomi.county)
    await db.close()
    expect(Object.keys(changes).sort()).to.deep.equal(['units', 'zones'])
    expect(changes.units! > changes.zones!, `${changes.units} after ${changes.zones}`).to.equal(true)
  })
})
