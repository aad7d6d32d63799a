/** The effect of a plan and a suggestion as plain tables: what their CSV files and the terminal are made of. */
import { dayKinds, type PlanEffect, type Sides } from '../contract/plan-effect.ts'
import type { PlanPlaces } from '../contract/plan-ground.ts'
import type { Suggestion } from '../contract/plan-suggestion.ts'
import { readinessKinds } from '../domain/readiness.ts'
import type { Language } from '../domain/vocabulary.ts'

export const planTableNames = [
  'totals',
  'zones',
  'municipalities',
  'targets',
  'hours',
  'tasks',
  'cells',
  'problem-cells',
  'crew-hours',
  'warnings',
  'shown-cells',
] as const
export type PlanTableName = (typeof planTableNames)[number]
export const suggestionTableNames = ['suggested', 'suggested-cells'] as const
export type SuggestionTableName = (typeof suggestionTableNames)[number]

export type PlanCell = string | number | boolean | undefined
export interface PlanTableRows {
  /** Field names. */
  readonly header: readonly string[]
  readonly rows: readonly (readonly PlanCell[])[]
}

type Maker = (effect: PlanEffect, places: PlanPlaces, language: Language) => PlanTableRows

export function planTable(
  name: PlanTableName,
  effect: PlanEffect,
  places: PlanPlaces,
  language: Language,
): PlanTableRows {
  return makers[name](effect, places, language)
}

const sideColumns = ['limited', 'before', 'after', 'gained', 'lost'].flatMap((side) => [
  ...[`${side}_cells`, `${side}_residents`],
])
function sideCells({ limited, before, after, gained, lost }: Sides): number[] {
  return [limited, before, after, gained, lost].flatMap(({ cells, residents }) => [cells, residents])
}

function measuresOf({ services }: PlanEffect) {
  return services.flatMap(({ service, measures }) => measures.map((one) => ({ ...one, service })))
}

