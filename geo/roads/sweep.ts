/**
 * How far is every node from the nearest start, over a prepared hierarchy? A short climb from the starts, then one
 * pass from the highest node to the lowest, each from its higher neighbours (PHAST). The same numbers and labels as
 * a plain search: distance and label are kept as one number, so that the lesser number is the nearer start, and of
 * equally near ones the lower label. Where both fit into 31 bits whole numbers do it, twice as fast; else doubles.
 */
import type { PositionRows, RoadHierarchy } from './hierarchy.ts'
import { createMinHeap } from './min-heap.ts'
import { type Reach, type Start, unreached } from './search.ts'

export type RoadSweep = (starts: readonly Start[]) => Reach

/** Labels are below this; with any distance in 32 bits the number stays exact. */
export const labelsAtMost = 2 ** 20

/** Greater than any key in whole numbers, and so small that adding an arc that is lighter still fits. */
const beyond = 2 ** 30

/** Throws RangeError for a label that is no whole number from 0 up to `labelsAtMost`. */
export function createRoadSweep(hierarchy: RoadHierarchy): RoadSweep {
  const { position, upward, downward } = hierarchy
  const nodes = position.length
  const heap = createMinHeap(nodes)
  const heaviest = Math.max(heaviestOf(upward), heaviestOf(downward))
  const whole = new Int32Array(nodes)
  let wide: Float64Array | undefined

  /** Keys are distances times `labels`, plus the label. */
  function settle(key: Int32Array | Float64Array, starts: readonly Start[], labels: number): void {
    const offer = (at: number, value: number) => {
      if (value >= key[at]) return
      key[at] = value
      heap.push(at, value)
    }
    for (const { node, delay, label = 0 } of starts) offer(position[node], delay * labels + label)
    while (heap.size() > 0) {
      const from = heap.pop()
      for (let i = upward.at[from]; i < upward.at[from + 1]; i++)
        offer(upward.pairs[2 * i], key[from] + upward.pairs[2 * i + 1] * labels)
    }
  }

  /** Undefined where a distance is too great for whole numbers. */
  function inWholeNumbers(starts: readonly Start[], lowest: number, bits: number): Reach | undefined {
    const tooFar = beyond / 2 ** bits
    if (heaviest >= tooFar || starts.some(({ delay }) => delay >= tooFar)) return undefined
    whole.fill(beyond)
    const from = starts.map(({ node, delay, label = 0 }) => ({ node, delay, label: label - lowest }))
    settle(whole, from, 2 ** bits)
    descendWhole(whole, downward, bits)
    const distance = new Int32Array(nodes)
    const label = new Int32Array(nodes)
    const mask = 2 ** bits - 1
    let greatest = 0
    for (let node = 0; node < nodes; node++) {
      const value = whole[position[node]]
      if (value === beyond) {
        distance[node] = unreached
        label[node] = -1
        continue
      }
      if (value > greatest) greatest = value
      distance[node] = value >> bits
      label[node] = lowest + (value & mask)
    }
    // Whatever was cut off at `beyond` came over an arc from a node that was not.
    return greatest + heaviest * 2 ** bits < beyond ? { distance, label } : undefined
  }

  function inDoubles(starts: readonly Start[]): Reach {
    wide ??= new Float64Array(nodes)
    wide.fill(Infinity)
    settle(wide, starts, labelsAtMost)
    descendWide(wide, downward)
    const distance = new Int32Array(nodes).fill(unreached)
    const label = new Int32Array(nodes).fill(-1)
    for (let node = 0; node < nodes; node++) {
      const value = wide[position[node]]
      if (value === Infinity) continue
      distance[node] = Math.floor(value / labelsAtMost)
      label[node] = value - distance[node] * labelsAtMost
    }
    return { distance, label }
  }

  return (starts) => {
    let [lowest, highest] = [labelsAtMost, 0]
    for (const { label = 0 } of starts) {
      if (!(Number.isInteger(label) && label >= 0 && label < labelsAtMost))
        throw new RangeError(`label ${label}; expected a whole number below ${labelsAtMost}`)
      if (label < lowest) lowest = label
      if (label > highest) highest = label
    }
    const bits = highest > lowest ? 32 - Math.clz32(highest - lowest) : 0
    return inWholeNumbers(starts, lowest, bits) ?? inDoubles(starts)
  }
}

function heaviestOf({ pairs }: PositionRows): number {
  let heaviest = 0
  for (let i = 1; i < pairs.length; i += 2) heaviest = Math.max(heaviest, pairs[i])
  return heaviest
}

function descendWhole(key: Int32Array, { at, pairs }: PositionRows, bits: number): void {
  for (let p = 0, i = 0; p < key.length; p++) {
    let best = key[p]
    for (const end = 2 * at[p + 1]; i < end; i += 2) {
      // Which is less nobody can foretell: without a branch the processor need not guess.
      const less = (key[pairs[i]] + (pairs[i + 1] << bits) - best) | 0
      best = (best + (less & (less >> 31))) | 0
    }
    key[p] = best
  }
}

function descendWide(key: Float64Array, { at, pairs }: PositionRows): void {
  for (let p = 0, i = 0; p < key.length; p++) {
    let best = key[p]
    for (const end = 2 * at[p + 1]; i < end; i += 2)
      best = Math.min(best, key[pairs[i]] + pairs[i + 1] * labelsAtMost)
    key[p] = best
  }
}
