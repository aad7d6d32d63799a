/** Does the flat table give back what it was given, and nothing else? */
import { expect } from 'chai'
import fc from 'fast-check'
import { cellKey } from '../../geo/cell.ts'
import { createGridIndex } from '../../geo/grid-index.ts'

describe('grid index', () => {
  it('answers as a map would, inside and outside its box', () => {
    const e = fc.integer({ min: 430, max: 440 })
    const n = fc.integer({ min: 6900, max: 6910 })
    const cells = fc.array(fc.record({ e, n, value: fc.integer({ min: -(2 ** 31) + 1, max: 2 ** 31 - 1 }) }))
    fc.assert(
      fc.property(cells, (given) => {
        const index = createGridIndex(given)
        const map = new Map(given.map((cell) => [cellKey(cell), cell.value]))
        for (let row = 6899; row <= 6911; row++) {
          for (let column = 429; column <= 441; column++) {
            expect(index.at({ e: column, n: row })).equal(map.get(cellKey({ e: column, n: row })))
          }
        }
      }),
    )
  })

  it('knows nothing of a place that is no number', () => {
    const index = createGridIndex([{ e: 1, n: 1, value: 5 }])
    expect(index.at({ e: Number.NaN, n: 1 })).equal(undefined)
  })

  for (const value of [1.5, 2 ** 31, -(2 ** 31), Number.NaN]) {
    it(`refuses ${value} as a value`, () => {
      expect(() => createGridIndex([{ e: 1, n: 2, value }])).throw(RangeError, /cell 1, 2/)
    })
  }

  it('refuses cells too far apart for a table', () => {
    const apart = [
      { e: 0, n: 0, value: 1 },
      { e: 20_000, n: 20_000, value: 1 },
    ]
    expect(() => createGridIndex(apart)).throw(RangeError, /20001 x 20001/)
  })
})
