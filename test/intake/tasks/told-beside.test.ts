/** What an import tells beside its counts, and what a dry run knows of it. */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { keskiSuomi } from '../../../geo/keski-suomi/region.ts'
import { detectEncoding } from '../../../src/intake/tasks/decode-lines.ts'
import { importTasks } from '../../../src/intake/tasks/import-tasks.ts'
import { regionLookup } from '../../../src/intake/tasks/region-lookup.ts'
import { aProfile, importText } from './trial.ts'

const region = regionLookup(keskiSuomi)
const now = () => Date.parse('2026-11-22T00:00:00Z')
const header = 'id,class,received,unit,alerted,scene,free,x,y,zone'
const told = (
  id: string,
  { scene = '1.7.2026 10:08:00', place = '25.747,62.242', zone = 'keskusta', day = '1.7.2026' } = {},
) => `${id},A,${day} 10:00:00,EKS 111,${day} 10:00:40,${scene},${day} 15:40:00,${place},${zone}`
const profile = aProfile({
  columns: { ...aProfile().columns, zoneClass: 'zone' },
  place: { lon: 'x', lat: 'y' },
  valueMaps: { zoneClass: { values: { keskusta: 'core-urban', maaseutu: 'rural' } } },
})

describe('what looks wrong on accepted rows', () => {
  const cases = [
    ['a place of 0, 0 (trap 36)', told('t', { place: '0,0', zone: 'keskusta' }), 'place-zero'],
    ['no place (trap 45)', told('t', { place: ',' }), 'no-place'],
    ['a place in another country (trap 33)', told('t', { place: '24.94,60.17' }), 'place-outside'],
    ['a place on another continent', told('t', { place: '-122.4,37.8' }), 'place-outside'],
    ['latitude and longitude swapped (trap 36)', told('t', { place: '62.242,25.747' }), 'place-swapped'],
    [
      'an arrival before the alert (trap 9)',
      told('t', { scene: '1.7.2026 10:00:10' }),
      'arrival-before-alert',
    ],
    ['an arrival after hours (trap 15)', told('t', { scene: '1.7.2026 15:00:00' }), 'implausibly-long'],
    ['a time in the future', told('t', { day: '1.7.2027', scene: '' }), 'in-future'],
    ['a time of 1970', told('t', { day: '1.1.1970', scene: '' }), 'before-2000'],
    ['a class that the profile does not know', told('t', { zone: 'muu' }), 'class-unknown'],
  ] as const
  for (const [title, line, kind] of cases)
    it(`is counted with its line, on a dry run too: ${title}`, async () => {
      for (const dryRun of [true, false]) {
        const { summary, memory } = await importText([header, told('good'), line], profile, {
          ...{ region, now, dryRun },
        })
        expect(summary.noticed[kind]).to.deep.equal({ rows: 1, firstLines: [3] })
        expect(memory.batches.length).to.equal(dryRun ? 0 : 1)
      }
    })

  it('is nothing on a good row', async () => {
    const { summary } = await importText([header, told('good')], profile, { region, now })
    expect(summary.noticed).to.deep.equal({})
    expect(summary.classes).to.deep.equal({ compared: 1, disagree: 0 })
  })

  it('names at most five lines', async () => {
    const lines = Array.from({ length: 9 }, (_, i) => told(`t${i}`, { place: '0,0' }))
    const { summary } = await importText([header, ...lines], profile, { region, now })
    expect(summary.noticed['place-zero']).to.deep.equal({ rows: 9, firstLines: [2, 3, 4, 5, 6] })
  })

  it('counts classes that disagree, and judges by neither', async () => {
    const { summary, memory } = await importText(
      [header, told('a'), told('b', { zone: 'maaseutu' })],
      profile,
      { region, now },
    )
    expect(summary.classes).to.deep.equal({ compared: 2, disagree: 1 })
    expect(JSON.stringify(memory.events)).not.to.match(/keskusta|maaseutu|rural/)
  })
})

