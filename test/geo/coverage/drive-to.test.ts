import { expect } from 'chai'
import fc from 'fast-check'
import { coverageRoads, createDriveTimes } from '../../../geo/coverage/drive-times.ts'
import { createDriveTo } from '../../../geo/coverage/drive-to.ts'
import { keskiSuomiMainRoads } from '../../../geo/keski-suomi/main-roads.ts'
import { buildRoadGraph } from '../../../geo/roads/build-graph.ts'
import type { RoadGraph } from '../../../geo/roads/road-graph.ts'
import { emergencyDrive, normalDrive } from '../../../geo/roads/speeds.ts'
import { type Piece, piecesOf, seeded, tinySource } from '../roads/tiny-roads.ts'

/** A square of streets, some of them one-way, some with a forbidden turn. */
function someRoads(seed: number, side = 5): RoadGraph {
  const draw = seeded(seed)
  const places = Array.from(
    { length: side * side },
    (_, i) => [25 + (i % side) / 100, 62 + Math.floor(i / side) / 200] as const,
  )
  const pieces: Piece[] = places.flatMap((_, i) => [
    ...(i % side < side - 1 ? [{ from: i, to: i + 1, oneWay: draw(4) === 0 }] : []),
    ...(i + side < side * side ? [{ from: i, to: i + side }] : []),
  ])
  return buildRoadGraph(piecesOf(places, pieces), tinySource)
}
const around = (draw: (below: number) => number) => ({
  lon: 24.99 + draw(6000) / 100_000,
  lat: 61.995 + draw(3500) / 100_000,
})

describe('drive times to one place', () => {
  it('are to the second those of the searches forwards, which coverage is made of', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), (seed) => {
        const draw = seeded(seed)
        const roads = coverageRoads(someRoads(seed), seed % 2 ? emergencyDrive : normalDrive)
        const to = around(draw)
        const driving = createDriveTimes(roads, [to])
        const drive = createDriveTo(roads)(to)!
        const froms = Array.from({ length: 12 }, () => around(draw))
        expect(froms.map(drive.secondsFrom)).to.deep.equal(froms.map((from) => driving.from(from)![0]))
      }),
      { numRuns: 100, seed: 32 },
    )
  })

  it('are those on the pilot’s main roads, too, and far off them', () => {
    const roads = coverageRoads(keskiSuomiMainRoads(), emergencyDrive)
    const draw = seeded(5)
    const anywhere = () => ({ lon: 24.2 + draw(2000) / 1000, lat: 61.6 + draw(1800) / 1000 })
    const driveTo = createDriveTo(roads)
    for (let i = 0; i < 40; i++) {
      const [from, to] = [anywhere(), anywhere()]
      expect(driveTo(to)!.secondsFrom(from)).to.equal(createDriveTimes(roads, [to]).from(from)![0])
    }
  })

  it('are none where no road is near', () => {
    const driveTo = createDriveTo(coverageRoads(someRoads(3), normalDrive))
    const [near, far] = [
      { lon: 25.01, lat: 62.01 },
      { lon: 27, lat: 62 },
    ]
    expect(driveTo(far)).to.equal(undefined)
    expect(driveTo(near)!.secondsFrom(far)).to.equal(undefined)
    expect(driveTo(near)!.secondsFrom(near)).to.equal(0)
  })
})
