/** The figures benchmark's table and question in SQL, alike for every database but for the percentiles' spelling. */
import type { JudgedRow } from '../../src/domain/judged-row.ts'
import type { AnswerRow, Question } from './figures-engine.ts'
import { limits, reasons } from './national-rows.ts'

/** Name and type, in the order in which `valuesOf` gives them. */
export const tableColumns = [
  ['task', 'text'],
  ['ordinal', 'smallint'],
  ['service', 'text'],
  ['dated_at', 'bigint'],
  ['decision', 'text'],
  ['urgency', 'text'],
  ['urgency_group', 'text'],
  ['zone', 'text'],
  ['municipality', 'text'],
  ['measure', 'text'],
  ['seconds', 'integer'],
  ['excluded', 'text'],
  ['station', 'text'],
  ['cell', 'text'],
  ['turnout_seconds', 'integer'],
  ['drive_seconds', 'integer'],
  ['cancelled_seconds', 'integer'],
  ['flags', 'smallint'],
] as const

export const tableSql = `create table judged (${tableColumns.map((column) => column.join(' '))})`

export function valuesOf(row: JudgedRow): (string | number | undefined)[] {
  return [
    ...[
      row.task,
      row.ordinal,
      row.service,
      row.datedAt,
      row.decision,
      row.urgency,
      row.urgencyGroup,
      row.zone,
    ],
    ...[row.municipality, row.measure, row.seconds, row.excluded, row.station, row.cell],
    ...[row.turnoutSeconds, row.driveSeconds, row.cancelledSeconds, row.flags],
  ]
}

/** `percentileOf` spells the percentile of the seconds at a share. */
export function questionSql(
  { from, to, municipality }: Question,
  percentileOf: (share: number) => string,
): string {
  const within = Object.entries(limits).flatMap(([group, byZone]) =>
    Object.entries(byZone).map(
      ([zone, limit]) => `when urgency_group = '${group}' and zone = '${zone}' then ${limit}`,
    ),
  )
  const told = [
    ...['count(*)', 'count(seconds)'],
    ...reasons.map((reason) => `count(*) filter (where excluded = '${reason}')`),
    ...[0.5, 0.9].map(percentileOf),
    `count(*) filter (where seconds <= case ${within.join(' ')} end)`,
  ]
  return `select decision, urgency_group, zone, measure, ${told}
    from judged
    where service = 'ems' and dated_at >= ${from} and dated_at < ${to}
      ${municipality === undefined ? '' : `and municipality = '${municipality}'`}
    group by decision, urgency_group, zone, measure`
}

export function answerFrom(row: readonly unknown[]): AnswerRow {
  return row.map((value) => (value === null || typeof value === 'string' ? value : Number(value)))
}
