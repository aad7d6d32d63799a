/** The same roads driven backwards: a search over them tells how far it is from every node to one. */
import { closedArc } from './speeds.ts'

export interface ReversedRows {
  readonly first: Int32Array
  readonly head: Int32Array
  readonly weights: Int32Array
}

/** Arcs that the weights close are left out. */
export function reversedRows(
  { first, head }: { readonly first: Int32Array; readonly head: Int32Array },
  weights: Int32Array,
): ReversedRows {
  const nodes = first.length - 1
  const rows = new Int32Array(nodes + 1)
  for (let arc = 0; arc < head.length; arc++) if (weights[arc] !== closedArc) rows[head[arc] + 1]++
  for (let node = 0; node < nodes; node++) rows[node + 1] += rows[node]
  const cursor = rows.slice()
  const tails = new Int32Array(rows[nodes])
  const turned = new Int32Array(rows[nodes])
  for (let node = 0; node < nodes; node++) {
    for (let arc = first[node]; arc < first[node + 1]; arc++) {
      if (weights[arc] === closedArc) continue
      const at = cursor[head[arc]]++
      tails[at] = node
      turned[at] = weights[arc]
    }
  }
  return { first: rows, head: tails, weights: turned }
}
