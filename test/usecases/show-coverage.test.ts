/**
 * Coverage of the small county on a full grid of roads: every cell's middle is a junction, every kilometre a minute.
 * The west crew stands in the south-west cell, the east crew in the north-east one.
 */
import { expect } from 'chai'
import { normalDrive } from '../../geo/roads/speeds.ts'
import { type Coverage, coverageSchema } from '../../src/contract/coverage.ts'
import { VasteError } from '../../src/domain/error.ts'
import type { SourceState, StationState, UnitState } from '../../src/store/board-state.ts'
import type { ReadinessWord } from '../../src/usecases/coverage-change.ts'
import { findSources } from '../../src/usecases/coverage-sources.ts'
import { createCoverageDesk } from '../../src/usecases/show-coverage.ts'
import type { DriveSpeeds } from '../../src/usecases/speeds-in-use.ts'
import { columns, gridRoads, middles } from './small-roads.ts'
import { aDecision, aTarget, noon, placeAt, type SmallWorld, smallWorld } from './small-world.ts'

/** Every kilometre of the grid is a minute. */
const inUse: DriveSpeeds = { kind: 'normal', adopted: false, settings: normalDrive }
const tenths = (residents: number) => Math.round(residents * 10) / 10
const limits = { lateAfterSeconds: 60, silentAfterSeconds: 180 }
const west: StationState = {
  ...{ station: 'west', name: 'West', services: ['ems', 'rescue'], place: middles[0], demoPosition: false },
  ...{ crew: 2, turnoutSeconds: 60, readinessAt: noon - 3_600_000, source: 'crew' },
}
const east: StationState = { ...west, station: 'east', place: middles[31], turnoutSeconds: 120 }
const unit = (name: string, station: string, change: Partial<UnitState> = {}): UnitState => ({
  ...{ unit: name, station, type: 'als', demo: false },
  ...{ status: 'at-station', statusAt: noon - 600_000, statusSource: 'cad' },
  ...change,
})
const heard = (source: string, secondsAgo: number): [string, SourceState] => [
  source,
  { source, demo: false, lastReceivedAt: noon - secondsAgo * 1000 },
]
const standingOf = (units: readonly UnitState[], stations: readonly StationState[] = [west, east]) => ({
  units: new Map(units.map((each) => [each.unit, each])),
  stations: new Map(stations.map((each) => [each.station, each])),
  sources: new Map([heard('cad', 5), heard('crew', 5), heard('gone', 900)]),
})

const emsDecision = aDecision({
  targets: [
    aTarget({ zone: 'core-urban', withinSeconds: 120, requiredShare: 0.9 }),
    aTarget({ zone: 'core-urban', withinSeconds: 60 }),
    aTarget({ zone: 'other-urban', withinSeconds: 240, official: false }),
    aTarget({ urgencies: ['C'], measure: 'ambulance', withinSeconds: 1800 }),
  ],
})
const rescueDecision = aDecision({
  ...{ id: 'rescue', service: 'rescue', zoneSystem: undefined },
  qualifyingUnits: { 'first-unit': 'any', 'effective-action': 'any', turnout: 'any' },
  formations: {
    'effective-action': {
      ...{ leaders: 1, crew: 3 },
      strengths: { spearhead: { leaders: 1, crew: 1 }, 'rescue-unit': { leaders: 1, crew: 3 } },
    },
  },
  targets: [
    aTarget({ withinSeconds: 360 }),
    aTarget({ measure: 'effective-action', withinSeconds: 600, requiredShare: 0.5 }),
  ],
})

