// Which tables does the effect of a plan have? Each once as numbers, from which both the page and its file are made.
import type {
  MeasureEffect,
  PlanEffect,
  ServiceEffect,
  TargetEffect,
} from '../../src/contract/plan-effect.ts'
import type { PlanGround } from '../../src/contract/plan-ground.ts'
import { durationText, sharePercentText } from '../formats.ts'
import type { Table } from '../parts/table.ts'
import { municipalityName, type Region } from '../region.ts'
import type { Service } from '../vocabulary.ts'
import { nameIn, type Words } from '../words.ts'
import type { Address } from './address.ts'

export function serviceOf({ services }: PlanEffect, service: Service): ServiceEffect | undefined {
  return services.find((each) => each.service === service)
}

export function measureOf(effect: PlanEffect, { service, measure }: Address): MeasureEffect | undefined {
  return serviceOf(effect, service)?.measures.find((each) => each.measure === measure)
}

export interface Names {
  readonly region: Region | undefined
  readonly ground: PlanGround | undefined
  readonly words: Words
}

export function zoneNameOf({ ground, words }: Names, service: Service, zone: string): string {
  if (zone === 'all') return words.t('plan.all-zones')
  const found = ground?.services.find((each) => each.service === service)?.zones.find(({ id }) => id === zone)
  return found ? nameIn(found.name, words.language) : zone
}

export const placeName = ({ region, words }: Names, code: string) =>
  municipalityName(region, code, words.language) ?? code

/** `A+B, keskustaajama, 8:00` */
export function targetText(target: TargetEffect, service: Service, names: Names): string {
  const urgencies = target.urgencies.length > 0 ? `${target.urgencies.join('+')} · ` : ''
  return `${urgencies}${zoneNameOf(names, service, target.zone)} · ${durationText(target.withinSeconds)}`
}

export function measuresTable(effect: PlanEffect, { words }: Names): Table {
  const { t } = words
  return {
    ...{ name: 'measures', title: t('plan.measures') },
    columns: [
      { title: t('plan.measure') },
      { title: t('plan.limited'), digits: 0 },
      { title: t('plan.within-before'), digits: 0 },
      { title: t('plan.within-after'), digits: 0 },
      { title: t('plan.gained'), digits: 0 },
      { title: t('plan.lost'), digits: 0 },
      { title: t('plan.mean-before') },
      { title: t('plan.mean-after') },
      { title: t('plan.to-within'), digits: 0 },
      { title: t('plan.to-beyond'), digits: 0 },
    ],
    rows: effect.services.flatMap(({ service, measures }) =>
      measures.map(({ measure, total, mean, urgencyGroups }) => [
        `${t(`service.${service}.full`)}: ${t(`measure.${measure}`)}`,
        ...[total.limited, total.before, total.after, total.gained, total.lost].map((side) => side.residents),
        ...[durationText(mean.before), durationText(mean.after)],
        ...[
          sumOf(urgencyGroups.map((group) => group.toWithin)),
          sumOf(urgencyGroups.map((group) => group.toBeyond)),
        ],
      ]),
    ),
  }
}

export const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)

export function targetsTable(measure: MeasureEffect, service: Service, names: Names): Table {
  const { t, language } = names.words
  return {
    ...{ name: 'targets', title: t('plan.targets') },
    columns: [
      { title: t('plan.target') },
      { title: t('plan.required') },
      ...(
        [
          'plan.limited',
          'plan.within-before',
          'plan.within-after',
          'plan.cells-before',
          'plan.cells-after',
        ] as const
      ).map((key) => ({ title: t(key), digits: 0 })),
      ...(['plan.tasks', 'plan.to-within', 'plan.to-beyond'] as const).map((key) => ({
        title: t(key),
        digits: 0,
      })),
      { title: t('plan.official') },
    ],
    rows: measure.targets.map((target) => [
      targetText(target, service, names),
      sharePercentText(target.requiredShare, language),
      ...[target.limited.residents, target.before.residents, target.after.residents],
      ...[target.before.cells, target.after.cells],
      ...[target.tasks, target.toWithin, target.toBeyond],
      target.official ? t('plan.official-yes') : t('target.placeholder'),
    ]),
  }
}

export const hourName = (column: number, { t }: Words) =>
  `${t(column < 24 ? 'plan.day.weekday' : 'plan.day.weekend')} ${String(column % 24).padStart(2, '0')}`

