/** Whom a change concerns, with whom they are compared, when on the clock, and which changes are known at all. */
import { expect } from 'chai'
import { blockedPercentile, designEffect } from '../../src/domain/blocked-levels.ts'
import { changeArea } from '../../src/domain/change-area.ts'
import { hourBandOf } from '../../src/domain/hour-bands.ts'
import { knownChanges } from '../../src/domain/known-changes.ts'
import type { ReadinessPeriod } from '../../src/domain/readiness.ts'

describe('the area of a change and its control', () => {
  it('by hand: nearest, changed elsewhere, near the change, unlike, off the roads', () => {
    const cells = [
      // nearest, seconds, from the changed one, zone, tasks before
      [0, 200, 200, 'III', 1],
      [0, 900, 900, 'IV', 0],
      [1, 210, 900, 'III', 2],
      [1, 210, 500, 'III', 1],
      [1, 210, 900, 'II', 1],
      [1, 700, 1500, 'III', 1],
      [1, 210, 900, 'III', 5],
      [2, 210, 900, 'III', 1],
      [-1, 65535, 65535, 'IV', 0],
    ] as const
    const column = <K extends 0 | 1 | 2 | 3 | 4>(i: K) => cells.map((cell) => cell[i])
    const found = changeArea(
      {
        ...{ length: cells.length, nearest: column(0), seconds: column(1), secondsFromChanged: column(2) },
        ...{ zone: column(3), tasksBefore: column(4) },
      },
      { changed: 0, otherChanges: new Set([2]) },
    )
    expect(found.roles).to.deep.equal([
      ...['area', 'area', 'control', 'near-change', 'unlike', 'unlike', 'unlike'],
      ...['other-change', 'off-roads'],
    ])
    expect(found.areaWithoutLike).to.equal(1)
  })
})

describe('the parts of the week', () => {
  for (const [weekday, hour, band] of [
    [1, 7, 'weekday-day'],
    [5, 16, 'weekday-day'],
    [5, 17, 'weekday-evening'],
    [5, 21, 'weekday-evening'],
    [5, 22, 'night'],
    [6, 6, 'night'],
    [6, 7, 'weekend'],
    [7, 21, 'weekend'],
    [7, 22, 'night'],
  ] as const)
    it(`day ${weekday} at ${hour} is ${band}`, () => {
      expect(hourBandOf(weekday, hour)).to.equal(band)
    })
})

describe('the worth of weeks', () => {
  it('is that of single tasks where each week has one, and of weeks where all of a week are alike', () => {
    const alone = Array.from({ length: 40 }, (_, i) => ({ hit: i % 2 === 0, block: i }))
    expect(designEffect(alone)).to.be.closeTo(40 / 39, 1e-9)
    const alike = Array.from({ length: 40 }, (_, i) => ({
      hit: Math.floor(i / 4) % 2 === 0,
      block: Math.floor(i / 4),
    }))
    expect(designEffect(alike)).to.be.closeTo((4 * 10) / 9, 1e-9)
    expect(designEffect(alone.map(({ block }) => ({ hit: true, block })))).to.equal(1)
  })

  it('widens the interval of a median whose weeks differ, and leaves the median', () => {
    const sample = Array.from({ length: 60 }, (_, i) => ({ value: 100 * Math.floor(i / 6) + i, block: i }))
    const apart = blockedPercentile(sample, 0.5)
    const alike = blockedPercentile(
      sample.map(({ value }, i) => ({ value, block: Math.floor(i / 6) })),
      0.5,
    )
    expect(alike.value).to.equal(apart.value)
    expect(alike.low).to.be.below(apart.low)
    expect(alike.high).to.be.above(apart.high)
  })
})

describe('the known changes', () => {
  const period = (change: Partial<ReadinessPeriod>): ReadinessPeriod => ({
    ...{ id: 'p', station: 'a', service: 'rescue', slot: 's', kind: '24/7', unitTypes: [], weekdays: [1] },
    ...{ from: '00:00', to: '24:00', validFrom: '2018-01-01', dateConfirmed: true, demo: false },
    ...change,
  })

  it('are told starts and ends, newest first, with days that are a guess', () => {
    const found = knownChanges([
      period({ id: 'one', validFrom: '2024-05-06', validTo: '2026-01-01' }),
      period({ id: 'two', station: 'b', validFrom: '2025-10-01', dateConfirmed: false }),
    ])
    expect(
      found.map(({ station, on, begins, ends, dateConfirmed }) => [
        station,
        on,
        begins.length,
        ends.length,
        dateConfirmed,
      ]),
    ).to.deep.equal([
      ['a', '2026-01-01', 0, 1, true],
      ['b', '2025-10-01', 1, 0, false],
      ['a', '2024-05-06', 1, 0, true],
    ])
  })

  it('are not what is invented, nor what a whole register begins with', () => {
    const stations = Array.from({ length: 12 }, (_, i) => period({ id: `p${i}`, station: `s${i}` }))
    const told = period({ id: 'new', station: 's3', slot: 'x', validFrom: '2024-05-06' })
    expect(knownChanges([...stations, told]).map(({ on }) => on)).to.deep.equal(['2024-05-06'])
    expect(knownChanges([period({ demo: true, validFrom: '2024-05-06' })])).to.deep.equal([])
  })
})
