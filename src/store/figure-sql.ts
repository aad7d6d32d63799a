/** One figure as plain SQL that anyone with the database can run, to see that it is what the passport says. */

export interface SqlFigure {
  readonly county: string
  readonly service: string
  /** Epoch milliseconds, half-open. */
  readonly from: number
  readonly to: number
  readonly decision: string
  readonly urgencyGroup: string
  /** null: rows without a zone; absent: of any. */
  readonly zone?: string | null
  readonly measure?: string
  /** Seconds of the targets. */
  readonly limits: readonly number[]
}

export function figureSql({ county, service, from, to, limits, ...of }: SqlFigure): string {
  const conditions = [
    equals('county', county),
    equals('service', service),
    `dated_at >= ${quoted(new Date(from).toISOString())}`,
    `dated_at < ${quoted(new Date(to).toISOString())}`,
    equals('decision', of.decision),
    equals('urgency_group', of.urgencyGroup),
    ...(of.zone === undefined ? [] : [equals('zone', of.zone ?? undefined)]),
    equals('measure', of.measure),
  ]
  return [
    `with figure as (\n  select * from judged\n  where ${conditions.join('\n    and ')}\n)`,
    'select count(*)::int as total, count(seconds)::int as used,',
    ...limits.map((limit) => `  (count(*) filter (where seconds <= ${limit}))::int as within_${limit},`),
    '  percentile_cont(0.5) within group (order by seconds) as median,',
    '  percentile_cont(0.9) within group (order by seconds) as p90,',
    '  (select json_object_agg(excluded, n) from (',
    '    select excluded, count(*) as n from figure where excluded is not null group by excluded',
    '  ) as reasons) as excluded',
    'from figure',
  ].join('\n')
}

function equals(column: string, value: string | undefined): string {
  return value === undefined ? `${column} is null` : `${column} = ${quoted(value)}`
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
