import { expect } from 'chai'
import fc from 'fast-check'
import { DateTime } from 'luxon'
import { createTimeReader, resolveInstant } from '../../../src/intake/tasks/local-time.ts'

const helsinki = createTimeReader({ zone: 'Europe/Helsinki', format: 'd.M.yyyy H:mm:ss' })
const losAngeles = createTimeReader({ zone: 'America/Los_Angeles', format: 'MM/dd/yyyy hh:mm:ss a' })
const iso = createTimeReader({ zone: 'Europe/Helsinki', format: 'iso' })

function instants(reading: ReturnType<typeof helsinki>): string[] | string {
  return 'fault' in reading ? reading.fault : reading.instants.map((at) => new Date(at).toISOString())
}

describe('a written local time', () => {
  const one = [
    ['summer in Helsinki', helsinki, '1.7.2026 12:00:00', '2026-07-01T09:00:00.000Z'],
    ['winter in Helsinki', helsinki, '1.12.2026 12:00:00', '2026-12-01T10:00:00.000Z'],
    ['noon with PM', losAngeles, '01/10/2009 12:00:00 PM', '2009-01-10T20:00:00.000Z'],
    ['midnight with AM', losAngeles, '01/10/2009 12:00:00 AM', '2009-01-10T08:00:00.000Z'],
    ['one minute past midnight', losAngeles, '07/10/2009 12:01:00 AM', '2009-07-10T07:01:00.000Z'],
    ['last second before the skipped hour', helsinki, '29.3.2026 2:59:59', '2026-03-29T00:59:59.000Z'],
    ['first second after the skipped hour', helsinki, '29.3.2026 4:00:00', '2026-03-29T01:00:00.000Z'],
    ['last second before the repeated hour', helsinki, '25.10.2026 2:59:59', '2026-10-24T23:59:59.000Z'],
    ['first second after the repeated hour', helsinki, '25.10.2026 4:00:00', '2026-10-25T02:00:00.000Z'],
    ['iso without offset', iso, '2026-07-01T12:00:00', '2026-07-01T09:00:00.000Z'],
    ['iso with a space', iso, '2026-07-01 12:00', '2026-07-01T09:00:00.000Z'],
    ['iso whose own offset wins', iso, '2026-10-25T03:30:00+02:00', '2026-10-25T01:30:00.000Z'],
    ['iso in UTC', iso, '2026-10-25T03:30:00Z', '2026-10-25T03:30:00.000Z'],
  ] as const
  for (const [title, read, text, expected] of one)
    it(`names one instant: ${title}`, () => expect(instants(read(text))).to.deep.equal([expected]))

  it('names two instants in the repeated hour, earlier first', () => {
    expect(instants(helsinki('25.10.2026 3:30:00'))).to.deep.equal([
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T01:30:00.000Z',
    ])
    expect(instants(losAngeles('11/04/2018 01:30:00 AM'))).to.deep.equal([
      '2018-11-04T08:30:00.000Z',
      '2018-11-04T09:30:00.000Z',
    ])
  })

  const refused = [
    [
      'the skipped hour in Helsinki',
      helsinki,
      '29.3.2026 3:30:00',
      'which no clock in Europe/Helsinki shows',
    ],
    [
      'the skipped hour in Los Angeles',
      losAngeles,
      '03/11/2018 02:30:00 AM',
      'no clock in America/Los_Angeles',
    ],
    ['a day that is not', helsinki, '31.2.2026 12:00:00', 'expected a time written as d.M.yyyy H:mm:ss'],
    ['15 AM', losAngeles, '01/10/2009 15:00:00 AM', 'expected a time written as MM/dd/yyyy hh:mm:ss a'],
    ['no AM or PM', losAngeles, '01/10/2009 11:00:00', 'expected a time written as'],
    ['a date without time', iso, '2026-07-01', 'expected a time written as iso'],
    ['a week', iso, '2026-W07', 'expected a time written as iso'],
  ] as const
  for (const [title, read, text, sentence] of refused)
    it(`is refused with a sentence: ${title}`, () => expect(instants(read(text))).to.include(sentence))

  it('takes an offset written with tokens over the zone', () => {
    const read = createTimeReader({ zone: 'Europe/Helsinki', format: "yyyy-MM-dd'T'HH:mmZZ" })
    expect(instants(read('2026-10-25T03:30+02:00'))).to.deep.equal(['2026-10-25T01:30:00.000Z'])
  })

  it('among its instants always has the one that the clock showed', () => {
    const zones = [
      'Europe/Helsinki',
      'America/Los_Angeles',
      'Australia/Lord_Howe',
      'Pacific/Kiritimati',
      'UTC',
    ]
    const readers = new Map(zones.map((zone) => [zone, createTimeReader({ zone, format: 'iso' })]))
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: Date.UTC(2001, 0) / 1000, max: Date.UTC(2035, 0) / 1000 }),
        (zone, second) => {
          const shown = DateTime.fromSeconds(second, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ss")
          const reading = readers.get(zone)!(shown)
          expect('instants' in reading && reading.instants).to.include(second * 1000)
        },
      ),
    )
  })
})

describe('an instant of the repeated hour', () => {
  const cases = [
    ['without a previous time the first', [10, 70], undefined, 10],
    ['the first when it is not before the previous time', [10, 70], 5, 10],
    ['the second when only it is not before', [10, 70], 50, 70],
    ['the same moment as the previous time', [10, 70], 10, 10],
    ['the first when neither helps', [10, 70], 90, 10],
    ['the only one, even when it runs backwards', [10], 50, 10],
  ] as const
  for (const [title, found, notBefore, expected] of cases)
    it(`is ${title}`, () => expect(resolveInstant(found, notBefore)).to.equal(expected))
})
