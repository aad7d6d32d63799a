/** Writes small OSM PBF files, in the way the format tells, for tests and the benchmark. */
import { deflateSync } from 'node:zlib'
import { PbfWriter } from 'pbf'

export interface PbfNode {
  readonly id: number
  readonly lon: number
  readonly lat: number
  readonly tags?: Readonly<Record<string, string>>
}
export interface PbfWay {
  readonly id: number
  readonly refs: readonly number[]
  readonly tags?: Readonly<Record<string, string>>
}
export interface PbfRelation {
  readonly id: number
  readonly tags: Readonly<Record<string, string>>
  readonly members: readonly {
    readonly role: string
    readonly kind: 'node' | 'way' | 'relation'
    readonly id: number
  }[]
}

export interface PbfOptions {
  readonly nodes?: readonly PbfNode[]
  readonly ways?: readonly PbfWay[]
  readonly relations?: readonly PbfRelation[]
  /** Nodes packed together, as every current writer does, or one by one. */
  readonly dense?: boolean
  readonly packing?: Packing
  /** Degrees: west, south, east, north. */
  readonly box?: readonly [number, number, number, number]
  readonly requiredFeatures?: readonly string[]
  readonly granularity?: number
}

export type Packing = 'zlib' | 'none' | 'lzma' | 'bzip2' | 'lz4' | 'zstd'
const packingField: Readonly<Record<Packing, number>> = {
  none: 1,
  zlib: 3,
  lzma: 4,
  bzip2: 5,
  lz4: 6,
  zstd: 7,
}

export function pbfFile(options: PbfOptions): Buffer {
  const { nodes = [], ways = [], relations = [], dense = true, packing = 'zlib', granularity = 100 } = options
  const blocks = [headerBlock(options)]
  if (nodes.length > 0) blocks.push(frame('OSMData', primitiveBlock({ nodes, dense, granularity }), packing))
  if (ways.length > 0) blocks.push(frame('OSMData', primitiveBlock({ ways }), packing))
  if (relations.length > 0) blocks.push(frame('OSMData', primitiveBlock({ relations }), packing))
  return Buffer.concat(blocks)
}

export function headerBlock({
  box,
  requiredFeatures = ['OsmSchema-V0.6', 'DenseNodes'],
}: PbfOptions): Buffer {
  const pbf = new PbfWriter()
  if (box) {
    const [west, south, east, north] = box.map((side) => Math.round(side * 1e9))
    pbf.writeMessage(
      1,
      (_, inner) => {
        for (const [i, side] of [west, east, north, south].entries()) inner.writeSVarintField(i + 1, side)
      },
      undefined,
    )
  }
  for (const feature of requiredFeatures) pbf.writeStringField(4, feature)
  pbf.writeVarintField(32, Date.UTC(2026, 10, 1) / 1000)
  return frame('OSMHeader', pbf.finish(), 'none')
}

/** A block as it stands in the file: length of its head, head, content packed. */
export function frame(type: string, content: Uint8Array, packing: Packing = 'zlib', level = 6): Buffer {
  const blob = new PbfWriter()
  if (packing !== 'none') blob.writeVarintField(2, content.length)
  blob.writeBytesField(packingField[packing], packing === 'zlib' ? deflateSync(content, { level }) : content)
  const packed = blob.finish()
  const head = new PbfWriter()
  head.writeStringField(1, type)
  head.writeVarintField(3, packed.length)
  const headBytes = head.finish()
  const length = Buffer.alloc(4)
  length.writeUInt32BE(headBytes.length)
  return Buffer.concat([length, headBytes, packed])
}

interface Content {
  readonly nodes?: readonly PbfNode[]
  readonly ways?: readonly PbfWay[]
  readonly relations?: readonly PbfRelation[]
  readonly dense?: boolean
  readonly granularity?: number
}

export function primitiveBlock({
  nodes,
  ways,
  relations,
  dense = true,
  granularity = 100,
}: Content): Uint8Array {
  const strings = new Map([['', 0]])
  const index = (text: string) => {
    if (!strings.has(text)) strings.set(text, strings.size)
    return strings.get(text)!
  }
  const unit = (degrees: number) => Math.round((degrees * 1e9) / granularity)
  const group = new PbfWriter()
  if (nodes && dense) writeDense(group, nodes, index, unit)
  else if (nodes)
    for (const node of nodes)
      group.writeMessage(
        1,
        (_, pbf) => {
          pbf.writeSVarintField(1, node.id)
          writeTags(pbf, node.tags, index)
          pbf.writeSVarintField(8, unit(node.lat))
          pbf.writeSVarintField(9, unit(node.lon))
        },
        undefined,
      )
  for (const way of ways ?? [])
    group.writeMessage(
      3,
      (_, pbf) => {
        pbf.writeVarintField(1, way.id)
        writeTags(pbf, way.tags, index)
        pbf.writePackedSVarint(8, steps(way.refs))
      },
      undefined,
    )
  for (const { id, tags, members } of relations ?? [])
    group.writeMessage(
      4,
      (_, pbf) => {
        pbf.writeVarintField(1, id)
        writeTags(pbf, tags, index)
        pbf.writePackedVarint(
          8,
          members.map(({ role }) => index(role)),
        )
        pbf.writePackedSVarint(9, steps(members.map((member) => member.id)))
        pbf.writePackedVarint(
          10,
          members.map(({ kind }) => ['node', 'way', 'relation'].indexOf(kind)),
        )
      },
      undefined,
    )
  const block = new PbfWriter()
  const groupBytes = group.finish()
  block.writeMessage(
    1,
    (_, pbf) => {
      for (const text of strings.keys()) pbf.writeBytesField(1, Buffer.from(text))
    },
    undefined,
  )
  block.writeBytesField(2, groupBytes)
  if (granularity !== 100) block.writeVarintField(17, granularity)
  return block.finish()
}

function writeDense(
  group: PbfWriter,
  nodes: readonly PbfNode[],
  index: (text: string) => number,
  unit: (degrees: number) => number,
): void {
  const tags = nodes.flatMap((node) => [
    ...Object.entries(node.tags ?? {}).flatMap(([key, value]) => [index(key), index(value)]),
    0,
  ])
  group.writeMessage(
    2,
    (_, pbf) => {
      pbf.writePackedSVarint(1, steps(nodes.map(({ id }) => id)))
      pbf.writePackedSVarint(8, steps(nodes.map(({ lat }) => unit(lat))))
      pbf.writePackedSVarint(9, steps(nodes.map(({ lon }) => unit(lon))))
      if (nodes.some((node) => node.tags)) pbf.writePackedVarint(10, tags)
    },
    undefined,
  )
}

function writeTags(
  pbf: PbfWriter,
  tags: Readonly<Record<string, string>> = {},
  index: (text: string) => number,
): void {
  pbf.writePackedVarint(2, Object.keys(tags).map(index))
  pbf.writePackedVarint(3, Object.values(tags).map(index))
}

function steps(values: readonly number[]): number[] {
  return values.map((value, i) => value - (i === 0 ? 0 : values[i - 1]))
}
