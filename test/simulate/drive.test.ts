/** Where a unit is along a way that its world knows, by hand. */
import { expect } from 'chai'
import { type Leg, pointAt } from '../../src/simulate/drive.ts'

const at = (east: number, north: number) => ({ east, north })
const leg: Leg = {
  ...{ from: at(0, 0), to: at(100, 100), startAt: 0, endAt: 150_000 },
  way: {
    endAt: 100_000,
    points: [
      { at: at(0, 0), share: 0 },
      { at: at(100, 0), share: 0.8 },
      { at: at(100, 100), share: 1 },
    ],
  },
}

describe('a leg with a way', () => {
  for (const [seconds, east, north] of [
    [0, 0, 0],
    [40, 50, 0],
    [80, 100, 0],
    [90, 100, 50],
    [100, 100, 100],
    [120, 100, 100],
    [200, 100, 100],
  ] as const)
    it(`is at ${east}, ${north} after ${seconds} s`, () => {
      expect(pointAt([leg], at(9, 9), seconds * 1000)).to.deep.equal(at(east, north))
    })

  it('is driven straight where the world knows none', () => {
    const { way: _way, ...straight } = leg
    expect(pointAt([straight], at(9, 9), 75_000)).to.deep.equal(at(50, 50))
  })
})
