/** Rescue's risk cells by version: in force by date, replaced by name, refused whole when they do not fit. */
import { expect } from 'chai'
import { cellRing } from '../../geo/cell.ts'
import { VasteError } from '../../src/domain/error.ts'
import type { RiskClassId, RiskContent } from '../../src/domain/risk-cells.ts'
import { listZoneVersions } from '../../src/store/zones.ts'
import { importEmsZones } from '../../src/usecases/import-ems-zones.ts'
import { checkRiskCells, importRiskCells, type RiskRelease } from '../../src/usecases/import-risk-cells.ts'
import { loadReference } from '../../src/usecases/reference.ts'
import { county, places, type SmallWorld, smallWorld } from './small-world.ts'

/** All 32 cells of the county in one class, but for some. */
function cellsOf(riskClass: RiskClassId, others: Readonly<Record<string, RiskClassId>> = {}): RiskContent {
  const cells = Array.from({ length: 32 }, (_, i) => ({ e: 430 + (i % 8), n: 6900 + Math.floor(i / 8) }))
  return {
    shape: 'cells',
    cells: cells.map((cell) => ({ ...cell, class: others[`${cell.e} ${cell.n}`] ?? riskClass })),
  }
}

const square = (id: string, e: number, riskClass: RiskClassId) => ({
  ...{ id, class: riskClass, polygons: [[cellRing({ e, n: 6900 })]] },
})
const release = (change: Partial<RiskRelease> = {}): RiskRelease => ({
  ...{ version: '2025', validFrom: '2025-01-01', source: 'test', content: cellsOf('III') },
  ...change,
})

describe('importing risk cells', () => {
  let world: SmallWorld

  beforeEach(async function () {
    this.timeout(60_000)
    world = await smallWorld()
  })

  const add = async (change: Partial<RiskRelease>) =>
    importRiskCells(world.db, await loadReference(world.db, county), release(change))
  const spans = async () =>
    (await listZoneVersions(world.db, county))
      .filter(({ system }) => system === 'rescue-risk')
      .map(({ version, shape, validFrom, validTo }) => [version, shape, validFrom, validTo])
  const classOn = async (on: string, place = places.core) =>
    (await loadReference(world.db, county)).zoneOf('rescue-risk', { place }, on)
  const refusal = async (work: Promise<unknown>) => {
    const found = await work.then(
      () => expect.fail('it was imported without a complaint'),
      (fault: unknown) => fault,
    )
    expect(found).to.be.instanceOf(VasteError)
    return found as VasteError
  }

  it('puts them in force on a day, and ends the version before on it', async () => {
    await add({})
    const summary = await add({
      version: '2026',
      validFrom: '2026-01-01',
      content: cellsOf('IV', { '430 6900': 'I', '432 6900': 'II' }),
    })
    expect(summary).to.deep.include({ counts: { I: 1, II: 1, III: 0, IV: 30 }, elsewhere: 0 })
    expect(summary).to.deep.include({ withoutClass: 0, gaps: [], validTo: undefined })
    expect(await spans()).to.deep.equal([
      ['2025', 'cells', '2025-01-01', '2026-01-01'],
      ['2026', 'cells', '2026-01-01', undefined],
    ])
    expect(await classOn('2025-12-31')).to.include({ kind: 'class', id: 'III', cell: '1kmN6900E430' })
    expect(await classOn('2026-01-01')).to.include({ kind: 'class', id: 'I', cell: '1kmN6900E430' })
  })

  it('replaces the version of the same name and changes nothing when imported again', async () => {
    await add({})
    await add({ content: cellsOf('II') })
    await add({ content: cellsOf('II') })
    expect(await spans()).to.deep.equal([['2025', 'cells', '2025-01-01', undefined]])
    expect(await classOn('2025-06-01')).to.include({ id: 'II' })
  })

  it('takes an older year after a newer one: it ends where that begins', async () => {
    await add({ version: '2026', validFrom: '2026-01-01', content: cellsOf('I') })
    expect(await add({})).to.include({ validTo: '2026-01-01' })
    expect(await classOn('2025-12-31')).to.include({ id: 'III' })
    expect(await classOn('2026-01-01')).to.include({ id: 'I' })
  })

  it('tells of days that no version would be in force on (trap 57)', async () => {
    await add({})
    await add({ version: '2026', validFrom: '2026-01-01' })
    const later = await add({ version: '2026', validFrom: '2026-03-01' })
    expect(later.gaps).to.deep.equal([{ from: '2026-01-01', to: '2026-03-01' }])
    const moved = await add({ version: '2026', validFrom: '2024-06-01' })
    expect(moved).to.deep.include({ validTo: '2025-01-01', gaps: [{ from: '2026-01-01' }] })
  })

  it('keeps polygons by their own ids', async () => {
    const zones = [square('R-17', 430, 'I'), square('R-18', 431, 'II')]
    const summary = await add({ content: { shape: 'polygons', zones } })
    expect(summary).to.deep.include({ counts: { I: 1, II: 1, III: 0, IV: 0 }, withoutClass: 30 })
    expect(await classOn('2025-06-01')).to.deep.include({ kind: 'class', id: 'I', cell: 'R-17' })
    expect(await classOn('2025-06-01', places.rural)).to.deep.equal({ kind: 'no-zone-class' })
  })

  it('leaves out what lies elsewhere, and says how many cells have no class', async () => {
    const content: RiskContent = {
      shape: 'cells',
      cells: [
        { e: 430, n: 6900, class: 'I' },
        { e: 300, n: 7000, class: 'II' },
      ],
    }
    expect(await add({ content })).to.deep.include({ elsewhere: 1, withoutClass: 31 })
    const zones = [square('in', 437, 'I'), square('beside', 438, 'I'), square('far', 500, 'I')]
    const polygons = await add({ content: { shape: 'polygons', zones } })
    // A task inside the border may lie in a cell of the next county that the border touches, but not in one beside it.
    expect(polygons.elsewhere).to.equal(2)
  })

  it('refuses what lies outside the county entirely, and keeps what was there', async () => {
    await add({})
    const content: RiskContent = { shape: 'cells', cells: [{ e: 300, n: 7000, class: 'I' }] }
    const found = await refusal(add({ version: 'x', validFrom: '2026-01-01', content }))
    expect(found).to.include({ code: 'invalid' })
    expect(found.message).to.match(/^none of the 1 risk cells lies in county 'small'; expected/)
    expect(await spans()).to.deep.equal([['2025', 'cells', '2025-01-01', undefined]])
  })

  it('refuses a second version of the same first day', async () => {
    await add({})
    const found = await refusal(add({ version: 'other' }))
    expect(found).to.include({ code: 'conflict' })
    expect(found.message).to.match(
      /^version '2025' of rescue-risk begins on 2025-01-01 too; expected another day/,
    )
  })

  it('only tells what it would do when it checks', async () => {
    const reference = await loadReference(world.db, county)
    expect(checkRiskCells(reference, release()).counts).to.include({ III: 32 })
    expect(await spans()).to.deep.equal([])
  })

  it('has nothing to do with the EMS area classes (trap 43)', async () => {
    const before = await classOn('2026-12-01')
    const urban = [{ e: 430, n: 6900, areaClass: 'core-urban' }]
    await importEmsZones(world.db, world.reference, { version: 'new', validFrom: '2026-12-01', urban })
    expect(await classOn('2026-12-01')).to.deep.equal(before)
    expect(before).to.deep.equal({ kind: 'no-zone-class' })
  })
})
