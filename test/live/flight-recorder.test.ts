/** Turned back to any instant, the board is what it was: the same frame, by its hash, whatever came late, twice or wrong. */
import { expect } from 'chai'
import fc from 'fast-check'
import type { VasteError } from '../../src/domain/error.ts'
import { listAccesses } from '../../src/store/recording-access.ts'
import { forgetOldPlaces } from '../../src/usecases/forget-places.ts'
import { keepKeyframes } from '../../src/usecases/keep-keyframes.ts'
import { county, created, iso, noon, places, type SmallWorld, status } from '../usecases/small-world.ts'
import { playedOn, turnedTo } from './played-on.ts'
import { canonical, estimatesApart, followedHash, heldOverMs, wholeHash } from './recorded-frames.ts'
import {
  flightOf,
  livingBoard,
  type RecordedStream,
  recordedStream,
  recordedWorld,
} from './recorded-stream.ts'

const instants = 60
const minute = 60_000

describe('flight recorder', () => {
  let world: SmallWorld
  let stream: RecordedStream
  const nearby: [from: number, to: number][] = []

  before(async function () {
    this.timeout(240_000)
    world = await recordedWorld()
    stream = await recordedStream(world, 11, instants)
    const times = stream.frames.map(({ at }) => at)
    for (const [i, at] of times.entries()) {
      const to = times.slice(i + 1).findLast((later) => later - at <= 10 * minute)
      if (to !== undefined) nearby.push([at, to])
    }
  })

  after(() => stream?.stop())

  it('draws from a stream with everything in it', () => {
    for (const [name, count] of Object.entries(stream.counts)) expect(count, name).to.be.greaterThan(5)
  })

  it(`rebuilds each of ${instants} instants as it was`, async function () {
    this.timeout(120_000)
    for (const { at, followed, started } of stream.frames) {
      const { situation } = await stream.flight.moment(at, 'tester')
      const when = `at ${at - noon} ms`
      expect(wholeHash(situation), `${when}, as started`).to.equal(wholeHash(started))
      expect(followedHash(situation), `${when}, as followed`).to.equal(followedHash(followed))
      expect(estimatesApart(situation, followed), when).to.be.lessThan(heldOverMs)
    }
  })

  const shownAt = (at: number) => turnedTo(stream.flight, at)
  const played = (from: number, to: number, within = to) => playedOn(stream.flight, { from, to, within })

  it('plays on from one instant to the next as the boards were told', async function () {
    this.timeout(120_000)
    expect(nearby.length).to.be.greaterThan(20)
    let told = 0
    for (const [from, to] of nearby.slice(0, 15)) {
      const { ended, reaches } = await played(from, to)
      const there = await shownAt(to)
      if (wholeHash(ended) !== wholeHash(there))
        expect(canonical(ended), `${from - noon} to ${to - noon}`).to.deep.equal(canonical(there))
      told += reaches
    }
    expect(told, 'changes of reach').to.be.greaterThan(5)
  })

  it('shows at any second that is played to what is shown turned to it', async function () {
    this.timeout(240_000)
    const [first, last] = [stream.frames[0]!.at, stream.frames.at(-1)!.at]
    const second = fc.integer({ min: Math.ceil(first / 1000), max: Math.floor(last / 1000) - 900 })
    await fc.assert(
      fc.asyncProperty(second, fc.integer({ min: 1, max: 900 }), async (begun, seconds) => {
        const [from, within] = [begun * 1000, (begun + seconds) * 1000]
        const { midway } = await played(from, within + 120_000, within)
        const there = await shownAt(within)
        if (followedHash(midway) !== followedHash(there))
          expect(canonical(midway), `${from - noon} to ${within - noon}`).to.deep.equal(canonical(there))
        expect(estimatesApart(midway, there)).to.be.lessThan(heldOverMs)
      }),
      { numRuns: 15, seed: 5 },
    )
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

/** What a board held over from the last time it was told once stood in for what it would have shown. */
describe('alarms that could not be told', () => {
  it('are told by the estimates of that moment, as a board tells them that has moved its own on', async function () {
    this.timeout(60_000)
    const world = await recordedWorld()
    const clock = { now: noon }
    const living = await livingBoard(world, clock)
    await keepKeyframes(world.db, world.reference, noon - 1)
    const { rural, core } = places
    await living.recorder.record([
      created('t1', noon - 125_000, { origin: 'emergency-centre', place: core }),
      status('E9', 'alerted', noon - 120_000, 't1'),
      status('E9', 'en-route', noon - 1000, 't1'),
      { id: 'p', source: 'avl', kind: 'unit.position', at: iso(noon), unit: 'E9', place: rural },
    ])
    await living.look()
    const [task] = (await living.frames()).followed.tasks
    expect(task!.outlook?.state).to.equal('will-miss')
    // Its position is no longer fresh.
    clock.now += 100_000
    await living.look({ refreshed: false })
    expect(living.watch.views().alarmsWithheld).to.deep.equal([])
    await living.look()
    const withheld = [{ kind: 'will-miss', subject: 't1', reason: 'positions-late' }]
    expect(living.watch.views().alarmsWithheld).to.deep.equal(withheld)
    const flight = flightOf(world, living)
    const { situation } = await flight.desk.moment(clock.now, 'tester')
    await flight.stop()
    expect(situation.alarmsWithheld).to.deep.equal(withheld)
    expect(wholeHash(situation)).to.equal(wholeHash((await living.frames()).started))
  })
})
