/** The same figures counted by the database itself from its table of judged rows, to compare with. */
import type { Measure } from '../../src/domain/vocabulary.ts'
import type { Dimension, Group, Slice, Totals } from '../../src/figures/figures.ts'
import type { Database } from '../../src/store/database.ts'

const zone = 'Europe/Helsinki'
const local = `(dated_at at time zone '${zone}')`

const expressionOf: Record<Dimension | 'zone' | 'urgencyGroup' | 'measure', string> = {
  urgency: `coalesce(urgency, 'none')`,
  municipality: `coalesce(municipality, 'unknown')`,
  zone: `coalesce(zone, 'unknown')`,
  urgencyGroup: 'urgency_group',
  measure: 'measure',
  month: `to_char(${local}, 'YYYY-MM')`,
  weekday: `extract(isodow from ${local})::int::text`,
  hour: `to_char(${local}, 'HH24')`,
}

/** `used`, median and 90th percentile beside what a group holds. */
export type SqlGroup = Omit<Group, 'seconds'> & { seconds: number[]; median?: number; p90?: number }

type SqlRow = Record<`by_${Dimension}`, string> & {
  readonly decision: string | null
  readonly urgency_group: string
  readonly zone: string | null
  readonly measure: Measure | null
  readonly total: number
  readonly seconds: string
  readonly excluded: string
  readonly median: number | null
  readonly p90: number | null
}

export async function groupsBySql(db: Database, county: string, slice: Slice): Promise<SqlGroup[]> {
  const by = slice.by ?? []
  const split = by.map((dimension) => `${expressionOf[dimension]} as by_${dimension}`)
  const keys = ['decision', 'urgency_group', 'zone', 'measure', ...by.map((dimension) => `by_${dimension}`)]
  const { condition, values } = conditionOf(county, slice)
  const rows = await db.query<SqlRow>(
    `with chosen as (
       select decision, urgency_group, zone, measure, seconds, excluded${split.map((one) => `, ${one}`).join('')}
       from judged where ${condition}
     ), reasons as (
       select ${keys}, excluded, count(*)::int as n from chosen where excluded is not null group by ${keys}, excluded
     )
     select ${keys.map((key) => `c.${key}`)}, count(*)::int as total,
       coalesce(array_to_json(array_agg(c.seconds order by c.seconds) filter (where c.seconds is not null)), '[]')::text as seconds,
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
    seconds: JSON.parse(row.seconds),
    median: row.median ?? undefined,
    p90: row.p90 ?? undefined,
  }))
}

export async function totalsBySql(db: Database, county: string, slice: Slice): Promise<Totals> {
  const { condition, values } = conditionOf(county, slice)
  const rows = await db.query<{ excluded: string | null; n: number }>(
    `select excluded, count(*)::int as n from (
       select distinct on (task) task, excluded from judged
       where ${condition}${slice.where?.measure === undefined ? ' and ordinal = 0' : ''}
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

function conditionOf(county: string, { service, from, to, where = {} }: Slice) {
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
  return { condition: conditions.join(' and '), values }
}
