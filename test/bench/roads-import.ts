/** Does an extract of the size of a country pass through the import in bounded memory? */
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readRoadGraph } from '../../src/intake/roads/graph-store.ts'
import { seeded } from '../geo/roads/tiny-roads.ts'
import { frame, headerBlock, type PbfNode, type PbfWay, primitiveBlock } from '../intake/roads/write-pbf.ts'

const megabytes = 215
const nodesInBlock = 8000
/** Of all nodes one in eight is on a road, as in a country's extract; the rest are houses and shores. */
const roadEvery = 8
/** Of the grid that a block's road nodes lie on. */
const columns = 40

export async function benchRoadImport(): Promise<void> {
  const { bavail, bsize } = await statfs(tmpdir())
  if (bavail * bsize < megabytes * 2e6)
    return console.log(`skipped: ${tmpdir()} has no room for ${megabytes} MB`)
  const folder = await mkdtemp(join(tmpdir(), 'vaste-pbf-'))
  try {
    const file = join(folder, 'generated.osm.pbf')
    const { nodes, ways } = await writeExtract(file)
    const { size } = await stat(file)
    console.log(`\ngenerated PBF: ${(size / 1e6).toFixed(0)} MB, ${nodes} nodes, ${ways} roads`)
    const vaste = fileURLToPath(new URL('../../src/vaste.js', import.meta.url))
    for (const clip of ['25,62,25.6,62.3', 'none']) {
      const words = [vaste, 'import', 'roads', file, '--clip', clip, '--out', join(folder, 'roads.graph')]
      const { stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' })
      console.log(`--clip ${clip}:\n${(stdout || stderr).trimEnd().replace(/^/gm, '  ')}`)
    }
    const from = performance.now()
    await readRoadGraph(join(folder, 'roads.graph'))
    console.log(`  reopened from the disk in ${(performance.now() - from).toFixed(0)} ms`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A grid of roads for each block of nodes; ways come after all nodes, as in every extract. */
async function writeExtract(file: string): Promise<{ nodes: number; ways: number }> {
  const out = createWriteStream(file)
  let bytes = 0
  const put = async (block: Buffer) => {
    bytes += block.length
    if (!out.write(block)) await once(out, 'drain')
  }
  const draw = seeded(200)
  await put(headerBlock({ box: [25, 62, 27, 64] }))
  const roads: number[][] = []
  let id = 1
  let last: number | undefined
  while (bytes < megabytes * 1e6) {
    const [west, south] = [25 + draw(1900) / 1000, 62 + draw(1900) / 1000]
    const nodes: PbfNode[] = Array.from({ length: nodesInBlock }, (_, i) => {
      id += 1 + draw(3)
      const k = i / roadEvery
      const onRoad = Number.isInteger(k)
      const [east, north] = onRoad ? [(k % columns) / 400, Math.floor(k / columns) / 250] : [0, 0]
      const spread = onRoad ? 1e4 : 1e6
      return { id, lon: west + east + draw(spread) / 1e7, lat: south + north + draw(spread) / 1e7 }
    })
    const own = nodes.filter((_, i) => i % roadEvery === 0).map((node) => node.id)
    const rows = own.length / columns
    for (let row = 0; row < rows; row++) roads.push(own.slice(row * columns, (row + 1) * columns))
    // Most nodes of a road only bend it.
    for (let column = 0; column < columns; column += 8)
      roads.push(Array.from({ length: rows }, (_, row) => own[row * columns + column]))
    // One long road from block to block, so that all of it hangs together.
    if (last !== undefined) roads.push([last, own[0]])
    last = own[0]
    await put(frame('OSMData', primitiveBlock({ nodes }), 'zlib', 1))
  }
  let wayId = 1
  for (let i = 0; i < roads.length; i += 8000) {
    const ways: PbfWay[] = roads.slice(i, i + 8000).map((refs, k) => ({
      ...{ id: wayId++, refs },
      tags: { highway: k % 7 === 0 ? 'secondary' : 'residential', maxspeed: k % 3 === 0 ? '60' : '40' },
    }))
    await put(frame('OSMData', primitiveBlock({ ways }), 'zlib', 1))
  }
  out.end()
  await once(out, 'finish')
  return { nodes: Math.round(id / 2), ways: roads.length }
}
