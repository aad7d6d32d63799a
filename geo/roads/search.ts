/**
 * How far is every node from the nearest of some starts? Dijkstra's order with Dial's buckets: weights are whole
 * and at least 1, so a ring of lists, one for each distance in sight, takes the place of a heap.
 */
import { closedArc } from './speeds.ts'

export interface Start {
  readonly node: number
  /** Distance already behind at the start, such as turnout; 0 or more, in the unit of the weights. */
  readonly delay: number
  /** Who starts here; 0 without it. */
  readonly label?: number
}

export interface Reach {
  /** `unreached` where no start comes to. */
  readonly distance: Int32Array
  /** Label of the nearest start; of equally near ones the lowest; -1 where unreached. */
  readonly label: Int32Array
  /** Arc by which the node was reached, -1 at starts; only where asked for. */
  readonly byArc?: Int32Array
}

export interface ReachOptions {
  /** Nodes farther than this stay unreached. */
  readonly atMost?: number
  /** Extra distance behind a node where the search may end; with it, the search stops at the best of them. */
  readonly goals?: ReadonlyMap<number, number>
  readonly withArcs?: boolean
}

export type RoadSearch = (starts: readonly Start[], options?: ReachOptions) => Reach

/** Greater than any distance. */
export const unreached = 2 ** 31 - 1

interface Rows {
  readonly first: Int32Array
  readonly head: Int32Array
}

/**
 * A search over arcs in compressed rows, with room of its own that its calls share.
 * `weights`: whole, at least 1, or `closedArc`. Throws RangeError for other weights.
 */
export function createRoadSearch({ first, head }: Rows, weights: Int32Array): RoadSearch {
  const nodes = first.length - 1
  const open = openArcs(first, head, weights)
  const slots = 2 ** Math.ceil(Math.log2(open.heaviest + 1))
  const mask = slots - 1
  const ring = new Int32Array(slots).fill(-1)
  // One entry for each improvement that waits; an improvement uses one arc, or one start.
  let next = new Int32Array(open.count + 16)
  let waiting = new Int32Array(open.count + 16)

  return (starts, { atMost = unreached - 1, goals, withArcs = false } = {}) => {
    const distance = new Int32Array(nodes).fill(unreached)
    const label = new Int32Array(nodes).fill(-1)
    const byArc = withArcs ? new Int32Array(nodes).fill(-1) : undefined
    const queue = inOrder(starts, nodes)
    if (open.count + queue.length > next.length) {
      next = new Int32Array(open.count + queue.length)
      waiting = new Int32Array(open.count + queue.length)
    }
    const { rows, arcs, origin } = open
    let [fresh, free, pending, queued, limit] = [0, -1, 0, 0, Math.min(atMost, unreached - 1)]
    let at = queue.length > 0 ? queue[0].delay : unreached

    while (at <= limit) {
      for (; queued < queue.length && queue[queued].delay === at; queued++) {
        const { node, label: own = 0 } = queue[queued]
        if (distance[node] < at) continue
        if (distance[node] === at) {
          if (own < label[node]) {
            label[node] = own
            if (byArc !== undefined) byArc[node] = -1
          }
          continue
        }
        distance[node] = at
        label[node] = own
        if (byArc !== undefined) byArc[node] = -1
        const entry = fresh++
        waiting[entry] = node
        next[entry] = ring[at & mask]
        ring[at & mask] = entry
        pending++
      }
      const slot = at & mask
      let entry = ring[slot]
      ring[slot] = -1
      while (entry !== -1) {
        const node = waiting[entry]
        const following = next[entry]
        next[entry] = free
        free = entry
        pending--
        entry = following
        // Reached by a shorter way meanwhile.
        if (distance[node] !== at) continue
        const own = label[node]
        if (goals !== undefined) {
          const beyond = goals.get(node)
          if (beyond !== undefined && at + beyond < limit) limit = at + beyond
        }
        for (let i = rows[node], end = rows[node + 1]; i < end; i++) {
          const to = arcs[2 * i]
          const reached = at + arcs[2 * i + 1]
          const known = distance[to]
          if (reached < known && reached <= limit) {
            distance[to] = reached
            label[to] = own
            if (byArc !== undefined) byArc[to] = origin[i]
            let place = free
            if (place === -1) place = fresh++
            else free = next[place]
            waiting[place] = to
            next[place] = ring[reached & mask]
            ring[reached & mask] = place
            pending++
          } else if (reached === known && own < label[to]) {
            // Every weight is at least 1: `to` has not passed its label on yet.
            label[to] = own
            if (byArc !== undefined) byArc[to] = origin[i]
          }
        }
      }
      if (pending > 0) at++
      else if (queued < queue.length) at = queue[queued].delay
      else break
    }
    // What a lowered limit left waiting must not meet the next call.
    if (pending > 0) ring.fill(-1)
    return { distance, label, byArc }
  }
}

/** Arcs that may be used, head beside weight: one line of the processor's cache holds both. */
function openArcs(first: Int32Array, head: Int32Array, weights: Int32Array) {
  const nodes = first.length - 1
  const rows = new Int32Array(nodes + 1)
  const arcs = new Int32Array(2 * head.length)
  const origin = new Int32Array(head.length)
  let [count, heaviest] = [0, 1]
  for (let node = 0; node < nodes; node++) {
    for (let arc = first[node]; arc < first[node + 1]; arc++) {
      const weight = weights[arc]
      if (weight === closedArc) continue
      if (!(weight >= 1)) throw new RangeError(`arc ${arc} weighs ${weight}; expected at least 1`)
      if (weight > heaviest) heaviest = weight
      arcs[2 * count] = head[arc]
      arcs[2 * count + 1] = weight
      origin[count++] = arc
    }
    rows[node + 1] = count
  }
  return { rows, arcs, origin, count, heaviest }
}

function inOrder(starts: readonly Start[], nodes: number): readonly Start[] {
  for (const { node, delay } of starts) {
    if (!(node >= 0 && node < nodes))
      throw new RangeError(`start at node ${node}; expected 0 to ${nodes - 1}`)
    if (!(Number.isInteger(delay) && delay >= 0 && delay < unreached))
      throw new RangeError(`start after ${delay}; expected a whole number, 0 or more`)
  }
  return [...starts].sort((a, b) => a.delay - b.delay)
}
