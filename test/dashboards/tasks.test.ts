import { expect } from 'chai'
import { announcement, verdictChanges, verdicts } from '../../dashboards/board/announcements.ts'
import { liveAddress, retryDelay } from '../../dashboards/board/connection.ts'
import { isFree, overview, taskLine, taskLines } from '../../dashboards/board/tasks.ts'
import { wordsFor } from '../../dashboards/words.ts'
import type { TaskView, UnitView } from '../../src/contract/situation.ts'
import { aTask, fixtureSituation } from './fixture-situation.ts'

const now = Date.UTC(2026, 10, 21, 12)
const seed = { id: '700-x', urgency: 'A', zone: 'rural', place: [25, 62] as const }
/** Both targets of the decision, the one required of most tasks first, as the service sends them. */
const within: [number, number][] = [
  [1860, 0.9],
  [1140, 0.5],
]
const ids = (tasks: TaskView[], at = now) => taskLines(tasks, at).map(({ task }) => task.id)

describe('which task is missed first', () => {
  const cases: readonly [
    string,
    number,
    { limit: number; left: number; pressure: string; missed: number },
  ][] = [
    ['before any limit', 0, { limit: 1140, left: 1140, pressure: 'calm', missed: 0 }],
    ['near the first limit', 1100, { limit: 1140, left: 40, pressure: 'soon', missed: 0 }],
    ['exactly at the first limit', 1140, { limit: 1140, left: 0, pressure: 'soon', missed: 0 }],
    ['past the first limit', 1141, { limit: 1860, left: 719, pressure: 'calm', missed: 1 }],
    ['past the last limit', 1900, { limit: 1860, left: -40, pressure: 'overdue', missed: 1 }],
  ]
  for (const [title, age, expected] of cases) {
    it(`counts ${title}`, () => {
      const line = taskLine(aTask({ ...seed, age, within }, now), now)
      expect(line.target?.withinSeconds).to.equal(expected.limit)
      expect(line.secondsLeft).to.equal(expected.left)
      expect(line.pressure).to.equal(expected.pressure)
      expect(line.missed).to.have.length(expected.missed)
    })
  }

  it('flags by the outlook of the last limit, and notes an estimate past the one counted next', () => {
    const past = (expectedIn: number) => taskLine(aTask({ ...seed, age: 600, within, expectedIn }, now), now)
    expect(past(700)).to.include({ pressure: 'calm', expectedLate: true })
    expect(past(1400)).to.include({ pressure: 'expected-late', expectedLate: true })
    expect(past(500)).to.include({ pressure: 'calm', expectedLate: false })
  })

  it('puts what will be missed before what has less time left and will be kept', () => {
    const tasks = [
      aTask({ ...seed, id: 'kept', age: 1000, within, expectedIn: 30 }, now),
      aTask({ ...seed, id: 'will-miss', age: 300, within, expectedIn: 1700 }, now),
      aTask({ ...seed, id: 'overdue', age: 1900, within }, now),
    ]
    expect(ids(tasks)).to.deep.equal(['overdue', 'will-miss', 'kept'])
  })

  it('has no time left to tell while the clock has not started', () => {
    const task = aTask({ ...seed, age: 0, within }, now)
    const waiting = { ...task, targets: task.targets.map((target) => ({ ...target, dueAt: undefined })) }
    const line = taskLine(waiting, now)
    expect(line).to.include({ group: 'waiting', pressure: 'calm', secondsLeft: undefined })
    expect(line.target?.withinSeconds).to.equal(1860)
  })

  it('puts the overdue first, then the next to be missed, then those not started, not judged and reached', () => {
    const notStarted = aTask({ ...seed, id: 'not-started', age: 0, within }, now)
    const tasks = [
      aTask({ ...seed, id: 'reached', age: 900, within, reached: 300 }, now),
      aTask({ ...seed, id: 'excluded', age: 900, within: [], excluded: 'transfer' }, now),
      { ...notStarted, targets: notStarted.targets.map((target) => ({ ...target, dueAt: undefined })) },
      aTask({ ...seed, id: 'calm', age: 100, within }, now),
      aTask({ ...seed, id: 'overdue', age: 1900, within }, now),
      aTask({ ...seed, id: 'longest-overdue', age: 2000, within }, now),
      aTask({ ...seed, id: 'soon', age: 1100, within }, now),
    ]
    expect(ids(tasks)).to.deep.equal([
      ...['longest-overdue', 'overdue', 'soon', 'calm', 'not-started', 'excluded', 'reached'],
    ])
  })

  it('counts open, overdue and free', () => {
    const { units } = fixtureSituation(now)
    const lines = taskLines(
      [
        aTask({ ...seed, age: 1900, within }, now),
        aTask({ ...seed, id: 'n', urgency: 'N', age: 0, within }, now),
      ],
      now,
    )
    const counts = overview(lines, units)
    expect(counts.byUrgency.map(({ urgency, open, overdue }) => [urgency, open, overdue])).to.deep.equal([
      ['A', 1, 1],
      ['B', 0, 0],
      ['C', 0, 0],
      ['D', 0, 0],
      ['–', 1, 0],
    ])
    expect(counts.overdue).to.equal(1)
    expect(counts.units).to.deep.equal({ free: 6, all: 17 })
    expect(counts.ambulances).to.deep.equal({ free: 4, all: 12 })
  })

  it('calls a unit free only without a task', () => {
    const unit: UnitView = { unit: 'u', status: 'available', demoPosition: false }
    expect(isFree(unit)).to.equal(true)
    expect(isFree({ ...unit, task: 't' })).to.equal(false)
    expect(isFree({ ...unit, status: 'unavailable' })).to.equal(false)
    expect(isFree({ ...unit, status: undefined })).to.equal(false)
  })
})

describe('what is announced', () => {
  const at = (age: number, reached?: number) =>
    taskLines([aTask({ ...seed, age, within, reached }, now)], now)
  const words = wordsFor('en')

  it('is nothing while nothing turns', () => {
    expect(verdictChanges(verdicts(at(10)), at(20))).to.deep.equal([])
  })

  it('is a task that became overdue, once', () => {
    const before = verdicts(at(1800))
    const changes = verdictChanges(before, at(1861))
    expect(announcement(changes, words)).to.equal('Task 700, urgency A: is overdue.')
    expect(verdictChanges(verdicts(at(1861)), at(1870))).to.deep.equal([])
  })

  it('is a task that was reached', () => {
    expect(announcement(verdictChanges(verdicts(at(300)), at(300, 200)), words)).to.equal(
      'Task 700, urgency A: reached in time.',
    )
  })

  it('names three and counts the rest', () => {
    const tasks = ['1', '2', '3', '4', '5'].map((id) => aTask({ ...seed, id, age: 1900, within }, now))
    const text = announcement(verdictChanges(new Map(), taskLines(tasks, now)), words)
    expect(text).to.match(/^(Task .*?\. ){3}And 2 more changes\.$/)
  })
})

describe('the live connection', () => {
  it('waits half a second, doubling to five, over half of it at random', () => {
    const longest = [0, 1, 2, 3, 4, 5, 50].map((failures) => retryDelay(failures, 1))
    expect(longest).to.deep.equal([500, 1000, 2000, 4000, 5000, 5000, 5000])
    expect(retryDelay(0, 0)).to.equal(250)
  })

  it('says where it is only when it knows', () => {
    expect(liveAddress('http://host:8460', undefined)).to.equal('ws://host:8460/live')
    expect(liveAddress('https://host', { run: 'a b', number: 7 })).to.equal('wss://host/live?run=a+b&since=7')
  })
})
