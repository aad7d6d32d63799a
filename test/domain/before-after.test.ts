/** What may be said of a change: known effects are found, no effect is not called one, and order plays no part. */
import { expect } from 'chai'
import fc from 'fast-check'
import { type Finding, findingsOf, type StudyTask } from '../../src/domain/before-after.ts'
import { judgeChange } from '../../src/domain/change-verdict.ts'
import { chanceOfAtMost } from '../../src/domain/distributions.ts'
import { aStudyTask, type StudyWorld, studyTasks } from './study-world.ts'

const overall = (findings: readonly Finding[], measure = 'first-unit') =>
  findings.find((finding) => finding.measure === measure && finding.band === 'all')!

const runs = 150
/** Whether so few of the runs would be seen less than once in a thousand, were the promised 95 % true. */
const isTooFew = (kept: number) => chanceOfAtMost(kept, runs, 0.95) < 0.001

function keptIn(world: Omit<StudyWorld, 'seed'>, statistic: 'median' | 'share', truth: number): number {
  let kept = 0
  for (let run = 0; run < runs; run++) {
    const { low = -Infinity, high = Infinity } = overall(
      findingsOf(studyTasks({ ...world, seed: `run ${run}` })),
    )[statistic]!.did!
    if (low <= truth && truth <= high) kept++
  }
  return kept
}

describe('a change of readiness', () => {
  it('by hand: the area loses 100 s, the control gains 20 s, so the change took 120 s', () => {
    const ramp = (side: 'area' | 'control', when: 'before' | 'after', from: number) =>
      Array.from({ length: 11 }, (_, i) => aStudyTask(side, when, from + 10 * i, { task: `${i}`, week: i }))
    const tasks = [
      ...ramp('area', 'before', 500),
      ...ramp('area', 'after', 400),
      ...ramp('control', 'before', 500),
      ...ramp('control', 'after', 520),
    ]
    const { median, p90, share } = overall(findingsOf(tasks))
    expect(median.area.before).to.deep.equal({ n: 11, value: 550, low: 510, high: 590 })
    expect(median.area.difference!.value).to.equal(-100)
    expect(median.control.difference!.value).to.equal(20)
    expect(median.did!.value).to.equal(-120)
    // Each level lies 40 s about its median: the root of four squares is 80 s.
    expect([median.did!.low, median.did!.high]).to.deep.equal([-200, -40])
    expect(median.did!.word).to.equal('better')
    expect(p90.area).to.deep.equal({ before: { n: 11 }, after: { n: 11 } })
    expect(p90.did).to.equal(undefined)
    expect(share!.area.before.value).to.equal(1)
  })

  for (const [name, world] of [
    ['few tasks', { area: 40, control: 250, effect: -150 }],
    ['tasks of a week alike', { area: 60, control: 250, effect: -150, weekSpread: 120 }],
    ['a trend on both sides', { area: 40, control: 250, effect: -150, trend: 60 }],
  ] as const)
    it(`of a known effect is found by its interval in 95 of 100 worlds: ${name}`, () => {
      expect(isTooFew(keptIn(world, 'median', world.effect))).to.equal(false)
    }).timeout(20_000)

  it('is still told from none where tasks are as many as in a county of some size', () => {
    const found = Array.from({ length: 20 }, (_, i) =>
      overall(findingsOf(studyTasks({ seed: `power ${i}`, area: 80, control: 400, effect: -250 }))),
    ).filter(({ median }) => median.did!.word === 'better')
    expect(found.length).to.be.at.least(16)
  })

  for (const [name, world] of [
    ['', { area: 40, control: 250 }],
    [', where tasks of a week are alike', { area: 60, control: 250, weekSpread: 120 }],
  ] as const)
    it(`that did nothing is called no change as often as promised${name}`, () => {
      expect(isTooFew(keptIn(world, 'median', 0))).to.equal(false)
    }).timeout(20_000)

  const groups = fc
    .tuple(
      ...Array.from({ length: 4 }, () =>
        fc.array(fc.tuple(fc.nat(3000), fc.nat(30)), { minLength: 0, maxLength: 40 }),
      ),
    )
    .map((four): StudyTask[] =>
      four.flatMap((values, group) =>
        values.map(([seconds, week], i) =>
          aStudyTask(group < 2 ? 'area' : 'control', group % 2 === 0 ? 'before' : 'after', seconds, {
            task: `${group} ${i}`,
            week,
          }),
        ),
      ),
    )

  it('reads the same in whatever order the tasks come', () => {
    fc.assert(
      fc.property(
        groups.chain((tasks) =>
          fc.tuple(fc.constant(tasks), fc.shuffledSubarray(tasks, { minLength: tasks.length })),
        ),
        ([tasks, shuffled]) => {
          expect(findingsOf(shuffled)).to.deep.equal(findingsOf(tasks))
        },
      ),
      { numRuns: 60, seed: 4 },
    )
  })

  it('is none where area and control move alike, down to the last digit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(3000), fc.nat(30)), { minLength: 10, maxLength: 60 }),
        fc.array(fc.tuple(fc.nat(3000), fc.nat(30)), { minLength: 10, maxLength: 60 }),
        fc.integer({ min: -500, max: 500 }),
        (area, control, shift) => {
          const tasks = (
            [
              ['area', area],
              ['control', control],
            ] as const
          ).flatMap(([side, values]) =>
            values.flatMap(([seconds, week], i) => [
              aStudyTask(side, 'before', seconds, { task: `${i}`, week }),
              aStudyTask(side, 'after', seconds + shift, { task: `${i}`, week: week + 60 }),
            ]),
          )
          const { did } = overall(findingsOf(tasks)).median
          expect(did!.value).to.be.closeTo(0, 1e-9)
          expect(did!.word).to.equal('no-change-shown')
        },
      ),
      { numRuns: 60, seed: 5 },
    )
  })

  for (const [n, median, p90] of [
    [9, false, false],
    [10, true, false],
    [29, true, false],
    [30, true, true],
  ] as const)
    it(`with ${n} tasks in one of the four groups has a median ${median}, a 90 % value ${p90} (trap 47)`, () => {
      const tasks = (['area', 'control'] as const).flatMap((side) =>
        (['before', 'after'] as const).flatMap((when) =>
          Array.from({ length: side === 'area' && when === 'after' ? n : 50 }, (_, i) =>
            aStudyTask(side, when, 300 + i, { task: `${i}`, week: i }),
          ),
        ),
      )
      const found = overall(findingsOf(tasks))
      expect([found.median.did !== undefined, found.p90.did !== undefined]).to.deep.equal([median, p90])
      expect(found.median.area.after.n).to.equal(n)
    })

  it('keeps measures and parts of the week apart: what has no drive is missing from it, not nought', () => {
    const both = (when: 'before' | 'after', drive: boolean): StudyTask => ({
      ...aStudyTask('area', when, 400),
      times: { 'first-unit': 400, turnout: 60, ...(drive && { drive: 340 }) },
    })
    const found = findingsOf([both('before', true), both('before', false), both('after', true)])
    expect(found.map(({ measure, band }) => `${measure} ${band}`)).to.include.members([
      'first-unit all',
      'turnout night',
      'drive weekend',
    ])
    expect(overall(found, 'drive').missing.area).to.deep.equal({ before: 1, after: 0 })
    expect(overall(found, 'drive').median.area.before.n).to.equal(1)
    expect(overall(found, 'turnout').share).to.equal(undefined)
  })
})

