/** A table of a plan as CSV for a spreadsheet: semicolons and a byte order mark, as Finnish programs expect. */
import type { PlanGround } from '../contract/plan-ground.ts'
import type { Language } from '../domain/vocabulary.ts'
import { quoted } from './csv-cell.ts'
import type { PlanTableRows } from './plan-tables.ts'

/** What every line says first, so that a line that is cut out still says what it rests on. */
export interface PlanBasis {
  readonly name: string
  readonly on: string
  readonly demo: boolean
  readonly approximate: boolean
  readonly calibrated: boolean
}

export function roadsBasis({
  approximate,
  calibration,
}: Pick<PlanGround['roads'], 'approximate' | 'calibration'>) {
  return { approximate, calibrated: calibration !== undefined }
}

/** Column names are field names; numbers follow the language. */
export function planCsv({ header, rows }: PlanTableRows, basis: PlanBasis, language: Language): string {
  const text = (value: string | number | boolean | undefined) =>
    typeof value === 'number' && language !== 'en'
      ? String(value).replace('.', ',')
      : value === undefined
        ? ''
        : String(value)
  const first = [
    basis.name,
    basis.on,
    basis.demo ? 'DEMO' : 'real',
    basis.approximate ? 'approximate' : 'roads',
    basis.calibrated ? 'calibrated' : 'assumed',
  ]
  const lines = [
    ['plan', 'on', 'data', 'roads', 'speeds', ...header],
    ...rows.map((row) => [...first, ...row.map(text)]),
  ]
  return `\uFEFF${lines.map((cells) => cells.map(quoted).join(';')).join('\r\n')}\r\n`
}
