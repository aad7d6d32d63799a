/** The San Francisco file from its rows to its figures, beside an independent computation of the same in plain SQL. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { parse } from 'csv-parse/sync'
import { createFigures } from '../../src/figures/figures.ts'
import { importTasks } from '../../src/intake/tasks/import-tasks.ts'
import { readProfile } from '../../src/intake/tasks/profile.ts'
import type { Database } from '../../src/store/database.ts'
import { logEnd } from '../../src/store/event-log.ts'
import { judgedPages } from '../../src/store/task-cache.ts'
import { adoptDecision, readDecision } from '../../src/usecases/adopt-decision.ts'
import { ensureCounty } from '../../src/usecases/install-county.ts'
import { rebuild } from '../../src/usecases/rebuild.ts'
import { createRecorder } from '../../src/usecases/record-events.ts'
import { loadReference } from '../../src/usecases/reference.ts'
import { showCompliance } from '../../src/usecases/show-compliance.ts'
import { emptyTables, testDatabase } from '../database.ts'

const root = new URL('../../', import.meta.url)
const file = fileURLToPath(new URL('../shared/data/incidents/sf_lone_mountain_2009_2018.csv', root))
const isAbsent = !existsSync(file)
const readJson = (path: string) => JSON.parse(readFileSync(new URL(path, root), 'utf8'))

interface Figure {
  readonly priority: string
  readonly total: number
  readonly used: number
  readonly within8: number
  readonly share: number | null
  readonly median: number | null
  readonly p90: number | null
}

/**
 * Nothing of ours: the raw texts, one row per unit, first unit from the earliest dispatch of its call. No median is said
 * of fewer than 10 calls and no 90th percentile of fewer than 30.
 */
const reachTimes = `
  with row_times as (
    select call, priority,
      to_timestamp(nullif(dispatch, ''), 'MM/DD/YYYY HH12:MI:SS AM')::timestamp at time zone 'America/Los_Angeles' as dispatch_at,
      to_timestamp(nullif(on_scene, ''), 'MM/DD/YYYY HH12:MI:SS AM')::timestamp at time zone 'America/Los_Angeles' as scene_at
    from raw_row
  ),
  calls as (
    select call, max(nullif(priority, '')) as priority, min(dispatch_at) as start_at,
      coalesce(min(scene_at) filter (where scene_at >= dispatch_at), min(scene_at)) as scene_at
    from row_times
    group by call
  ),
  judged as (
    select call, priority, extract(epoch from scene_at - start_at)::int as seconds,
      case
        when priority is null then 'no-urgency'
        when priority not in ('2', '3') then 'urgency-not-assessed'
        when scene_at is null and start_at is null then 'no-clock-start'
        when scene_at is null then 'arrival-missing'
        -- There already when it was called in (trap 9).
        when scene_at <= start_at then 'arrival-before-start'
      end as excluded
    from calls
  )`

describe(`San Francisco in figures${isAbsent ? ' (skipped: ../shared/data/incidents is absent)' : ''}`, () => {
  let db: Database

  before(async function () {
    if (isAbsent) this.skip()
    this.timeout(60_000)
    db = await testDatabase()
    await emptyTables(db)
    await ensureCounty(db, 'sf', 'America/Los_Angeles')
    await adoptDecision(
      db,
      'sf',
      { decision: readDecision(readJson('src/intake/decisions/san-francisco.json')) },
      { at: Date.now(), by: 'test' },
    )
    await loadRaw(db)
  })

  after(async () => {
    await db?.script('drop table if exists raw_row')
  })

  const importFile = async () => {
    const reference = await loadReference(db, 'sf')
    const recorder = createRecorder({
      ...{ db, county: 'sf', now: Date.now, reference: () => reference },
      isDemoSource: () => false,
      onCommitted() {},
    })
    const profile = readProfile(readJson('src/intake/profiles/san-francisco.json'))
    return importTasks({ file, profile, record: (events) => recorder.record(events) })
  }

  it('imports every row', async function () {
    this.timeout(60_000)
    expect(await importFile()).to.include({ rowsRead: 4340, rowsAccepted: 4340, rowsRefused: 0, tasks: 901 })
  })

  it('counts what plain SQL counts', async () => {
    const ours = await ourFigures(db)
    const theirs = await sqlFigures(db)
    console.log(beside(ours, theirs))
    expect(theirs.total).to.equal(901)
    expect(ours).to.deep.equal(theirs)
  })

  it('changes nothing when it is imported again', async function () {
    this.timeout(60_000)
    const before = await tableCounts(db)
    expect(before.event).to.equal(17_517)
    expect(await importFile()).to.include({ rowsAccepted: 0, rowsDuplicate: 4340, rowsRefused: 0 })
    expect(await tableCounts(db)).to.deep.equal(before)
    const reference = await loadReference(db, 'sf')
    expect((await rebuild(db, reference, { check: true })).different).to.deep.equal([])
  })
})

