/** What a duel found as plain tables: what its CSV files are made of, row by row as the answer has them. */
import type { DuelResult, DuelRow, DuelSeconds } from '../contract/plan-duel.ts'
import type { PlanPlaces } from '../contract/plan-ground.ts'
import type { Language } from '../domain/vocabulary.ts'
import type { PlanCell, PlanTableRows } from './plan-tables.ts'

export const duelTableNames = [
  'totals',
  'zones',
  'municipalities',
  'crews',
  'effort',
  'excluded',
  'assumptions',
] as const
export type DuelTableName = (typeof duelTableNames)[number]

/** Each line says which duel it is of, so that a line that is cut out still does. */
export function duelTableRows(
  name: DuelTableName,
  result: DuelResult,
  places: PlanPlaces,
  language: Language,
): PlanTableRows {
  const { planA = '', source, from, to, seed, replications } = result
  const { header, rows } = makers[name](result, places, language)
  return {
    header: ['against', 'source', 'from', 'to', 'seed', 'replications', ...header],
    rows: rows.map((row) => [planA, source, from, to, seed, replications, ...row]),
  }
}

type Maker = (result: DuelResult, places: PlanPlaces, language: Language) => PlanTableRows

const differenceColumns = (of: string) =>
  ['a', 'b', 'difference', 'low', 'high', 'word'].map((each) => `${of}_${each}`)
const differenceCells = (found: DuelSeconds | undefined): PlanCell[] =>
  found
    ? [found.a, found.b, found.difference, found.low, found.high, found.word]
    : differenceColumns('').map(() => undefined)

const shareColumns = [
  ...['service', 'measure', 'urgencies', 'within_seconds', 'required_share', 'official', 'tasks'],
  ...['in_time_a', 'in_time_b', ...differenceColumns('share'), 'to_in_time', 'to_late', 'never_a', 'never_b'],
  ...[...differenceColumns('mean_seconds'), ...differenceColumns('p90_seconds')],
]

/** A line for each share of the row; the seconds are those of the row. */
function shareRows(row: DuelRow): PlanCell[][] {
  const { service, measure, urgencies, neverA, neverB, shares, mean, p90 } = row
  return shares.map((share) => [
    ...[service, measure, urgencies, share.withinSeconds, share.requiredShare, share.official, share.tasks],
    ...[
      share.inTimeA,
      share.inTimeB,
      ...differenceCells(share),
      share.toInTime,
      share.toLate,
      neverA,
      neverB,
    ],
    ...[...differenceCells(mean), ...differenceCells(p90)],
  ])
}

const makers: Readonly<Record<DuelTableName, Maker>> = {
  totals: ({ totals }) => ({ header: shareColumns, rows: totals.flatMap(shareRows) }),
  zones: ({ zones }) => ({
    header: ['zone', ...shareColumns],
    rows: zones.flatMap((row) => shareRows(row).map((cells) => [row.zone, ...cells])),
  }),
  municipalities: ({ municipalities }, places, language) => ({
    header: ['municipality', 'name', ...shareColumns],
    rows: municipalities.flatMap((row) => {
      const name = places.municipality(row.municipality!, language === 'sv' ? 'sv' : 'fi')
      return shareRows(row).map((cells) => [row.municipality, name, ...cells])
    }),
  }),
  crews: ({ crews }) => ({
    header: [
      ...['station', 'service', 'slot', 'on_duty_hours_a', 'on_duty_hours_b'],
      ...['busy_hours_a', 'busy_hours_b', 'tasks_a', 'tasks_b'],
    ],
    rows: crews.map(({ station, service, slot, a, b }) => [
      ...[station, service, slot, a?.onDutyHours, b?.onDutyHours],
      ...[a?.busyHours, b?.busyHours, a?.tasks, b?.tasks],
    ]),
  }),
  effort: ({ effort }) => ({
    header: [
      ...['side', 'service', 'crew_hours', 'on_call_crew_hours', 'person_hours', 'unstated_hours'],
      ...['utilisation', 'never_reached', 'waited'],
    ],
    rows: (['a', 'b'] as const).flatMap((side) =>
      effort[side].map((one) => [
        ...[side, one.service, one.crewHours, one.onCallCrewHours, one.personHours, one.unstatedHours],
        ...[one.utilisation, one.neverReached, one.waited],
      ]),
    ),
  }),
  excluded: ({ tasks }) => ({
    header: ['reason', 'tasks'],
    rows: [['used', tasks.used], ...tasks.excluded.map(({ reason, tasks: n }) => [reason, n])],
  }),
  assumptions: ({ warnings, assumptions }, _places, language) => ({
    header: ['id', 'sentence'],
    rows: [...warnings, ...assumptions].map(({ id, text }) => [id, text[language]]),
  }),
}