describe('coverage', function () {
  this.timeout(60_000)
  let world: SmallWorld

  before(async () => {
    world = await smallWorld({ decisions: [emsDecision, rescueDecision] })
  })

  const deskFor = (units: readonly UnitState[], stations?: readonly StationState[], approximate = false) => {
    const around = { now: noon, standing: standingOf(units, stations) }
    const roads = gridRoads(approximate)
    const desk = createCoverageDesk({
      ...{ reference: () => world.reference, standing: () => around.standing, roads: () => roads },
      ...{ now: () => around.now, freshness: limits, demo: () => false, speeds: () => inUse },
    })
    return { desk, around }
  }
  const show = async (
    units: readonly UnitState[],
    question: object = {},
    stations?: readonly StationState[],
  ) =>
    coverageSchema.parse(
      await deskFor(units, stations).desk.show({ service: 'ems', measure: 'first-unit', ...question }),
    )
  const [w, e] = [unit('W 1', 'west'), unit('E 1', 'east')]
  const fromWest = (i: number) => 60 * ((i % columns) + Math.floor(i / columns))
  const fromEast = (i: number) => 600 - fromWest(i)

  it('tells the seconds of every cell, turnout and drive, and who comes first', async () => {
    const { cells, sources, leftOut } = await show([w, e])
    const expected = middles.map((_, i) => Math.min(60 + fromWest(i), 120 + fromEast(i)))
    expect([cells.e[1], cells.n[1], expected[0], expected[31], expected[7]]).to.deep.equal([
      ...[431, 6900, 60, 120, 300],
    ])
    expect(cells.seconds).to.deep.equal(expected)
    expect(sources.map(({ id, delaySeconds, basis }) => [id, delaySeconds, basis])).to.deep.equal([
      ['W 1', 60, 'station'],
      ['E 1', 120, 'station'],
    ])
    // 480 s from the west and 300 s from the east in the south-east corner.
    expect([cells.nearest[0], cells.nearest[7], cells.nearest[31]]).to.deep.equal([0, 1, 1])
    expect(leftOut).to.deep.equal([])
  })

  it('counts residents beyond the A/B limit that most tasks must be within, by class and municipality', async () => {
    const found = await show([w, e])
    expect(found).to.deep.include({ urgencies: ['A', 'B'], official: false, decision: 'first' })
    expect(found.zones).to.deep.equal([
      {
        ...{
          zone: 'core-urban',
          limited: { cells: 8, residents: 50 },
          outside: { cells: 5, residents: 31.3 },
        },
        withoutLimit: { cells: 0, residents: 0 },
        limit: { withinSeconds: 120, requiredShare: 0.9, official: true },
      },
      {
        ...{
          zone: 'other-urban',
          limited: { cells: 8, residents: 50 },
          outside: { cells: 5, residents: 31.3 },
        },
        withoutLimit: { cells: 0, residents: 0 },
        limit: { withinSeconds: 240, requiredShare: 0.5, official: false },
      },
      {
        ...{ zone: 'rural', limited: { cells: 0, residents: 0 }, outside: { cells: 0, residents: 0 } },
        withoutLimit: { cells: 16, residents: 100 },
      },
    ])
    expect(
      found.municipalities.map(({ municipality, outside }) => [municipality, outside.cells]),
    ).to.deep.equal([
      ['901', 10],
      ['902', 0],
    ])
    expect(found.total.outside).to.deep.equal({ cells: 10, residents: 62.5 })
    expect(found.cells.limit.slice(0, 5)).to.deep.equal([120, 120, 240, 240, null])
  })

  it('tells what is bare since a unit is away, whom it misses, and nothing when it is back', async () => {
    const { desk, around } = deskFor([w, e])
    const ask = () => desk.show({ service: 'ems', measure: 'first-unit' })
    const first = await ask()
    expect(first.bare).to.deep.equal({ cells: 0, residents: 0, list: [] })

    around.standing = standingOf([{ ...w, status: 'transporting', task: 'T' }, e])
    expect(await ask(), 'kept for a while').to.deep.equal(first)
    around.now += 3000
    const away = await ask()
    expect(away.leftOut).to.deep.equal([
      { id: 'W 1', kind: 'unit', type: 'als', station: 'west', reason: 'busy' },
    ])
    expect(away.cells.seconds).to.deep.equal(middles.map((_, i) => 120 + fromEast(i)))
    expect(away.bare).to.deep.include({ cells: 6, residents: 37.5 })
    expect(away.bare.list.map(({ cell }) => cell)).to.deep.equal([0, 1, 2, 3, 8, 10])
    expect(away.bare.list[4]).to.deep.equal({ cell: 8, homeSeconds: 120, missed: 'W 1' })

    around.standing = standingOf([w, e])
    around.now += 3000
    expect(await ask()).to.deep.equal({ ...first, at: new Date(noon + 6000).toISOString() })
  })

  it('is the same, kept up or made anew, and asked for at once by many', async () => {
    const { desk, around } = deskFor([w, e])
    const turns = [
      [{ ...w, status: 'at-scene' as const }, e],
      [w, { ...e, status: 'available' as const, place: placeAt(5500, 1500), placeAt: noon }],
      [w, unit('W 2', 'west', { type: 'field-commander' })],
      // So many changes that the field is made anew.
      Array.from({ length: 20 }, (_, i) => ({
        ...unit(`M ${i}`, 'west', { status: 'available' }),
        ...{ place: placeAt(400 * i, 150 * i), placeAt: noon },
      })),
      [w, e],
      [w, e],
    ]
    for (const [turn, units] of turns.entries()) {
      // At last the west crew is told to be slower.
      const stations = [{ ...west, turnoutSeconds: turn === 5 ? 300 : 60 }, east]
      around.now += 3000
      around.standing = standingOf(units, stations)
      const asked = await Promise.all(
        [1, 2, 3].map(() => desk.show({ service: 'ems', measure: 'first-unit' })),
      )
      const anew = deskFor(units, stations)
      anew.around.now = around.now
      const expected = await anew.desk.show({ service: 'ems', measure: 'first-unit' })
      for (const found of asked) expect(found).to.deep.equal(expected)
    }
  })

  it('starts a unit on the road from its fresh position without turnout, else from home (trap 10)', async () => {
    const rolling = { ...w, status: 'available' as const, place: placeAt(5500, 1500), placeAt: noon - 60_000 }
    const fresh = await show([rolling])
    expect(fresh.sources[0]).to.include({ basis: 'position', delaySeconds: 0 })
    // A position is taken to some 30 metres.
    expect(fresh.cells.seconds[13]).to.be.within(0, 8)
    expect(fresh.cells.seconds[15]).to.be.within(112, 128)
    const stale = await show([{ ...rolling, placeAt: noon - 181_000 }])
    expect(stale.sources[0]).to.include({ basis: 'station-assumed', delaySeconds: 60 })
    expect(stale.cells.seconds[0]).to.equal(60)
  })

  it('sees a rescue group where two told spearhead crews meet, also where no unit is known (trap 7)', async () => {
    const question = { service: 'rescue', measure: 'effective-action' }
    const both = await show([], question)
    expect(both.sources.map(({ id, kind }) => [id, kind])).to.deep.equal([
      ['west', 'station'],
      ['east', 'station'],
    ])
    const later = middles.map((_, i) => Math.max(60 + fromWest(i), 120 + fromEast(i)))
    expect(both.cells.seconds).to.deep.equal(later)
    expect(both.zones[0].limit).to.include({ withinSeconds: 600 })
    const one = await show([], question, [west, { ...east, crew: 0 }])
    expect(one.cells.seconds.every((value) => value === null)).to.equal(true)
    expect(one.cells.nearest.every((value) => value === -1)).to.equal(true)
    expect(one.total.outside.cells).to.equal(32)
    const four = await show([], question, [west, { ...east, crew: 4 }])
    expect(four.cells.seconds[31]).to.equal(120)
  })

  it('tells what would be left bare without one of them', async () => {
    const { without } = await show([w, e], { without: 'W 1' })
    expect(without).to.deep.equal({ source: 'W 1', bare: [0, 1, 2, 3, 8, 10], bareResidents: 37.5 })
  })

  it('tells which cells one word of readiness would move, as a field made anew has them, and stays as it is', async () => {
    const { desk, around } = deskFor([w, e])
    const ask = (readiness?: ReadinessWord) =>
      desk.show({ service: 'ems', measure: 'first-unit', ...(readiness && { readiness }) })
    const now = await ask()
    for (const word of [
      { station: 'west', crew: 0 },
      { station: 'east', crew: 2, turnoutSeconds: 0 },
      { station: 'west', crew: 2, turnoutSeconds: 600 },
    ]) {
      const { change, ...rest } = await ask(word)
      expect(rest).to.deep.equal(now)
      const stations = [west, east].map((station) =>
        station.station === word.station
          ? { ...station, turnoutSeconds: 60, ...word, readinessAt: noon }
          : station,
      )
      const then = (await deskFor([w, e], stations).desk.show({ service: 'ems', measure: 'first-unit' }))
        .cells
      const moved = middles.flatMap((_, i) => (then.seconds[i] === now.cells.seconds[i] ? [] : [i]))
      const beyond = (seconds: readonly (number | null)[], i: number) =>
        (seconds[i] ?? Infinity) > (then.limit[i] ?? Infinity)
      const bare = moved.filter((i) => beyond(then.seconds, i) && !beyond(now.cells.seconds, i))
      const covered = moved.filter((i) => !beyond(then.seconds, i) && beyond(now.cells.seconds, i))
      expect(change).to.deep.equal({
        ...word,
        ...{ moved: moved.length, bare, bareResidents: tenths(bare.length * 6.25) },
        ...{ covered, coveredResidents: tenths(covered.length * 6.25) },
      })
    }
    expect((await ask({ station: 'west', crew: 0 })).change!.bare).to.deep.equal([0, 1, 2, 3, 8, 10])
    around.now += 3000
    expect((await ask()).cells).to.deep.equal(now.cells)
    const fault = await ask({ station: 'north', crew: 1 }).catch((error: unknown) => error)
    expect(fault).to.include({ code: 'not-found' })
  })

  it('counts a crew that is promised and of which nothing is told, and says so', async () => {
    const { readinessAt: _at, source: _source, crew: _crew, turnoutSeconds: _turnout, ...untold } = east
    const promised = [
      {
        ...{ id: 'p', station: 'east', service: 'ems' as const, slot: 'a', kind: '24/7' as const },
        ...{ unitTypes: ['als' as const], weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' },
        ...{ turnout: { medianSeconds: 180, p90Seconds: 240 }, validFrom: '2026-01-01' },
        ...{ dateConfirmed: true, demo: false },
      },
    ]
    const desk = createCoverageDesk({
      ...{ reference: () => world.reference, standing: () => standingOf([w], [west, untold]) },
      ...{ roads: () => gridRoads(), now: () => noon, freshness: limits, demo: () => false },
      ...{ speeds: () => inUse, promised: () => (station) => (station === 'east' ? promised : []) },
    })
    for (const measure of ['first-unit', 'ambulance'] as const) {
      const { sources, cells } = await desk.show({ service: 'ems', measure })
      expect(sources[1]).to.deep.equal({
        ...{ id: 'east', kind: 'station', station: 'east', basis: 'plan' },
        ...{ delaySeconds: 180, delayAssumed: false, delayBasis: 'plan' },
      })
      expect(cells.seconds[31]).to.equal(180)
    }
  })

  it('says that its roads are approximate, and of what they are', async () => {
    const { desk } = deskFor([w], undefined, true)
    const found: Coverage = await desk.show({ service: 'ems', measure: 'ambulance' })
    expect(found).to.deep.include({ approximate: true, urgencies: ['C'] })
    expect(found.roads.attribution).to.equal('invented')
    expect((await show([w])).approximate).to.equal(false)
  })

  for (const [what, question, code, sentence] of [
    [
      'a measure without units',
      { measure: 'effective-action' },
      'invalid',
      'expected one of first-unit, ambulance',
    ],
    [
      'turnout, which reaches no cell',
      { service: 'rescue', measure: 'turnout' },
      'invalid',
      "measure 'turnout'",
    ],
    ['a source that nobody has', { without: 'X 9' }, 'not-found', "'X 9'"],
  ] as const)
    it(`refuses ${what}`, async () => {
      const fault = await show([w], question).catch((caught) => caught)
      expect(fault).to.be.instanceOf(VasteError)
      expect(fault).to.include({ code })
      expect(fault.message).to.contain(sentence)
    })

  it('refuses a day without a decision', async () => {
    const { desk, around } = deskFor([w])
    around.now = Date.parse('2019-06-01T10:00:00Z')
    const fault = await desk.show({ service: 'ems', measure: 'first-unit' }).catch((caught) => caught)
    expect(fault.message).to.equal('found no ems decision in force on 2019-06-01; expected one')
  })
})

describe('who can be sent', () => {
  const found = (
    units: readonly UnitState[],
    stations: readonly StationState[] = [west, east],
    service: 'ems' | 'rescue' = 'ems',
  ) =>
    findSources(standingOf(units, stations), {
      ...{
        service,
        decision: service === 'ems' ? emsDecision : rescueDecision,
        now: noon,
        freshness: limits,
      },
      serviceOf: (name) => (name.startsWith('R') ? 'rescue' : undefined),
    })
  const reasonOf = (change: Partial<UnitState>, stations?: readonly StationState[]) => {
    const { counted, leftOut } = found([unit('U', 'west', change)], stations)
    return leftOut.find(({ id }) => id === 'U')?.reason ?? counted.find(({ id }) => id === 'U')?.basis
  }
  const unstaffed = [{ ...west, crew: 0 }]

  for (const [what, change, expected, stations] of [
    ['a unit at its station', {}, 'station'],
    ['one that has told nothing', { status: undefined }, 'no-status'],
    ['one on a task', { status: 'en-route' }, 'busy'],
    ['one out of service', { status: 'unavailable' }, 'unavailable'],
    ['one whose source has gone silent', { statusSource: 'gone' }, 'silent'],
    ['one whose source is not known', { statusSource: undefined }, 'silent'],
    ['a helicopter', { type: 'doctor-helicopter' }, 'flies'],
    ['one without home or position', { station: undefined }, 'no-position'],
    ['one on the road without home or position', { station: undefined, status: 'available' }, 'no-position'],
    [
      'one at a strange station, its position fresh',
      { station: undefined, place: middles[3], placeAt: noon },
      'position',
    ],
    [
      'one at a station that has told since that nobody is there',
      { statusAt: noon - 7_200_000 },
      'no-crew',
      unstaffed,
    ],
    ['one that says since then that it is there', {}, 'station', unstaffed],
  ] as [string, Partial<UnitState>, string, StationState[]?][])
    it(`${what}: ${expected}`, () => {
      expect(reasonOf(change, stations)).to.equal(expected)
    })

  it('counts first-response units of any owner for EMS, and not as ambulances (traps 1 and 2)', () => {
    const { counted } = found([
      unit('R 8', 'west', { type: 'first-response' }),
      unit('R 1', 'west', { type: 'rescue-unit' }),
    ])
    expect(counted.filter(({ kind }) => kind === 'unit').map(({ id, counts }) => [id, counts])).to.deep.equal(
      [['R 8', ['first-unit']]],
    )
  })

  it('assumes a turnout, and says so, where none is told or its source is silent', () => {
    for (const station of [
      { ...west, turnoutSeconds: undefined },
      { ...west, source: 'gone' },
    ])
      expect(found([unit('U', 'west')], [station]).counted[0]).to.include({
        delaySeconds: 90,
        delayAssumed: true,
      })
    expect(found([unit('U', 'west')]).counted[0]).to.include({ delaySeconds: 60, delayAssumed: false })
  })

  it('takes a station at its word only where no unit of the service there is known', () => {
    const brigade = found(
      [unit('R 1', 'west', { type: 'rescue-unit', status: 'en-route' })],
      [west, east],
      'rescue',
    )
    expect(brigade.counted.map(({ id }) => id)).to.deep.equal(['east'])
    expect(brigade.leftOut.map(({ id, reason }) => [id, reason])).to.deep.equal([['R 1', 'busy']])
    const words = found(
      [],
      [
        { ...west, source: 'gone' },
        { ...east, crew: undefined },
      ],
      'rescue',
    )
    expect(words.leftOut.map(({ id, reason }) => [id, reason])).to.deep.equal([
      ['west', 'silent'],
      ['east', 'not-told'],
    ])
  })

  it('takes all on duty as standing at home for what is usual', () => {
    const { atHome } = found([
      unit('A', 'west', { status: 'transporting' }),
      unit('B', 'east', { status: 'unavailable' }),
      unit('C', 'east', { status: 'available', place: middles[3], placeAt: noon }),
    ])
    expect(atHome.map(({ id, place, delaySeconds }) => [id, place, delaySeconds])).to.deep.equal([
      ['A', west.place, 60],
      ['C', east.place, 120],
    ])
  })
})
