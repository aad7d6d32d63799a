/** Columns whose length is not known beforehand, without an object for each number. */

export class Int32List {
  length = 0
  #values = new Int32Array(1024)

  push(value: number): number {
    if (this.length === this.#values.length) this.#values = grown(this.#values, Int32Array)
    this.#values[this.length] = value
    return this.length++
  }

  at(index: number): number {
    return this.#values[index]
  }

  /** The last value again as a copy of the right length; the list is empty afterwards. */
  take(): Int32Array {
    const taken = this.#values.slice(0, this.length)
    this.#values = new Int32Array(1024)
    this.length = 0
    return taken
  }
}

function grown<T extends Int32Array>(values: T, make: new (length: number) => T): T {
  const more = new make(values.length * 2)
  more.set(values)
  return more
}

const chunkBytes = 1 << 20
/** No number takes more bytes than this. */
const longest = 10

/** Lists of whole numbers one after another, each number as its difference from the one before: 1 to 5 bytes. */
export class PackedLists {
  lists = 0
  numbers = 0
  readonly #chunks: Uint8Array[] = []
  #chunk = new Uint8Array(0)
  #at = 0
  #last = 0

  append(values: ArrayLike<number>, length: number): void {
    this.#put(length)
    for (let i = 0; i < length; i++) {
      const step = values[i] - this.#last
      this.#last = values[i]
      this.#put(step >= 0 ? step * 2 : -step * 2 - 1)
    }
    this.lists++
    this.numbers += length
  }

  /** Calls back with each list in order; the array is reused. */
  each(tell: (values: Float64Array, length: number, list: number) => void): void {
    let [at, chunk, last] = [0, 0, 0]
    let scratch = new Float64Array(1024)
    const next = () => {
      // A number lies in one chunk as a whole: what is left of a chunk too short for the longest is skipped.
      if (at + longest > chunkBytes) [chunk, at] = [chunk + 1, 0]
      const bytes = this.#chunks[chunk]
      let [value, scale] = [0, 1]
      for (;;) {
        const byte = bytes[at++]
        value += (byte & 127) * scale
        if (byte < 128) return value
        scale *= 128
      }
    }
    for (let list = 0; list < this.lists; list++) {
      const length = next()
      if (length > scratch.length) scratch = new Float64Array(length * 2)
      for (let i = 0; i < length; i++) {
        const step = next()
        last += step % 2 === 0 ? step / 2 : -(step + 1) / 2
        scratch[i] = last
      }
      tell(scratch, length, list)
    }
  }

  #put(value: number): void {
    if (this.#chunks.length === 0 || this.#at + longest > chunkBytes) {
      this.#chunk = new Uint8Array(chunkBytes)
      this.#chunks.push(this.#chunk)
      this.#at = 0
    }
    while (value >= 128) {
      this.#chunk[this.#at++] = (value % 128) | 128
      value = Math.floor(value / 128)
    }
    this.#chunk[this.#at++] = value
  }
}
