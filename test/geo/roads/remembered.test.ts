import { expect } from 'chai'
import fc from 'fast-check'
import { rememberedSearch } from '../../../geo/roads/remembered.ts'
import { createRoadSearch, unreached } from '../../../geo/roads/search.ts'
import { rowsOf } from './tiny-roads.ts'

const network = fc.integer({ min: 1, max: 20 }).chain((nodes) => {
  const node = fc.integer({ min: 0, max: nodes - 1 })
  const start = fc.record({ node, delay: fc.integer({ min: 0, max: 3000 }) })
  return fc.record({
    nodes: fc.constant(nodes),
    arcs: fc.array(fc.record({ from: node, to: node, weight: fc.integer({ min: 1, max: 900 }) }), {
      ...{ maxLength: 60, size: 'max' },
    }),
    searches: fc.array(fc.array(start, { maxLength: 4 }), { minLength: 1, maxLength: 4 }),
  })
})

describe('a search that remembers its trees', () => {
  it('tells the very distances of the plain one, and ways that sum to them', () => {
    fc.assert(
      fc.property(network, ({ nodes, arcs, searches }) => {
        const rows = rowsOf(nodes, arcs)
        const plain = createRoadSearch(rows, rows.weights)
        const remembered = rememberedSearch(createRoadSearch(rows, rows.weights), nodes)
        const tailOf = (arc: number) => rows.first.findIndex((_, node) => rows.first[node + 1]! > arc)
        for (const starts of searches) {
          const found = remembered(starts, { withArcs: true })
          expect([...found.distance]).to.deep.equal([...plain(starts).distance])
          for (let node = 0; node < nodes; node++) {
            if (found.distance[node] === unreached) continue
            let [at, driven] = [node, 0]
            for (let arc = found.byArc![at]!; arc !== -1; arc = found.byArc![at]!) {
              driven += rows.weights[arc]!
              at = tailOf(arc)
            }
            const delays = starts.filter((start) => start.node === at).map(({ delay }) => delay)
            expect(Math.min(...delays) + driven).to.equal(found.distance[node])
          }
        }
      }),
      { numRuns: 300, seed: 8 },
    )
  })
})
