import { expect } from 'chai'
import { monthAt } from '../../dashboards/compliance/address.ts'
import * as formats from '../../dashboards/formats.ts'
import { ageText } from '../../dashboards/parts/age.ts'
import { readSettings } from '../../dashboards/settings.ts'
import { wordsFor } from '../../dashboards/words.ts'
import { olderOf } from '../../src/contract/freshness.ts'

const afternoon = Date.parse('2026-11-21T12:05:09Z')
const plain = (text: string) => text.replace(/\u00a0/g, ' ')

describe('formats', () => {
  const durations: readonly [number, string][] = [
    [0, '0:00'],
    [59.9, '0:59'],
    [60, '1:00'],
    [690, '11:30'],
    [7200, '120:00'],
    [-65, '−1:05'],
    [-0.4, '0:00'],
  ]
  it('write decimals with a sign only where a digit is left of them', () => {
    for (const [value, digits, fi, en] of [
      [-0.4, 0, '0', '0'],
      [-0.04, 1, '0,0', '0.0'],
      [-0.06, 1, '−0,1', '−0.1'],
      [1234.5, 1, '1 234,5', '1,234.5'],
    ] as const) {
      expect(plain(formats.decimalsText(value, digits, 'fi'))).to.equal(fi)
      expect(formats.decimalsText(value, digits, 'en')).to.equal(en)
    }
  })

  for (const [seconds, text] of durations) {
    it(`writes ${seconds} s as ${text}, never as decimal minutes`, () => {
      expect(formats.durationText(seconds)).to.equal(text)
    })
  }

  it('writes a percentile between two tasks as the second it has reached (trap 61)', () => {
    expect([480, 480.1, 480.9, 0].map(formats.percentileText)).to.deep.equal(['8:00', '8:01', '8:01', '0:00'])
  })

  it('writes the time of Helsinki in each language', () => {
    expect(formats.timeText(afternoon, 'fi')).to.equal('klo 14.05')
    expect(formats.timeText(afternoon, 'sv')).to.equal('kl. 14.05')
    expect(formats.timeText(afternoon, 'en')).to.equal('14:05')
    expect(formats.timeSecondsText(afternoon, 'fi')).to.equal('klo 14.05.09')
    expect(formats.timeText(Date.parse('2026-07-01T06:04:00Z'), 'fi')).to.equal('klo 9.04')
  })

  it('writes dates, months, shares and large numbers', () => {
    expect(formats.dateText(afternoon, 'fi')).to.equal('21.11.2026')
    expect(formats.dateText('2026-11-21', 'sv')).to.equal('21.11.2026')
    expect(formats.dateText('2026-01-01', 'en')).to.equal('1 Jan 2026')
    expect(formats.monthText('2026-10', 'fi')).to.equal('lokakuu 2026')
    expect(formats.monthShortText('2026-10')).to.equal('10/26')
    expect(plain(formats.percentText(0.912, 'fi'))).to.equal('91,2 %')
    expect(formats.percentText(0.912, 'en')).to.equal('91.2%')
    expect(plain(formats.sharePercentText(0.9, 'sv'))).to.equal('90 %')
    expect(plain(formats.numberText(12345, 'fi'))).to.equal('12 345')
  })

  it('counts a month by Helsinki: 23.30 UTC on the 31st is the next one', () => {
    expect(monthAt(Date.parse('2026-10-31T21:59:59Z'))).to.equal('2026-10')
    expect(monthAt(Date.parse('2026-10-31T23:30:00Z'))).to.equal('2026-11')
  })

  it('shows an age as minutes and seconds, then as a time, then as a date', () => {
    const words = wordsFor('fi')
    expect(ageText(afternoon - 65_000, afternoon, words)).to.equal('1:05')
    expect(ageText(afternoon - 3 * 3600_000, afternoon, words)).to.equal('klo 11.05')
    expect(ageText(afternoon - 30 * 3600_000, afternoon, words)).to.equal('20.11.2026')
    expect(ageText(afternoon + 4000, afternoon, words)).to.equal('0:00')
  })

  it('takes the older of what was so and what was heard', () => {
    const [early, late] = ['2026-11-21T10:00:00Z', '2026-11-21T10:05:00Z']
    expect(olderOf(early, late)).to.equal(early)
    expect(olderOf(late, early)).to.equal(early)
    expect(olderOf(undefined, late)).to.equal(late)
    expect(olderOf(undefined, undefined)).to.equal(undefined)
  })
})

describe('settings', () => {
  const cases: readonly [string, string | null, string, string][] = [
    ['nothing stored', null, 'fi', 'auto'],
    ['a choice', '{"language":"sv","theme":"night"}', 'sv', 'night'],
    ['unknown values', '{"language":"de","theme":7}', 'fi', 'auto'],
    ['broken text', '{', 'fi', 'auto'],
    ['another type', 'null', 'fi', 'auto'],
  ]
  for (const [title, stored, language, theme] of cases) {
    it(`reads ${title}`, () => {
      expect(readSettings(stored)).to.deep.equal({ language, theme })
    })
  }
})
