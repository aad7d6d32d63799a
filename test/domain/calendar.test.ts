import { expect } from 'chai'
import fc from 'fast-check'
import { DateTime } from 'luxon'
import { createCalendar } from '../../src/domain/calendar.ts'

const helsinki = createCalendar('Europe/Helsinki')
const utc = (text: string) => Date.parse(`${text}Z`)
const hour = 3_600_000

describe('the calendar', () => {
  describe('of Helsinki', () => {
    for (const [date, from, hours] of [
      ['2026-03-28', '2026-03-27T22:00', 24],
      ['2026-03-29', '2026-03-28T22:00', 23],
      ['2026-03-30', '2026-03-29T21:00', 24],
      ['2026-10-24', '2026-10-23T21:00', 24],
      ['2026-10-25', '2026-10-24T21:00', 25],
      ['2026-10-26', '2026-10-25T22:00', 24],
    ] as const) {
      it(`${date} has ${hours} hours (traps 16 and 17)`, () => {
        const next = new Date(Date.parse(`${date}T00:00Z`) + 24 * hour).toISOString().slice(0, 10)
        const start = helsinki.startOfDate(date)
        expect(start).to.equal(utc(from))
        expect((helsinki.startOfDate(next) - start) / hour).to.equal(hours)
      })
    }

    for (const [month, from, to] of [
      ['2026-03', '2026-02-28T22:00', '2026-03-31T21:00'],
      ['2026-10', '2026-09-30T21:00', '2026-10-31T22:00'],
      ['2026-12', '2026-11-30T22:00', '2026-12-31T22:00'],
      ['2028-02', '2028-01-31T22:00', '2028-02-29T22:00'],
    ] as const)
      it(`${month} runs between local month borders`, () => {
        expect(helsinki.monthSpan(month)).to.deep.equal({ from: utc(from), to: utc(to) })
      })

    for (const [at, date, month, localHour] of [
      ['2026-08-31T23:30', '2026-09-01', '2026-09', 2],
      ['2026-12-31T23:30', '2027-01-01', '2027-01', 1],
      ['2026-12-31T21:59:59.999', '2026-12-31', '2026-12', 23],
      ['2026-12-31T22:00', '2027-01-01', '2027-01', 0],
      ['2026-10-25T00:30', '2026-10-25', '2026-10', 3],
      ['2026-10-25T01:30', '2026-10-25', '2026-10', 3],
      ['2026-10-25T02:30', '2026-10-25', '2026-10', 4],
      ['2026-03-29T00:59', '2026-03-29', '2026-03', 2],
      ['2026-03-29T01:00', '2026-03-29', '2026-03', 4],
    ] as const)
      it(`${at} UTC is ${date}, hour ${localHour} (trap 18)`, () => {
        expect(helsinki.localDate(utc(at))).to.equal(date)
        expect(helsinki.localMonth(utc(at))).to.equal(month)
        expect(helsinki.localHour(utc(at))).to.equal(localHour)
      })
  })

  it('changes at the very start of a month, in a zone that does', () => {
    // Samoa left out 30 December 2011; Turks and Caicos, Tunisia and Jordan once changed on the first.
    const amman = createCalendar('Asia/Amman')
    const apia = createCalendar('Pacific/Apia')
    expect(amman.monthSpan('2002-04').from).to.equal(
      DateTime.fromISO('2002-04-01', { zone: 'Asia/Amman' }).toMillis(),
    )
    expect(apia.startOfDate('2011-12-31') - apia.startOfDate('2011-12-29')).to.equal(24 * hour)
    expect(apia.startOfDate('2011-12-30'), 'a date that never was is empty').to.equal(
      apia.startOfDate('2011-12-31'),
    )
  })

  it('counts months over the turn of the year, both ways', () => {
    for (const [month, by, expected] of [
      ...([
        ['2026-11', 1, '2026-12'],
        ['2026-11', 2, '2027-01'],
        ['2026-01', -1, '2025-12'],
      ] as const),
      ...([
        ['2026-11', -23, '2024-12'],
        ['2026-11', 0, '2026-11'],
        ['2026-12', 12, '2027-12'],
      ] as const),
    ])
      expect(helsinki.addMonths(month, by)).to.equal(expected)
  })

  describe('refuses with a sentence', () => {
    for (const date of [
      '2026-02-30',
      '2025-02-29',
      '2026-13-01',
      '2026-1-1',
      '2026-11',
      '21.11.2026',
      '',
      'today',
      '2026-11-21T00:00',
    ])
      it(`the date '${date}'`, () => {
        expect(() => helsinki.startOfDate(date))
          .to.throw(`found date '${date}'; expected a calendar date such as 2026-11-21`)
          .with.property('code', 'invalid')
      })
    for (const month of ['2026-13', '2026-00', '2026-1', '2026', '2026-11-21', ''])
      it(`the month '${month}'`, () => {
        const sentence = `found month '${month}'; expected a year and month such as 2026-10`
        expect(() => helsinki.monthSpan(month))
          .to.throw(sentence)
          .with.property('code', 'invalid')
        expect(() => helsinki.addMonths(month, 1)).to.throw(sentence)
      })
  })

  // Changes at midnight, twice a year more than others, by half an hour, and none at all.
  const zones = [
    'Europe/Helsinki',
    'America/Los_Angeles',
    'America/Havana',
    'Africa/Cairo',
    'Africa/Casablanca',
    'Atlantic/Azores',
    'America/Santiago',
    'Australia/Lord_Howe',
    'Asia/Tokyo',
    'UTC',
  ]
  for (const zone of zones) {
    const calendar = createCalendar(zone)
    const instants = fc.integer({ min: Date.UTC(2009, 0), max: Date.UTC(2031, 0) })

    it(`${zone} agrees with luxon at any instant of 2009-2030`, () => {
      fc.assert(
        fc.property(instants, (at) => {
          const local = DateTime.fromMillis(at, { zone })
          expect(calendar.localDate(at)).to.equal(local.toISODate())
          expect(calendar.localMonth(at)).to.equal(local.toFormat('yyyy-MM'))
          expect(calendar.localHour(at)).to.equal(local.hour)
          expect(calendar.localClock(at) - at).to.equal(local.offset * 60_000)
        }),
        { numRuns: 300 },
      )
    })

    it(`${zone} begins each date at its first instant`, () => {
      fc.assert(
        fc.property(instants, (at) => {
          const date = calendar.localDate(at)
          const start = calendar.startOfDate(date)
          expect(start).to.be.at.most(at)
          expect(calendar.localDate(start)).to.equal(date)
          expect(calendar.localDate(start - 1) < date).to.equal(true)
        }),
      )
    })
  }

  it('agrees with luxon to the millisecond around every change of 2009-2030', () => {
    for (const zone of ['Europe/Helsinki', 'America/Los_Angeles']) {
      const calendar = createCalendar(zone)
      let changes = 0
      for (let at = Date.UTC(2009, 0); at < Date.UTC(2031, 0); at += hour) {
        const offset = calendar.localClock(at) - at
        if (offset === calendar.localClock(at - hour) - (at - hour)) continue
        changes++
        expect(DateTime.fromMillis(at, { zone }).offset * 60_000).to.equal(offset)
        expect(DateTime.fromMillis(at - 1, { zone }).offset * 60_000).to.equal(
          calendar.localClock(at - 1) - at + 1,
        )
      }
      expect(changes, zone).to.equal(44)
    }
  })
})
