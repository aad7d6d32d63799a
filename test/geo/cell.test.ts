/** Which cell has a point, and do keys and ids name it without doubt? */
import { expect } from 'chai'
import fc from 'fast-check'
import { cellAt, cellCentre, cellFromKey, cellId, cellKey, cellRing, parseCellId } from '../../geo/cell.ts'

const jyvaskyla = { e: 434, n: 6901 }

describe('cell', () => {
  const points: readonly [east: number, north: number, e: number, n: number, what: string][] = [
    [434_800, 6_901_500, 434, 6901, 'inside'],
    [434_000, 6_901_000, 434, 6901, 'on its south-west corner'],
    [435_000, 6_901_500, 435, 6901, 'on its east border: the next cell'],
    [434_500, 6_902_000, 434, 6902, 'on its north border: the next cell'],
    [434_999.999, 6_901_999.999, 434, 6901, 'a millimetre inside'],
    [-0.5, 0, -1, 0, 'west of the origin'],
  ]
  for (const [east, north, e, n, what] of points) {
    it(`has a point ${what} (trap 37)`, () => expect(cellAt({ east, north })).deep.equal({ e, n }))
  }

  it('has a key of its own that leads back to it', () => {
    const whole = fc.integer({ min: -32_768, max: 32_767 })
    fc.assert(
      fc.property(whole, whole, (e, n) => {
        const key = cellKey({ e, n })
        expect(key | 0).equal(key)
        expect(cellFromKey(key)).deep.equal({ e, n })
      }),
    )
  })

  it('sorts keys from south to north, then west to east', () => {
    expect(cellKey({ e: 700, n: 6900 })).below(cellKey({ e: 60, n: 6901 }))
    expect(cellKey({ e: 433, n: 6901 })).below(cellKey(jyvaskyla))
  })

  it('has its centre in itself and a closed ring around it', () => {
    expect(cellCentre(jyvaskyla)).deep.equal({ east: 434_500, north: 6_901_500 })
    const ring = cellRing(jyvaskyla)
    expect(ring).have.length(5)
    expect(ring[0]).deep.equal([434_000, 6_901_000])
    expect(ring[2]).deep.equal([435_000, 6_902_000])
    expect(ring[4]).deep.equal(ring[0])
  })

  for (const id of [
    '1kmN6901E434',
    'N6901E434',
    '1kmE434N6901',
    '434 6901',
    '434;6901',
    '434000/6901000',
    ' 434_6901 ',
  ]) {
    it(`is read from "${id}"`, () => expect(parseCellId(id)).deep.equal(jyvaskyla))
  }
  for (const id of ['', '5kmN6901E434', '6901 434', '434500/6901000', '434', 'I-7', '1kmN690E434']) {
    it(`is not read from "${id}"`, () => expect(parseCellId(id)).equal(undefined))
  }
  it('writes the id that it reads', () => expect(parseCellId(cellId(jyvaskyla))).deep.equal(jyvaskyla))
})
