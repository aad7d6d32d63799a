/** Bad input that is none: zones, stations and readiness that change while tasks run. Each holds from its own moment. */
import { expect } from 'chai'
import { saveUnits } from '../../src/store/county.ts'
import { saveZoneVersion } from '../../src/store/zones.ts'
import { emsClasses, emsZoneName } from '../../src/usecases/install-county.ts'
import { showCompliance } from '../../src/usecases/show-compliance.ts'
import { areaSystem } from '../../src/usecases/show-region.ts'
import {
  contextOf,
  county,
  noon,
  places,
  reached,
  type SmallWorld,
  smallWorld,
  worldOn,
} from '../usecases/small-world.ts'
import { clock, expectFigures, rowsOf, send, told } from './cases.ts'

const day = 86_400_000
/** 10 and 20 November: either side of the change on the 15th. */
const [before15, after15] = [noon - 11 * day, noon - day]
const month = { service: 'ems' as const, from: '2026-11-01', to: '2026-12-01' }

describe('bad input: a cell that is classed anew in mid-period (trap 42)', () => {
  let world: SmallWorld
  before(async function () {
    this.timeout(60_000)
    const { db, reference } = await smallWorld()
    const { e, n } = reference.cells
    const classes = Array.from(e, (east) => (east < 434 ? 'other-urban' : 'rural'))
    await saveZoneVersion(
      db,
      county,
      {
        ...{ system: areaSystem, version: 'new', name: emsZoneName, shape: 'cells', validFrom: '2026-11-15' },
        ...{ demo: false, source: 'hand', classes: emsClasses },
      },
      { cells: { e: [...e], n: [...n], classes } },
    )
    world = await worldOn(db)
    await send(world, [...reached('old', before15, 420), ...reached('new', after15, 420)])
    // Half past midnight of the 15th in Helsinki is still the 14th by the clock of the log.
    await send(world, reached('seam', Date.parse('2026-11-14T22:30:00Z'), 420))
  })

  it('classes each task by the version in force on its local date', async () => {
    const zones = await Promise.all(['old', 'new', 'seam'].map((task) => rowsOf(world, task)))
    expect(zones.map(([row]) => row!.zone)).to.deep.equal(['core-urban', 'other-urban', 'other-urban'])
  })

  it('counts every task once in the month, and names both versions', async () => {
    const shown = showCompliance(month, await contextOf(world))
    expect(shown).to.include({ total: 3, used: 3 })
    const used = shown.rows.filter((row) => row.used > 0).map((row) => [row.zone, row.used])
    expect(used).to.deep.equal([
      ['core-urban', 1],
      ['other-urban', 2],
    ])
    expect(shown.zoneVersions.map(({ version }) => version)).to.have.members(['syke-2021-2022', 'new'])
    await expectFigures(world)
  })

  it('puts all on one grid when asked, and says which: a class is then better by nothing but its tasks', async () => {
    const context = await contextOf(world)
    for (const [oneGrid, zone] of [
      ['syke-2021-2022', 'core-urban'],
      ['new', 'other-urban'],
    ] as const) {
      const shown = showCompliance({ ...month, oneGrid }, context)
      expect(shown).to.include({ oneGrid, total: 3, used: 3 })
      expect(shown.rows.filter((row) => row.used > 0).map((row) => [row.zone, row.used])).to.deep.equal([
        [zone, 3],
      ])
    }
  })
})

describe('bad input: a grid with a row missing (trap 40)', () => {
  it('has no class there, and is not taken for the last one; outside the county nothing is asked of it', async () => {
    const { db, reference } = await smallWorld()
    const kept = Array.from(reference.cells.e, (e, i) => ({ e, n: reference.cells.n[i]! })).slice(1)
    await saveZoneVersion(
      db,
      county,
      {
        ...{
          system: areaSystem,
          version: 'holed',
          name: emsZoneName,
          shape: 'cells',
          validFrom: '2026-01-01',
        },
        ...{ demo: false, source: 'hand', classes: emsClasses },
      },
      { cells: { e: kept.map(({ e }) => e), n: kept.map(({ n }) => n), classes: kept.map(() => 'rural') } },
    )
    const world = await worldOn(db)
    await send(world, [
      ...reached('in the hole', after15, 420),
      ...reached('beside it', after15, 420, { place: places.other }),
      ...reached('outside', after15, 420, { place: places.outside }),
    ])
    const found = await Promise.all(
      ['in the hole', 'beside it', 'outside'].map((task) => rowsOf(world, task)),
    )
    expect(found.map(([row]) => row!.excluded ?? row!.zone)).to.deep.equal([
      'no-zone-class',
      'rural',
      'outside-region',
    ])
    await expectFigures(world)
  })
})

