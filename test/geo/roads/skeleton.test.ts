import { expect } from 'chai'
import mainRoads from '../../../geo/keski-suomi/main-roads.json' with { type: 'json' }
import { keskiSuomiMainRoads } from '../../../geo/keski-suomi/main-roads.ts'
import { keskiSuomi } from '../../../geo/keski-suomi/region.ts'
import { kilometresByClass } from '../../../geo/roads/road-graph.ts'
import { findRoute, sumOver } from '../../../geo/roads/route.ts'
import { createRoadSearch } from '../../../geo/roads/search.ts'
import { type RoadSkeleton, skeletonGraph } from '../../../geo/roads/skeleton.ts'
import { createRoadIndex } from '../../../geo/roads/snap.ts'
import { arcDeciseconds, emergencyDrive, offNetworkDeciseconds } from '../../../geo/roads/speeds.ts'

const tiny: RoadSkeleton = {
  ...{ name: 'tiny', date: '2026-11-01', attribution: 'invented', approximate: true, detourFactor: 1.5 },
  junctions: { a: [25, 62], b: [25, 62.01], c: [25, 62.03], d: [25, 62.04] },
  roads: [
    { roadClass: 'trunk', km: 6, via: ['a', 'b', 'c'] },
    { roadClass: 'tertiary', via: ['c', 'd'] },
  ],
}

describe('a skeleton of roads', () => {
  it('splits a listed length in proportion, and stretches lines where none is listed', () => {
    const graph = skeletonGraph(tiny)
    const km = [...kilometresByClass(graph)].map(([name, length]) => `${name} ${length.toFixed(2)}`)
    // 1.5 times 1 114.5 m.
    expect(km).to.deep.equal(['trunk 6.00', 'tertiary 1.67'])
    expect(graph.source.approximate).to.equal(true)
  })

  for (const [what, roads, sentence] of [
    [
      'an unknown junction',
      [{ roadClass: 'trunk', via: ['a', 'toString'] }],
      "junction 'toString' has no place",
    ],
    ['an unknown class', [{ roadClass: 'river', via: ['a', 'b'] }], "road class 'river'; expected motorway"],
  ] as const)
    it(`is refused with ${what}`, () => {
      expect(() => skeletonGraph({ ...tiny, roads })).to.throw(RangeError, sentence)
    })
})

describe('the main roads of the pilot', () => {
  const graph = keskiSuomiMainRoads()
  const weights = arcDeciseconds(graph, emergencyDrive)
  const index = createRoadIndex(graph, { weights })

  it('say that they are approximate, and hang together', () => {
    expect(graph.source.approximate).to.equal(true)
    expect(graph.componentCount).to.equal(1)
    expect(Object.keys(mainRoads.junctions)).to.have.length.greaterThan(30)
  })

  it('come near every seat', () => {
    for (const { name, seat } of keskiSuomi.municipalities)
      expect(index.nearest(seat)!.metresOff, name.fi).to.be.lessThan(3500)
  })

  // Kilometres by road from Jyväskylä, as the county tells them.
  for (const [name, km] of [
    ['Kinnula', 160],
    ['Joutsa', 70],
    ['Konnevesi', 60],
    ['Keuruu', 60],
  ] as const)
    it(`lead to ${name} in about ${km} km`, () => {
      const place = (wanted: string) =>
        keskiSuomi.municipalities.find(({ name: { fi } }) => fi === wanted)!.seat
      const [from, to] = ['Jyväskylä', name].map((one) => index.nearest(place(one))!)
      const route = findRoute(
        { graph, index, weights: graph.decimetres, search: createRoadSearch(graph, graph.decimetres) },
        from,
        to,
      )!
      expect(sumOver(route, graph.decimetres) / 10_000).to.be.within(km * 0.75, km * 1.35)
    })

  it('are reached over slow legs, so that no place far from them is near in time', () => {
    expect(offNetworkDeciseconds(10_000, emergencyDrive)).to.equal(15_600)
  })
})
