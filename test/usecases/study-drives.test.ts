/** Drives of a small county over a road of its own: what is counted, what is left out, and what is learnt from it. */
import { expect } from 'chai'
import { cellCentre, cellId } from '../../geo/cell.ts'
import { toWgs84 } from '../../geo/projection.ts'
import { buildRoadGraph } from '../../geo/roads/build-graph.ts'
import type { RoadGraph } from '../../geo/roads/road-graph.ts'
import { findRoute } from '../../geo/roads/route.ts'
import { createRoadSearch } from '../../geo/roads/search.ts'
import { createRoadIndex } from '../../geo/roads/snap.ts'
import { arcDeciseconds, emergencyDrive, offNetworkDeciseconds } from '../../geo/roads/speeds.ts'
import { routeSpeedsFrom } from '../../src/commands/route-speeds.ts'
import { driveStudySchema, driveTimesSchema } from '../../src/contract/drive-times.ts'
import type { EventMessage } from '../../src/contract/events.ts'
import { driveTimesCsv } from '../../src/report/drive-times-csv.ts'
import { driveTimesText } from '../../src/report/drive-times-table.ts'
import { createDriveDesk, type DriveDesk } from '../../src/usecases/drive-desk.ts'
import { importUnits } from '../../src/usecases/import-units.ts'
import { learnInThread } from '../../src/usecases/learn-in-thread.ts'
import { createSpeedsKeeper } from '../../src/usecases/speeds-in-use.ts'
import { studyDrives } from '../../src/usecases/study-drives.ts'
import { seeded } from '../domain/drives.ts'
import { piecesOf, street, tinySource } from '../geo/roads/tiny-roads.ts'
import {
  county,
  created,
  noon,
  placeAt,
  type SmallWorld,
  smallWorld,
  status,
  worldOn,
} from './small-world.ts'

const minute = 60_000
/** A main road through the middle, streets north and south of it. */
const columns = Array.from({ length: 8 }, (_, i) => i * 1000 + 500)
const rows = [500, 1500, 2000, 2500, 3500]
const corners = rows.flatMap((north) => columns.map((east) => placeAt(east, north)))
const roads: RoadGraph = buildRoadGraph(
  piecesOf(
    corners.map(({ lon, lat }) => [lon, lat] as const),
    rows.flatMap((_, r) =>
      columns.flatMap((_, c) => [
        ...(r === 2 && c < 7 ? [{ from: r * 8 + c, to: r * 8 + c + 1, kind: 1 }] : []),
        ...(r < 4 ? [{ from: r * 8 + c, to: (r + 1) * 8 + c }] : []),
      ]),
    ),
    { kinds: [street, { ...street, roadClass: 'primary', speedTenths: 800 }] },
  ),
  { ...tinySource, approximate: true },
)
const station = placeAt(4000, 2000)

/** By the route and its legs, independently of the study. */
function expectedSeconds(cell: { e: number; n: number }): number {
  const weights = arcDeciseconds(roads, emergencyDrive)
  const index = createRoadIndex(roads, { weights, mainOnly: true })
  const [from, to] = [index.nearest(station)!, index.nearest(toWgs84(cellCentre(cell)))!]
  const route = findRoute(
    { graph: roads, index, weights, search: createRoadSearch(roads, weights) },
    from,
    to,
  )!
  const legs = [from, to].map(({ metresOff }) => offNetworkDeciseconds(metresOff, emergencyDrive))
  return (route.weight + legs[0] + legs[1]) / 10
}

/** A drive from the station, which the unit has said before that it is at. */
function drive(id: string, at: number, cell: { e: number; n: number }, seconds: number): EventMessage[] {
  const place = toWgs84(cellCentre(cell))
  return [
    status('U1', 'at-station', at - 10 * minute),
    created(id, at - minute, { place }),
    status('U1', 'alerted', at, id),
    status('U1', 'en-route', at + minute, id),
    status('U1', 'at-scene', at + minute + seconds * 1000, id),
    status('U1', 'available', at + 60 * minute, id),
  ]
}

const cells = Array.from({ length: 32 }, (_, i) => ({ e: 430 + (i % 8), n: 6900 + Math.floor(i / 8) }))
const truth = { factor: 1.4, fixedSeconds: 75 }
const period = { from: '2026-10-01', to: '2026-12-01' }