describe('bad input: a station that closes in mid-period', () => {
  let world: SmallWorld
  before(async () => {
    const { db } = await smallWorld()
    const unit = { unit: 'E1', type: 'als' as const, service: 'ems' as const, demo: false }
    await saveUnits(db, county, [
      { ...unit, station: 'mid', validTo: '2026-11-15' },
      { ...unit, type: 'bls', validFrom: '2026-11-15' },
    ])
    world = await worldOn(db)
    const ofE1 = (task: string, at: number) =>
      reached(task, at, 420).map((message) => ('unit' in message ? { ...message, unit: 'E1' } : message))
    await send(world, [...ofE1('old', before15), ...ofE1('new', after15)])
  })

  it('keeps the tasks of its unit until that day, and none after it', async () => {
    expect((await rowsOf(world, 'old'))[0]).to.include({ unit: 'E1', station: 'mid', seconds: 420 })
    expect((await rowsOf(world, 'new'))[0]).to.include({ unit: 'E1', station: null, seconds: 420 })
  })

  it('is a group of its own beside the tasks without a station; together they are all', async () => {
    const { total, rows } = showCompliance({ ...month, by: ['station'] }, await contextOf(world))
    const counted = rows.filter((row) => row.total > 0)
    expect(counted).to.have.length(2)
    expect(counted.filter(({ group }) => group!.station === 'mid').map((row) => row.used)).to.deep.equal([1])
    expect(counted.reduce((sum, row) => sum + row.total, 0)).to.equal(total)
    await expectFigures(world)
  })
})

describe('bad input: readiness that overlaps', () => {
  let world: SmallWorld
  beforeEach(async () => {
    world = await smallWorld()
  })
  const ready = (source: string, id: string, minutes: number, crew: number) => ({
    ...told('station.readiness', clock(minutes), { station: 'mid', crew, turnoutSeconds: crew * 30 }),
    ...{ source, id },
  })
  const board = async () => {
    const [row] = await world.db.query<{ crew: number }>(
      "select crew, turnout_seconds from station_state where station = 'mid'",
    )
    return row
  }

  it('of two sources: the newest by what they tell of the time, not by who was heard last', async () => {
    await send(world, [ready('crew', 'r1', 10, 3)])
    await send(world, [ready('roster', 'r1', 5, 1)])
    expect(await board()).to.deep.equal({ crew: 3, turnout_seconds: 90 })
    await send(world, [ready('roster', 'r2', 15, 2)])
    expect(await board()).to.deep.equal({ crew: 2, turnout_seconds: 60 })
  })

  it('of the same second: one of them by their names, whichever is heard first', async () => {
    const both = [ready('crew', 'r1', 10, 3), ready('roster', 'r1', 10, 1)]
    const found = []
    for (const order of [both, [...both].reverse()])
      for (const batches of [order.map((message) => [message]), [order]]) {
        world = await smallWorld()
        for (const batch of batches) await send(world, batch)
        found.push(await board())
      }
    expect(found).to.deep.equal(Array(4).fill({ crew: 1, turnout_seconds: 30 }))
  })

  it('of nobody, of half a person and of a station without a name', async () => {
    const { name: _name, ...nameless } = { ...ready('crew', 'r4', 30, 1), station: ' ', name: '' }
    const answer = await send(world, [
      ready('crew', 'r1', 10, 2),
      ready('crew', 'r2', 20, 0),
      ready('crew', 'r3', 30, 1.5),
      nameless,
      { ...ready('crew', 'r5', 40, 1), turnoutSeconds: -1 },
    ])
    expect(answer.refusals.map(({ index, message }) => [index, message.split(':')[0]])).to.deep.equal([
      [2, 'crew'],
      [3, 'station'],
      [4, 'turnoutSeconds'],
    ])
    expect(await board()).to.include({ crew: 0 })
  })

  it('does not touch how a task is judged', async () => {
    await send(world, [...reached('t', clock(0), 420, { place: places.core }), ready('crew', 'r1', 10, 0)])
    expect((await rowsOf(world, 't'))[0]).to.include({ seconds: 420 })
  })
})
