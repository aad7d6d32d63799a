import { expect } from 'chai'
import fc from 'fast-check'
import { createCalendar } from '../../src/domain/calendar.ts'
import { type JudgedRow, judgedRows } from '../../src/domain/judged-row.ts'
import { percentile } from '../../src/domain/statistics.ts'
import { createFigures, dimensions, type Figures, type Slice } from '../../src/figures/figures.ts'
import type { Database } from '../../src/store/database.ts'
import { type JudgedTask, judgedPages, saveTasks } from '../../src/store/task-cache.ts'
import { aRow, start } from '../builders.ts'
import { emptyTables, testDatabase } from '../database.ts'
import { groupsBySql, type SqlGroup, totalsBySql } from './plain-sql.ts'
import { randomJudged } from './random-verdicts.ts'

const calendar = createCalendar('Europe/Helsinki')
const always = { from: Date.UTC(2020, 0), to: Date.UTC(2030, 0) }
const ems: Slice = { service: 'ems', ...always }
const figuresOf = (...rows: Partial<JudgedRow>[]): Figures => {
  const figures = createFigures(calendar)
  figures.update(rows.map(aRow))
  return figures
}
const secondsOf = (figures: Figures, slice: Slice = ems) =>
  figures.groups(slice).map(({ seconds }) => [...seconds])

