import { expect } from 'chai'
import fc from 'fast-check'
import { createRoadSearch, unreached } from '../../../geo/roads/search.ts'
import { closedArc } from '../../../geo/roads/speeds.ts'
import { type PlainArc, plainDijkstra, rowsOf } from './tiny-roads.ts'

const network = fc.integer({ min: 1, max: 30 }).chain((nodes) => {
  const node = fc.integer({ min: 0, max: nodes - 1 })
  // Few weights make many ties.
  const weight = fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 5000 }))
  return fc.record({
    nodes: fc.constant(nodes),
    arcs: fc.array(fc.record({ from: node, to: node, weight }), { maxLength: 90, size: 'max' }),
    starts: fc.array(
      fc.record({
        node,
        delay: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 20_000 })),
        label: fc.integer({ min: 0, max: 4 }),
      }),
      { maxLength: 6, size: 'max' },
    ),
  })
})

const finite = (distance: Int32Array) =>
  Array.from(distance, (value) => (value === unreached ? Infinity : value))

describe('a search over roads', () => {
  it('finds the very distances and labels of plain Dijkstra, from several starts with delays', () => {
    fc.assert(
      fc.property(network, ({ nodes, arcs, starts }) => {
        const { first, head, weights } = rowsOf(nodes, arcs)
        const found = createRoadSearch({ first, head }, weights)(starts)
        const expected = plainDijkstra(nodes, arcs, starts)
        expect(finite(found.distance)).to.deep.equal(expected.distance)
        expect([...found.label]).to.deep.equal(expected.label)
      }),
      { numRuns: 500, seed: 4 },
    )
  })

  it('leaves nothing behind for the next call, with limits and goals between', () => {
    fc.assert(
      fc.property(network, fc.nat(3000), fc.nat(29), ({ nodes, arcs, starts }, atMost, goal) => {
        const { first, head, weights } = rowsOf(nodes, arcs)
        const search = createRoadSearch({ first, head }, weights)
        const whole = search(starts)
        const near = search(starts, { atMost })
        const target = goal % nodes
        const toGoal = search(starts, { goals: new Map([[target, 0]]) })
        expect([...near.distance]).to.deep.equal(
          [...whole.distance].map((d) => (d <= atMost ? d : unreached)),
        )
        expect(toGoal.distance[target]).to.equal(whole.distance[target])
        expect([...search(starts).distance]).to.deep.equal([...whole.distance])
      }),
      { numRuns: 300, seed: 5 },
    )
  })

  it('tells by which arc each node was reached, so that the arcs back sum to the distance', () => {
    fc.assert(
      fc.property(network, ({ nodes, arcs, starts }) => {
        const { first, head, weights } = rowsOf(nodes, arcs)
        const tails = [...arcs].sort((a, b) => a.from - b.from).map(({ from }) => from)
        const { distance, label, byArc } = createRoadSearch({ first, head }, weights)(starts, {
          withArcs: true,
        })
        for (let node = 0; node < nodes; node++) {
          const arc = byArc![node]
          if (arc === -1) {
            const start = starts.some((one) => one.node === node && one.delay === distance[node])
            expect(start || distance[node] === unreached).to.equal(true)
          } else {
            expect(head[arc]).to.equal(node)
            expect(distance[tails[arc]] + weights[arc]).to.equal(distance[node])
            expect(label[tails[arc]]).to.equal(label[node])
          }
        }
      }),
      { numRuns: 300, seed: 6 },
    )
  })

  it('never uses a closed arc', () => {
    const arcs: PlainArc[] = [
      { from: 0, to: 1, weight: 1 },
      { from: 0, to: 2, weight: 9 },
      { from: 1, to: 2, weight: 1 },
    ]
    const { first, head, weights } = rowsOf(3, arcs)
    weights[2] = closedArc
    expect([...createRoadSearch({ first, head }, weights)([{ node: 0, delay: 0 }]).distance]).to.deep.equal([
      0, 1, 9,
    ])
  })

  for (const [what, start, sentence] of [
    ['a node that is not there', { node: 2, delay: 0 }, 'start at node 2; expected 0 to 1'],
    ['a negative delay', { node: 0, delay: -1 }, 'start after -1; expected a whole number, 0 or more'],
    [
      'a delay that is no number',
      { node: 0, delay: NaN },
      'start after NaN; expected a whole number, 0 or more',
    ],
  ] as const)
    it(`refuses ${what}`, () => {
      const { first, head, weights } = rowsOf(2, [{ from: 0, to: 1, weight: 1 }])
      expect(() => createRoadSearch({ first, head }, weights)([start])).to.throw(RangeError, sentence)
    })

  it('refuses a weight of nothing, on which its order would break', () => {
    const { first, head, weights } = rowsOf(2, [{ from: 0, to: 1, weight: 0 }])
    expect(() => createRoadSearch({ first, head }, weights)).to.throw(RangeError, 'arc 0 weighs 0')
  })
})
