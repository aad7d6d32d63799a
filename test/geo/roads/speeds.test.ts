import { expect } from 'chai'
import { buildRoadGraph } from '../../../geo/roads/build-graph.ts'
import { hopMillimetres } from '../../../geo/roads/length.ts'
import type { RoadKind } from '../../../geo/roads/road-graph.ts'
import {
  arcDeciseconds,
  decisecondsOver,
  driveSpeedTenths,
  emergencyDrive,
  inWinter,
  normalDrive,
  type SpeedSettings,
} from '../../../geo/roads/speeds.ts'
import { piecesOf, street, tinySource } from './tiny-roads.ts'

const road = (kind: Partial<RoadKind>): RoadKind => ({
  ...street,
  roadClass: 'primary',
  speedTenths: 0,
  ...kind,
})

describe('the speed on a road', () => {
  for (const [what, kind, settings, tenths] of [
    ['is the signed limit', road({ speedTenths: 1000 }), normalDrive, 1000],
    ["is its class's where no limit is signed", road({}), normalDrive, normalDrive.classKmh.primary * 10],
    ['rises with lights and siren', road({ speedTenths: 1000 }), emergencyDrive, 1150],
    ['never rises above the most allowed', road({ speedTenths: 1200 }), emergencyDrive, 1300],
    [
      'never rises above what the surface bears',
      road({ speedTenths: 800, surface: 'gravel' }),
      emergencyDrive,
      700,
    ],
    ['falls in winter', road({ speedTenths: 800, surface: 'gravel' }), inWinter(emergencyDrive), 630],
    ['of a ferry knows neither siren', road({ roadClass: 'ferry', speedTenths: 60 }), emergencyDrive, 60],
    [
      'is measured slower by its class',
      road({ speedTenths: 800 }),
      { ...normalDrive, classFactor: { [road({}).roadClass]: 1.25 } },
      640,
    ],
    [
      'is not slower by another class',
      road({ speedTenths: 800 }),
      { ...normalDrive, classFactor: { ferry: 2 } },
      800,
    ],
    ['of a ferry knows no winter', road({ roadClass: 'ferry', speedTenths: 60 }), inWinter(normalDrive), 60],
    ['is none on a bus lane for a unit in normal drive', road({ access: 'emergency-only' }), normalDrive, 0],
    ['is one on a bus lane for a unit under lights', road({ access: 'emergency-only' }), emergencyDrive, 920],
  ] as [string, RoadKind, SpeedSettings, number][])
    it(what, () => expect(driveSpeedTenths(kind, settings)).to.equal(tenths))

  it('gives whole deciseconds, rounded once for each arc, at least one', () => {
    expect(decisecondsOver(10_000, 360)).to.equal(1000)
    expect(decisecondsOver(1, 3000)).to.equal(1)
    expect(decisecondsOver(100, 700)).to.equal(5)
    expect(decisecondsOver(105, 700)).to.equal(5)
    expect(decisecondsOver(107, 700)).to.equal(6)
    // A whole ferry line at walking pace stays exact.
    expect(decisecondsOver(3_000_000, 36)).to.equal(3_000_000)
  })

  for (const [what, settings, sentence] of [
    [
      'a speed of nothing',
      { ...normalDrive, atMostKmh: 0 },
      'speed for at most is 0 km/h; expected 1 to 300',
    ],
    ['a class of no speed', { ...normalDrive, classFactor: { track: 9 } }, 'track is 9; expected 0.1 to 3'],
    ['a factor of nothing', { ...normalDrive, winterFactor: 0 }, 'winter factor is 0; expected 0.1 to 3'],
    ['no number', { ...normalDrive, driveFactor: NaN }, 'drive factor is NaN'],
  ] as const)
    it(`refuses settings with ${what}`, () => {
      const graph = buildRoadGraph(
        piecesOf(
          [
            [25, 62],
            [25.1, 62],
          ],
          [{ from: 0, to: 1 }],
        ),
        tinySource,
      )
      expect(() => arcDeciseconds(graph, settings)).to.throw(RangeError, sentence)
    })
})

describe('the length of a hop', () => {
  // Geodesics on WGS84, to the millimetre.
  for (const [what, a, b, metres] of [
    ['along a parallel', [25.7, 62.2], [25.71, 62.2], 520.544],
    ['along a meridian', [25.7, 62.2], [25.7, 62.21], 1114.489],
  ] as const)
    it(`is that on the ellipsoid, ${what}`, () => {
      const units = (value: number) => Math.round(value * 1e7)
      const found = hopMillimetres(units(a[0]), units(a[1]), units(b[0]), units(b[1])) / 1000
      expect(found).to.be.closeTo(metres, 0.01)
    })
})
