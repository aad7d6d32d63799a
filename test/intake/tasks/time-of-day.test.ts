import { expect } from 'chai'
import fc from 'fast-check'
import { DateTime } from 'luxon'
import { createTimeOfDayReader } from '../../../src/intake/tasks/time-of-day.ts'
import { aMemory, aProfile, importText, said } from './trial.ts'

const time = {
  kind: 'times-of-day' as const,
  zone: 'Europe/Helsinki',
  format: 'H:mm',
  date: { column: 'day', format: 'd.M.yyyy' },
  resolutionSeconds: 60,
}
const read = createTimeOfDayReader(time)

/** "9.7. 22:14" of each time in turn, or the sentence of the first refusal. */
function walked(date: string, ...texts: readonly string[]): string {
  let at: number | undefined
  const shown: string[] = []
  for (const text of texts) {
    const reading = read(text, date, at)
    if ('fault' in reading) return reading.fault
    at = reading.at
    shown.push(new Date(at).toISOString().slice(5, 16))
  }
  return shown.join(' ')
}

describe('times of day after a date', () => {
  const cases = [
    ['stay on the date', '1.7.2026', ['10:00', '10:01', '10:40'], '07-01T07:00 07-01T07:01 07-01T07:40'],
    ['may be equal', '1.7.2026', ['10:00', '10:00'], '07-01T07:00 07-01T07:00'],
    ['pass midnight', '1.7.2026', ['23:50', '0:05', '1:10'], '07-01T20:50 07-01T21:05 07-01T22:10'],
    ['pass a new year', '31.12.2026', ['23:50', '0:05'], '12-31T21:50 12-31T22:05'],
    [
      'may last past noon when no midnight is passed',
      '1.7.2026',
      ['1:00', '20:00'],
      '06-30T22:00 07-01T17:00',
    ],
    ['pass midnight by twelve hours at most', '1.7.2026', ['20:00', '8:00'], '07-01T17:00 07-02T05:00'],
    [
      'have 24:00 as the next midnight',
      '1.7.2026',
      ['23:50', '24:00', '0:10'],
      '07-01T20:50 07-01T21:00 07-01T21:10',
    ],
    ['may begin with 24:00', '1.7.2026', ['24:00', '0:10'], '07-01T21:00 07-01T21:10'],
    ['may begin with 0:00', '1.7.2026', ['0:00', '0:10'], '06-30T21:00 06-30T21:10'],
    [
      'go through the repeated hour once',
      '25.10.2026',
      ['2:50', '3:10', '4:05'],
      '10-24T23:50 10-25T00:10 10-25T02:05',
    ],
    [
      'go through the repeated hour twice (trap 16)',
      '25.10.2026',
      ['3:50', '3:05', '4:10'],
      '10-25T00:50 10-25T01:05 10-25T02:10',
    ],
    [
      'pass midnight into the repeated hour',
      '24.10.2026',
      ['23:50', '3:50', '3:05'],
      '10-24T20:50 10-25T00:50 10-25T01:05',
    ],
    ['leap over the skipped hour (trap 17)', '29.3.2026', ['2:59', '4:01'], '03-29T00:59 03-29T01:01'],
  ] as const
  for (const [title, date, texts, expected] of cases)
    it(title, () => expect(walked(date, ...texts)).to.equal(expected))

  const refused = [
    [
      'a minute that runs backwards',
      '1.7.2026',
      ['10:08', '10:07'],
      'past midnight it would be 23 hours later; expected at most 12',
    ],
    [
      'a wrap of more than twelve hours',
      '1.7.2026',
      ['20:00', '8:01'],
      'it would be 12 hours later; expected at most 12',
    ],
    ['24:00 long after midnight', '1.7.2026', ['0:10', '24:00'], '23 hours later'],
    ['the skipped hour on its date', '29.3.2026', ['3:30'], 'the hour is skipped in spring'],
    ['the skipped hour after another time', '29.3.2026', ['2:50', '3:05'], 'the hour is skipped in spring'],
    ['the skipped hour past midnight', '28.3.2026', ['23:50', '3:05'], 'the hour is skipped in spring'],
    ['no date', '', ['10:00'], 'no date in column "day"'],
    [
      'a day that is not',
      '31.2.2026',
      ['10:00'],
      "the date is '31.2.2026'; expected one written as d.M.yyyy",
    ],
    ['25:00', '1.7.2026', ['25:00'], 'expected a time of day written as H:mm'],
    ['24:01', '1.7.2026', ['24:01'], 'expected a time of day written as H:mm'],
    ['words', '1.7.2026', ['soon'], "found 'soon'; expected a time of day"],
  ] as const
  for (const [title, date, texts, sentence] of refused)
    it(`are refused with a sentence: ${title}`, () => expect(walked(date, ...texts)).to.include(sentence))

  it('compare in whole minutes where the source writes no more (trap 19)', () => {
    const previous = Date.parse('2026-07-01T07:00:45Z')
    expect(read('10:00', '1.7.2026', previous)).to.deep.equal({
      at: Date.parse('2026-07-01T07:00:00Z'),
      isAmbiguous: false,
    })
  })

  it('find again any task of up to twelve hours, when steps are shorter than an hour', () => {
    const second = createTimeOfDayReader({ ...time, format: 'H:mm:ss', resolutionSeconds: 1 })
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2020, 0) / 1000, max: Date.UTC(2030, 0) / 1000 }),
        fc.array(fc.integer({ min: 0, max: 3500 }), { minLength: 1, maxLength: 7 }),
        (start, steps) => {
          const shownAt = (at: number, format: string) =>
            DateTime.fromSeconds(at, { zone: time.zone }).toFormat(format)
          const date = shownAt(start, 'd.M.yyyy')
          const first = second(shownAt(start, 'H:mm:ss'), date, undefined)
          if ('fault' in first) throw new Error(first.fault)
          if (first.isAmbiguous) return
          let now = start
          for (const step of steps) {
            const reading = second(shownAt(now + step, 'H:mm:ss'), date, now * 1000)
            if ('fault' in reading) throw new Error(reading.fault)
            // Of the two instants of the repeated hour it takes the earlier that is possible.
            if (!reading.isAmbiguous) expect(reading.at).to.equal((now + step) * 1000)
            now += step
          }
        },
      ),
    )
  })
})

