/** X codes by their meaning, as sources write them. */
import { expect } from 'chai'
import { meaningOf, outcomeMeanings } from '../../src/domain/outcome.ts'

describe('the meaning of an outcome', () => {
  for (const [written, meaning] of [
    ['X-0', 'prevented'],
    ['X-04', 'prevented'],
    ['X-1', 'dead'],
    ['X-12', 'dead'],
    ['X-2', 'to-police'],
    ['X-3', 'other-help'],
    ['X-44', 'other-transport'],
    ['X-5', 'no-need'],
    ['X-51', 'no-need-on-scene'],
    ['X-52', 'remote-assessment'],
    ['x52', 'remote-assessment'],
    ['X 52', 'remote-assessment'],
    ['X-6', 'refused'],
    ['X-62', 'refused'],
    ['X-7', 'not-found'],
    ['X-81', 'treated-on-scene'],
    ['X-9', 'cancelled'],
    [' x-93 ', 'cancelled'],
    ['transported', 'other'],
    ['X-', 'other'],
    ['X-123', 'other'],
    ['XX-5', 'other'],
    ['', 'other'],
  ] as const)
    it(`'${written}' is ${meaning} (traps 27, 28 and 30)`, () => {
      expect(meaningOf(written)).to.equal(meaning)
    })

  it('reaches every meaning that there is', () => {
    const codes = [...Array(10).keys()].flatMap((digit) => [`X-${digit}`, `X-${digit}1`, `X-${digit}2`])
    expect(new Set([...codes, 'home'].map(meaningOf))).to.deep.equal(new Set(outcomeMeanings))
  })
})