describe('the word on a change', () => {
  const study = (effects: { reach?: number; turnout?: number; drive?: number }, seed = 'word') => {
    const [reach, turnout, drive] = [effects.reach ?? 0, effects.turnout ?? 0, effects.drive ?? 0]
    return studyTasks({ seed, area: 120, control: 400 }).map((task): StudyTask => {
      const moved = task.side === 'area' && task.when === 'after'
      const seconds = task.times['first-unit']!
      const more = (by: number) => (moved ? by : 0)
      return {
        ...task,
        times: {
          'first-unit': seconds + more(reach),
          turnout: Math.round(seconds / 3) + more(turnout),
          drive: Math.round(seconds / 2) + more(drive),
        },
      }
    })
  }
  const none = findingsOf(study({}, 'earlier'))

  for (const [name, effects, earlier, verdict, doubts] of [
    ['turnout moved and the drive did not', { reach: -300, turnout: -300 }, none, 'better', []],
    ['nothing moved', {}, none, 'not-shown', []],
    ['it got worse', { reach: 300, turnout: 300 }, none, 'worse', []],
    ['the drive moved too', { reach: -300, turnout: -300, drive: -200 }, none, 'better', ['drive-moved']],
    ['the turnout stood still', { reach: -300 }, none, 'better', ['turnout-still']],
    ['nobody can ask the year before', { reach: -300, turnout: -300 }, [], 'better', ['placebo-unknown']],
    [
      'area and control had parted already',
      { reach: -300, turnout: -300 },
      findingsOf(study({ reach: -400 }, 'earlier')),
      'doubtful',
      ['placebo-moved'],
    ],
  ] as const)
    it(`is ${verdict} where ${name}`, () => {
      const found = judgeChange(findingsOf(study(effects)), earlier)
      expect(found).to.deep.equal({ verdict, measure: 'first-unit', doubts })
    })

  it('is not enough tasks where there are not', () => {
    expect(judgeChange([], []).verdict).to.equal('not-enough-tasks')
    const few = findingsOf(studyTasks({ seed: 'few', area: 9, control: 400, effect: -400 }))
    expect(judgeChange(few, none).verdict).to.equal('not-enough-tasks')
  })

  it('says when the whole formation came together less often than before (a spearhead is no rescue group)', () => {
    const tasks = study({ reach: -300, turnout: -300 }).map((task, i): StudyTask => {
      const whole = !(task.side === 'area' && task.when === 'after') || i % 3 === 0
      return whole ? { ...task, times: { ...task.times, 'effective-action': 900 } } : task
    })
    expect(judgeChange(findingsOf(tasks), none).doubts).to.deep.equal(['group-missing'])
  })
})