describe('figures', () => {
  it('of nothing are none', () => {
    const figures = createFigures(calendar)
    expect(figures.groups({ ...ems, by: ['month', 'urgency'] })).to.deep.equal([])
    expect(figures.totals(ems)).to.deep.equal({ total: 0, used: 0, excluded: {} })
    expect(figures.size()).to.equal(0)
  })

  it('keep the sorted seconds of the very tasks, and count the excluded beside them', () => {
    const figures = figuresOf(
      ...[
        { task: 'T1', seconds: 500 },
        { task: 'T2', seconds: 0 },
        { task: 'T3', seconds: 120 },
      ],
      ...([
        { task: 'T4', excluded: 'transfer' },
        { task: 'T5', excluded: 'transfer' },
      ] as const),
    )
    const [group, ...others] = figures.groups(ems)
    expect(others).to.deep.equal([])
    expect(group).to.deep.equal({
      ...{ decision: 'decision', urgencyGroup: 'A+B', zone: '1', measure: 'first-unit', by: {} },
      ...{ total: 5, excluded: { transfer: 2 }, seconds: Int32Array.of(0, 120, 500) },
    })
    expect(figures.totals(ems)).to.deep.equal({ total: 5, used: 3, excluded: { transfer: 2 } })
  })

  it('count a task of two measures once in the totals, and under whichever measure is asked for', () => {
    const figures = figuresOf(
      { task: 'T1', measure: 'ambulance', excluded: 'arrival-missing' },
      { task: 'T1', ordinal: 1, measure: 'first-unit', seconds: 300 },
      { task: 'T2', measure: 'first-unit', seconds: 400 },
    )
    const asked = (measure?: string) =>
      figures.totals({ ...ems, where: measure === undefined ? {} : { measure } })
    expect(asked()).to.deep.equal({ total: 2, used: 1, excluded: { 'arrival-missing': 1 } })
    expect(asked('first-unit')).to.deep.equal({ total: 2, used: 2, excluded: {} })
    expect(asked('ambulance')).to.deep.equal({ total: 1, used: 0, excluded: { 'arrival-missing': 1 } })
  })

  it('take the period half-open, by the millisecond', () => {
    const figures = figuresOf(
      { task: 'T1', datedAt: start - 1 },
      { task: 'T2', datedAt: start },
      { task: 'T3', datedAt: start + 999 },
      { task: 'T4', datedAt: start + 1000 },
    )
    expect(figures.totals({ service: 'ems', from: start, to: start + 1000 }).total).to.equal(2)
  })

  it('find rows without a text by the word that stands for it', () => {
    const none = { urgency: undefined, zone: undefined, municipality: undefined }
    const figures = figuresOf({ task: 'T1' }, { task: 'T2', ...none })
    for (const where of [{ urgency: 'none' }, { zone: 'unknown' }, { municipality: 'unknown' }])
      expect(figures.totals({ ...ems, where }).total, JSON.stringify(where)).to.equal(1)
    for (const where of [
      { urgency: 'Z' },
      { zone: '' },
      { month: '1999-01' },
      { hour: '7' },
      { weekday: '0' },
    ])
      expect(figures.totals({ ...ems, where }).total, JSON.stringify(where)).to.equal(0)
    expect(
      figures.groups({ ...ems, by: ['municipality'] }).map(({ zone, by }) => [zone, by.municipality]),
    ).to.deep.equal([
      [undefined, 'unknown'],
      ['1', '179'],
    ])
  })

  describe('split by the local clock', () => {
    for (const [time, month, weekday, hour] of [
      ['2026-11-21T18:00Z', '2026-11', '6', '20'],
      ['2026-08-31T20:59Z', '2026-08', '1', '23'],
      ['2026-08-31T21:00Z', '2026-09', '2', '00'],
      ['2026-10-25T00:30Z', '2026-10', '7', '03'],
      ['2026-10-25T01:30Z', '2026-10', '7', '03'],
      ['2026-03-29T01:00Z', '2026-03', '7', '04'],
      ['2028-02-29T21:59Z', '2028-02', '2', '23'],
      ['2028-02-29T22:00Z', '2028-03', '3', '00'],
      ['2019-12-31T22:00Z', '2020-01', '3', '00'],
    ] as const)
      it(`${time} is ${month}, day ${weekday}, hour ${hour} (trap 18)`, () => {
        const figures = figuresOf({ datedAt: Date.parse(time) })
        const slice = { ...ems, from: calendar.startOfDate('2020-01-01'), by: dimensions }
        expect(figures.groups(slice)[0]!.by).to.include({ month, weekday, hour })
        expect(figures.totals({ ...slice, where: { month, weekday, hour } }).total).to.equal(1)
      })

    it('each month of ten years holds the rows of its own days', () => {
      const noon = (month: string, day: number) =>
        calendar.startOfDate(`${month}-01`) + (day - 0.5) * 24 * 3_600_000
      const months = Array.from({ length: 119 }, (_, i) => calendar.addMonths('2020-01', i))
      const rows = months.flatMap((month) =>
        [1, 28].map((day) => ({ task: `${month} ${day}`, datedAt: noon(month, day) })),
      )
      const groups = figuresOf(...rows).groups({ ...ems, by: ['month'] })
      expect(groups.map(({ by, total }) => [by.month, total])).to.deep.equal(
        months.map((month) => [month, 2]),
      )
    })
  })

  it('know nothing of a service that was never told', () => {
    expect(figuresOf({}).totals({ ...ems, service: 'rescue' }).total).to.equal(0)
  })

  describe('change in place', () => {
    it('when a task is judged anew, with fewer measures, more or none', () => {
      const figures = figuresOf({ task: 'T1', seconds: 100 }, { task: 'T2', seconds: 200 })
      figures.update([
        aRow({ task: 'T1', seconds: 300 }),
        aRow({ task: 'T1', ordinal: 1, measure: 'ambulance' }),
      ])
      expect(figures.size()).to.equal(3)
      expect(secondsOf(figures)).to.deep.equal([[420], [200, 300]])
      figures.update([aRow({ task: 'T1', seconds: 50 })])
      expect(figures.size()).to.equal(2)
      expect(secondsOf(figures)).to.deep.equal([[50, 200]])
      figures.forget('T1')
      figures.forget('T1')
      figures.forget('never seen')
      expect(secondsOf(figures)).to.deep.equal([[200]])
      expect(figures.size()).to.equal(1)
    })

    it("when a task's rows are cut between two pages", () => {
      const figures = figuresOf({ task: 'T1', seconds: 100 })
      figures.update([
        aRow({ task: 'T1', ordinal: 1, measure: 'ambulance', seconds: 700 }),
        aRow({ task: 'T2', seconds: 200 }),
      ])
      expect(secondsOf(figures)).to.deep.equal([[700], [100, 200]])
      figures.update([aRow({ task: 'T1', seconds: 1 })])
      expect(secondsOf(figures)).to.deep.equal([[1, 200]])
    })

    it('past the first room, and without taking more room for what was freed', () => {
      const figures = createFigures(calendar)
      const rows = Array.from({ length: 5000 }, (_, i) => aRow({ task: `T${i}`, seconds: i }))
      figures.update(rows)
      for (let round = 0; round < 3; round++) figures.update(rows)
      for (let i = 0; i < 5000; i += 2) figures.forget(`T${i}`)
      expect(figures.size()).to.equal(2500)
      expect(secondsOf(figures)[0]).to.deep.equal(Array.from({ length: 2500 }, (_, i) => 2 * i + 1))
    })
  })

  it('keep apart more texts than fit a table of keys', () => {
    const n = 3000
    const rows = Array.from({ length: n }, (_, i) => ({
      task: `T${i}`,
      municipality: `M${i}`,
      urgency: `U${n - i}`,
      seconds: i,
    }))
    const groups = figuresOf(...rows).groups({ ...ems, by: ['municipality', 'urgency'] })
    expect(groups).to.have.length(n)
    for (const { by, seconds } of groups) {
      expect(by).to.deep.equal({ municipality: `M${seconds[0]}`, urgency: `U${n - seconds[0]!}` })
    }
  })

  it('say when a column holds more different texts than they can number', () => {
    const figures = createFigures(calendar)
    const rows = Array.from({ length: 65_536 }, (_, i) => aRow({ task: `T${i}`, urgency: `U${i}` }))
    expect(() => figures.update(rows)).to.throw(RangeError, 'more than 65 535 different texts')
  })

  it('sort seconds of any size', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.nat(20), fc.nat(2 ** 31 - 1)), { minLength: 1, maxLength: 60 }),
        (values) => {
          const figures = figuresOf(...values.map((seconds, i) => ({ task: `T${i}`, seconds })))
          expect(secondsOf(figures)).to.deep.equal([[...values].sort((a, b) => a - b)])
        },
      ),
    )
  })

  it('are the same whatever the order in which tasks came, were judged anew and forgotten', () => {
    const change = fc.tuple(fc.nat(30), fc.option(fc.nat(1000), { freq: 4 }))
    const slices = [...dimensions.map((dimension) => ({ ...ems, by: [dimension] })), ems]
    fc.assert(
      fc.property(
        fc.array(change, { minLength: 1, maxLength: 80 }),
        fc.infiniteStream(fc.nat()),
        (changes, keys) => {
          const figures = createFigures(calendar)
          const last = new Map<string, JudgedRow[]>()
          for (const [number, seed] of changes) {
            const task = `T${number}`
            if (seed === null) figures.forget(task)
            else figures.update(judgedRows(randomJudged(seed, task).verdict!))
            last.set(task, seed === null ? [] : judgedRows(randomJudged(seed, task).verdict!))
          }
          const shuffled = [...last.values()].map((rows) => ({ rows, key: keys.next().value! }))
          const other = createFigures(calendar)
          for (const { rows } of shuffled.sort((a, b) => a.key - b.key)) other.update(rows)
          expect(figures.size()).to.equal(other.size())
          for (const slice of slices) {
            expect(JSON.stringify(figures.groups(slice))).to.equal(JSON.stringify(other.groups(slice)))
            expect(JSON.stringify(figures.totals(slice))).to.equal(JSON.stringify(other.totals(slice)))
          }
        },
      ),
    )
  })
})

