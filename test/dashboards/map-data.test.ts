import { expect } from 'chai'
import fc from 'fast-check'
import { taskLines } from '../../dashboards/board/tasks.ts'
import * as data from '../../dashboards/parts/map-data.ts'
import { wordsFor } from '../../dashboards/words.ts'
import { toWgs84 } from '../../geo/projection.ts'
import { fixtureRegion, fixtureSituation } from './fixture-situation.ts'

const now = Date.UTC(2026, 10, 21, 12)
const region = fixtureRegion()
const situation = fixtureSituation(now)
const ages = { now, limits: situation.freshness, words: wordsFor('en') }

describe('what the map draws', () => {
  it('covers every cell exactly once with strips of its own class (property)', () => {
    const cell = fc.record({ e: fc.nat(30), n: fc.nat(4), areaClass: fc.integer({ min: -1, max: 2 }) })
    fc.assert(
      fc.property(fc.uniqueArray(cell, { selector: ({ e, n }) => `${e}/${n}` }), (cells) => {
        const columns = {
          e: cells.map(({ e }) => e),
          n: cells.map(({ n }) => n),
          areaClass: cells.map(({ areaClass }) => areaClass),
          municipality: [],
          residents: [],
        }
        const covered = data
          .cellStrips(columns)
          .flatMap(({ e, n, kilometres, areaClass }) =>
            Array.from({ length: kilometres }, (_, i) => `${e + i}/${n}:${areaClass}`),
          )
        expect(covered).to.have.members(cells.map(({ e, n, areaClass }) => `${e}/${n}:${areaClass}`))
        expect(covered).to.have.length(cells.length)
      }),
    )
  })

  it('draws the seven core cells of Jyväskylä where they are', () => {
    const cells = data.cellFeatures(region, toWgs84)
    const core = cells.features.filter((feature) => feature.properties?.order === 1)
    const strips = data.cellStrips(region.cells).filter(({ areaClass }) => areaClass === 0)
    expect(strips.reduce((sum, { kilometres }) => sum + kilometres, 0)).to.equal(7)
    expect(core).to.have.length(strips.length)
    const corners = core.flatMap((feature) => feature.geometry.coordinates[0])
    for (const [lon, lat] of corners) {
      expect(lon).to.be.within(25.6, 25.85)
      expect(lat).to.be.within(62.2, 62.28)
    }
    expect(cells.features.length).to.be.below(region.cells.e.length / 4)
  })

  it('frames the county', () => {
    const [west, south, east, north] = data.boundsOf(region.borders)!
    expect([west, south, east, north].map(Math.round)).to.deep.equal([24, 62, 27, 64])
    expect(data.boundsOf([])).to.equal(undefined)
  })

  it('tells tasks apart by urgency and pressure, and leaves out those without a place', () => {
    const tasks = situation.tasks.map((task, i) => (i === 0 ? { ...task, place: undefined } : task))
    const icons = data.taskFeatures(taskLines(tasks, now)).features.map((feature) => feature.properties?.icon)
    expect(icons).to.have.length(tasks.length - 1)
    expect(icons).to.include.members(['task|B|overdue', 'task|A|soon', 'task|A|reached', 'task|D|calm'])
  })

  it('never shows an old position as new: a ghost carries its age', () => {
    const drawn = new Map(
      data
        .unitFeatures(situation.units, ages)
        .features.map(({ properties }) => [
          properties?.id,
          [properties?.icon, properties?.label, properties?.age],
        ]),
    )
    expect(drawn.get('EKS 121')).to.deep.equal([
      'unit|ambulance|solid',
      'EKS 121: available at station',
      undefined,
    ])
    expect(drawn.get('EKS 111')).to.deep.equal(['unit|ambulance|open', 'EKS 111: en route', undefined])
    expect(drawn.get('EKS 191')).to.deep.equal([
      'unit|ambulance|dashed',
      'EKS 191: transporting (silent, 11 min)',
      '11 min',
    ])
    expect(drawn.get('FH 10')![0]).to.equal('unit|helicopter|dashed')
    expect(drawn.get('FH 10')![2]).to.equal('1 h')
  })

  it('lays symbols in the same order whatever the order of the list, so that none jumps', () => {
    const lines = taskLines(situation.tasks, now)
    expect(data.taskFeatures([...lines].reverse())).to.deep.equal(data.taskFeatures(lines))
    const units = [...situation.units].reverse()
    expect(data.unitFeatures(units, ages)).to.deep.equal(data.unitFeatures(situation.units, ages))
  })

  it('hatches exactly the cells that are meant (property)', () => {
    const pick = fc.uniqueArray(fc.nat(region.cells.e.length - 1), { maxLength: 60 })
    fc.assert(
      fc.property(pick, (cells) => {
        const { features } = data.markedFeatures(region, cells, 'bare', ({ east, north }) => ({
          lon: east,
          lat: north,
        }))
        const metres = features.reduce((sum, { geometry }) => {
          const [[west], [east]] = geometry.coordinates[0] as [[number], [number]]
          return sum + (east - west) / 1000
        }, 0)
        expect(metres).to.equal(cells.length)
      }),
    )
  })

  it('names the municipalities in the language asked', () => {
    const names = data.nameFeatures(region, 'en').features.map((feature) => feature.properties?.icon)
    expect(names).to.have.length(22).and.include('name|Jyväskylä')
    expect(data.hospitalFeatures(region).features.length).to.be.above(0)
    expect(data.stationFeatures(situation.stations).features).to.have.length(situation.stations.length)
  })
})
