/** Turned back to any instant, the board is what it was: the same frame, by its hash, whatever came late, twice or wrong. */
import { expect } from 'chai'
import { applyChanges, type Board, boardFrom } from '../../dashboards/board/state.ts'
import type { Situation } from '../../src/contract/situation.ts'
import type { VasteError } from '../../src/domain/error.ts'
import { listAccesses } from '../../src/store/recording-access.ts'
import { forgetOldPlaces } from '../../src/usecases/forget-places.ts'
import { aDecision, aTarget, county, noon, type SmallWorld, smallWorld } from '../usecases/small-world.ts'
import { canonical, frameHash, type RecordedStream, recordedStream } from './recorded-stream.ts'

const instants = 60
const minute = 60_000

describe('flight recorder', () => {
  let world: SmallWorld
  let stream: RecordedStream
  const nearby: [from: number, to: number][] = []

  before(async function () {
    this.timeout(240_000)
    const targets = [
      aTarget(),
      aTarget({ measure: 'ambulance', withinSeconds: 900 }),
      aTarget({ urgencies: ['C'] }),
    ]
    world = await smallWorld({ decisions: [aDecision({ targets })] })
    stream = await recordedStream(world, 11, instants)
    const times = stream.frames.map(({ at }) => at)
    for (const [i, at] of times.entries()) {
      const to = times.slice(i + 1).findLast((later) => later - at <= 10 * minute)
      if (to !== undefined) nearby.push([at, to])
    }
  })

  it('draws from a stream with everything in it', () => {
    const { accepted, duplicate, refused, late, alarms } = stream.counts
    for (const count of [accepted, duplicate, refused, late, alarms]) expect(count).to.be.greaterThan(5)
  })

  it(`rebuilds each of ${instants} instants as it was`, async function () {
    this.timeout(120_000)
    for (const { at, followed, started } of stream.frames) {
      const { situation } = await stream.flight.moment(at, 'tester')
      expect(frameHash(situation, false), `at ${at - noon} ms, as followed`).to.equal(followed)
      expect(frameHash(situation), `at ${at - noon} ms, as started`).to.equal(started)
    }
  })

  it('plays on from one instant to the next as the boards were told', async function () {
    this.timeout(120_000)
    expect(nearby.length).to.be.greaterThan(20)
    for (const [from, to] of nearby.slice(0, 25)) {
      const begun = await stream.flight.moment(from, 'tester')
      const { steps, to: reached } = await stream.flight.changes({ from, to }, 'tester')
      expect(Date.parse(reached)).to.equal(to)
      const played = steps.reduce(
        (board, { changes }) => applyChanges(board, changes, 0),
        boardFrom(begun.situation),
      )
      const there = await stream.flight.moment(to, 'tester')
      expect(things(played), `${from - noon} to ${to - noon}`).to.deep.equal(
        things(boardFrom(there.situation)),
      )
    }
  })

  it('says what it cannot tell: before the recording, in the future, over too long', async () => {
    const { flight } = stream
    const faults = await Promise.all(
      [
        flight.moment(noon - 60 * minute, 'tester'),
        flight.moment(noon + 1e12, 'tester'),
        flight.changes({ from: noon, to: noon + 11 * minute }, 'tester'),
        flight.task('none', 'tester'),
      ].map((asked) =>
        asked.then(
          () => undefined,
          (fault: VasteError) => fault.code,
        ),
      ),
    )
    expect(faults).to.deep.equal(['not-found', 'invalid', 'invalid', 'not-found'])
  })

  it('marks the alarms, and tells when each thing of a task was known', async () => {
    const last = stream.frames.at(-1)!.at
    const { marks } = await stream.flight.marks({ from: noon, to: last })
    expect(marks.map(({ kind }) => kind)).to.include('missed')
    const missed = marks.find(({ kind }) => kind === 'missed')!
    const { moments } = await stream.flight.task(missed.subject, 'tester')
    expect(moments.length).to.be.greaterThan(1)
    expect(moments.some(({ at, receivedAt }) => Date.parse(receivedAt) - Date.parse(at) > 15_000)).to.equal(
      true,
    )
  })

  it('logs who looked at which span: one row for a sitting, one for each task', async () => {
    const rows = await listAccesses(world.db, county, 50)
    expect(new Set(rows.map(({ by }) => by))).to.deep.equal(new Set(['tester']))
    const at = stream.frames[5]!.at
    await stream.flight.moment(at, 'other')
    await stream.flight.moment(at + 1000, 'other')
    const own = (await listAccesses(world.db, county, 50)).filter(({ by }) => by === 'other')
    expect(own.map(({ from, to }) => [from, to])).to.deep.equal([[at, at + 1000]])
    const { accesses } = await stream.flight.accesses()
    expect(accesses[0]).to.deep.include({ by: 'other', from: new Date(at).toISOString() })
  })

  it('has no place of a unit from the time whose positions are no longer kept', async () => {
    const { at } = stream.frames[20]!
    const days = { placeDays: 30, streamDays: 7 }
    const units = async () => (await stream.flight.moment(at, 'tester')).situation.units
    expect((await units()).some(({ place }) => place)).to.equal(true)
    await forgetOldPlaces(world.db, world.reference, {
      ...days,
      now: stream.frames.at(-1)!.at + 8 * 24 * 60 * minute,
    })
    expect((await units()).some(({ place }) => place)).to.equal(false)
    expect((await units()).some(({ status }) => status)).to.equal(true)
  })
})

/** Without what is reckoned by the clock. */
function things({ tasks, units, stations, sources, alarms }: Board) {
  const shown = [...tasks.values()].map(({ expected: _e, arrivals: _a, outlook: _o, ...task }) => task)
  const rest: Partial<Situation> = {
    units: [...units.values()],
    stations: [...stations.values()],
    sources: [...sources.values()],
    alarms: [...alarms.values()],
  }
  return canonical({ ...rest, tasks: shown })
}
