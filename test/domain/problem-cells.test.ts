/** Which cells are problem cells, how far from leaving the list, and which tasks decide it: tables worked by hand. */
import { expect } from 'chai'
import fc from 'fast-check'
import { type CellTarget, type CellTask, cellYear, type DecidingTask } from '../../src/domain/cell-year.ts'
import {
  type ProblemCellRule,
  problemCells,
  type Reading,
  type ReportedCell,
  readings,
} from '../../src/domain/problem-cells.ts'

const limits: Readonly<Record<string, CellTarget>> = {
  I: { withinSeconds: 360, requiredShare: 0.5 },
  II: { withinSeconds: 600, requiredShare: 0.5 },
  III: { withinSeconds: 1200, requiredShare: 0.5 },
}
const targetOf = (task: CellTask) => limits[task.class]
const rule: ProblemCellRule = {
  ...{ years: [2022, 2023, 2024, 2025], minimumTasks: 4, minimumIn: 'each-year', lastYearOver: true },
}
const running = { ...rule, lastYearOver: false }

/** '1/4' is one of four in time; '1/4+2' the same and two whose times are missing. In class I. */
function tasksOf(years: readonly string[], cell = 'a'): CellTask[] {
  return years.flatMap((text, i) => {
    const [, inTime, timed, missing = '0'] = /^(\d+)\/(\d+)(?:\+(\d+))?$/.exec(text)!
    return Array.from({ length: Number(timed) + Number(missing) }, (_, n) => ({
      ...{ task: `${cell}-${2022 + i}-${n}`, cell, class: 'I', year: 2022 + i, municipality: '179' },
      ...(n < Number(inTime) ? { seconds: 300 } : n < Number(timed) ? { seconds: 361 + n } : {}),
    }))
  })
}

function one(years: readonly string[], change: Partial<ProblemCellRule> = {}): ReportedCell {
  const [found] = problemCells(tasksOf(years), targetOf, { ...rule, ...change })
  return found!
}

