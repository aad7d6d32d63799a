/** Adopted speeds in coverage and in live arrivals: the same seconds in both, and none of it on other roads. */
import { expect } from 'chai'
import { cellCentre } from '../../geo/cell.ts'
import { toWgs84 } from '../../geo/projection.ts'
import { buildRoadGraph } from '../../geo/roads/build-graph.ts'
import type { RoadGraph } from '../../geo/roads/road-graph.ts'
import { emergencyDrive } from '../../geo/roads/speeds.ts'
import { duelQuestionSchema } from '../../src/contract/plan-duel.ts'
import type { AdoptedSpeeds } from '../../src/domain/adopted-speeds.ts'
import { assumedFactors } from '../../src/domain/drive-model.ts'
import { createDrives } from '../../src/live/drives.ts'
import { createLog } from '../../src/log.ts'
import { fieldOf } from '../../src/simulate/duel/field.ts'
import { followSpeeds } from '../../src/speeds.ts'
import { logSpeeds } from '../../src/store/drives.ts'
import { findChange, nearestStations } from '../../src/usecases/change-scene.ts'
import { keptGround } from '../../src/usecases/coverage-ground.ts'
import { crewsOf } from '../../src/usecases/duel-crews.ts'
import { type DuelContext, gatherDuel } from '../../src/usecases/gather-duel.ts'
import { loadReadiness } from '../../src/usecases/show-readiness.ts'
import { speedsInUse, zonesOfCells } from '../../src/usecases/speeds-in-use.ts'
import { piecesOf, tinySource } from '../geo/roads/tiny-roads.ts'
import { county, noon, placeAt, type SmallWorld, smallWorld } from './small-world.ts'

const line = Array.from({ length: 9 }, (_, i) => placeAt(i * 1000, 2000))
const graph = (name: string): RoadGraph =>
  buildRoadGraph(
    piecesOf(
      line.map(({ lon, lat }) => [lon, lat] as const),
      line.slice(1).map((_, i) => ({ from: i, to: i + 1 })),
    ),
    { ...tinySource, name },
  )
const roads = graph('own')
const errors = { n: 200, medianAbsoluteSeconds: 1, medianSeconds: 0, p90AbsoluteSeconds: 2, shareFarOff: 0 }
const speeds: AdoptedSpeeds = {
  ...{ from: '2026-01-01', to: '2026-10-01', demo: false, roads: { name: 'own', date: tinySource.date } },
  drives: {
    emergency: {
      ...{ before: errors, after: errors, goodCells: ['1kmN6901E431'], poorCells: ['1kmN6901E436'] },
      factors: {
        ...assumedFactors,
        model: 'by-zone',
        classes: { ...assumedFactors.classes, residential: 1.5 },
        winter: 1.2,
        zones: { rural: { factor: 2, fixedSeconds: 100 }, 'core-urban': { factor: 1, fixedSeconds: 30 } },
        fixedSeconds: 50,
      },
    },
  },
}
const adopted = { seq: 1, at: new Date(noon), by: 'pia', reason: 'why', action: 'adopted' as const, speeds }

