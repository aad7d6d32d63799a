/** The same figures counted by the database itself from its table of judged rows, to compare with. */
import { type RowFlag, rowFlags } from '../../src/domain/judged-row.ts'
import type { Measure } from '../../src/domain/vocabulary.ts'
import type { Dimension, FiguredRow, Group, GroupKey, Slice, Totals } from '../../src/figures/figures.ts'
import type { Database } from '../../src/store/database.ts'
import { otherGrid } from './random-rows.ts'

const zone = 'Europe/Helsinki'
const local = `(dated_at at time zone '${zone}')`

const expressionOf: Record<Dimension | GroupKey, string> = {
  urgency: `coalesce(urgency, 'none')`,
  municipality: `coalesce(municipality, 'unknown')`,
  station: `coalesce(station, 'unknown')`,
  cell: `coalesce(cell, 'unknown')`,
  zone: `coalesce(zone, 'unknown')`,
  decision: `coalesce(decision, 'none')`,
  urgencyGroup: 'urgency_group',
  measure: `coalesce(measure, 'none')`,
  year: `to_char(${local}, 'YYYY')`,
  month: `to_char(${local}, 'YYYY-MM')`,
  weekday: `extract(isodow from ${local})::int::text`,
  hour: `to_char(${local}, 'HH24')`,
  band: `(array['00-06', '06-12', '12-18', '18-24'])[1 + extract(hour from ${local})::int / 6]`,
}

type Lists = 'seconds' | 'turnoutSeconds' | 'driveSeconds' | 'cancelledSeconds'
/** Lists as plain arrays, beside median and 90th percentile. */
export type PlainGroup = Omit<Group, Lists> & {
  readonly seconds: number[]
  readonly turnoutSeconds?: number[]
  readonly driveSeconds?: number[]
  readonly cancelledSeconds?: number[]
  readonly median?: number
  readonly p90?: number
}

type SqlRow = Record<`by_${Dimension}`, string> &
  Record<`flag_${RowFlag}`, number> & {
    readonly decision: string | null
    readonly urgency_group: string
    readonly zone: string | null
    readonly measure: Measure | null
    readonly total: number
    readonly seconds: string
    readonly turnouts: string
    readonly drives: string
    readonly mobile: number
    readonly cancelled: string
    readonly excluded: string
    readonly median: number | null
    readonly p90: number | null
  }

const flagNames = Object.keys(rowFlags) as RowFlag[]
/** The values of a column, ascending, as the text of a list. */
const listOf = (column: string, condition = `c.${column} is not null`) =>
  `coalesce(array_to_json(array_agg(c.${column} order by c.${column}) filter (where ${condition})), '[]')::text`
const isMobile = `c.flags & ${rowFlags.mobile} > 0`

export async function groupsBySql(db: Database, county: string, slice: Slice): Promise<PlainGroup[]> {
  const by = slice.by ?? []
  const split = by.map((dimension) => `, ${expressionOf[dimension]} as by_${dimension}`)
  const keys = ['decision', 'urgency_group', 'zone', 'measure', ...by.map((dimension) => `by_${dimension}`)]
  const { source, values } = sourceOf(county, slice)
  const rows = await db.query<SqlRow>(
    `with chosen as (select s.*${split.join('')} from ${source} s), reasons as (
       select ${keys}, excluded, count(*)::int as n from chosen where excluded is not null group by ${keys}, excluded
     )
     select ${keys.map((key) => `c.${key}`)}, count(*)::int as total,
       ${listOf('seconds')} as seconds, ${listOf('drive_seconds')} as drives, ${listOf('cancelled_seconds')} as cancelled,
       ${listOf('turnout_seconds', `c.turnout_seconds is not null and not ${isMobile}`)} as turnouts,
       (count(*) filter (where c.turnout_seconds is not null and ${isMobile}))::int as mobile,
       ${flagNames.map((name) => `(count(*) filter (where c.flags & ${rowFlags[name]} > 0))::int as "flag_${name}"`)},
       (percentile_cont(0.5) within group (order by c.seconds))::float8 as median,
       (percentile_cont(0.9) within group (order by c.seconds))::float8 as p90,
       (select coalesce(json_object_agg(r.excluded, r.n), '{}')::text from reasons r
        where ${keys.map((key) => `r.${key} is not distinct from c.${key}`).join(' and ')}) as excluded
     from chosen c
     group by ${keys.map((key) => `c.${key}`)}`,
    values,
  )
  return rows.map((row) => ({
    decision: row.decision ?? undefined,
    urgencyGroup: row.urgency_group,
    zone: row.zone ?? undefined,
    measure: row.measure ?? undefined,
    by: Object.fromEntries(by.map((dimension) => [dimension, row[`by_${dimension}`]])),
    total: row.total,
    excluded: JSON.parse(row.excluded),
    flagged: Object.fromEntries(flagNames.map((name) => [name, row[`flag_${name}`]])) as Group['flagged'],
    seconds: JSON.parse(row.seconds),
    median: row.median ?? undefined,
    p90: row.p90 ?? undefined,
    ...(slice.with?.includes('parts')
      ? { turnoutSeconds: JSON.parse(row.turnouts), driveSeconds: JSON.parse(row.drives), mobile: row.mobile }
      : {}),
    ...(slice.with?.includes('cancelled') ? { cancelledSeconds: JSON.parse(row.cancelled) } : {}),
  }))
}

