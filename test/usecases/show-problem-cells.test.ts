/** Problem cells from messages to the answer: own clock, classes by date, counts that add up. */
import { expect } from 'chai'
import { cellRing } from '../../geo/cell.ts'
import { problemCellsSchema } from '../../src/contract/problem-cells.ts'
import { VasteError } from '../../src/domain/error.ts'
import { type RiskContent, riskClassIds } from '../../src/domain/risk-cells.ts'
import { problemCellsCsv } from '../../src/report/problem-cells-csv.ts'
import { problemCellsTable } from '../../src/report/problem-cells-table.ts'
import { importRiskCells } from '../../src/usecases/import-risk-cells.ts'
import { rebuild } from '../../src/usecases/rebuild.ts'
import { loadReference } from '../../src/usecases/reference.ts'
import {
  loadMiddles,
  type ProblemCellsQuestion,
  showProblemCells,
} from '../../src/usecases/show-problem-cells.ts'
import {
  aDecision,
  aTarget,
  contextOf,
  county,
  created,
  noon,
  placeAt,
  reached,
  type SmallWorld,
  smallWorld,
  worldOn,
} from './small-world.ts'

const target = (zone: string, withinSeconds: number) => aTarget({ zone, withinSeconds, official: false })
const rescue = aDecision({
  ...{ id: 'rescue', service: 'rescue', zoneSystem: 'rescue-risk', clockStart: 'arriving-unit-alert' },
  ...{ qualifyingUnits: { 'first-unit': 'any' } },
  targets: [target('I', 360), target('II', 600), target('III', 1200)],
})

/** West to east, two columns of cells of each class. */
const risk: RiskContent = {
  shape: 'cells',
  cells: Array.from({ length: 32 }, (_, i) => ({
    ...{ e: 430 + (i % 8), n: 6900 + Math.floor(i / 8) },
    class: riskClassIds[Math.floor((i % 8) / 2)]!,
  })),
}

const at = (date: string, hour = 12) => Date.parse(`${date}T${String(hour).padStart(2, '0')}:00:00+02:00`)
const first = { place: placeAt(500, 500) }