async function loadRaw(db: Database): Promise<void> {
  const rows = parse(readFileSync(file, 'utf8'), { columns: true, bom: true }) as Record<string, string>[]
  const column = (name: string) => rows.map((row) => (row[name] === 'NULL' ? '' : row[name]!))
  await db.script(`drop table if exists raw_row;
    create table raw_row (call text, priority text, dispatch text, on_scene text)`)
  await db.query(
    `insert into raw_row (call, priority, dispatch, on_scene)
     select c, p, d, s from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as r (c, p, d, s)`,
    [column('Call Number'), column('Priority'), column('Dispatch DtTm'), column('On Scene DtTm')],
  )
}

async function sqlFigures(db: Database) {
  const figures = await db.query<Figure>(`${reachTimes}
    select priority, count(*)::int as total, count(*) filter (where excluded is null)::int as used,
      count(*) filter (where excluded is null and seconds <= 480)::int as within8,
      count(*) filter (where excluded is null and seconds <= 480)::float8 / count(*) filter (where excluded is null) as share,
      case when count(seconds) filter (where excluded is null) >= 10 then
        (percentile_cont(0.5) within group (order by seconds) filter (where excluded is null))::float8 end as median,
      case when count(seconds) filter (where excluded is null) >= 30 then
        (percentile_cont(0.9) within group (order by seconds) filter (where excluded is null))::float8 end as p90
    from judged
    where priority in ('2', '3')
    group by priority
    order by priority`)
  const excluded = await db.query<{ reason: string; n: number }>(`${reachTimes}
    select excluded as reason, count(*)::int as n from judged where excluded is not null group by excluded order by 1`)
  const [all] = await db.query<{ total: number; used: number }>(`${reachTimes}
    select count(*)::int as total, count(*) filter (where excluded is null)::int as used from judged`)
  return { ...all!, excluded: Object.fromEntries(excluded.map(({ reason, n }) => [reason, n])), figures }
}

async function ourFigures(db: Database) {
  const reference = await loadReference(db, 'sf')
  const figures = createFigures(reference.calendar)
  for await (const page of judgedPages(db, 'sf')) figures.update(page)
  const context = { figures, reference, now: Date.now(), demo: false, upTo: await logEnd(db, 'sf') }
  const shown = showCompliance({ service: 'rescue', from: '2000-01-01', to: '2030-01-01' }, context)
  const { total, used, excluded, rows } = shown
  const assessed = rows.filter((row) => row.targets.length > 0)
  return {
    ...{ total, used, excluded },
    figures: assessed.map((row): Figure => {
      const [target] = row.targets
      return {
        ...{ priority: row.urgency, total: row.total, used: row.used, within8: target!.inTime },
        ...{ share: target!.share ?? null, median: row.medianSeconds ?? null, p90: row.p90Seconds ?? null },
      }
    }),
  }
}

type Figures = Awaited<ReturnType<typeof sqlFigures>>

/** For the eye: ours and theirs, line by line. */
function beside(ours: Figures, theirs: Figures): string {
  const linesOf = ({ total, used, excluded, figures }: Figures) => [
    `n ${total}, used ${used}, excluded ${JSON.stringify(Object.fromEntries(Object.entries(excluded).sort()))}`,
    ...figures.map(
      ({ priority, total: n, used: judged, within8, share, median, p90 }) =>
        `priority ${priority}: n ${n}, used ${judged}, within 8 min ${within8} (${((share ?? 0) * 100).toFixed(2)} %), median ${median} s, p90 ${p90} s`,
    ),
  ]
  const [a, b] = [linesOf(ours), linesOf(theirs)]
  return a.map((line, i) => `    Vaste  ${line}\n    SQL    ${b[i]}`).join('\n')
}

async function tableCounts(db: Database): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const table of [
    'event',
    'task',
    'judged',
    'unit_state',
    'station_state',
    'source',
    'refusal',
    'decision',
  ]) {
    const [row] = await db.query<{ n: number }>(`select count(*)::int as n from ${table}`)
    counts[table] = row!.n
  }
  return counts
}
