/** Which of these nodes has the least key? A binary heap in which a node's key may be lowered or set anew. */

export interface MinHeap {
  size(): number
  /** Least key. */
  least(): number
  /** Puts the node in, or gives it another key. */
  push(node: number, key: number): void
  /** Takes out the node with the least key; of equal keys the lowest node. */
  pop(): number
  clear(): void
}

/** For nodes from 0 up to `nodes`. */
export function createMinHeap(nodes: number): MinHeap {
  const heap: number[] = []
  const keys = new Float64Array(nodes)
  const place = new Int32Array(nodes).fill(-1)

  const before = (a: number, b: number) => keys[a] < keys[b] || (keys[a] === keys[b] && a < b)
  const put = (node: number, at: number) => {
    heap[at] = node
    place[node] = at
  }

  function rise(from: number): void {
    const node = heap[from]
    let at = from
    while (at > 0) {
      const above = (at - 1) >> 1
      if (!before(node, heap[above])) break
      put(heap[above], at)
      at = above
    }
    put(node, at)
  }

  function sink(from: number): void {
    const node = heap[from]
    let at = from
    for (;;) {
      let below = 2 * at + 1
      if (below >= heap.length) break
      if (below + 1 < heap.length && before(heap[below + 1], heap[below])) below++
      if (!before(heap[below], node)) break
      put(heap[below], at)
      at = below
    }
    put(node, at)
  }

  return {
    size: () => heap.length,
    least: () => keys[heap[0]],
    push(node, key) {
      const known = place[node]
      keys[node] = key
      if (known === -1) {
        heap.push(node)
        rise(heap.length - 1)
      } else {
        rise(known)
        sink(place[node])
      }
    },
    pop() {
      const node = heap[0]
      const last = heap.pop()!
      place[node] = -1
      if (heap.length > 0) {
        heap[0] = last
        sink(0)
      }
      return node
    },
    clear() {
      for (const node of heap) place[node] = -1
      heap.length = 0
    },
  }
}
