/** The toy region worked by hand: drives, first unit, rescue group, and what one unit's leaving does. */
import { expect } from 'chai'
import { createReachField, type FieldSource } from '../../../geo/coverage/reach-field.ts'
import { cellsOutside, crossingsOf, noLimit, outsideByGroup } from '../../../geo/coverage/residents.ts'
import { driving, firstUnit, firstWithoutNorth, middles, rescueGroup } from './toy-region.ts'

const station = (id: string, cell: number, delaySeconds: number, leaders: number, crew: number) => ({
  ...{ id, delaySeconds, strengths: { group: { leaders, crew } }, counts: ['first-unit', 'group'] },
  drive: driving.from(middles[cell - 1])!,
})
const north = station('north', 3, 60, 1, 1)
const west = station('west', 11, 120, 1, 1)
const east = station('east', 20, 300, 1, 3)
const measures = [{ id: 'first-unit' }, { id: 'group', needs: { leaders: 1, crew: 3 } }]
const fieldOf = (...sources: FieldSource[]) => createReachField(20, measures, sources)

const minutes = (seconds: ArrayLike<number>) => Array.from(seconds, (each) => each / 60)
const initials = (field: ReturnType<typeof fieldOf>, measure: string) =>
  middles.map((_, cell) => field.nearest(measure, cell)?.[0]).join('')
const cellNumbers = (cells: Int32Array) => Array.from(cells, (cell) => cell + 1)

describe('a toy region of three stations and twenty cells', () => {
  it('is driven in the minutes drawn', () => {
    expect(minutes(north.drive)).to.deep.equal([
      ...[2, 1, 0, 1, 2],
      ...[3, 4, 1, 2, 4],
      ...[4, 5, 6, 3, 4],
      ...[6, 8, 7, 6, 5],
    ])
    expect(minutes(east.drive)).to.deep.equal([
      ...[7, 6, 5, 5, 4],
      ...[6, 7, 4, 3, 2],
      ...[5, 4, 3, 2, 1],
      ...[7, 3, 2, 1, 0],
    ])
  })

  it('is reached by the first unit and by a rescue group in the minutes worked by hand (trap 7)', () => {
    const field = fieldOf(north, west, east)
    expect(minutes(field.seconds('first-unit'))).to.deep.equal(firstUnit)
    // Cell 19 is reached by west and east in the same minute: the id that comes first.
    expect(initials(field, 'first-unit')).to.equal('nnnnn' + 'wwnnn' + 'wwwnn' + 'wwwee')
    expect(minutes(field.seconds('group'))).to.deep.equal(rescueGroup)
    expect(initials(field, 'group')).to.equal('wwwww' + 'nnwee' + 'nnnee' + 'neeee')
  })

  it('never sees a rescue group where only one spearhead is left (trap 7)', () => {
    const field = fieldOf(north)
    expect([...field.seconds('group')]).to.deep.equal(new Array(20).fill(65_535))
    expect(field.nearest('group', 0)).to.equal(undefined)
    expect(minutes(field.seconds('first-unit')).slice(0, 5)).to.deep.equal([3, 2, 1, 2, 3])
  })

  it('is the same, live step by step and planned at once', () => {
    const live = fieldOf()
    live.put({ ...west, delaySeconds: 600 })
    live.put(east)
    live.put(north)
    live.remove('east')
    live.put({ ...north, delaySeconds: 0 })
    live.put(west)
    live.put(north)
    live.put(east)
    const planned = fieldOf(east, north, west)
    for (const { id } of measures) {
      expect([...live.seconds(id)]).to.deep.equal([...planned.seconds(id)])
      expect(initials(live, id)).to.equal(initials(planned, id))
    }
    expect(live.ids()).to.deep.equal(['east', 'north', 'west'])
  })

  it('tells which cells are left bare when a unit leaves, and covered when it is back', () => {
    const field = fieldOf(north, west, east)
    const limits = new Uint16Array(20).fill(300)
    const residents = middles.map((_, cell) => (cell + 1) * 10)
    const asked = field.whatIf({ remove: 'north' })
    expect(minutes(field.seconds('first-unit'))).to.deep.equal(firstUnit)

    const left = field.remove('north').get('first-unit')!
    expect(left).to.deep.equal(asked.get('first-unit'))
    expect(minutes(field.seconds('first-unit'))).to.deep.equal(firstWithoutNorth)
    expect(cellNumbers(left.cells)).to.deep.equal([1, 2, 3, 4, 5, 8, 9, 10, 14, 15])
    expect(minutes(left.before)).to.deep.equal([3, 2, 1, 2, 3, 2, 3, 5, 4, 5])
    expect(minutes(left.after)).to.deep.equal([4, 5, 6, 7, 8, 7, 8, 7, 7, 6])
    const bare = crossingsOf(left, limits, residents)
    expect(cellNumbers(bare.bare)).to.deep.equal([3, 4, 5, 8, 9, 10, 14, 15])
    expect(bare).to.include({ bareResidents: 680, coveredResidents: 0 })

    const back = crossingsOf(field.put(north).get('first-unit')!, limits, residents)
    expect(back).to.deep.equal({
      ...{ bare: bare.covered, bareResidents: 0 },
      ...{ covered: bare.bare, coveredResidents: 680 },
    })
  })

  it('counts residents and cells beyond their limit by municipality, and those without one apart', () => {
    const seconds = fieldOf(north, west, east).seconds('first-unit')
    const residents = middles.map((_, cell) => (cell + 1) * 10)
    // Cells 1 to 10 are one municipality with a limit of 3 minutes; the others have 5, the last row none but for 19.
    const limits = Uint16Array.from(middles, (_, cell) =>
      cell < 10 ? 180 : cell < 15 || cell === 18 ? 300 : noLimit,
    )
    const municipality = middles.map((_, cell) => (cell < 10 ? 0 : 1))
    expect(outsideByGroup(seconds, limits, residents, municipality, 3)).to.deep.equal([
      {
        limited: { cells: 10, residents: 550 },
        outside: { cells: 2, residents: 170 },
        withoutLimit: { cells: 0, residents: 0 },
      },
      {
        limited: { cells: 6, residents: 840 },
        outside: { cells: 1, residents: 190 },
        withoutLimit: { cells: 4, residents: 710 },
      },
      {
        limited: { cells: 0, residents: 0 },
        outside: { cells: 0, residents: 0 },
        withoutLimit: { cells: 0, residents: 0 },
      },
    ])
    // Exactly on the limit is within it (trap 20).
    expect(cellNumbers(cellsOutside(seconds, limits))).to.deep.equal([7, 10, 19])
  })
})
