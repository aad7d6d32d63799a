import { expect } from 'chai'
import { keskiSuomi } from '../../geo/keski-suomi/region.ts'
import { type DemoUnit, onDuty, turnoutMedianSeconds } from '../../src/simulate/fleet.ts'
import { readinessAt } from '../../src/simulate/readiness.ts'
import { demoRiskCells } from '../../src/simulate/risk-cells.ts'
import { worldOf } from '../../src/simulate/world-of.ts'

const world = worldOf(keskiSuomi)
const at = (station: string) => world.units.filter((unit) => unit.station === station)
const night = { date: '2026-11-20', month: 11, weekday: 4, hour: 3 }

describe('demo fleet of the pilot', () => {
  it('gives every unit its own call sign and a station that exists', () => {
    expect(new Set(world.units.map(({ unit }) => unit)).size).to.equal(world.units.length)
    const stations = new Set(world.stations.map(({ id }) => id))
    for (const { unit, station, demo } of world.units) {
      expect(stations.has(station), unit).to.equal(true)
      expect(demo).to.equal(true)
    }
  })

  it('has ambulances, a field commander and officers, and a rescue unit at every fire station', () => {
    const count = (type: DemoUnit['type']) => world.units.filter((unit) => unit.type === type).length
    expect(world.units.filter((u) => u.type === 'als' && !u.shift).length).to.be.within(9, 12)
    expect(count('field-commander')).to.equal(1)
    expect(count('rescue-officer')).to.be.greaterThan(0)
    expect(count('rescue-unit')).to.equal(world.stations.filter((s) => s.services.includes('rescue')).length)
    expect(at('jyvaskyla').filter((u) => u.type === 'als').length).to.be.greaterThan(1)
    expect(at('jamsa').some((u) => u.type === 'als')).to.equal(true)
  })

  const starts = [
    { station: 'laukaa', on: '2024-05-06', before: '2024-05-05' },
    { station: 'saarijarvi', on: '2024-05-06', before: '2024-05-05' },
    { station: 'viitasaari', on: '2024-09-20', before: '2024-09-19' },
    { station: 'keuruu', on: '2025-10-01', before: '2025-09-30' },
  ]
  for (const { station, on, before } of starts)
    it(`mans ${station} around the clock from ${on}`, () => {
      const spearhead = at(station).find(({ type }) => type === 'spearhead')!
      expect(spearhead.crew).to.equal(2)
      expect(onDuty(spearhead, night, before)).to.equal(false)
      expect(onDuty(spearhead, night, on)).to.equal(true)
      const rescue = at(station).filter(({ unit }) => unit.startsWith('RKS'))
      const turnout = (date: string) =>
        readinessAt(station, rescue, { ...night, date }, 'seed')!.turnoutSeconds
      expect(turnout(before)).to.be.greaterThan(300)
      expect(turnout(on)).to.be.at.most(120)
    })

  it('leaves in a minute or two with a crew at the station, in minutes with an on-call one', () => {
    for (const { turnout, unit } of world.units)
      for (const hour of [3, 12]) {
        const seconds = turnoutMedianSeconds(turnout, { ...night, hour })
        if (turnout.kind === 'crewed') expect(seconds, unit).to.be.within(55, 120)
        else expect(seconds, unit).to.be.within(240, 480)
      }
  })

  it('puts day units off duty outside their hours and on weekends', () => {
    const unit = { ...world.units[0]!, shift: { fromHour: 8, toHour: 16, weekdaysOnly: true } }
    const on = (hour: number, weekday: number) => onDuty(unit, { month: 11, weekday, hour }, '2026-11-20')
    expect([on(7, 4), on(8, 4), on(15, 4), on(16, 4), on(10, 5)]).to.deep.equal([
      false,
      true,
      true,
      false,
      false,
    ])
  })
})

describe('demo risk cells', () => {
  const risk = demoRiskCells(keskiSuomi.cells)

  it('classes every cell, the densest highest, and says that it is a demo', () => {
    expect(risk.demo).to.equal(true)
    expect(risk.version).to.equal('demo-2026')
    expect(risk.cells.length).to.equal(keskiSuomi.cells.length)
    const least = (wanted: string) =>
      Math.min(
        ...risk.cells.flatMap(({ riskClass }, i) =>
          riskClass === wanted ? [keskiSuomi.cells.residents[i]!] : [],
        ),
      )
    expect(least('I')).to.be.at.least(least('II'))
    expect(least('II')).to.be.at.least(least('III'))
    expect(least('III')).to.be.at.least(least('IV'))
    const count = (wanted: string) => risk.cells.filter(({ riskClass }) => riskClass === wanted).length
    expect([count('I'), count('II'), count('III')]).to.deep.equal([8, 60, 260])
  })

  it('looks at residents alone, never at the EMS area class (trap 43)', () => {
    const { length, e, n, residents } = keskiSuomi.cells
    expect(demoRiskCells({ length, e, n, residents })).to.deep.equal(risk)
    const core = risk.cells.filter(
      (_, i) => keskiSuomi.areaClasses[keskiSuomi.cells.areaClass[i]!]!.order === 1,
    )
    expect(core.some(({ riskClass }) => riskClass !== 'I')).to.equal(true)
  })
})
