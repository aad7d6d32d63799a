import { expect } from 'chai'
import fc from 'fast-check'
import { DateTime } from 'luxon'
import { createQuickParser } from '../../../src/intake/tasks/number-format.ts'

const slow = (format: string) => (text: string) => {
  const time = DateTime.fromFormat(text, format, { zone: 'utc', locale: 'en' })
  return time.isValid ? time.toMillis() : undefined
}
const formats = [
  'd.M.yyyy H:mm:ss',
  'dd.MM.yyyy HH.mm',
  'yyyy-MM-dd HH:mm:ss',
  'dd/MM/yyyy HH:mm:ss',
  'MM/dd/yyyy hh:mm:ss a',
  'd.M.yyyy',
  'yyyyMMdd HHmm',
] as const

describe('the quick way through a written time', () => {
  for (const format of formats)
    it(`finds what the slow way finds, or leaves it to that: ${format}`, () => {
      const [quickly, slowly] = [createQuickParser(format)!, slow(format)]
      const time = fc.date({
        min: new Date('1001-01-01T00:00:00Z'),
        max: new Date('2999-12-31T23:59:59Z'),
        noInvalidDate: true,
      })
      fc.assert(
        fc.property(time, fc.constantFrom(...formats), (date, other) => {
          const written = DateTime.fromJSDate(date, { zone: 'utc' }).setLocale('en')
          const own = written.toFormat(format)
          expect(quickly(own), own).to.equal(slowly(own))
          const strange = written.toFormat(other)
          const found = quickly(strange)
          if (found !== undefined) expect(found, strange).to.equal(slowly(strange))
        }),
        { numRuns: 300 },
      )
    })

  const doubtful = fc
    .tuple(
      ...Array.from({ length: 6 }, () => fc.integer({ min: 0, max: 61 })),
      fc.constantFrom('AM', 'PM', 'pm', ''),
    )
    .map(([day, month, year, hour, minute, second, half]) => ({
      clock: `${day}.${month}.20${String(year).padStart(2, '0')} ${hour}:${minute}:${second}`,
      half: `${month}/${day}/20${String(year).padStart(2, '0')} ${hour}:${minute}:${second} ${half}`,
    }))
  it('takes no day, hour or minute that the slow way refuses', () => {
    const pairs = [
      ['clock', 'd.M.yyyy H:m:s'],
      ['half', 'M/d/yyyy h:m:s a'],
    ] as const
    fc.assert(
      fc.property(doubtful, (texts) => {
        for (const [name, format] of pairs) {
          const found = createQuickParser(format)!(texts[name])
          if (found !== undefined) expect(found, texts[name]).to.equal(slow(format)(texts[name]))
        }
      }),
      { numRuns: 2000 },
    )
  })

  for (const format of [
    "d.M.yyyy 'klo' H:mm",
    'd LLL yyyy H:mm',
    "yyyy-MM-dd'T'HH:mm:ssZZ",
    'H:mm',
    'd.M.yy H:mm',
  ])
    it(`leaves a format that it does not know to the slow way: ${format}`, () =>
      expect(createQuickParser(format)).to.equal(undefined))
})
