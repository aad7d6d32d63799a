import { expect } from 'chai'
import { nothingAsked, reduceAsked } from '../../dashboards/board/asked.ts'
import { markedCells } from '../../dashboards/board/cells.ts'
import {
  freeByArea,
  sourcesGlance,
  stationsGlance,
  transfersGlance,
  worstBudgets,
} from '../../dashboards/board/glance.ts'
import { addressOf, fourMetres, leastTextPixels, modeIn } from '../../dashboards/board/modes.ts'
import { holesAhead, readinessAhead } from '../../dashboards/board/readiness-ahead.ts'
import { boardFrom } from '../../dashboards/board/state.ts'
import { cellsInRanges, municipalityAt } from '../../dashboards/region.ts'
import {
  placeFreshness,
  sourceFreshness,
  stationFreshness,
  statusFreshness,
} from '../../src/contract/freshness.ts'
import type { UnitView } from '../../src/contract/situation.ts'
import { budgetLine } from './compliance-fixtures.ts'
import { fixturePlans } from './fixture-asked.ts'
import { fixtureRegion, fixtureSituation } from './fixture-situation.ts'

const now = Date.UTC(2026, 10, 21, 12)
const iso = (secondsAgo: number) => new Date(now - secondsAgo * 1000).toISOString()
const limits = { lateAfterSeconds: 60, silentAfterSeconds: 180 }
const moment = { now, limits }
const region = fixtureRegion()
const board = boardFrom(fixtureSituation(now))

describe('the freshness rule', () => {
  const heard = (seconds: number) => [{ source: 's', lastReceivedAt: iso(seconds) }]
  const ages: readonly [number, string][] = [
    [0, 'fresh'],
    [60, 'fresh'],
    [61, 'late'],
    [180, 'late'],
    [181, 'silent'],
    [-5, 'fresh'],
  ]
  for (const [seconds, state] of ages)
    it(`is ${state} after ${seconds} s`, () => {
      expect(sourceFreshness(heard(seconds)[0]!, now, limits).state).to.equal(state)
      expect(
        placeFreshness({ placeAt: iso(seconds), placeReceivedAt: iso(seconds) }, now, limits).state,
      ).to.equal(state)
    })

  it('tells a quiet thing from a dead one: a status of hours ago is fresh while its source is heard', () => {
    const unit = { statusAt: iso(9000), statusSource: 's' }
    expect(statusFreshness(unit, heard(10), now, limits)).to.deep.equal({ since: iso(9000), state: 'fresh' })
    expect(statusFreshness(unit, heard(500), now, limits).state).to.equal('silent')
    const station = { readinessAt: iso(9000), readinessReceivedAt: iso(8000), source: 's' }
    expect(stationFreshness(station, heard(10), now, limits)).to.deep.equal({
      since: iso(9000),
      state: 'fresh',
    })
    expect(stationFreshness({}, heard(10), now, limits)).to.deep.equal({ since: undefined, state: 'silent' })
  })

  it('takes the older of two times, so that a fast clock makes no position newer', () => {
    const unit = { placeAt: iso(-3600), placeReceivedAt: iso(400) }
    expect(placeFreshness(unit, now, limits)).to.deep.equal({ since: iso(400), state: 'silent' })
  })
})

describe('the strip in view', () => {
  it('names the sources that are not fresh, the silent first', () => {
    const { all, notFresh } = sourcesGlance(board.sources.values(), { now, limits: board.freshness })
    expect(all).to.equal(3)
    expect(notFresh.map(({ source, state }) => [source.source, state])).to.deep.equal([
      ['crew', 'silent'],
      ['avl', 'late'],
    ])
  })

  it('counts the free where they are: by a place that is not silent, else at the station they say they are at', () => {
    const elsewhere = [...board.stations.values()].find(
      ({ place }) => municipalityAt(region, place) !== '179',
    )!
    const jyvaskyla = { lon: 25.747, lat: 62.242 }
    const unit = (change: Partial<UnitView>): UnitView => ({
      ...{ unit: String(Math.random()), type: 'als', status: 'available', demoPosition: false },
      ...change,
    })
    const units = [
      unit({ place: jyvaskyla, placeAt: iso(5), placeReceivedAt: iso(5) }),
      unit({ place: jyvaskyla, placeAt: iso(5), placeReceivedAt: iso(5), type: 'rescue-unit' }),
      unit({ place: jyvaskyla, placeAt: iso(900), placeReceivedAt: iso(900) }),
      unit({ status: 'at-station', station: elsewhere.station }),
      unit({ status: 'en-route', place: jyvaskyla, placeAt: iso(5), placeReceivedAt: iso(5) }),
    ]
    const home = municipalityAt(region, elsewhere.place)!
    expect(freeByArea(units, board.stations, region, moment)).to.have.deep.members([
      { municipality: '179', ambulances: 1, units: 2 },
      { municipality: home, ambulances: 1, units: 1 },
      { ambulances: 1, units: 1 },
    ])
    expect(freeByArea(units, board.stations, region, moment).at(-1)).not.to.have.property('municipality')
  })

  it('calls a station not ready only by a word that still holds', () => {
    const told = (crew: number | undefined, source: string) => ({
      ...board.stations.get('station-0')!,
      crew,
      source,
    })
    const sources = [
      { source: 'heard', demo: false, lastReceivedAt: iso(5) },
      { source: 'dead', demo: false, lastReceivedAt: iso(900) },
    ]
    const stations = [told(0, 'heard'), told(3, 'heard'), told(0, 'dead'), told(undefined, 'heard')]
    const counts = stationsGlance(stations, sources, moment)
    expect([counts.notReady.length, counts.unknown.length, counts.neverTold, counts.all]).to.deep.equal([
      1, 1, 1, 4,
    ])
  })

  it('counts transfers and each unit that they bind once', () => {
    expect(transfersGlance(board.tasks.values())).to.deep.equal({ open: 1, units: 1 })
  })

  it('tells the limits least likely to be kept, and none that cannot be told', () => {
    const lines = [
      budgetLine({ zone: 'good', chance: 0.99 }),
      budgetLine({ zone: 'unknown', chance: undefined, chanceAbsent: 'too-few-tasks' }),
      budgetLine({ zone: 'worst', chance: 0.02 }),
      budgetLine({ zone: 'bad', chance: 0.3 }),
    ]
    const budget = {
      ...{
        service: 'ems' as const,
        from: '2026-11-01',
        to: '2026-12-01',
        over: false,
        daysLeft: 9,
        demo: true,
      },
      lines,
    }
    expect(worstBudgets([budget], 2).map(({ zone }) => zone)).to.deep.equal(['worst', 'bad'])
  })
})

