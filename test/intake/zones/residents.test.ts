/** How many live in each cell, where the file tells, and where it tells nothing or hides few? */
import { expect } from 'chai'
import type { PolygonFeature } from '../../../src/intake/zones/polygon-layer.ts'
import { residentTenths } from '../../../src/intake/zones/residents.ts'
import { box } from './tiny-files.ts'

/** Two cells side by side; the western one is all urban. */
const cells = [0, 1].map((e) => ({ e: 400 + e, n: 6900, municipality: 0 }))
const urban = (inhabitants: string | number | null, column = 'Vaesto21Lk'): PolygonFeature => ({
  properties: { TaajNimi: 'x', [column]: inhabitants },
  polygons: [[box(400_000, 6_900_000, 401_000, 6_901_000)]],
})
const residents = (inhabitants: string | number | null, column?: string) =>
  residentTenths({ cells, urbanAreas: [urban(inhabitants, column)], totals: [100] }).map(
    (tenth) => tenth / 10,
  )

describe('residents of cells', () => {
  it('are those of the urban area in it, and the rest of the municipality outside', () => {
    expect(residents(80)).to.deep.equal([80, 20])
  })

  it('are nobody where the file says nobody', () => {
    expect(residents(0)).to.deep.equal([0, 100])
  })

  for (const [title, inhabitants, column] of [
    ['a suppressed figure, -1 (trap 41)', -1],
    ['a figure that is not told', null],
    ['a figure in words', 'few'],
    ['no such column', 80, 'Asukkaat'],
  ] as const)
    it(`are part of what is left of the municipality, not nobody and never fewer: ${title}`, () => {
      expect(residents(inhabitants, column)).to.deep.equal([50, 50])
    })
})
