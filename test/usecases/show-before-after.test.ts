/**
 * A change at the west station of the small county, over a full grid of roads where every kilometre is a minute: counted
 * anew by SQL from the bare rows, and what is left out, cut or doubted.
 */
import { expect } from 'chai'
import { cellId } from '../../geo/cell.ts'
import { buildRoadGraph } from '../../geo/roads/build-graph.ts'
import type { RoadGraph, RoadKind } from '../../geo/roads/road-graph.ts'
import { emergencyDrive, normalDrive } from '../../geo/roads/speeds.ts'
import { type BeforeAfter, beforeAfterSchema } from '../../src/contract/before-after.ts'
import { VasteError } from '../../src/domain/error.ts'
import type { JudgedRow } from '../../src/domain/judged-row.ts'
import { rowFlags } from '../../src/domain/judged-row.ts'
import type { ReadinessPeriod } from '../../src/domain/readiness.ts'
import { createFigures } from '../../src/figures/figures.ts'
import { beforeAfterCsv } from '../../src/report/before-after-csv.ts'
import { beforeAfterTable } from '../../src/report/before-after-table.ts'
import { lognormal, streamOf, uniform } from '../../src/simulate/random.ts'
import type { StationRecord } from '../../src/store/readiness.ts'
import { createBeforeAfterDesk } from '../../src/usecases/before-after-desk.ts'
import { createGround, type Ground } from '../../src/usecases/coverage-ground.ts'
import { showBeforeAfter, showChanges } from '../../src/usecases/show-before-after.ts'
import type { BeforeAfterContext } from '../../src/usecases/study-change.ts'
import { piecesOf, tinySource } from '../geo/roads/tiny-roads.ts'
import { aDecision, aTarget, placeAt, type SmallWorld, smallWorld } from './small-world.ts'

const [columns, rows] = [8, 4]
const middles = Array.from({ length: columns * rows }, (_, i) =>
  placeAt(500 + (i % columns) * 1000, 500 + Math.floor(i / columns) * 1000),
)

function gridRoads(): RoadGraph {
  const roads = middles.flatMap((_, i) => [
    ...(i % columns < columns - 1 ? [{ from: i, to: i + 1 }] : []),
    ...(i + columns < middles.length ? [{ from: i, to: i + columns }] : []),
  ])
  const kinds = roads.map(
    (): RoadKind => ({
      ...{ roadClass: 'secondary', surface: 'paved', access: 'open', speedTenths: 600 },
    }),
  )
  const places = middles.map(({ lon, lat }) => [lon, lat] as const)
  const pieces = roads.map((road, kind) => ({ ...road, kind, millimetres: 1e6 }))
  return buildRoadGraph(piecesOf(places, pieces, { kinds }), { ...tinySource, approximate: true })
}

