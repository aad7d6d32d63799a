/** Reviews as events of our own: beside what was told, never in its place, and in step with every cache. */
import { expect } from 'chai'
import type { AskedReview } from '../../src/contract/anomalies.ts'
import { VasteError } from '../../src/domain/error.ts'
import { listSources } from '../../src/store/board-state.ts'
import { createAnomalyDesk } from '../../src/usecases/anomaly-desk.ts'
import { forgetOldPlaces } from '../../src/usecases/forget-places.ts'
import { rebuild } from '../../src/usecases/rebuild.ts'
import { showCompliance } from '../../src/usecases/show-compliance.ts'
import {
  cachesOf,
  contextOf,
  countRows,
  county,
  created,
  iso,
  noon,
  reached,
  type SmallWorld,
  smallWorld,
  status,
} from './small-world.ts'

const hour = 3_600_000
const minute = 60_000
const clean = { different: [], differentUnits: [], differentStations: [] }

/** Pressed 12 s after setting out; the target is 8:00. */
const forgotten = (task: string, at: number) => [
  created(task, at - minute),
  status(`E-${task}`, 'alerted', at, task),
  status(`E-${task}`, 'en-route', at + minute, task),
  status(`E-${task}`, 'at-scene', at + minute + 12_000, task),
  status(`E-${task}`, 'available', at + 50 * minute, task),
  { id: `${task}-end`, source: 'cad', kind: 'task.closed' as const, at: iso(at + hour), task },
]

