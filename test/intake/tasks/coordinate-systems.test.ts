import { expect } from 'chai'
import fc from 'fast-check'
import proj4 from 'proj4'
import { toTm35fin } from '../../../geo/projection.ts'
import { readProfile } from '../../../src/intake/tasks/profile.ts'
import { createPlaceReader } from '../../../src/intake/tasks/read-place.ts'

const finland = { west: 19, south: 59, east: 32, north: 70.5 }
const kkj =
  '+proj=tmerc +lat_0=0 +lon_0=27 +k=1 +x_0=3500000 +y_0=0 +ellps=intl ' +
  '+towgs84=-96.0617,-82.4278,-121.7535,4.80107,0.34543,-1.37646,1.4964 +units=m +no_defs'
const mercator = '+proj=merc +a=6378137 +b=6378137 +units=m +no_defs'
const metres = (epsg: number, more: object = {}) => ({ east: 'x', north: 'y', epsg, ...more })
const degrees = { lon: 'x', lat: 'y', bounds: finland }
const oldFinnish = metres(2393, { definition: kkj, bounds: finland })

function read(place: object, x: string, y: string) {
  const profile = readProfile({
    ...{ name: 'trial', source: 'trial', service: 'ems', rows: 'per-task', place },
    time: { zone: 'UTC', format: 'iso' },
    columns: { task: 'id', created: 'at' },
  })
  return createPlaceReader(profile)((column) => (column === 'x' ? x : y))
}

describe('a place in metres', () => {
  // The second column of numbers: published example points, not our own results.
  const cases = [
    ['British National Grid, the Caister tower', metres(27700), '651409', '313177', 1.71605, 52.65798, 1e-4],
    ['British National Grid, Westminster', metres(27700), '530268', '179640', -0.1246, 51.5007, 1e-3],
    ['ETRS-TM35FIN by its code, Jyväskylä', metres(3067), '434800', '6901500', 25.747, 62.242, 1e-2],
    [
      'ETRS-TM35FIN by a definition',
      metres(3067, { definition: '+proj=utm +zone=35 +ellps=GRS80', bounds: finland }),
      '434800',
      '6901500',
      25.747,
      62.242,
      1e-2,
    ],
    [
      'the old Finnish KKJ by a definition, Jyväskylä',
      oldFinnish,
      '3434950',
      '6904400',
      25.747,
      62.242,
      1e-2,
    ],
    ['SWEREF99 TM, Stockholm', metres(3006), '674032', '6580822', 18.06, 59.33, 1e-2],
    ['ETRS89 degrees', metres(4258), '25.747', '62.242', 25.747, 62.242, 0],
  ] as const
  for (const [title, place, x, y, lon, lat, within] of cases)
    it(`is found: ${title}`, () => {
      const reading = read(place, x, y)
      if (!('place' in reading) || !reading.place) throw new Error(JSON.stringify(reading))
      expect(reading.place.lon).to.be.closeTo(lon, within)
      expect(reading.place.lat).to.be.closeTo(lat, within)
    })

  it('of Jyväskylä lies near E 434 800, N 6 901 500, also when told in KKJ (trap 36)', () => {
    const reading = read(oldFinnish, '3434950', '6904400')
    const { east, north } = toTm35fin((reading as { place: { lon: number; lat: number } }).place)
    expect(east).to.be.closeTo(434_800, 300)
    expect(north).to.be.closeTo(6_901_500, 300)
  })

  it('and 0, 0 is unknown in every system', () => {
    for (const place of [metres(3067), metres(27700), oldFinnish, degrees])
      expect(read(place, '0', '0')).to.deep.equal({ isZero: true })
  })

  it('comes out the same whichever way EPSG:3067 is declared', () => {
    const declared = metres(3067, { definition: '+proj=utm +zone=35 +ellps=GRS80', bounds: finland })
    const point = fc.record({
      lon: fc.double({ min: 20, max: 31.5, noNaN: true }),
      lat: fc.double({ min: 59.5, max: 70, noNaN: true }),
    })
    fc.assert(
      fc.property(point, (place) => {
        const { east, north } = toTm35fin(place)
        const [x, y] = [east.toFixed(3), north.toFixed(3)]
        const [ours, theirs] = [read(metres(3067), x, y), read(declared, x, y)]
        if (!('place' in ours && ours.place && 'place' in theirs && theirs.place)) throw new Error('refused')
        expect(ours.place.lon).to.be.closeTo(theirs.place.lon, 1e-6)
        expect(ours.place.lat).to.be.closeTo(theirs.place.lat, 1e-6)
      }),
      { numRuns: 50 },
    )
  })

  it('has no place that does not lead back to the same metres', () => {
    const { forward } = proj4(kkj)
    fc.assert(
      fc.property(fc.integer({ min: 181, max: 9e6 }), fc.integer({ min: 181, max: 9e6 }), (x, y) => {
        const reading = read(oldFinnish, String(x), String(y))
        if (!('place' in reading) || !reading.place) return
        const [backX, backY] = forward([reading.place.lon, reading.place.lat])
        expect(Math.hypot(backX - x, backY - y)).to.be.below(1)
      }),
    )
  })
})

