import { expect } from 'chai'
import { createDriveParts, decisecondsOf } from '../../geo/coverage/drive-parts.ts'
import { coverageRoads } from '../../geo/coverage/drive-times.ts'
import { keskiSuomiMainRoads } from '../../geo/keski-suomi/main-roads.ts'
import { emergencyDrive, normalDrive } from '../../geo/roads/speeds.ts'
import { type AdoptedSpeeds, atScene, checkAdopted, speedsBy } from '../../src/domain/adopted-speeds.ts'
import { assumedFactors, expectedSeconds } from '../../src/domain/drive-model.ts'

const factors = {
  ...assumedFactors,
  classes: { ...assumedFactors.classes, trunk: 1.2, primary: 1.1, 'off-network': 0.8 },
  winter: 1.1,
  zones: { rural: { factor: 0.95, fixedSeconds: 70 } },
  fixedSeconds: 90,
}

describe('adopted speeds', () => {
  it('drive in summer and winter as the model expects, on the same way', () => {
    const graph = keskiSuomiMainRoads()
    const [from, to] = [
      { lon: 25.747, lat: 62.242 },
      { lon: 25.13, lat: 62.6 },
    ]
    const partsBy = (settings: typeof emergencyDrive) =>
      createDriveParts(coverageRoads(graph, settings))(from)!.to(to)!
    const classSeconds = partsBy(emergencyDrive).map((deciseconds) => deciseconds / 10)
    for (const winter of [false, true]) {
      const { factor, fixedSeconds } = atScene(factors, 'rural')
      const driven = decisecondsOf(partsBy(speedsBy(emergencyDrive, factors, winter))) / 10
      const expected = expectedSeconds({ classSeconds, winter, zone: 'rural' }, factors)
      expect((driven * factor + fixedSeconds) / expected).to.be.closeTo(1, 0.002)
    }
  })

  it('have the common seconds at the scene in a zone that was not seen', () => {
    expect(atScene(factors, 'core-urban')).to.deep.equal({ factor: 1, fixedSeconds: 90 })
    expect(atScene(factors, undefined)).to.deep.equal({ factor: 1, fixedSeconds: 90 })
  })

  it('are refused when no road can be driven by them', () => {
    const errors = {
      n: 100,
      medianAbsoluteSeconds: 1,
      medianSeconds: 1,
      p90AbsoluteSeconds: 1,
      shareFarOff: 0,
    }
    const speeds: AdoptedSpeeds = {
      ...{ from: '2026-01-01', to: '2026-07-01', demo: true, roads: { name: 'r', date: '2026-01-01' } },
      drives: {
        normal: {
          ...{ before: errors, after: errors, goodCells: [], poorCells: [] },
          factors: { ...factors, classes: { ...factors.classes, ferry: 40 } },
        },
      },
    }
    const assumed = { emergency: emergencyDrive, normal: normalDrive }
    expect(() => checkAdopted(speeds, assumed)).to.throw(
      'the fitted normal speeds cannot be used: ferry is 40',
    )
    expect(() => checkAdopted({ ...speeds, drives: {} }, assumed)).to.not.throw()
  })
})
