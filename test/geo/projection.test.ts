/** Does our closed form agree with proj4 to a micrometre, both ways? */
import { expect } from 'chai'
import fc from 'fast-check'
import proj4 from 'proj4'
import { toTm35fin, toWgs84 } from '../../geo/projection.ts'

const converter = proj4(
  'EPSG:4326',
  '+proj=utm +zone=35 +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs',
)
const inFinland = fc.record({
  lon: fc.double({ min: 19, max: 32, noNaN: true }),
  lat: fc.double({ min: 59, max: 70.5, noNaN: true }),
})

describe('projection', () => {
  it('agrees with proj4 to a micrometre anywhere in Finland', () => {
    fc.assert(
      fc.property(inFinland, (place) => {
        const [east, north] = converter.forward([place.lon, place.lat]) as [number, number]
        const point = toTm35fin(place)
        expect(point.east).closeTo(east, 1e-6)
        expect(point.north).closeTo(north, 1e-6)
      }),
      { numRuns: 5000 },
    )
  })

  it('comes back to the same degrees', () => {
    fc.assert(
      fc.property(inFinland, (place) => {
        const back = toWgs84(toTm35fin(place))
        expect(back.lon).closeTo(place.lon, 1e-10)
        expect(back.lat).closeTo(place.lat, 1e-10)
      }),
      { numRuns: 5000 },
    )
  })

  it('puts a Jyväskylä point where the maps have it (trap 36)', () => {
    const { east, north } = toTm35fin({ lon: 25.747, lat: 62.242 })
    expect(east).closeTo(434_800, 300)
    expect(north).closeTo(6_901_500, 300)
  })

  it('puts the central meridian at the false easting', () => {
    expect(toTm35fin({ lon: 27, lat: 62 }).east).equal(500_000)
    expect(toWgs84({ east: 500_000, north: 6_900_000 }).lon).equal(27)
  })
})
