/** Which rows belong together, and what each group counts: a few passes over typed arrays, nothing made per row. */
import type { Axis } from './axes.ts'

export interface Grouping {
  /** Group of the i-th row, counted from 0. */
  readonly groupOf: Int32Array
  /** One row of each group. */
  readonly samples: readonly number[]
}

/** Splits along one axis after another, numbering anew each time, so that numbers stay as few as there are groups. */
export function groupRows(rows: Int32Array, axes: readonly Axis[]): Grouping {
  const groupOf = new Int32Array(rows.length)
  let count = 1
  for (const axis of axes) {
    const numbering = createNumbering(count * axis.size)
    for (let i = 0; i < rows.length; i++)
      groupOf[i] = numbering.numberOf(groupOf[i]! * axis.size + axis.numberOf(rows[i]!))
    count = numbering.count()
  }
  const samples: number[] = []
  for (let i = 0; i < rows.length; i++) if (groupOf[i] === samples.length) samples.push(rows[i]!)
  return { groupOf, samples }
}

const tableAtMost = 1 << 20

/** Numbers keys in order of first sight: by a table while there are few possible keys, else by a map. */
function createNumbering(keys: number) {
  let count = 0
  // 0 is "not seen yet", so that a fresh table needs no filling.
  const table = keys <= tableAtMost ? new Int32Array(keys) : undefined
  const map = new Map<number, number>()
  return {
    numberOf(key: number): number {
      const known = table ? table[key]! : (map.get(key) ?? 0)
      if (known > 0) return known - 1
      count++
      if (table) table[key] = count
      else map.set(key, count)
      return count - 1
    },
    count: () => count,
  }
}

/** How many rows of each group have each number along an axis: `counts[group * axis.size + number]`. */
export function countAlong(rows: Int32Array, { groupOf, samples }: Grouping, axis: Axis): Int32Array {
  const counts = new Int32Array(samples.length * axis.size)
  for (let i = 0; i < rows.length; i++) counts[groupOf[i]! * axis.size + axis.numberOf(rows[i]!)]!++
  return counts
}

/** The values of each group that are not negative, ascending. */
export function valuesByGroup(
  rows: Int32Array,
  { groupOf, samples }: Grouping,
  values: Int32Array,
): Int32Array[] {
  const ends = new Int32Array(samples.length)
  for (let i = 0; i < rows.length; i++) if (values[rows[i]!]! >= 0) ends[groupOf[i]!]!++
  for (let group = 1; group < ends.length; group++) ends[group]! += ends[group - 1]!
  const starts = Int32Array.from(ends, (_, group) => (group === 0 ? 0 : ends[group - 1]!))
  const gathered = new Int32Array(ends.at(-1) ?? 0)
  const next = starts.slice()
  for (let i = 0; i < rows.length; i++) {
    const value = values[rows[i]!]!
    if (value >= 0) gathered[next[groupOf[i]!]!++] = value
  }
  return samples.map((_, group) => sorted(gathered.subarray(starts[group], ends[group])))
}

/** In place. Reach times are small numbers, many times over: counting them is several times quicker than comparing. */
function sorted(values: Int32Array): Int32Array {
  const largest = values.reduce((most, value) => Math.max(most, value), 0)
  if (largest > values.length) return values.sort()
  const counts = new Int32Array(largest + 1)
  for (const value of values) counts[value]!++
  let end = 0
  for (let value = 0; value <= largest; value++) {
    values.fill(value, end, end + counts[value]!)
    end += counts[value]!
  }
  return values
}