const targetColumns = ['urgencies', 'zone', 'within_seconds', 'required_share', 'official']
const taskColumns = ['tasks', 'tasks_before', 'tasks_after', 'to_within', 'to_beyond']
const makers: Readonly<Record<PlanTableName, Maker>> = {
  totals: (effect) => ({
    header: ['service', 'measure', ...sideColumns, 'mean_seconds_before', 'mean_seconds_after'],
    rows: measuresOf(effect).map(({ service, measure, total, mean }) => [
      ...[service, measure, ...sideCells(total), mean.before, mean.after],
    ]),
  }),
  zones: (effect) => ({
    header: ['service', 'measure', 'zone', 'within_seconds', ...sideColumns],
    rows: measuresOf(effect).flatMap(({ service, measure, zones }) =>
      zones.map((side) => [service, measure, side.zone, side.limit?.withinSeconds, ...sideCells(side)]),
    ),
  }),
  municipalities: (effect, places, language) => ({
    header: [
      ...['service', 'measure', 'municipality', 'name', ...sideColumns],
      ...['mean_seconds_before', 'mean_seconds_after'],
    ],
    rows: measuresOf(effect).flatMap(({ service, measure, municipalities }) =>
      municipalities.map((side) => {
        const name = places.municipality(side.municipality, language === 'sv' ? 'sv' : 'fi')
        return [
          service,
          measure,
          side.municipality,
          name,
          ...sideCells(side),
          side.mean.before,
          side.mean.after,
        ]
      }),
    ),
  }),
  targets: (effect) => ({
    header: [
      ...['service', 'measure', ...targetColumns, 'limited_cells', 'limited_residents', 'before_cells'],
      ...['before_residents', 'after_cells', 'after_residents', 'tasks', 'to_within', 'to_beyond'],
    ],
    rows: measuresOf(effect).flatMap(({ service, measure, targets }) =>
      targets.map((target) => [
        ...[service, measure, target.urgencies.join('+'), target.zone, target.withinSeconds],
        ...[target.requiredShare, target.official, target.limited.cells, target.limited.residents],
        ...[target.before.cells, target.before.residents, target.after.cells, target.after.residents],
        ...[target.tasks, target.toWithin, target.toBeyond],
      ]),
    ),
  }),
  hours: (effect) => ({
    header: [
      ...['service', 'measure', ...targetColumns, 'day', 'hour'],
      ...['cells_before', 'cells_after', 'residents_before', 'residents_after'],
    ],
    rows: measuresOf(effect).flatMap(({ service, measure, targets }) =>
      targets.flatMap((target) =>
        target.hours.cellsBefore.map((cells, i) => [
          ...[service, measure, target.urgencies.join('+'), target.zone, target.withinSeconds],
          ...[target.requiredShare, target.official, dayKinds[Math.floor(i / 24)], i % 24, cells],
          ...[target.hours.cellsAfter[i], target.hours.residentsBefore[i], target.hours.residentsAfter[i]],
        ]),
      ),
    ),
  }),
  tasks: (effect) => ({
    header: ['service', 'measure', 'urgencies', ...taskColumns, 'from', 'to', 'total', 'without_cell'],
    rows: effect.services.flatMap(({ service, measures, tasks }) =>
      measures.flatMap(({ measure, urgencyGroups }) =>
        urgencyGroups.map((group) => [
          ...[service, measure, group.urgencies.join('+'), group.tasks, group.before, group.after],
          ...[group.toWithin, group.toBeyond, tasks.from, tasks.to, tasks.total, tasks.withoutCell],
        ]),
      ),
    ),
  }),
  cells: (effect, places) => ({
    header: ['service', 'measure', 'cell', 'municipality', 'residents', 'share_before', 'share_after'],
    rows: measuresOf(effect).flatMap(({ service, measure, changed }) =>
      changed.cell.map((cell, i) => [
        ...[service, measure, places.cell(cell), places.municipalityOf(cell), changed.residents[i]],
        ...[changed.before[i], changed.after[i]],
      ]),
    ),
  }),
  'problem-cells': (effect) => ({
    header: [
      ...['expected', 'cell', 'class', 'municipality', 'listed', 'tasks', 'required_share'],
      ...['expected_share_before', 'expected_share_after'],
    ],
    rows: effect.services.flatMap(({ problemCells }) =>
      (['clears', 'appears'] as const).flatMap((change) =>
        (problemCells?.[change] ?? []).map((cell) => [
          ...[change, cell.cell, cell.class, cell.municipality, cell.listed, cell.tasks],
          ...[cell.requiredShare, cell.before, cell.after],
        ]),
      ),
    ),
  }),
  'crew-hours': (effect) => ({
    header: [
      ...['service', 'kind', 'hours_before', 'hours_after', 'person_hours_before', 'person_hours_after'],
      ...['unstated_hours_before', 'unstated_hours_after'],
    ],
    rows: effect.services.flatMap(({ service, crewHours: { before, after } }) =>
      readinessKinds.map((kind) => [
        ...[service, kind, before[kind].hours, after[kind].hours],
        ...[before[kind].personHours, after[kind].personHours],
        ...[before[kind].unstatedHours, after[kind].unstatedHours],
      ]),
    ),
  }),
  warnings: ({ warnings }) => ({
    header: ['kind', 'change', 'service', 'station', 'period', 'metres', 'cells', 'residents', 'from', 'to'],
    rows: warnings.map(({ kind, change, service, station, period, metres, cells, residents, finding }) => [
      ...[kind, change, service, station, period, metres, cells, residents, finding?.from, finding?.to],
    ]),
  }),
  'shown-cells': ({ cells: shown }, places) => ({
    header: [
      ...['service', 'measure', 'day', 'hour', 'cell', 'municipality', 'limit_seconds', 'seconds_before'],
      ...['seconds_after', 'crew_before', 'crew_after'],
    ],
    rows: (shown?.before ?? []).map((before, i) => [
      ...[shown!.service, shown!.measure, shown!.day, shown!.hour, places.cell(i), places.municipalityOf(i)],
      ...[shown!.limit[i] ?? undefined, before ?? undefined, shown!.after[i] ?? undefined],
      ...[shown!.crews[shown!.nearestBefore[i]!]?.period, shown!.crews[shown!.nearestAfter[i]!]?.period],
    ]),
  }),
}

export function suggestionTable(
  name: SuggestionTableName,
  { suggested, method, before, after, bound, goal, weight }: Suggestion,
  places: PlanPlaces,
): PlanTableRows {
  if (name === 'suggested')
    return {
      header: [
        ...['rank', 'period', 'station', 'goal', 'weight', 'gain', 'alone', 'cells', 'crew_hours'],
        ...['person_hours', 'runner_up', 'runner_up_gain', 'method', 'before', 'after', 'bound'],
      ],
      rows: suggested.map(({ change: { period }, ...one }, i) => [
        ...[i + 1, period.id, period.station, goal, weight, one.gain, one.alone, one.cells.cell.length],
        ...[one.crewHours, one.personHours, one.runnerUp?.period.id, one.runnerUp?.gain],
        ...[method, before, after, bound],
      ]),
    }
  return {
    header: ['rank', 'period', 'cell', 'municipality', 'residents', 'share', 'seconds_saved'],
    rows: suggested.flatMap(({ change, cells }, i) =>
      cells.cell.map((cell, at) => [
        ...[i + 1, change.period.id, places.cell(cell), places.municipalityOf(cell), cells.residents[at]],
        ...[cells.share?.[at], cells.secondsSaved?.[at]],
      ]),
    ),
  }
}