describe('a problem cell', () => {
  const cases: [title: string, years: string[], eachYear: string, overTheYears: string][] = [
    ['is missed in every year with enough tasks', ['1/4', '0/5', '2/5', '1/4'], 'listed', 'listed'],
    ['is cleared by one good year (trap 50)', ['1/4', '2/4', '0/9', '0/9'], 'clear', 'clear'],
    ['is met by exactly half', ['0/4', '0/4', '0/4', '3/6'], 'clear', 'clear'],
    ['is not met by one less than half', ['0/4', '0/4', '0/4', '2/5'], 'listed', 'listed'],
    ['with three tasks in one year is read in two ways', ['0/4', '0/4', '0/3', '0/4'], 'clear', 'listed'],
    ['with one task a year is read in two ways', ['0/1', '0/1', '0/1', '0/1'], 'clear', 'listed'],
    ['is cleared by a year without tasks (trap 51)', ['0/4', '0/0', '0/4', '0/4'], 'clear', 'clear'],
    ['is cleared by a good year of too few tasks', ['0/4', '1/1', '0/4', '0/4'], 'clear', 'clear'],
    ['is cleared by a year of which no time is known', ['0/4', '0/0+5', '0/4', '0/4'], 'clear', 'clear'],
    [
      'counts a task with a missing time as a task (trap 11)',
      ['0/3+1', '0/4', '0/4', '0/4'],
      'listed',
      'listed',
    ],
  ]
  for (const [title, years, eachYear, overTheYears] of cases)
    it(`${title}: ${years.join(', ')}`, () => {
      expect(one(years).standings).to.deep.equal({ 'each-year': eachYear, 'over-the-years': overTheYears })
      for (const minimumIn of readings)
        expect(one(years, { minimumIn }).standing).to.equal(one(years).standings[minimumIn])
    })

  it('needs as many tasks as the rule says, over the years too', () => {
    const years = ['0/1', '0/2', '0/1', '0/1']
    expect(one(years, { minimumIn: 'over-the-years', minimumTasks: 5 }).standing).to.equal('listed')
    expect(one(years, { minimumIn: 'over-the-years', minimumTasks: 6 }).standing).to.equal('clear')
  })

  it('goes by calendar years: 48 months on end are not the same thing (trap 50)', () => {
    // In time in January and February of 2022, late ever after. From March on, no twelve months of four are good.
    const months = [[2022, 1, 300], [2022, 2, 300], ...months48().map(([y, m]) => [y, m, 400])]
    const of = (yearOf: (year: number, month: number) => number) =>
      problemCells(
        months.map(([year, month, seconds], i) => ({
          ...{ task: String(i), cell: 'a', class: 'I', seconds: seconds!, year: yearOf(year!, month!) },
        })),
        targetOf,
        { ...rule, minimumTasks: 1 },
      )[0]!
    const calendar = of((year) => year)
    const rolling = of((year, month) => (month >= 3 ? year : year - 1))
    expect(calendar.years.map(({ status }) => status)).to.deep.equal(['met', 'not-met', 'not-met', 'not-met'])
    expect(calendar.standing).to.equal('clear')
    expect(rolling.standing).to.equal('listed')
  })

  /** Every second month from November 2022: one late task in the first year against two in time. */
  function months48(): [number, number][] {
    const all: [number, number][] = []
    for (let i = 0; i <= 19; i++) all.push([2022 + Math.floor((10 + 2 * i) / 12), ((10 + 2 * i) % 12) + 1])
    return all
  }

  it('of another class in the middle is judged task by task, each by the class of its date (trap 42)', () => {
    const task = (n: number, year: number, riskClass: string, seconds: number): CellTask => ({
      ...{ task: `t${n}`, cell: 'a', class: riskClass, year, seconds },
    })
    const late = [2022, 2023, 2025].flatMap((year) => [0, 1].map((n) => task(year + n, year, 'I', 500)))
    const mixed = [task(1, 2024, 'I', 500), task(2, 2024, 'II', 500)]
    const [found] = problemCells([...late, ...mixed], targetOf, { ...rule, minimumTasks: 2 })
    expect(found!.years[2]).to.deep.include({ classes: ['I', 'II'], inTime: 1, status: 'met' })
    expect(found!.standing).to.equal('clear')
    const [asOld] = problemCells([...late, ...mixed.map((t) => ({ ...t, class: 'I' }))], targetOf, {
      ...{ ...rule, minimumTasks: 2 },
    })
    expect(asOld!.standing).to.equal('listed')
  })

  it('is never a cell whose class has no target, nor made of tasks of other years', () => {
    const tasks = tasksOf(['0/4', '0/4', '0/4', '0/4'])
    expect(
      problemCells(
        tasks.map((task) => ({ ...task, class: 'IV' })),
        targetOf,
        rule,
      ),
    ).to.deep.equal([])
    expect(problemCells(tasks, targetOf, { ...rule, years: [2030, 2031, 2032, 2033] })).to.deep.equal([])
    const moved = problemCells(tasks, targetOf, { ...rule, years: [2023, 2024, 2025, 2026] })
    expect(moved[0]).to.include({ tasks: 12, standing: 'clear' })
    expect(moved[0]!.years[3]).to.include({ tasks: 0, status: 'no-tasks' }).and.not.to.have.property('share')
  })

  const wrongRules: [change: Partial<ProblemCellRule>, sentence: RegExp][] = [
    [{ years: [2023, 2024, 2025] }, /^found years 2023, 2024, 2025; expected four calendar years on end/],
    [{ years: [2021, 2023, 2024, 2025] }, /^found years 2021, 2023/],
    [{ years: [] }, /^found years none/],
    [{ minimumTasks: 0 }, /^found minimum 0; expected a whole number/],
    [{ minimumTasks: 2.5 }, /^found minimum 2\.5/],
  ]
  for (const [change, sentence] of wrongRules)
    it(`is not looked for by the rule ${JSON.stringify(change)}`, () => {
      expect(() => problemCells([], targetOf, { ...rule, ...change })).to.throw(sentence)
    })
})

