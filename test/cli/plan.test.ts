/** The command line of plans: the shipped sample in tables, JSON and CSV, and files that are none. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { planCommand } from '../../src/commands/plan.ts'
import { planEffectSchema } from '../../src/contract/plan-effect.ts'
import { suggestionSchema } from '../../src/contract/plan-suggestion.ts'
import { testEnvironment } from '../service.ts'
import { refusal, run } from './run.ts'

const sample = fileURLToPath(new URL('../../src/intake/plans/keuruu-24-7.json', import.meta.url))

describe('vaste plan', function () {
  this.timeout(300_000)
  let env: Record<string, string>
  let folder: string
  const path = (name: string) => join(folder, name)

  before(async () => {
    env = await testEnvironment()
    folder = mkdtempSync(join(tmpdir(), 'vaste-plan-'))
    writeFileSync(
      path('stations.csv'),
      'tunnus;nimi;kunta;itä;pohjoinen;palvelut\nkeuruu;Keuruu;249;381300;6905400;pelastus',
    )
    const installed = await run(['import', 'stations', path('stations.csv')], { env })
    expect(installed.code, installed.err).to.equal(0)
    writeFileSync(path('cut.json'), '{"vaste": "plan", "name": "x", "chan')
    writeFileSync(
      path('odd.json'),
      JSON.stringify({ vaste: 'plan', name: 'x', changes: [{ kind: 'close' }] }),
    )
    const unknown = { vaste: 'plan', name: 'x', changes: [{ kind: 'close-station', station: 'nowhere' }] }
    writeFileSync(path('unknown.json'), JSON.stringify(unknown))
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  it('prints the effect in the language asked for, and what it rests on', async () => {
    const ran = await run(['plan', sample, '--lang', 'sv'], { env })
    expect(ran.code, ran.err).to.equal(0)
    for (const words of [
      ...['Keuruu 24/7, kärkiyksikkö 1+1', 'Jämfört med vad som är utlovat 2025-09-01; ändringar 1.'],
      ...['UNGEFÄRLIGA VÄGAR', 'EXEMPELMÅL', 'Anspänningstid: median.', 'Räddningsväsendet. Inom målet'],
    ])
      expect(ran.out).to.contain(words)
    expect(ran.out).to.match(/Bemanningstimmar i veckan \d+ → \d+, persontimmar \d+ → \d+/)
  })

  it('gives all of it as JSON, with the crews that would help most', async () => {
    const words = ['--json', '--suggest', '2', '--goal', 'median', '--measure', 'effective-action']
    const ran = await run(['plan', sample, ...words], { env })
    expect(ran.code, ran.err).to.equal(0)
    const { effect, suggestion } = JSON.parse(ran.out)
    expect(planEffectSchema.parse(effect).on).to.equal('2025-09-01')
    expect(suggestionSchema.parse(suggestion).suggested).to.have.length(2)
  })

  it('gives one table as CSV', async () => {
    const ran = await run(['plan', sample, '--csv', 'crew-hours', '--lang', 'en'], { env })
    expect(ran.code, ran.err).to.equal(0)
    expect(ran.out.split('\r\n')[0]).to.equal(
      '\uFEFFplan;on;data;roads;speeds;service;kind;hours_before;hours_after;person_hours_before;person_hours_after;unstated_hours_before;unstated_hours_after',
    )
  })

  for (const [what, words, sentence] of [
    ['a file that is cut off', ['cut.json'], /cut\.json is not JSON/],
    ['an unknown change', ['odd.json'], /odd\.json cannot be read: changes\.0\.kind/],
    ['no file', [], /found 0 files; expected one plan/],
    ['a table that is none', ['unknown.json', '--csv', 'minutes'], /--csv is 'minutes'; expected totals/],
    [
      'no number of crews',
      ['unknown.json', '--suggest', 'many'],
      /--suggest is 'many'; expected a whole number, 1 to 10/,
    ],
  ] as const)
    it(`refuses ${what} with a sentence before anything is opened`, async () => {
      const [file, ...rest] = words as readonly string[]
      const given = [...(file === undefined ? [] : [path(file)]), ...rest]
      expect(await refusal(planCommand, given)).to.match(sentence)
    })

  it('refuses a station that the register does not have, and prints nothing', async () => {
    const ran = await run(['plan', path('unknown.json')], { env })
    expect(ran.err).to.match(/change 1 \(close-station\): found no station 'nowhere'/)
    expect([ran.code === 0, ran.out]).to.deep.equal([false, ''])
  })
})
