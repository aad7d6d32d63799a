import { expect } from 'chai'
import fc from 'fast-check'
import type { TaskEvent, TaskReviewed } from '../../src/domain/event.ts'
import { correctionsOf, isReviewed, reviewsOf } from '../../src/domain/review.ts'
import { isExcludedByReview, type Task, taskFrom } from '../../src/domain/task.ts'
import { judgeTask } from '../../src/domain/verdict.ts'
import { reviewActions, reviewSource, type UnitStatus } from '../../src/domain/vocabulary.ts'
import { aReference, at, closed, created, status } from '../builders.ts'

let count = 0

/** `clock` of a review is far after the task. */
function reviewed(clock: string, change: Partial<TaskReviewed>): TaskReviewed {
  return {
    ...{ id: `review-${++count}`, source: reviewSource, kind: 'task.reviewed', at: at(clock), task: 'T1' },
    ...{ action: 'confirm', by: 'manager', reason: 'looked at the record' },
    ...change,
  }
}

const arrivalAt = (clock: string, when = '2000:00') =>
  reviewed(when, { action: 'correct', unit: 'als 1', status: 'at-scene', correctedAt: at(clock) })

const told: readonly TaskEvent[] = [
  created(),
  status('1:00', 'als 1', 'alerted', { unitType: 'als', crew: 2, mobile: true }),
  status('2:00', 'als 1', 'en-route'),
  status('2:12', 'als 1', 'at-scene'),
  closed('90:00'),
]
const unit = (task: Task) => task.units.find((one) => one.unit === 'als 1')
const without = ({ reviews: _reviews, ...task }: Task) => task
const outcome = (task: Task) => judgeTask(task, aReference())!.measures[0]!.outcome

describe('a review of a task', () => {
  it('puts a corrected time in place of the told one, and the verdict follows', () => {
    expect(outcome(taskFrom(told))).to.include({ kind: 'reached', seconds: 72 })
    const task = taskFrom([...told, arrivalAt('10:41')])
    expect(unit(task)).to.include({ atSceneAt: at('10:41'), alertedAt: at('1:00'), enRouteAt: at('2:00') })
    expect(outcome(task)).to.include({ kind: 'reached', seconds: 581, turnoutSeconds: 60, driveSeconds: 521 })
    expect(task.anomalies).to.deep.equal([])
  })

  it('puts one time in place of every press of that status (trap 13)', () => {
    const task = taskFrom([...told, status('9:00', 'als 1', 'at-scene'), arrivalAt('8:00')])
    expect(unit(task)).to.include({ atSceneAt: at('8:00') })
    expect(task.anomalies).to.deep.equal([])
  })

  it('adds a time that nobody told, beside what was told (trap 11)', () => {
    const silent = told.filter((event) => event.kind !== 'unit.status' || event.status !== 'at-scene')
    expect(outcome(taskFrom(silent))).to.include({ reason: 'arrival-missing' })
    const task = taskFrom([...silent, arrivalAt('8:00')])
    expect(unit(task)).to.include({ alertedAt: at('1:00'), enRouteAt: at('2:00'), atSceneAt: at('8:00') })
    expect(outcome(task)).to.include({ kind: 'reached', seconds: 420 })
  })

  it('takes a status away where no time stands for it', () => {
    const gone = reviewed('2000:00', { action: 'correct', unit: 'als 1', status: 'at-scene' })
    const task = taskFrom([...told, gone])
    expect(unit(task)).to.not.have.property('atSceneAt')
    expect(outcome(task)).to.include({ kind: 'excluded', reason: 'arrival-missing' })
  })

  for (const [title, correctedAt] of [
    ['moved', at('1:30')],
    ['taken away', undefined],
  ] as const)
    it(`keeps the type and crew that came with an alert that is ${title}`, () => {
      const alert = reviewed('2000:00', {
        ...{ action: 'correct', unit: 'als 1', status: 'alerted' },
        ...(correctedAt === undefined ? {} : { correctedAt }),
      })
      const found = unit(taskFrom([...told, alert]))
      expect(found).to.include({ type: 'als', crew: 2 })
      expect(found?.alertedAt).to.equal(correctedAt)
    })

  it('of a unit that is not on the task changes nothing', () => {
    const stray = reviewed('2000:00', {
      ...{ action: 'correct', unit: 'bls 9', status: 'at-scene', correctedAt: at('5:00') },
    })
    expect(without(taskFrom([...told, stray]))).to.deep.equal(without(taskFrom(told)))
  })

  it('of the last of two managers stands, and both are kept', () => {
    const [first, second] = [arrivalAt('8:00', '2000:00'), arrivalAt('9:00', '2001:00')]
    const task = taskFrom([...told, second, first])
    expect(unit(task)).to.include({ atSceneAt: at('9:00') })
    expect(task.reviews?.map(({ correctedAt }) => correctedAt)).to.deep.equal([at('8:00'), at('9:00')])
    expect(correctionsOf(task.reviews!)).to.have.length(1)
  })

  describe('that excludes', () => {
    const exclude = reviewed('2000:00', { action: 'exclude' })
    const anomaly = 'forgotten-button'
    const cases: readonly [title: string, later: readonly TaskReviewed[], excluded: boolean][] = [
      ['stands', [], true],
      ['stands beside a confirmed press', [reviewed('2001:00', { anomaly, unit: 'als 1' })], true],
      ['stands beside a correction', [arrivalAt('8:00', '2001:00')], true],
      ['ends when the whole task is confirmed', [reviewed('2001:00', {})], false],
      ['ends when it is taken back', [reviewed('2001:00', { action: 'restore' })], false],
      [
        'stands when excluded again',
        [reviewed('2001:00', { action: 'restore' }), reviewed('2002:00', { action: 'exclude' })],
        true,
      ],
    ]
    for (const [title, later, excluded] of cases)
      it(title, () => {
        const task = taskFrom([...told, exclude, ...later])
        expect(isExcludedByReview(task)).to.equal(excluded)
        const { kind, reason } = outcome(task) as { kind: string; reason?: string }
        expect([kind, reason]).to.deep.equal(
          excluded ? ['excluded', 'excluded-by-review'] : ['reached', undefined],
        )
      })
  })

  describe('answers', () => {
    const subject = { kind: 'forgotten-button', unit: 'als 1' } as const
    const cases: readonly [title: string, reviews: readonly TaskReviewed[], answered: boolean][] = [
      ['nothing by itself', [], false],
      ['what it names', [reviewed('1:00', { anomaly: 'forgotten-button', unit: 'als 1' })], true],
      [
        'not the same of another unit',
        [reviewed('1:00', { anomaly: 'forgotten-button', unit: 'bls 1' })],
        false,
      ],
      ['not another kind', [reviewed('1:00', { anomaly: 'repeated-arrival', unit: 'als 1' })], false],
      ['everything when it excludes the task', [reviewed('1:00', { action: 'exclude' })], true],
      ['nothing that a correction does not name', [arrivalAt('8:00')], false],
      [
        'nothing once it is taken back',
        [reviewed('1:00', { action: 'exclude' }), reviewed('2:00', { action: 'restore' })],
        false,
      ],
    ]
    for (const [title, reviews, answered] of cases)
      it(title, () => expect(isReviewed(subject, reviewsOf(reviews))).to.equal(answered))
  })
})

