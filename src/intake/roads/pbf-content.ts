/** Which nodes, ways and relations does an unpacked block hold? Field by field, an object only for what is wanted. */
import { PbfReader } from 'pbf'

export type Tags = ReadonlyMap<string, string>

export interface PbfVisitor {
  /** `refs` is reused by the next way. */
  way?(id: number, tags: Tags, refs: Float64Array, length: number): void
  relation?(tags: Tags, members: readonly Member[]): void
  /** Degrees times 10^7. */
  node?(id: number, lon: number, lat: number): void
  /** Of the nodes with tags, after `node`. */
  nodeTags?(id: number, tags: Tags): void
  /** Ways and relations without any of these keys, and nodes' tags without any of them, are passed over. */
  readonly wayKeys?: readonly string[]
  readonly relationKeys?: readonly string[]
  readonly nodeKeys?: readonly string[]
}

export interface Member {
  readonly kind: 'node' | 'way' | 'relation'
  readonly id: number
  readonly role: string
}

/** What kinds of things the block holds, so that a second look can leave it out. */
export interface BlockHolds {
  readonly nodes: boolean
}

export function readBlock(content: Uint8Array, visitor: PbfVisitor): BlockHolds {
  const block = new BlockReader(content, visitor)
  return block.read()
}

class BlockReader {
  readonly #pbf: PbfReader
  readonly #visitor: PbfVisitor
  readonly #strings: { from: number; to: number; text?: string }[] = []
  readonly #groups: number[] = []
  readonly #wanted = new Map<string, ReadonlySet<number>>()
  #granularity = 100
  #latOffset = 0
  #lonOffset = 0
  #refs = new Float64Array(2048)
  #holdsNodes = false

  constructor(content: Uint8Array, visitor: PbfVisitor) {
    this.#pbf = new PbfReader(content)
    this.#visitor = visitor
  }

  read(): BlockHolds {
    const pbf = this.#pbf
    pbf.readFields((tag) => {
      if (tag === 1) this.#readStrings()
      else if (tag === 2) {
        this.#groups.push(pbf.pos)
        pbf.skip(pbf.type)
      } else if (tag === 17) this.#granularity = pbf.readVarint()
      else if (tag === 19) this.#latOffset = pbf.readVarint(true)
      else if (tag === 20) this.#lonOffset = pbf.readVarint(true)
    }, undefined)
    if (pbf.pos !== pbf.length) throw new RangeError('a field runs over the end of its block')
    for (const at of this.#groups) {
      pbf.pos = at
      const end = pbf.readVarint() + pbf.pos
      pbf.readFields((tag) => this.#readGroup(tag), undefined, end)
      if (pbf.pos !== end) throw new RangeError('a group runs over its end')
    }
    return { nodes: this.#holdsNodes }
  }

  #readStrings(): void {
    const pbf = this.#pbf
    pbf.readMessage((tag) => {
      if (tag !== 1) return
      const length = pbf.readVarint()
      this.#strings.push({ from: pbf.pos, to: pbf.pos + length })
      pbf.pos += length
    }, undefined)
  }

  #readGroup(tag: number): void {
    const { way, relation, node } = this.#visitor
    if (tag === 1 || tag === 2) this.#holdsNodes = true
    if (tag === 1 && node) this.#readNode()
    else if (tag === 2 && node) this.#readDense()
    else if (tag === 3 && way) this.#readWay()
    else if (tag === 4 && relation) this.#readRelation()
  }