describe('showing problem cells', () => {
  let world: SmallWorld

  /** Four tasks in each of 2022 to 2025 in the first cell, late each: 370, 371, 372 and 373 seconds against 360. */
  const lateYears = [2022, 2023, 2024, 2025].flatMap((year) =>
    [0, 1, 2, 3].flatMap((n) =>
      reached(`${year}-${n}`, at(`${year}-03-0${n + 1}`), 370 + n, { service: 'rescue', ...first }),
    ),
  )

  beforeEach(async function () {
    this.timeout(60_000)
    world = await smallWorld({ decisions: [aDecision(), rescue] })
    await importRiskCells(world.db, world.reference, {
      ...{ version: 'v', validFrom: '2018-01-01', source: 'test', content: risk },
    })
    world = await worldOn(world.db)
  })

  async function show(question: ProblemCellsQuestion = {}) {
    const middleOf = await loadMiddles(world.db, world.reference)
    const found = showProblemCells(question, { ...(await contextOf(world)), middleOf })
    expect(found.used + sum(found.excluded), 'used + excluded = total').to.equal(found.total)
    return problemCellsSchema.parse(JSON.parse(JSON.stringify(found)))
  }
  const sum = (counts: object) => Object.values(counts).reduce((all: number, n: number) => all + n, 0)

  it('lists a cell missed in each of the four years, with what a map and a table need', async () => {
    await world.recorder.record(lateYears)
    const found = await show({ lastYear: 2025 })
    expect(found).to.deep.include({ years: [2022, 2023, 2024, 2025], lastYearOver: true, emptyYears: [] })
    expect(found).to.deep.include({ total: 16, used: 16, missing: 0, excluded: {}, withoutTarget: 0 })
    expect(found).to.include({ reading: 'each-year', minimumTasks: 4, official: false })
    expect(found.targets).to.deep.equal([
      {
        ...{ decision: 'rescue', urgency: 'A+B', zone: 'I', withinSeconds: 360 },
        ...{ requiredShare: 0.5, official: false },
      },
    ])
    expect(found.counts['each-year']).to.deep.equal({ listed: 1, near: 0, held: 0, clear: 0 })
    const [cell] = found.cells
    expect(cell).to.deep.include({
      cell: '1kmN6900E430',
      class: 'I',
      municipality: '901',
      standing: 'listed',
    })
    expect(cell!.centre).to.include({ e: 430_500, n: 6_900_500 })
    expect(cell!.centre!.lon).to.be.closeTo(25.665, 0.05)
    expect(cell!.medianSeconds).to.equal(371.5)
    expect(cell!.years[3]).to.deep.include({ tasks: 4, inTime: 0, share: 0, required: 2, status: 'not-met' })
    expect(cell!.years[3]!.deciding).to.deep.equal([
      { task: '2025-0', seconds: 370, secondsOver: 10 },
      { task: '2025-1', seconds: 371, secondsOver: 11 },
    ])
  })

  it('says how far it is from leaving while the year runs, and who stands near', async () => {
    const running = [2023, 2024, 2025].flatMap((year) =>
      [0, 1, 2, 3].flatMap((n) =>
        reached(`b${year}-${n}`, at(`${year}-05-0${n + 1}`), 900, {
          ...{ service: 'rescue', place: placeAt(2500, 500) },
        }),
      ),
    )
    const late2026 = [0, 1, 2, 3].flatMap((n) =>
      reached(`2026-${n}`, at(`2026-03-0${n + 1}`), 380, { service: 'rescue', ...first }),
    )
    await world.recorder.record([...lateYears, ...running, ...late2026])
    const found = await show()
    expect(found).to.deep.include({ years: [2023, 2024, 2025, 2026], lastYearOver: false })
    expect(
      found.cells.map((cell) => [cell.cell, cell.standing, cell.furtherInTime, cell.furtherLate]),
    ).to.deep.equal([
      ['1kmN6900E430', 'listed', 4, undefined],
      ['1kmN6900E432', 'near', 1, 4],
    ])
    const [, near] = (await show({ reading: 'over-the-years' })).cells
    expect(near).to.include({ standing: 'near', furtherLate: 1 })
  })

  it('counts by the local year: New Year begins at midnight here, not in Greenwich (trap 18)', async () => {
    const eve = (task: string, time: string) =>
      reached(task, Date.parse(time), 100, { service: 'rescue', ...first })
    await world.recorder.record([
      ...lateYears,
      ...eve('old', '2025-12-31T21:59:00Z'),
      ...eve('new', '2025-12-31T22:00:00Z'),
    ])
    const [cell] = (await show({ lastYear: 2025 })).cells
    expect(cell!.years[3]).to.include({ tasks: 5, inTime: 1 })
    const [next] = (await show({ lastYear: 2026, all: true })).cells
    expect(next!.years[3]).to.include({ tasks: 1, inTime: 1 })
  })

  it('keeps cancelled, open, not urgent and placeless tasks out of the cells, and counts why', async () => {
    const day = at('2025-06-01')
    const change = { service: 'rescue', ...first }
    await world.recorder.record([
      ...lateYears,
      ...reached('c', day, 100, { ...change, urgency: 'C' }),
      ...reached('nowhere', day, 100, { service: 'rescue', place: undefined }),
      ...reached('iv', day, 100, { service: 'rescue', place: placeAt(6500, 500) }),
      ...reached('missing', day, 100, change).filter(
        (event) => !('status' in event) || event.status === 'alerted',
      ),
      created('open', noon - 60_000, change),
      created('cancelled', day, change),
      {
        id: 'x-9',
        source: 'cad',
        kind: 'task.cancelled',
        at: new Date(day + 60_000).toISOString(),
        task: 'cancelled',
      },
      ...reached('ems', day, 100, first),
    ])
    const found = await show({ lastYear: 2025 })
    expect(found).to.deep.include({ total: 20, used: 17, missing: 1, withoutTarget: 1 })
    expect(found.excluded).to.deep.equal({
      ...{ 'no-place': 1, 'arrival-missing': 1, 'cancelled-before-arrival': 1 },
    })
    expect(found.cells[0]!.years[3]).to.include({ tasks: 5, timed: 4, missing: 1, shareIfInTime: 0.2 })
    expect((await show({ lastYear: 2026 })).excluded).to.include({ 'still-open': 1 })
  })

  it('judges each task by the class and the decision of its date (traps 42 and 56)', async () => {
    await world.recorder.record(lateYears)
    const content: RiskContent = {
      shape: 'cells',
      cells: risk.shape === 'cells' ? risk.cells.map((cell) => ({ ...cell, class: 'II' as const })) : [],
    }
    await importRiskCells(world.db, world.reference, {
      ...{ version: 'next', validFrom: '2025-03-03', source: 'test', content },
    })
    world = await worldOn(world.db)
    await rebuild(world.db, world.reference, { check: false, onProgress: () => {} })
    const found = await show({ lastYear: 2025, all: true })
    const [cell] = found.cells
    expect(cell!.years[3]).to.deep.include({ classes: ['I', 'II'], inTime: 2, tasks: 4, status: 'met' })
    expect(cell).to.include({ class: 'II', standing: 'clear' })
    expect(found.zoneVersions.map(({ version }) => version)).to.deep.equal(['v', 'next'])
    expect(found.cells, 'the same place is one cell').to.have.length(1)
  })

  it('knows zones with ids of their own, and where their middle is', async () => {
    const zones = [{ id: 'R-17', class: 'I' as const, polygons: [[cellRing({ e: 430, n: 6900 })]] }]
    await importRiskCells(world.db, world.reference, {
      ...{ version: 'v', validFrom: '2018-01-01', source: 'test', content: { shape: 'polygons', zones } },
    })
    world = await worldOn(world.db)
    await world.recorder.record(lateYears)
    const found = await show({ lastYear: 2025 })
    expect(found.cells).to.have.length(1)
    expect(found.cells[0]).to.include({ cell: 'R-17', standing: 'listed' })
    expect(found.cells[0]!.centre).to.include({ e: 430_500, n: 6_900_500 })
  })

  it('says which years had no task at all, and refuses years to come', async () => {
    await world.recorder.record(lateYears)
    expect((await show({ lastYear: 2026 })).emptyYears).to.deep.equal([2026])
    const context = await contextOf(world)
    for (const lastYear of [2027, 1.5, 0])
      expect(() => showProblemCells({ lastYear }, context)).to.throw(
        VasteError,
        /^found last year .*has begun/,
      )
    expect(() => showProblemCells({ minimumTasks: 0 }, context)).to.throw(VasteError, /^found minimum 0/)
  })

  it('has no cells without a decision of rescue', async () => {
    world = await smallWorld()
    const found = await show()
    expect(found).to.deep.include({
      cells: [],
      total: 0,
      decisions: [],
      emptyYears: [2023, 2024, 2025, 2026],
    })
    expect(problemCellsTable(found)).to.match(/No cell is on the list or near it\./)
  })

  it('is written as a table and as CSV with counts beside shares (trap 49)', async () => {
    await world.recorder.record(lateYears)
    const found = await show({ lastYear: 2025 })
    const table = problemCellsTable(found)
    expect(table).to.match(/^Problem cells of 2022 to 2025: .*\n.*PLACEHOLDER targets, not official\./s)
    expect(table).to.match(
      /^1kmN6900E430 +I +901 +listed +listed +0 of 4 \* +0 of 4 \* +0 of 4 \* +0 of 4 \* +6:12 +2025-0 \+10 s, 2025-1 \+11 s$/m,
    )
    expect(table).to.match(/^Urgent tasks 16 = used 16 \+ excluded 0, /m)
    const [header, line, ...rest] = problemCellsCsv(found, 'fi').slice(1).trimEnd().split('\r\n')
    expect(rest).to.deep.equal([])
    const values = Object.fromEntries(header!.split(';').map((name, i) => [name, line!.split(';')[i]]))
    expect(values).to.include({ cell: '1kmN6900E430', class_name: 'Riskiluokka I', median_seconds: '371,5' })
    expect(values).to.include({
      '2025_tasks': '4',
      '2025_in_time': '0',
      '2025_required': '2',
      '2025_share': '0',
    })
    expect(values).to.include({ targets: 'placeholder', standing_over_the_years: 'listed' })
  })

  it('goes by the limits of the decision that is adopted', async () => {
    await world.recorder.record(lateYears)
    const lenient = { ...rescue, targets: [target('I', 372)] }
    const context = await contextOf(world)
    const reference = { ...(await loadReference(world.db, county)), decisions: [lenient] }
    const found = showProblemCells({ lastYear: 2025, all: true }, { ...context, reference })
    expect(found.cells[0]!.years[0]).to.include({ inTime: 3, status: 'met' })
  })
})
