/** Crews on their way over the pilot's roads: where they are reckoned to be, beside rows from the very place. */
import { expect } from 'chai'
import { cellAt, cellCentre } from '../../../geo/cell.ts'
import { coverageRoads, createDriveTimes } from '../../../geo/coverage/drive-times.ts'
import { toTm35fin, toWgs84 } from '../../../geo/projection.ts'
import { linksFrom } from '../../../geo/roads/route.ts'
import { normalDrive, offNetworkDeciseconds } from '../../../geo/roads/speeds.ts'
import { percentile } from '../../../src/domain/statistics.ts'
import { simulatedTasks } from '../../../src/simulate/duel/demand.ts'
import { fieldOf } from '../../../src/simulate/duel/field.ts'
import { createTravel, type Trip } from '../../../src/simulate/duel/travel.ts'
import { streamOf } from '../../../src/simulate/random.ts'
import { pilotDuel } from './pilot-duel.ts'

/**
 * The sketch's rows are no exact distances: each place goes to its nearest road, also where another one would lead
 * sooner. By way of an anchor a crew may then be sooner than its own row says, as a driver would be.
 */
describe('a crew on its way', function () {
  this.timeout(120_000)
  const setting = pilotDuel([], { to: '2024-12-09' })
  const { tasks } = simulatedTasks(setting, 0)
  const counts = new Map<number, number>()
  for (const { cell } of tasks) counts.set(cell, (counts.get(cell) ?? 0) + 1)
  const field = fieldOf(setting, counts)
  const travel = createTravel(field.ground)
  const random = streamOf(1, 'travel')
  const one = <T>(of: readonly T[]) => of[Math.floor(random() * of.length)]!
  // As often as tasks arise there.
  const targets = Array.from({ length: 200 }, () => one(tasks).cell)
  const cellsOfHomes = setting.a.stations.map(({ place }) => cellIndex(cellAt(toTm35fin(place))))
  const roads = coverageRoads(setting.roads, normalDrive)
  const driving = createDriveTimes(roads, [...targets, ...cellsOfHomes].map(placeOf))

  function placeOf(cell: number) {
    return toWgs84(cellCentre({ e: setting.cells.e[cell]!, n: setting.cells.n[cell]! }))
  }
  function cellIndex({ e, n }: { e: number; n: number }) {
    return Array.from(setting.cells.e).findIndex((east, i) => east === e && setting.cells.n[i] === n)
  }
  /** Of the estimate over the row from the very place, in seconds. */
  const errorsOf = (trip: Trip, home: number, at: number, row: ArrayLike<number>) =>
    targets.map((cell, i) => travel.onTheWay(trip, home, at, field.spotOfCell(cell), false) - row[i]!)
  const told = (errors: number[]) => {
    const sizes = errors.map(Math.abs).sort((a, b) => a - b)
    return {
      median: percentile(sizes, 0.5)!,
      beyondTwoMinutes: sizes.filter((size) => size > 120).length / sizes.length,
      mean: errors.reduce((sum, error) => sum + error, 0) / errors.length,
    }
  }

  it('that is free where its task was takes about as long as a row from there says', () => {
    const errors = Array.from({ length: 40 }, () => {
      const { cell } = one(tasks)
      const home = one(field.homesA)
      const spot = field.spotOfCell(cell)
      const trip: Trip = { spot, anchor: -1, startAt: 0, homeAt: travel.seconds(home, spot, false) * 1000 }
      return errorsOf(trip, home, 0, driving.from(placeOf(cell))!)
    }).flat()
    const { median, beyondTwoMinutes } = told(errors)
    expect(median).to.be.at.most(10)
    expect(beyondTwoMinutes).to.be.at.most(0.08)
  })

  it('that comes by a junction half way is found about there, not at either end', () => {
    const errors: number[] = []
    let ends = 0
    setting.a.crews.slice(0, 3).forEach(({ home: from }, crew) => {
      const point = roads.index.nearest(setting.a.stations[from]!.place)!
      const leg = offNetworkDeciseconds(point.metresOff, normalDrive)
      const links = linksFrom(roads.graph, roads.index, roads.weights, point)
      const behind = roads.search(links.map(({ node, weight }) => ({ node, delay: leg + weight }))).distance
      const start = field.homesA[crew]!
      for (const [other, home] of field.homesA.entries()) {
        if (other % 9 !== 0) continue
        const whole = travel.between(start, home, false)
        if (!(whole > 900 && whole < Infinity)) continue
        const trip: Trip = { spot: -1, anchor: start, startAt: 0, homeAt: whole * 1000 }
        for (let node = 0; node < behind.length; node++) {
          const row = driving.fromStarts([{ node, delay: 0 }])
          const done = behind[node]! / 10
          const ahead = row[targets.length + setting.a.crews[other]!.home]!
          if (Math.abs(done + ahead - whole) > 2 || done < whole * 0.3 || done > whole * 0.7) continue
          errors.push(...errorsOf(trip, home, done * 1000, row))
          ends += targets.filter((_, i) => Math.min(done, whole - done) > row[i]! + 120).length
        }
      }
    })
    expect(errors.length).to.be.above(500)
    expect(ends, 'tasks nearer to the junction than either end').to.be.above(50)
    const { median, beyondTwoMinutes } = told(errors)
    expect(median).to.be.at.most(45)
    expect(beyondTwoMinutes).to.be.at.most(0.15)
  })
})
