/** Reference data is installed once, versioned by date, and refused with a sentence when it contradicts itself. */
import { expect } from 'chai'
import { keskiSuomi } from '../../geo/keski-suomi/region.ts'
import { VasteError } from '../../src/domain/error.ts'
import type { ServiceLevelDecision } from '../../src/domain/service-level-decision.ts'
import { listDecisions } from '../../src/store/decisions.ts'
import { listZoneVersions } from '../../src/store/zones.ts'
import { adoptDecision, readDecision } from '../../src/usecases/adopt-decision.ts'
import { importEmsZones } from '../../src/usecases/import-ems-zones.ts'
import { ensureCounty, installCounty } from '../../src/usecases/install-county.ts'
import { loadReference } from '../../src/usecases/reference.ts'
import { aDecision, aTarget, county, noon, places, type SmallWorld, smallWorld } from './small-world.ts'

async function fault(work: Promise<unknown>): Promise<VasteError> {
  const found = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(found, 'a VasteError').to.be.instanceOf(VasteError)
  return found as VasteError
}

describe('reference data', () => {
  let world: SmallWorld
  const adopt = (decision: ServiceLevelDecision) =>
    adoptDecision(world.db, county, { decision }, { at: noon, by: 'test' })

  before(async function () {
    this.timeout(60_000)
    world = await smallWorld()
  })

  beforeEach(async () => {
    world = await smallWorld({ decisions: [aDecision({ validTo: '2027-01-01' })] })
  })

  it('installs a county once: what was imported since stays', async () => {
    const content = { timeZone: 'Europe/Helsinki', zones: [], units: [] }
    const region = { ...keskiSuomi, county }
    await adopt(aDecision({ id: 'next', validFrom: '2027-01-01' }))
    expect(await installCounty(world.db, { ...content, region, decisions: [] }, noon)).to.equal(false)
    const { county: found, decisions, municipalities } = await loadReference(world.db, county)
    expect(found.name.en).to.equal('Small')
    expect(decisions.map(({ id }) => id)).to.deep.equal(['first', 'next'])
    expect(municipalities).to.have.length(2)
  })

  it('makes a county without an area once, and never changes one that is there', async () => {
    await ensureCounty(world.db, 'sample', 'America/Los_Angeles')
    await ensureCounty(world.db, 'sample', 'Europe/Helsinki')
    await ensureCounty(world.db, county, 'America/Los_Angeles')
    expect((await loadReference(world.db, 'sample')).calendar.zone).to.equal('America/Los_Angeles')
    expect((await loadReference(world.db, county)).calendar.zone).to.equal('Europe/Helsinki')
    expect(await fault(loadReference(world.db, 'none'))).to.include({ code: 'not-found' })
  })

  describe('refuses a decision', () => {
    const cases: [title: string, change: object, code: string, sentence: RegExp][] = [
      [
        'that overlaps',
        { id: 'b', validFrom: '2026-12-31' },
        'conflict',
        /'b' .*overlaps 'first' .*2027-01-01/,
      ],
      [
        'for a zone that is not in its system',
        { id: 'b', validFrom: '2027-01-01', targets: [aTarget({ zone: 'moon' })] },
        'invalid',
        /zone 'moon' of system 'ems-area'; expected one of core-urban, other-urban, rural or 'all'/,
      ],
      [
        'for a zone of a system nobody imported',
        { id: 'b', validFrom: '2027-01-01', zoneSystem: 'grid', targets: [aTarget({ zone: 'I' })] },
        'invalid',
        /expected 'all', as no such zone system is imported/,
      ],
    ]
    for (const [title, change, code, sentence] of cases)
      it(title, async () => {
        const found = await fault(adopt(aDecision(change)))
        expect(found.code).to.equal(code)
        expect(found.message).to.match(sentence)
        expect(await listDecisions(world.db, county)).to.have.length(1)
      })

    const files: [title: string, input: unknown, sentence: RegExp][] = [
      ['that is no object', [], /the item: expected object, found a list of 0/],
      [
        'that ends before it begins',
        aDecision({ validTo: '2019-01-01' }),
        /validTo: expected validTo to be after/,
      ],
      ['without targets', aDecision({ targets: [] }), /targets: .*found a list of 0/],
      [
        'whose measure nobody qualifies for',
        aDecision({ qualifyingUnits: { ambulance: 'any' } }),
        /expected qualifyingUnits for every measure/,
      ],
      ['with a field of its own', { ...aDecision(), minutes: 8 }, /[Uu]nrecognized key.*minutes/],
      [
        'with a share above one',
        aDecision({ targets: [aTarget({ requiredShare: 90 })] }),
        /requiredShare.*found 90/,
      ],
    ]
    for (const [title, input, sentence] of files)
      it(`${title}, when it is read`, () => {
        expect(() => readDecision(input)).to.throw(VasteError, sentence)
      })
  })

  it('takes a decision into use again under its own id, and another after its last day', async () => {
    await adopt(aDecision({ validTo: '2026-12-01', source: 'mended' }))
    await adopt(aDecision({ id: 'next', validFrom: '2026-12-01' }))
    const decisions = await listDecisions(world.db, county)
    expect(decisions.map(({ id, source }) => [id, source])).to.deep.equal([
      ['first', 'mended'],
      ['next', 'test'],
    ])
  })

  it('imports a release of EMS zones from its first day on; the one before ends then', async () => {
    const urban = [
      { e: 436, n: 6900, areaClass: 'core-urban' },
      { e: 430, n: 6900, areaClass: 'other-urban' },
      { e: 900, n: 7000, areaClass: 'core-urban' },
    ]
    const release = { version: 'new', validFrom: '2026-12-01', urban }
    const counts = await importEmsZones(world.db, world.reference, release)
    expect(counts).to.include({ 'core-urban': 1, 'other-urban': 1 })
    const reference = await loadReference(world.db, county)
    const classOn = (on: string, place = places.core) => reference.zoneOf('ems-area', { place }, on)
    expect(classOn('2026-11-30')).to.include({ kind: 'class', id: 'core-urban' })
    expect(classOn('2026-12-01')).to.include({ kind: 'class', id: 'other-urban' })
    expect(classOn('2026-12-01', places.rural)).to.include({ kind: 'class', id: 'core-urban' })
    const spans = (await listZoneVersions(world.db, county)).map(({ version, validFrom, validTo }) => [
      version,
      validFrom,
      validTo,
    ])
    expect(spans).to.deep.equal([
      ['syke-2021-2022', '2018-01-01', '2026-12-01'],
      ['new', '2026-12-01', undefined],
    ])
    await importEmsZones(world.db, reference, release)
    expect(await listZoneVersions(world.db, county), 'importing it again changes nothing').to.have.length(2)
  })

  it('refuses a release that does not cover the county', async () => {
    const urban = [{ e: 900, n: 7000, areaClass: 'core-urban' }]
    const found = await fault(
      importEmsZones(world.db, world.reference, { version: 'x', validFrom: '2026-12-01', urban }),
    )
    expect(found.message).to.match(/no urban cell in county 'small'; expected one that covers it/)
  })
})