describe('what is asked beside the stream', () => {
  it('keeps the last answer with its own time when a newer one fails', () => {
    const first = reduceAsked(nothingAsked, { kind: 'budgets', answer: { value: [] }, at: 1000 })
    const failed = reduceAsked(first, { kind: 'budgets', answer: { fault: 'away' }, at: 9000 })
    expect(failed.budgets).to.deep.equal({ value: [], at: 1000, fault: 'away' })
    expect(reduceAsked(failed, { kind: 'budgets', answer: { value: [] }, at: 9500 }).budgets).to.deep.equal({
      ...{ value: [], at: 9500 },
    })
  })

  it('forgets an answer to what is no longer wanted', () => {
    const without = (unit: string) => ({ kind: 'without' as const, unit })
    const [a, b] = [without('A'), without('B')]
    const found = { cells: [1], residents: 5, approximate: true, residentsEstimated: true }
    let asked = reduceAsked(nothingAsked, { kind: 'ask-cells', wanted: a })
    asked = reduceAsked(asked, { kind: 'ask-cells', wanted: b })
    asked = reduceAsked(asked, { kind: 'cells', wanted: a, answer: { value: found }, at: now })
    expect(asked.cells).to.deep.equal({ wanted: b, answer: {} })
    asked = reduceAsked(asked, { kind: 'cells', wanted: b, answer: { value: found }, at: now })
    expect(markedCells(board, asked).asked).to.deep.equal({ hatch: 'uncovered', cells: [1] })
  })

  it('reads ranges of cells, the same list for the same words', () => {
    expect(cellsInRanges('')).to.deep.equal([])
    const cells = cellsInRanges('3-5,9')
    expect(cells).to.deep.equal([3, 4, 5, 9])
    expect(cellsInRanges('3-5,9')).to.equal(cells)
    expect(markedCells(board, nothingAsked).bare).to.have.length(214)
  })
})

describe('the next twelve hours of a station', () => {
  const { timelines } = fixturePlans(now)

  it('are cut to them, and tell their holes in clock times', () => {
    const ahead = readinessAhead(timelines, 'station-1', now)!
    expect(ahead.rows[0]!.stretches).to.deep.equal([
      { from: 0, to: 0.25, stands: true },
      { from: 0.25, to: 0.75, stands: false },
      { from: 0.75, to: 1, stands: true },
    ])
    expect(ahead.holes.map(({ from, to, goesOn }) => [from - now, to - now, goesOn])).to.deep.equal([
      [3 * 3_600_000, 9 * 3_600_000, false],
    ])
    const late = readinessAhead(timelines, 'station-1', now - 6 * 3_600_000)!
    expect(late.holes[0]).to.include({ to: now + 6 * 3_600_000, goesOn: true })
    expect(readinessAhead(timelines, 'nowhere', now)).to.equal(undefined)
  })

  it('are gathered over all stations, the first to come first', () => {
    const holes = holesAhead(timelines, now)
    expect(holes).to.have.length(6)
    expect(holes[0]).to.include({ station: 'station-1' })
  })
})

describe('the modes', () => {
  it('come from the address and go back into it', () => {
    expect(['?mode=wall', '?mode=tv', ''].map(modeIn)).to.deep.equal(['wall', 'desk', 'desk'])
    expect(addressOf('wall', '?a=1')).to.equal('/?a=1&mode=wall')
    expect(addressOf('desk', '?mode=wall')).to.equal('/')
  })

  it('ask of a wall at four metres for letters of 31 pixels', () => {
    expect(leastTextPixels(fourMetres)).to.be.closeTo(30.76, 0.01)
    expect(leastTextPixels({ ...fourMetres, metres: 2 })).to.be.closeTo(15.38, 0.01)
  })
})
