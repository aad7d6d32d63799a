/**
 * Who is out of reach now, against what is usual: on the small county's grid of roads, where every kilometre is a minute,
 * worked by hand. The west crew stands in the south-west cell, the east crew in the north-east one.
 */
import { expect } from 'chai'
import { normalDrive } from '../../geo/roads/speeds.ts'
import { reachSchema } from '../../src/contract/reach.ts'
import type { Change } from '../../src/contract/situation.ts'
import type { ReadinessPeriod } from '../../src/domain/readiness.ts'
import { usualSamplesAtLeast } from '../../src/domain/usual.ts'
import { createReachWatch } from '../../src/live/reach.ts'
import type { StationState, UnitState } from '../../src/store/board-state.ts'
import type { Standing } from '../../src/usecases/coverage-sources.ts'
import { nothingPromised, promisedAt } from '../../src/usecases/readiness-plan.ts'
import { createCoverageDesk } from '../../src/usecases/show-coverage.ts'
import { rangesOf } from '../../src/usecases/show-reach.ts'
import type { DriveSpeeds } from '../../src/usecases/speeds-in-use.ts'
import { createUsualReach } from '../../src/usecases/usual-reach.ts'
import { columns, gridRoads, middles } from '../usecases/small-roads.ts'
import { aDecision, aTarget, county, noon, type SmallWorld, smallWorld } from '../usecases/small-world.ts'

