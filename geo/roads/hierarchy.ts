/**
 * How can the same search be had many times faster, once the roads are prepared? A contraction hierarchy: nodes
 * are taken out one by one, the unimportant ones first, and where that would lengthen a way a shortcut is put in.
 * Every shortest way then goes up the ranks and down again. Exact for any whole weights of at least 1.
 */
import { createMinHeap } from './min-heap.ts'
import { closedArc } from './speeds.ts'

/** Arcs in compressed rows over positions. Arcs `at[p]` up to `at[p + 1]` are pairs of position and weight. */
export interface PositionRows {
  readonly at: Int32Array
  readonly pairs: Int32Array
}

export interface RoadHierarchy {
  /** Of each node: 0 is the highest. Level by level, within a level as the nodes lie on the ground. */
  readonly position: Int32Array
  /** From a position to higher ones, which have lower numbers. */
  readonly upward: PositionRows
  /** Into a position from higher ones. */
  readonly downward: PositionRows
  readonly shortcuts: number
}

/** A look for a way round is given up after this many nodes: a shortcut too many costs time, never truth. */
const witnessesWhilePlanning = 30
const witnessesWhileTaking = 200

interface Rows {
  readonly first: Int32Array
  readonly head: Int32Array
}

/** `weights` as for a search. Some seconds for a county; a matter of once for each graph and settings. */
export function buildHierarchy(rows: Rows, weights: Int32Array): RoadHierarchy {
  const roads = createRemaining(rows, weights)
  const nodes = rows.first.length - 1
  const depth = new Int32Array(nodes)
  const urgency = (node: number) => {
    const { shortcuts, arcs } = roads.plan(node, witnessesWhilePlanning)
    return 4 * shortcuts - 2 * arcs + 2 * depth[node]
  }
  const heap = createMinHeap(nodes)
  for (let node = 0; node < nodes; node++) heap.push(node, urgency(node))
  const upward: number[][] = []
  const downward: number[][] = []
  const order: number[] = []
  let shortcuts = 0
  while (heap.size() > 0) {
    const node = heap.pop()
    const now = urgency(node)
    // Its neighbours changed since it was queued; the next in line may be better.
    if (heap.size() > 0 && now > heap.least()) {
      heap.push(node, now)
      continue
    }
    upward[node] = roads.leaving(node)
    downward[node] = roads.entering(node)
    shortcuts += roads.take(node, witnessesWhileTaking, depth)
    order.push(node)
  }
  const nodeAt = inLevels(order, upward, downward)
  const position = new Int32Array(nodes)
  for (const [at, node] of nodeAt.entries()) position[node] = at
  const placed = (lists: readonly number[][]) => byPosition(lists, nodeAt, position)
  return { position, upward: placed(upward), downward: placed(downward), shortcuts }
}

/** Nodes of a level have no arc between them: their order is free, and neighbours on the ground share memory. */
function inLevels(
  order: readonly number[],
  upward: readonly number[][],
  downward: readonly number[][],
): Int32Array {
  const level = new Int32Array(order.length)
  for (const node of order.toReversed())
    for (const list of [upward[node], downward[node]])
      for (let i = 0; i < list.length; i += 2) level[node] = Math.max(level[node], level[list[i]] + 1)
  return Int32Array.from(order).sort((a, b) => level[a] - level[b] || a - b)
}

function byPosition(lists: readonly number[][], nodeAt: Int32Array, position: Int32Array): PositionRows {
  const at = new Int32Array(lists.length + 1)
  for (const [i, node] of nodeAt.entries()) at[i + 1] = at[i] + lists[node].length / 2
  const pairs = new Int32Array(at[lists.length] * 2)
  for (const [i, node] of nodeAt.entries())
    for (let k = 0; k < lists[node].length; k += 2) {
      pairs[at[i] * 2 + k] = position[lists[node][k]]
      pairs[at[i] * 2 + k + 1] = lists[node][k + 1]
    }
  return { at, pairs }
}