describe('a year of a cell', () => {
  it('shows its counts, and what its missing times could make of it (traps 11 and 49)', () => {
    const { years, missing, missingDecide } = one(['2/4', '1/3+1', '0/0', '0/1+1'])
    expect(years[0]).to.include({ tasks: 4, timed: 4, inTime: 2, share: 0.5, status: 'met' })
    expect(years[1]).to.deep.include({ tasks: 4, timed: 3, missing: 1, inTime: 1, share: 1 / 3 })
    expect(years[1]).to.include({ shareIfLate: 0.25, shareIfInTime: 0.5, status: 'not-met' })
    expect(years[2])
      .to.include({ tasks: 0, status: 'no-tasks' })
      .and.not.to.have.any.keys('share', 'shareIfLate')
    expect(years[3]).to.include({ status: 'too-few' })
    expect(one(['0/1', '0/1', '0/1', '0/1+1'], { minimumIn: 'over-the-years' }).years[3]).to.include({
      status: 'not-met',
    })
    expect({ missing, missingDecide }).to.deep.equal({ missing: 2, missingDecide: false })
  })

  it('tells when the missing times decide whether the cell is on the list', () => {
    expect(one(['1/3+1', '0/4', '0/4', '0/4'])).to.include({ standing: 'listed', missingDecide: true })
    expect(one(['0/3+1', '0/4', '0/4', '0/4'])).to.include({ standing: 'listed', missingDecide: false })
    expect(one(['0/0+4', '0/4', '0/4', '0/4'])).to.include({ standing: 'clear', missingDecide: true })
  })

  it('has a median from ten tasks on', () => {
    expect(one(['0/9', '0/0', '0/0', '0/0']).years[0]).not.to.have.property('medianSeconds')
    // Late ones take 361, 362, … seconds.
    expect(one(['0/10', '0/0', '0/0', '0/0']).years[0]!.medianSeconds).to.equal(365.5)
    expect(one(['0/5', '0/5', '0/0', '0/0']).medianSeconds).to.equal(363)
  })

  it('is in time at the very limit and late a second after (trap 20)', () => {
    const year = (seconds: number) =>
      cellYear(2022, [{ task: 't', cell: 'a', class: 'I', year: 2022, seconds, target: limits.I! }])
    expect(year(360).inTime).to.equal(1)
    expect(year(361).inTime).to.equal(0)
  })

  const deciding: [text: string, expected: DecidingTask[]][] = [
    ['2/4', []],
    // One of five was in time and three had to be: the two nearest to the limit decide.
    [
      '1/5',
      [
        { task: 'a-2022-1', seconds: 362, secondsOver: 2 },
        { task: 'a-2022-2', seconds: 363, secondsOver: 3 },
      ],
    ],
    ['1/3', [{ task: 'a-2022-1', seconds: 362, secondsOver: 2 }]],
    ['0/0+3', []],
  ]
  for (const [text, expected] of deciding)
    it(`of ${text} is decided by ${expected.length} late tasks, the nearest to the limit first`, () => {
      const shuffled = tasksOf([text]).reverse()
      expect(problemCells(shuffled, targetOf, rule)[0]!.years[0]!.deciding).to.deep.equal(expected)
    })
})

describe('the way off the list, and onto it, while the last year runs', () => {
  const cases: [years: string[], reading: Reading, standing: string, inTime?: number, late?: number][] = [
    // 1 of 4: two more in time are 3 of 6.
    [['0/4', '0/4', '0/4', '1/4'], 'each-year', 'listed', 2, undefined],
    [['0/4', '0/4', '0/4', '0/9'], 'each-year', 'listed', 9, undefined],
    // Missed in three, the fourth too few to tell yet.
    [['0/4', '0/4', '0/4', '0/3'], 'each-year', 'near', 3, 1],
    [['0/4', '0/4', '0/4', '0/0'], 'each-year', 'near', 1, 4],
    [['0/4', '0/4', '0/4', '0/0'], 'over-the-years', 'near', 1, 1],
    [['0/1', '0/1', '0/1', '0/0'], 'over-the-years', 'near', 1, 1],
    [['0/4', '0/4', '0/4', '0/0+4'], 'each-year', 'near', 1, 1],
    // Kept off by this year alone: exactly half turns with one late, 3 of 4 with three.
    [['0/4', '0/4', '0/4', '2/4'], 'each-year', 'held', 0, 1],
    [['0/4', '0/4', '0/4', '3/4'], 'each-year', 'held', 0, 3],
    [['0/4', '0/4', '0/4', '1/1'], 'each-year', 'held', 0, 3],
    // A year before was good, or had too few for this reading: nothing can list the cell any more.
    [['0/4', '2/4', '0/4', '0/3'], 'each-year', 'clear', undefined, undefined],
    [['0/4', '0/3', '0/4', '0/4'], 'each-year', 'clear', undefined, undefined],
  ]
  for (const [years, minimumIn, standing, inTime, late] of cases)
    it(`of ${years.join(', ')} by ${minimumIn}: ${standing}`, () => {
      const found = one(years, { minimumIn, lastYearOver: false })
      expect(found).to.include({ standing })
      expect([found.furtherInTime, found.furtherLate]).to.deep.equal([inTime, late])
    })

  it('has ended with the year', () => {
    expect(one(['0/4', '0/4', '0/4', '1/4'])).to.include({ standing: 'listed' })
    for (const years of [
      ['0/4', '0/4', '0/4', '1/4'],
      ['0/4', '0/4', '0/4', '0/3'],
    ])
      expect(one(years)).not.to.have.any.keys('furtherInTime', 'furtherLate')
    expect(one(['0/4', '0/4', '0/4', '0/3']).standing).to.equal('clear')
  })

  it('does not exist where all must be in time', () => {
    const strict = () => ({ withinSeconds: 360, requiredShare: 1 })
    const [found] = problemCells(tasksOf(['0/4', '0/4', '0/4', '3/4']), strict, running)
    expect(found).to.include({ standing: 'listed', furtherInTime: undefined })
  })

  it('names the municipality that most tasks name (trap 44)', () => {
    const tasks = tasksOf(['0/4', '0/4', '0/4', '0/4']).map((task, i) => ({
      ...task,
      municipality: i < 3 ? '410' : i < 10 ? '179' : undefined,
    }))
    expect(problemCells(tasks, targetOf, rule)[0]).to.deep.include({
      municipality: '179',
      municipalities: ['179', '410'],
    })
  })
})

