import { expect } from 'chai'
import { inOrder } from '../../dashboards/parts/table-view.ts'

describe('the order of a table', () => {
  const rows = [
    ['Äänekoski', 2],
    ['Keuruu', undefined],
    ['Multia', 10],
    ['Hankasalmi', 10],
  ] as const
  const names = (by: number, descending: boolean) =>
    inOrder(rows, { by, descending }, { language: 'fi' }).map(([name]) => name)

  it('puts numbers by size and texts by the language, empty cells last whichever end is first', () => {
    expect(names(1, true)).to.deep.equal(['Multia', 'Hankasalmi', 'Äänekoski', 'Keuruu'])
    expect(names(1, false)).to.deep.equal(['Äänekoski', 'Multia', 'Hankasalmi', 'Keuruu'])
    expect(names(0, false)).to.deep.equal(['Hankasalmi', 'Keuruu', 'Multia', 'Äänekoski'])
    expect(names(0, true)).to.deep.equal(['Äänekoski', 'Multia', 'Keuruu', 'Hankasalmi'])
  })
})
