import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { kilometresByClass, nodeCount, type RoadGraph } from '../../../geo/roads/road-graph.ts'
import { findRoute } from '../../../geo/roads/route.ts'
import { createRoadSearch } from '../../../geo/roads/search.ts'
import { createRoadIndex } from '../../../geo/roads/snap.ts'
import { arcDeciseconds, emergencyDrive } from '../../../geo/roads/speeds.ts'
import { VasteError } from '../../../src/domain/error.ts'
import { readRoadGraph, saveRoadGraph } from '../../../src/intake/roads/graph-store.ts'
import { PackedLists } from '../../../src/intake/roads/growing.ts'
import { importOsm } from '../../../src/intake/roads/import-osm.ts'
import { seeded } from '../../geo/roads/tiny-roads.ts'
import {
  frame,
  headerBlock,
  type PbfNode,
  type PbfOptions,
  type PbfWay,
  pbfFile,
  primitiveBlock,
} from './write-pbf.ts'

const sharedData = fileURLToPath(new URL('../shared/data/', new URL('../../../', import.meta.url)))

/** A street from west to east with a side street to the north at its third node; ids as large as they come. */
const big = 13_000_000_000
const nodes: PbfNode[] = [
  { id: 7, lon: 25.7, lat: 62.2 },
  { id: 8, lon: 25.71, lat: 62.2 },
  { id: big + 1, lon: 25.72, lat: 62.2 },
  { id: big + 2, lon: 25.73, lat: 62.2 },
  { id: big + 9, lon: 25.72, lat: 62.21 },
]
const street = { highway: 'residential', maxspeed: '40' }
const ways = [
  { id: 1, refs: [7, 8, big + 1, big + 2], tags: street },
  { id: 2, refs: [big + 1, big + 9], tags: street },
  { id: 3, refs: [7, big + 9], tags: { highway: 'footway' } },
]

