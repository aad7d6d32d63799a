/** A register of stations is taken whole or not at all; what was said of a station before is kept. */
import { expect } from 'chai'
import { VasteError } from '../../src/domain/error.ts'
import type { ReadinessPeriod } from '../../src/domain/readiness.ts'
import { checkPeriod } from '../../src/domain/readiness.ts'
import { pilotWorld } from '../../src/pilot.ts'
import { demoReadiness } from '../../src/simulate/demo-readiness.ts'
import { listReadinessLog, listStationLog, listStationRecords } from '../../src/store/readiness.ts'
import { exportReadiness, seedReadiness } from '../../src/usecases/edit-readiness.ts'
import { checkStations, importStations, type StationLine } from '../../src/usecases/import-stations.ts'
import { loadReadiness } from '../../src/usecases/show-readiness.ts'
import { county, noon, placeAt, places, type SmallWorld, smallWorld } from './small-world.ts'

describe('importing stations', () => {
  let world: SmallWorld
  let serial = 1

  beforeEach(async function () {
    this.timeout(60_000)
    world = await smallWorld()
    serial = 1
  })

  const line = (name: string, change: Partial<StationLine> = {}): StationLine => ({
    ...{ line: ++serial, name, place: places.core, services: ['rescue', 'ems'], periods: [] },
    ...change,
  })
  const period = (change: Partial<ReadinessPeriod> = {}): ReadinessPeriod => ({
    ...{ id: 'mid-day', station: 'mid', service: 'ems', slot: 'a', kind: 'daytime', unitTypes: ['als'] },
    ...{ weekdays: [1, 2, 3, 4, 5], from: '08:00', to: '16:00', validFrom: '2026-01-01' },
    ...{ dateConfirmed: true, demo: false },
    ...change,
  })
  const edited = { at: noon, by: 'vaste import', reason: 'stations.csv' }
  const add = (lines: StationLine[], periods: ReadinessPeriod[] = []) =>
    importStations(world.db, world.reference, lines, periods, edited)

  it('replaces a demo position by id or by name, adds what is new, and logs both words', async () => {
    const { added, placed, stillDemo } = await add([
      line('MID', { place: placeAt(4100, 2000) }),
      line('Uusi Åsema', { closedFrom: '2027-01-01' }),
    ])
    expect([added, placed, stillDemo]).to.deep.equal([1, 1, []])
    const stations = await listStationRecords(world.db, county)
    expect(
      stations.map(({ id, municipality, demoPosition, closedFrom }) => [
        id,
        municipality,
        demoPosition,
        closedFrom,
      ]),
    ).to.deep.equal([
      ['mid', '902', false, undefined],
      ['uusi-asema', '901', false, '2027-01-01'],
    ])
    const log = await listStationLog(world.db, county, 10)
    expect(log.map(({ by, station }) => [by, station.id, station.demoPosition]).reverse()).to.deep.equal([
      ['vaste', 'mid', true],
      ['vaste import', 'mid', false],
      ['vaste import', 'uusi-asema', false],
    ])
    await add([line('Mid', { id: 'mid', closedFrom: '2026-12-01' })])
    expect(await listStationLog(world.db, county, 10)).to.have.length(4)
  })

  it('takes the periods of a register and of a file with it, once', async () => {
    const { station: _station, ...own } = period()
    const first = await add([line('Mid', { periods: [own] })], [period({ id: 'mid-2', slot: 'b' })])
    expect(first).to.include({ set: 2, same: 0 })
    expect(await add([line('Mid', { periods: [own] })], [period({ id: 'mid-2', slot: 'c' })])).to.include({
      set: 1,
      same: 1,
    })
    const { periods } = await loadReadiness(world.db, county)
    expect(periods.map(({ id, slot }) => [id, slot])).to.deep.equal([
      ['mid-day', 'a'],
      ['mid-2', 'c'],
    ])
    expect(await listReadinessLog(world.db, county, { limit: 10 })).to.have.length(3)
    const { periods: exported } = await exportReadiness(world.db, county)
    expect(exported).to.deep.equal(periods)
  })

  const refusals: [title: string, lines: () => StationLine[], sentence: RegExp][] = [
    [
      'a station outside the region',
      () => [line('Far', { place: places.outside })],
      /line 2: station 'Far' lies at .*, outside the region; expected a place in county small/,
    ],
    [
      'a municipality that the county lacks',
      () => [line('A', { municipality: '999' })],
      /of municipality '999', which the county does not have/,
    ],
    ['one station on two lines', () => [line('Mid'), line('mid')], /line 3: station 'mid' is on line 2 too/],
    [
      'a contradictory period',
      () => [line('Mid', { periods: [period({ turnout: { medianSeconds: -1, p90Seconds: 1 } })] })],
      /a turnout of -1 s/,
    ],
    ['a name that makes no id', () => [line('日本')], /has no id and none can be made of its name/],
  ]
  for (const [title, lines, sentence] of refusals)
    it(`refuses ${title}, and saves nothing`, async () => {
      const wrong = lines()
      const fault = await add([...wrong, line('Good')]).catch((found: unknown) => found)
      expect(fault).to.be.instanceOf(VasteError)
      expect((fault as VasteError).message).to.match(sentence)
      expect((await listStationRecords(world.db, county)).map(({ id }) => id)).to.deep.equal(['mid'])
      const { stations, refused } = await checkStations(world.db, world.reference, [...wrong, line('Good')])
      expect(stations.length + refused.length).to.equal(wrong.length + 1)
    })

  it('saves no station when a period of the second file names an unknown one', async () => {
    const fault = await add([line('New')], [period({ station: 'atlantis' })]).catch((found: unknown) => found)
    expect((fault as VasteError).message).to.match(/found station 'atlantis'; expected one of mid, new/)
    expect(await listStationRecords(world.db, county)).to.have.length(1)
  })

  it('tells a place that does not fit its municipality, and one where nobody lives', async () => {
    const edge = {
      ...world.reference,
      cells: { ...world.reference.cells, residents: world.reference.cells.residents.map(() => 0) },
    }
    const { notices, refused } = await checkStations(world.db, edge, [line('A', { municipality: '902' })])
    expect(refused).to.deep.equal([])
    expect(notices.map(({ sentence }) => sentence)).to.deep.equal([
      "station 'a' is said to be of municipality 902, but lies in 901: check its place",
      "station 'a' lies in a cell where nobody lives: check that the place is not in a lake",
    ])
  })

  it('is begun with each period once ever: what was removed since stays so', async () => {
    expect(
      await seedReadiness(world.db, county, [period(), period({ id: 'x', station: 'atlantis' })], noon),
    ).to.equal(1)
    expect(
      await seedReadiness(world.db, county, [period(), period({ id: 'later', slot: 'b' })], noon),
    ).to.equal(1)
    expect((await loadReadiness(world.db, county)).periods).to.have.length(2)
  })

  it('of the demo fleet contradicts itself nowhere, is marked as invented and leaves the real starts to the facts', () => {
    const invented = demoReadiness(pilotWorld().units)
    for (const each of invented) checkPeriod(each)
    expect(invented.length).to.be.greaterThan(60)
    expect(invented.every(({ demo }) => demo)).to.equal(true)
    expect(new Set(invented.map(({ id }) => id)).size).to.equal(invented.length)
    expect(invented.filter(({ unitTypes }) => unitTypes.includes('spearhead'))).to.deep.equal([])
  })
})