/** Residents within each target, hour by hour: before and after side by side. */
export function hoursTable(measure: MeasureEffect, service: Service, names: Names): Table {
  const { words } = names
  const { t } = words
  return {
    ...{ name: 'hours', title: t('plan.hours') },
    columns: [
      { title: t('plan.hour') },
      ...measure.targets.flatMap((target) => {
        const name = targetText(target, service, names)
        return [
          { title: `${name}: ${t('plan.before')}`, digits: 0 },
          { title: `${name}: ${t('plan.after')}`, digits: 0 },
        ]
      }),
    ],
    rows: Array.from({ length: 48 }, (_, column) => [
      hourName(column, words),
      ...measure.targets.flatMap(({ hours }) => [
        hours.residentsBefore[column],
        hours.residentsAfter[column],
      ]),
    ]),
  }
}

export function municipalityTable({ municipalities }: MeasureEffect, names: Names): Table {
  const { t } = names.words
  return {
    ...{ name: 'municipalities', title: t('plan.municipalities') },
    columns: [
      { title: t('plan.municipality') },
      ...(
        [
          'plan.net',
          'plan.gained',
          'plan.lost',
          'plan.limited',
          'plan.within-before',
          'plan.within-after',
        ] as const
      ).map((key) => ({ title: t(key), digits: 0 })),
      ...(['plan.mean-before', 'plan.mean-after', 'plan.mean-change'] as const).map((key) => ({
        title: t(key),
        digits: 2,
      })),
    ],
    rows: municipalities.map(({ municipality, gained, lost, limited, before, after, mean }) => [
      placeName(names, municipality),
      gained.residents - lost.residents,
      ...[gained, lost, limited, before, after].map(({ residents }) => residents),
      ...[mean.before / 60, mean.after / 60, (mean.after - mean.before) / 60],
    ]),
  }
}

export function problemTable({ problemCells }: ServiceEffect, names: Names): Table {
  const { t, language } = names.words
  const row = (side: 'clears' | 'appears') =>
    (problemCells?.[side] ?? []).map((cell) => [
      cell.cell,
      t(`plan.problem.${side}`),
      cell.municipality === undefined ? undefined : placeName(names, cell.municipality),
      cell.class,
      cell.tasks,
      sharePercentText(cell.before, language),
      sharePercentText(cell.after, language),
      sharePercentText(cell.requiredShare, language),
      t(cell.listed ? 'plan.problem.listed' : 'plan.problem.near'),
    ])
  return {
    ...{ name: 'problem-cells', title: t('plan.problem') },
    columns: [
      { title: t('plan.cell') },
      { title: t('plan.problem.side') },
      { title: t('plan.municipality') },
      { title: t('plan.class') },
      { title: t('plan.problem.tasks'), digits: 0 },
      { title: t('plan.before') },
      { title: t('plan.after') },
      { title: t('plan.required') },
      { title: t('plan.problem.today') },
    ],
    rows: [...row('clears'), ...row('appears')],
  }
}

const kinds = ['24/7', 'daytime', 'on-call'] as const

export function hoursOf({ crewHours }: ServiceEffect) {
  const total = (side: 'before' | 'after', what: 'hours' | 'personHours' | 'unstatedHours') =>
    sumOf(kinds.map((kind) => crewHours[side][kind]?.[what] ?? 0))
  return {
    crew: total('after', 'hours') - total('before', 'hours'),
    person: total('after', 'personHours') - total('before', 'personHours'),
    unstated: total('after', 'unstatedHours'),
  }
}

export function costTable(effect: PlanEffect, { words: { t } }: Names): Table {
  return {
    ...{ name: 'crew-hours', title: t('plan.cost') },
    columns: [
      { title: t('plan.cost.of') },
      ...(
        [
          ...(['plan.cost.crew-before', 'plan.cost.crew-after', 'plan.cost.person-before'] as const),
          ...(['plan.cost.person-after', 'plan.cost.unstated'] as const),
        ] as const
      ).map((key) => ({ title: t(key), digits: 0 })),
    ],
    rows: effect.services.flatMap(({ service, crewHours: { before, after } }) =>
      kinds.map((kind) => [
        `${t(`service.${service}.full`)}: ${t(`readiness.kind.${kind}`)}`,
        ...[before[kind]?.hours, after[kind]?.hours, before[kind]?.personHours, after[kind]?.personHours],
        after[kind]?.unstatedHours,
      ]),
    ),
  }
}

export function municipalityOfCell({ region, words }: Names, cell: number): string {
  const at = region?.municipalities[region.cells.municipality[cell] ?? -1]
  return at ? nameIn(at.name, words.language) : ''
}
