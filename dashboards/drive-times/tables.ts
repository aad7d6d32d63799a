// Which tables does the page show and save? Models, factors, excluded drives, drives by length, and cells.
import type { DriveBasis, DriveKindView, DriveStudy } from '../../src/contract/drive-times.ts'
import type { Table } from '../parts/table.ts'
import { nameIn, type Words } from '../words.ts'
import type { DriveCell } from './cells.ts'

const share = (value: number) => value * 100

export function trialTable(kind: DriveKindView, { t }: Words): Table {
  const row = (name: string, errors: DriveKindView['trials'][number]['errors']) => [
    ...[name, errors.medianAbsoluteSeconds, errors.medianSeconds, errors.p90AbsoluteSeconds],
    ...[share(errors.shareFarOff), errors.n],
  ]
  const title = ({ model }: DriveKindView['trials'][number]) =>
    `${t(`drive.model.${model}`)}${model === kind.model ? ` – ${t('drive.chosen')}` : ''}`
  return {
    name: 'vaste-drive-models.csv',
    title: t('drive.models'),
    columns: [
      { title: t('drive.model') },
      { title: t('drive.median-error'), digits: 1 },
      { title: t('drive.bias'), digits: 1 },
      { title: t('drive.p90-error'), digits: 1 },
      { title: t('drive.far-off'), digits: 1 },
      { title: t('drive.drives'), digits: 0 },
    ],
    rows: [
      ...kind.trials.map((trial) => row(title(trial), trial.errors)),
      ...(kind.rerouted ? [row(t('drive.rerouted'), kind.rerouted)] : []),
    ],
  }
}

export function classTable({ factors }: DriveKindView, { t }: Words): Table {
  return {
    name: 'vaste-drive-classes.csv',
    title: t('drive.by-class'),
    columns: [
      { title: t('drive.class') },
      { title: t('drive.factor'), digits: 2 },
      { title: t('drive.drives'), digits: 0 },
      { title: t('drive.of-seconds'), digits: 1 },
    ],
    rows: (factors?.classes ?? []).map((one) => [
      ...[t(`road.${one.roadClass}`), one.factor, one.drives, share(one.share)],
    ]),
  }
}

export function sceneTable({ factors }: DriveKindView, { t, language }: Words): Table {
  const zones = factors?.zones ?? []
  return {
    name: 'vaste-drive-zones.csv',
    title: t('drive.by-zone'),
    columns: [
      { title: t('drive.zone') },
      { title: t('drive.factor'), digits: 2 },
      { title: t('drive.fixed'), digits: 0 },
      { title: t('drive.drives'), digits: 0 },
    ],
    rows: [
      ...(factors ? [[t('drive.winter'), factors.winter.factor, undefined, factors.winter.drives]] : []),
      ...zones.map(({ name, factor, fixedSeconds, drives }) => [
        ...[name ? nameIn(name, language) : t('drive.no-zone'), factor, fixedSeconds, drives],
      ]),
      ...(factors && zones.length === 0 ? [[t('drive.every-zone'), 1, factors.fixedSeconds, undefined]] : []),
    ],
  }
}

export function excludedTable({ total, used, excluded }: DriveStudy, { t }: Words): Table {
  const reasons = Object.entries(excluded) as [keyof typeof excluded, number][]
  return {
    name: 'vaste-drive-excluded.csv',
    title: t('drive.excluded'),
    columns: [{ title: t('drive.reason') }, { title: t('drive.units'), digits: 0 }],
    rows: [[t('drive.used'), used], ...reasons.map(([reason, n]) => [t(`drive.excluded.${reason}`), n])],
    sum: [t('drive.total'), total],
  }
}

export function binTable({ bins }: DriveBasis, { t }: Words): Table {
  const span = ({ fromSeconds, toSeconds }: DriveBasis['bins'][number]) =>
    toSeconds === null ? `≥ ${fromSeconds / 60}` : `${fromSeconds / 60}–${toSeconds / 60}`
  return {
    name: 'vaste-drive-lengths.csv',
    title: t('drive.chart'),
    columns: [
      { title: t('drive.expected-minutes') },
      { title: t('drive.drives'), digits: 0 },
      { title: t('drive.expected-median'), digits: 1 },
      ...(['p10', 'p50', 'p90'] as const).map((name) => ({ title: t(`drive.${name}`), digits: 1 })),
    ],
    rows: bins.map((bin) => [
      ...[span(bin), bin.n],
      ...[bin.expectedSeconds, bin.p10, bin.p50, bin.p90].map((s) => (s === undefined ? undefined : s / 60)),
    ]),
  }
}

export function cellTable(cells: readonly DriveCell[], { t }: Words): Table {
  return {
    name: 'vaste-drive-cells.csv',
    title: t('drive.cells'),
    columns: [
      { title: t('drive.cell') },
      { title: t('drive.fit') },
      { title: t('drive.cell-median'), digits: 0 },
      { title: t('drive.interval') },
      { title: t('drive.far-off-count'), digits: 0 },
      { title: t('drive.drives'), digits: 0 },
      { title: t('drive.residents'), digits: 0 },
    ],
    rows: cells.map((cell) => [
      ...[cell.id, t(`fit.${cell.fit}`), cell.medianSeconds, intervalText(cell)],
      ...[cell.farOff, cell.drives, cell.residents],
    ]),
  }
}

export function intervalText({ low, high }: Pick<DriveCell, 'low' | 'high'>): string {
  if (low === undefined || high === undefined) return ''
  const signed = (value: number) => `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(Math.round(value))}`
  return `${signed(low)} … ${signed(high)}`
}
