/** The command line of stations: a register with places of its own, and readiness in a file. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { testEnvironment } from '../service.ts'
import { run } from './run.ts'

describe('vaste import stations', function () {
  this.timeout(120_000)
  let env: Record<string, string>
  let folder: string
  const path = (name: string) => join(folder, name)
  const header = 'tunnus;nimi;kunta;itä;pohjoinen;palvelut'

  before(async () => {
    env = await testEnvironment()
    folder = mkdtempSync(join(tmpdir(), 'vaste-stations-'))
    const rows = [
      'laukaa;Laukaa;410;447700;6918500;pelastus, ensihoito',
      ';Keuruu;Keuruu;380000;6906000;pelastus',
    ]
    writeFileSync(path('good.csv'), [header, ...rows].join('\n'))
    writeFileSync(
      path('bad.csv'),
      [header, ...rows, 'tampere;Tampere;837;327000;6822000;pelastus', 'x;;;1;1;y'].join('\n'),
    )
    const period = {
      id: 'laukaa-a',
      station: 'laukaa',
      service: 'rescue',
      slot: 'a',
      kind: 'on-call',
      validFrom: '2026-01-01',
    }
    writeFileSync(path('readiness.json'), JSON.stringify({ vaste: 'readiness', periods: [period] }))
    const wrong = { ...period, turnout: { medianSeconds: 60, p90Seconds: 36_000 } }
    writeFileSync(path('wrong.json'), JSON.stringify({ vaste: 'readiness', periods: [period, wrong] }))
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  it('takes every line or none, and says what became of each', async () => {
    const bad = await run(['import', 'stations', path('bad.csv')], { env })
    expect(bad.out)
      .to.match(/bad\.csv \(nothing was written\)/)
      .and.to.contain('lines   read 4 = accepted 2 + refused 2')
      .and.to.match(/line 4: station 'Tampere' lies at .*, outside the region/)
      .and.to.contain("line 5: found name ''")
    expect(bad.code, bad.err).to.equal(1)
    const good = await run(['import', 'stations', path('good.csv'), '--readiness', path('readiness.json')], {
      env,
    })
    expect(good.out)
      .to.contain('lines   read 2 = accepted 2 + refused 0')
      .and.to.contain('demo positions replaced: 2; still at a demo position: 38')
      .and.to.contain('readiness periods: read 1 = set 1 + as they were 0')
    expect(good.code, good.err).to.equal(0)
  })

  it('takes readiness alone; a contradictory period leaves everything as it was', async () => {
    const wrong = await run(['import', 'stations', '--readiness', path('wrong.json')], { env })
    expect([wrong.code, wrong.err]).to.deep.equal([
      2,
      "vaste: readiness 'laukaa-a': found a turnout of 36000 s; expected 0 to 3600 s\n",
    ])
    const again = await run(['import', 'stations', '--readiness', path('readiness.json')], { env })
    expect(again.out).to.contain('readiness periods: read 1 = set 0 + as they were 1')
    const none = await run(['import', 'stations'], { env })
    expect([none.code, none.err]).to.deep.equal([
      2,
      'vaste: found no file; expected a register of stations, or --readiness FILE\n',
    ])
  })
})