/** The network that is left while nodes are taken out: by node, pairs of neighbour and weight, each way. */
function createRemaining({ first, head }: Rows, weights: Int32Array) {
  const nodes = first.length - 1
  const out: number[][] = Array.from({ length: nodes }, () => [])
  const into: number[][] = Array.from({ length: nodes }, () => [])
  for (let node = 0; node < nodes; node++)
    for (let arc = first[node]; arc < first[node + 1]; arc++)
      if (weights[arc] !== closedArc && head[arc] !== node) keepLeast(node, head[arc], weights[arc])

  const distance = new Float64Array(nodes).fill(Infinity)
  const heap = createMinHeap(nodes)
  const touched: number[] = []

  function keepLeast(from: number, to: number, weight: number): void {
    lower(out[from], to, weight)
    lower(into[to], from, weight)
  }

  /** Distances from `source` without passing `without`, until all that is near enough or the count is used up. */
  function witness(source: number, without: number, atMost: number, count: number): void {
    for (const node of touched) distance[node] = Infinity
    touched.length = 0
    heap.clear()
    distance[source] = 0
    touched.push(source)
    heap.push(source, 0)
    for (let settled = 0; heap.size() > 0 && settled < count; settled++) {
      const node = heap.pop()
      const so = distance[node]
      if (so > atMost) return
      const list = out[node]
      for (let i = 0; i < list.length; i += 2) {
        const to = list[i]
        const reached = so + list[i + 1]
        if (to === without || reached >= distance[to] || reached > atMost) continue
        if (distance[to] === Infinity) touched.push(to)
        distance[to] = reached
        heap.push(to, reached)
      }
    }
  }

  /** Calls back with each shortcut that taking the node out needs; answers how many. */
  function eachShortcut(
    node: number,
    count: number,
    tell?: (from: number, to: number, weight: number) => void,
  ): number {
    const [sources, targets] = [into[node], out[node]]
    let heaviest = 0
    for (let k = 1; k < targets.length; k += 2) heaviest = Math.max(heaviest, targets[k])
    let shortcuts = 0
    for (let i = 0; i < sources.length; i += 2) {
      const from = sources[i]
      witness(from, node, sources[i + 1] + heaviest, count)
      for (let k = 0; k < targets.length; k += 2) {
        const to = targets[k]
        const through = sources[i + 1] + targets[k + 1]
        if (to === from || distance[to] <= through) continue
        shortcuts++
        tell?.(from, to, through)
      }
    }
    return shortcuts
  }

  return {
    leaving: (node: number) => out[node].slice(),
    entering: (node: number) => into[node].slice(),
    plan(node: number, count: number) {
      return { shortcuts: eachShortcut(node, count), arcs: (into[node].length + out[node].length) / 2 }
    },
    take(node: number, count: number, depth: Int32Array): number {
      const added: [number, number, number][] = []
      eachShortcut(node, count, (from, to, weight) => added.push([from, to, weight]))
      for (let i = 0; i < out[node].length; i += 2) forget(into[out[node][i]], node, depth, out[node][i])
      for (let i = 0; i < into[node].length; i += 2) forget(out[into[node][i]], node, depth, into[node][i])
      for (const [from, to, weight] of added) keepLeast(from, to, weight)
      out[node] = []
      into[node] = []
      return added.length
    },
  }

  function forget(list: number[], node: number, depth: Int32Array, neighbour: number): void {
    depth[neighbour] = Math.max(depth[neighbour], depth[node] + 1)
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] !== node) continue
      list[i] = list[list.length - 2]
      list[i + 1] = list[list.length - 1]
      list.length -= 2
      return
    }
  }
}

function lower(list: number[], node: number, weight: number): void {
  for (let i = 0; i < list.length; i += 2) {
    if (list[i] !== node) continue
    if (weight < list[i + 1]) list[i + 1] = weight
    return
  }
  list.push(node, weight)
}
