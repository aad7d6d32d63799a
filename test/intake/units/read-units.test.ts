/** Does every line of a unit register end as a unit or refused, whatever words its makers use? */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { VasteError } from '../../../src/domain/error.ts'
import { unitTypes } from '../../../src/domain/vocabulary.ts'
import { readUnits } from '../../../src/intake/units/read-units.ts'
import { serviceOf, unitTypeOf } from '../../../src/intake/units/unit-words.ts'

describe('reading a unit register', () => {
  let folder = ''
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vaste-units-'))
  })
  after(() => rm(folder, { recursive: true }))

  async function read(text: string | Uint8Array, columns?: Parameters<typeof readUnits>[1]) {
    const file = join(folder, 'units.csv')
    await writeFile(file, text)
    return readUnits(file, columns)
  }

  it('by English names', async () => {
    const found = await read(
      'call sign,type,service,station,owner,valid from,valid to\n' +
        'EKS  111,als,ems,mid,,2025-01-01,2026-01-01\nRPI 1,rescue-unit,rescue,,06,,\n',
    )
    expect(found).to.deep.equal({
      read: 2,
      units: [
        {
          ...{ line: 2, unit: 'EKS 111', type: 'als', service: 'ems', station: 'mid' },
          ...{ validFrom: '2025-01-01', validTo: '2026-01-01' },
        },
        { line: 3, unit: 'RPI 1', type: 'rescue-unit', service: 'rescue', owner: '06' },
      ],
      refused: [],
    })
  })

  it('by Finnish names in Windows-1252, whose last day belongs to the row', async () => {
    const text =
      'Kutsutunnus;Tyyppi;Palvelu;Asema;Voimassa alkaen;Voimassa asti\r\n' +
      'EKS 111;Hoitotaso;Ensihoito;Jyväskylä;1.1.2025;31.12.2025\r\nRKS 11;Kärkiyksikkö;Pelastustoimi;;;\r\n'
    const { units, refused } = await read(Buffer.from(text, 'latin1'))
    expect(refused).to.deep.equal([])
    expect(units).to.deep.equal([
      {
        ...{ line: 2, unit: 'EKS 111', type: 'als', service: 'ems', station: 'Jyväskylä' },
        ...{ validFrom: '2025-01-01', validTo: '2026-01-01' },
      },
      { line: 3, unit: 'RKS 11', type: 'spearhead', service: 'rescue' },
    ])
  })

  it('by names that are told', async () => {
    const { units } = await read('a;b;c\nE1;bls;ems\n', { unit: 'A', type: 'b', service: 'c' })
    expect(units).to.deep.equal([{ line: 2, unit: 'E1', type: 'bls', service: 'ems' }])
  })

  const lines: [line: string, reason: RegExp][] = [
    [';als;ems;;', /^found call sign ''; expected 1 to 60/],
    [`${'x'.repeat(61)};als;ems;;`, /^found call sign 'xxx/],
    ['E1;taxi;ems;;', /^found type 'taxi'; expected first-response, bls, als/],
    ['E1;als;police;;', /^found service 'police'; expected ems or rescue/],
    ['E1;als', /^found service ''/],
    ['E1;als;ems;31.2.2025;', /^found first day '31\.2\.2025'; expected a date such as/],
    ['E1;als;ems;;soon', /^found end 'soon'; expected a date/],
    [
      'E1;als;ems;2025-02-01;2025-02-01',
      /^found 2025-02-01 to 2025-02-01 \(not included\); expected an end after/,
    ],
  ]
  for (const [line, reason] of lines)
    it(`refuses the line ${line.slice(0, 40)}`, async () => {
      const found = await read(`unit;type;service;valid_from;valid_to\nE9;als;ems;;\n\n${line}\n`)
      expect(found.units).to.have.length(1)
      expect(found.refused).to.have.length(1)
      expect(found.refused[0]!.line).to.equal(4)
      expect(found.refused[0]!.reason).to.match(reason)
      expect(found.read).to.equal(2)
    })

  it('refuses a table without the columns, and a column that is told but not there', async () => {
    const refusal = async (columns?: object) => {
      const fault = await read('unit;kind\nE1;als\n', columns).catch((found: unknown) => found)
      expect(fault).to.be.instanceOf(VasteError)
      return (fault as VasteError).message
    }
    expect(await refusal()).to.equal(
      'units.csv has no column of type, service by a known name: name it with --columns type=NAME; found "unit", "kind"',
    )
    expect(await refusal({ type: 'sort' })).to.equal('found no column "sort"; the file has "unit", "kind"')
  })

  it('knows every type by its own word and by those of registers', () => {
    for (const type of unitTypes) expect(unitTypeOf(type.toUpperCase()), type).to.equal(type)
    expect(unitTypeOf('Hoitotason ambulanssi')).to.equal('als')
    expect(unitTypeOf('Ensivaste')).to.equal('first-response')
    expect(unitTypeOf('lääkärihelikopteri')).to.equal('doctor-helicopter')
    expect(serviceOf('Räddningsväsendet')).to.equal('rescue')
    expect(serviceOf('')).to.equal(undefined)
  })
})
