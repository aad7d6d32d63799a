import { expect } from 'chai'
import { createCalendar } from '../../src/domain/calendar.ts'
import {
  crewsOn,
  hourClassOf,
  minuteOfWeek,
  minutesByClass,
  weekCrewHours,
  weekMinutes,
  weekParts,
} from '../../src/domain/standing-week.ts'
import { crew, toyStanding } from '../usecases/plan-toy.ts'

const [north] = toyStanding.stations
const at = (change: Partial<Parameters<typeof crew>[0]>) => ({
  station: north!,
  period: crew({ id: 'x', station: 'north', kind: 'daytime', ...change }),
})
const spans = (...crews: ReturnType<typeof at>[]) =>
  weekParts(crews).map(({ from, to, crews: standing }) => [from / 60, to / 60, standing.length])

describe('an ordinary week', () => {
  it('is cut where crews begin and end, without a gap', () => {
    expect(spans(at({ weekdays: [1], from: '08:00', to: '16:00' }))).to.deep.equal([
      ...[[0, 8, 0] as const, [8, 16, 1] as const, [16, 168, 0] as const],
    ])
    expect(spans()).to.deep.equal([[0, 168, 0]])
  })

  it('lets a shift of Sunday night go on into Monday morning', () => {
    expect(spans(at({ weekdays: [7], from: '22:00', to: '06:00' }))).to.deep.equal([
      ...[[0, 6, 1] as const, [6, 166, 0] as const, [166, 168, 1] as const],
    ])
  })

  it('has five weekdays of 24 hours, and two days of the weekend', () => {
    expect(hourClassOf(0)).to.equal(0)
    expect(hourClassOf(4 * 1440 + 1439)).to.equal(23)
    expect(hourClassOf(5 * 1440)).to.equal(24)
    const all = minutesByClass({ from: 0, to: weekMinutes })
    expect([...all]).to.deep.equal([...new Array(24).fill(300), ...new Array(24).fill(120)])
    expect([...minutesByClass({ from: 90, to: 150 })].slice(0, 4)).to.deep.equal([0, 30, 30, 0])
  })

  it('knows the minute that the local clock shows', () => {
    const calendar = createCalendar('Europe/Helsinki')
    expect(minuteOfWeek(calendar, Date.parse('2026-11-23T00:30:00+02:00'))).to.equal(30)
    expect(minuteOfWeek(calendar, Date.parse('2026-07-05T23:59:00+03:00'))).to.equal(weekMinutes - 1)
  })

  it('holds what is in force on its date, at stations open on it', () => {
    const periods = [
      crew({ id: 'past', station: 'north', validTo: '2026-01-01' }),
      crew({ id: 'now', station: 'north', validFrom: '2026-01-01' }),
      crew({ id: 'to come', station: 'north', validFrom: '2027-01-01' }),
      crew({ id: 'closed', station: 'west' }),
    ]
    const stations = [north!, { ...toyStanding.stations[1]!, closedFrom: '2026-06-01' }]
    const ids = (on: string) => crewsOn({ stations, periods }, on).map(({ period }) => period.id)
    expect(ids('2025-12-31')).to.deep.equal(['past', 'closed'])
    expect(ids('2026-01-01')).to.deep.equal(['now', 'closed'])
    expect(ids('2026-06-01')).to.deep.equal(['now'])
    expect(ids('2027-01-01')).to.deep.equal(['now', 'to come'])
  })

  it('adds up its crew-hours, whatever the dates of the promises', () => {
    const day = at({ from: '08:00', to: '16:00', weekdays: [1, 2, 3, 4, 5], validTo: '2020-01-02' })
    expect(weekCrewHours([day, day]).daytime).to.deep.equal({ hours: 80, personHours: 160, unstatedHours: 0 })
  })
})
