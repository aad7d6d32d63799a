import { expect } from 'chai'
import { createCalendar } from '../../src/domain/calendar.ts'
import { countyVolumes, type Demand, demandOf, hoursOf } from '../../src/simulate/demand.ts'
import { tasksPerHour } from '../../src/simulate/demand-curves.ts'
import { toyWorld } from './toy-world.ts'

const calendar = createCalendar('Europe/Helsinki')
const demandOn = demandOf(toyWorld, 'test', calendar)

function datesOf(year: number): string[] {
  const dates: string[] = []
  for (let at = Date.UTC(year, 0, 1, 12); new Date(at).getUTCFullYear() === year; at += 86_400_000)
    dates.push(new Date(at).toISOString().slice(0, 10))
  return dates
}

const share = (demands: readonly Demand[], is: (demand: Demand) => boolean) =>
  demands.filter(is).length / demands.length

describe('demand', () => {
  const year = datesOf(2026).flatMap((date) => demandOn(date))
  const ems = year.filter((demand) => demand.service === 'ems')
  const rescue = year.filter((demand) => demand.service === 'rescue')

  it('has the volume of the county in a year', () => {
    expect(ems.length).to.be.within(30_000 * 0.97, 30_000 * 1.03)
    expect(rescue.length).to.be.within(4_300 * 0.97, 4_300 * 1.03)
  })

  it('expects exactly that volume over four years', () => {
    for (const service of ['ems', 'rescue'] as const) {
      const hours = [2025, 2026, 2027, 2028].flatMap(datesOf).flatMap((date) => hoursOf(calendar, date))
      const expected = hours.reduce(
        (sum, hour) => sum + tasksPerHour(service, countyVolumes[service], hour),
        0,
      )
      expect(expected / 4 / countyVolumes[service]).to.be.closeTo(1, 0.005)
    }
  })

  const mix = { A: 0.05, B: 0.25, C: 0.35, D: 0.35 } as const
  for (const [urgency, expected] of Object.entries(mix))
    it(`gives ${expected * 100} % of EMS tasks urgency ${urgency}`, () => {
      expect(share(ems, (demand) => demand.urgency === urgency)).to.be.closeTo(expected, 0.01)
    })

  it('makes about two thirds of rescue tasks urgent', () => {
    expect(share(rescue, (demand) => demand.urgency === 'A' || demand.urgency === 'B')).to.be.closeTo(
      0.67,
      0.04,
    )
  })

  it('counts transfers as ordered, not as calls to the centre', () => {
    const transfers = ems.filter((demand) => demand.code === '793')
    expect(transfers.length).to.be.greaterThan(1000)
    expect(transfers.every((demand) => demand.origin === 'transfer-order')).to.equal(true)
    expect(ems.some((demand) => demand.origin === 'safety-phone')).to.equal(true)
  })

  it('puts each task inside its cell, and leaves a few without a place', () => {
    for (const { cell, at } of year) {
      expect(Math.floor(at.east / 1000)).to.equal(toyWorld.cells.e[cell])
      expect(Math.floor(at.north / 1000)).to.equal(toyWorld.cells.n[cell])
    }
    expect(share(year, (demand) => !demand.placeTold)).to.be.within(0.001, 0.006)
  })

  it('follows residents, more so in the core', () => {
    const core = share(ems, (demand) => toyWorld.cells.areaClass[demand.cell] === 1)
    const weights = { core: 8000 * 177, villages: 1200 * 117, woods: 138 * 5 * 117 }
    const expected = weights.core / (weights.core + weights.villages + weights.woods)
    expect(core).to.be.closeTo(expected * 0.961, 0.02)
  })

  it('takes people to their cottages in July', () => {
    const woods = (month: string) =>
      share(
        ems.filter((demand) => new Date(demand.createdAt).toISOString().slice(5, 7) === month),
        (demand) => toyWorld.cells.areaClass[demand.cell] === 3,
      )
    expect(woods('07')).to.be.greaterThan(woods('02') + 0.08)
  })

  it('is quiet before dawn and busy at midday, by the local clock', () => {
    const at = (from: number, to: number) =>
      share(ems, (demand) => {
        const hour = calendar.localHour(demand.createdAt)
        return hour >= from && hour < to
      })
    expect(at(10, 14)).to.be.greaterThan(2.5 * at(2, 6))
  })

  it('depends on the seed and the date alone', () => {
    const alone = demandOf(toyWorld, 'test', calendar)('2026-07-15')
    expect(alone).to.deep.equal(demandOn('2026-07-15'))
    expect(demandOf(toyWorld, 'other', calendar)('2026-07-15')).to.not.deep.equal(alone)
    expect(new Set(year.map((demand) => demand.task)).size).to.equal(year.length)
  })

  const nights = [
    { date: '2026-03-28', hours: 24, skipped: [] },
    { date: '2026-03-29', hours: 23, skipped: [3] },
    { date: '2026-10-25', hours: 25, skipped: [] },
    { date: '2027-03-28', hours: 23, skipped: [3] },
  ]
  for (const { date, hours, skipped } of nights)
    it(`has ${hours} hours of demand on ${date}`, () => {
      const found = hoursOf(calendar, date)
      expect(found.length).to.equal(hours)
      expect(found[0]?.from).to.equal(calendar.startOfDate(date))
      expect(new Set(found.map((hour) => hour.hour)).size).to.equal(24 - skipped.length)
      const day = demandOf(toyWorld, 'test', calendar, { ems: 5_000_000, rescue: 0 })(date)
      const filled = new Set(day.map((demand) => Math.floor(demand.createdAt / 3_600_000)))
      expect(filled.size).to.equal(hours)
    })
})