describe('importing dates and times of day', () => {
  const profile = aProfile({
    time,
    columns: { ...aProfile().columns, cancelled: 'off', closed: 'shut' },
  })
  const header = 'id,class,received,unit,alerted,scene,free,day,off,shut'
  const night = 't1,A,23:50,EKS 111,23:51,0:02,1:10,1.7.2026,,1:30'

  it('gives the events of one night', async () => {
    const { memory } = await importText([header, night], profile)
    expect(said(memory.events)).to.deep.equal([
      'task.created 2026-07-01T20:50:00Z',
      'EKS 111 alerted 2026-07-01T20:51:00Z',
      'EKS 111 at-scene 2026-07-01T21:02:00Z',
      'EKS 111 available 2026-07-01T22:10:00Z',
      'task.closed 2026-07-01T22:30:00Z',
    ])
  })

  it('counts the close from the last time, not from the first', async () => {
    const long = 't1,A,22:00,EKS 111,22:01,8:00,12:00,1.7.2026,,12:30'
    const { memory } = await importText([header, long], profile)
    expect(said(memory.events).at(-1)).to.equal('task.closed 2026-07-02T09:30:00Z')
  })

  it('ends each line once, and changes nothing the second time', async () => {
    const memory = aMemory()
    const backwards = 't2,A,10:08,EKS 111,10:07,,,1.7.2026,,'
    const cancelled = 't3,A,23:58,EKS 111,23:59,,,1.7.2026,0:03,'
    const first = await importText([header, night, backwards, cancelled], profile, { memory })
    expect(first.summary).to.include({ rowsRead: 3, rowsAccepted: 2, rowsRefused: 1 })
    expect(first.refused[0]).to.match(/^3,"t2","column ""alerted"": found '10:07', earlier than/)
    expect(said(memory.events)).to.include('task.cancelled 2026-07-01T21:03:00Z')
    const again = await importText([header, night, backwards, cancelled], profile, { memory })
    expect(again.summary).to.include({ rowsRead: 3, rowsDuplicate: 2, rowsRefused: 1 })
  })

  it('counts the times of the repeated hour', async () => {
    const autumn = 't1,A,2:50,EKS 111,3:50,3:05,4:10,25.10.2026,,'
    const { summary } = await importText([header, autumn], profile)
    expect(summary.ambiguousTimes).to.equal(2)
  })

  it('reads 24:00 in whole timestamps as the next midnight too', async () => {
    const row = 't1,A,1.7.2026 24:00:00,EKS 111,2.7.2026 0:00:40,,'
    const { memory } = await importText([header.slice(0, header.indexOf(',day')), row])
    expect(said(memory.events)[0]).to.equal('task.created 2026-07-01T21:00:00Z')
  })
})
