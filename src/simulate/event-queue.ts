/** What happens next? A binary heap by time; what was put in first comes first among equals. */

export interface Due<T> {
  readonly at: number
  readonly what: T
}

interface Entry<T> extends Due<T> {
  readonly order: number
}

export interface EventQueue<T> {
  put(at: number, what: T): void
  /** The earliest, taken out; undefined when empty. */
  take(): Due<T> | undefined
}

export function createEventQueue<T>(): EventQueue<T> {
  const heap: Entry<T>[] = []
  let order = 0
  return {
    put(at, what) {
      heap.push({ at, what, order: order++ })
      rise(heap, heap.length - 1)
    },
    take() {
      const first = heap[0]
      const last = heap.pop()
      if (last !== undefined && heap.length > 0) {
        heap[0] = last
        sink(heap)
      }
      return first
    },
  }
}

function before<T>(a: Entry<T>, b: Entry<T>): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order)
}

function rise<T>(heap: Entry<T>[], index: number): void {
  const entry = heap[index]!
  let at = index
  while (at > 0) {
    const parent = (at - 1) >> 1
    if (!before(entry, heap[parent]!)) break
    heap[at] = heap[parent]!
    at = parent
  }
  heap[at] = entry
}

function sink<T>(heap: Entry<T>[]): void {
  const entry = heap[0]!
  let at = 0
  for (;;) {
    let child = 2 * at + 1
    if (child >= heap.length) break
    if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++
    if (!before(heap[child]!, entry)) break
    heap[at] = heap[child]!
    at = child
  }
  heap[at] = entry
}
