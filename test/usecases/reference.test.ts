/** In which class does a task lie? By cell, by polygon, by date; outside the county and without an exact place. */
import { expect } from 'chai'
import type { Located } from '../../src/domain/event.ts'
import type { ZoneAnswer } from '../../src/domain/verdict.ts'
import { saveZoneVersion, type ZonePolygon } from '../../src/store/zones.ts'
import { type CountyReference, loadReference } from '../../src/usecases/reference.ts'
import { county, placeAt, places, type SmallWorld, smallWorld } from './small-world.ts'

const aClass = (id: string): ZoneAnswer => ({ kind: 'class', id })
/** Without the cell that has the class, which is asked for by itself. */
const classOnly = (answer: ZoneAnswer) =>
  answer.kind === 'class' ? { kind: answer.kind, id: answer.id } : answer
const noClass: ZoneAnswer = { kind: 'no-zone-class' }
const outside: ZoneAnswer = { kind: 'outside-region' }
const on = '2026-11-21'

/** Two zones that share a border through the middle of the cells of column 432, and a slanted one further east. */
const ring = (...corners: [east: number, north: number][]) =>
  [[[...corners, corners[0]!].map(([e, n]) => [430_000 + e, 6_900_000 + n] as const)]] as const
const polygons: ZonePolygon[] = [
  { zone: 'z1', class: 'I', border: ring([0, 0], [2500, 0], [2500, 4000], [0, 4000]) },
  { zone: 'z2', class: 'II', border: ring([2500, 0], [5000, 0], [6000, 4000], [2500, 4000]) },
]

describe('reference of a county', () => {
  let world: SmallWorld
  let reference: CountyReference

  before(async function () {
    this.timeout(60_000)
    world = await smallWorld()
    const name = { fi: 'x', sv: 'x', en: 'x' }
    const classes = ['I', 'II'].map((id, i) => ({ id, order: i + 1, name }))
    const version = { system: 'risk', name, shape: 'polygons' as const, demo: false, source: 'hand', classes }
    const spans = [
      ['old', '2020-01-01', polygons.slice(0, 1)],
      ['new', '2026-01-01', polygons],
    ] as const
    for (const [name, validFrom, zones] of spans)
      await saveZoneVersion(world.db, county, { ...version, version: name, validFrom }, { polygons: zones })
    reference = await loadReference(world.db, county)
  })

  const cell = (e: number, n: number) => ({ e, n })
  const at = (east: number, north: number): Located => ({ place: placeAt(east, north) })
  const cases: [title: string, system: string, location: Located, answer: ZoneAnswer][] = [
    ['a point by its cell', 'ems-area', { place: places.core }, aClass('core-urban')],
    [
      'another cell of the same municipality by itself (trap 35)',
      'ems-area',
      { place: places.other, municipality: '901' },
      aClass('other-urban'),
    ],
    ['a point a centimetre east of a cell border', 'ems-area', at(2000.01, 100), aClass('other-urban')],
    ['a point a centimetre west of it', 'ems-area', at(1999.99, 100), aClass('core-urban')],
    ['a coarse cell', 'ems-area', { cell: cell(436, 6902), municipality: '902' }, aClass('rural')],
    ['a coarse cell without a municipality', 'ems-area', { cell: cell(436, 6902) }, aClass('rural')],
    ['a cell outside the county', 'ems-area', { cell: cell(500, 6902) }, outside],
    ['a point outside the county', 'ems-area', { place: places.outside }, outside],
    [
      'a point outside that the source puts inside',
      'ems-area',
      { place: places.outside, municipality: '901' },
      noClass,
    ],
    [
      'a point inside that the source puts outside',
      'ems-area',
      { place: places.core, municipality: '049' },
      outside,
    ],
    [
      'a place that was outside when it was coarsened',
      'ems-area',
      { cell: cell(430, 6900), municipality: 'outside' },
      outside,
    ],
    ['a system that nobody imported', 'moon', { place: places.core }, noClass],
    ['a point in a polygon', 'risk', at(100, 100), aClass('I')],
    ['a centimetre west of a shared border', 'risk', at(2499.99, 1234), aClass('I')],
    ['a centimetre east of a shared border', 'risk', at(2500.01, 1234), aClass('II')],
    [
      'exactly on a shared border: the eastern zone (trap 37)',
      'risk',
      { cell: cell(432, 6901) },
      aClass('II'),
    ],
    ['just inside a slanted border', 'risk', at(5499.9, 2000), aClass('II')],
    ['just outside a slanted border, in the county', 'risk', at(5500.1, 2000), noClass],
    ['outside the county, whatever the polygons', 'risk', at(-1, 100), outside],
    [
      'a class kept from when the place was exact',
      'risk',
      { cell: cell(432, 6901), zones: { 'risk/new': 'z1' } },
      aClass('I'),
    ],
    [
      'no class kept from when the place was exact',
      'risk',
      { cell: cell(432, 6901), zones: { 'risk/new': null } },
      noClass,
    ],
  ]
  for (const [title, system, location, answer] of cases)
    it(`classes ${title}`, () => {
      expect(classOnly(reference.zoneOf(system, location, on))).to.deep.equal(answer)
    })

  it('answers by the version in force on the date (trap 42)', () => {
    const answers = ['2019-12-31', '2020-01-01', '2025-12-31', '2026-01-01'].map((date) =>
      classOnly(reference.zoneOf('risk', at(3000, 100), date)),
    )
    expect(answers).to.deep.equal([noClass, noClass, noClass, aClass('II')])
    expect(reference.zoneOf('risk', at(100, 100), '2020-01-01')).to.include(aClass('I'))
    expect(reference.zoneOf('risk', at(100, 100), '2019-12-31')).to.deep.equal(noClass)
  })

  it('names the cell or the polygon that has the class, and classes each by its name (trap 42)', () => {
    expect(reference.zoneOf('ems-area', { place: places.core }, on)).to.include({ cell: '1kmN6900E430' })
    expect(reference.zoneOf('risk', at(3000, 100), on)).to.include({ cell: 'z2' })
    const classes = reference.zoneVersions.map((version) => reference.classesOf(version))
    const byName = reference.zoneVersions.map(({ version }, i) => [
      version,
      ...['1kmN6900E430', '1kmN6900E436', 'z1', 'z2', 'elsewhere'].map((cellName) => classes[i]!(cellName)),
    ])
    expect(byName.map((row) => row.slice(1))).to.deep.include.members([
      ['core-urban', 'rural', undefined, undefined, undefined],
      [undefined, undefined, 'I', undefined, undefined],
      [undefined, undefined, 'I', 'II', undefined],
    ])
  })

  const municipalities: [Located, string | undefined][] = [
    [{ place: places.core }, '901'],
    [{ place: placeAt(3999.99, 10) }, '901'],
    [{ place: placeAt(4000.01, 10) }, '902'],
    [{ place: places.core, municipality: '902' }, '902'],
    [{ cell: cell(436, 6900) }, '902'],
    [{ cell: cell(436, 6900), municipality: 'outside' }, undefined],
    [{ place: places.outside }, undefined],
    [{}, undefined],
  ]
  it('finds the municipality: as told, else by the exact place, else by the cell (trap 44)', () => {
    for (const [location, code] of municipalities) expect(reference.municipalityOf(location)).to.equal(code)
  })
})
