/** Compliance rows as CSV for a spreadsheet: semicolons and a byte order mark, as Finnish programs expect. */
import type { Compliance, ComplianceRow } from '../contract/compliance.ts'
import { exclusionReasons, type Language } from '../domain/vocabulary.ts'
import { quoted } from './csv-cell.ts'

/** One line for each row and target. Column names are the field names of the API; numbers follow the language. */
export function complianceCsv(compliance: Compliance, language: Language): string {
  const number = (value: number | undefined) =>
    value === undefined ? '' : language === 'en' ? String(value) : String(value).replace('.', ',')
  const groups = [...new Set(compliance.rows.flatMap((row) => Object.keys(row.group ?? {})))]
  const header = [
    ...['service', 'from', 'to', 'data', 'decision', 'urgency', 'zone', 'zone_name', 'measure', ...groups],
    ...['total', 'used', ...exclusionReasons.map((reason) => `excluded_${reason}`)],
    ...['missing', 'urgency_changed', 'coarse_times', 'corrected'],
    ...['median_seconds', 'p90_seconds', 'mean_seconds', 'median_turnout_seconds', 'median_drive_seconds'],
    ...['median_cancelled_seconds', 'target_seconds', 'required_share', 'official'],
    ...['in_time', 'share', 'share_low', 'share_high', 'share_at_least', 'share_at_most', 'light'],
  ]
  const zoneNames = new Map(compliance.zones.map(({ id, name }) => [id, name[language]]))
  const facts = (row: ComplianceRow) => [
    ...[compliance.service, compliance.from, compliance.to, compliance.demo ? 'DEMO' : 'real'],
    ...[row.decision ?? '', row.urgency, row.zone, zoneNames.get(row.zone) ?? '', row.measure ?? ''],
    ...groups.map((name) => row.group?.[name] ?? ''),
    ...[String(row.total), String(row.used)],
    ...exclusionReasons.map((reason) => String(row.excluded[reason] ?? 0)),
    ...[row.missing, row.flagged.urgencyChanged, row.flagged.coarseTimes, row.flagged.corrected].map(String),
    ...[number(row.medianSeconds), number(row.p90Seconds), number(row.meanSeconds)],
    ...[number(row.parts?.medianTurnoutSeconds), number(row.parts?.medianDriveSeconds)],
    number(row.cancelled?.medianSeconds),
  ]
  const lines = compliance.rows.flatMap((row) => {
    if (row.targets.length === 0) return [[...facts(row), ...Array.from({ length: 10 }, () => '')]]
    return row.targets.map((target) => [
      ...facts(row),
      ...[
        String(target.withinSeconds),
        number(target.requiredShare),
        target.official ? 'official' : 'placeholder',
      ],
      ...[
        String(target.inTime),
        number(target.share),
        number(target.shareLow),
        number(target.shareHigh),
        number(target.shareAtLeast),
        number(target.shareAtMost),
        target.light,
      ],
    ])
  })
  return `\uFEFF${[header, ...lines].map((line) => line.map(quoted).join(';')).join('\r\n')}\r\n`
}