const station = (id: string, cell: number): StationRecord => ({
  ...{ id, name: id.toUpperCase(), services: ['rescue'], place: middles[cell]!, demoPosition: false },
})
const stations = [station('west', 0), station('east', 31)]
const period = (change: Partial<ReadinessPeriod>): ReadinessPeriod => ({
  ...{ id: 'west-24-7', station: 'west', service: 'rescue', slot: 'spearhead', kind: '24/7', unitTypes: [] },
  ...{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00', validFrom: '2025-10-01' },
  ...{ dateConfirmed: false, demo: false, strength: { leaders: 1, crew: 1 } },
  ...change,
})
const decision = aDecision({
  ...{ id: 'rescue', service: 'rescue', zoneSystem: undefined, validFrom: '2020-01-01' },
  qualifyingUnits: { 'first-unit': 'any', 'effective-action': 'any' },
  targets: [aTarget({ withinSeconds: 600 }), aTarget({ measure: 'effective-action', withinSeconds: 900 })],
})

/** Three years of tasks, each cell as often as another; the change at the west cuts turnouts by four minutes. */
function someRows(): JudgedRow[] {
  const random = streamOf('before-after', 'rows')
  const [from, to] = [Date.parse('2023-10-01T00:00:00+03:00'), Date.parse('2026-10-01T00:00:00+03:00')]
  const change = Date.parse('2025-10-01T00:00:00+03:00')
  return Array.from({ length: 2400 }, (_, i): JudgedRow[] => {
    const [c, r] = [Math.floor(uniform(random, 0, columns)), Math.floor(uniform(random, 0, rows))]
    const datedAt = Math.floor(uniform(random, from, to) / 1000) * 1000
    const isWest = c + r <= 5
    const turnoutSeconds = Math.ceil(lognormal(random, isWest && datedAt >= change ? 120 : 360, 0.3))
    const driveSeconds = Math.ceil(lognormal(random, 200, 0.4))
    const head = {
      ...{ task: `t${i}`, service: 'rescue' as const, datedAt, decision: 'rescue', urgency: 'A' },
      ...{ urgencyGroup: 'A+B', municipality: '901', cell: cellId({ e: 430 + c, n: 6900 + r }) },
    }
    if (i % 50 === 0)
      return [{ ...head, ordinal: 0, measure: 'first-unit', excluded: 'arrival-missing', flags: 0 }]
    const seconds = turnoutSeconds + driveSeconds
    return [
      {
        ...{ ...head, ordinal: 0, measure: 'first-unit', seconds, turnoutSeconds, driveSeconds },
        ...{ station: isWest ? 'west' : 'east', flags: i % 10 === 0 ? rowFlags.mobile : 0 },
      },
      i % 7 === 0
        ? { ...head, ordinal: 1, measure: 'effective-action', excluded: 'formation-incomplete', flags: 0 }
        : { ...head, ordinal: 1, measure: 'effective-action', seconds: seconds + 120, flags: 0 },
    ]
  }).flat()
}

/** From the bare rows: distances in closed form, likeness by joins, the clock by the database. */
const bySql = `
  with told as (
    select t.task, t.e - 430 as c, t.n - 6900 as r, t.first_unit, t.effective, t.turnout, t.drive, t.mobile,
      to_timestamp(t.at / 1000.0) at time zone 'Europe/Helsinki' as clock
    from unnest($1::text[], $2::float8[], $3::int[], $4::int[], $5::int[], $6::int[], $7::int[], $8::int[], $9::boolean[])
      as t (task, at, e, n, first_unit, effective, turnout, drive, mobile)
  ), dated as (
    select told.*, case
        when clock >= '2024-10-01' and clock < '2025-10-01' then 'before'
        when clock >= '2025-10-01' and clock < '2026-10-01' then 'after'
      end as period
    from told
  ), cell as (
    select c, r, 60 * (c + r) as west, 60 * (7 - c + 3 - r) as east,
      (select count(*) from dated d where d.c = x.c and d.r = y.r and d.period = 'before') as tasks
    from generate_series(0, 7) x (c) cross join generate_series(0, 3) y (r)
  ), likened as (
    select c, r, west, east, west <= east as is_area,
      (case when least(west, east) <= 300 then 'a' when least(west, east) <= 600 then 'b' else 'c' end)
        || (case when tasks = 0 then '0' when tasks <= 2 then '1' when tasks <= 9 then '2' else '3' end) as likeness
    from cell
  ), sided as (
    select c, r, 'area' as side from likened where is_area
    union all
    select c, r, 'control' from likened l
    where not is_area and west - east >= 300
      and exists (select from likened a where a.is_area and a.likeness = l.likeness)
  )
  select d.period, s.side,
    count(first_unit)::int as n,
    percentile_cont(0.5) within group (order by first_unit) as median,
    percentile_cont(0.9) within group (order by first_unit) as p90,
    (count(*) filter (where first_unit <= 600))::float8 / count(first_unit) as share,
    percentile_cont(0.5) within group (order by effective) as effective,
    count(effective)::int as effective_n,
    percentile_cont(0.5) within group (order by turnout) filter (where not mobile) as turnout,
    percentile_cont(0.5) within group (order by drive) as drive,
    percentile_cont(0.5) within group (order by first_unit)
      filter (where extract(hour from clock) >= 22 or extract(hour from clock) < 7) as night,
    percentile_cont(0.5) within group (order by first_unit)
      filter (where extract(isodow from clock) >= 6 and extract(hour from clock) between 7 and 21) as weekend
  from dated d join sided s on s.c = d.c and s.r = d.r
  where d.period is not null and first_unit is not null
  group by d.period, s.side`

describe('before and after at the west station', () => {
  let world: SmallWorld
  let ground: Ground
  const judged = someRows()

  before(async function () {
    this.timeout(180_000)
    world = await smallWorld({ decisions: [decision] })
    ground = createGround(world.reference.cells, gridRoads(), normalDrive)
  })

  function contextOf(change: Partial<BeforeAfterContext> = {}, rowsOf = judged): BeforeAfterContext {
    const figures = createFigures(world.reference.calendar)
    figures.update(rowsOf)
    return {
      ...{ figures, reference: world.reference, now: world.now, demo: false, upTo: { end: 0 } as never },
      ...{ book: { stations, periods: [period({})] }, ground, middleOf: () => undefined },
      ...change,
    }
  }
  const ask = (on = '2025-10-01', change: Partial<BeforeAfterContext> = {}, rowsOf = judged) =>
    showBeforeAfter({ station: 'west', on }, contextOf(change, rowsOf))
  const finding = (found: BeforeAfter, measure: string, band = 'all') =>
    found.findings.find((one) => one.measure === measure && one.band === band)!

  it('is what SQL counts from the bare rows: levels, shares, parts, bands, and the difference in differences', async () => {
    const found = await ask()
    const first = judged.filter(({ ordinal }) => ordinal === 0)
    const effective = new Map(
      judged.filter(({ ordinal }) => ordinal === 1).map((row) => [row.task, row.seconds]),
    )
    const at = first.map(({ cell }) => [Number(cell!.slice(9)), Number(cell!.slice(4, 8))] as const)
    const counted = await world.db.query<Record<string, number | string>>(bySql, [
      first.map(({ task }) => task),
      first.map(({ datedAt }) => datedAt),
      at.map(([e]) => e),
      at.map(([, n]) => n),
      first.map(({ seconds }) => seconds ?? null),
      first.map(({ task }) => effective.get(task) ?? null),
      first.map(({ turnoutSeconds }) => turnoutSeconds ?? null),
      first.map(({ driveSeconds }) => driveSeconds ?? null),
      first.map(({ flags }) => (flags & rowFlags.mobile) !== 0),
    ])
    expect(counted).to.have.lengthOf(4)
    const values: Record<string, Record<string, number>> = {}
    for (const { period: when, side, ...row } of counted) {
      const told = (measure: string, statistic: 'median' | 'p90' | 'share' = 'median', band = 'all') =>
        finding(found, measure, band)[statistic]![side as 'area'][when as 'before']
      const exact = {
        ...{ n: told('first-unit').n, median: told('first-unit').value },
        ...{ p90: told('first-unit', 'p90').value, share: told('first-unit', 'share').value },
        ...{ effective: told('effective-action').value, effective_n: told('effective-action').n },
        ...{ turnout: told('turnout').value, drive: told('drive').value },
        night: told('first-unit', 'median', 'night').value,
        weekend: told('first-unit', 'median', 'weekend').value,
      }
      for (const [name, value] of Object.entries(exact))
        expect(value, `${when} ${side} ${name}`).to.be.closeTo(row[name] as number, 1e-9)
      values[`${side} ${when}`] = row as Record<string, number>
    }
    const change = (side: string, name: string) =>
      values[`${side} after`]![name]! - values[`${side} before`]![name]!
    for (const [measure, name] of [
      ['first-unit', 'median'],
      ['turnout', 'turnout'],
      ['drive', 'drive'],
    ] as const)
      expect(finding(found, measure).median.did!.value).to.be.closeTo(
        change('area', name) - change('control', name),
        1e-9,
      )
  })

  it('finds the four minutes in the turnout and none in the drive', async () => {
    const found = await ask()
    const turnout = finding(found, 'turnout').median.did!
    expect(turnout.word).to.equal('better')
    expect(turnout.low!).to.be.below(-240)
    expect(turnout.high!).to.be.above(-240)
    expect(finding(found, 'drive').median.did!.word).to.equal('no-change-shown')
    expect(found.judgement).to.deep.equal({ verdict: 'better', measure: 'first-unit', doubts: [] })
    expect(found.placebo.before).to.deep.equal({ from: '2023-10-01', to: '2024-10-01' })
    expect(found.placebo.findings.every(({ band }) => band === 'all')).to.equal(true)
    expect(found.change).to.include({ registered: true, dateConfirmed: false, on: '2025-10-01' })
    expect(found.ownUnits.after.value).to.equal(1)
  })

  it('answers by the contract, and everything counted adds up', async () => {
    const found = await ask()
    expect(beforeAfterSchema.parse(JSON.parse(JSON.stringify(found)))).to.deep.equal(
      JSON.parse(JSON.stringify(found)),
    )
    const sum = (counts: Record<string, number>) => Object.values(counts).reduce((total, n) => total + n, 0)
    expect(found.used + sum(found.excluded) + sum(found.leftOut)).to.equal(found.total)
    const { area, control } = found
    expect(area.tasks.before + area.tasks.after + control.tasks.before + control.tasks.after).to.equal(
      found.used,
    )
    expect(found.excluded['arrival-missing']).to.be.greaterThan(0)
    expect(Object.keys(found.leftOut)).to.include('near-change')
    expect(found.cells.role.filter((role) => role === 'area')).to.have.lengthOf(area.cells)
    expect(found.approximate).to.equal(true)
    expect(found.official).to.equal(true)
  })

  it('says on which days it compares, and that it has not enough tasks where nothing is common', async () => {
    const short = judged.filter(({ datedAt }) => datedAt >= Date.parse('2025-01-15T00:00:00+02:00'))
    const cut = await ask('2025-10-01', {}, short)
    expect(cut.windows.cuts).to.deep.equal(['data-begins-later'])
    expect(cut.windows.after).to.deep.equal({ from: '2026-01-15', to: '2026-10-01' })
    expect(cut.judgement.doubts).to.include('placebo-unknown')
    const none = await ask('2023-05-06')
    expect(none.windows.cuts).to.deep.equal(['no-common-days'])
    expect(none.judgement.verdict).to.equal('not-enough-tasks')
    expect(none.change.registered).to.equal(false)
    const empty = await ask('2025-10-01', {}, [])
    expect(empty.judgement.verdict).to.equal('not-enough-tasks')
    expect(empty.data).to.equal(undefined)
    expect(empty.total).to.equal(0)
  })

  it('takes no station into the control whose own readiness changed meanwhile', async () => {
    const changed = period({ id: 'east-new', station: 'east', validFrom: '2026-02-01' })
    const found = await ask('2025-10-01', { book: { stations, periods: [period({}), changed] } })
    expect(found.changedStations).to.deep.equal(['east'])
    expect(found.control.cells).to.equal(0)
    expect(found.leftOut['other-change']).to.be.greaterThan(0)
    expect(found.judgement.verdict).to.equal('not-enough-tasks')
    expect(finding(found, 'turnout').median.area.difference!.word).to.equal('better')
  })

  it('draws the change as an edge of every series, and names what else happened', async () => {
    const own = period({ id: 'west-2', slot: 'second', validFrom: '2026-03-01' })
    const found = await ask('2025-10-01', { book: { stations, periods: [period({}), own] } })
    expect(found.series.months).to.equal(1)
    expect(found.series.points.some(({ from }) => from === '2025-10-01')).to.equal(true)
    expect(found.confounders).to.deep.include({
      on: '2026-03-01',
      kind: 'readiness',
      id: 'west',
      itself: false,
    })
    expect(found.confounders).to.deep.include({
      on: '2026-01-01',
      kind: 'seam',
      id: 'new-year-2026',
      itself: false,
    })
  })

  it('is kept as long as nothing that it comes from has changed, and shared by those who ask at once', async () => {
    const inUse = { ground, seq: 1, judgingAnew: undefined as number | undefined }
    const desk = createBeforeAfterDesk({
      ...{ db: world.db, reference: () => world.reference, ground: () => inUse.ground },
      context: () => ({
        ...{ ...contextOf(), upTo: { seq: inUse.seq }, judgingAnew: inUse.judgingAnew },
      }),
    })
    const question = { station: 'mid', on: '2025-10-01' }
    const [first, other] = await Promise.all([desk.show(question), desk.show({ ...question })])
    expect(other).to.equal(first)
    expect(await desk.show(question)).to.equal(first)
    expect(await desk.show({ ...question, until: '2026-09-01' })).not.to.equal(first)
    expect(await desk.show(question), 'beside another question').to.equal(first)
    inUse.seq = 2
    const later = await desk.show(question)
    expect(later, 'more in the log').not.to.equal(first)
    inUse.ground = createGround(world.reference.cells, gridRoads(), emergencyDrive)
    const faster = await desk.show(question)
    expect(faster, 'other speeds').not.to.equal(later)
    inUse.judgingAnew = 0.5
    inUse.seq = 3
    expect(await desk.show(question), 'judged anew').not.to.equal(await desk.show(question))
    const refused = () =>
      desk.show({ station: 'moon', on: '2025-10-01' }).catch((fault: Error) => fault.message)
    expect(await refused())
      .to.match(/found station 'moon'/)
      .and.equal(await refused())
  })

  for (const [name, question, sentence] of [
    [
      'an unknown station',
      { station: 'moon', on: '2025-10-01' },
      /found station 'moon'; expected one of the register: west, east/,
    ],
    [
      'a day to come',
      { station: 'west', on: '2027-01-01' },
      /found a change on 2027-01-01; expected one before today/,
    ],
    [
      'an end before it',
      { station: 'west', on: '2025-10-01', until: '2025-09-01' },
      /found an end on 2025-09-01/,
    ],
    [
      'an end after a year',
      { station: 'west', on: '2025-10-01', until: '2027-01-01' },
      /at the latest 2026-10-01/,
    ],
    [
      'an unknown urgency',
      { station: 'west', on: '2025-10-01', urgency: 'X' },
      /found urgency 'X'; expected one of A\+B/,
    ],
    ['no decision', { station: 'west', on: '2019-10-01' }, /found no rescue decision in force on 2019-10-01/],
  ] as const)
    it(`refuses ${name} with a sentence`, async () => {
      const fault = await showBeforeAfter(question, contextOf()).catch((cause: unknown) => cause)
      expect(fault).to.be.instanceOf(VasteError)
      expect((fault as Error).message).to.match(sentence)
    })

  it('lists the known changes, and tells all of it as CSV and as a table', async () => {
    const list = showChanges(contextOf())
    expect(list.changes.map(({ station: id, on, name }) => [id, on, name])).to.deep.equal([
      ['west', '2025-10-01', 'WEST'],
    ])
    const found = await ask()
    const csv = beforeAfterCsv(found, 'fi').split('\r\n')
    const header = csv[0]!.replace('\uFEFF', '').split(';')
    expect(csv.slice(1, -1).every((line) => line.split(';').length === header.length)).to.equal(true)
    expect(new Set(header).size).to.equal(header.length)
    expect(csv[1]).to.match(/^real;official;west;2025-10-01;rescue;A\+B;change;2024-10-01;2025-10-01/)
    expect(csv.some((line) => line.includes(';year-before;'))).to.equal(true)
    const table = beforeAfterTable(found)
    expect(table).to.match(/verdict: better; first-unit median -\d:\d\d/)
    expect(table).to.include('Approximate roads')
  })
})