const freshness = { lateAfterSeconds: 60, silentAfterSeconds: 180 }
const minutes = (count: number) => count * 60_000
const decision = aDecision({
  targets: [
    aTarget({ zone: 'core-urban', withinSeconds: 120 }),
    aTarget({ zone: 'other-urban', withinSeconds: 240, official: false }),
  ],
})
const west: StationState = {
  ...{ station: 'west', name: 'West', services: ['ems'], place: middles[0]!, demoPosition: false },
  ...{ crew: 2, turnoutSeconds: 60, readinessAt: noon - minutes(60), source: 'cad' },
}
const east: StationState = { ...west, station: 'east', place: middles[31]!, turnoutSeconds: 120 }
const unit = (name: string, station: string, change: Partial<UnitState> = {}): UnitState => ({
  ...{ unit: name, station, type: 'als', demo: false },
  ...{ status: 'at-station', statusAt: noon - minutes(10), statusSource: 'cad' },
  ...change,
})
const away = { status: 'en-route', task: 'T1' } as const
const period = (
  station: string,
  medianSeconds: number,
  change: Partial<ReadinessPeriod> = {},
): ReadinessPeriod => ({
  ...{ id: station, station, service: 'ems', slot: 'a', kind: '24/7', unitTypes: ['als'] },
  ...{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00', validFrom: '2026-01-01' },
  ...{ turnout: { medianSeconds, p90Seconds: medianSeconds }, dateConfirmed: true, demo: false },
  ...change,
})

/** Seconds of each cell from the crews given, and those of the two urban classes beyond their limit. */
const kilometres = (cell: number, from: number) =>
  Math.abs((cell % columns) - (from % columns)) +
  Math.abs(Math.floor(cell / columns) - Math.floor(from / columns))
const limitOf = (cell: number) => (cell % columns < 2 ? 120 : cell % columns < 4 ? 240 : Infinity)
const outsideOf = (crews: readonly (readonly [cell: number, turnout: number])[]) =>
  middles.flatMap((_, cell) =>
    Math.min(...crews.map(([from, turnout]) => turnout + 60 * kilometres(cell, from))) > limitOf(cell)
      ? [cell]
      : [],
  )
const both = outsideOf([
  [0, 60],
  [31, 120],
])
const eastOnly = outsideOf([[31, 120]])
const living = (cells: readonly number[]) => Math.round(cells.length * 6.25)

const inUse: DriveSpeeds = { kind: 'normal', adopted: false, settings: normalDrive }
const speeds = () => inUse

describe('who is out of reach', function () {
  this.timeout(120_000)
  let world: SmallWorld
  let units: UnitState[]
  let now: number
  let promised = nothingPromised
  let told: Change[]

  beforeEach(async () => {
    world = await smallWorld({ decisions: [decision] })
    units = [unit('W 1', 'west'), unit('E 1', 'east')]
    now = noon
    promised = nothingPromised
  })

  const roads = gridRoads(true)
  const begin = () => {
    told = []
    const standing = (): Standing => ({
      units: new Map(units.map((each) => [each.unit, each])),
      stations: new Map([west, east].map((each) => [each.station, each])),
      sources: new Map([['cad', { source: 'cad', demo: false, lastReceivedAt: now }]]),
    })
    const desk = createCoverageDesk({
      ...{ reference: () => world.reference, standing, roads: () => roads, now: () => now, freshness },
      ...{ demo: () => false, speeds, keptMs: 0, promised: () => promised },
    })
    const options = { db: world.db, county, promised: () => promised }
    return createReachWatch({
      read: desk.read,
      usual: createUsualReach({ ...options, stations: () => standing().stations }),
      alertedAt: (name) => (name === 'W 1' ? noon - minutes(20) : noon - minutes(31)),
      publish: (changes) => void told.push(...changes),
    })
  }
  const ems = (watch: ReturnType<typeof begin>) => reachSchema.parse(watch.views()[0])

  it('is counted by cells and residents, and in which municipality they live', async () => {
    const watch = begin()
    await watch.look()
    expect(ems(watch)).to.deep.equal({
      ...{ service: 'ems', measure: 'first-unit', at: new Date(noon).toISOString() },
      ...{ approximate: true, official: false, urgencies: ['A', 'B'], sources: 2, unknown: 0 },
      limited: { cells: 16, residents: 100 },
      outside: { cells: both.length, residents: living(both) },
      bare: { cells: 0, residents: 0, ranges: '' },
      municipalities: [{ municipality: '901', outsideResidents: living(both), bareResidents: 0 }],
      left: [],
    })
  })

  it('tells the cells that are bare since a unit left, and whose leaving it was', async () => {
    units = [unit('W 1', 'west', away), unit('E 1', 'east')]
    const watch = begin()
    await watch.look()
    const bare = eastOnly.filter((cell) => !both.includes(cell))
    const view = ems(watch)
    expect(view.outside.cells).to.equal(eastOnly.length)
    expect(view.bare).to.deep.equal({ cells: bare.length, residents: living(bare), ranges: rangesOf(bare) })
    expect(view.municipalities[0]).to.include({ bareResidents: living(bare) })
    expect(view.left).to.deep.equal([
      {
        unit: 'W 1',
        at: new Date(noon - minutes(20)).toISOString(),
        cells: bare.length,
        residents: living(bare),
      },
    ])
    now += minutes(11)
    await watch.look()
    expect(ems(watch).left, 'half an hour later it is no news').to.deep.equal([])
  })

  it('is told once, and again when it has changed; a service that has just started says the same', async () => {
    const watch = begin()
    await watch.look()
    now += 10_000
    await watch.look()
    expect(told.map(({ kind }) => kind)).to.deep.equal(['reach'])
    units = [unit('W 1', 'west', away), unit('E 1', 'east')]
    await watch.look()
    expect(told).to.have.length(2)
    const before = watch.views()
    const again = begin()
    await again.look()
    expect(again.views()).to.deep.equal(before)
  })

  it('counts whose place is not known apart, and says nothing of how near it is', async () => {
    units = [unit('W 1', 'west', { status: 'available', station: 'nowhere' }), unit('E 1', 'east')]
    const watch = begin()
    await watch.look()
    expect(ems(watch)).to.include({ sources: 2, unknown: 1 })
    expect(watch.areas()).to.deep.equal([{ municipality: '901' }, { municipality: '902' }])
    units = [unit('W 1', 'west', away), unit('E 1', 'east')]
    await watch.look()
    // The seats lie in cells 18 and 22 (third row).
    expect(watch.areas()).to.deep.equal([
      { municipality: '901', nearestFreeSeconds: 120 + 60 * kilometres(18, 31) },
      { municipality: '902', nearestFreeSeconds: 120 + 60 * kilometres(22, 31) },
    ])
  })

  describe('against what is usual', () => {
    const monday = Date.parse('2026-11-23T10:00:00Z')
    const lookAt = async (watch: ReturnType<typeof begin>, at: number) => {
      now = at
      await watch.look()
      return ems(watch).normal
    }

    it('is what the register promises for the hour, with everybody at home, until enough has been recorded', async () => {
      const { calendar } = world.reference
      const stations = [west, east].map(({ station, name, services, place, demoPosition }) => ({
        ...{ id: station, name, services, place, demoPosition },
      }))
      const periods = [
        period('west', 60, { kind: 'daytime', from: '08:00', to: '16:00' }),
        period('east', 120),
      ]
      const book = { stations, periods }
      units = [unit('W 1', 'west', away), unit('E 1', 'east')]
      const watch = begin()
      expect(await lookAt(watch, monday), 'nothing is promised').to.equal(undefined)
      promised = promisedAt(book, monday, calendar)
      expect(await lookAt(watch, monday)).to.deep.equal({
        basis: 'planned',
        median: living(both),
        samples: 0,
      })
      const night = monday + 8 * minutes(60)
      promised = promisedAt(book, night, calendar)
      expect(await lookAt(watch, night)).to.include({ median: living(eastOnly) })
    })

    it('is the middle and the spread of the same hours once there are enough, never mixed with the plan', async () => {
      const { calendar } = world.reference
      const day = 24 * minutes(60)
      promised = promisedAt({ stations: [], periods: [] }, monday, calendar)
      const watch = begin()
      for (let i = 0; i < usualSamplesAtLeast; i++) {
        // Of six samples of an hour one with the west crew away.
        units = [unit('W 1', 'west', i % 6 === 5 ? away : {}), unit('E 1', 'east')]
        expect(await lookAt(watch, monday + Math.floor(i / 6) * day + (i % 6) * minutes(10))).to.equal(
          undefined,
        )
      }
      const nextMonday = monday + 7 * day
      expect(await lookAt(watch, nextMonday)).to.equal(undefined)
      const usual = { basis: 'recorded', median: living(both), low: living(both), high: living(eastOnly) }
      expect(await lookAt(watch, nextMonday + 1000)).to.deep.equal({ ...usual, samples: usualSamplesAtLeast })
      expect(await lookAt(watch, nextMonday + minutes(70)), 'another hour').to.equal(undefined)
      await lookAt(watch, nextMonday + 5 * day)
      expect(await lookAt(watch, nextMonday + 5 * day + 1000), 'a Saturday').to.equal(undefined)
      const restarted = begin()
      await lookAt(restarted, nextMonday + day)
      expect(await lookAt(restarted, nextMonday + day + 1000), 'after a restart').to.include(usual)
      const later = monday + 9 * 7 * day
      await lookAt(restarted, later)
      expect(await lookAt(restarted, later + 1000), 'nine weeks later').to.equal(undefined)
    })

    it('goes by the local clock, also when it has been changed (traps 16 and 18)', async () => {
      const watch = begin()
      // The clock went back on 25 October: 12 in Helsinki is 09 UTC before and 10 UTC after.
      const hours = [
        '2026-10-23T09:00:00Z',
        '2026-10-25T00:10:00Z',
        '2026-10-25T01:10:00Z',
        '2026-10-26T10:00:00Z',
      ]
      for (const at of hours) await lookAt(watch, Date.parse(at))
      const rows = await world.db.query<{ local_hour: number; weekend: boolean }>(
        "select local_hour, weekend from reach_sample where service = 'ems' order by at",
      )
      expect(rows.map(({ local_hour, weekend }) => [local_hour, weekend])).to.deep.equal([
        [12, false],
        [3, true],
        [3, true],
        [12, false],
      ])
    })
  })
})
