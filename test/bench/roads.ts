/** How fast and how right are searches over roads, beside pgRouting and plain heaps, and how much memory an import takes? */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { openRoadGraph, packRoadGraph } from '../../geo/roads/graph-file.ts'
import { buildHierarchy } from '../../geo/roads/hierarchy.ts'
import { arcCount, nodeCount } from '../../geo/roads/road-graph.ts'
import { createRoadSearch, type Reach, unreached } from '../../geo/roads/search.ts'
import { arcDeciseconds, emergencyDrive } from '../../geo/roads/speeds.ts'
import { createRoadSweep } from '../../geo/roads/sweep.ts'
import { importOsm } from '../../src/intake/roads/import-osm.ts'
import { seeded } from '../geo/roads/tiny-roads.ts'
import { heapSearch } from './roads-heap.ts'
import { benchRoadImport } from './roads-import.ts'
import { racePairs } from './roads-peers.ts'
import { drivingDistances, loadEdges, pathCosts } from './roads-pgrouting.ts'
import { syntheticRoads } from './roads-synthetic.ts'

const rounds = 9

export async function benchRoads(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  const connected = await client.connect().then(
    () => true,
    (fault) => console.log(`pgRouting left out: ${(fault as Error).message}`) ?? false,
  )
  try {
    const peer = connected ? client : undefined
    if (peer) await peer.query('create extension if not exists pgrouting cascade')
    for (const name of ['tampere', 'liechtenstein']) await compareExtract(name, peer)
    await raceSynthetic(peer)
  } finally {
    if (connected) {
      await client.query('drop table if exists bench_roads')
      await client.end()
    }
  }
  await benchRoadImport()
}

/** Shortest distances and isochrones on the same graph: every answer compared. */
async function compareExtract(name: string, client: pg.Client | undefined): Promise<void> {
  const path = fileURLToPath(new URL(`../../../shared/data/osm/${name}.osm.pbf`, import.meta.url))
  if (!existsSync(path)) return console.log(`${name}: skipped, ../shared/data/osm is absent`)
  const { graph } = await importOsm(path, { fileDate: '2026-01-01' })
  console.log(`\n${name}: ${nodeCount(graph)} nodes, ${arcCount(graph)} arcs`)
  const bytes = Uint8Array.from(packRoadGraph(graph))
  await timed('reopen from bytes', () => openRoadGraph(bytes))
  if (!client) return
  const deciseconds = arcDeciseconds(graph, emergencyDrive)
  await loadEdges(client, graph, { decimetres: graph.decimetres, deciseconds })
  const draw = seeded(4)
  const node = () => draw(nodeCount(graph))
  const sources = Array.from({ length: 5 }, node)
  const targets = Array.from({ length: 200 }, node)
  for (const column of ['decimetres', 'deciseconds'] as const) {
    const search = createRoadSearch(graph, column === 'decimetres' ? graph.decimetres : deciseconds)
    let found: Reach[] = []
    const ours = await timed(`ours, ${sources.length} x all nodes by ${column}`, () => {
      found = sources.map((source) => search([{ node: source, delay: 0 }]))
    })
    let costs = new Map<string, number>()
    const theirs = await timed(`pgr_dijkstraCost, ${sources.length} x ${targets.length} nodes`, async () => {
      costs = await pathCosts(client, column, sources, targets)
    })
    const pairs = sources.flatMap((source, i) => targets.map((target) => ({ source, target, i })))
    const differing = pairs.filter(({ source, target, i }) => {
      const own = found[i].distance[target]
      return source !== target && (own === unreached ? undefined : own) !== costs.get(`${source} ${target}`)
    })
    console.log(
      `  ${pairs.length} pairs, ${differing.length} differ; pgRouting takes ${ratio(theirs, ours)} the time`,
    )
  }
  for (const minutes of [5, 10]) {
    const atMost = minutes * 600
    const search = createRoadSearch(graph, deciseconds)
    let [own, compared, differing] = [0, 0, 0]
    let [oursMs, theirsMs] = [0, 0]
    for (const source of sources) {
      const from = performance.now()
      const { distance } = search([{ node: source, delay: 0 }], { atMost })
      oursMs += performance.now() - from
      const fromTheirs = performance.now()
      const theirs = await drivingDistances(client, 'deciseconds', [source], atMost)
      theirsMs += performance.now() - fromTheirs
      own += distance.reduce((count, d) => count + (d === unreached ? 0 : 1), 0)
      compared += theirs.size
      distance.forEach((d, at) => {
        if ((d === unreached ? undefined : d) !== theirs.get(at)) differing++
      })
    }
    console.log(
      `  isochrone of ${minutes} min from ${sources.length} nodes: ${own} nodes ours, ${compared} pgr_drivingDistance, ${differing} differ; ${oursMs.toFixed(1)} ms and ${theirsMs.toFixed(0)} ms`,
    )
  }
}

