/** From which nodes can which others be reached, and back? Strongly connected components, by Tarjan's one pass. */

export interface Components {
  /** Of each node, 0 for the component with most nodes; equal sizes in the order of their lowest node. */
  readonly component: Int32Array
  readonly sizes: Int32Array
}

/** `first` and `head` are the arcs in compressed rows. Without recursion: roads are long. */
export function strongComponents(first: Int32Array, head: Int32Array): Components {
  const found = tarjan(first, head)
  return bySize(found.component, found.count)
}

function tarjan(first: Int32Array, head: Int32Array): { component: Int32Array; count: number } {
  const count = first.length - 1
  const component = new Int32Array(count).fill(-1)
  const order = new Int32Array(count).fill(-1)
  const low = new Int32Array(count)
  const cursor = first.slice(0, count)
  const open = new Int32Array(count)
  const path = new Int32Array(count)
  let [openLength, seen, components] = [0, 0, 0]
  for (let root = 0; root < count; root++) {
    if (order[root] !== -1) continue
    let depth = 0
    path[depth] = root
    order[root] = low[root] = seen++
    open[openLength++] = root
    while (depth >= 0) {
      const node = path[depth]
      if (cursor[node] < first[node + 1]) {
        const next = head[cursor[node]++]
        if (order[next] === -1) {
          order[next] = low[next] = seen++
          open[openLength++] = next
          path[++depth] = next
        } else if (component[next] === -1 && order[next] < low[node]) low[node] = order[next]
        continue
      }
      if (low[node] === order[node]) {
        let member: number
        do {
          member = open[--openLength]
          component[member] = components
        } while (member !== node)
        components++
      }
      depth--
      if (depth >= 0 && low[node] < low[path[depth]]) low[path[depth]] = low[node]
    }
  }
  return { component, count: components }
}

function bySize(component: Int32Array, count: number): Components {
  const sizes = new Int32Array(count)
  const lowest = new Int32Array(count).fill(-1)
  component.forEach((id, node) => {
    sizes[id]++
    if (lowest[id] === -1) lowest[id] = node
  })
  const order = Int32Array.from({ length: count }, (_, id) => id).sort(
    (a, b) => sizes[b] - sizes[a] || lowest[a] - lowest[b],
  )
  const rank = new Int32Array(count)
  order.forEach((id, place) => {
    rank[id] = place
  })
  return { component: component.map((id) => rank[id]), sizes: sizes.slice().map((_, i) => sizes[order[i]]) }
}
