/** A unit register is taken whole or not at all, with the rows that were there before ended where it begins. */
import { expect } from 'chai'
import { VasteError } from '../../src/domain/error.ts'
import type { RegisteredUnit } from '../../src/domain/registered-unit.ts'
import { listUnits, saveUnits } from '../../src/store/county.ts'
import { checkUnits, importUnits } from '../../src/usecases/import-units.ts'
import { loadReference } from '../../src/usecases/reference.ts'
import { county, type SmallWorld, smallWorld } from './small-world.ts'

describe('importing units', () => {
  let world: SmallWorld
  let serial = 1

  beforeEach(async function () {
    this.timeout(60_000)
    world = await smallWorld()
    serial = 1
  })

  const line = (unit: string, change: Partial<RegisteredUnit> = {}): RegisteredUnit => ({
    ...{ line: ++serial, unit, type: 'als' as const, service: 'ems' as const },
    ...change,
  })
  const add = (...lines: RegisteredUnit[]) => importUnits(world.db, world.reference, lines)
  const rows = async () =>
    (await listUnits(world.db, county)).map(({ unit, type, validFrom, validTo }) =>
      [unit, type, validFrom, validTo].map((value) => value ?? '-').join(' '),
    )

  it('saves type, service, station and owner; what is this county is no owner', async () => {
    await add(
      line('E1', { station: 'Mid', owner: 'SMALL' }),
      line('E2', { station: 'mid', owner: county }),
      line('R1', { type: 'rescue-unit', service: 'rescue', owner: '06', station: 'Tampere' }),
    )
    expect(await listUnits(world.db, county)).to.deep.equal([
      { unit: 'E1', type: 'als', service: 'ems', station: 'mid', demo: false },
      { unit: 'E2', type: 'als', service: 'ems', station: 'mid', demo: false },
      { unit: 'R1', type: 'rescue-unit', service: 'rescue', owner: '06', demo: false },
    ])
  })

  it('keeps a call sign that changed its type, and answers by date', async () => {
    const lines = [
      line('E1', { type: 'bls', validTo: '2025-01-01' }),
      line('E1', { type: 'als', validFrom: '2025-01-01' }),
    ]
    await add(...lines)
    expect(await rows()).to.deep.equal(['E1 bls - 2025-01-01', 'E1 als 2025-01-01 -'])
    const { typeOf } = await loadReference(world.db, county)
    const typeOn = (date: string) =>
      typeOf({ unit: 'E1', status: 'alerted', statusAt: 0, alertedAt: Date.parse(`${date}T10:00:00Z`) })
    expect(typeOn('2024-12-31')).to.equal('bls')
    expect(typeOn('2025-01-01')).to.equal('als')
    await add(...lines)
    expect(await rows(), 'importing it again changes nothing').to.have.length(2)
  })

  it('ends a row that was there where a line begins, and replaces one of the same first day', async () => {
    const old = { unit: 'E1', type: 'bls' as const, service: 'ems' as const, demo: false }
    await saveUnits(world.db, county, [old, { ...old, unit: 'E2' }, { ...old, unit: 'E3' }])
    const { ended } = await add(
      line('E1', { validFrom: '2026-06-01' }),
      line('E1', { type: 'assessment', validFrom: '2025-01-01', validTo: '2026-06-01' }),
      line('E2'),
    )
    expect(ended.map(({ unit, validTo }) => [unit, validTo])).to.deep.equal([['E1', '2025-01-01']])
    expect(await rows()).to.deep.equal([
      'E1 bls - 2025-01-01',
      'E1 assessment 2025-01-01 2026-06-01',
      'E1 als 2026-06-01 -',
      'E2 als - -',
      'E3 bls - -',
    ])
  })

  const cases: [title: string, lines: () => RegisteredUnit[], sentence: RegExp][] = [
    [
      'a station that the county does not have',
      () => [line('E1', { station: 'Moon' })],
      /line 2: found station 'Moon', which the county does not have; expected one of mid, or its name$/,
    ],
    [
      'two rows for one day',
      () => [line('E1', { validTo: '2025-02-01' }), line('E1', { type: 'bls', validFrom: '2025-01-01' })],
      /line 3: 'E1' is on line 2 too, to 2025-02-01 \(not included\); expected one row for each day, here from 2025-01-01 on/,
    ],
    [
      'a row over one that begins later',
      () => [line('E9', { validFrom: '2024-01-01' })],
      /line 2: 'E9' is in the register already from 2025-01-01 on; expected a line that begins the same day/,
    ],
  ]
  for (const [title, lines, sentence] of cases)
    it(`refuses ${title}, and saves nothing`, async () => {
      const late = { unit: 'E9', type: 'bls' as const, service: 'ems' as const, demo: false }
      await saveUnits(world.db, county, [{ ...late, validFrom: '2025-01-01' }])
      const wrong = lines()
      const fault = await add(...wrong, line('E5')).catch((found: unknown) => found)
      expect(fault).to.be.instanceOf(VasteError)
      expect((fault as VasteError).message).to.match(
        /^1 lines are refused and nothing was saved, the first of them /,
      )
      expect((fault as VasteError).message).to.match(sentence)
      expect(await rows()).to.deep.equal(['E9 bls 2025-01-01 -'])
      const { units, refused } = await checkUnits(world.db, world.reference, [...wrong, line('E5')])
      expect(units.length + refused.length, 'every line is accounted for').to.equal(wrong.length + 1)
    })

  it('counts a line that says the same as one before once', async () => {
    const summary = await add(line('E1'), line('E1'), line('E2'))
    expect(summary).to.include({ repeated: 1 })
    expect(summary.units).to.have.length(2)
  })
})
