/**
 * How far is every node from the nearest start, over a prepared hierarchy? A short climb from the starts, then one
 * pass from the highest node to the lowest, each from its higher neighbours (PHAST). The same numbers and labels as
 * a plain search: distance and label are kept as one number, so that the lesser number is the nearer start, and of
 * equally near ones the lower label.
 */
import type { RoadHierarchy } from './hierarchy.ts'
import { createMinHeap } from './min-heap.ts'
import { type Reach, type Start, unreached } from './search.ts'

export type RoadSweep = (starts: readonly Start[]) => Reach

/** Labels are below this; with any distance in 32 bits the number stays exact. */
export const labelsAtMost = 2 ** 20

/** Throws RangeError for a label that is no whole number from 0 up to `labelsAtMost`. */
export function createRoadSweep({ position, upward, downward }: RoadHierarchy): RoadSweep {
  const nodes = position.length
  const heap = createMinHeap(nodes)
  const key = new Float64Array(nodes)

  function settle(starts: readonly Start[]): void {
    const offer = (at: number, value: number) => {
      if (value >= key[at]) return
      key[at] = value
      heap.push(at, value)
    }
    for (const { node, delay, label = 0 } of starts) {
      if (!(Number.isInteger(label) && label >= 0 && label < labelsAtMost))
        throw new RangeError(`label ${label}; expected a whole number below ${labelsAtMost}`)
      offer(position[node], delay * labelsAtMost + label)
    }
    while (heap.size() > 0) {
      const from = heap.pop()
      for (let i = upward.at[from]; i < upward.at[from + 1]; i++)
        offer(upward.pairs[2 * i], key[from] + upward.pairs[2 * i + 1] * labelsAtMost)
    }
  }

  function descend(): void {
    const { at, pairs } = downward
    for (let p = 0, i = 0; p < nodes; p++) {
      let best = key[p]
      for (const end = 2 * at[p + 1]; i < end; i += 2) {
        // Which is less nobody can foretell: without a branch the processor need not guess.
        best = Math.min(best, key[pairs[i]] + pairs[i + 1] * labelsAtMost)
      }
      key[p] = best
    }
  }

  return (starts) => {
    key.fill(Infinity)
    settle(starts)
    descend()
    const distance = new Int32Array(nodes).fill(unreached)
    const label = new Int32Array(nodes).fill(-1)
    for (let node = 0; node < nodes; node++) {
      const value = key[position[node]]
      if (value === Infinity) continue
      const whole = Math.floor(value * (1 / labelsAtMost))
      distance[node] = whole
      label[node] = value - whole * labelsAtMost
    }
    return { distance, label }
  }
}
