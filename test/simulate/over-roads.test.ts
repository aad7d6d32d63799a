import { expect } from 'chai'
import { coverageRoads } from '../../geo/coverage/drive-times.ts'
import { createDriveTo } from '../../geo/coverage/drive-to.ts'
import { keskiSuomiMainRoads } from '../../geo/keski-suomi/main-roads.ts'
import { toWgs84 } from '../../geo/projection.ts'
import { emergencyDrive, normalDrive } from '../../geo/roads/speeds.ts'
import { drivenPilotWorld } from '../../src/pilot.ts'

describe('the demo’s world over the pilot’s main roads', () => {
  const world = drivenPilotWorld()
  const graph = keskiSuomiMainRoads()
  const pairs = world.stations.flatMap(({ at: from }, i) => {
    const to = world.stations[(i * 7 + 3) % world.stations.length]!.at
    return from === to ? [] : [{ from, to }]
  })

  for (const [what, urgent, settings] of [
    ['lights and siren', true, emergencyDrive],
    ['without', false, normalDrive],
  ] as const)
    it(`drives as long as the board expects, ${what}`, () => {
      const driveTo = createDriveTo(coverageRoads(graph, settings))
      const expected = pairs.map(({ from, to }) => driveTo(toWgs84(to))!.secondsFrom(toWgs84(from)))
      expect(pairs.length).to.be.greaterThan(20)
      expect(pairs.map(({ from, to }) => world.driveSeconds(from, to, urgent))).to.deep.equal(expected)
    })

  it('leads its units from where they are to where they go, never backwards in time', () => {
    let ways = 0
    for (const { from, to } of pairs) {
      const way = world.way!(from, to, true)
      if (!way) continue
      ways++
      expect([way[0], way.at(-1)]).to.deep.equal([
        { at: from, share: 0 },
        { at: to, share: 1 },
      ])
      const shares = way.map(({ share }) => share)
      expect(shares).to.deep.equal([...shares].sort((a, b) => a - b))
    }
    expect(ways).to.be.greaterThan(20)
  })
})
