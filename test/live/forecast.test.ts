/**
 * Who comes and when, and will it be in time? A task in the south-west corner of a grid of roads on which every kilometre
 * is a minute; the station lies three kilometres east of it.
 */
import { expect } from 'chai'
import fc from 'fast-check'
import { normalDrive } from '../../geo/roads/speeds.ts'
import { VasteError } from '../../src/domain/error.ts'
import type { TaskEvent } from '../../src/domain/event.ts'
import type { ReadinessPeriod } from '../../src/domain/readiness.ts'
import { taskFrom } from '../../src/domain/task.ts'
import { judgeTask } from '../../src/domain/verdict.ts'
import type { UnitStatus } from '../../src/domain/vocabulary.ts'
import { createBoard } from '../../src/live/board.ts'
import { createDrives } from '../../src/live/drives.ts'
import { forecastOf, type Surroundings } from '../../src/live/expect-arrival.ts'
import { createRouteDesk } from '../../src/live/show-route.ts'
import type { SourceState, StationState, UnitState } from '../../src/store/board-state.ts'
import type { JudgedTask } from '../../src/store/task-cache.ts'
import { nothingPromised } from '../../src/usecases/readiness-plan.ts'
import type { CountyReference } from '../../src/usecases/reference.ts'
import { aDecision, aReference, aTarget, at, created, start, status } from '../builders.ts'
import { gridRoads, middles } from '../usecases/small-roads.ts'

const now = at('2:00')
const freshness = { lateAfterSeconds: 60, silentAfterSeconds: 180 }
const roads = gridRoads()
const everyKilometreAMinute = () => ({ settings: normalDrive })
const drives = createDrives({ roads: () => roads, speeds: everyKilometreAMinute, searchesAtOnce: 1000 })
const noRoads = createDrives({
  roads: () => {
    throw new VasteError('not-found', 'found no roads; expected some')
  },
})

const home: StationState = {
  ...{ station: 'home', name: 'Home', services: ['ems', 'rescue'], place: middles[3]!, demoPosition: false },
  ...{ crew: 2, turnoutSeconds: 60, readinessAt: start, source: 'crew' },
}
const heard = (source: string, secondsAgo: number): [string, SourceState] => [
  source,
  { source, demo: false, lastReceivedAt: now - secondsAgo * 1000 },
]
const unit = (told: UnitStatus, change: Partial<UnitState> = {}): UnitState => ({
  ...{ unit: 'als 1', type: 'als', station: 'home', demo: false, status: told, statusAt: at('1:00') },
  ...{ statusSource: 'cad', ...(['available', 'at-station'].includes(told) ? {} : { task: 'T1' }) },
  ...change,
})
const seen = (cell: number, secondsAgo: number) => ({
  place: middles[cell]!,
  placeAt: now - secondsAgo * 1000,
})

function judged(events: readonly TaskEvent[], reference = aReference()): JudgedTask {
  const task = taskFrom(events)
  return { task, verdict: judgeTask(task, reference)!, rows: [] }
}
const opened = created({ place: middles[0]! })
const alerted = (name = 'als 1') => status('1:00', name, 'alerted')
/** Alerted at 1:00 and due by the last limit of its class at 12:00. */
const aTask = judged([opened, alerted()])

