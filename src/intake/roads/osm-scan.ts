/**
 * Which roads does an OSM PBF file hold, and where do they run? Two passes: ways first, of which only the roads
 * are kept, packed; then the places of their nodes, looked up in one sorted column. Memory follows the roads of
 * the file, about 30 bytes for each of their nodes, never the nodes of everything else.
 */
import type { RoadKind } from '../../../geo/roads/road-graph.ts'
import { VasteError } from '../../domain/error.ts'
import { Int32List, PackedLists } from './growing.ts'
import { type PbfVisitor, readBlock } from './pbf-content.ts'
import { type BlockPlace, openPbf, type PbfFile } from './pbf-file.ts'
import { readHeader } from './pbf-header.ts'
import { roadKeys, roadWayOf, stopsUnits } from './road-tags.ts'
import { type TaggedTurn, turnsOf } from './turn-tags.ts'

export interface Box {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

/** The roads of a file, by way; nodes are indices in the sorted columns. */
export interface OsmRoads {
  readonly name: string
  readonly date?: string
  readonly waysRead: number
  readonly wayIds: Float64Array
  readonly kinds: RoadKind[]
  /** By way: index in `kinds`; 0 both directions, 1 as its nodes run. A way against its nodes was turned round. */
  readonly kind: Int32Array
  readonly oneWay: Int32Array
  /** By ferry way whose crossing time is tagged. */
  readonly crossingSeconds: ReadonlyMap<number, number>
  /** Nodes of way `w` are `first[w]` up to `first[w + 1]` of `nodes`. */
  readonly first: Int32Array
  readonly nodes: Int32Array
  readonly nodeIds: Float64Array
  /** Degrees times 10^7, or `nowhere` where the file does not hold the node. */
  readonly lon: Int32Array
  readonly lat: Int32Array
  /** 1: a barrier that stops every unit. */
  readonly stops: Uint8Array
  readonly turns: readonly TaggedTurn[]
  readonly turnsLeftOut: ReadonlyMap<string, number>
}

export const nowhere = 2 ** 31 - 1

export type Progress = (share: number, what: string) => void

/** `box`: where roads are wanted; a file that says it lies elsewhere is refused before it is read. */
export async function scanOsm(path: string, box: Box | undefined, progress: Progress): Promise<OsmRoads> {
  const file = await openPbf(path)
  try {
    const header = readHeader(file.name, file.header)
    if (box && header.box && !overlap(box, header.box)) throw elsewhere(file.name, header.box, box)
    const ways = await scanWays(file, progress)
    const { first, nodes, nodeIds } = sortedNodes(ways.refs)
    const places = await scanNodes(file, nodeIds, ways.withNodes, progress)
    return { name: file.name, date: header.date, ...ways, first, nodes, nodeIds, ...places }
  } finally {
    await file.close()
  }
}

export function elsewhere(name: string, found: Box, wanted: Box): VasteError {
  const told = ({ west, south, east, north }: Box) =>
    `${west.toFixed(2)} to ${east.toFixed(2)}° E, ${south.toFixed(2)} to ${north.toFixed(2)}° N`
  return new VasteError(
    'invalid',
    `${name} lies at ${told(found)}; expected roads at ${told(wanted)} (or --clip none, to take all of it)`,
  )
}

export function overlap(a: Box, b: Box): boolean {
  return a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north
}

async function scanWays(file: PbfFile, progress: Progress) {
  const [kind, oneWay] = [new Int32List(), new Int32List()]
  const wayIds: number[] = []
  const kinds = new Map<string, { index: number; kind: RoadKind }>()
  const crossingSeconds = new Map<number, number>()
  const refs = new PackedLists()
  const turns: TaggedTurn[] = []
  const leftOut = new Map<string, number>()
  const withNodes: BlockPlace[] = []
  let waysRead = 0
  const visitor: PbfVisitor = {
    wayKeys: roadKeys,
    relationKeys: ['restriction', 'restriction:motorcar', 'restriction:conditional'],
    way(id, tags, nodes, length) {
      waysRead++
      const road = roadWayOf(tags)
      if (!road || length < 2) return
      if (road.direction === 'backward') nodes.subarray(0, length).reverse()
      if (road.crossingSeconds !== undefined) crossingSeconds.set(wayIds.length, road.crossingSeconds)
      wayIds.push(id)
      kind.push(indexOf(kinds, road.kind))
      oneWay.push(road.direction === 'both' ? 0 : 1)
      refs.append(nodes, length)
    },
    relation: (tags, members) => turns.push(...turnsOf(tags, members, { leftOut })),
  }
  await eachBlock(file, undefined, visitor, (place, holdsNodes) => {
    progress(place.at / file.size / 2, `${wayIds.length} roads`)
    if (holdsNodes) withNodes.push(place)
  })
  if (wayIds.length === 0)
    throw new VasteError(
      'invalid',
      `${file.name} holds no road for cars (${waysRead} ways with 'highway' or 'route'); expected an extract with roads`,
    )
  return {
    ...{ waysRead, crossingSeconds, refs, turns, turnsLeftOut: leftOut, withNodes },
    ...{ wayIds: Float64Array.from(wayIds), kind: kind.take(), oneWay: oneWay.take() },
    kinds: [...kinds.values()].map((entry) => entry.kind),
  }
}

function indexOf(kinds: Map<string, { index: number; kind: RoadKind }>, kind: RoadKind): number {
  const name = `${kind.roadClass} ${kind.surface} ${kind.access} ${kind.speedTenths}`
  const known = kinds.get(name)
  if (known) return known.index
  kinds.set(name, { index: kinds.size, kind })
  return kinds.size - 1
}

/** Every node once, in the order of ids; the ways' nodes as indices of it. */
function sortedNodes(refs: PackedLists) {
  const all = new Float64Array(refs.numbers)
  let count = 0
  refs.each((values, length) => {
    all.set(values.subarray(0, length), count)
    count += length
  })
  all.sort()
  let unique = 0
  for (const id of all) if (unique === 0 || id !== all[unique - 1]) all[unique++] = id
  const nodeIds = all.subarray(0, unique)
  const nodes = new Int32Array(count)
  const first = new Int32Array(refs.lists + 1)
  refs.each((values, length, way) => {
    first[way + 1] = first[way] + length
    for (let i = 0; i < length; i++) nodes[first[way] + i] = indexIn(nodeIds, values[i])
  })
  return { first, nodes, nodeIds }
}

/** Index of the first value that is not smaller. */
export function indexIn(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle] < value) low = middle + 1
    else high = middle
  }
  return low
}

