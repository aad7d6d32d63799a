/** Roads on the command line: an extract becomes a graph, a route is asked of it, bad files leave the graph alone. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { importRoadsCommand } from '../../src/commands/import-roads.ts'
import { routeCommand } from '../../src/commands/route.ts'
import { pbfFile } from '../intake/roads/write-pbf.ts'
import { refusal, run } from './run.ts'

const nodes = [
  { id: 1, lon: 25.7, lat: 62.2 },
  { id: 2, lon: 25.71, lat: 62.2 },
  { id: 3, lon: 25.72, lat: 62.2 },
  { id: 4, lon: 25.71, lat: 62.15 },
  { id: 5, lon: 25.9, lat: 62.2 },
  { id: 6, lon: 25.91, lat: 62.2 },
]
const ways = [
  { id: 1, refs: [1, 2, 3], tags: { highway: 'residential', maxspeed: '40' } },
  { id: 2, refs: [5, 6], tags: { highway: 'residential', maxspeed: '40' } },
]

describe('vaste import roads and vaste route', function () {
  this.timeout(60_000)
  let folder: string
  let env: Record<string, string>
  const path = (name: string) => join(folder, name)
  const route = (...words: string[]) => run(['route', ...words], { env })

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'vaste-roads-'))
    env = { VASTE_DATA: path('data') }
    writeFileSync(path('tiny.osm.pbf'), pbfFile({ nodes, ways }))
    writeFileSync(path('cut.osm.pbf'), pbfFile({ nodes, ways }).subarray(0, 150))
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  it('drives on the skeleton of the pilot while there is no graph, and says so', async () => {
    const { code, out } = await route('--from', '25.747,62.247', '--to', '24.703,62.26')
    expect(code).to.equal(0)
    expect(out).to.include('APPROXIMATE ROADS')
  })

  it('says what to do when a graph named is not there', async () => {
    const words = ['--roads', path('none.graph'), '--from', '25.7,62.2', '--to', '25.72,62.2']
    expect(await refusal(routeCommand, words)).to.equal(
      `road graph ${path('none.graph')} cannot be read; expected a file made by 'vaste import roads'`,
    )
  })

  it('makes the graph and tells it in numbers', async () => {
    const { code, out, err } = await run(['import', 'roads', path('tiny.osm.pbf')], { env })
    expect([code, err]).to.deep.equal([0, ''])
    expect(out).to.include('tiny.osm.pbf, 2026-11-01: 4 nodes, 4 arcs along 2 roads\nkm: residential 1.6\n')
    expect(out).to.match(/main part 2 nodes; 1 other parts with 2 nodes/)
    expect(out).to.match(/peak memory \d+ MB\n$/)
  })

  it('tells metres and seconds, as text and as JSON with the settings and the way', async () => {
    const ends = ['--from', '25.7,62.2', '--to', '25.72,62.2']
    const text = await route(...ends, '--drive', 'normal')
    expect(text.out).to.match(/^1041\.1 metres, 93\.7 seconds, fastest way\n/)
    const json = JSON.parse((await route(...ends, '--by', 'distance', '--json')).out)
    expect(json).to.deep.include({ metres: 1041.1, seconds: 81.5, by: 'distance', approximate: false })
    expect(json.settings).to.deep.include({ name: 'emergency', driveFactor: 1.15, winterFactor: 1 })
    expect(json.shape).to.deep.equal([
      [25.7, 62.2],
      [25.71, 62.2],
      [25.72, 62.2],
    ])
    expect(text.out).to.include(
      'normal drive, 1 of the limit, winter factor 1 (assumed: there is no database to adopt any in)',
    )
  })

  for (const [what, words, sentence] of [
    [
      'a place without its comma',
      ['--from', '25.7', '--to', '25.72,62.2'],
      "--from is '25.7'; expected LON,LAT",
    ],
    [
      'latitude first',
      ['--from', '25.7,162.2', '--to', '25.72,62.2'],
      "--from is '25.7,162.2'; expected LON,LAT",
    ],
    ['a strange measure', ['--from', '25.7,62.2', '--to', '25.72,62.2', '--by', 'luck'], "--by is 'luck'"],
    [
      'a strange factor',
      ['--from', '25.7,62.2', '--to', '25.7,62.2', '--drive-factor', '9'],
      '--drive-factor is',
    ],
    ['a place far from any road', ['--from', '9,47', '--to', '25.72,62.2'], 'has no road within 50 km'],
  ] as [string, string[], string][])
    it(`refuses ${what} in a sentence`, async () => {
      const given = [...words, '--roads', path('data/roads.graph')]
      expect(await refusal(routeCommand, given)).to.include(sentence)
    })

  it('moves an end on an island to the main part, and says how far', async () => {
    const { code, out } = await route('--from', '25.7,62.2', '--to', '25.905,62.2')
    expect(code).to.equal(0)
    expect(out).to.match(/off the roads at both ends: 96\d\d\.\d metres/)
  })

  it('leaves the graph in use alone when a file is bad', async () => {
    const graph = readFileSync(path('data/roads.graph'))
    for (const [words, sentence] of [
      [['cut.osm.pbf'], 'ends at byte 150 in the middle of a block'],
      [['missing.osm.pbf'], 'cannot be read'],
      [['tiny.osm.pbf', '--clip', '9,47,10,48'], 'tiny.osm.pbf lies at'],
      [['tiny.osm.pbf', '--clip', 'here'], "--clip is 'here'"],
      [['tiny.osm.pbf', '--county', '7'], "the county's borders are not known here"],
      [[], 'found 0 files; expected one extract'],
    ] as const) {
      const given = words.map((word) => (word.endsWith('.pbf') ? path(word) : word))
      const out = ['--out', path('data/roads.graph')]
      expect(await refusal(importRoadsCommand, [...given, ...out])).to.include(sentence)
    }
    expect(readFileSync(path('data/roads.graph')).equals(graph)).to.equal(true)
    expect(readdirSync(path('data'))).to.deep.equal(['roads.graph'])
  })

  it('refuses a graph that was damaged', async () => {
    const bytes = readFileSync(path('data/roads.graph'))
    bytes[bytes.length - 1] ^= 1
    writeFileSync(path('damaged.graph'), bytes)
    const words = ['--roads', path('damaged.graph'), '--from', '25.7,62.2', '--to', '25.7,62.2']
    expect(await refusal(routeCommand, words)).to.equal(
      'road graph damaged.graph: its checksum is wrong, so it was changed or damaged; import the roads again',
    )
  })
})
