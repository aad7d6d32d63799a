import { expect } from 'chai'
import fc from 'fast-check'
import { buildRoadGraph } from '../../../geo/roads/build-graph.ts'
import type { RoadGraph } from '../../../geo/roads/road-graph.ts'
import { findRoute, sumOver, tailOf } from '../../../geo/roads/route.ts'
import { createRoadSearch, unreached } from '../../../geo/roads/search.ts'
import { createRoadIndex, type RoadPoint } from '../../../geo/roads/snap.ts'
import { arcDecimetres, arcDeciseconds, emergencyDrive, normalDrive } from '../../../geo/roads/speeds.ts'
import { type Piece, piecesOf, seeded, street, tinySource } from './tiny-roads.ts'

type LonLat = readonly [number, number]

function tools(graph: RoadGraph, weights = graph.decimetres) {
  return {
    graph,
    weights,
    index: createRoadIndex(graph, { weights }),
    search: createRoadSearch(graph, weights),
  }
}
const at = ([lon, lat]: LonLat) => ({ lon, lat })

/** A street of 1 km with a side street at its middle; a fast way round from end to end. */
const places: LonLat[] = [
  [25.7, 62.2],
  [25.71, 62.2],
  [25.72, 62.2],
  [25.71, 62.21],
]
const kinds = [street, { ...street, roadClass: 'trunk', speedTenths: 1000 } as const]
const pieces: Piece[] = [
  { from: 0, to: 1, millimetres: 500_000 },
  { from: 1, to: 2, millimetres: 500_000 },
  { from: 1, to: 3, millimetres: 300_000 },
  { from: 0, to: 2, kind: 1, millimetres: 1_500_000, bends: [[25.71, 62.15]] },
]
const graph = buildRoadGraph(piecesOf(places, pieces, { kinds }), tinySource)

describe('a route', () => {
  it('is the shortest by metres or the fastest by time, with the way it takes', () => {
    const byMetres = tools(graph)
    const from = byMetres.index.nearest(at(places[0]))!
    const to = byMetres.index.nearest(at(places[2]))!
    expect(findRoute(byMetres, from, to)!.weight).to.equal(10_000)
    const byTime = tools(graph, arcDeciseconds(graph, { ...normalDrive, driveFactor: 1 }))
    const fastest = findRoute(byTime, from, to)!
    // 1 500 m at 100 km/h are 54 s, 1 000 m at 40 km/h 90 s.
    expect([fastest.weight, sumOver(fastest, graph.decimetres)]).to.deep.equal([540, 15_000])
    expect(fastest.shape).to.deep.equal([at(places[0]), { lon: 25.71, lat: 62.15 }, at(places[2])])
  })

  it('begins and ends in the middle of a road, not only at junctions', () => {
    const own = tools(graph)
    const from = own.index.nearest({ lon: 25.7025, lat: 62.2001 })!
    const to = own.index.nearest({ lon: 25.71, lat: 62.205 })!
    expect(from.share)
      .to.be.oneOf([from.share])
      .and.closeTo(from.share < 0.5 ? 0.25 : 0.75, 1e-6)
    expect(from.metresOff).to.be.closeTo(11.1, 0.1)
    const route = findRoute(own, from, to)!
    expect(route.weight).to.equal(3750 + 1500)
    expect(route.shape.map(({ lat }) => lat)).to.deep.equal([62.2, 62.2, 62.205])
    expect(sumOver(route, graph.decimetres)).to.equal(route.weight)
  })

  it('stays on one road when both ends are on it', () => {
    const own = tools(graph)
    const west = own.index.nearest({ lon: 25.702, lat: 62.2 })!
    const east = own.index.nearest({ lon: 25.706, lat: 62.2 })!
    for (const route of [findRoute(own, west, east)!, findRoute(own, east, west)!]) {
      expect(route.weight).to.equal(2000)
      expect(route.shape).to.have.length(2)
    }
    expect(findRoute(own, west, west)!.weight).to.equal(0)
  })

  it('drives round the block on a one-way ring when the end lies behind', () => {
    const corner: LonLat[] = [
      [25.7, 62.2],
      [25.71, 62.2],
      [25.71, 62.21],
      [25.7, 62.21],
    ]
    const ring = [0, 1, 2, 3].map((i) => ({
      from: i,
      to: (i + 1) % 4,
      oneWay: true,
      kind: i % 2,
      millimetres: 100_000,
    }))
    const own = tools(buildRoadGraph(piecesOf(corner, ring, { kinds }), tinySource))
    const ahead = own.index.nearest({ lon: 25.708, lat: 62.2 })!
    const behind = own.index.nearest({ lon: 25.702, lat: 62.2 })!
    expect(findRoute(own, behind, ahead)!.weight).to.equal(600)
    expect(findRoute(own, ahead, behind)!.weight).to.equal(3400)
  })

  it('is none between islands, and none over roads that are closed to the unit', () => {
    const far: LonLat[] = [...places, [25.9, 62.2], [25.91, 62.2]]
    const lane = { ...street, access: 'emergency-only' } as const
    const island = { from: 4, to: 5, millimetres: 100_000 }
    const link = { from: 2, to: 4, kind: 2, millimetres: 900_000 }
    const apart = tools(buildRoadGraph(piecesOf(far, [...pieces, island], { kinds }), tinySource))
    const [from, to] = [places[0], far[5]].map((place) => apart.index.nearest(at(place))!)
    expect(findRoute(apart, from, to)).to.equal(undefined)
    const joined = buildRoadGraph(
      piecesOf(far, [...pieces, island, link], { kinds: [...kinds, lane] }),
      tinySource,
    )
    for (const [settings, weight] of [
      [normalDrive, undefined],
      [emergencyDrive, 10_000 + 9_000 + 1_000],
    ] as const) {
      const own = tools(joined, arcDecimetres(joined, settings))
      const ends = [places[0], far[5]].map((place) => own.index.nearest(at(place))!)
      expect(findRoute(own, ends[0], ends[1])?.weight).to.equal(weight)
    }
  })

  it('begins and ends where it should, with the least weight over all junctions on either side', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const draw = seeded(seed)
        const corners: LonLat[] = Array.from({ length: 12 }, () => [
          25 + draw(9999) / 1e5,
          62 + draw(9999) / 1e5,
        ])
        const random: Piece[] = Array.from({ length: 18 }, () => ({
          ...{ from: draw(12), to: draw(12), oneWay: draw(3) === 0, kind: draw(2) },
        }))
        const own = tools(buildRoadGraph(piecesOf(corners, random, { kinds }), tinySource))
        const point = () => own.index.nearest({ lon: 25 + draw(9999) / 1e5, lat: 62 + draw(9999) / 1e5 })!
        const [from, to] = [point(), point()]
        const route = findRoute(own, from, to)
        expect(route?.weight).to.equal(leastByHand(own, from, to))
        if (!route) return
        expect(sumOver(route, own.weights)).to.equal(route.weight)
        const begin = route.shape[0]
        const end = route.shape[route.shape.length - 1]
        expect(Math.hypot(begin.lon - from.place.lon, begin.lat - from.place.lat)).to.be.lessThan(1e-5)
        expect(Math.hypot(end.lon - to.place.lon, end.lat - to.place.lat)).to.be.lessThan(1e-5)
      }),
      { numRuns: 300, seed: 9 },
    )
  })
})