  #readNode(): void {
    const pbf = this.#pbf
    const found = { id: 0, lat: 0, lon: 0, keys: [] as number[], values: [] as number[] }
    pbf.readMessage((tag, into) => {
      if (tag === 1) into.id = pbf.readSVarint()
      else if (tag === 2) into.keys = pbf.readPackedVarint()
      else if (tag === 3) into.values = pbf.readPackedVarint()
      else if (tag === 8) into.lat = pbf.readSVarint()
      else if (tag === 9) into.lon = pbf.readSVarint()
    }, found)
    const { node, nodeTags, nodeKeys } = this.#visitor
    node!(found.id, this.#lon(found.lon), this.#lat(found.lat))
    if (nodeTags && this.#holdsKey(found.keys, nodeKeys))
      nodeTags(found.id, this.#tags(found.keys, found.values))
  }

  #readDense(): void {
    const pbf = this.#pbf
    const end = pbf.readVarint() + pbf.pos
    const at = { id: -1, lat: -1, lon: -1, tags: -1 }
    while (pbf.pos < end) {
      const head = pbf.readVarint()
      const tag = head >> 3
      if (tag === 1) at.id = pbf.pos
      else if (tag === 8) at.lat = pbf.pos
      else if (tag === 9) at.lon = pbf.pos
      else if (tag === 10) at.tags = pbf.pos
      pbf.skip(head & 7)
    }
    if (at.id !== -1 && at.lat !== -1 && at.lon !== -1) this.#tellDense(at)
    pbf.pos = end
  }

  #tellDense(at: { id: number; lat: number; lon: number; tags: number }): void {
    const tell = this.#visitor.node!
    const ids = new PackedNumbers(this.#pbf.buf, at.id)
    const lats = new PackedNumbers(this.#pbf.buf, at.lat)
    const lons = new PackedNumbers(this.#pbf.buf, at.lon)
    let [id, lat, lon] = [0, 0, 0]
    while (ids.more()) {
      id += ids.signed()
      lat += lats.signed()
      lon += lons.signed()
      tell(id, this.#lon(lon), this.#lat(lat))
    }
    const { nodeTags, nodeKeys } = this.#visitor
    if (at.tags !== -1 && nodeTags && this.#indicesOf(nodeKeys).size > 0) this.#tellDenseTags(at)
  }

  /** Key and value by turns, a 0 after each node's last. */
  #tellDenseTags(at: { id: number; tags: number }): void {
    const ids = new PackedNumbers(this.#pbf.buf, at.id)
    const tags = new PackedNumbers(this.#pbf.buf, at.tags)
    let id = 0
    while (ids.more() && tags.more()) {
      id += ids.signed()
      const keys: number[] = []
      const values: number[] = []
      for (let key = tags.unsigned(); key !== 0; key = tags.unsigned()) {
        keys.push(key)
        values.push(tags.unsigned())
      }
      if (this.#holdsKey(keys, this.#visitor.nodeKeys)) this.#visitor.nodeTags!(id, this.#tags(keys, values))
    }
  }

  #readWay(): void {
    const pbf = this.#pbf
    const found = { id: 0, keys: [] as number[], values: [] as number[], refsAt: -1 }
    pbf.readMessage((tag, into) => {
      if (tag === 1) into.id = pbf.readVarint()
      else if (tag === 2) into.keys = pbf.readPackedVarint()
      else if (tag === 3) into.values = pbf.readPackedVarint()
      else if (tag === 8) {
        into.refsAt = pbf.pos
        pbf.skip(pbf.type)
      }
    }, found)
    if (found.refsAt === -1 || !this.#holdsKey(found.keys, this.#visitor.wayKeys)) return
    const refs = new PackedNumbers(pbf.buf, found.refsAt)
    let [ref, length] = [0, 0]
    while (refs.more()) {
      ref += refs.signed()
      if (length === this.#refs.length) this.#refs = doubled(this.#refs)
      this.#refs[length++] = ref
    }
    this.#visitor.way!(found.id, this.#tags(found.keys, found.values), this.#refs, length)
  }

  #readRelation(): void {
    const pbf = this.#pbf
    const found = { keys: [], values: [], roles: [], ids: [], kinds: [] } as Record<string, number[]>
    pbf.readMessage((tag, into) => {
      if (tag === 2) into.keys = pbf.readPackedVarint()
      else if (tag === 3) into.values = pbf.readPackedVarint()
      else if (tag === 8) into.roles = pbf.readPackedVarint()
      else if (tag === 9) into.ids = pbf.readPackedSVarint()
      else if (tag === 10) into.kinds = pbf.readPackedVarint()
    }, found)
    if (!this.#holdsKey(found.keys, this.#visitor.relationKeys)) return
    let id = 0
    const members = found.ids.map((step, i): Member => {
      id += step
      return { kind: memberKinds[found.kinds[i]] ?? 'relation', id, role: this.#string(found.roles[i]) }
    })
    this.#visitor.relation!(this.#tags(found.keys, found.values), members)
  }

  /** Numbers in this block's table of those strings. */
  #indicesOf(keys: readonly string[] = []): ReadonlySet<number> {
    const name = keys.join()
    const known = this.#wanted.get(name)
    if (known) return known
    const wanted = keys.map((key) => Buffer.from(key))
    const { buf } = this.#pbf
    const found = new Set<number>()
    this.#strings.forEach(({ from, to }, index) => {
      if (wanted.some((key) => key.length === to - from && key.equals(buf.subarray(from, to))))
        found.add(index)
    })
    this.#wanted.set(name, found)
    return found
  }

  #holdsKey(keys: readonly number[], wanted: readonly string[] | undefined): boolean {
    const indices = this.#indicesOf(wanted)
    return indices.size > 0 && keys.some((key) => indices.has(key))
  }

  #tags(keys: readonly number[], values: readonly number[]): Tags {
    return new Map(keys.map((key, i) => [this.#string(key), this.#string(values[i])]))
  }

  #string(index: number): string {
    const entry = this.#strings[index]
    if (!entry) throw new RangeError(`string ${index} of ${this.#strings.length}`)
    entry.text ??= Buffer.from(this.#pbf.buf.subarray(entry.from, entry.to)).toString('utf8')
    return entry.text
  }

  #lon(value: number): number {
    return Math.round((this.#lonOffset + this.#granularity * value) / 100)
  }

  #lat(value: number): number {
    return Math.round((this.#latOffset + this.#granularity * value) / 100)
  }
}

const memberKinds = ['node', 'way', 'relation'] as const

/** A packed list, read number by number without an array of them. */
class PackedNumbers {
  readonly #pbf: PbfReader
  readonly #end: number

  constructor(bytes: Uint8Array, at: number) {
    this.#pbf = new PbfReader(bytes)
    this.#pbf.pos = at
    this.#end = this.#pbf.readVarint() + this.#pbf.pos
    if (!(this.#end <= bytes.length)) throw new RangeError('a list runs over the end of its block')
  }

  more(): boolean {
    return this.#pbf.pos < this.#end
  }

  signed(): number {
    return this.#pbf.readSVarint()
  }

  unsigned(): number {
    if (this.#pbf.pos >= this.#end) throw new RangeError('a list ends too early')
    return this.#pbf.readVarint()
  }
}

function doubled(values: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const more = new Float64Array(values.length * 2)
  more.set(values)
  return more
}