describe('problem cells of any tasks', () => {
  const years = fc.array(
    fc.record({ inTime: fc.nat(5), late: fc.nat(5), missing: fc.nat(2) }).map(({ inTime, late, missing }) => {
      return `${inTime}/${inTime + late}+${missing}`
    }),
    { minLength: 4, maxLength: 4 },
  )
  const anyRule = fc.record({
    ...{ years: fc.constant(rule.years), minimumTasks: fc.integer({ min: 1, max: 6 }) },
    ...{ minimumIn: fc.constantFrom(...readings), lastYearOver: fc.boolean() },
  })
  const requiredShare = fc.constantFrom(0.25, 0.5, 0.6, 0.75, 0.9)
  const settings = { seed: 20_221_231, numRuns: 500 }
  const added = (year: number, seconds: number, i = 0): CellTask => ({
    ...{ task: `more-${i}`, cell: 'a', class: 'I', year, seconds },
  })
  const isListed = (tasks: CellTask[], share: number, by: ProblemCellRule) =>
    problemCells(tasks, () => ({ withinSeconds: 360, requiredShare: share }), by)[0]?.standing === 'listed'

  it('never grow by a task in time, but for the one that makes up the minimum', () => {
    fc.assert(
      fc.property(years, anyRule, requiredShare, fc.constantFrom(...rule.years), (texts, by, share, year) => {
        const tasks = tasksOf(texts)
        const counted = by.minimumIn === 'each-year' ? tasks.filter((task) => task.year === year) : tasks
        fc.pre(counted.length >= by.minimumTasks)
        const before = isListed(tasks, share, by)
        expect(!before && isListed([...tasks, added(year, 1)], share, by)).to.equal(false)
      }),
      settings,
    )
  })

  it('may grow by the task in time that makes up the minimum: so the rule is worded', () => {
    const tasks = tasksOf(['0/4', '0/4', '0/4', '0/3'])
    expect(isListed(tasks, 0.5, rule)).to.equal(false)
    expect(isListed([...tasks, added(2025, 1)], 0.5, rule)).to.equal(true)
  })

  it('are fewer by the minimum in each year than by the same over the years', () => {
    fc.assert(
      fc.property(years, anyRule, (texts, by) => {
        const [found] = problemCells(tasksOf(texts), targetOf, by)
        if (found?.standings['each-year'] === 'listed')
          expect(found.standings['over-the-years']).to.equal('listed')
      }),
      settings,
    )
  })

  it('leave and join the list after exactly as many further tasks as told', () => {
    fc.assert(
      fc.property(years, anyRule, requiredShare, (texts, any, share) => {
        const by = { ...any, lastYearOver: false }
        const tasks = tasksOf(texts)
        const target = () => ({ withinSeconds: 360, requiredShare: share })
        const [found] = problemCells(tasks, target, by)
        const after = (count: number, seconds: number) =>
          problemCells(
            [...tasks, ...Array.from({ length: count }, (_, i) => added(2025, seconds, i))],
            target,
            by,
          )[0]!
        if (found?.standing === 'listed') {
          const least = found.furtherInTime!
          expect(after(least, 1).standing).to.equal('held')
          expect(after(least - 1, 1).standing).to.equal('listed')
        } else if (found && found.standing !== 'clear') {
          const least = found.furtherLate!
          expect(after(least, 999).standing).to.equal('listed')
          expect(after(least - 1, 999).standing).to.not.equal('listed')
        }
      }),
      settings,
    )
  })
})