describe('a dry run', () => {
  it('tells the refused lines and leaves nothing but their list behind', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vaste-dry-'))
    try {
      const file = join(folder, 'tasks.csv')
      writeFileSync(file, `${[header, told('a'), told('b', { scene: 'x' })].join('\n')}\n`)
      const summary = await importTasks({
        ...{ file, profile, dryRun: true, refusedTo: join(folder, 'refused.csv') },
        record: () => Promise.reject(new Error('a dry run sends nothing')),
      })
      expect(summary).to.include({ dryRun: true, rowsRead: 2, rowsAccepted: 1, rowsRefused: 1 })
      expect(readdirSync(folder).sort()).to.deep.equal(['refused.csv', 'tasks.csv'])
      expect(existsSync(file)).to.equal(true)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describe('what a source says of origin, crew and place of the unit', () => {
  const columns = { ...aProfile().columns, origin: 'from', mobile: 'moving', crew: 'crew' }
  const valueMaps = {
    origin: { values: { HK: 'emergency-centre', TURVA: 'safety-phone', ePotku: 'transfer-order' } },
    mobile: { values: { K: true, E: false } },
  }
  const rich = aProfile({ columns, valueMaps })
  const row = (cells: string) =>
    `t1,A,1.7.2026 10:00:00,EKS 111,1.7.2026 10:00:40,1.7.2026 10:08:00,1.7.2026 10:40:00,${cells}`
  const richHeader = 'id,class,received,unit,alerted,scene,free,from,moving,crew'

  it('goes into the events: origin of the task, mobile with the alert alone, crew with each status', async () => {
    const { memory } = await importText([richHeader, row('TURVA,K,4')], rich)
    const [created, alerted, atScene] = memory.events
    expect(created).to.include({ origin: 'safety-phone' })
    expect(alerted).to.include({ status: 'alerted', mobile: true, crew: 4 })
    expect(atScene).to.include({ status: 'at-scene', crew: 4 }).and.not.have.property('mobile')
  })

  it('may be told as not mobile, and left unsaid', async () => {
    const { memory } = await importText([richHeader, row('HK,E,')], rich)
    expect(memory.events[1]).to.include({ mobile: false }).and.not.have.property('crew')
    const silent = await importText([richHeader, row(',,')], rich)
    expect(silent.memory.events[0]).not.to.have.property('origin')
    expect(silent.memory.events[1]).not.to.have.any.keys('mobile', 'crew')
  })

  it('may be packed by unit', async () => {
    const packed = aProfile({ ...{ columns, valueMaps, rows: 'per-task' }, unitSeparator: '|' })
    const { memory } = await importText([richHeader, row('HK,K|E,4|2').replace('EKS 111', 'E1|E2')], packed)
    const alerted = memory.events.filter(
      (event) => event.kind === 'unit.status' && event.status === 'alerted',
    )
    expect(alerted[0]).to.include({ unit: 'E1', mobile: true, crew: 4 })
    expect(alerted[1]).to.include({ unit: 'E2', mobile: false, crew: 2 })
  })

  for (const [title, cells, sentence] of [
    ['an unknown origin', 'X,K,4', "found 'X'; the profile knows HK, TURVA, ePotku"],
    ['an unknown word for mobile', 'HK,?,4', "found '?'; the profile knows K, E"],
    ['no persons', 'HK,K,0', "found '0'; expected the persons on the unit, 1 to 30"],
    ['half a person', 'HK,K,2.5', 'expected the persons on the unit'],
  ] as const)
    it(`refuses ${title}`, async () => {
      const { refused } = await importText([richHeader, row(cells)], rich)
      expect(refused[0]).to.include(sentence)
    })

  for (const [change, sentence] of [
    [{ columns: { ...aProfile().columns, origin: 'from' } }, 'valueMaps.origin: expected a map'],
    [{ columns: { ...aProfile().columns, mobile: 'm' } }, 'valueMaps.mobile: expected a map'],
    [
      {
        columns: { ...aProfile().columns, zoneClass: 'z' },
        service: 'rescue',
        valueMaps: { zoneClass: { values: {} } },
      },
      'columns.zoneClass: expected service: "ems"',
    ],
  ] as const)
    it(`is refused without its words: ${sentence}`, () => expect(() => aProfile(change)).to.throw(sentence))
})

describe('the encoding of a file', () => {
  async function* inParts(bytes: Uint8Array, size: number) {
    for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
  }
  const cases = [
    ['plain letters', Buffer.from('abc'), 'utf-8'],
    ['utf-8', Buffer.from('Ähtäri € 😀 a'), 'utf-8'],
    ['windows-1252', Buffer.from('Ähtäri', 'latin1'), 'windows-1252'],
    ['one foreign letter at the end', Buffer.from('Ähtäri ä'.repeat(50)).subarray(0, -1), 'windows-1252'],
    [
      'a lone letter of windows-1252 in much utf-8',
      Buffer.concat([Buffer.from('ä'.repeat(99)), Buffer.from([0xe4, 0x20])]),
      'windows-1252',
    ],
    ['nothing', Buffer.from(''), 'utf-8'],
  ] as const
  for (const [title, bytes, expected] of cases)
    it(`is found wherever the parts of the file end: ${title}`, async () => {
      for (const size of [1, 2, 3, 5, 1000])
        expect(await detectEncoding(inParts(bytes, size)), `parts of ${size}`).to.equal(expected)
    })
})