describe('study of drives', () => {
  let world: SmallWorld
  const context = () => ({
    ...{ db: world.db, reference: world.reference, graph: roads, now: noon, demo: false },
  })

  beforeEach(async function () {
    this.timeout(60_000)
    world = await smallWorld()
    await importUnits(world.db, world.reference, [
      { line: 1, unit: 'U1', type: 'als', service: 'ems', station: 'mid' },
      { line: 2, unit: 'U2', type: 'als', service: 'ems' },
    ])
    world = await worldOn(world.db)
  })

  const recordDrives = async () => {
    const draw = seeded(3)
    for (let i = 0; i < 160; i++) {
      const cell = cells[Math.floor(draw() * 32)]!
      const noise = 0.9 + 0.2 * draw()
      const seconds = Math.round((expectedSeconds(cell) * truth.factor + truth.fixedSeconds) * noise)
      const at = noon - 40 * 24 * 60 * minute + i * 4 * 60 * minute
      await world.recorder.record(drive(`T${i}`, at, cell, seconds))
    }
  }

  it('finds the misfit, mends it, and says by how much on cells it has not seen', async function () {
    this.timeout(60_000)
    await recordDrives()
    const { view, speeds } = await studyDrives(period, context())
    expect(driveStudySchema.parse(view)).to.deep.equal(view)
    expect(view).to.include({ total: 160, used: 160, demoOrigins: 160 })
    const [emergency, normal] = view.kinds
    const [assumed, fitted] = ['none', emergency!.model!].map(
      (model) => emergency!.trials.find((trial) => trial.model === model)!.errors,
    )
    expect(assumed!.medianSeconds).to.be.above(100)
    expect(fitted!.medianAbsoluteSeconds).to.be.below(25)
    expect(fitted!.shareFarOff).to.be.below(assumed!.shareFarOff)
    expect(emergency!.rerouted!.medianAbsoluteSeconds).to.be.below(25)
    expect(normal).to.include({ n: 0, calibrated: false, reason: 'too-few-drives' })
    expect(Object.keys(speeds.drives)).to.deep.equal(['emergency'])
    const counted = emergency!.cells.drives.reduce((sum, n) => sum + n, 0)
    expect(counted).to.equal(160)
    const csv = driveTimesCsv(view, 'fi').trim().split('\r\n')
    expect(csv).to.have.length(1 + 2 * emergency!.cells.e.length)
    expect(driveTimesText(view)).to.contain('used 160 + excluded 0').and.contain('approximate roads')

    // In a thread, where the service has it, the very same is learnt.
    const elsewhere = await studyDrives(period, { ...context(), learn: learnInThread })
    expect(elsewhere).to.deep.equal({ speeds, view: { ...view, id: elsewhere.view.id } })
  })

  it('expects what the roads say, from the station to the middle of the cell', async () => {
    const cell = cells[17]!
    await world.recorder.record(drive('T1', noon - 3 * 24 * 60 * minute, cell, 200))
    const { view } = await studyDrives(period, context())
    const { cells: found, bases } = view.kinds[0]!
    expect(found).to.deep.include({ e: [cell.e], n: [cell.n], drives: [1] })
    expect(bases[0]!.cells.medianSeconds[0]).to.be.closeTo(200 - expectedSeconds(cell), 0.05)
    expect(bases[0]!.cells).to.deep.include({ fit: ['too-few'], low: [null], high: [null] })
  })

  it('leaves out with a reason whoever began nobody knows where, and counts every unit once', async () => {
    const at = noon - 24 * 60 * minute
    const onRoad = drive('mobile', at, cells[3]!, 300)
    const told = (id: string, unit: string, begins: number, change: object = {}) => [
      created(id, begins - minute, change),
      status(unit, 'alerted', begins, id),
      status(unit, 'en-route', begins + minute, id),
      status(unit, 'at-scene', begins + 5 * minute, id),
    ]
    await world.recorder.record([
      // The next task comes while it is still free on the road.
      ...[...onRoad, ...told('next', 'U1', at + 62 * minute)],
      ...told('homeless', 'U2', at),
      ...told('nowhere', 'U1', at + 5 * 60 * minute, { place: undefined }),
      ...told('beyond', 'U1', at + 7 * 60 * minute, { place: placeAt(-5000, 500) }),
    ])
    const { view } = await studyDrives(period, context())
    expect(view).to.deep.include({ total: 5, used: 1 })
    expect(view.excluded).to.deep.equal({ mobile: 1, 'no-station': 1, 'no-place': 1, 'outside-county': 1 })
  })

  it('begins at the unit’s own position where one is kept from the moment it set out', async () => {
    const at = noon - 24 * 60 * minute
    const position = {
      ...{
        id: 'p1',
        source: 'avl',
        kind: 'unit.position',
        at: new Date(at + 62 * minute + 50_000).toISOString(),
      },
      ...{ unit: 'U1', place: placeAt(500, 500) },
    } as EventMessage
    await world.recorder.record([
      ...drive('first', at, cells[3]!, 300),
      created('next', at + 61 * minute, { place: placeAt(500, 500) }),
      status('U1', 'alerted', at + 62 * minute, 'next'),
      position,
      status('U1', 'en-route', at + 63 * minute, 'next'),
      status('U1', 'at-scene', at + 64 * minute, 'next'),
    ])
    const { view } = await studyDrives(period, context())
    expect(view).to.include({ used: 2, demoOrigins: 1 })
    const { cells: found, bases } = view.kinds[0]!
    const here = found.e.findIndex((e, i) => cellId({ e, n: found.n[i]! }) === cellId(cells[0]!))
    expect(bases[0]!.cells.medianSeconds[here]).to.equal(60)
  })

  describe('desk', () => {
    let desk: DriveDesk
    let speeds: Awaited<ReturnType<typeof createSpeedsKeeper>>
    beforeEach(async () => {
      const { db, reference } = world
      speeds = await createSpeedsKeeper({
        ...{ db, county, roads: () => roads, now: () => noon },
        localMonth: reference.calendar.localMonth,
        onFault: (fault) => {
          throw fault
        },
      })
      desk = createDriveDesk({
        ...{ db, reference: () => reference, roads: () => roads, speeds, now: () => noon },
        ...{ demo: () => false, historyLoading: () => undefined },
      })
    })
    /** As `vaste route` has them. */
    const asked = (other: { kind?: 'normal'; graph?: RoadGraph } = {}) =>
      routeSpeedsFrom(world.db, { county, kind: 'emergency', graph: roads, now: noon, ...other })
    const counted = async () => {
      await desk.show(period)
      await desk.idle()
      return desk.show(period)
    }

    it('adopts what was seen, with its errors, and goes back', async function () {
      this.timeout(60_000)
      await recordDrives()
      expect(await desk.show(period)).to.include({ counting: 0, study: undefined })
      await desk.idle()
      const seen = await desk.show(period)
      expect(driveTimesSchema.parse(JSON.parse(JSON.stringify(seen)))).to.be.an('object')
      expect(speeds.current().of('emergency')).to.include({ adopted: false, settings: emergencyDrive })
      expect(await asked()).to.deep.include({ settings: emergencyDrive, basis: 'assumed: none are adopted' })

      const after = await desk.adopt(seen.study!.id, 'pia', 'First year')
      expect(after.adopted).to.include({ by: 'pia', reason: 'First year', applies: true, from: period.from })
      const [drive] = after.adopted!.kinds
      expect(drive!.after.medianAbsoluteSeconds).to.be.below(drive!.before.medianAbsoluteSeconds)
      const inUse = speeds.current().of('emergency')
      expect(inUse.adopted).to.equal(true)
      expect(inUse.settings.name).to.equal('emergency, calibrated, winter')
      expect(inUse.atScene!('rural').fixedSeconds).to.be.within(40, 110)
      expect(speeds.current().of('normal')).to.include({ adopted: false })
      const route = await asked()
      expect(route.settings).to.deep.equal(inUse.settings)
      expect(route.basis).to.match(
        /^adopted 2026-\d\d-\d\d, learnt from tasks of 2026-10-01 to 2026-12-01, cross-validated median error [\d.]+ s$/,
      )
      expect(route.atScene!(placeAt(6500, 500))).to.deep.equal(inUse.atScene!('rural'))
      expect((await asked({ kind: 'normal' })).basis).to.equal('assumed: none are adopted for normal drives')
      const elsewhere = { ...roads, source: { ...roads.source, name: 'Other' } }
      expect((await asked({ graph: elsewhere })).basis).to.contain('learnt on other roads')
      await desk.idle()
      const again = await desk.show(period)
      expect(again.study!.kinds[0]!.bases.map(({ basis }) => basis)).to.deep.equal([
        'assumed',
        'in-use',
        'fitted',
      ])

      const back = await desk.withdraw('pia', 'Trial over')
      expect(back.adopted).to.equal(undefined)
      expect(back.log.map(({ action, by }) => `${action} ${by}`)).to.deep.equal([
        'withdrawn pia',
        'adopted pia',
      ])
      expect(speeds.current().of('emergency')).to.include({ adopted: false })
      await desk.idle()
    })

    it('refuses a study that is no longer the newest, one with nothing learnt, and a way back from nothing', async () => {
      const { study } = await counted()
      for (const [work, message] of [
        [() => desk.adopt('other', 'pia', 'why'), 'made anew meanwhile'],
        [() => desk.adopt(study!.id, 'pia', 'why'), 'too few drives were measured'],
        [() => desk.withdraw('pia', 'why'), 'no speeds are adopted'],
        [() => desk.show({ from: '2026-12-01', to: '2026-10-01' }), "expected 'to' after 'from'"],
      ] as const) {
        const fault = await work().catch((error: unknown) => error as Error)
        expect(fault).to.be.an('error').with.property('message').that.contains(message)
      }
      expect((await desk.show(period)).log).to.deep.equal([])
    })
  })
})
