/** Before and after a change of readiness as CSV for a spreadsheet: semicolons and a byte order mark. */
import type { BeforeAfter, ChangeFinding, ChangeStatistic } from '../contract/before-after.ts'
import { statistics } from '../domain/before-after.ts'
import type { Language } from '../domain/vocabulary.ts'
import { quoted } from './csv-cell.ts'

/** One line for each measure, part of the week and statistic, the change's and the year before's. */
export function beforeAfterCsv(found: BeforeAfter, language: Language): string {
  const number = (value: number | undefined) => {
    if (value === undefined) return ''
    const text = String(Math.round(value * 1e4) / 1e4)
    return language === 'en' ? text : text.replace('.', ',')
  }
  const { change, windows, placebo } = found
  const head = [
    ...[found.demo ? 'DEMO' : 'real', found.official ? 'official' : 'placeholder'],
    ...[change.station, change.on, found.service, found.urgency],
  ]
  const linesOf = (
    compared: string,
    pair: BeforeAfter['placebo'] | BeforeAfter['windows'],
    findings: ChangeFinding[],
  ) =>
    findings.flatMap((finding) =>
      statistics.flatMap((statistic) => {
        const told = finding[statistic]
        if (!told) return []
        const spans = [pair.before, pair.after].flatMap(({ from, to }) => [from, to])
        return [
          [
            ...head,
            compared,
            ...spans,
            finding.measure,
            finding.band,
            statistic,
            ...untimed(finding),
            ...facts(told, number),
          ],
        ]
      }),
    )
  const lines = [
    header,
    ...linesOf('change', windows, found.findings),
    ...linesOf('year-before', placebo, placebo.findings),
  ]
  return `\uFEFF${lines.map((cells) => cells.map(quoted).join(';')).join('\r\n')}\r\n`
}

const levels = ['area_before', 'area_after', 'control_before', 'control_after']
const header = [
  ...['data', 'targets', 'station', 'change', 'service', 'urgency', 'compared'],
  ...['before_from', 'before_to', 'after_from', 'after_to', 'measure', 'hours', 'statistic'],
  ...levels.map((level) => `${level}_untimed`),
  ...levels.flatMap((level) => [`${level}_n`, level, `${level}_low`, `${level}_high`]),
  ...['area', 'control', 'difference_in_differences'].flatMap((name) => [
    ...[`${name}_change`, `${name}_change_low`, `${name}_change_high`, `${name}_change_word`],
  ]),
]

function untimed({ missing: { area, control } }: ChangeFinding): string[] {
  return [area.before, area.after, control.before, control.after].map(String)
}

function facts(
  { area, control, did }: ChangeStatistic,
  number: (value: number | undefined) => string,
): string[] {
  const four = [area.before, area.after, control.before, control.after]
  return [
    ...four.flatMap(({ n, value, low, high }) => [String(n), ...[value, low, high].map(number)]),
    ...[area.difference, control.difference, did].flatMap((difference) => [
      ...[difference?.value, difference?.low, difference?.high].map(number),
      difference?.word ?? 'cannot-tell',
    ]),
  ]
}
