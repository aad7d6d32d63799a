/** What kept units busy: a small world worked by hand, and the same from plain SQL over the folds. */
import { expect } from 'chai'
import type { EventMessage } from '../../src/contract/events.ts'
import { type Workload, workloadSchema } from '../../src/contract/workload.ts'
import { VasteError } from '../../src/domain/error.ts'
import type { Service, UnitType } from '../../src/domain/vocabulary.ts'
import { streamOf as randomStream } from '../../src/simulate/random.ts'
import { importUnits } from '../../src/usecases/import-units.ts'
import { showWorkload } from '../../src/usecases/show-workload.ts'
import {
  county,
  created,
  iso,
  noon,
  places,
  type SmallWorld,
  smallWorld,
  status,
  worldOn,
} from './small-world.ts'

const minute = 60_000
const at = (local: string) => Date.parse(local)
let serial = 0
const ended = (kind: 'task.closed' | 'task.cancelled', task: string, when: number, outcome?: string) =>
  ({
    ...{ id: `end-${++serial}`, source: 'cad', kind, at: iso(when), task },
    ...(outcome === undefined ? {} : { outcome }),
  }) as EventMessage

interface Leg {
  readonly unit: string
  readonly minutes: readonly [alert: number, cleared: number | undefined]
  readonly type?: UnitType
}

/** A task of legs, in minutes after `from`; closed an hour after its beginning unless told otherwise. */
function task(
  id: string,
  from: number,
  legs: readonly Leg[],
  change: object = {},
  outcome?: string,
): EventMessage[] {
  return [
    created(id, from, change),
    ...legs.flatMap(({ unit, minutes: [alert, cleared], type = 'als' }) => [
      status(unit, 'alerted', from + alert * minute, id, type),
      ...(cleared === undefined ? [] : [status(unit, 'available', from + cleared * minute, id, type)]),
    ]),
    ended('task.closed', id, from + 90 * minute, outcome),
  ]
}

