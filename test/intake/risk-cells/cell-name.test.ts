/** Is a cell of the lattice read from every way it is written, and told apart from other systems? */
import { expect } from 'chai'
import { cellOfPair, cellOfText } from '../../../src/intake/risk-cells/cell-name.ts'
import { riskClassOf } from '../../../src/intake/risk-cells/risk-class.ts'

const jyvaskyla = { cell: { e: 434, n: 6901 } }

describe('the cell of a risk table', () => {
  for (const text of [
    ...['1kmN6901E434', 'N6901E434', 'E434N6901', '434 6901', '434;6901', '434000/6901000'],
    ...['434500/6901500', '434500 6901500', '434500,0 6901500,0'],
  ])
    it(`is read from '${text}'`, () => expect(cellOfText(text)).to.deep.equal(jyvaskyla))

  for (const [east, north] of [
    ['434', '6901'],
    ['434000', '6901000'],
    ['434500', '6901500'],
    ['434000,0', '6901000,0'],
    [' 434000.0', '6901000.0 '],
  ])
    it(`is read from east ${east} and north ${north}`, () =>
      expect(cellOfPair(east!, north!)).to.deep.equal(jyvaskyla))

  const faults: [what: string, pair: [string, string], sentence: RegExp][] = [
    ['KKJ', ['3434800', '6904300'], /^found 3434800, 6904300, which are of the old Finnish KKJ/],
    ['degrees (trap 36)', ['25.747', '62.242'], /^found 25\.747, 62\.242, which are degrees; expected/],
    ['degrees with a decimal comma', ['62,242', '25,747'], /which are degrees/],
    [
      'north before east (trap 36)',
      ['6901000', '434000'],
      /^found 6901000, 434000, which have north before east/,
    ],
    ['a point that is no corner', ['434100', '6901000'], /neither the south-west corner nor the middle/],
    ['a corner in one and the middle in the other', ['434000', '6901500'], /neither/],
    ['a place outside Finland', ['434', '5901'], /which is not in Finland/],
    ['nothing', ['', '6901'], /^found ', 6901'; expected a 1 km cell/],
    ['words', ['east', '6901'], /^found 'east, 6901'; expected/],
  ]
  for (const [what, [east, north], sentence] of faults)
    it(`is not read from ${what}`, () => expect(cellOfPair(east, north)).property('fault').to.match(sentence))

  it('is not read from an id of some owner', () =>
    expect(cellOfText('JKL-1234'))
      .property('fault')
      .to.match(/^found the id 'JKL-1234'; .*come as polygons/))
})

describe('the class of a risk cell', () => {
  const cases: [text: string | number | null, id: string | undefined][] = [
    ...(['1', 1, 'I', 'i', 'Riskiluokka I', 'riskiluokka 1', 'Riskklass I', '1.0', ' I '] as const).map(
      (text): [string | number, string] => [text, 'I'],
    ),
    ...[['2', 'II'] as [string, string], ['III', 'III'] as [string, string], [4, 'IV'] as [number, string]],
    ...(['5', '0', 'V', 'IIII', '', null, '-1', 'I-II', 'core-urban', 'Ydintaajama', 'A'] as const).map(
      (text): [string | null, undefined] => [text, undefined],
    ),
  ]
  for (const [text, id] of cases)
    it(`${JSON.stringify(text)} is ${id ?? 'none (trap 43)'}`, () => expect(riskClassOf(text)).to.equal(id))
})
