/** The command line on a data folder, in the order a county would: serve, look, import, rebuild. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { complianceSchema } from '../../src/contract/compliance.ts'
import { openDatabase } from '../../src/store/open.ts'
import { testEnvironment } from '../service.ts'
import { ended, printed, run, runAlone, start } from './run.ts'

const profile = {
  ...{ name: 'tiny', source: 'tiny', service: 'ems', rows: 'per-unit' },
  time: { zone: 'Europe/Helsinki', format: 'd.M.yyyy H:mm:ss' },
  columns: {
    task: 'id',
    urgency: 'class',
    created: 'received',
    unit: 'unit',
    alerted: 'alerted',
    atScene: 'scene',
  },
  place: { lon: 'lon', lat: 'lat' },
}
const header = 'id,class,received,unit,alerted,scene,lon,lat'
const good = ['a,A,1.10.2026 12:00:00,E1,1.10.2026 12:01:00,1.10.2026 12:08:00,25.747,62.242']
const bad = ['b,A,yesterday,E1,1.10.2026 12:01:00,1.10.2026 12:08:00,25.747,62.242']

describe('vaste on a data folder', function () {
  this.timeout(90_000)
  let env: Record<string, string>
  let folder: string
  const path = (name: string) => join(folder, name)

  before(async () => {
    env = { ...(await testEnvironment()), VASTE_PORT: '0' }
    folder = mkdtempSync(join(tmpdir(), 'vaste-cli-'))
    writeFileSync(path('profile.json'), JSON.stringify(profile))
    writeFileSync(path('good.csv'), [header, ...good].join('\n'))
    writeFileSync(path('bad.csv'), [header, ...good, ...bad].join('\n'))
  })

  after(() => rmSync(folder, { recursive: true, force: true }))

  it('says that a county is not installed', async () => {
    const period = ['--service', 'ems', '--from', '2026-10-01', '--to', '2026-11-01']
    const { code, err } = await runAlone(['compliance', ...period, '--county', 'moon'], { env })
    expect(err).to.equal("vaste: county 'moon' is not installed; expected one with reference data\n")
    expect(code).to.equal(1)
  })

  it('serves, prints one line with its address, and stops cleanly at Ctrl-C', async () => {
    const child = start(['serve'], env)
    const done = ended(child)
    const [, url] = await printed(
      child,
      /Vaste is ready at (http:\/\/127\.0\.0\.1:\d+) \(started in [\d.]+ s\)/,
    )
    const tokenFile = join(env.VASTE_DATA!, 'ingest-token')
    expect(statSync(tokenFile).mode & 0o777, 'rights of the token file').to.equal(0o600)
    const at = Date.now() - 600_000
    const iso = (seconds: number) => new Date(at + seconds * 1000).toISOString()
    const base = { source: 'cli', task: 't1' }
    const place = { lon: 25.747, lat: 62.242 }
    const response = await fetch(`${url}/api/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${readFileSync(tokenFile, 'utf8').trim()}` },
      body: JSON.stringify([
        { id: '1', kind: 'task.created', at: iso(0), service: 'ems', urgency: 'A', place, ...base },
        {
          id: '2',
          kind: 'unit.status',
          at: iso(10),
          unit: 'E1',
          status: 'alerted',
          unitType: 'als',
          ...base,
        },
        {
          id: '3',
          kind: 'unit.status',
          at: iso(310),
          unit: 'E1',
          status: 'at-scene',
          unitType: 'als',
          ...base,
        },
      ]),
    })
    expect(await response.json()).to.include({ accepted: 3 })
    child.kill('SIGINT')
    const { code, out, err } = await done
    expect(code).to.equal(0)
    expect(out)
      .to.match(/listens on this machine only/)
      .and.match(/ingest-token/)
    expect(out.trimEnd().split('\n').slice(-2)).to.deep.equal(['Stopping…', 'Stopped.'])
    for (const line of err.split('\n').filter((text) => text.startsWith('{')))
      expect(JSON.parse(line), line).to.include({ level: 'info' })
    expect(err).not.to.include('25.747')
  })

  it('prints compliance as a table, JSON and CSV of the same figures', async () => {
    const day = 86_400_000
    const date = (shift: number) => new Date(Date.now() + shift * day).toISOString().slice(0, 10)
    const words = ['compliance', '--service', 'ems', '--from', date(-2), '--to', date(2)]
    const json = await run([...words, '--format', 'json'], { env })
    expect(json.code, json.err).to.equal(0)
    const shown = complianceSchema.parse(JSON.parse(json.out))
    expect(shown).to.include({ county: '15', total: 1, used: 1, demo: false })
    expect(shown.rows.find(({ used }) => used === 1)).to.include({ zone: 'core-urban', urgency: 'A+B' })
    const table = await run([...words, '--by', 'zone,municipality', '--where', 'zone=core-urban'], { env })
    expect(table.code, table.err).to.equal(0)
    expect(table.out).to.match(/PLACEHOLDER targets, not official/)
    expect(table.out).to.match(/^A\+B 179 +core-urban +first-unit +1 +1 +0 /m)
    expect(table.out).to.match(/^Tasks 1 = used 1 \+ excluded 0\./m)
    const csv = await run([...words, '--format', 'csv'], { env })
    expect(csv.out.split('\r\n')[0]).to.match(/^\uFEFFservice;from;to;/)
    expect(csv.out).to.match(/;core-urban;Core urban;first-unit;1;1;/)
  })

  it('reads a task file without writing when asked to', async () => {
    const words = ['import', 'tasks', '--profile', path('profile.json'), '--dry-run']
    const [fine, faulty] = await Promise.all([
      run([...words, path('good.csv')], { env: {} }),
      run([...words, path('bad.csv')], { env: {} }),
    ])
    expect(fine.code, fine.err).to.equal(0)
    expect(fine.out).to.match(/\(dry run: nothing was written\)/)
    expect(fine.out).to.match(/rows {4}read 1 = accepted 1 \+ duplicate 0 \+ refused 0/)
    expect(faulty.code).to.equal(1)
    expect(faulty.out).to.match(/rows {4}read 2 = accepted 1 \+ duplicate 0 \+ refused 1/)
    expect(faulty.out).to.include(`refused lines with reasons: ${path('bad.csv.refused.csv')}`)
    expect(readFileSync(path('bad.csv.refused.csv'), 'utf8')).to.match(/yesterday/)
    expect(
      existsSync(path('good.csv.refused.csv')) &&
        readFileSync(path('good.csv.refused.csv'), 'utf8').includes('E1'),
    ).to.equal(false)
  })

  it('imports a task file, and a second time nothing', async () => {
    const words = ['import', 'tasks', '--profile', path('profile.json'), path('good.csv')]
    const first = await run(words, { env })
    expect(first.out, first.err).to.match(/rows {4}read 1 = accepted 1 \+ duplicate 0 \+ refused 0/)
    const second = await run(words, { env })
    expect(second.code, second.err).to.equal(0)
    expect(second.out).to.match(/rows {4}read 1 = accepted 0 \+ duplicate 1 \+ refused 0/)
  })

  it('takes a decision into use and judges anew; refuses one that overlaps', async () => {
    const decision = JSON.parse(
      readFileSync(new URL('../../src/intake/decisions/keski-suomi-ems.json', import.meta.url), 'utf8'),
    )
    writeFileSync(path('overlap.json'), JSON.stringify({ ...decision, id: 'another' }))
    writeFileSync(path('broken.json'), '{')
    const overlap = await run(['import', 'decision', path('overlap.json')], { env })
    expect(overlap.code).to.equal(1)
    expect(overlap.err).to.match(/^vaste: decision 'another' \(2023-01-01 to further notice\) overlaps/)
    const broken = await run(['import', 'decision', path('broken.json')], { env })
    expect(broken).to.deep.include({ code: 2, out: '' })
    expect(broken.err).to.match(/broken\.json is not JSON/)
    const targets = decision.targets.map((target: object) => ({ ...target, withinSeconds: 60 }))
    writeFileSync(path('strict.json'), JSON.stringify({ ...decision, clockStart: 'task-created', targets }))
    const strict = await run(['import', 'decision', path('strict.json')], { env })
    expect(strict.code, strict.err).to.equal(0)
    expect(strict.out)
      .to.match(/12 targets, 0 of them official/)
      .and.match(/2 tasks judged anew; 2 of them changed/)
    writeFileSync(path('next.json'), JSON.stringify({ ...decision, id: 'next', validFrom: '2090-01-01' }))
    const next = await run(['import', 'decision', path('next.json'), '--ends', decision.id], { env })
    expect(next.out, next.err)
      .to.contain(
        `Ended '${decision.id}': in force until 2090-01-01.\nAdopted 'next' for ems from 2090-01-01`,
      )
      .and.match(/\n0 tasks judged anew; 0 of them changed/)
  })

  it('compares caches with the log, and mends them', async () => {
    const check = () => run(['rebuild', '--check'], { env })
    const clean = await check()
    expect(clean.out, clean.err).to.equal(
      '2 tasks folded and judged anew; 0 differ from the log.\n0 units and 0 stations differ from the log.\n',
    )
    expect(clean.code).to.equal(0)
    const db = await openDatabase({
      databaseUrl: env.DATABASE_URL,
      dataFolder: join(env.VASTE_DATA!, 'database'),
    })
    await db.script("update judged set seconds = 1 where task = 't1'")
    await db.close()
    const found = await check()
    expect(found.code).to.equal(1)
    expect(found.out).to.match(/1 differ from the log\.\n {2}t1\n/)
    const mended = await run(['rebuild'], { env })
    expect(mended.code, mended.err).to.equal(0)
    expect(mended.out).to.match(/1 differed from the log and were mended/)
  })
})
