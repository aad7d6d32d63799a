/** Equal calendar windows before and after a change: leap days, cuts, and the year before for the placebo. */
import { expect } from 'chai'
import fc from 'fast-check'
import { changeWindows, daysIn, placeboWindows, stretchesAround } from '../../src/domain/change-windows.ts'
import { addDays } from '../../src/domain/readiness-clock.ts'

const longData = { from: '2015-01-01', to: '2027-01-01' }
const text = ({ from, to }: { from: string; to: string }) => `${from}..${to}`

describe('the windows of a change', () => {
  for (const [name, on, data, until, before, after, days, cuts] of [
    [
      'a whole year',
      '2025-10-01',
      longData,
      undefined,
      '2024-10-01..2025-10-01',
      '2025-10-01..2026-10-01',
      365,
      '',
    ],
    [
      'to the end of the year',
      '2024-05-06',
      longData,
      '2025-01-01',
      '2023-05-06..2024-01-01',
      '2024-05-06..2025-01-01',
      240,
      '',
    ],
    [
      'data that end earlier',
      '2026-03-01',
      { ...longData, to: '2026-11-28' },
      undefined,
      '2025-03-01..2025-11-28',
      '2026-03-01..2026-11-28',
      272,
      'data-ends-earlier',
    ],
    [
      'data that begin later',
      '2024-05-06',
      { ...longData, from: '2023-09-15' },
      undefined,
      '2023-09-15..2024-05-06',
      '2024-09-15..2025-05-06',
      233,
      'data-begins-later',
    ],
    [
      'nothing in common',
      '2024-05-06',
      { from: '2025-11-28', to: '2026-11-28' },
      undefined,
      '2023-05-06..2024-05-06',
      '2024-05-06..2025-05-06',
      365,
      'no-common-days',
    ],
    [
      'no data at all',
      '2024-05-06',
      undefined,
      undefined,
      '2023-05-06..2024-05-06',
      '2024-05-06..2025-05-06',
      365,
      'no-common-days',
    ],
    [
      'a start on the leap day',
      '2024-02-29',
      longData,
      undefined,
      '2023-03-01..2024-02-29',
      '2024-02-29..2025-03-01',
      365,
      '',
    ],
    [
      'an end beyond a year',
      '2025-10-01',
      longData,
      '2030-01-01',
      '2024-10-01..2025-10-01',
      '2025-10-01..2026-10-01',
      365,
      '',
    ],
  ] as const)
    it(`for ${name}`, () => {
      const found = changeWindows(on, data, until)
      expect(text(found.before)).to.equal(before)
      expect(text(found.after)).to.equal(after)
      expect(found.days).to.equal(days)
      expect(found.cuts.join()).to.equal(cuts)
    })

  it('name the leap day that one of them has and the other lacks', () => {
    expect(changeWindows('2024-01-01', longData).leapDay).to.equal('2024-02-29')
    expect(changeWindows('2025-01-01', longData).leapDay).to.equal('2024-02-29')
    expect(changeWindows('2024-05-06', longData).leapDay).to.equal('2024-02-29')
    expect(changeWindows('2022-05-06', longData).leapDay).to.equal(undefined)
  })

  const dates = fc.nat(3650).map((days) => addDays('2016-01-01', days))

  it('hold the same days but for the leap day, whatever the start', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 1, max: 366 }), (on, length) => {
        const windows = changeWindows(on, longData, addDays(on, length))
        const monthDays = ({ from, to }: { from: string; to: string }) => {
          const days: string[] = []
          for (let day = from; day < to; day = addDays(day, 1))
            if (day !== windows.leapDay) days.push(day.slice(5))
          return days.sort()
        }
        expect(monthDays(windows.before)).to.deep.equal(monthDays(windows.after))
        expect(windows.before.to <= windows.after.from).to.equal(true)
        expect(monthDays(windows.after)).to.have.lengthOf(windows.days)
      }),
      { numRuns: 100, seed: 6 },
    )
  })

  it('of the placebo end where those of the change begin', () => {
    const windows = changeWindows('2025-10-01', longData)
    const placebo = placeboWindows(windows)
    expect(placebo.after).to.deep.equal(windows.before)
    expect(text(placebo.before)).to.equal('2023-10-01..2024-10-01')
  })

  it('are cut into stretches that the change is an edge of, without gap or overlap', () => {
    fc.assert(
      fc.property(dates, fc.constantFrom(1, 3, 6), (on, months) => {
        const span = { from: addDays(on, -700), to: addDays(on, 300) }
        const stretches = stretchesAround(on, span, months)
        expect(stretches[0]!.from).to.equal(span.from)
        expect(stretches.at(-1)!.to).to.equal(span.to)
        for (const [i, { from }] of stretches.slice(1).entries()) expect(from).to.equal(stretches[i]!.to)
        expect(stretches.some(({ from }) => from === on)).to.equal(true)
        for (const stretch of stretches) expect(daysIn(stretch)).to.be.greaterThan(0)
      }),
      { numRuns: 100, seed: 7 },
    )
  })
})