const around = (units: readonly UnitState[], change: Partial<Surroundings> = {}): Surroundings => ({
  units: new Map(units.map((each) => [each.unit, each])),
  stations: new Map([['home', home]]),
  sources: new Map([heard('cad', 5), heard('crew', 5), heard('gone', 900)]),
  ...{ decisions: [aDecision()], now, freshness, drives },
  ...change,
})
const untold = new Map([['home', { ...home, turnoutSeconds: undefined } as StationState]])
const period = (change: Partial<ReadinessPeriod> = {}): ReadinessPeriod => ({
  ...{ id: 'p', station: 'home', service: 'ems', slot: 'als 1', kind: '24/7', unitTypes: ['als'] },
  ...{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00', validFrom: '2026-01-01' },
  ...{ turnout: { medianSeconds: 150, p90Seconds: 200 }, dateConfirmed: true, demo: false },
  ...change,
})

describe('an expected arrival', () => {
  const cases: [string, UnitState, number | undefined, Partial<Surroundings>?][] = [
    ['on its way, its position of ten seconds ago', unit('en-route', seen(5, 10)), 290],
    ['on its way, its position late: unknown', unit('en-route', seen(5, 61)), undefined],
    ['on its way without a position: unknown', unit('en-route'), undefined],
    ['on its way by a clock that is ahead of ours', unit('en-route', seen(5, -30)), 300],
    ['alerted at home a minute ago, its turnout over', unit('alerted'), 180],
    ['alerted at home just now, its turnout before it', unit('alerted', { statusAt: now - 10_000 }), 230],
    ['alerted by a clock that is ahead of ours', unit('alerted', { statusAt: now + 500_000 }), 240],
    ['alerted, last seen long ago far from home: unknown', unit('alerted', seen(7, 600)), undefined],
    ['alerted, last seen long ago at home', unit('alerted', seen(3, 600)), 180],
    ['alerted, seen at home', unit('alerted', { ...seen(3, 20), statusAt: now }), 240],
    ['alerted on the road: no turnout (trap 10)', unit('alerted', { ...seen(5, 20), statusAt: now }), 300],
    [
      'alerted at home, as a silent source said: unknown',
      unit('alerted', { statusSource: 'gone' }),
      undefined,
    ],
    ['alerted, of no known home: unknown', unit('alerted', { station: 'elsewhere' }), undefined],
    ['reserved at home', unit('reserved', { statusAt: now }), 240],
    ['free at its station: after the told turnout', unit('at-station'), 240],
    [
      'free at a station whose turnout is promised',
      unit('at-station'),
      330,
      {
        ...{ stations: untold, promised: () => [period()] },
      },
    ],
    ['free at a station of which nothing is told or promised', unit('at-station'), 270, { stations: untold }],
    [
      'on call beside a crew that the station’s word is of',
      unit('at-station'),
      330,
      {
        promised: () => [period({ kind: 'on-call' }), period({ id: 'q', slot: 'other' })],
      },
    ],
    ['free on the road, its position fresh', unit('available', seen(2, 50)), 120],
    ['free on the road, its position late: unknown', unit('available', seen(2, 61)), undefined],
  ]
  for (const [name, one, seconds, change] of cases)
    it(`of a unit ${name}`, () => {
      const free = ['available', 'at-station'].includes(one.status!)
      // Nobody else is sent: then a free unit is looked for.
      const task = free
        ? judged([opened, status('1:00', 'als 1', 'alerted'), status('1:30', 'als 1', 'available')])
        : aTask
      const { arrivals, expected } = forecastOf(task, around([one], change))
      expect(expected && (expected.arriveAt - now) / 1000).to.equal(seconds)
      expect(arrivals.length).to.equal(seconds === undefined || free ? 0 : 1)
      if (expected) expect(expected).to.include({ assigned: !free, basis: 'roads' })
    })

  it('is told of every unit on its way, soonest first, also of those that do not count', () => {
    const { arrivals, expected } = forecastOf(
      judged([
        created({ place: middles[0]!, urgency: 'C' }),
        alerted('field-commander 1'),
        alerted(),
        alerted('als 2'),
      ]),
      around([
        unit('en-route', { ...seen(6, 0) }),
        unit('en-route', { ...seen(1, 0), unit: 'field-commander 1', type: 'field-commander' }),
        unit('en-route', { ...seen(4, 0), unit: 'als 2' }),
        unit('en-route', { ...seen(1, 90), unit: 'als 3' }),
      ]),
    )
    expect(arrivals.map(({ unit }) => unit)).to.deep.equal(['field-commander 1', 'als 2', 'als 1'])
    expect(expected?.unit, 'C is reached by an ambulance only (trap 2)').to.equal('als 2')
  })

  it('says by which roads, and that a line is one', () => {
    const approximate = createDrives({ roads: () => gridRoads(true), speeds: everyKilometreAMinute })
    const basis = (by: typeof drives) =>
      forecastOf(aTask, around([unit('en-route', seen(5, 0))], { drives: by })).expected?.basis
    expect([basis(drives), basis(approximate), basis(noRoads)]).to.deep.equal([
      ...['roads', 'approximate-roads', 'straight-line'],
    ])
  })

  it('is the end of the route that is shown, over its very roads', () => {
    const one = unit('en-route', seen(13, 20))
    const { arrivals, outlook } = forecastOf(aTask, around([one]))
    const desk = createRouteDesk({
      things: () => ({ ...around([one]), tasks: [{ judged: aTask, forecast: { arrivals: [] } }] }),
      ...{ roads: () => roads, now: () => now, freshness, promised: () => nothingPromised },
      speeds: everyKilometreAMinute,
    })
    const route = desk.show({ unit: 'als 1', task: 'T1' })
    expect(Date.parse(route.arriveAt)).to.equal(arrivals[0]!.arriveAt)
    expect(Date.parse(route.arriveAt)).to.equal(outlook!.expectedAt)
    expect(route).to.include({ seconds: 360, metres: 6000, basis: 'roads', assigned: true })
    expect(route.geometry.coordinates.at(0)).to.deep.equal([middles[13]!.lon, middles[13]!.lat])
    expect(route.geometry.coordinates.at(-1)).to.deep.equal([middles[0]!.lon, middles[0]!.lat])
    expect(() => desk.show({ unit: 'als 9', task: 'T1' })).to.throw("found no unit 'als 9'")
    expect(() => desk.show({ unit: 'als 1', task: 'T9' })).to.throw("found no open task 'T9'")
    const lost = createRouteDesk({
      things: () => ({
        ...around([unit('en-route', seen(13, 61))]),
        tasks: [{ judged: aTask, forecast: { arrivals: [] } }],
      }),
      ...{ roads: () => roads, now: () => now, freshness, promised: () => nothingPromised },
    })
    expect(() => lost.show({ unit: 'als 1', task: 'T1' })).to.throw('is not known now')
  })
})

describe('an outlook', () => {
  /** Two units alerted at 1:00 to what is due at 12:00, ten minutes from now. */
  const two = judged([opened, alerted(), alerted('als 2')])
  const other = (change: Partial<UnitState>) => unit('en-route', { unit: 'als 2', ...change })
  const withoutZones = aDecision({ zoneSystem: undefined, targets: [aTarget({ withinSeconds: 660 })] })
  const unplaced = judged(
    [created({ place: undefined }), alerted()],
    aReference({ decisions: [withoutZones] }),
  )
  const far = { place: middles[31]!, placeAt: now }
  const cases: [string, JudgedTask, UnitState[], object, Partial<Surroundings>?][] = [
    [
      'in time by the soonest',
      two,
      [unit('en-route', seen(7, 0)), other(far)],
      { state: 'in-time', marginSeconds: 180 },
    ],
    ['at the very limit', aTask, [unit('en-route', far)], { state: 'in-time', marginSeconds: 0 }],
    [
      'past it by less than the estimate is worth',
      aTask,
      [unit('en-route', { ...far, placeAt: now + 30_000 })],
      { state: 'tight', marginSeconds: -30 },
      { now: now + 30_000 },
    ],
    [
      'past it by more',
      aTask,
      [unit('en-route', { ...far, placeAt: now + 31_000 })],
      { state: 'will-miss', marginSeconds: -31 },
      { now: now + 31_000 },
    ],
    [
      'one seen in time, another not seen',
      two,
      [unit('en-route', seen(7, 0)), other(seen(7, 100))],
      { state: 'in-time' },
    ],
    [
      'one seen too late, another not seen',
      two,
      [unit('alerted', { ...seen(31, 0), statusAt: now }), other(seen(31, 100))],
      { state: 'withheld', reason: 'positions-late' },
      { now: now + 31_000 },
    ],
    ['nobody seen', aTask, [unit('en-route', seen(7, 61))], { state: 'withheld', reason: 'positions-late' }],
    [
      'one that does not count, and nobody free',
      judged([created({ place: middles[0]!, urgency: 'C' }), alerted('support 1')]),
      [unit('en-route', { ...seen(1, 0), unit: 'support 1', type: 'support' })],
      { state: 'withheld', reason: 'no-unit', measure: 'ambulance' },
    ],
    [
      'nobody alerted and the clock waiting',
      judged([opened]),
      [unit('at-station')],
      { state: 'withheld', reason: 'no-unit', dueAt: undefined },
    ],
    [
      'a task without a place',
      unplaced,
      [unit('en-route', seen(7, 0))],
      { state: 'withheld', reason: 'no-place' },
      { decisions: [withoutZones] },
    ],
    [
      'no road near',
      aTask,
      [unit('en-route', seen(7, 0))],
      { state: 'withheld', reason: 'off-roads' },
      { drives: noRoads },
    ],
  ]
  for (const [name, task, units, expected, change] of cases)
    it(`with ${name}`, () => {
      const { outlook } = forecastOf(task, around(units, change))
      expect({ dueAt: undefined, ...outlook }).to.deep.include(expected)
    })

  it('is none of what has been reached, is not judged, or waits for its clock with units on their way', () => {
    const reached = judged([opened, alerted(), status('1:50', 'als 1', 'at-scene')])
    const transfer = judged([created({ place: middles[0]!, origin: 'transfer-order' }), alerted()])
    const decision = aDecision({ clockStart: 'earliest-en-route' })
    const waiting = judged([opened, alerted()], aReference({ decisions: [decision] }))
    for (const task of [reached, transfer, waiting])
      expect(forecastOf(task, around([unit('alerted')], { decisions: [decision] })).outlook).to.equal(
        undefined,
      )
  })

  it('of a rescue group waits for persons enough (trap 7)', () => {
    const decision = aDecision({
      ...{ id: 'rescue', service: 'rescue', zoneSystem: undefined, clockStart: 'earliest-alert' },
      qualifyingUnits: { 'effective-action': 'any' },
      formations: {
        'effective-action': { leaders: 1, crew: 3, strengths: { spearhead: { leaders: 1, crew: 1 } } },
      },
      targets: [aTarget({ measure: 'effective-action', withinSeconds: 600 })],
    })
    const spearhead = (name: string, cell: number) =>
      unit('en-route', { ...seen(cell, 0), unit: name, type: 'spearhead' })
    const task = (...names: string[]) =>
      judged(
        [created({ place: middles[0]!, service: 'rescue' }), ...names.map(alerted)],
        aReference({ decisions: [decision] }),
      )
    const forecast = (names: string[], units: UnitState[]) =>
      forecastOf(task(...names), around(units, { decisions: [decision] }))
    const both = forecast(['s 1', 's 2'], [spearhead('s 1', 1), spearhead('s 2', 6)])
    expect(both.expected).to.include({ unit: 's 2', arriveAt: now + 360_000 })
    const alone = forecast(['s 1'], [spearhead('s 1', 1)])
    expect(alone.outlook).to.include({ state: 'withheld', reason: 'no-unit' })
    const backed = forecast(
      ['s 1'],
      [spearhead('s 1', 1), unit('at-station', { unit: 's 3', type: 'spearhead' })],
    )
    expect(backed.expected).to.include({ unit: 's 3', assigned: false })
  })
})

describe('outlooks over any course of events', () => {
  const names = ['als 1', 'als 2', 'als 3']
  const step = fc.record({
    seconds: fc.integer({ min: 0, max: 70 }),
    who: fc.nat(2),
    tells: fc.constantFrom(
      'position',
      'position',
      'en-route',
      'alerted',
      'at-station',
      'at-scene',
      'available',
    ),
    task: fc.constantFrom('T1', 'T2'),
    cell: fc.nat(31),
    late: fc.constantFrom(0, 0, 20, 90, 400),
  })

  it('never flag from an old position, and are those of a board that has just started', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 3, maxLength: 40 }), (steps) => {
        let clock = at('2:00')
        const units = new Map(names.map((name) => [name, unit('at-station', { unit: name })]))
        const events = new Map(
          ['T1', 'T2'].map((task) => [
            task,
            [{ ...opened, task, place: middles[task === 'T1' ? 0 : 20]! } as TaskEvent],
          ]),
        )
        const tasks = () => [...events.values()].map((each) => judged(each))
        const heardNow = () =>
          ['cad', 'crew'].map((source) => ({ source, demo: false, lastReceivedAt: clock }))
        const boardOf = () =>
          createBoard({
            ...{ now: () => clock, freshness, drives },
            reference: () =>
              ({ ...aReference(), county: {}, localDate: () => '2026-11-21' }) as unknown as CountyReference,
            initial: { tasks: tasks(), units: [...units.values()], stations: [home], sources: heardNow() },
          })
        const followed = boardOf()
        for (const [i, { seconds, who, tells, task, cell, late }] of steps.entries()) {
          clock += seconds * 1000
          const name = names[who]!
          const before = units.get(name)!
          if (tells === 'position') {
            units.set(name, { ...before, place: middles[cell]!, placeAt: clock - late * 1000 })
          } else {
            const free = tells === 'available' || tells === 'at-station'
            const on = free ? before.task : task
            const told = { ...before, status: tells as UnitStatus, statusAt: clock, ...(on && { task: on }) }
            units.set(name, told)
            if (on) {
              const event = {
                id: `e${i}`,
                source: 'cad',
                kind: 'unit.status',
                at: clock,
                unit: name,
                status: tells,
                task: on,
              }
              events.get(on)!.push(event as TaskEvent)
            }
          }
          followed.apply({ tasks: tasks(), units: [units.get(name)!], stations: [], sources: heardNow() })
          followed.refreshExpected()
          const fresh = new Map(
            boardOf()
              .things()
              .tasks.map((each) => [each.judged.task.id, each.forecast]),
          )
          for (const {
            judged: { task: one },
            forecast,
          } of followed.things().tasks) {
            const anew = fresh.get(one.id)!
            expect(forecast.outlook?.state).to.equal(anew.outlook?.state)
            expect(forecast.outlook?.reason).to.equal(anew.outlook?.reason)
            expect(forecast.arrivals.map(({ unit }) => unit)).to.deep.equal(
              anew.arrivals.map(({ unit }) => unit),
            )
            for (const [n, { arriveAt }] of forecast.arrivals.entries())
              expect(Math.abs(arriveAt - anew.arrivals[n]!.arriveAt)).to.be.lessThan(15_000)
            if (forecast.outlook?.state !== 'will-miss') continue
            const sent = [...units.values()].filter(
              (each) => each.task === one.id && ['alerted', 'en-route'].includes(each.status!),
            )
            for (const each of sent) {
              const age = clock - (each.placeAt ?? 0)
              expect(age <= 60_000 || each.status === 'alerted', `${each.unit} ${age}`).to.equal(true)
              expect(forecast.arrivals.some((arrival) => arrival.unit === each.unit)).to.equal(true)
            }
          }
        }
      }),
      { numRuns: 60, seed: 41 },
    )
  })
})

describe('drives', () => {
  it('search a few places at once, and tell when the others are known', async () => {
    const few = createDrives({ roads: () => roads, searchesAtOnce: 2 })
    const known = new Promise<void>((resolve) => few.onKnown(resolve))
    const asked = middles.slice(0, 6).map((place) => few.to(place, true) !== undefined)
    expect(asked).to.deep.equal([true, true, false, false, false, false])
    await known
    expect(middles.slice(0, 6).every((place) => few.to(place, true))).to.equal(true)
  })

  it('forget the least asked for when they hold too much', () => {
    const one = drives.to(middles[9]!, true)!(middles[0]!)
    const small = createDrives({
      roads: () => roads,
      speeds: everyKilometreAMinute,
      searchesAtOnce: 1000,
      bytesAtMost: 300,
    })
    for (const place of middles) small.to(place, true)
    expect(small.to(middles[9]!, true)!(middles[0]!)).to.deep.equal(one)
  })
})
