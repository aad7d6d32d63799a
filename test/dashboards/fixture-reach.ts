// Made-up but contract-valid arrivals, outlooks and reach for the fixture situation.
import type { ArrivalView, OutlookView } from '../../src/contract/outlook.ts'
import type { ReachView } from '../../src/contract/reach.ts'
import type { TargetView, TaskView } from '../../src/contract/situation.ts'

const iso = (at: number) => new Date(at).toISOString()
const onTheWay = ['reserved', 'alerted', 'en-route']
const unitsApartMs = 180_000

/** The first unit on its way comes in `expectedIn` seconds, each further one three minutes later. */
export function arrivalsOf(
  units: TaskView['units'],
  expectedIn: number | undefined,
  now: number,
): ArrivalView[] {
  if (expectedIn === undefined) return []
  return units
    .filter(({ status }) => onTheWay.includes(status))
    .map(({ unit }, i) => ({
      unit,
      arriveAt: iso(now + expectedIn * 1000 + i * unitsApartMs),
      assigned: true,
      basis: 'approximate-roads',
      positionAt: iso(now - 9000),
    }))
}

/** By the last limit; withheld when nobody is expected. */
export function outlookOf(
  targets: readonly TargetView[],
  expectedIn: number | undefined,
  now: number,
): OutlookView | undefined {
  const [last] = targets
    .filter(({ state }) => state === 'pending')
    .sort((a, b) => b.withinSeconds - a.withinSeconds)
  if (!last) return undefined
  const { measure, withinSeconds, dueAt } = last
  if (expectedIn === undefined)
    return { state: 'withheld', reason: 'positions-late', measure, withinSeconds, dueAt }
  const expectedAt = now + expectedIn * 1000
  const marginSeconds = Math.round((Date.parse(dueAt!) - expectedAt) / 1000)
  const state = marginSeconds >= 0 ? 'in-time' : marginSeconds >= -30 ? 'tight' : 'will-miss'
  return { state, measure, withinSeconds, dueAt, expectedAt: iso(expectedAt), marginSeconds }
}

export function fixtureReach(now: number): ReachView[] {
  const shared = { measure: 'first-unit' as const, at: iso(now - 6000), approximate: true, official: false }
  return [
    {
      ...{ ...shared, service: 'ems', urgencies: ['A', 'B'], sources: 21, unknown: 1 },
      limited: { cells: 19_002, residents: 272_617 },
      outside: { cells: 2310, residents: 9870 },
      normal: { basis: 'recorded', median: 6100, low: 4800, high: 8200, samples: 212 },
      bare: { cells: 214, residents: 3140, ranges: '120-180,402,1200-1351' },
      municipalities: [
        { municipality: '410', outsideResidents: 2900, bareResidents: 2210 },
        { municipality: '931', outsideResidents: 640, bareResidents: 930 },
        { municipality: '729', outsideResidents: 510, bareResidents: 0 },
      ],
      left: [
        { unit: 'EKS 141', at: iso(now - 340_000), cells: 160, residents: 2210 },
        { unit: 'EKS 201', at: iso(now - 900_000), cells: 54, residents: 930 },
      ],
    },
    {
      ...{ ...shared, service: 'rescue', urgencies: ['A', 'B'], sources: 34, unknown: 0 },
      limited: { cells: 19_002, residents: 272_617 },
      outside: { cells: 1200, residents: 3300 },
      normal: { basis: 'planned', median: 3200, samples: 0 },
      bare: { cells: 0, residents: 0, ranges: '' },
      municipalities: [{ municipality: '931', outsideResidents: 700, bareResidents: 0 }],
      left: [],
    },
  ]
}