describe('the review of a task', () => {
  let world: SmallWorld
  const desk = () =>
    createAnomalyDesk({
      db: world.db,
      recorder: world.recorder,
      reference: () => world.reference,
      now: () => world.now,
      demo: () => false,
    })
  const asked = (change: Partial<AskedReview>): AskedReview => ({
    ...{ action: 'confirm', reason: 'checked from the record', seenReviews: 0 },
    ...change,
  })
  const arrival = (seconds: number, change: Partial<AskedReview> = {}): AskedReview =>
    asked({
      ...{ action: 'correct', anomaly: 'forgotten-button', unit: 'E-t1', status: 'at-scene' },
      correctedAt: noon - 2 * hour + seconds * 1000,
      ...change,
    })
  const review = (change: AskedReview, by = 'first') => desk().review('t1', change, by)
  const verdictOf = async (id = 't1') => {
    const [first] = (await desk().task(id)).verdict
    return [first?.seconds ?? first?.excluded, first?.targets[0]?.state]
  }

  before(async function () {
    this.timeout(60_000)
    await smallWorld()
  })

  beforeEach(async () => {
    world = await smallWorld()
    await world.recorder.record([
      ...forgotten('t1', noon - 2 * hour),
      ...reached('t2', noon - 3 * hour, 300),
      ...forgotten('t3', noon - 40 * 24 * hour),
    ])
  })

  it('corrects a time: verdict, figures and queue follow, and the raw events stay as they were', async () => {
    const raw = () => world.db.query("select * from event where kind <> 'task.reviewed' order by seq")
    const before = await raw()
    expect(await verdictOf()).to.deep.equal([72, 'in-time'])
    const task = await review(arrival(601))
    expect(await verdictOf()).to.deep.equal([601, 'late'])
    expect(task.reviews).to.deep.equal([
      {
        ...{ at: iso(noon), by: 'first', action: 'correct', anomaly: 'forgotten-button', unit: 'E-t1' },
        ...{
          status: 'at-scene',
          correctedAt: iso(noon - 2 * hour + 601_000),
          reason: 'checked from the record',
        },
      },
    ])
    expect(task.told.filter(({ stands }) => !stands).map(({ status, at }) => [status, at])).to.deep.equal([
      ['at-scene', iso(noon - 2 * hour + 72_000)],
    ])
    expect(await raw()).to.deep.equal(before)
    const { rows } = showCompliance(
      { service: 'ems', from: '2026-11-01', to: '2026-12-01' },
      await contextOf(world),
    )
    const [row] = rows.filter(({ total }) => total > 0)
    expect(row).to.deep.include({ total: 2, used: 2 })
    expect(row!.flagged.corrected).to.equal(1)
    expect(row!.targets[0]!.inTime).to.equal(1)
  })

  it('tells the listeners once, after the commit, with the task judged anew', async () => {
    world.committed.length = 0
    await review(arrival(601))
    expect(world.committed).to.have.length(1)
    const [changes] = world.committed
    expect(changes!.tasks.map(({ task }) => task.id)).to.deep.equal(['t1'])
    expect(changes!.tasks[0]!.rows[0]).to.include({ seconds: 601 })
    expect(changes).to.deep.include({ units: [], stations: [], sources: [] })
    const { event } = await countRows(world.db)
    expect(changes!.end).to.deep.equal({ seq: event, receivedAt: noon })
  })

  it('is no source whose freshness is watched', async () => {
    await review(arrival(601))
    expect((await listSources(world.db, county)).map(({ source }) => source)).to.deep.equal(['cad'])
  })

  it('excludes the task with its own reason, and restores it to what it was', async () => {
    const before = await desk().task('t1')
    const excluded = await review(asked({ action: 'exclude' }))
    expect(await verdictOf()).to.deep.equal(['excluded-by-review', undefined])
    expect(excluded.anomalies.every(({ answered }) => answered)).to.equal(true)
    world.now += 1000
    const { reviews, ...restored } = await review(asked({ action: 'restore', seenReviews: 1 }))
    const { reviews: _none, ...unreviewed } = before
    expect(restored).to.deep.equal(unreviewed)
    expect(reviews.map(({ action }) => action)).to.deep.equal(['exclude', 'restore'])
  })

  it('confirms one thing, and leaves the queue', async () => {
    const open = async () => (await desk().list({ state: 'open', limit: 10 })).tasks.map(({ task }) => task)
    expect(await open()).to.deep.equal(['t1', 't3'])
    await review(asked({ anomaly: 'forgotten-button', unit: 'E-t1' }))
    expect(await open()).to.deep.equal(['t3'])
    expect(await verdictOf()).to.deep.equal([72, 'in-time'])
    const { tasks, total } = await desk().list({ state: 'reviewed', limit: 10 })
    expect([tasks.map(({ task }) => task), total]).to.deep.equal([['t1'], 1])
  })

  it('confirms a time in the repeated hour of autumn (trap 16)', async () => {
    await world.recorder.record(reached('night', Date.parse('2026-10-25T00:30:00Z'), 300))
    const answered = async () => (await desk().task('night')).anomalies.map(({ answered }) => answered)
    expect(await answered()).to.deep.equal([false])
    await desk().review('night', asked({ anomaly: 'clock-change', unit: 'E-night' }), 'first')
    expect(await answered()).to.deep.equal([true])
  })

  it('of two managers: the last stands, both are kept, and one who has not seen the other’s is told', async () => {
    await review(arrival(601), 'first')
    const stale = await review(arrival(300), 'second').catch((fault: unknown) => fault)
    expect(stale).to.be.instanceOf(VasteError).and.to.include({ code: 'conflict' })
    expect((stale as VasteError).message).to.equal(
      "task 't1' has 1 reviews, of which 0 were seen; expected to look at the newest first",
    )
    expect(await verdictOf()).to.deep.equal([601, 'late'])
    // The same millisecond, and a clock that was set back: the order of saying holds.
    const { reviews } = await review(arrival(300, { seenReviews: 1 }), 'second')
    world.now -= hour
    await review(arrival(240, { seenReviews: 2 }), 'first')
    expect(reviews.map(({ by }) => by)).to.deep.equal(['first', 'second'])
    expect(await verdictOf()).to.deep.equal([240, 'in-time'])
  })

  it('of two at the very same time lets one through', async () => {
    const both = await Promise.allSettled([review(arrival(601), 'first'), review(arrival(300), 'second')])
    expect(both.map(({ status }) => status).sort()).to.deep.equal(['fulfilled', 'rejected'])
    expect((await desk().task('t1')).reviews).to.have.length(1)
  })

  it('stays in step with the messages that come meanwhile', async () => {
    const later = status('E-t9', 'alerted', noon - minute, 't1')
    await Promise.all([review(arrival(601)), world.recorder.record([later]), world.recorder.record([later])])
    const { units, reviews } = await desk().task('t1')
    expect([units.map(({ unit }) => unit), reviews.length]).to.deep.equal([['E-t1', 'E-t9'], 1])
    expect(await rebuild(world.db, world.reference, { check: true })).to.deep.include(clean)
  })

  it('survives a rebuild and the forgetting of places', async () => {
    await review(arrival(601))
    await desk().review('t3', asked({ action: 'exclude' }), 'first')
    const caches = await cachesOf(world.db)
    expect(await rebuild(world.db, world.reference, { check: true })).to.deep.equal({ tasks: 3, ...clean })
    await world.db.script("update task set folded = '{}', open_anomalies = '{}'")
    await rebuild(world.db, world.reference, { check: false })
    expect(await cachesOf(world.db)).to.deep.equal(caches)
    await forgetOldPlaces(world.db, world.reference, { now: noon, placeDays: 30, streamDays: 7 })
    expect(await rebuild(world.db, world.reference, { check: true })).to.deep.equal({ tasks: 3, ...clean })
    expect(await verdictOf('t3')).to.deep.equal(['excluded-by-review', undefined])
    expect((await desk().task('t1')).reviews).to.have.length(1)
  })

  it('shows what it would change, and writes nothing', async () => {
    const before = await cachesOf(world.db)
    const rows = await countRows(world.db)
    const preview = await desk().preview('t1', arrival(601), 'first')
    const states = [preview.before, preview.after].map(({ verdict, anomalies }) => [
      verdict[0]!.seconds,
      verdict[0]!.targets[0]!.state,
      anomalies.map(({ kind }) => kind),
    ])
    expect(states).to.deep.equal([
      [72, 'in-time', ['forgotten-button']],
      [601, 'late', []],
    ])
    expect([await cachesOf(world.db), await countRows(world.db)]).to.deep.equal([before, rows])
  })

  const refused: [title: string, change: Partial<AskedReview>, sentence: RegExp][] = [
    ['of a unit that is not on the task', { unit: 'E-t2' }, /found unit 'E-t2', of which nothing is told/],
    ['to the future', { correctedAt: noon + 1 }, /expected a time that has been/],
    ['to 1970', { correctedAt: 0 }, /expected a time after 2000-01-01/],
    ['three days away', { correctedAt: noon - 72 * hour }, /within 48 hours of the task/],
    [
      'that takes away what was never told',
      { status: 'at-patient', correctedAt: null },
      /never told 'at-patient'/,
    ],
    [
      'that opens an ended task again',
      { status: 'alerted', correctedAt: noon - minute },
      /open the ended task/,
    ],
    ['that answers what is not wrong', { anomaly: 'clock-change' }, /found no 'clock-change' of unit 'E-t1'/],
  ]
  for (const [title, change, sentence] of refused)
    it(`refuses a correction ${title}, and writes nothing`, async () => {
      const rows = await countRows(world.db)
      const fault = await review(arrival(601, change)).catch((found: unknown) => found)
      expect(fault).to.be.instanceOf(VasteError).and.to.include({ code: 'invalid' })
      expect((fault as VasteError).message).to.match(sentence)
      const previewed = await desk()
        .preview('t1', arrival(601, change), 'first')
        .catch((found: unknown) => found)
      expect((previewed as VasteError).message).to.equal((fault as VasteError).message)
      expect(await countRows(world.db)).to.deep.equal(rows)
    })

  it('refuses a task that nobody told of, and to take back what was never said', async () => {
    const unknown = await desk()
      .review('t99', asked({ action: 'exclude' }), 'first')
      .catch((fault: unknown) => fault)
    expect(unknown).to.include({ code: 'not-found' })
    const nothing = await review(asked({ action: 'restore' })).catch((fault: unknown) => fault)
    expect((nothing as VasteError).message).to.match(/found nothing to take back/)
  })
})