describe('an OpenStreetMap extract', () => {
  let folder: string
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'vaste-roads-'))
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  const write = (bytes: Uint8Array) => {
    const path = join(folder, 'tiny.osm.pbf')
    writeFileSync(path, bytes)
    return path
  }
  const read = (options: PbfOptions, box?: Parameters<typeof importOsm>[1]['box']) =>
    importOsm(write(pbfFile(options)), { box, fileDate: '2026-01-01' })
  const metres = (
    graph: RoadGraph,
    from: [number, number],
    to: [number, number],
    weights = graph.decimetres,
  ) => {
    const index = createRoadIndex(graph, { weights })
    const [a, b] = [from, to].map(([lon, lat]) => index.nearest({ lon, lat })!)
    const route = findRoute({ graph, weights, index, search: createRoadSearch(graph, weights) }, a, b)
    return route && route.weight / 10
  }
  const refusal = async (work: Promise<unknown>): Promise<VasteError> => {
    const fault = await work.then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    expect(fault).to.be.instanceOf(VasteError)
    return fault as VasteError
  }

  for (const options of [
    { dense: true, packing: 'zlib' },
    { dense: false, packing: 'zlib' },
    { dense: true, packing: 'none' },
    { dense: true, granularity: 1000 },
  ] as const)
    it(`is read with ${JSON.stringify(options)}`, async () => {
      const { graph } = await read({ nodes, ways, ...options })
      expect([nodeCount(graph), graph.head.length]).to.deep.equal([4, 6])
      expect([...kilometresByClass(graph)].map(([name, km]) => `${name} ${km.toFixed(2)}`)).to.deep.equal([
        'residential 2.68',
      ])
      expect(metres(graph, [25.7, 62.2], [25.72, 62.21])).to.be.closeTo(2 * 520.5 + 1114.5, 0.2)
      expect(graph.source.date).to.equal('2026-11-01')
    })

  it('is read in whatever order its nodes and ways come', async () => {
    const data = (content: Parameters<typeof primitiveBlock>[0]) => frame('OSMData', primitiveBlock(content))
    const blocks = [{ ways }, { nodes: nodes.slice(2).reverse() }, { nodes: nodes.slice(0, 2).reverse() }]
    const path = write(
      Buffer.concat([headerBlock({}), ...blocks.map(data), frame('OSMOther', Buffer.from('x'))]),
    )
    const { graph } = await importOsm(path, { fileDate: '2026-01-01' })
    expect(metres(graph, [25.7, 62.2], [25.72, 62.21])).to.be.closeTo(2 * 520.5 + 1114.5, 0.2)
  })

  it('gives roads their directions: a roundabout and a way against its nodes are driven one way', async () => {
    const oneWay = [
      { id: 1, refs: [7, 8, big + 1, big + 2], tags: { ...street, oneway: '-1' } },
      { id: 2, refs: [big + 1, big + 9], tags: street },
    ]
    const { graph } = await read({ nodes, ways: oneWay })
    expect(metres(graph, [25.73, 62.2], [25.7, 62.2])).to.be.closeTo(1561.6, 0.2)
    expect(metres(graph, [25.7, 62.2], [25.73, 62.2])).to.equal(undefined)
  })

  it('parts a road at a barrier that stops every unit', async () => {
    const post = nodes.map((node) => (node.id === 8 ? { ...node, tags: { barrier: 'bollard' } } : node))
    const { graph } = await read({ nodes: post, ways })
    expect(metres(graph, [25.705, 62.2], [25.715, 62.2])).to.equal(undefined)
    expect(metres(graph, [25.715, 62.2], [25.73, 62.2])).to.be.closeTo(780.8, 0.2)
  })

  it('obeys a turn restriction with a place, and tells which others it leaves out', async () => {
    const restriction = (value: string, via: { kind: 'node' | 'way'; id: number }, extra = {}) => ({
      id: 1,
      tags: { type: 'restriction', restriction: value, ...extra },
      members: [
        { role: 'from', kind: 'way' as const, id: 1 },
        { role: 'via', ...via },
        { role: 'to', kind: 'way' as const, id: 2 },
      ],
    })
    const split = [
      { id: 1, refs: [7, 8, big + 1], tags: street },
      { id: 4, refs: [big + 1, big + 2], tags: street },
      { id: 2, refs: [big + 1, big + 9], tags: street },
    ]
    const place = { kind: 'node' as const, id: big + 1 }
    const { graph, notes } = await read({
      nodes,
      ways: split,
      relations: [
        restriction('no_left_turn', place),
        restriction('no_left_turn', { kind: 'way', id: 4 }),
        restriction('no_left_turn', place, { except: 'emergency' }),
        restriction('no_teleport', place),
      ],
    })
    // To the end of the street, back, and then to the right.
    expect(metres(graph, [25.7, 62.2], [25.72, 62.21])).to.be.closeTo(2 * 520.5 + 2 * 520.5 + 1114.5, 0.3)
    expect(notes[1]).to.equal(
      'turn restrictions: 1 obeyed, 1 left out (over a whole way), 1 left out (not for our units), 1 left out (of an unknown kind)',
    )
  })

  it('takes a ferry as a slow link, by its crossing time where that is tagged', async () => {
    const ferry: PbfWay[] = [
      { id: 1, refs: [7, 8, big + 1], tags: { route: 'ferry', duration: '00:10' } },
      { id: 2, refs: [big + 1, big + 2], tags: { route: 'ferry' } },
    ]
    const { graph } = await read({ nodes, ways: ferry })
    const seconds = (from: [number, number], to: [number, number]) =>
      metres(graph, from, to, arcDeciseconds(graph, emergencyDrive))
    expect(seconds([25.7, 62.2], [25.72, 62.2])).to.be.closeTo(600, 5)
    expect(seconds([25.72, 62.2], [25.73, 62.2])).to.be.closeTo(
      520.5 / (emergencyDrive.classKmh.ferry / 3.6),
      1,
    )
  })

  it('is clipped to the box that is wanted, and goes on without the nodes it names but lacks', async () => {
    const box = { west: 25.705, south: 62, east: 25.725, north: 62.205 }
    const clipped = await read({ nodes, ways }, box)
    expect([...kilometresByClass(clipped.graph).values()][0]).to.be.closeTo(0.52, 0.01)
    const cut = await read({ nodes: nodes.slice(0, 4), ways })
    expect([...kilometresByClass(cut.graph).values()][0]).to.be.closeTo(1.56, 0.01)
    expect(cut.notes[2]).to.equal('1 places that roads name are not in the file: it was cut there')
  })

  const whole = pbfFile({ nodes, ways })
  const box = { west: 24, south: 61.6, east: 26.8, north: 63.6 }
  for (const [what, bytes, sentence] of [
    [
      'cut in the middle of a block',
      whole.subarray(0, whole.length - 9),
      /ends at byte \d+ in the middle of a block/,
    ],
    [
      'cut in the middle of a head',
      whole.subarray(0, headerBlock({}).length + 9),
      /ends at byte \d+ in the middle/,
    ],
    ['damaged within a block', flipped(whole, whole.length - 20), /the block at byte \d+ cannot be unpacked/],
    ['empty', Buffer.alloc(0), /is no OSM PBF file; expected an extract/],
    ['text', Buffer.from('<osm version="0.6"><node id="1"/></osm>'), /is no OSM PBF file/],
    [
      'a ZIP archive',
      Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(400)]),
      /is no OSM PBF file/,
    ],
    [
      'packed with LZMA',
      pbfFile({ nodes, ways, packing: 'lzma' }),
      /is packed with LZMA; expected zlib or none/,
    ],
    ['packed with Zstandard', pbfFile({ nodes, ways, packing: 'zstd' }), /is packed with Zstandard/],
    [
      'a history',
      pbfFile({ nodes, ways, requiredFeatures: ['HistoricalInformation'] }),
      /requires 'HistoricalInformation'/,
    ],
    ['without roads', pbfFile({ nodes, ways: ways.slice(2) }), /holds no road for cars \(1 ways with/],
    ['without ways', pbfFile({ nodes }), /holds no road for cars \(0 ways/],
    ['without nodes', pbfFile({ ways }), /holds 2 roads but none of their places/],
    [
      'of another country, and says so',
      pbfFile({ nodes, ways, box: [9.4, 47, 9.7, 47.3] }),
      /lies at 9.40 to 9.70° E, 47.00 to 47.30° N; expected roads at 24.00 to 26.80° E/,
    ],
    [
      'of another country, and does not say so',
      pbfFile({ nodes: nodes.map((node) => ({ ...node, lat: 47.1 })), ways }),
      /lies at 25.70 to 25.73° E, 47.10 to 47.10° N; expected roads at 24.00 to 26.80° E/,
    ],
    [
      'with a list that runs over its block',
      Buffer.concat([headerBlock({}), frame('OSMData', Buffer.from([18, 4, 26, 2, 66, 99]), 'none')]),
      /the content of the block at byte \d+ cannot be read/,
    ],
  ] as [string, Buffer, RegExp][])
    it(`is refused with a sentence when it is ${what}`, async () => {
      const fault = await refusal(importOsm(write(bytes), { box, fileDate: '2026-01-01' }))
      expect(fault.code).to.equal('invalid')
      expect(fault.message).to.match(sentence)
    })

  it('is refused at every byte where it may be cut, and never half read', async () => {
    const ends = [...whole.keys()].filter((end) => end % 7 === 0)
    const complete: number[] = []
    for (const end of ends)
      await importOsm(write(whole.subarray(0, end)), { fileDate: '2026-01-01' }).then(
        () => complete.push(end),
        (fault) => expect(fault).to.be.instanceOf(VasteError),
      )
    expect(complete).to.deep.equal([])
  })

  it('becomes a file that is replaced as a whole, and gives back the same graph', async () => {
    const { graph } = await read({ nodes, ways })
    const path = join(folder, 'data', 'roads.graph')
    await saveRoadGraph(path, graph)
    expect(await readRoadGraph(path)).to.deep.equal(graph)
    await saveRoadGraph(path, graph)
    expect(readdirSync(join(folder, 'data'))).to.deep.equal(['roads.graph'])
  })

  it('that cannot be written leaves the file that was there', async () => {
    const { graph } = await read({ nodes, ways })
    const blocked = join(folder, 'file')
    writeFileSync(blocked, 'x')
    const fault = await refusal(saveRoadGraph(join(blocked, 'roads.graph'), graph))
    expect(fault.message).to.match(/cannot be written .*; nothing was changed/)
    expect(readdirSync(folder)).to.include('file')
  })

  for (const [name, ways_, kilometres] of [
    ['tampere', 29_836, 1700],
    ['liechtenstein', 4660, 700],
  ] as const)
    it(`of ${name} (in ../shared/data/osm) gives a graph of which nearly everything hangs together`, async function () {
      const path = join(sharedData, `osm/${name}.osm.pbf`)
      if (!existsSync(path)) return this.skip()
      const { graph, notes } = await importOsm(path, { fileDate: '2026-01-01' })
      expect(notes[0]).to.include(`read ${ways_} ways`)
      const km = [...kilometresByClass(graph).values()].reduce((a, b) => a + b)
      expect(km).to.be.within(kilometres, kilometres * 1.2)
      expect(graph.components[0].nodes / nodeCount(graph)).to.be.greaterThan(0.94)
    })
})

describe('lists of ids packed by their differences', () => {
  it('come back as they were, over many blocks of memory', () => {
    const draw = seeded(3)
    const lists = Array.from({ length: 3000 }, () =>
      Array.from({ length: draw(400) }, () => draw(2 ** 31) * (1 + draw(6)) - (draw(2) ? 5 : 0)),
    )
    const packed = new PackedLists()
    for (const list of lists) packed.append(list, list.length)
    const back: number[][] = []
    packed.each((values, length) => back.push([...values.subarray(0, length)]))
    expect(back).to.deep.equal(lists)
  })
})

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes)
  copy[at] ^= 255
  return copy
}
