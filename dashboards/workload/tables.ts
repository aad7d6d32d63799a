// Which tables does the page show? Each once as numbers, from which both the page and the file are made.
import type { StreamLoad, Workload } from '../../src/contract/workload.ts'
import { percentileText } from '../formats.ts'
import type { Table } from '../parts/table.ts'
import type { Words } from '../words.ts'

const sumOf = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** Units bound at any one moment of the period, on average. */
export function averageUnits({ unitHours }: StreamLoad, { days }: Workload): number {
  return days > 0 ? unitHours / 24 / days : 0
}

export function streamTable(workload: Workload, { t }: Words): Table {
  const { streams } = workload
  const row = (name: string, own: readonly StreamLoad[]) => [
    name,
    sumOf(own.map(({ tasks }) => tasks)),
    sumOf(own.map(({ unitHours }) => unitHours)),
    sumOf(own.map((stream) => averageUnits(stream, workload))),
    sumOf(own.map(({ endless }) => endless)),
  ]
  return {
    ...{ name: 'streams', title: t('workload.streams') },
    columns: [
      { title: t('workload.stream') },
      { title: t('workload.tasks'), digits: 0 },
      { title: t('workload.unit-hours'), digits: 1 },
      { title: t('workload.average'), digits: 2 },
      { title: t('workload.endless'), digits: 0 },
    ],
    rows: streams.map((stream) => row(t(`stream.${stream.stream}`), [stream])),
    sum: row(t('charts.total'), streams),
  }
}

export const hourText = (hour: number) =>
  `${String(hour).padStart(2, '0')}–${String((hour + 1) % 24).padStart(2, '0')}`

function hourTable(
  { streams }: Workload,
  { t }: Words,
  of: { name: string; title: string; digits: number; values(stream: StreamLoad): readonly number[] },
): Table {
  const row = (hour: number) => streams.map((stream) => of.values(stream)[hour])
  return {
    ...{ name: of.name, title: of.title },
    columns: [
      { title: t('workload.hour') },
      ...streams.map(({ stream }) => ({ title: t(`stream.${stream}`), digits: of.digits })),
      { title: t('charts.total'), digits: of.digits },
    ],
    rows: Array.from({ length: 24 }, (_, hour) => [hourText(hour), ...row(hour), sumOf(row(hour))]),
  }
}

export function boundTable(workload: Workload, words: Words): Table {
  const title = words.t('workload.bound')
  return hourTable(workload, words, {
    ...{ name: 'units-by-hour', title, digits: 2 },
    values: ({ unitsByHour }) => unitsByHour,
  })
}

export function startTable(workload: Workload, words: Words): Table {
  const title = words.t('workload.starts')
  return hourTable(workload, words, {
    ...{ name: 'tasks-by-hour', title, digits: 0 },
    values: ({ tasksByHour }) => tasksByHour,
  })
}

/** Without a sum of tasks: one with units of two owners stands in both rows. */
export function ownerTable({ owners }: Workload, { t }: Words): Table {
  return {
    ...{ name: 'owners', title: t('workload.owners') },
    columns: [
      { title: t('workload.owner') },
      { title: t('workload.place') },
      { title: t('workload.tasks'), digits: 0 },
      { title: t('workload.unit-hours'), digits: 1 },
    ],
    rows: owners.map(({ owner, place, tasks, unitHours }) => [
      owner === 'own' ? t('workload.own') : owner,
      t(`place.${place}`),
      tasks,
      unitHours,
    ]),
    sum: [t('charts.total'), undefined, undefined, sumOf(owners.map(({ unitHours }) => unitHours))],
  }
}

/** Every task of the period stands in one row: those without an outcome too. */
export function outcomeTable({ outcomes, tasks }: Workload, { t }: Words): Table {
  const told = sumOf(outcomes.map((outcome) => outcome.tasks))
  return {
    ...{ name: 'outcomes', title: t('workload.outcomes') },
    columns: [{ title: t('workload.outcome') }, { title: t('workload.tasks'), digits: 0 }],
    rows: [
      ...outcomes.map(({ meaning, tasks }) => [t(`outcome.${meaning}`), tasks]),
      ...(tasks > told ? [[t('outcome.untold'), tasks - told]] : []),
    ],
    sum: [t('charts.total'), tasks],
  }
}

export function cancelledTable({ cancelled }: Workload, { t }: Words): Table {
  const { tasks, timed, medianSeconds } = cancelled
  return {
    ...{ name: 'cancelled', title: t('workload.cancelled') },
    columns: [{ title: t('workload.what') }, { title: t('workload.value') }],
    rows: [
      [t('workload.cancelled.tasks'), String(tasks)],
      [t('workload.cancelled.timed'), String(timed)],
      [
        t('workload.cancelled.median'),
        medianSeconds === undefined ? t('figures.too-few') : percentileText(medianSeconds),
      ],
    ],
  }
}