describe('a place that is not what the profile says (trap 36)', () => {
  const cases = [
    [
      'degrees in metre fields',
      metres(3067),
      '25.747',
      '62.242',
      'seems to be in degrees: expected east and north in metres of EPSG:3067',
    ],
    ['degrees in metre fields, swapped', metres(27700), '51.5', '-0.12', 'seems to be in degrees'],
    ['swapped degrees', degrees, '62.242', '25.747', 'latitude and longitude are the wrong way round'],
    [
      'swapped metres',
      metres(3067),
      '6901500',
      '434800',
      'east and north of EPSG:3067 are the wrong way round',
    ],
    ['swapped metres by definition', oldFinnish, '6904400', '3434950', 'the wrong way round'],
    ['metres in degree fields', degrees, '434800', '6901500', 'outside the world'],
    [
      'degrees outside the bounds',
      degrees,
      '13.4',
      '52.5',
      'outside the bounds of the profile: expected longitude 19…32 and latitude 59…70.5',
    ],
    ['KKJ metres in EPSG:3067', metres(3067), '3434950', '6904400', 'far outside the area of EPSG:3067'],
    ['EPSG:3067 metres in KKJ', oldFinnish, '434800', '6901500', 'far outside the area of EPSG:2393'],
    [
      'Finnish metres in the British grid',
      metres(27700),
      '434800',
      '6901500',
      'far outside the area of EPSG:27700',
    ],
    [
      'metres outside the declared bounds',
      metres(3067, { bounds: { west: 24, south: 61.6, east: 26.8, north: 63.7 } }),
      '385000',
      '6672000',
      'expected longitude 24…26.8',
    ],
    [
      'a place once more around the world',
      metres(3857, { definition: mercator, bounds: finland }),
      String(2_866_000 + 40_075_017),
      '8_899_000'.replaceAll('_', ''),
      'far outside the area of EPSG:3857',
    ],
    ['numbers beyond any system', oldFinnish, '9'.repeat(300), '1', 'far outside the area'],
  ] as const
  for (const [title, place, x, y, sentence] of cases)
    it(`is refused without repeating it: ${title}`, () => {
      const reading = read(place, x, y)
      expect(reading).to.have.property('fault').that.includes(sentence)
      expect(JSON.stringify(reading)).not.to.include(x)
    })

  it('is refused in text too, when bounds are given', () => {
    const text = { text: 'x', pattern: 'lat-lon-parentheses', bounds: finland }
    expect(read(text, '(62.2, 25.7)', '')).to.deep.equal({ place: { lon: 25.7, lat: 62.2 } })
    expect(read(text, '(25.7, 62.2)', ''))
      .to.have.property('fault')
      .that.includes('wrong way round')
  })
})