/** Over every pair of an arc that leaves the first point and one that comes to the second. */
function leastByHand(own: ReturnType<typeof tools>, from: RoadPoint, to: RoadPoint): number | undefined {
  const { graph: roads, weights, search } = own
  const arcs = [...roads.head.keys()]
  const share = (arc: number, point: RoadPoint) => (roads.edge[arc] & 1 ? 1 - point.share : point.share)
  const on = (point: RoadPoint) => arcs.filter((arc) => roads.edge[arc] >> 1 === point.edge)
  const ways = on(from).flatMap((out) => {
    const begun = Math.round(weights[out] * (1 - share(out, from)))
    const { distance } = search([{ node: roads.head[out], delay: begun }])
    const straight = from.edge === to.edge ? share(out, to) - share(out, from) : -1
    return [
      ...on(to).map((last) => {
        const reached = distance[tailOf(roads, last)]
        return reached === unreached ? Infinity : reached + Math.round(weights[last] * share(last, to))
      }),
      straight >= 0 ? Math.round(weights[out] * straight) : Infinity,
    ]
  })
  const least = Math.min(...ways)
  return least === Infinity ? undefined : least
}

describe('the nearest road', () => {
  it('is the one that a look at every line piece finds, for random places within and far outside', () => {
    const draw = seeded(11)
    const corners: LonLat[] = Array.from({ length: 40 }, () => [25 + draw(9999) / 1e5, 62 + draw(9999) / 1e5])
    const random: Piece[] = Array.from({ length: 60 }, () => ({ from: draw(40), to: draw(40) }))
    const own = tools(buildRoadGraph(piecesOf(corners, random), tinySource))
    const { shapeFirst, shapeLon, shapeLat } = own.graph
    const south = Math.min(...shapeLat)
    const north = Math.max(...shapeLat)
    const squeeze = Math.cos((((south + north) / 2e7) * Math.PI) / 180)
    for (let i = 0; i < 500; i++) {
      const wide = i % 5 === 0 ? 10 : 1
      const place = { lon: 25 + (draw(9999) / 1e5) * wide, lat: 62 + (draw(9999) / 1e5) * wide }
      let best = Infinity
      for (let edge = 0; edge + 1 < shapeFirst.length; edge++)
        for (let p = shapeFirst[edge]; p + 1 < shapeFirst[edge + 1]; p++) {
          const [ax, ay] = [(shapeLon[p] / 1e7 - place.lon) * squeeze, shapeLat[p] / 1e7 - place.lat]
          const [dx, dy] = [
            ((shapeLon[p + 1] - shapeLon[p]) / 1e7) * squeeze,
            (shapeLat[p + 1] - shapeLat[p]) / 1e7,
          ]
          const part = Math.min(1, Math.max(0, -(ax * dx + ay * dy) / (dx * dx + dy * dy || 1)))
          best = Math.min(best, Math.hypot(ax + part * dx, ay + part * dy) * 111_320)
        }
      expect(own.index.nearest(place, 1e6)!.metresOff).to.be.closeTo(best, 1e-3)
    }
  })

  it('is none beyond the distance asked for', () => {
    const { index } = tools(graph)
    expect(index.nearest({ lon: 25.71, lat: 62.22 }, 1000)).to.equal(undefined)
    expect(index.nearest({ lon: 25.71, lat: 62.22 }, 1200)!.metresOff).to.be.closeTo(1113, 1)
  })

  it('is of the main component where that is asked for', () => {
    const island: LonLat[] = [...places, [25.75, 62.2], [25.751, 62.2]]
    const own = buildRoadGraph(piecesOf(island, [...pieces, { from: 4, to: 5 }], { kinds }), tinySource)
    const place = { lon: 25.75, lat: 62.201 }
    expect(createRoadIndex(own).nearest(place)!.metresOff).to.be.closeTo(111, 1)
    expect(createRoadIndex(own, { mainOnly: true }).nearest(place)!.place).to.deep.equal(at(places[2]))
  })
})
