/** A moment of the past is shown by the registers as they read then; of those without a history it is told what has changed. */
import { expect } from 'chai'
import type { RecordedMoment } from '../../src/contract/recording.ts'
import type { ReadinessPeriod } from '../../src/domain/readiness.ts'
import { saveUnits } from '../../src/store/county.ts'
import { noteRegisterChange } from '../../src/store/decisions.ts'
import { listStationRecords, saveStationRecords } from '../../src/store/readiness.ts'
import { adoptDecision } from '../../src/usecases/adopt-decision.ts'
import { importReadiness } from '../../src/usecases/edit-readiness.ts'
import { keepKeyframes } from '../../src/usecases/keep-keyframes.ts'
import { loadReference } from '../../src/usecases/reference.ts'
import {
  aDecision,
  aTarget,
  county,
  created,
  iso,
  noon,
  places,
  type SmallWorld,
  status,
} from '../usecases/small-world.ts'
import { flightOf, livingBoard, recordedWorld } from './recorded-stream.ts'

const minute = 60_000
const at = (minutes: number) => noon + minutes * minute
const edited = (minutes: number) => ({ at: at(minutes), by: 'pia', reason: 'why' })
const always: ReadinessPeriod = {
  ...{ id: 'mid-ems', station: 'mid', service: 'ems', slot: '1', kind: '24/7', unitTypes: ['als'] },
  ...{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00', validFrom: '2020-01-01' },
  ...{ dateConfirmed: true, demo: false },
}
const installed: ReadinessPeriod = { ...always, id: 'other', validFrom: '2019-01-01', validTo: '2019-06-01' }

/** What is changed when, in minutes after noon; the task stays open all the while. */
const changes: readonly [minutes: number, work: (world: SmallWorld) => Promise<unknown>][] = [
  [
    10,
    ({ db }) =>
      adoptDecision(
        db,
        county,
        { decision: aDecision({ targets: [aTarget({ withinSeconds: 900 })] }) },
        { at: at(10), by: 'mia' },
      ),
  ],
  [20, ({ db }) => importReadiness(db, county, [always], edited(20))],
  [
    30,
    async ({ db }) => {
      const [mid] = await listStationRecords(db, county)
      await saveStationRecords(db, county, [{ ...mid!, name: 'Moved', place: places.rural }], edited(30))
    },
  ],
  [
    40,
    async ({ db }) => {
      const unit = { unit: 'E1', service: 'ems' as const, demo: false }
      await saveUnits(db, county, [{ ...unit, type: 'bls', validFrom: '2026-11-22' }])
      await noteRegisterChange(db, county, 'units', at(40))
    },
  ],
]

describe('the registers of a moment of the past', () => {
  let flight: ReturnType<typeof flightOf>
  const clock = { now: noon }

  before(async function () {
    this.timeout(60_000)
    const world = await recordedWorld()
    await importReadiness(world.db, county, [installed], edited(-60))
    const living = await livingBoard(world, clock)
    await keepKeyframes(world.db, world.reference, noon - 1)
    const alerted = status('E9', 'alerted', noon - 1000, 't1')
    await living.recorder.record([
      created('t1', noon - 5000, { origin: 'emergency-centre', place: places.core }),
      { ...alerted, unitType: 'als' },
    ])
    for (const [, work] of changes) await work(world)
    clock.now = at(24 * 60)
    const reference = await loadReference(world.db, county)
    flight = flightOf(world, { ...living, reference: () => reference })
  })
  after(() => flight?.stop())

  const momentAt = (minutes: number): Promise<RecordedMoment> => flight.desk.moment(at(minutes), 'tester')

  const rows: [minutes: number, limit: number, crews: number, station: string, changed: string[]][] = [
    [1, 300, 0, 'Mid', ['units']],
    [9.99, 300, 0, 'Mid', ['units']],
    [10, 900, 0, 'Mid', ['units']],
    [20, 900, 1, 'Mid', ['units']],
    [30, 900, 1, 'Moved', ['units']],
    [40, 900, 1, 'Moved', []],
  ]
  for (const [minutes, limit, crews, station, changed] of rows)
    it(`judges by ${limit} s, with ${crews} crews promised at ${station}, ${minutes} minutes after noon`, async () => {
      const { situation, changedSince } = await momentAt(minutes)
      expect(situation.tasks[0]!.targets[0]!.withinSeconds).to.equal(limit)
      expect(situation.stations[0]!.name).to.equal(station)
      expect(situation.reach.find(({ service }) => service === 'ems')!.sources).to.equal(crews)
      expect(changedSince.map(({ register }) => register)).to.deep.equal(changed)
    })

  it('has units by the row of that date', async () => {
    const typeOf = async (minutes: number) =>
      (await momentAt(minutes)).situation.units.find(({ unit }) => unit === 'E1')!.type
    expect(await typeOf(41)).to.equal('als')
    expect(await typeOf(16 * 60)).to.equal('bls')
  })

  const ends: [from: number, to: number, reached: number, anew: boolean][] = [
    [1, 9, 9, false],
    [8, 17, 10, true],
    [12, 20, 20, true],
    [27, 36, 30, true],
    // Midnight in Helsinki.
    [715, 724, 720, true],
  ]
  for (const [from, to, reached, anew] of ends)
    it(`is played on from ${from} to ${reached} minutes${anew ? ', where it is to be turned to anew' : ''}`, async () => {
      const answer = await flight.desk.changes({ from: at(from), to: at(to) }, 'tester')
      expect(answer.to).to.equal(iso(at(reached)))
      expect(answer.anewAt).to.equal(anew ? answer.to : undefined)
    })
})