async function raceSynthetic(client: pg.Client | undefined): Promise<void> {
  const graph = syntheticRoads()
  const weights = arcDeciseconds(graph, { ...emergencyDrive, driveFactor: 1 })
  console.log(`\nsynthetic: ${nodeCount(graph)} nodes, ${arcCount(graph)} arcs`)
  const search = createRoadSearch(graph, weights)
  const heap = heapSearch(graph, weights)
  if (client) await loadEdges(client, graph, { decimetres: graph.decimetres, deciseconds: weights })
  const from = performance.now()
  const hierarchy = buildHierarchy(graph, weights)
  const seconds = ((performance.now() - from) / 1000).toFixed(1)
  console.log(`  hierarchy built once in ${seconds} s, ${hierarchy.shortcuts} shortcuts`)
  const sweep = createRoadSweep(hierarchy)
  racePairs(graph, weights)
  const draw = seeded(30)
  for (const count of [1, 30]) {
    const starts = Array.from({ length: count }, (_, label) => ({
      node: draw(nodeCount(graph)),
      delay: 0,
      label,
    }))
    let [ours, plain] = [search(starts), heap(starts)]
    const ms = await timed(`Dial, nearest of ${count}, labels, to all nodes`, () => {
      ours = search(starts)
    })
    const heapMs = await timed(`binary heap on the same rows, nearest of ${count}`, () => {
      plain = heap(starts)
    })
    const differ = ours.distance.reduce((sum, d, node) => sum + (d === plain.distance[node] ? 0 : 1), 0)
    console.log(`  ${differ} nodes differ; the heap takes ${ratio(heapMs, ms)} the time`)
    let swept = sweep(starts)
    const sweepMs = await timed(`sweep over the hierarchy, nearest of ${count}, labels`, () => {
      swept = sweep(starts)
    })
    const strays = swept.distance.reduce(
      (sum, d, node) => sum + (d === ours.distance[node] && swept.label[node] === ours.label[node] ? 0 : 1),
      0,
    )
    console.log(`  ${strays} nodes differ; the heap takes ${ratio(heapMs, sweepMs)} the time`)
    if (!client) continue
    let theirs = new Map<number, number>()
    const theirsMs = await timed(
      `pgr_drivingDistance, ${count} sources, rows in Node`,
      async () => {
        theirs = await drivingDistances(
          client,
          'deciseconds',
          starts.map(({ node }) => node),
          1e9,
        )
      },
      3,
    )
    const apart = [...ours.distance.keys()].filter(
      (node) => ours.distance[node] !== (theirs.get(node) ?? unreached),
    )
    console.log(
      `  ${apart.length} nodes differ; pgRouting takes ${ratio(theirsMs, ms)} the time, ${ratio(theirsMs, sweepMs)} the sweep's`,
    )
    if (apart.length === 0) continue
    // Of several sources pgr_drivingDistance does not always tell the nearest: ask it pair by pair.
    const sources = starts.map(({ node }) => node)
    const costs = await pathCosts(client, 'deciseconds', sources, apart)
    const wrong = apart.filter((node) => {
      const least = Math.min(...sources.map((source) => costs.get(`${source} ${node}`) ?? Infinity))
      return least !== ours.distance[node]
    })
    console.log(`  of these ${wrong.length} differ from the least of pgr_dijkstraCost`)
  }
}

/** Middle of the rounds, in ms; one round more, before, does not count. */
async function timed(name: string, work: () => unknown, times = rounds): Promise<number> {
  await work()
  const samples: number[] = []
  for (let i = 0; i < times; i++) {
    const from = performance.now()
    await work()
    samples.push(performance.now() - from)
  }
  samples.sort((a, b) => a - b)
  const middle = samples[samples.length >> 1]
  const told = [middle, samples[0], samples[samples.length - 1]].map((ms) => ms.toFixed(ms < 10 ? 2 : 1))
  console.log(`  ${name.padEnd(58)} ${told[0].padStart(8)} ms [${told[1]}..${told[2]}]`)
  return middle
}

const ratio = (theirs: number, ours: number) => `${(theirs / ours).toFixed(1)}x`
