import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { zipSync } from 'fflate'
import { arcCount, nodeCount } from '../../../geo/roads/road-graph.ts'
import { VasteError } from '../../../src/domain/error.ts'
import { importRoadTables } from '../../../src/intake/roads/import-table.ts'

const nodes = 'id,lon,lat\n1,25.7,62.2\n2,25.71,62.2\n3,25.71,62.21\n'
/** 520.5 m and 1 114.5 m by the straight line. */
const arcs = 'from,to,length_m,time_s\n1,2,600,36\n2,1,600,36\n2,3,1200,60\n'

describe('a road network in tables', () => {
  let folder: string
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'vaste-tables-'))
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  const read = (nodesText: string, arcsText: string) => {
    const paths = ['nodes.csv', 'arcs.csv'].map((name) => join(folder, name))
    writeFileSync(paths[0], nodesText)
    writeFileSync(paths[1], arcsText)
    return importRoadTables(paths)
  }

  it('has a road for each pair of arcs there and back, and a one-way road for the rest', async () => {
    const { graph, notes } = await read(nodes, arcs)
    expect([nodeCount(graph), arcCount(graph)]).to.deep.equal([3, 3])
    expect(graph.kinds.map(({ speedTenths }) => speedTenths)).to.deep.equal([600, 720])
    expect([...graph.decimetres].sort()).to.deep.equal([12_000, 6000, 6000])
    expect(notes[1]).to.equal('lengths from length_m in m, speeds from time_s in s')
  })

  for (const [what, text] of [
    ['kilometres and minutes', 'from,to,length_km,time_min\n1,2,0.6,0.6\n2,1,0.6,0.6\n2,3,1.2,1\n'],
    [
      'kilometres and hours',
      'from;to;distance_km;time_h\n1;2;0.6;0.01\n2;1;0.6;0.01\n2;3;1.2;0.0166666667\n',
    ],
    ['metres and km/h', 'source,target,length,speed_kmh\n1,2,600,60\n2,1,600,60\n2,3,1200,72\n'],
    [
      'sections with titles, kilometres and days',
      'miscData,,,\r\narcForm,numModes,,\r\ndirected,2,,\r\n,,,\r\narcs,,,,,\nindex,fromNode,toNode,distance,mode_1,mode_2\n1.0,1.0,2.0,0.6,1e-9,4.1666666e-4\n2.0,2.0,1.0,0.6,1e-9,4.1666666e-4\n3.0,2.0,3.0,1.2,1e-9,6.944444e-4\n',
    ],
  ])
    it(`may be given in ${what}`, async () => {
      const { graph } = await read(nodes, text)
      expect(graph.kinds.map(({ speedTenths }) => speedTenths)).to.deep.equal([600, 720])
      expect([...graph.decimetres].sort()).to.deep.equal([12_000, 6000, 6000])
    })

  it('may come in one ZIP archive, without directions', async () => {
    const path = join(folder, 'roads.zip')
    const bytes = (text: string) => Buffer.from(text)
    const undirected =
      'miscData,\narcForm,numModes\nundirected,1\narcs,\nfrom,to,distance,mode_1\n1,2,0.6,4.1666666e-4\n'
    writeFileSync(path, zipSync({ 'a/nodes.csv': bytes(nodes), 'a/arcs.csv': bytes(undirected) }))
    expect(arcCount((await importRoadTables([path])).graph)).to.equal(2)
  })

  for (const [what, nodesText, arcsText, sentence] of [
    [
      'an arc to nowhere',
      nodes,
      `${arcs}3,9,5,5\n`,
      'arcs.csv, line 5: names node 9; expected one of the nodes',
    ],
    ['a negative length', nodes, `${arcs}3,1,-5,5\n`, 'arcs.csv, line 5: is -5 m long; expected 0 or more'],
    [
      'a length that is no number',
      nodes,
      `${arcs}3,1,far,5\n`,
      "arcs.csv, line 5: has 'far'; expected a number",
    ],
    [
      'lengths in another unit',
      nodes,
      arcs.replace('_m', '_km'),
      'lengths in column length_km are 1.2e+3 times',
    ],
    ['times in another unit', nodes, arcs.replace('_s', '_days'), 'is taken as days; expected 5 to 150'],
    ['a node twice', `${nodes}3,25.7,62\n`, arcs, 'nodes.csv, line 5: repeats node 3'],
    [
      'places in metres',
      'id,x,y\n1,434800,6901500\n',
      arcs,
      'nodes.csv, line 2: lies at 434800, 6901500; expected degrees',
    ],
    ['no column of longitude', 'id,east,lat\n1,25,62\n', arcs, 'expected one of longitude, such as x'],
    [
      'no column of length',
      nodes,
      'from,to\n1,2\n',
      'expected one of the length, such as length_m or length_km',
    ],
    ['no rows', nodes, 'from,to,length_m\n', 'arcs.csv holds no rows'],
    ['nothing', '', arcs, 'nodes.csv holds no rows'],
  ])
    it(`is refused with ${what}`, async () => {
      const fault = await read(nodesText, arcsText).then(
        () => undefined,
        (thrown: unknown) => thrown,
      )
      expect(fault).to.be.instanceOf(VasteError)
      expect((fault as VasteError).message).to.include(sentence)
    })

  it('of Auckland (in ../shared/data/network) is read in its days and kilometres', async function () {
    this.timeout(60_000)
    const path = fileURLToPath(
      new URL('../shared/data/network/auckland_roads.zip', new URL('../../../', import.meta.url)),
    )
    if (!existsSync(path)) return this.skip()
    const { graph, notes } = await importRoadTables([path])
    expect(notes[0]).to.include('read 54370 nodes and 90638 arcs')
    expect(graph.componentCount).to.equal(1)
  })
})
