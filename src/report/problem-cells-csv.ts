/** Problem cells as CSV for a spreadsheet: semicolons and a byte order mark, as Finnish programs expect. */
import type { ProblemCell, ProblemCells, ProblemYear } from '../contract/problem-cells.ts'
import type { Language } from '../domain/vocabulary.ts'
import { quoted } from './csv-cell.ts'

/** One line for each cell, its years side by side. Column names are field names; numbers follow the language. */
export function problemCellsCsv(found: ProblemCells, language: Language): string {
  const number = (value: number | undefined) =>
    value === undefined ? '' : language === 'en' ? String(value) : String(value).replace('.', ',')
  const header = [
    ...['data', 'targets', 'reading', 'minimum_tasks', 'last_year_over', 'cell', 'class', 'class_name'],
    ...['municipality', 'lon', 'lat', 'east', 'north', 'standing', 'standing_each_year'],
    ...['standing_over_the_years', 'tasks', 'missing', 'missing_decide', 'median_seconds'],
    ...['further_in_time', 'further_late'],
    ...found.years.flatMap((year) => yearColumns.map((name) => `${year}_${name}`)),
  ]
  const classNames = new Map(found.zones.map(({ id, name }) => [id, name[language] ?? id]))
  const line = (cell: ProblemCell) => [
    ...[found.demo ? 'DEMO' : 'real', found.official ? 'official' : 'placeholder'],
    ...[found.reading, String(found.minimumTasks), String(found.lastYearOver)],
    ...[cell.cell, cell.class, classNames.get(cell.class) ?? '', cell.municipality ?? ''],
    ...[cell.centre?.lon, cell.centre?.lat, cell.centre?.e, cell.centre?.n].map(number),
    ...[cell.standing, cell.standings['each-year']!, cell.standings['over-the-years']!],
    ...[String(cell.tasks), String(cell.missing), String(cell.missingDecide), number(cell.medianSeconds)],
    ...[number(cell.furtherInTime), number(cell.furtherLate)],
    ...cell.years.flatMap((year) => yearFacts(year, number)),
  ]
  const lines = [header, ...found.cells.map(line)]
  return `\uFEFF${lines.map((cells) => cells.map(quoted).join(';')).join('\r\n')}\r\n`
}

const yearColumns = [
  ...['class', 'tasks', 'timed', 'in_time', 'required', 'share', 'share_if_late', 'share_if_in_time'],
  ...['status', 'deciding'],
]

/** Counts beside the share: half of four tasks is two of four (trap 49). */
function yearFacts(year: ProblemYear, number: (value: number | undefined) => string): string[] {
  return [
    ...[year.classes.join('+'), String(year.tasks), String(year.timed), String(year.inTime)],
    ...[year.required, year.share, year.shareIfLate, year.shareIfInTime].map(number),
    year.status,
    year.deciding.map(({ task, secondsOver }) => `${task} +${secondsOver} s`).join(', '),
  ]
}
