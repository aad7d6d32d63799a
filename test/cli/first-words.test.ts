/** The first words to an empty installation: whatever comes first, nothing is left half done. */
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { readConfig } from '../../src/config.ts'
import type { RegionView } from '../../src/contract/region.ts'
import { prepare } from '../../src/prepare.ts'
import { noteSources } from '../../src/store/board-state.ts'
import { saveNote } from '../../src/store/decisions.ts'
import { openDatabase } from '../../src/store/open.ts'
import { startTestService, testEnvironment } from '../service.ts'
import { rejection } from '../store/rejection.ts'
import { run } from './run.ts'

const profile = {
  ...{ name: 'tiny', source: 'tiny', service: 'ems', rows: 'per-unit' },
  time: { zone: 'Europe/Helsinki', format: 'd.M.yyyy H:mm:ss' },
  columns: { task: 'id', urgency: 'class', created: 'received', unit: 'unit', alerted: 'alerted' },
  place: { lon: 'lon', lat: 'lat' },
}
const lines = [
  'id,class,received,unit,alerted,lon,lat',
  'a,A,1.10.2026 12:00:00,E1,1.10.2026 12:01:00,25.747,62.242',
]

describe('vaste on an empty installation', function () {
  this.timeout(90_000)
  let env: Record<string, string>
  let folder: string
  let words: string[]
  const path = (name: string) => join(folder, name)

  before(async () => {
    env = await testEnvironment()
    folder = mkdtempSync(join(tmpdir(), 'vaste-first-'))
    writeFileSync(path('profile.json'), JSON.stringify(profile))
    writeFileSync(path('tasks.csv'), lines.join('\n'))
    words = ['import', 'tasks', '--profile', path('profile.json'), path('tasks.csv')]
  })

  after(() => rmSync(folder, { recursive: true, force: true }))

  it('refuses an unknown time zone before anything is written', async () => {
    const decision = new URL('../../src/intake/decisions/san-francisco.json', import.meta.url).pathname
    const first = ['import', 'decision', decision, '--county', 'sf', '--time-zone']
    const wrong = await run([...first, 'Mars/Olympus'], { env })
    expect(wrong).to.deep.include({ code: 2, out: '' })
    expect(wrong.err).to.match(/^vaste: found time zone 'Mars\/Olympus'; expected one such as/)
    const right = await run([...first, 'America/Los_Angeles'], { env })
    expect(right.code, right.err).to.equal(0)
  })

  const wrongWords: [title: string, words: () => string[], err: RegExp][] = [
    ['a county that is no id', () => [...words, '--county', 'Keski Suomi'], /VASTE_COUNTY is 'Keski Suomi'/],
    ['an address that is none', () => [...words, '--url', 'localhost:8460'], /--url is 'localhost:8460'/],
    [
      'a first day that is no date',
      () => ['import', 'zones', 'a.zip', 'b.zip', '--valid-from', 'tomorrow'],
      /found date 'tomorrow'/,
    ],
  ]
  for (const [title, given, err] of wrongWords)
    it(`refuses ${title} in a sentence`, async () => {
      const refused = await run(given(), { env: { ...env, VASTE_INGEST_TOKEN: 'x'.repeat(20) } })
      expect(refused.err).to.match(err).and.not.match(/ at /)
      expect(refused.code).to.equal(2)
    })

  it('says what a proxy that is no Vaste answered', async () => {
    const proxy = createServer((_request, response) => response.writeHead(502).end('<html>Bad Gateway'))
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
    const told = await run([...words, '--url', url], { env: { ...env, VASTE_INGEST_TOKEN: 'x'.repeat(20) } })
    expect(told.err.endsWith(`vaste: the service at ${url} answered 502: no reason\n`), told.err).to.equal(
      true,
    )
    expect(told.code).to.equal(1)
    await new Promise((resolve) => proxy.close(resolve))
  })

  it('ends with a sentence, and lets go of its data, when another program listens on its port', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const told = await run(['serve'], { env: { ...env, VASTE_PORT: String(port) } })
    expect(told.err).to.contain(`cannot listen on 127.0.0.1:${port}: another program listens there`)
    expect(told.code).to.equal(1)
    other.close()
    const service = await startTestService({ env })
    await service.stop()
  })

  it('has the whole pilot region after an import that came before the first start', async () => {
    const imported = await run(words, { env })
    expect(imported.code, imported.err).to.equal(0)
    const service = await startTestService({ env })
    const region = (await (await service.get('/api/v1/region')).json()) as RegionView
    expect(region.municipalities).to.have.length(22)
    const asked = await service.get('/api/v1/compliance?service=ems&month=2026-10')
    expect(await asked.json()).to.include({ total: 1 })
    await service.stop()
  })
})

describe('a demo that somebody has tried a message of his own on', function () {
  this.timeout(90_000)

  it('starts again', async () => {
    const env = await testEnvironment()
    const settings = { databaseUrl: env.DATABASE_URL, dataFolder: join(env.VASTE_DATA!, 'database') }
    const db = await openDatabase(settings)
    const heard = new Map([['erica', { at: Date.now(), demo: false }]])
    await prepare(db, readConfig(env, { demo: false }), Date.now(), () => {})
    await noteSources(db, '15', new Date().toISOString(), heard)
    const again = () => prepare(db, readConfig(env, { demo: true }), Date.now(), () => {})
    expect(await rejection(again())).to.include({ code: 'conflict' })
    await saveNote(db, '15', 'demo-history', { until: Date.now(), batches: 0, finished: true })
    await again()
    await db.close()
  })
})
