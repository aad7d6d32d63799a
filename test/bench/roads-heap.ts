/** The honest peer: Dijkstra with an indexed binary heap over the same compressed rows. */
import { type Reach, type Start, unreached } from '../../geo/roads/search.ts'

export function heapSearch(
  { first, head }: { readonly first: Int32Array; readonly head: Int32Array },
  weights: Int32Array,
): (starts: readonly Start[]) => Reach {
  const nodes = first.length - 1
  const heap = new Int32Array(nodes)
  const place = new Int32Array(nodes)
  return (starts) => {
    const distance = new Int32Array(nodes).fill(unreached)
    const label = new Int32Array(nodes).fill(-1)
    place.fill(-1)
    let size = 0
    const rise = (from: number) => {
      let at = from
      const node = heap[at]
      while (at > 0) {
        const above = (at - 1) >> 1
        if (distance[heap[above]] <= distance[node]) break
        heap[at] = heap[above]
        place[heap[at]] = at
        at = above
      }
      heap[at] = node
      place[node] = at
    }
    const reach = (node: number, value: number, own: number) => {
      if (value >= distance[node]) return
      distance[node] = value
      label[node] = own
      if (place[node] === -1) {
        place[node] = size
        heap[size++] = node
      }
      rise(place[node])
    }
    for (const { node, delay, label: own = 0 } of starts) reach(node, delay, own)
    while (size > 0) {
      const node = heap[0]
      place[node] = -2
      const last = heap[--size]
      if (size > 0) {
        let at = 0
        for (;;) {
          let below = 2 * at + 1
          if (below >= size) break
          if (below + 1 < size && distance[heap[below + 1]] < distance[heap[below]]) below++
          if (distance[heap[below]] >= distance[last]) break
          heap[at] = heap[below]
          place[heap[at]] = at
          at = below
        }
        heap[at] = last
        place[last] = at
      }
      for (let arc = first[node]; arc < first[node + 1]; arc++)
        if (weights[arc] >= 0) reach(head[arc], distance[node] + weights[arc], label[node])
    }
    return { distance, label }
  }
}
