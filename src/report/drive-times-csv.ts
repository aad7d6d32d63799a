/** Cells of a study of drive times as CSV for a spreadsheet: semicolons and a byte order mark, as Finnish programs expect. */
import { cellCentre, cellId } from '../../geo/cell.ts'
import { toWgs84 } from '../../geo/projection.ts'
import type { DriveStudy } from '../contract/drive-times.ts'
import type { Language } from '../domain/vocabulary.ts'
import { quoted } from './csv-cell.ts'

/** One line for each kind of drive, cell and basis. Column names are field names; numbers follow the language. */
export function driveTimesCsv(study: DriveStudy, language: Language): string {
  const number = (value: number | null) =>
    value === null ? '' : language === 'en' ? String(value) : String(value).replace('.', ',')
  const header = [
    ...['data', 'roads', 'from', 'to', 'kind', 'basis', 'cell', 'lon', 'lat', 'drives', 'residents'],
    ...['median_error_seconds', 'low', 'high', 'far_off', 'fit'],
  ]
  const about = [
    ...[study.demo ? 'DEMO' : 'real', study.roads.approximate ? 'approximate' : 'surveyed'],
    ...[study.from, study.to],
  ]
  const lines = study.kinds.flatMap(({ kind, cells, bases }) =>
    bases.flatMap(({ basis, cells: own }) =>
      cells.e.map((e, i) => {
        const cell = { e, n: cells.n[i]! }
        const { lon, lat } = toWgs84(cellCentre(cell))
        return [
          ...[...about, kind, basis, cellId(cell)],
          ...[Math.round(lon * 1e5) / 1e5, Math.round(lat * 1e5) / 1e5].map(number),
          ...[cells.drives[i]!, cells.residents[i]!, own.medianSeconds[i]!].map(number),
          ...[own.low[i]!, own.high[i]!, own.farOff[i]!].map(number),
          own.fit[i]!,
        ]
      }),
    ),
  )
  return `\uFEFF${[header, ...lines].map((cells) => cells.map(quoted).join(';')).join('\r\n')}\r\n`
}
