/**
 * Which row is a task's first? Millions of ids as bytes in chunks, found by a hash table of row numbers: some thirty
 * bytes a task where a Map of strings takes over a hundred. An id is compared unit by unit, so that no two are ever
 * taken for one. The table is cut into shards that grow one by one: no update waits for more than a shard's tasks to
 * be placed anew, and only that shard is held twice meanwhile.
 */

const chunkBits = 20
const chunkBytes = 1 << chunkBits
const shardBits = 6
/** A power of two, as all sizes of a shard are. */
const slotsAtFirst = 16

/** Slot i: the row plus one (0 is an empty slot) at 2i, the hash of its id at 2i + 1. */
interface Shard {
  slots: Int32Array
  used: number
}

export class TaskIds {
  readonly #chunks: Uint8Array[] = []
  /** Bytes used of the last chunk. */
  #end = chunkBytes
  /** Where ids that were let go began, by how many bytes they took. */
  readonly #free = new Map<number, number[]>()
  readonly #shards: (Shard | undefined)[] = Array.from({ length: 1 << shardBits }, () => undefined)
  readonly #idAt: (row: number) => number

  /** `idAt` tells what `add` answered for the row. */
  constructor(idAt: (row: number) => number) {
    this.#idAt = idAt
  }

  /** The row added with the id, or -1. */
  find(id: string): number {
    const hash = hashOf(id)
    const shard = this.#shards[shardOf(hash)]
    return shard === undefined ? -1 : shard.slots[2 * this.#slotOf(shard, id, hash)]! - 1
  }

  /** Answers where the id was put. The id must not be there yet. */
  add(id: string, row: number): number {
    const at = this.#write(id)
    const hash = hashOf(id)
    const number = shardOf(hash)
    const shard = this.#shards[number] ?? { slots: new Int32Array(2 * slotsAtFirst), used: 0 }
    this.#shards[number] = shard
    // Three quarters full a search still ends within a few neighbouring slots.
    if (++shard.used * 8 > shard.slots.length * 3) shard.slots = rehashed(shard.slots)
    place(shard.slots, row + 1, hash)
    return at
  }

  /** Forgets an id that is there; its room goes to the next id as long. */
  remove(id: string): void {
    const hash = hashOf(id)
    const shard = this.#shards[shardOf(hash)]!
    const slot = this.#slotOf(shard, id, hash)
    const at = this.#idAt(shard.slots[2 * slot]! - 1)
    const bytes = bytesOf(id)
    const free = this.#free.get(bytes)
    if (free) free.push(at)
    else this.#free.set(bytes, [at])
    empty(shard.slots, slot)
    shard.used--
  }

  /** The id that begins at `at`. */
  textAt(at: number): string {
    const { units, wide, from, chunk } = this.#header(at)
    let text = ''
    for (let i = 0; i < units; i++) text += String.fromCharCode(unitAt(chunk, from, i, wide))
    return text
  }

  /** Where the id is, or the empty slot where it would be. */
  #slotOf({ slots }: Shard, id: string, hash: number): number {
    const mask = (slots.length >> 1) - 1
    let slot = hash & mask
    while (slots[2 * slot] !== 0) {
      if (slots[2 * slot + 1] === hash && this.#isAt(id, this.#idAt(slots[2 * slot]! - 1))) break
      slot = (slot + 1) & mask
    }
    return slot
  }

  #isAt(id: string, at: number): boolean {
    const { units, wide, from, chunk } = this.#header(at)
    if (units !== id.length) return false
    for (let i = 0; i < units; i++) if (unitAt(chunk, from, i, wide) !== id.charCodeAt(i)) return false
    return true
  }

  /** Length and width stand before the units, seven bits to a byte, the lowest first. */
  #header(at: number) {
    const chunk = this.#chunks[Math.floor(at / chunkBytes)]!
    let from = at & (chunkBytes - 1)
    let value = chunk[from]! & 0x7f
    for (let shift = 7; chunk[from++]! > 0x7f; shift += 7) value |= (chunk[from]! & 0x7f) << shift
    return { units: value >> 1, wide: (value & 1) === 1, from, chunk }
  }

  #write(id: string): number {
    const bytes = bytesOf(id)
    const at = this.#free.get(bytes)?.pop() ?? this.#room(bytes)
    const chunk = this.#chunks[Math.floor(at / chunkBytes)]!
    let to = at & (chunkBytes - 1)
    const wide = isWide(id)
    let header = (id.length << 1) | (wide ? 1 : 0)
    for (; header > 0x7f; header >>= 7) chunk[to++] = (header & 0x7f) | 0x80
    chunk[to++] = header
    for (let i = 0; i < id.length; i++) {
      const unit = id.charCodeAt(i)
      chunk[to++] = unit & 0xff
      if (wide) chunk[to++] = unit >> 8
    }
    return at
  }

  #room(bytes: number): number {
    if (bytes > chunkBytes)
      throw new RangeError(`found a task id of ${bytes} bytes; expected at most ${chunkBytes}`)
    if (this.#end + bytes > chunkBytes) {
      this.#chunks.push(new Uint8Array(chunkBytes))
      this.#end = 0
    }
    const at = (this.#chunks.length - 1) * chunkBytes + this.#end
    this.#end += bytes
    return at
  }
}

function unitAt(chunk: Uint8Array, from: number, i: number, wide: boolean): number {
  return wide ? chunk[from + 2 * i]! | (chunk[from + 2 * i + 1]! << 8) : chunk[from + i]!
}

/** Ids outside Latin 1 take two bytes a unit. */
function isWide(id: string): boolean {
  for (let i = 0; i < id.length; i++) if (id.charCodeAt(i) > 0xff) return true
  return false
}

function bytesOf(id: string): number {
  const units = isWide(id) ? 2 * id.length : id.length
  let header = 1
  for (let rest = id.length >> 6; rest > 0; rest >>= 7) header++
  return header + units
}

/** FNV-1a over the units, stirred at the end: ids that differ in their last figure only must lie far apart. */
function hashOf(id: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

/** By the highest bits, since the slot goes by the lowest. */
function shardOf(hash: number): number {
  return hash >>> (32 - shardBits)
}

function place(slots: Int32Array, rowPlusOne: number, hash: number): void {
  const mask = (slots.length >> 1) - 1
  let slot = hash & mask
  while (slots[2 * slot] !== 0) slot = (slot + 1) & mask
  slots[2 * slot] = rowPlusOne
  slots[2 * slot + 1] = hash
}

function rehashed(slots: Int32Array): Int32Array {
  const larger = new Int32Array(2 * slots.length)
  for (let i = 0; i < slots.length; i += 2) if (slots[i] !== 0) place(larger, slots[i]!, slots[i + 1]!)
  return larger
}

/** What was pushed on past the emptied slot moves back, so that every search still ends at an empty slot. */
function empty(slots: Int32Array, emptied: number): void {
  const mask = (slots.length >> 1) - 1
  let hole = emptied
  for (let slot = (hole + 1) & mask; slots[2 * slot] !== 0; slot = (slot + 1) & mask) {
    const home = slots[2 * slot + 1]! & mask
    // Only from beyond the hole: what belongs between the hole and here stays.
    if (((slot - home) & mask) < ((slot - hole) & mask)) continue
    slots[2 * hole] = slots[2 * slot]!
    slots[2 * hole + 1] = slots[2 * slot + 1]!
    hole = slot
  }
  slots[2 * hole] = 0
}
