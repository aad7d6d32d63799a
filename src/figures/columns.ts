/** Every judged task as columns in typed arrays: about 40 bytes a row, changed in place when a task is judged anew. */

export const noSeconds = -1

/** Texts as small numbers, in order of first sight; 0 is "none". */
export class Dictionary {
  readonly texts: string[] = ['']
  readonly #numbers = new Map<string, number>()

  numberOf(text: string | undefined): number {
    if (text === undefined) return 0
    const known = this.#numbers.get(text)
    if (known !== undefined) return known
    if (this.texts.length > 0xffff) throw new RangeError('more than 65 535 different texts in one column')
    this.#numbers.set(text, this.texts.length)
    return this.texts.push(text) - 1
  }

  /** `undefined` for a text never seen. */
  find(text: string): number | undefined {
    return this.#numbers.get(text)
  }

  textOf(number: number): string | undefined {
    return number === 0 ? undefined : this.texts[number]
  }
}

export const dictionaryColumns = [
  'service',
  'decision',
  'urgency',
  'urgencyGroup',
  'zone',
  'municipality',
  'measure',
  'excluded',
] as const
export type DictionaryColumn = (typeof dictionaryColumns)[number]

export class Columns {
  length = 0
  datedAt = new Float64Array(1024)
  seconds = new Int32Array(1024)
  /** 0 for a task's first measure: tasks are counted by these. 255 marks a row that is free. */
  ordinal = new Uint8Array(1024)
  /** The task's next row, or -1. */
  next = new Int32Array(1024)
  readonly codes: Record<DictionaryColumn, Uint16Array> = codesOf(1024)

  /** Adds one row and answers its index. */
  grow(): number {
    if (this.length === this.datedAt.length) this.#double()
    return this.length++
  }

  #double(): void {
    const size = this.datedAt.length * 2
    this.datedAt = copied(new Float64Array(size), this.datedAt)
    this.seconds = copied(new Int32Array(size), this.seconds)
    this.ordinal = copied(new Uint8Array(size), this.ordinal)
    this.next = copied(new Int32Array(size), this.next)
    for (const name of dictionaryColumns) this.codes[name] = copied(new Uint16Array(size), this.codes[name])
  }
}

export const freeRow = 255

function codesOf(size: number): Record<DictionaryColumn, Uint16Array> {
  return Object.fromEntries(dictionaryColumns.map((name) => [name, new Uint16Array(size)])) as Record<
    DictionaryColumn,
    Uint16Array
  >
}

function copied<T extends { set(other: T): void }>(target: T, source: T): T {
  target.set(source)
  return target
}
