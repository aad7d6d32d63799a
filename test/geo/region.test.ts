/** Is the pilot region what the official figures say it is? */
import { expect } from 'chai'
import { cellAt } from '../../geo/cell.ts'
import { createGridIndex } from '../../geo/grid-index.ts'
import { areaClasses, keskiSuomi } from '../../geo/keski-suomi/region.ts'
import { createPolygonIndex } from '../../geo/polygon-index.ts'
import { toTm35fin, toWgs84 } from '../../geo/projection.ts'
import { packBorder, packCells, unpackBorders, unpackCells } from '../../geo/region-tables.ts'

const { cells, municipalities, borders, stations, hospitals } = keskiSuomi

/** Other urban cells by municipality code, counted by others from the National Land Survey's simplified borders. */
const otherUrbanCells: Readonly<Record<string, number>> = {
  '077': 23,
  '172': 20,
  '179': 239,
  '182': 99,
  '216': 5,
  '226': 15,
  '249': 32,
  '256': 13,
  '265': 8,
  '275': 8,
  '312': 10,
  '410': 93,
  '435': 0,
  '495': 9,
  '500': 42,
  '592': 22,
  '601': 18,
  '729': 43,
  '850': 12,
  '892': 12,
  '931': 16,
  '992': 74,
}

function count(ofClass: number, municipality?: number): number {
  let sum = 0
  for (let i = 0; i < cells.length; i++) {
    if (cells.areaClass[i] === ofClass && (municipality ?? cells.municipality[i]) === cells.municipality[i])
      sum++
  }
  return sum
}

describe('pilot region', () => {
  it('has the seven core urban cells of central Jyväskylä', () => {
    const core: string[] = []
    for (let i = 0; i < cells.length; i++)
      if (cells.areaClass[i] === 0) core.push(`${cells.e[i]}/${cells.n[i]}`)
    expect(core).members(['433/6901', '434/6901', '434/6902', '435/6901', '435/6902', '435/6903', '436/6902'])
  })

  it('has about 813 other urban cells, and about one cell for each of its 19 012 square kilometres', () => {
    expect(count(1)).closeTo(813, 8)
    expect(cells.length).closeTo(19_012, 30)
  })

  it('has the known number of other urban cells in each municipality, give or take three', () => {
    for (const [index, { code }] of municipalities.entries()) {
      expect(count(1, index), code).closeTo(otherUrbanCells[code]!, 3)
    }
  })

  it('has as many residents in each municipality as were counted', () => {
    const sums = municipalities.map(() => 0)
    for (let i = 0; i < cells.length; i++) sums[cells.municipality[i]!]! += cells.residents[i]!
    for (const [index, { residents }] of municipalities.entries()) expect(sums[index]).closeTo(residents, 0.5)
    expect(sums.reduce((all, one) => all + one)).closeTo(272_437, 1)
    expect(keskiSuomi.residentsEstimated).equal(true)
  })

  it('has each cell once, in order, in the municipality that holds its centre', () => {
    const index = createPolygonIndex(borders.map(({ code, polygons }) => ({ id: code, polygons })))
    for (let i = 0; i < cells.length; i++) {
      const [e, n] = [cells.e[i]!, cells.n[i]!]
      if (i > 0) expect(n * 1000 + e).above(cells.n[i - 1]! * 1000 + cells.e[i - 1]!)
      const code = index.at({ east: e * 1000 + 500, north: n * 1000 + 500 })
      if (code !== municipalities[cells.municipality[i]!]!.code) expect.fail(`${e}/${n} lies in ${code}`)
    }
  })

  it('has every seat, every station and the hospitals inside it in their municipality', () => {
    const index = createPolygonIndex(borders.map(({ code, polygons }) => ({ id: code, polygons })))
    for (const { code, seat } of municipalities) expect(index.at(toTm35fin(seat)), code).equal(code)
    for (const { id, municipality, place } of stations)
      expect(index.at(toTm35fin(place)), id).equal(municipality)
    for (const { id, inside, place } of hospitals)
      expect(index.at(toTm35fin(place)) !== undefined, id).equal(inside)
  })

  it('keeps neighbours on the very same border: every inner edge is shared by two municipalities', () => {
    const owners = new Map<string, number>()
    for (const ring of borders.flatMap(({ polygons }) => polygons.flat())) {
      for (let i = 1; i < ring.length; i++) {
        const edge = [ring[i - 1]!.join(), ring[i]!.join()].sort().join(' ')
        owners.set(edge, (owners.get(edge) ?? 0) + 1)
      }
    }
    const shared = [...owners.values()].filter((zones) => zones === 2).length
    expect(Math.max(...owners.values())).equal(2)
    expect(shared).above(owners.size / 3)
  })

  it('gives a municipality centre its area class through the grid', () => {
    const rows = Array.from(cells.e, (e, i) => ({ e, n: cells.n[i]!, value: cells.areaClass[i]! }))
    const grid = createGridIndex(rows)
    const classAt = (lon: number, lat: number) =>
      areaClasses[grid.at(cellAt(toTm35fin({ lon, lat }))) ?? -1]?.id
    expect(classAt(25.746, 62.239)).equal('core-urban')
    expect(classAt(25.73, 62.603)).equal('other-urban')
    expect(classAt(25.708, 61.796)).equal('rural')
    expect(classAt(24.94, 60.17)).equal(undefined)
  })

  it('has distinct station ids, each marked as a demo position', () => {
    expect(new Set(stations.map(({ id }) => id)).size).equal(stations.length)
    expect(stations.every(({ demoPosition }) => demoPosition)).equal(true)
    expect(new Set(stations.map(({ municipality }) => municipality)).size).equal(22)
  })

  it('names those whose data it is made from', () => {
    const all = keskiSuomi.attribution.join(' ')
    for (const name of ['SYKE', 'Statistics Finland', 'National Land Survey', 'THL', 'CC BY 4.0']) {
      expect(all).include(name)
    }
  })

  it('survives packing and unpacking', () => {
    expect(unpackCells(packCells(cells))).deep.equal(cells)
    expect(unpackBorders(borders.map(packBorder))).deep.equal(borders)
  })

  it('lies where the county lies', () => {
    const { lon, lat } = toWgs84({ east: cells.e[0]! * 1000, north: cells.n[0]! * 1000 })
    expect(lon).within(24, 26.8)
    expect(lat).within(61.4, 61.8)
  })
})
