/** Which rows belong together, and what each group counts: a few passes over typed arrays, nothing made per row. */
import type { Axis } from './axes.ts'

export interface Grouping {
  /** Group of the i-th row, counted from 0 in order of first sight. */
  readonly groupOf: Int32Array
  /** The first row of each group: ascending as rows are. */
  readonly samples: Int32Array
}

const tableAtMost = 1 << 22

/**
 * A row's key is its numbers along the axes put together. Where there would be more possible keys than a table holds,
 * those that occur are numbered anew, so that there are never more than rows.
 */
export function groupRows(rows: Int32Array, axes: readonly Axis[]): Grouping {
  const keys = new Int32Array(rows.length)
  let possible = 1
  for (const axis of axes) {
    if (possible * axis.size > tableAtMost && possible <= tableAtMost)
      possible = numberByTable(keys, possible).length
    if (possible * axis.size <= tableAtMost) {
      axis.append(rows, keys)
      possible *= axis.size
    } else {
      const numbers = new Int32Array(rows.length)
      axis.append(rows, numbers)
      possible = numberPairs(keys, numbers, axis.size)
    }
  }
  const seen = possible <= tableAtMost ? numberByTable(keys, possible) : firstOfEach(keys, possible)
  return { groupOf: keys, samples: seen.map((i) => rows[i]!) }
}

/** Numbers keys below `possible` in place, in order of first sight; answers where each was first seen. */
function numberByTable(keys: Int32Array, possible: number): Int32Array {
  // 0 is "not seen yet", so that a fresh table needs no filling.
  const table = new Int32Array(possible)
  const first: number[] = []
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!
    let number = table[key]!
    if (number === 0) {
      first.push(i)
      number = first.length
      table[key] = number
    }
    keys[i] = number - 1
  }
  return Int32Array.from(first)
}

/** Where each of `count` keys, numbered in order of first sight, was first seen. */
function firstOfEach(keys: Int32Array, count: number): Int32Array {
  const first = new Int32Array(count)
  let seen = 0
  for (let i = 0; seen < count; i++) if (keys[i] === seen) first[seen++] = i
  return first
}

/** The same for pairs of a key and a number below `size`, of which there may be too many for a table. */
function numberPairs(keys: Int32Array, numbers: Int32Array, size: number): number {
  let pairs = new Float64Array(1 << 12)
  let table = new Int32Array(1 << 12)
  let count = 0
  for (let i = 0; i < keys.length; i++) {
    const pair = keys[i]! * size + numbers[i]!
    let slot = slotFor(pairs, table, pair)
    if (table[slot] === 0) {
      if (++count * 2 > table.length) {
        ;[pairs, table] = enlarged(pairs, table)
        slot = slotFor(pairs, table, pair)
      }
      pairs[slot] = pair
      table[slot] = count
    }
    keys[i] = table[slot]! - 1
  }
  return count
}

function slotFor(pairs: Float64Array, table: Int32Array, pair: number): number {
  const mask = table.length - 1
  const mixed = Math.imul(pair | 0, 0x9e3779b1) ^ Math.imul((pair / 0x1_0000_0000) | 0, 0x85ebca6b)
  let slot = (mixed ^ (mixed >>> 15)) & mask
  while (table[slot] !== 0 && pairs[slot] !== pair) slot = (slot + 1) & mask
  return slot
}

function enlarged(
  pairs: Float64Array,
  table: Int32Array,
): [Float64Array<ArrayBuffer>, Int32Array<ArrayBuffer>] {
  const [morePairs, moreTable] = [new Float64Array(2 * pairs.length), new Int32Array(2 * table.length)]
  for (let i = 0; i < table.length; i++) {
    if (table[i] === 0) continue
    const slot = slotFor(morePairs, moreTable, pairs[i]!)
    morePairs[slot] = pairs[i]!
    moreTable[slot] = table[i]!
  }
  return [morePairs, moreTable]
}

/** How many rows of each group have each number along an axis: `counts[group * axis.size + number]`. */
export function countAlong(rows: Int32Array, { groupOf, samples }: Grouping, axis: Axis): Int32Array {
  const keys = groupOf.slice()
  axis.append(rows, keys)
  const counts = new Int32Array(samples.length * axis.size)
  for (let i = 0; i < keys.length; i++) counts[keys[i]!]!++
  return counts
}

/** The values of each group that are not negative, ascending; `values` one to a row. */
export function valuesByGroup({ groupOf, samples }: Grouping, values: Int32Array): Int32Array[] {
  const ends = new Int32Array(samples.length)
  for (let i = 0; i < values.length; i++) if (values[i]! >= 0) ends[groupOf[i]!]!++
  for (let group = 1; group < ends.length; group++) ends[group]! += ends[group - 1]!
  const starts = Int32Array.from(ends, (_, group) => (group === 0 ? 0 : ends[group - 1]!))
  const gathered = new Int32Array(ends.at(-1) ?? 0)
  const next = starts.slice()
  for (let i = 0; i < values.length; i++) if (values[i]! >= 0) gathered[next[groupOf[i]!]!++] = values[i]!
  return Array.from(starts, (start, group) => sorted(gathered.subarray(start, ends[group])))
}

/** In place. Reach times are small numbers, many times over: counting them is several times quicker than comparing. */
function sorted(values: Int32Array): Int32Array {
  let largest = 0
  for (let i = 0; i < values.length; i++) if (values[i]! > largest) largest = values[i]!
  if (largest > values.length) return values.sort()
  const counts = new Int32Array(largest + 1)
  for (let i = 0; i < values.length; i++) counts[values[i]!]!++
  let end = 0
  for (let value = 0; value <= largest; value++) {
    values.fill(value, end, end + counts[value]!)
    end += counts[value]!
  }
  return values
}