async function scanNodes(
  file: PbfFile,
  nodeIds: Float64Array,
  blocks: readonly BlockPlace[],
  progress: Progress,
) {
  const lon = new Int32Array(nodeIds.length).fill(nowhere)
  const lat = new Int32Array(nodeIds.length).fill(nowhere)
  const stops = new Uint8Array(nodeIds.length)
  let [cursor, last, found] = [0, -Infinity, 0]
  const visitor: PbfVisitor = {
    nodeKeys: ['barrier'],
    node(id, nodeLon, nodeLat) {
      // Nodes come in order in nearly every file: one step at a time, and a search where they do not.
      if (id < last) cursor = indexIn(nodeIds, id)
      last = id
      while (cursor < nodeIds.length && nodeIds[cursor] < id) cursor++
      if (nodeIds[cursor] !== id) return
      if (lon[cursor] === nowhere) found++
      lon[cursor] = nodeLon
      lat[cursor] = nodeLat
    },
    nodeTags(id, tags) {
      const index = indexIn(nodeIds, id)
      if (nodeIds[index] === id && stopsUnits(tags)) stops[index] = 1
    },
  }
  let done = 0
  await eachBlock(file, blocks, visitor, () => {
    progress(0.5 + ++done / blocks.length / 2, `${found} places on roads`)
  })
  return { lon, lat, stops }
}

async function eachBlock(
  file: PbfFile,
  places: readonly BlockPlace[] | undefined,
  visitor: PbfVisitor,
  tell: (place: BlockPlace, holdsNodes: boolean) => void,
): Promise<void> {
  for await (const { place, content } of file.blocks(places)) {
    try {
      tell(place, readBlock(content, visitor).nodes)
    } catch (cause) {
      throw new VasteError(
        'invalid',
        `${file.name}: the content of the block at byte ${place.at} cannot be read; expected a whole PBF: fetch it again`,
        { cause },
      )
    }
  }
}