describe('speeds in use', () => {
  let world: SmallWorld
  beforeEach(async function () {
    this.timeout(60_000)
    world = await smallWorld()
  })

  it('are the assumed ones until others are adopted, and on any other roads', () => {
    for (const [told, on, applies] of [
      [undefined, roads, false],
      [adopted, graph('other'), false],
      [{ ...adopted, action: 'withdrawn' as const, speeds: undefined }, roads, false],
      [adopted, roads, true],
    ] as const) {
      const inUse = speedsInUse(told, on, false)
      expect(inUse.applies).to.equal(applies)
      expect(inUse.of('emergency').adopted).to.equal(applies)
      expect(inUse.of('normal').adopted).to.equal(false)
      expect(inUse.of('emergency')).to.equal(inUse.of('emergency'))
    }
  })

  it('say of each cell how well drives to it are foretold, when somebody has measured', () => {
    const { fitOf } = speedsInUse(adopted, roads, false).of('emergency')
    expect(['1kmN6901E431', '1kmN6901E436', '1kmN6900E430'].map((cell) => fitOf!(cell))).to.deep.equal([
      ...['good', 'poor', 'too-few'],
    ])
    expect(speedsInUse(undefined, roads, false).of('emergency').fitOf).to.equal(undefined)
  })

  it('give coverage and live arrivals the same seconds, by season and by the zone of the scene', async () => {
    const { db, reference } = world
    const followed = await followSpeeds({
      ...{ db, county, reference: () => reference, roads: () => roads, now: () => noon },
      log: createLog(() => {}),
    })
    try {
      const ground = keptGround({
        ...{ reference: () => reference, roads: () => roads },
        speeds: () => followed.current().of('emergency'),
      })
      const from = placeAt(3900, 2000)
      const before = (await ground().rowFrom(from))!
      await logSpeeds(db, county, { at: noon, by: 'pia', reason: 'why', speeds })
      expect((await ground().rowFrom(from))!).to.equal(before)
      await followed.follow()
      expect(followed.fit()!('1kmN6901E436')).to.equal('poor')
      const after = (await ground().rowFrom(from))!
      const drives = createDrives({ roads: () => roads, speeds: followed.live, searchesAtOnce: 1000 })
      const zones = zonesOfCells(reference)
      for (const [i, e] of reference.cells.e.entries()) {
        const scene = speeds.drives.emergency!.factors.zones[zones[i]!] ?? { factor: 1, fixedSeconds: 50 }
        // Streets and legs off them alike: 1.2 in winter, and streets 1.5 besides.
        expect(after[i]).to.be.above(before[i]! * 1.2 * scene.factor + scene.fixedSeconds - 3)
        expect(after[i]).to.be.below(before[i]! * 1.8 * scene.factor + scene.fixedSeconds + 3)
        const middle = toWgs84(cellCentre({ e, n: reference.cells.n[i]! }))
        expect(drives.to(middle, true)!(from).seconds).to.be.closeTo(after[i]!, 1)
      }
      drives.stop()
      expect(followed.live(false).settings.name).to.equal('normal')
      await logSpeeds(db, county, { at: noon + 1, by: 'pia', reason: 'back' })
      await followed.follow()
      expect([...(await ground().rowFrom(from))!]).to.deep.equal([...before])
      expect(ground().roads.settings).to.equal(emergencyDrive)
    } finally {
      await followed.stop()
    }
  })

  it('are one setting for plans, duels and before and after: the same seconds from a station in all three', async () => {
    const { db, reference } = world
    const both = { ...speeds, drives: { ...speeds.drives, normal: speeds.drives.emergency! } }
    const inUse = { told: speedsInUse(undefined, roads, true) }
    const ground = keptGround({
      ...{ reference: () => reference, roads: () => roads },
      speeds: () => inUse.told.of('emergency'),
    })
    const question = duelQuestionSchema.parse({ planB: { vaste: 'plan', name: 'same', changes: [] } })
    const dueling: DuelContext = { db, reference, now: noon, ground, speeds: (kind) => inUse.told.of(kind) }
    const book = await loadReadiness(db, county)
    const { place } = book.stations[0]!
    const drives = async () => {
      const change = findChange(book, { station: 'mid', on: '2026-10-01' }, 'ems')
      const { dates, ground: fought, standings } = await gatherDuel(question, dueling)
      // A thread gets a copy: nothing may be lost on the way.
      const setting = structuredClone({
        ...{ ...fought, a: crewsOf(standings.a, dates, reference.calendar) },
        b: crewsOf(standings.b, dates, reference.calendar),
      })
      const field = fieldOf(setting, new Map(reference.cells.e.map((_, cell) => [cell, 1])))
      const duel = (alarm: boolean) =>
        reference.cells.e.map((_, cell) => {
          const spot = field.spotOfCell(cell)
          return field.measured!.atScene(field.ground.rowOf(0, alarm)[spot]!, spot, alarm)
        })
      return {
        planner: [...(await ground().rowFrom(place))!],
        beforeAfter: [...(await nearestStations(book, change, ground())).secondsFromChanged],
        ...{ duel: duel(true), normal: duel(false), measured: field.measured!.has(true) },
      }
    }
    const assumed = await drives()
    expect(assumed.duel).to.deep.equal(assumed.planner)
    expect(assumed.beforeAfter).to.deep.equal(assumed.planner)
    expect(assumed.measured).to.equal(false)
    inUse.told = speedsInUse({ ...adopted, speeds: both }, roads, true)
    const learnt = await drives()
    expect(learnt.planner.every((seconds, cell) => seconds > assumed.planner[cell]!)).to.equal(true)
    expect(learnt.duel).to.deep.equal(learnt.planner)
    expect(learnt.beforeAfter).to.deep.equal(learnt.planner)
    expect(learnt.normal).not.to.deep.equal(assumed.normal)
    expect(learnt.measured).to.equal(true)
  })
})