const county = '15'
const anySlice: fc.Arbitrary<Slice> = fc.record({
  service: fc.constantFrom('ems' as const, 'rescue' as const),
  from: fc.constantFrom('2025-01-01', '2026-03-29', '2026-09-01', '2026-10-25').map(calendar.startOfDate),
  to: fc.constantFrom('2026-10-26', '2026-11-01', '2027-01-01').map(calendar.startOfDate),
  by: fc.subarray([...dimensions]),
  where: fc
    .record(
      {
        urgency: fc.constantFrom('A', 'none', 'N'),
        municipality: fc.constantFrom('179', 'unknown'),
        zone: fc.constantFrom('1', '2', 'unknown'),
        urgencyGroup: fc.constantFrom('A+B', 'C'),
        measure: fc.constantFrom('first-unit', 'ambulance'),
        month: fc.constantFrom('2026-03', '2026-10', '2026-11'),
        weekday: fc.constantFrom('1', '7'),
        hour: fc.constantFrom('00', '03', '23'),
      },
      { requiredKeys: [] },
    )
    .map((where) => Object.fromEntries(Object.entries(where).slice(0, 2))),
})

describe('figures beside plain SQL', function () {
  this.timeout(120_000)
  let db: Database

  before(async () => {
    db = await testDatabase()
  })
  after(() => emptyTables(db))

  it('are equal digit for digit, for any slice, after judging anew and forgetting', async () => {
    const run = fc.record({
      seed: fc.nat(),
      slices: fc.array(anySlice, { minLength: 6, maxLength: 6 }),
      pageSize: fc.integer({ min: 3, max: 97 }),
    })
    await fc.assert(
      fc.asyncProperty(run, async ({ seed, slices, pageSize }) => {
        await emptyTables(db)
        const judged = Array.from({ length: 150 }, (_, i) => randomJudged(seed, `T${i}`))
        await saveTasks(db, county, judged)
        await saveTasks(db, 'another county', judged.slice(0, 20))
        const figures = await loaded(db, pageSize)
        for (const slice of [{ ...ems }, ...slices]) await expectEqual(db, figures, slice)

        const anew = judged.slice(0, 40).map(({ task }) => randomJudged(seed + 1, task.id))
        const forgotten = judged.slice(140).map(({ task }): JudgedTask => ({ task }))
        await saveTasks(db, county, [...anew, ...forgotten])
        for (const { verdict } of anew) figures.update(judgedRows(verdict!))
        for (const { task } of forgotten) figures.forget(task.id)
        for (const slice of slices) await expectEqual(db, figures, slice)
        expect((await loaded(db, pageSize)).size()).to.equal(figures.size())
      }),
      { numRuns: 12 },
    )
  })
})

async function loaded(db: Database, pageSize: number): Promise<Figures> {
  const figures = createFigures(calendar)
  for await (const page of judgedPages(db, county, pageSize)) figures.update(page)
  return figures
}

async function expectEqual(db: Database, figures: Figures, slice: Slice): Promise<void> {
  const ours = figures.groups(slice).map((group) => {
    const seconds = [...group.seconds]
    return { ...group, seconds, median: percentile(seconds, 0.5), p90: percentile(seconds, 0.9) }
  })
  const theirs = await groupsBySql(db, county, slice)
  expect(ours).to.have.length(theirs.length)
  expect(byKey(ours)).to.deep.equal(byKey(theirs))
  expect(figures.totals(slice)).to.deep.equal(await totalsBySql(db, county, slice))
}

function byKey(groups: readonly SqlGroup[]): Record<string, SqlGroup> {
  const keyOf = ({ decision, urgencyGroup, zone, measure, by }: SqlGroup) =>
    JSON.stringify([decision, urgencyGroup, zone, measure, by])
  return Object.fromEntries(groups.map((group) => [keyOf(group), group]))
}
