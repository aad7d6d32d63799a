import { expect } from 'chai'
import { entryFrom } from '../../dashboards/parts/roving.ts'
import type { StationLine } from '../../dashboards/planning/laid.ts'
import { tabStop } from '../../dashboards/planning/views/stations.ts'

describe('a list that is one stop of the Tab key', () => {
  const entries = ['a', 'b', 'c']
  for (const [at, key, wanted] of [
    ['a', 'ArrowDown', 'b'],
    ['c', 'ArrowDown', 'c'],
    ['c', 'ArrowUp', 'b'],
    ['a', 'ArrowUp', 'a'],
    ['b', 'Home', 'a'],
    ['b', 'End', 'c'],
    ['b', 'x', undefined],
    ['b', 'toString', undefined],
    // Within an entry, such as a button of an open station.
    ['inside', 'ArrowDown', undefined],
  ] as const)
    it(`goes from ${at} by ${key} to ${wanted ?? 'nowhere'}`, () => {
      expect(entryFrom(entries, at as string, key)).to.equal(wanted)
    })

  const lines = (...ids: string[]) => ids.map((station) => ({ station: { station } }) as StationLine)
  for (const [reached, station, shown, wanted] of [
    [undefined, undefined, ['keuruu', 'multia'], 'keuruu'],
    [undefined, 'multia', ['keuruu', 'multia'], 'multia'],
    ['keuruu', 'multia', ['keuruu', 'multia'], 'keuruu'],
    // Filtered away by the search.
    ['keuruu', 'multia', ['multia'], 'multia'],
    ['keuruu', undefined, ['laukaa'], 'laukaa'],
    ['keuruu', undefined, [], undefined],
  ] as const)
    it(`stops at ${wanted ?? 'nothing'} of ${shown.join(', ') || 'none'}, last at ${reached}, ${station} open`, () => {
      expect(tabStop(lines(...shown), { reached, station })).to.equal(wanted)
    })
})