export async function totalsBySql(db: Database, county: string, slice: Slice): Promise<Totals> {
  const { source, values } = sourceOf(county, slice)
  const rows = await db.query<{ excluded: string | null; n: number }>(
    `select excluded, count(*)::int as n from (
       select distinct on (task) task, excluded from ${source} s
       ${slice.where?.measure === undefined ? 'where ordinal = 0' : ''}
       order by task
     ) t group by excluded`,
    values,
  )
  const reasons = rows.filter((row) => row.excluded !== null).map((row) => [row.excluded, row.n])
  return {
    total: rows.reduce((sum, row) => sum + row.n, 0),
    used: rows.find((row) => row.excluded === null)?.n ?? 0,
    excluded: Object.fromEntries(reasons),
  }
}

export async function tasksBySql(
  db: Database,
  county: string,
  slice: Slice,
  limit: number,
): Promise<FiguredRow[]> {
  const { source, values } = sourceOf(county, slice)
  const rows = await db.query<Record<string, unknown>>(
    `select task, ordinal, (extract(epoch from dated_at) * 1000)::float8 as "datedAt", service, decision, urgency,
       urgency_group as "urgencyGroup", zone, municipality, measure, seconds, excluded, station, cell,
       turnout_seconds as "turnoutSeconds", drive_seconds as "driveSeconds", cancelled_seconds as "cancelledSeconds", flags
     from ${source} s order by dated_at desc, task collate "C", ordinal limit ${limit}`,
    values,
  )
  return rows.map((row) => present(row) as unknown as FiguredRow)
}

/** Without what is absent. */
export function present(row: object): object {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== undefined))
}

/** The judged rows of the slice, their zones of the other grid where the slice asks for that. */
function sourceOf(county: string, { service, from, to, where = {}, zoneOfCell }: Slice) {
  const values: unknown[] = [county, service, new Date(from).toISOString(), new Date(to).toISOString()]
  const conditions = [
    'county = $1',
    'service = $2',
    'dated_at >= $3::timestamptz',
    'dated_at < $4::timestamptz',
  ]
  for (const [name, wanted] of Object.entries(where)) {
    values.push(wanted)
    conditions.push(`${expressionOf[name as keyof typeof expressionOf]} = $${values.length}::text`)
  }
  const others = Object.entries(otherGrid).map(([cell, of]) => `when '${cell}' then '${of}'`)
  const columns = `county, task, ordinal, service, dated_at, decision, urgency, urgency_group, municipality, measure,
    seconds, excluded, station, cell, turnout_seconds, drive_seconds, cancelled_seconds, flags`
  const table = `(select ${columns}, ${zoneOfCell ? `case cell ${others.join(' ')} end as zone` : 'zone'} from judged)`
  return { source: `(select * from ${table} j where ${conditions.join(' and ')})`, values }
}
