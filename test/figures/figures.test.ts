import { expect } from 'chai'
import fc from 'fast-check'
import { createCalendar } from '../../src/domain/calendar.ts'
import { type JudgedRow, rowFlags } from '../../src/domain/judged-row.ts'
import { percentile } from '../../src/domain/statistics.ts'
import {
  createFigures,
  dimensions,
  type Figures,
  type Group,
  groupKeys,
  type Slice,
} from '../../src/figures/figures.ts'
import type { Database } from '../../src/store/database.ts'
import { type JudgedTask, judgedPages, saveTasks } from '../../src/store/task-cache.ts'
import { aRow, start } from '../builders.ts'
import { emptyTables, testDatabase } from '../database.ts'
import { groupsBySql, type PlainGroup, present, tasksBySql, totalsBySql } from './plain-sql.ts'
import { otherGrid, randomJudged, randomRows } from './random-rows.ts'

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
const noFlags = { urgencyChanged: 0, coarseTimes: 0, corrected: 0, mobile: 0 }

describe('figures', () => {
  it('of nothing are none', () => {
    const figures = createFigures(calendar)
    expect(figures.groups({ ...ems, by: ['month', 'urgency'] })).to.deep.equal([])
    expect(figures.totals(ems)).to.deep.equal({ total: 0, used: 0, excluded: {} })
    expect(figures.size()).to.equal(0)
    expect(figures.dates(ems)).to.equal(undefined)
    const where = { month: '2026-11', band: '06-12' }
    expect(figures.totals({ ...ems, where }).total).to.equal(0)
    expect(figures.tasks({ ...ems, where }, 10)).to.deep.equal([])
    const before = { ...ems, from: 0, to: 1, where }
    expect(figuresOf({}).groups({ ...before, by: dimensions })).to.deep.equal([])
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
      ...{ total: 5, excluded: { transfer: 2 }, seconds: Int32Array.of(0, 120, 500), flagged: noFlags },
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
    const none = {
      ...{ decision: undefined, urgency: undefined, zone: undefined, municipality: undefined },
      ...{ measure: undefined, station: undefined, cell: undefined },
    }
    const figures = figuresOf({ task: 'T1', station: 'laukaa', cell: '1kmN1E1' }, { task: 'T2', ...none })
    for (const where of [
      ...[{ urgency: 'none' }, { decision: 'none' }, { measure: 'none' }, { zone: 'unknown' }],
      ...[{ municipality: 'unknown' }, { station: 'unknown' }, { cell: 'unknown' }, { cell: '1kmN1E1' }],
    ])
      expect(figures.totals({ ...ems, where }).total, JSON.stringify(where)).to.equal(1)
    for (const where of [
      { urgency: 'Z' },
      { zone: '' },
      { month: '1999-01' },
      { hour: '7' },
      { weekday: '0' },
      { year: '26' },
      { band: '06-11' },
      { cell: '1kmN1E2' },
      { decision: 'decision 2' },
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
    for (const [time, month, weekday, hour, band] of [
      ['2026-11-21T18:00Z', '2026-11', '6', '20', '18-24'],
      ['2026-08-31T20:59Z', '2026-08', '1', '23', '18-24'],
      ['2026-08-31T21:00Z', '2026-09', '2', '00', '00-06'],
      ['2026-10-25T00:30Z', '2026-10', '7', '03', '00-06'],
      ['2026-10-25T01:30Z', '2026-10', '7', '03', '00-06'],
      ['2026-03-29T01:00Z', '2026-03', '7', '04', '00-06'],
      ['2028-02-29T21:59Z', '2028-02', '2', '23', '18-24'],
      ['2028-02-29T22:00Z', '2028-03', '3', '00', '00-06'],
      ['2026-07-01T02:59Z', '2026-07', '3', '05', '00-06'],
      ['2026-07-01T03:00Z', '2026-07', '3', '06', '06-12'],
      ['2026-07-01T14:59Z', '2026-07', '3', '17', '12-18'],
      ['2026-12-31T22:30Z', '2027-01', '5', '00', '00-06'],
      ['2019-12-31T22:00Z', '2020-01', '3', '00', '00-06'],
    ] as const)
      it(`${time} is ${month}, day ${weekday}, hour ${hour} (trap 18)`, () => {
        const own = { year: month.slice(0, 4), month, weekday, hour, band }
        const figures = figuresOf({ datedAt: Date.parse(time) })
        const slice = { ...ems, from: calendar.startOfDate('2020-01-01'), by: dimensions }
        expect(figures.groups(slice)[0]!.by).to.include(own)
        expect(figures.totals({ ...slice, where: own }).total).to.equal(1)
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
      const rows = Array.from({ length: 10_000 }, (_, i) => aRow({ task: `T${i}`, seconds: i }))
      figures.update(rows)
      for (let round = 0; round < 3; round++) figures.update(rows)
      for (let i = 0; i < 10_000; i += 2) figures.forget(`T${i}`)
      expect(figures.size()).to.equal(5000)
      expect(secondsOf(figures)[0]).to.deep.equal(Array.from({ length: 5000 }, (_, i) => 2 * i + 1))
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

  it('keep apart more cells than sixteen bits can number', () => {
    const n = 70_000
    const figures = createFigures(calendar)
    figures.update(
      Array.from({ length: n }, (_, i) => aRow({ task: `T${i}`, cell: `cell ${i}`, seconds: i })),
    )
    const groups = figures.groups({ ...ems, by: ['cell', 'urgency'] })
    expect(groups).to.have.length(n)
    expect(groups.filter(({ by, seconds }) => by.cell !== `cell ${seconds[0]}`)).to.deep.equal([])
    for (const cell of [0, 255, 256, 65_535, 65_536, n - 1])
      expect(secondsOf(figures, { ...ems, where: { cell: `cell ${cell}` } })).to.deep.equal([[cell]])
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

  describe('tell beside the reach times', () => {
    const { urgencyChanged, coarseTimes, corrected, mobile } = rowFlags
    const figures = figuresOf(
      { task: 'T1', turnoutSeconds: 90, driveSeconds: 300, flags: coarseTimes + corrected },
      { task: 'T2', turnoutSeconds: 2, driveSeconds: 200, flags: mobile },
      { task: 'T3', turnoutSeconds: 60, driveSeconds: 100_000, flags: urgencyChanged + coarseTimes },
      { task: 'T4', turnoutSeconds: 0, driveSeconds: 0 },
      { task: 'T5', flags: mobile },
      { task: 'T6', excluded: 'cancelled-before-arrival', cancelledSeconds: 400 },
      { task: 'T7', excluded: 'cancelled-before-arrival', cancelledSeconds: 70_000, flags: urgencyChanged },
    )
    const told = (asked: Slice['with']) => figures.groups({ ...ems, with: asked })[0]!

    it('turnout of units at their station and drive of all, on asking (traps 10 and 12)', () => {
      const { turnoutSeconds, driveSeconds, ...rest } = told(['parts'])
      expect([...turnoutSeconds!]).to.deep.equal([0, 60, 90])
      expect([...driveSeconds!]).to.deep.equal([0, 200, 300, 100_000])
      expect(rest).to.include({ mobile: 1 }).and.not.to.have.property('cancelledSeconds')
    })

    it('when the cancelled were cancelled, on asking (trap 27)', () => {
      expect([...told(['cancelled']).cancelledSeconds!]).to.deep.equal([400, 70_000])
      expect(told(['cancelled'])).not.to.have.any.keys('turnoutSeconds', 'driveSeconds', 'mobile')
    })

    it('how many carry each flag, used or not (traps 10, 19 and 21)', () => {
      expect(told([]).flagged).to.deep.equal({ urgencyChanged: 2, coarseTimes: 2, corrected: 1, mobile: 2 })
    })
  })

  describe('on one grid, whatever each task was judged by (trap 42)', () => {
    const figures = figuresOf(
      { task: 'T1', zone: '1', cell: 'a' },
      { task: 'T2', zone: '2', cell: 'a' },
      { task: 'T3', zone: '1', cell: 'b' },
      { task: 'T4', zone: '1', cell: 'gone' },
      { task: 'T5', zone: '1' },
    )
    let asked: string[] = []
    const zoneOfCell = (cell: string) => {
      asked.push(cell)
      return ({ a: '3', b: '1' } as Record<string, string>)[cell]
    }
    const slice: Slice = { ...ems, zoneOfCell }
    const zonesOf = (of: Slice) => figures.groups(of).map(({ zone, total }) => [zone, total])

    it('take the zone from the cell, unknown where there is none', () => {
      expect(zonesOf(slice)).to.deep.equal([
        [undefined, 2],
        ['1', 1],
        ['3', 2],
      ])
      expect(figures.totals({ ...slice, where: { zone: '3' } }).total).to.equal(2)
      expect(figures.totals({ ...slice, where: { zone: 'unknown' } }).total).to.equal(2)
      expect(
        figures.tasks({ ...slice, where: { zone: '1' } }, 9).map(({ task, zone }) => [task, zone]),
      ).to.deep.equal([['T3', '1']])
      expect(zonesOf(ems)).to.deep.equal([
        ['1', 4],
        ['2', 1],
      ])
    })

    it('ask for each cell once, those that come later too', () => {
      figures.update([aRow({ task: 'T6', cell: 'b' }), aRow({ task: 'T7', cell: 'c' })])
      zonesOf(slice)
      zonesOf(slice)
      expect(asked).to.deep.equal(['a', 'b', 'gone', 'c'])
      asked = []
      zonesOf({ ...ems, zoneOfCell: () => '9' })
      expect(asked).to.deep.equal([])
    })
  })

  describe('tell the single tasks behind a figure', () => {
    it('newest first, as they were written, at most as many as asked for', () => {
      const last = {
        task: 'T3',
        datedAt: start + 2,
        station: 'laukaa',
        cell: 'a',
        turnoutSeconds: 60,
        flags: 1,
      }
      const figures = figuresOf(
        { task: 'T2', datedAt: start + 1, excluded: 'transfer', zone: undefined },
        { task: 'T1', datedAt: start + 1 },
        last,
        { task: 'T3', ordinal: 1, datedAt: start + 2, measure: 'ambulance' },
        { task: 'T0', datedAt: start },
      )
      const told = (slice: Slice, limit = 9) =>
        figures.tasks(slice, limit).map(({ task, ordinal }) => `${task}.${ordinal}`)
      expect(told(ems)).to.deep.equal(['T3.0', 'T3.1', 'T1.0', 'T2.0', 'T0.0'])
      for (const limit of [0, 1, 2, 3, 4])
        expect(told(ems, limit)).to.deep.equal(['T3.0', 'T3.1', 'T1.0', 'T2.0', 'T0.0'].slice(0, limit))
      expect(told({ ...ems, where: { measure: 'ambulance' } })).to.deep.equal(['T3.1'])
      expect(figures.tasks(ems, 1)).to.deep.equal([aRow(last)])
    })
  })

  it('find the rows of a month among those of many years, in whatever order they came', () => {
    const day = 24 * 3_600_000
    const rows = Array.from({ length: 30_000 }, (_, i) =>
      aRow({ task: `T${i}`, datedAt: start + (i % 3000) * day }),
    )
    const from = start + 1500 * day
    const expected = rows.filter(({ datedAt }) => datedAt >= from && datedAt < from + 30 * day).length
    for (const order of [rows, [...rows].sort((a, b) => a.datedAt - b.datedAt)]) {
      const figures = createFigures(calendar)
      figures.update(order)
      const { total } = figures.totals({ service: 'ems', from, to: from + 30 * day })
      expect(total).to.equal(expected)
    }
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
            else figures.update(randomRows(seed, task))
            last.set(task, seed === null ? [] : randomRows(seed, task))
          }
          const shuffled = [...last.values()].map((rows) => ({ rows, key: keys.next().value! }))
          const other = createFigures(calendar)
          for (const { rows } of shuffled.sort((a, b) => a.key - b.key)) other.update(rows)
          expect(figures.size()).to.equal(other.size())
          for (const slice of slices) {
            expect(JSON.stringify(figures.groups(slice))).to.equal(JSON.stringify(other.groups(slice)))
            expect(figures.totals(slice)).to.deep.equal(other.totals(slice))
            expect(figures.tasks(slice, 7)).to.deep.equal(other.tasks(slice, 7))
          }
        },
      ),
    )
  })
})

const county = '15'
const zoneOfCell = (cell: string) => otherGrid[cell]
const anyWhere = fc
  .record(
    {
      urgency: fc.constantFrom('A', 'none', 'N'),
      municipality: fc.constantFrom('179', 'unknown'),
      station: fc.constantFrom('laukaa', 'unknown'),
      cell: fc.constantFrom('1kmN1E1', 'unknown'),
      decision: fc.constantFrom('old', 'none'),
      zone: fc.constantFrom('1', '2', 'unknown'),
      urgencyGroup: fc.constantFrom('A+B', 'C'),
      measure: fc.constantFrom('first-unit', 'ambulance', 'none'),
      year: fc.constantFrom('2025', '2026'),
      month: fc.constantFrom('2026-03', '2026-10', '2026-11'),
      weekday: fc.constantFrom('1', '7'),
      hour: fc.constantFrom('00', '03', '23'),
      band: fc.constantFrom('00-06', '18-24'),
    },
    { requiredKeys: [] },
  )
  .chain((where) => fc.subarray(Object.entries(where), { maxLength: 2 }))
  .map((entries) => Object.fromEntries(entries))
const anySlice: fc.Arbitrary<Slice> = fc.record(
  {
    service: fc.constantFrom('ems' as const, 'rescue' as const),
    from: fc.constantFrom('2025-01-01', '2026-03-29', '2026-09-01', '2026-10-25').map(calendar.startOfDate),
    to: fc.constantFrom('2026-10-26', '2026-11-01', '2027-01-01').map(calendar.startOfDate),
    by: fc.subarray([...dimensions]),
    where: anyWhere,
    with: fc.subarray(['parts', 'cancelled'] as const),
    zoneOfCell: fc.constant(zoneOfCell),
  },
  { requiredKeys: ['service', 'from', 'to'] },
)

/** What is summed over groups, and the values that are put together. */
function wholeOf(groups: readonly Group[]) {
  const sumOf = (counts: readonly Readonly<Record<string, number>>[]) => {
    const sums: Record<string, number> = {}
    for (const [name, count] of counts.flatMap(Object.entries)) sums[name] = (sums[name] ?? 0) + count
    return sums
  }
  const merged = (lists: readonly (Int32Array | undefined)[]) =>
    lists.flatMap((list) => [...list!]).sort((a, b) => a - b)
  return {
    ...sumOf(groups.map(({ total, mobile }) => ({ total, mobile: mobile! }))),
    excluded: sumOf(groups.map(({ excluded }) => excluded)),
    flagged: sumOf(groups.map(({ flagged }) => flagged)),
    seconds: merged(groups.map(({ seconds }) => seconds)),
    turnoutSeconds: merged(groups.map(({ turnoutSeconds }) => turnoutSeconds)),
    driveSeconds: merged(groups.map(({ driveSeconds }) => driveSeconds)),
    cancelledSeconds: merged(groups.map(({ cancelledSeconds }) => cancelledSeconds)),
  }
}

describe('figures split along any dimension', () => {
  it('sum to the whole, whether split by it or asked for value by value', () => {
    fc.assert(
      fc.property(fc.nat(), anySlice, (seed, any) => {
        const figures = createFigures(calendar)
        for (let i = 0; i < 120; i++) figures.update(randomRows(seed, `T${i}`))
        const slice = { ...any, by: [], with: ['parts', 'cancelled'] as const }
        const whole = wholeOf(figures.groups(slice))
        expect(whole.seconds.length + Object.values(whole.excluded).reduce((sum, n) => sum + n, 0)).to.equal(
          figures.groups(slice).reduce((sum, { total }) => sum + total, 0),
        )
        for (const dimension of dimensions) {
          const split = figures.groups({ ...slice, by: [dimension] })
          expect(wholeOf(split), dimension).to.deep.equal(whole)
          if (slice.where?.[dimension] !== undefined) continue
          const values = [...new Set(split.map(({ by }) => by[dimension]!))]
          const parts = values.map((value) => ({ ...slice, where: { ...slice.where, [dimension]: value } }))
          expect(wholeOf(parts.flatMap(figures.groups)), dimension).to.deep.equal(whole)
          const totals = parts.map((part) => figures.totals(part).total)
          expect(totals.reduce((sum, n) => sum + n, 0)).to.equal(figures.totals(slice).total)
        }
        for (const group of figures.groups(slice)) {
          const { decision = 'none', urgencyGroup, zone = 'unknown', measure = 'none' } = group
          const own = { decision, urgencyGroup, zone, measure }
          if (groupKeys.some((key) => slice.where?.[key] !== undefined)) continue
          const tasks = figures.tasks({ ...slice, where: { ...slice.where, ...own } }, 1000)
          expect(tasks).to.have.length(group.total)
          const seconds = tasks.flatMap((task) => task.seconds ?? []).sort((a, b) => a - b)
          expect(seconds).to.deep.equal([...group.seconds])
        }
      }),
      { numRuns: 25 },
    )
  })
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
      slices: fc.array(anySlice, { minLength: 8, maxLength: 8 }),
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
        const forgotten = judged.slice(140).map(({ task }): JudgedTask => ({ task, rows: [] }))
        await saveTasks(db, county, [...anew, ...forgotten])
        for (const { rows } of anew) figures.update(rows)
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
  const ours = figures.groups(slice).map(plain)
  const theirs = await groupsBySql(db, county, slice)
  expect(ours).to.have.length(theirs.length)
  expect(byKey(ours)).to.deep.equal(byKey(theirs))
  expect(figures.totals(slice)).to.deep.equal(await totalsBySql(db, county, slice))
  expect(figures.tasks(slice, 10).map(present)).to.deep.equal(await tasksBySql(db, county, slice, 10))
  const dates = figures.tasks(slice, Number.MAX_SAFE_INTEGER).map(({ datedAt }) => datedAt)
  expect(figures.dates(slice)).to.deep.equal(
    dates.length > 0 ? { first: dates.at(-1), last: dates[0] } : undefined,
  )
}

function plain({ seconds, turnoutSeconds, driveSeconds, cancelledSeconds, ...rest }: Group): PlainGroup {
  const lists = Object.entries({ seconds, turnoutSeconds, driveSeconds, cancelledSeconds }).flatMap(
    ([name, list]) => (list ? [[name, [...list]]] : []),
  )
  const percentiles = { median: percentile(seconds, 0.5), p90: percentile(seconds, 0.9) }
  return { ...rest, ...percentiles, ...Object.fromEntries(lists) }
}

function byKey(groups: readonly PlainGroup[]): Record<string, PlainGroup> {
  const keyOf = ({ decision, urgencyGroup, zone, measure, by }: PlainGroup) =>
    JSON.stringify([decision, urgencyGroup, zone, measure, by])
  return Object.fromEntries(groups.map((group) => [keyOf(group), group]))
}
