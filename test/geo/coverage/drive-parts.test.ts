import { expect } from 'chai'
import fc from 'fast-check'
import { createDriveParts, decisecondsOf } from '../../../geo/coverage/drive-parts.ts'
import { coverageRoads, createDriveTimes } from '../../../geo/coverage/drive-times.ts'
import { secondsOfDeciseconds } from '../../../geo/coverage/seconds.ts'
import { keskiSuomiMainRoads } from '../../../geo/keski-suomi/main-roads.ts'
import { buildRoadGraph } from '../../../geo/roads/build-graph.ts'
import { roadClasses } from '../../../geo/roads/road-graph.ts'
import { findRoute } from '../../../geo/roads/route.ts'
import { createRoadSearch } from '../../../geo/roads/search.ts'
import { emergencyDrive } from '../../../geo/roads/speeds.ts'
import { piecesOf, seeded, tinySource } from '../roads/tiny-roads.ts'

const somewhere = (draw: (below: number) => number) => ({
  lon: 24.2 + draw(23_000) / 10_000,
  lat: 61.6 + draw(16_000) / 10_000,
})

describe('parts of a drive', () => {
  const roads = coverageRoads(keskiSuomiMainRoads(), emergencyDrive)
  const partsFrom = createDriveParts(roads)

  it('sum to the seconds that coverage tells, also beside the roads and along one edge', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
        const draw = seeded(seed)
        const from = somewhere(draw)
        const near = { lon: from.lon + 0.01, lat: from.lat + 0.004 }
        const middles = [near, ...Array.from({ length: 10 }, () => somewhere(draw))]
        const row = createDriveTimes(roads, middles).from(from)!
        const parts = middles.map((middle) => partsFrom(from)!.to(middle)!)
        expect(parts.map((one) => secondsOfDeciseconds(decisecondsOf(one)))).to.deep.equal([...row])
      }),
      { numRuns: 60, seed: 5 },
    )
  })

  it('are those of the route, class by class', () => {
    const draw = seeded(11)
    const search = createRoadSearch(roads.graph, roads.weights)
    for (let run = 0; run < 40; run++) {
      const [from, to] = [somewhere(draw), somewhere(draw)]
      const route = findRoute({ ...roads, search }, roads.index.nearest(from)!, roads.index.nearest(to)!)!
      const own = new Float64Array(roadClasses.length)
      for (const { arc, share } of route.stretches)
        own[roadClasses.indexOf(roads.graph.kinds[roads.graph.kind[arc]].roadClass)] += Math.round(
          roads.weights[arc] * share,
        )
      const parts = partsFrom(from)!.to(to)!
      const isStraight = parts.slice(0, -1).every((part) => part === 0)
      if (!isStraight) expect([...parts.slice(0, -1)]).to.deep.equal([...own.slice(0, -1)])
    }
  })

  it('are absent where no road is', () => {
    const graph = buildRoadGraph(
      piecesOf(
        [
          [25, 62],
          [25.01, 62],
        ],
        [{ from: 0, to: 1 }],
      ),
      tinySource,
    )
    const own = createDriveParts(coverageRoads(graph, emergencyDrive))
    expect(own({ lon: 40, lat: 62 })).to.equal(undefined)
    expect(own({ lon: 25, lat: 62 })!.to({ lon: 40, lat: 62 })).to.equal(undefined)
  })
})