const units = ['als 1', 'bls 1'] as const
const statuses = ['alerted', 'en-route', 'at-scene', 'transporting', 'available'] as const
const minutes = fc.integer({ min: 0, max: 120 })
const anyTold = fc
  .array(
    fc.record({
      ...{ unit: fc.constantFrom(...units), told: fc.constantFrom<UnitStatus>(...statuses), minute: minutes },
      unitType: fc.option(fc.constantFrom('als' as const, 'bls' as const), { nil: undefined }),
    }),
    { maxLength: 12 },
  )
  .map((presses): TaskEvent[] => [
    created(),
    ...presses.map(({ unit, told, minute, unitType }) =>
      status(`${minute}:00`, unit, told, unitType ? { unitType } : {}),
    ),
    closed('130:00'),
  ])
const anyReviews = fc.array(
  fc
    .record({
      action: fc.constantFrom(...reviewActions),
      minute: fc.integer({ min: 2000, max: 2004 }),
      unit: fc.constantFrom(...units),
      told: fc.constantFrom<UnitStatus>(...statuses),
      corrected: fc.option(minutes, { nil: undefined }),
    })
    .map(({ action, minute, unit, told, corrected }) =>
      reviewed(`${minute}:00`, {
        action,
        ...(action === 'correct' ? { unit, status: told } : {}),
        ...(action === 'correct' && corrected !== undefined ? { correctedAt: at(`${corrected}:00`) } : {}),
      }),
    ),
  { maxLength: 6 },
)

describe('any reviews of any task', () => {
  it('give the same task in any order of receipt and with any repeat, and the task survives JSON', () => {
    const shuffled = fc.tuple(anyTold, anyReviews).chain(([events, reviews]) => {
      const all = [...events, ...reviews]
      return fc.record({
        all: fc.constant(all),
        other: fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }),
      })
    })
    fc.assert(
      fc.property(shuffled, ({ all, other }) => {
        const task = taskFrom(all)
        expect(taskFrom(other)).to.deep.equal(task)
        expect(JSON.parse(JSON.stringify(task))).to.deep.equal(task)
      }),
      { numRuns: 500 },
    )
  })

  it('never alter what was told', () => {
    fc.assert(
      fc.property(anyTold, anyReviews, (events, reviews) => {
        const before = structuredClone(events)
        taskFrom([...events, ...reviews])
        expect(events).to.deep.equal(before)
      }),
      { numRuns: 300 },
    )
  })

  it('leave exactly the unreviewed task once all is taken back', () => {
    fc.assert(
      fc.property(anyTold, anyReviews, (events, reviews) => {
        const restored = taskFrom([...events, ...reviews, reviewed('3000:00', { action: 'restore' })])
        expect(without(restored)).to.deep.equal(taskFrom(events))
        expect(restored.reviews).to.have.length(reviews.length + 1)
        expect(isExcludedByReview(restored)).to.equal(false)
      }),
      { numRuns: 500 },
    )
  })

  it('keep every told time that they did not correct', () => {
    fc.assert(
      fc.property(anyTold, minutes, (events, minute) => {
        const plain = taskFrom(events)
        const found = taskFrom([...events, arrivalAt(`${minute}:00`)])
        const times = (task: Task) =>
          task.units.map(({ unit, type, alertedAt, enRouteAt, transportingAt, clearedAt }) => ({
            ...{ unit, type, alertedAt, enRouteAt, transportingAt, clearedAt },
          }))
        expect(times(found)).to.deep.equal(times(plain))
      }),
      { numRuns: 500 },
    )
  })
})