describe('showing the workload', () => {
  let world: SmallWorld

  beforeEach(async function () {
    this.timeout(60_000)
    world = await smallWorld()
  })

  const show = async (
    question: { service?: Service; from: string; to: string },
    now = noon,
  ): Promise<Workload> => {
    const context = { reference: world.reference, demo: false, now }
    const found = await showWorkload(world.db, { service: 'ems', ...question }, context)
    const sum = found.streams.reduce((total, { tasks }) => total + tasks, 0)
    expect(sum, 'every task is in one stream').to.equal(found.tasks)
    return workloadSchema.parse(JSON.parse(JSON.stringify(found)))
  }
  const october = { from: '2026-10-01', to: '2026-11-01' }
  const streamOf = ({ streams }: Workload, name: string) => streams.find(({ stream }) => stream === name)!
  const told = (hours: readonly number[]) =>
    Object.fromEntries(hours.flatMap((value, hour) => (value === 0 ? [] : [[hour, value]])))

  it('keeps every stream apart: tasks, unit hours, and hours of the day (trap 29)', async () => {
    const tenth = at('2026-10-10T08:00:00+03:00')
    await world.recorder.record([
      // Two units for 30 and 60 minutes, over 9 o'clock: 20 + 20 minutes at 8, 10 + 40 at 9.
      ...task('e', tenth + 40 * minute, [
        { unit: 'E1', minutes: [0, 30] },
        { unit: 'E2', minutes: [0, 60] },
      ]),
      // Keuruu to Jyväskylä and back: three hours.
      ...task('t', at('2026-10-10T12:00:00+03:00'), [{ unit: 'E1', minutes: [0, 180] }], { code: '793' }),
      ...task('o', at('2026-10-10T12:30:00+03:00'), [{ unit: 'E2', minutes: [0, 30] }], {
        origin: 'transfer-order',
        urgency: undefined,
      }),
      ...task('m', tenth, [{ unit: 'E3', minutes: [0, 15] }], { code: '792' }),
      ...task('s', tenth, [{ unit: 'E3', minutes: [30, 45] }], {
        origin: 'safety-phone',
        urgency: undefined,
      }),
      ...task('x', tenth, [{ unit: 'E3', minutes: [45, 60] }], { origin: 'other' }),
      ...task('r', tenth, [{ unit: 'R1', minutes: [0, 60], type: 'rescue-unit' }], { service: 'rescue' }),
    ])
    const found = await show(october)
    expect(found).to.include({ tasks: 6, days: 31, until: '2026-10-31T22:00:00.000Z' })
    expect(
      found.streams.map(({ stream, tasks, unitHours, endless }) => [stream, tasks, unitHours, endless]),
    ).to.deep.equal([
      ['emergency', 1, 1.5, 0],
      ['transfer', 2, 3.5, 0],
      ['standby-move', 1, 0.25, 0],
      ['safety-phone', 1, 0.25, 0],
      ['other', 1, 0.25, 0],
    ])
    const emergency = streamOf(found, 'emergency')
    expect(told(emergency.tasksByHour)).to.deep.equal({ 8: 1 })
    expect(told(emergency.unitsByHour)).to.deep.equal({ 8: round(40 / 60 / 31), 9: round(50 / 60 / 31) })
    expect(told(streamOf(found, 'transfer').unitsByHour)).to.deep.equal({
      12: round(1.5 / 31),
      13: round(1 / 31),
      14: round(1 / 31),
    })
    expect(await show({ ...october, service: 'rescue' })).to.include({ tasks: 1 })
  })

  it('takes a month by its local borders, half-open (trap 18)', async () => {
    const legs = [{ unit: 'E1', minutes: [0, 30] as const }]
    await world.recorder.record([
      ...task('before', at('2026-09-30T23:59:59+03:00'), legs),
      ...task('first', at('2026-10-01T00:00:00+03:00'), legs),
      ...task('last', at('2026-10-31T23:59:59+02:00'), legs),
      ...task('after', at('2026-11-01T00:00:00+02:00'), legs),
    ])
    const found = await show(october)
    expect(told(streamOf(found, 'emergency').tasksByHour)).to.deep.equal({ 0: 1, 23: 1 })
    // The last one's minutes after midnight stay with it.
    expect(streamOf(found, 'emergency').unitHours).to.equal(1)
  })

  it('says one unit for a unit that is always bound, on the nights of clock change too (traps 16 and 17)', async () => {
    for (const [night, days] of [
      ['2026-03-29', 1],
      ['2026-10-25', 1],
    ] as const) {
      const from = world.reference.calendar.startOfDate(night)
      const next = new Date(Date.parse(`${night}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
      const to = world.reference.calendar.startOfDate(next)
      const legs: EventMessage[] = []
      for (let start = from, i = 0; start < to; start += 30 * minute, i++)
        legs.push(...task(`${night}-${i}`, start, [{ unit: 'E1', minutes: [0, 30] }]))
      await world.recorder.record(legs)
      const found = await show({ from: night, to: next })
      expect(found.days).to.equal(days)
      const isSpring = night === '2026-03-29'
      const { unitsByHour, unitHours } = streamOf(found, 'emergency')
      expect(unitsByHour).to.deep.equal(Array.from({ length: 24 }, (_, i) => (isSpring && i === 3 ? 0 : 1)))
      expect(unitHours).to.equal(isSpring ? 23 : 25)
    }
  })

  it('averages a running month over the time gone by, and binds who is still out', async () => {
    // Noon of the 21st: twenty days and a half. Out since 11:30.
    const now = at('2026-11-21T12:00:00+02:00')
    await world.recorder.record([
      created('open', now - 30 * minute),
      status('E1', 'alerted', now - 30 * minute, 'open'),
      created('lost', now - 26 * 60 * minute),
      status('E2', 'alerted', now - 26 * 60 * minute, 'lost'),
    ])
    const found = await show({ from: '2026-11-01', to: '2026-12-01' }, now)
    expect(found).to.include({ days: 20.5, until: iso(now) })
    expect(streamOf(found, 'emergency')).to.include({ tasks: 2, unitHours: 0.5, endless: 1 })
    expect(told(streamOf(found, 'emergency').unitsByHour)).to.deep.equal({ 11: round(0.5 / 21) })
  })

  it('lets the owner decide workload and the place where it was (trap 33)', async () => {
    const unit = (name: string, owner?: string) => ({
      ...{ line: 1, unit: name, service: 'ems' as const, type: 'als' as const },
      ...(owner === undefined ? {} : { owner }),
    })
    await importUnits(world.db, world.reference, [
      unit('E1'),
      unit('N1', 'Pohjois Savo 11'),
      unit('N2', 'Pohjois Savo 11'),
    ])
    world = await worldOn(world.db)
    const tenth = at('2026-10-10T08:00:00+03:00')
    await world.recorder.record([
      ...task('both', tenth, [
        { unit: 'E1', minutes: [0, 60] },
        { unit: 'N1', minutes: [0, 30] },
        { unit: 'N2', minutes: [0, 30] },
      ]),
      ...task('abroad', tenth, [{ unit: 'E1', minutes: [70, 100] }], { place: places.outside }),
      ...task('nowhere', tenth, [{ unit: 'E9', minutes: [0, 15] }], { place: undefined }),
      ...task('nobody', tenth, []),
    ])
    expect((await show(october)).owners).to.deep.equal([
      { owner: 'Pohjois Savo 11', place: 'inside', tasks: 1, unitHours: 1 },
      { owner: 'own', place: 'inside', tasks: 1, unitHours: 1 },
      { owner: 'own', place: 'outside', tasks: 1, unitHours: 0.5 },
      { owner: 'own', place: 'unknown', tasks: 1, unitHours: 0.25 },
    ])
  })

  it('counts outcomes by their meaning, and cancellations with their median from ten on (traps 27 and 47)', async () => {
    const tenth = at('2026-10-10T08:00:00+03:00')
    const leg = [{ unit: 'E1', minutes: [0, 20] as const }]
    const cancelledAfter = (id: string, seconds: number) => [
      created(id, tenth),
      status(`U${id}`, 'alerted', tenth, id),
      ended('task.cancelled', id, tenth + seconds * 1000, 'X-91'),
    ]
    await world.recorder.record([
      ...task('treated', tenth, leg, {}, 'X-81'),
      ...task('afar', tenth, [], {}, 'X-52'),
      ...task('home', tenth, leg, {}, 'transported'),
      ...task('untold', tenth, leg),
      // Never alerted: it is cancelled, but nothing tells how long it waited.
      created('early', tenth),
      ended('task.cancelled', 'early', tenth + minute),
      // Another unit had arrived: no cancellation before arrival.
      created('met', tenth),
      status('E2', 'alerted', tenth, 'met'),
      status('E2', 'at-scene', tenth + 5 * minute, 'met'),
      ended('task.closed', 'met', tenth + 6 * minute, 'X-93'),
      ...[1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((n) => cancelledAfter(`c${n}`, n * 60)),
    ])
    const nine = await show(october)
    expect(nine.cancelled).to.deep.equal({ tasks: 10, timed: 9 })
    expect(nine.outcomes).to.deep.equal([
      { meaning: 'remote-assessment', tasks: 1 },
      { meaning: 'treated-on-scene', tasks: 1 },
      { meaning: 'cancelled', tasks: 10 },
      { meaning: 'other', tasks: 1 },
    ])
    await world.recorder.record([
      ...cancelledAfter('c10', 601).slice(0, 2),
      ended('task.closed', 'c10', tenth + 601_000, 'X-9'),
    ])
    expect((await show(october)).cancelled).to.deep.equal({ tasks: 11, timed: 10, medianSeconds: 330 })
  })

  it('answers zeros for a period without tasks, also one that has not begun (trap 51)', async () => {
    for (const period of [october, { from: '2027-01-01', to: '2027-02-01' }]) {
      const found = await show(period)
      expect(found).to.deep.include({ tasks: 0, owners: [], outcomes: [], cancelled: { tasks: 0, timed: 0 } })
      for (const { unitsByHour } of found.streams) expect(told(unitsByHour)).to.deep.equal({})
    }
    expect((await show({ from: '2027-01-01', to: '2027-02-01' })).days).to.equal(0)
  })

  it('refuses a period that ends before it begins', async () => {
    const fault = await show({ from: '2026-10-01', to: '2026-10-01' }).catch((found: unknown) => found)
    expect(fault).to.be.instanceOf(VasteError)
  })

  it('equals plain SQL over the folds, over both nights of clock change', async function () {
    this.timeout(60_000)
    const now = at('2026-11-01T00:00:00+02:00')
    await world.recorder.record(randomTasks(200))
    for (const period of [october, { from: '2026-03-01', to: '2026-04-01' }]) {
      const found = await show(period, now)
      expect(found.tasks).to.be.greaterThan(60)
      const rows = await world.db.query<SqlRow>(loadSql, [county, 'ems', period.from, period.to, iso(now)])
      for (const { stream, tasks, unitHours, endless, unitsByHour, tasksByHour } of found.streams) {
        const own = rows.filter((row) => row.stream === stream)
        const sum = (of: (row: SqlRow) => number) => own.reduce((total, row) => total + of(row), 0)
        expect(
          sum((row) => row.tasks),
          `${stream} tasks`,
        ).to.equal(tasks)
        expect(
          sum((row) => row.endless),
          `${stream} endless`,
        ).to.equal(endless)
        expect(
          sum((row) => row.bound_hours),
          `${stream} hours`,
        ).to.be.closeTo(unitHours, 0.001)
        for (const row of own) {
          expect(tasksByHour[row.hour], `${stream} tasks at ${row.hour}`).to.equal(row.tasks)
          expect(unitsByHour[row.hour], `${stream} units at ${row.hour}`).to.be.closeTo(
            row.clock_hours === 0 ? 0 : row.bound_hours / row.clock_hours,
            0.001,
          )
        }
      }
    }
  })
})

const round = (value: number) => Math.round(value * 1000) / 1000

interface SqlRow {
  readonly stream: string
  readonly hour: number
  readonly tasks: number
  readonly endless: number
  readonly bound_hours: number
  readonly clock_hours: number
}

/** Half of the tasks fall on the two nights of clock change; some units never clear, some tasks are never closed. */
function randomTasks(count: number): EventMessage[] {
  const random = randomStream('workload')
  const below = (n: number) => Math.floor(random() * n)
  const bases = [
    '2026-03-28T20:00:00Z',
    '2026-10-24T20:00:00Z',
    '2026-03-01T00:00:00Z',
    '2026-10-01T00:00:00Z',
  ]
  return Array.from({ length: count }, (_, i) => {
    const id = `z${i}`
    const from = at(bases[i % 4]!) + below(i % 4 < 2 ? 10 * 60 : 28 * 1440) * minute + below(60_000)
    const change = [{}, { code: '793' }, { code: '792' }, { origin: 'safety-phone' }, { origin: 'other' }][
      below(5)
    ]!
    const units = Array.from({ length: 1 + below(3) }, (_, n) => `E${i}-${n}`)
    return [
      created(id, from, change),
      ...units.flatMap((unit) => {
        const alertedAt = from + below(600_000)
        const clearedAt = alertedAt + below(below(5) === 0 ? 1700 : 200) * minute + 1
        return [
          status(unit, 'alerted', alertedAt, id),
          ...(below(4) === 0 ? [] : [status(unit, 'available', clearedAt, id)]),
        ]
      }),
      ...(below(5) === 0 ? [] : [ended('task.closed', id, from + (11 + below(100)) * minute)]),
    ]
  }).flat()
}

/** Another way to the same numbers: spans cut by a list of whole hours, in the database's own time zone rules. */
const loadSql = `
with tasks as (
  select t.task, t.folded as f,
    case
      when t.folded ->> 'origin' = 'transfer-order' or t.folded ->> 'code' in ('707', '793', '794') then 'transfer'
      when t.folded ->> 'code' in ('792', 'H351', 'H352', '351', '352') then 'standby-move'
      when t.folded ->> 'origin' = 'safety-phone' then 'safety-phone'
      when t.folded ->> 'origin' = 'other' then 'other'
      else 'emergency'
    end as stream,
    extract(hour from to_timestamp((select min((u ->> 'alertedAt')::float8) from jsonb_array_elements(t.folded -> 'units') u) / 1000)
      at time zone 'Europe/Helsinki')::int as hour
  from task t
  where t.county = $1 and t.service = $2
    and t.dated_at >= ($3::text || ' Europe/Helsinki')::timestamptz and t.dated_at < ($4::text || ' Europe/Helsinki')::timestamptz
), spans as (
  select stream, (u ->> 'alertedAt')::float8 as begins,
    case
      when u ->> 'clearedAt' = u ->> 'statusAt' then (u ->> 'clearedAt')::float8
      when (f ->> 'closedAt')::float8 > (u ->> 'statusAt')::float8 then (f ->> 'closedAt')::float8
      when f ->> 'closedAt' is null then extract(epoch from $5::timestamptz) * 1000
    end as ends
  from tasks, jsonb_array_elements(f -> 'units') u
), judged as (
  select *, ends is null or ends < begins or ends - begins > 86400000 as is_endless from spans
), hours as (
  select h as hour_begins, extract(epoch from h) * 1000 as ms, extract(hour from h at time zone 'Europe/Helsinki')::int as hour
  from generate_series(($3::text || ' Europe/Helsinki')::timestamptz, ($4::text || ' Europe/Helsinki')::timestamptz + interval '2 days', interval '1 hour') h
), bound as (
  select stream, hour, sum(least(ends, ms + 3600000) - greatest(begins, ms)) / 3600000 as bound_hours
  from judged join hours on begins < ms + 3600000 and ends > ms
  where not is_endless group by 1, 2
), clock as (
  select hour, count(*) as clock_hours from hours
  where hour_begins < ($4::text || ' Europe/Helsinki')::timestamptz group by 1
)
select s.stream, h.hour,
  (select count(*) from tasks t where t.stream = s.stream and t.hour = h.hour)::int as tasks,
  (case when h.hour = 0 then (select count(*) from judged j where j.stream = s.stream and j.is_endless) else 0 end)::int as endless,
  coalesce((select bound_hours from bound b where b.stream = s.stream and b.hour = h.hour), 0)::float8 as bound_hours,
  coalesce((select clock_hours from clock c where c.hour = h.hour), 0)::float8 as clock_hours
from (values ('emergency'), ('transfer'), ('standby-move'), ('safety-phone'), ('other')) s (stream), generate_series(0, 23) h (hour)`
