/** The demo's own factors, put into drives over the pilot's roads as the demo draws them: does a study find them again? */
import { expect } from 'chai'
import { cellCentre } from '../../geo/cell.ts'
import { keskiSuomiMainRoads } from '../../geo/keski-suomi/main-roads.ts'
import { toWgs84 } from '../../geo/projection.ts'
import { type RoadClass, roadClasses } from '../../geo/roads/road-graph.ts'
import type { DriveFactorsView } from '../../src/contract/drive-times.ts'
import { drivenPilotWorld } from '../../src/pilot.ts'
import { driveLeg, driveSlowness } from '../../src/simulate/drive.ts'
import { lognormal, streamOf, uniform } from '../../src/simulate/random.ts'
import { doorSeconds } from '../../src/simulate/response.ts'
import { createExpectations } from '../../src/usecases/expect-drives.ts'
import { assumedSpeeds, type GatheredDrive } from '../../src/usecases/gather-drives.ts'
import { learnDrives } from '../../src/usecases/learn-drives.ts'
import { finished } from '../domain/drives.ts'

const world = drivenPilotWorld()
const { cells, stations } = world
const metresAtMost = 25_000

/** From each station to cells around it; to their middles, or to anywhere within them as real tasks are. */
function drivesOf(n: number, exactly: boolean): GatheredDrive[] {
  const random = streamOf('recovery', String(exactly))
  const homes = stations.map(({ at }) => ({ at, place: toWgs84(at) }))
  const near = homes.map(({ at }) =>
    Array.from({ length: cells.length }, (_, cell) => cell).filter((cell) => {
      const middle = cellCentre({ e: cells.e[cell]!, n: cells.n[cell]! })
      return Math.hypot(middle.east - at.east, middle.north - at.north) < metresAtMost
    }),
  )
  return Array.from({ length: n }, (_, i) => {
    const home = homes[i % homes.length]!
    const around = near[i % homes.length]!
    const cell = around[Math.floor(random() * around.length)]!
    const at = { e: cells.e[cell]!, n: cells.n[cell]! }
    const middle = cellCentre(at)
    const off = () => (exactly ? 0 : uniform(random, -500, 500))
    const to = { east: middle.east + off(), north: middle.north + off() }
    const leg = driveLeg(world, random, { from: home.at, to, startAt: 0, lightsAndSiren: true })
    const isCore = cells.areaClass[cell] === 1
    const door = lognormal(random, isCore ? doorSeconds.core : doorSeconds.elsewhere, doorSeconds.spread)
    return {
      ...{
        kind: 'emergency',
        at,
        origin: home.place,
        winter: random() < 0.4,
        coarse: false,
        demoOrigin: true,
      },
      ...{ zone: isCore ? 'core' : 'elsewhere', measuredSeconds: Math.round(leg.endAt / 1000 + door) },
    }
  })
}

function studied(drives: readonly GatheredDrive[]) {
  const { e, n, residents } = cells
  const setting = { graph: keskiSuomiMainRoads(), residents: { e, n, residents }, zoneNames: [], inUse: {} }
  const { used, kinds } = finished(learnDrives(drives, setting))
  expect(used).to.equal(drives.length)
  const [{ trials, model, factors }] = kinds as [(typeof kinds)[number]]
  const errors = (of: string) => trials.find((trial) => trial.model === of)!.errors
  return { factors: factors!, before: errors('none'), after: errors(model!) }
}

/** Of every second on the road to a place elsewhere than in the core, weighted by the class's share of them. */
function slownessOf({ classes, zones }: DriveFactorsView): number {
  const zone = zones.find((one) => one.zone === 'elsewhere')?.factor ?? 1
  return classes.reduce((sum, { factor, share }) => sum + factor * share, 0) * zone
}

describe('a study of drives as the demo draws them', function () {
  this.timeout(60_000)

  it('finds the slowness of every class of road within 4 %, and that winter is like summer', () => {
    const { factors, before, after } = studied(drivesOf(3000, true))
    const zone = factors.zones.find((one) => one.zone === 'elsewhere')?.factor ?? 1
    const driven = factors.classes.filter(({ share }) => share > 0.08)
    expect(driven.length).to.be.at.least(3)
    for (const { roadClass, factor } of driven)
      expect((factor * zone) / driveSlowness, roadClass).to.be.within(0.96, 1.04)
    expect(factors.winter.factor).to.be.within(0.98, 1.02)
    const door = factors.zones.find((one) => one.zone === 'elsewhere')?.fixedSeconds ?? factors.fixedSeconds
    expect(door).to.be.within(doorSeconds.elsewhere - 15, doorSeconds.elsewhere + 15)
    // What is left is chance: half of all lognormal draws lie within 0.67 standard deviations.
    expect(after.medianAbsoluteSeconds).to.be.below(before.medianAbsoluteSeconds * 0.8)
    expect(after.medianSeconds).to.be.within(-15, 15)
  })

  it('finds other factors of each class, of winter and of both ends within 5 %, 2 % and 15 s', () => {
    const truth = new Map<RoadClass, number>([
      ...([
        ['trunk', 0.95],
        ['primary', 1.05],
        ['secondary', 1.2],
        ['tertiary', 1.4],
      ] as const),
      ['off-network', 1.1],
    ])
    const [winterFactor, fixedSeconds] = [1.12, 80]
    const parts = createExpectations(keskiSuomiMainRoads(), assumedSpeeds)
    const random = streamOf('recovery', 'classes')
    const drives = drivesOf(3000, true).map((drive): GatheredDrive => {
      const seconds = parts('emergency', drive.origin, drive.at)!
      const onRoad = roadClasses.reduce((sum, one, c) => sum + seconds[c]! * (truth.get(one) ?? 1), 0)
      const exact = onRoad * (drive.winter ? winterFactor : 1) + fixedSeconds
      return { ...drive, zone: '', measuredSeconds: Math.round(lognormal(random, exact, 0.15)) }
    })
    const { factors } = studied(drives)
    const driven = factors.classes.filter(({ share }) => share > 0.08)
    expect(driven.length).to.be.at.least(3)
    for (const { roadClass, factor } of driven)
      expect(factor / truth.get(roadClass)!, roadClass).to.be.within(0.95, 1.05)
    expect(factors.winter.factor / winterFactor).to.be.within(0.98, 1.02)
    expect(factors.fixedSeconds).to.be.within(fixedSeconds - 15, fixedSeconds + 15)
  })

  it('finds the slowness within 6 % where only the cell of a task is known', () => {
    const { factors, after } = studied(drivesOf(3000, false))
    expect(slownessOf(factors) / driveSlowness).to.be.within(0.94, 1.06)
    expect(factors.winter.factor).to.be.within(0.97, 1.03)
    expect(after.medianSeconds).to.be.within(-20, 20)
  })
})
