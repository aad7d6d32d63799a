/** The same graph in two libraries of the registry that find one way at a time, beside our own search for one pair. */
import { createRequire } from 'node:module'
import createGraph from 'ngraph.graph'
import ngraphPath from 'ngraph.path'
import { nodeCount, type RoadGraph } from '../../geo/roads/road-graph.ts'
import { createRoadSearch } from '../../geo/roads/search.ts'
import { seeded } from '../geo/roads/tiny-roads.ts'

interface Peer {
  readonly name: string
  /** Undefined where there is no way. */
  weightOf(from: number, to: number): number | undefined
}

/** Prints, for random pairs, the middle time of each and how many of its answers are not the least. */
export function racePairs(graph: RoadGraph, weights: Int32Array, pairs = 20): void {
  const search = createRoadSearch(graph, weights)
  const draw = seeded(7)
  const asked = Array.from({ length: pairs }, () => [draw(nodeCount(graph)), draw(nodeCount(graph))] as const)
  const ours: Peer = {
    name: 'ours, search that ends at its goal',
    weightOf: (from, to) => search([{ node: from, delay: 0 }], { goals: new Map([[to, 0]]) }).distance[to],
  }
  const peers = [ours, ...ngraphPeers(graph, weights), geojsonPeer(graph, weights)]
  const took = peers.map(() => [] as number[])
  const longer = peers.map(() => 0)
  // Turn about, so that a slow moment of the machine meets all alike.
  for (const [from, to] of asked) {
    let least = 0
    for (const [i, peer] of peers.entries()) {
      const began = performance.now()
      const weight = peer.weightOf(from, to)
      took[i].push(performance.now() - began)
      if (i === 0) least = weight!
      else if (weight !== least) longer[i]++
    }
  }
  const middles = took.map((times) => [...times].sort((a, b) => a - b))
  for (const [i, { name }] of peers.entries()) {
    const times = middles[i]
    const middle = times[times.length >> 1]
    const ratio = (middle / middles[0][middles[0].length >> 1]).toFixed(1)
    console.log(
      `  ${name.padEnd(46)} ${middle.toFixed(1).padStart(8)} ms [${times[0].toFixed(1)}..${times.at(-1)!.toFixed(1)}], ${ratio}x ours, ${longer[i]} of ${pairs} differ`,
    )
  }
}

function ngraphPeers(graph: RoadGraph, weights: Int32Array): Peer[] {
  const built = createGraph<{ x: number; y: number }, number>()
  for (let node = 0; node < nodeCount(graph); node++)
    built.addNode(node, { x: graph.lon[node], y: graph.lat[node] })
  eachArc(graph, (from, to, arc) => {
    const known = built.getLink(from, to)
    if (!known || known.data > weights[arc]) built.addLink(from, to, weights[arc])
  })
  const options = {
    oriented: true,
    distance: (_from: unknown, _to: unknown, link: { readonly data: number }) => link.data,
  }
  return (['nba', 'aStar'] as const).map((name) => {
    const finder = ngraphPath[name](built, options)
    return {
      name: `ngraph.path ${name}`,
      weightOf(from, to) {
        // From the end to the start.
        const way = finder.find(from, to)
        let sum = 0
        for (let i = 1; i < way.length; i++) sum += built.getLink(way[i].id, way[i - 1].id)!.data
        return way.length > 0 ? sum : undefined
      },
    }
  })
}

/** Of a CommonJS package whose types say otherwise. */
interface PathFinder {
  findPath(from: object, to: object): { readonly weight: number } | undefined
}
const { default: PathFinder } = createRequire(import.meta.url)('geojson-path-finder') as {
  readonly default: new (network: object, options: object) => PathFinder
}

function geojsonPeer(graph: RoadGraph, weights: Int32Array): Peer {
  const place = (node: number) => [graph.lon[node] / 1e7, graph.lat[node] / 1e7]
  const point = (node: number) => ({
    ...{ type: 'Feature', properties: {} },
    geometry: { type: 'Point', coordinates: place(node) },
  })
  // One line for both ways between two nodes: it keeps only the last that it is given.
  const ways = new Map<string, { from: number; to: number; forward: number; backward: number }>()
  eachArc(graph, (tail, head, arc) => {
    const [from, to] = tail < head ? [tail, head] : [head, tail]
    const way = ways.get(`${from} ${to}`) ?? { from, to, forward: Infinity, backward: Infinity }
    if (tail === from) way.forward = Math.min(way.forward, weights[arc])
    else way.backward = Math.min(way.backward, weights[arc])
    ways.set(`${from} ${to}`, way)
  })
  const features = Array.from(ways.values(), ({ from, to, ...properties }) => ({
    ...{ type: 'Feature', properties },
    geometry: { type: 'LineString', coordinates: [place(from), place(to)] },
  }))
  const began = performance.now()
  const finder = new PathFinder(
    { type: 'FeatureCollection', features },
    { tolerance: 1e-7, weight: (_a: unknown, _b: unknown, way: object) => way },
  )
  console.log(`  geojson-path-finder built in ${((performance.now() - began) / 1000).toFixed(1)} s`)
  return {
    name: 'geojson-path-finder',
    weightOf: (from, to) => finder.findPath(point(from), point(to))?.weight,
  }
}

function eachArc(graph: RoadGraph, tell: (from: number, to: number, arc: number) => void): void {
  for (let node = 0; node < nodeCount(graph); node++)
    for (let arc = graph.first[node]; arc < graph.first[node + 1]; arc++) tell(node, graph.head[arc], arc)
}
