// Which tables tell of cells? The map in numbers, every cell, and those that change side.
import type { MeasureEffect } from '../../src/contract/plan-effect.ts'
import { sharePercentText } from '../formats.ts'
import type { Table } from '../parts/table.ts'
import type { Region } from '../region.ts'
import { nameIn } from '../words.ts'
import { bandText } from './band-words.ts'
import type { Banded, Cells } from './bands.ts'
import { cellName } from './map-view.ts'
import { municipalityOfCell, type Names, sumOf } from './tables.ts'

/** Cells that change side in some hour of the week. */
export function changedTable({ changed }: MeasureEffect, names: Names): Table {
  const { region, words } = names
  const { t, language } = words
  return {
    ...{ name: 'changed-cells', title: t('plan.changed') },
    columns: [
      { title: t('plan.cell') },
      { title: t('plan.municipality') },
      { title: t('plan.residents'), digits: 0 },
      { title: t('plan.share-before') },
      { title: t('plan.share-after') },
    ],
    rows: changed.cell.map((cell, i) => [
      region ? cellName(region, cell) : String(cell),
      municipalityOfCell(names, cell),
      changed.residents[i],
      sharePercentText(changed.before[i]!, language),
      sharePercentText(changed.after[i]!, language),
    ]),
  }
}

/** The map in numbers: who lives in each band, municipality by municipality. Bands that nobody is in are left out. */
export function mapTable({ names: bands, of, cells }: Banded, region: Region, names: Names): Table {
  const { t } = names.words
  const used = bands.flatMap((_, band) => (cells[band]! > 0 ? [band] : []))
  const counts = region.municipalities.map(() => used.map(() => ({ cells: 0, residents: 0 })))
  const column = new Map(used.map((band, i) => [band, i]))
  for (const [cell, band] of of.entries()) {
    const count = counts[region.cells.municipality[cell]!]?.[column.get(band)!]
    if (!count) continue
    count.cells += 1
    count.residents += region.cells.residents[cell] ?? 0
  }
  const header = used.flatMap((band) => {
    const name = bandText(bands[band]!, names.words)
    return [
      { title: `${name}: ${t('plan.residents-short')}`, digits: 0 },
      { title: `${name}: ${t('plan.cells-short')}`, digits: 0 },
    ]
  })
  const numbers = (row: readonly { cells: number; residents: number }[]) =>
    row.flatMap((count) => [count.residents, count.cells])
  return {
    ...{ name: 'map', title: t('plan.map.table') },
    columns: [{ title: t('plan.municipality') }, ...header],
    rows: region.municipalities.map(({ name }, i) => [
      nameIn(name, names.words.language),
      ...numbers(counts[i]!),
    ]),
    sum: [
      t('charts.total'),
      ...used.flatMap((_, i) => [
        sumOf(counts.map((row) => row[i]!.residents)),
        sumOf(counts.map((row) => row[i]!.cells)),
      ]),
    ],
  }
}

/** Every cell of the county, for a file: too many for a page. */
export function cellTable(shown: Cells, region: Region, names: Names): Table {
  const { t } = names.words
  const minutes = (seconds: number | null | undefined) =>
    seconds === null || seconds === undefined ? undefined : seconds / 60
  return {
    ...{ name: 'cells', title: t('plan.map.cells') },
    columns: [
      { title: t('plan.cell') },
      { title: t('plan.municipality') },
      { title: t('plan.residents'), digits: 1 },
      ...(['plan.cell.before', 'plan.cell.after', 'plan.cell.limit'] as const).map((key) => ({
        title: t(key),
        digits: 2,
      })),
      { title: t('plan.cell.nearest-before') },
      { title: t('plan.cell.nearest-after') },
    ],
    rows: shown.before.map((before, cell) => [
      cellName(region, cell),
      municipalityOfCell(names, cell),
      region.cells.residents[cell],
      ...[minutes(before), minutes(shown.after[cell]), minutes(shown.limit[cell])],
      shown.crews[shown.nearestBefore[cell]!]?.period,
      shown.crews[shown.nearestAfter[cell]!]?.period,
    ]),
  }
}
