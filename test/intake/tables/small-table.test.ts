/** Are the small tables of spreadsheets read alike, whatever they were saved as? */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { readRiskCells } from '../../../src/intake/risk-cells/read-risk-cells.ts'
import { columnIn, linesAsSentence, readSmallTable } from '../../../src/intake/tables/small-table.ts'
import { readUnits } from '../../../src/intake/units/read-units.ts'
import { aWorkbook, date, serial } from '../tasks/workbook.ts'

describe('a small table', () => {
  let folder = ''
  const path = () => join(folder, 'table')
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vaste-table-'))
  })
  after(() => rm(folder, { recursive: true }))

  const saved: [what: string, content: string | Uint8Array][] = [
    ['semicolons', 'nimi;arvo\nÄhtäri;1,5\n'],
    ['commas', 'nimi,arvo\nÄhtäri,"1,5"\n'],
    ['tabs', 'nimi\tarvo\nÄhtäri\t1,5\n'],
    ['line ends of Windows and a byte order mark', '\uFEFFnimi;arvo\r\nÄhtäri;1,5\r\n'],
    ['Windows-1252', Buffer.from('nimi;arvo\nÄhtäri;1,5\n', 'latin1')],
    [
      'an XLSX file',
      aWorkbook([
        ['nimi', 'arvo'],
        ['Ähtäri', '1,5'],
      ]),
    ],
  ]
  for (const [what, content] of saved)
    it(`is read from ${what}`, async () => {
      await writeFile(path(), content)
      const { header, rows } = await readSmallTable(path())
      expect(header).to.deep.equal(['nimi', 'arvo'])
      expect(rows.map(({ line, cells }) => [line, ...cells])).to.deep.equal([[2, 'Ähtäri', '1,5']])
    })

  it('finds a column by any known name, whatever its case and signs', () => {
    const header = ['Voimassa alkaen', 'call-sign', 'X']
    expect(columnIn(header, ['from', 'voimassa_alkaen'])).to.equal(0)
    expect(columnIn(header, ['unit', 'call_sign'])).to.equal(1)
    expect(columnIn(header, ['unit'])).to.equal(undefined)
    expect(columnIn(header, ['unit'], 'x')).to.equal(2)
    expect(() => columnIn(header, ['unit'], 'y')).to.throw(
      /^found no column "y"; the file has "Voimassa alkaen"/,
    )
  })

  it('tells of the first refused lines, and how many more there are', () => {
    const refused = [2, 3, 4].map((line) => ({ line, reason: 'no' }))
    expect(linesAsSentence(refused, 2)).to.equal('line 2: no; line 3: no; and 1 more')
    expect(linesAsSentence(refused, 3)).to.equal('line 2: no; line 3: no; line 4: no')
  })

  it('of units may come as a workbook, with days that are dates', async () => {
    await writeFile(
      path(),
      aWorkbook([
        ['Kutsutunnus', 'Tyyppi', 'Palvelu', 'Alkaen', 'Asti'],
        ['EKS 111', 'Hoitotaso', 'Ensihoito', date(serial('2025-01-01T00:00:00')), '31.12.2025'],
      ]),
    )
    const { units, refused } = await readUnits(path())
    expect(refused).to.deep.equal([])
    expect(units[0]).to.include({ unit: 'EKS 111', validFrom: '2025-01-01', validTo: '2026-01-01' })
  })

  it('of risk cells may come as a workbook, with numbers that are numbers', async () => {
    await writeFile(
      path(),
      aWorkbook([
        ['x', 'y', 'riskiluokka'],
        [434_000, 6_901_000, 1],
      ]),
    )
    expect((await readRiskCells(path())).content).to.deep.equal({
      shape: 'cells',
      cells: [{ e: 434, n: 6901, class: 'I' }],
    })
  })
})
