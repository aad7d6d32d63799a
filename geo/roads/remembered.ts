/**
 * The same searches again and again on a small graph, such as a sketch of main roads: the whole tree of each node is
 * searched once and kept, and several starts are the least of their trees. Distances are those of the search itself.
 */
import { type Reach, type RoadSearch, unreached } from './search.ts'

/** Keeps eight bytes for each pair of nodes asked for. Labels and limits are not answered; goals need no end. */
export function rememberedSearch(search: RoadSearch, nodes: number): RoadSearch {
  const trees: (Reach | undefined)[] = new Array(nodes)
  const treeOf = (node: number): Reach => {
    trees[node] ??= search([{ node, delay: 0 }], { withArcs: true })
    return trees[node]
  }
  return (starts) => {
    const distance = new Int32Array(nodes).fill(unreached)
    const byArc = new Int32Array(nodes).fill(-1)
    for (const { node: start, delay } of starts) {
      const tree = treeOf(start)
      for (let node = 0; node < nodes; node++) {
        if (tree.distance[node] === unreached) continue
        const reached = tree.distance[node] + delay
        if (reached >= distance[node]) continue
        distance[node] = reached
        byArc[node] = tree.byArc![node]
      }
    }
    return { distance, label: new Int32Array(nodes).fill(-1), byArc }
  }
}
