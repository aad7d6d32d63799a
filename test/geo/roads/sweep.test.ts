import { expect } from 'chai'
import fc from 'fast-check'
import { buildHierarchy } from '../../../geo/roads/hierarchy.ts'
import { createMinHeap } from '../../../geo/roads/min-heap.ts'
import { createRoadSearch } from '../../../geo/roads/search.ts'
import { closedArc } from '../../../geo/roads/speeds.ts'
import { createRoadSweep, labelsAtMost } from '../../../geo/roads/sweep.ts'
import { rowsOf } from './tiny-roads.ts'

const network = fc.integer({ min: 1, max: 40 }).chain((nodes) => {
  const node = fc.integer({ min: 0, max: nodes - 1 })
  const weight = fc.oneof(
    fc.integer({ min: 1, max: 3 }),
    fc.integer({ min: 1, max: 3000 }),
    fc.constant(closedArc),
  )
  const delay = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 9000 }))
  return fc.record({
    nodes: fc.constant(nodes),
    arcs: fc.array(fc.record({ from: node, to: node, weight }), { maxLength: 140, size: 'max' }),
    searches: fc.array(
      fc.array(fc.record({ node, delay, label: fc.integer({ min: 0, max: 4 }) }), {
        maxLength: 6,
        size: 'max',
      }),
      { minLength: 1, maxLength: 3 },
    ),
  })
})

describe('a sweep over a hierarchy', () => {
  it('gives the very distances and labels of a plain search, one after another, on random networks', () => {
    fc.assert(
      fc.property(network, ({ nodes, arcs, searches }) => {
        const { first, head, weights } = rowsOf(nodes, arcs)
        const plain = createRoadSearch({ first, head }, weights)
        const sweep = createRoadSweep(buildHierarchy({ first, head }, weights))
        for (const starts of searches) {
          const expected = plain(starts)
          const found = sweep(starts)
          expect([...found.distance]).to.deep.equal([...expected.distance])
          expect([...found.label]).to.deep.equal([...expected.label])
        }
      }),
      { numRuns: 500, seed: 12 },
    )
  })

  it('gives them also where distance and label do not fit into 31 bits, and just below', () => {
    const arcs = [0, 1, 2].map((node) => ({ from: node, to: node + 1, weight: 2 ** 20 }))
    const { first, head, weights } = rowsOf(5, arcs)
    const plain = createRoadSearch({ first, head }, weights)
    const sweep = createRoadSweep(buildHierarchy({ first, head }, weights))
    for (const [delay, far] of [
      [2 ** 24, 0],
      [2 ** 24, 63],
      [2 ** 24, 1000],
      [2 ** 30 - 1, 1],
      [2 ** 30 - 3 * 2 ** 20 - 1, 0],
      [2 ** 30 + 5, labelsAtMost - 1],
    ]) {
      const starts = [
        { node: 0, delay, label: far },
        { node: 2, delay: delay + 2 ** 21, label: 0 },
      ]
      const [expected, found] = [plain(starts), sweep(starts)]
      expect([...found.distance]).to.deep.equal([...expected.distance])
      expect([...found.label]).to.deep.equal([...expected.label])
    }
  })

  it('gives every node one position', () => {
    const { first, head, weights } = rowsOf(4, [
      { from: 0, to: 1, weight: 1 },
      { from: 1, to: 2, weight: 1 },
      { from: 2, to: 3, weight: 1 },
    ])
    expect([...buildHierarchy({ first, head }, weights).position].sort()).to.deep.equal([0, 1, 2, 3])
  })
})

describe('a sweep', () => {
  it('refuses a label that it could not tell from a distance', () => {
    const { first, head, weights } = rowsOf(2, [{ from: 0, to: 1, weight: 1 }])
    const sweep = createRoadSweep(buildHierarchy({ first, head }, weights))
    for (const label of [-1, 0.5, labelsAtMost])
      expect(() => sweep([{ node: 0, delay: 0, label }])).to.throw(RangeError, `label ${label}; expected`)
  })
})

describe('a heap of nodes', () => {
  it('gives them back by key and number, after keys were set anew', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(19), fc.nat(50)), { size: 'max', maxLength: 60 }), (pushes) => {
        const heap = createMinHeap(20)
        const keys = new Map<number, number>()
        for (const [node, value] of pushes) {
          heap.push(node, value)
          keys.set(node, value)
        }
        const expected = [...keys].sort((a, b) => a[1] - b[1] || a[0] - b[0]).map(([node]) => node)
        expect(expected.map(() => heap.pop())).to.deep.equal(expected)
        expect(heap.size()).to.equal(0)
      }),
      { numRuns: 200, seed: 13 },
    )
  })
})
