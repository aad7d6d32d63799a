import { expect } from 'chai'
import fc from 'fast-check'
import { coverageRoads, createDriveTimes } from '../../../geo/coverage/drive-times.ts'
import { createReachField } from '../../../geo/coverage/reach-field.ts'
import { keskiSuomiMainRoads } from '../../../geo/keski-suomi/main-roads.ts'
import { toTm35fin } from '../../../geo/projection.ts'
import { buildRoadGraph } from '../../../geo/roads/build-graph.ts'
import { nodeCount, placeOf, type RoadGraph } from '../../../geo/roads/road-graph.ts'
import { findRoute, linksTo } from '../../../geo/roads/route.ts'
import { createRoadSearch } from '../../../geo/roads/search.ts'
import { emergencyDrive, normalDrive, offNetworkDeciseconds } from '../../../geo/roads/speeds.ts'
import { type Piece, piecesOf, seeded, tinySource } from '../roads/tiny-roads.ts'

/** A jittered square of streets, some of them one-way, all of one piece. */
function someRoads(seed: number, side = 5): RoadGraph {
  const draw = seeded(seed)
  const jitter = () => (draw(1000) - 500) / 250_000
  const places = Array.from(
    { length: side * side },
    (_, i) => [25 + (i % side) / 100 + jitter(), 62 + Math.floor(i / side) / 200 + jitter()] as const,
  )
  const pieces: Piece[] = places.flatMap((_, i) => [
    ...(i % side < side - 1 ? [{ from: i, to: i + 1, oneWay: draw(6) === 0 }] : []),
    ...(i + side < side * side ? [{ from: i, to: i + side }] : []),
  ])
  return buildRoadGraph(piecesOf(places, pieces), tinySource)
}
const around = (draw: (below: number) => number) => ({
  lon: 24.99 + draw(6000) / 100_000,
  lat: 61.995 + draw(3500) / 100_000,
})

describe('drive times to cells', () => {
  it('are those of the fastest route with its legs off the roads, or straight across where that is as near', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), (seed) => {
        const draw = seeded(seed)
        const roads = coverageRoads(someRoads(seed), emergencyDrive)
        const search = createRoadSearch(roads.graph, roads.weights)
        const middles = Array.from({ length: 12 }, () => around(draw))
        const from = around(draw)
        const [start, ...ends] = [from, ...middles].map((place) => roads.index.nearest(place)!)
        const leg = (metres: number) => offNetworkDeciseconds(metres, emergencyDrive)
        const expected = ends.map((end, cell) => {
          const [a, b] = [toTm35fin(from), toTm35fin(middles[cell])]
          const straight = Math.hypot(a.east - b.east, a.north - b.north)
          const way =
            findRoute({ ...roads, search }, start, end)!.weight + leg(start.metresOff) + leg(end.metresOff)
          // The middle's distance off the roads is kept in 32 bits.
          const across = straight <= start.metresOff + Math.fround(end.metresOff)
          return Math.ceil(Math.min(way, across ? leg(straight) : Infinity) / 10)
        })
        expect([...createDriveTimes(roads, middles).from(from)!]).to.deep.equal(expected)
      }),
      { numRuns: 100, seed: 31 },
    )
  })

  it('make, with delays, the very field of one search from all sources at once', () => {
    const graph = someRoads(7, 9)
    const roads = coverageRoads(graph, normalDrive)
    const draw = seeded(8)
    const middles = Array.from({ length: 60 }, () => around(draw))
    const driving = createDriveTimes(roads, middles)
    const starts = Array.from({ length: 6 }, (_, label) => ({
      ...{ node: draw(nodeCount(graph)), delay: draw(200) * 10, label },
    }))
    const field = createReachField(
      middles.length,
      [{ id: 'first-unit' }],
      starts.map(({ node, delay, label }) => ({
        ...{
          id: String(label),
          drive: driving.fromStarts([{ node, delay: 0 }]),
          delaySeconds: delay / 10,
          counts: ['first-unit'],
        },
      })),
    )
    const { distance } = roads.search(starts)
    const expected = middles.map((middle) => {
      const point = roads.index.nearest(middle)!
      const links = linksTo(graph, roads.index, roads.weights, point)
      const nearest = Math.min(...links.map(({ node, weight }) => distance[node] + weight))
      return Math.ceil((nearest + offNetworkDeciseconds(point.metresOff, normalDrive)) / 10)
    })
    expect([...field.seconds('first-unit')]).to.deep.equal(expected)
    expect([...driving.fromStarts(starts)]).to.deep.equal(expected)
  })

  it('do not make a unit that stands off the roads drive to them and back to the cell it is in', () => {
    const roads = coverageRoads(keskiSuomiMainRoads(), emergencyDrive)
    // Some 10 km from the nearest main road.
    const wilderness = { lon: 25.35, lat: 62.0 }
    const off = roads.index.nearest(wilderness)!.metresOff
    expect(off).to.be.greaterThan(3000)
    const driving = createDriveTimes(roads, [wilderness])
    expect([...driving.from(wilderness)!]).to.deep.equal([0])
    expect(driving.metresOff[0]).to.equal(Math.fround(off))
  })

  it('are none from or to places that no road is near', () => {
    const roads = coverageRoads(someRoads(3), normalDrive)
    const far = { lon: 27, lat: 62 }
    const near = { lon: 25.01, lat: 62.01 }
    const driving = createDriveTimes(roads, [near, far])
    expect(driving.from(far)).to.equal(undefined)
    expect(driving.from(near)![1]).to.equal(65_535)
    expect(driving.metresOff[1]).to.be.NaN
  })

  it('do not begin on an island that no way leads off', () => {
    const places = [
      [25, 62],
      [25.02, 62],
      [25.04, 62],
      [25.1, 62],
      [25.11, 62],
    ] as const
    const pieces = [
      { from: 0, to: 1 },
      { from: 1, to: 2 },
      { from: 3, to: 4 },
    ]
    const graph = buildRoadGraph(piecesOf(places, pieces), tinySource)
    const main = graph.component.indexOf(0)
    const driving = createDriveTimes(coverageRoads(graph, normalDrive), [
      placeOf(graph.lon[main], graph.lat[main]),
    ])
    expect(driving.from({ lon: 25.105, lat: 62 })![0]).to.be.lessThan(65_535)
  })
})
