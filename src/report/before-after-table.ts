/** Before and after a change of readiness as text for a terminal. */
import type { BeforeAfter, ChangeDifference, ChangeFinding, ChangeLevel } from '../contract/before-after.ts'

/** Medians of each measure and part of the week, the verdict first; what is left out and what may be doubted after. */
export function beforeAfterTable(found: BeforeAfter): string {
  const { change, windows, area, control, judgement } = found
  const lead = found.findings.find(({ measure, band }) => measure === judgement.measure && band === 'all')
  const did = lead?.median.did
  return [
    ...(found.demo ? ['DEMO: tasks, units and positions are invented.'] : []),
    ...(found.official ? [] : ['Targets are placeholders, not official.']),
    ...(found.approximate
      ? ['Approximate roads: the nearest stations are told by a sketch of the main roads.']
      : []),
    `${change.name} (${change.service}), readiness from ${change.on}${change.dateConfirmed ? '' : ' (the day is a guess)'}${change.registered ? '' : ': the register tells of no change on that day'}`,
    `before ${windows.before.from} to ${windows.before.to}, after ${windows.after.from} to ${windows.after.to} (ends not included), ${windows.days} days each${windows.cuts.length > 0 ? `; ${windows.cuts.join(', ')}` : ''}`,
    `verdict: ${judgement.verdict}${did ? `; ${judgement.measure} median ${signed(did)} against the control` : ''}`,
    ...(judgement.doubts.length > 0 ? [`doubts: ${judgement.doubts.join(', ')}`] : []),
    '',
    `area ${area.cells} cells, ${area.tasks.before} + ${area.tasks.after} tasks; control ${control.cells} cells, ${control.tasks.before} + ${control.tasks.after} tasks`,
    `all ${found.total} = used ${found.used} + excluded ${sumOf(found.excluded)} + left out ${sumOf(found.leftOut)} (${listOf(found.leftOut)})`,
    '',
    ...aligned([header, ...found.findings.map(lineOf)]),
    '',
    `Below ${found.minimums.median} tasks there is no median, below ${found.minimums.p90} no 90 % value.`,
    ...found.confounders.map(({ on, kind, id }) => `${on} ${kind}: ${id}`),
    '',
  ].join('\n')
}

const header = [
  'measure',
  'hours',
  'area',
  '',
  'change',
  'control',
  '',
  'change',
  'difference (95 %)',
  'word',
]

function lineOf({ measure, band, median, missing }: ChangeFinding): string[] {
  const { area, control, did } = median
  return [
    ...[measure, band, level(area.before), level(area.after)],
    ...[`${missing.area.before} + ${missing.area.after}`, signed(area.difference)],
    ...[level(control.before), level(control.after), signed(control.difference)],
    ...[signed(did), did?.word ?? 'not enough tasks'],
  ]
}

function level({ n, value }: ChangeLevel): string {
  return value === undefined ? `– (n=${n})` : `${clock(value)} (n=${n})`
}

function signed(difference: ChangeDifference | undefined): string {
  if (!difference) return '–'
  const { value, low, high } = difference
  const side = (bound: number | undefined) => (bound === undefined ? '…' : plus(bound))
  return `${plus(value)} (${side(low)} to ${side(high)})`
}

const plus = (seconds: number) => `${Math.round(seconds) < 0 ? '-' : '+'}${clock(Math.abs(seconds))}`

function clock(seconds: number): string {
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

const sumOf = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((sum, n) => sum + n, 0)
const listOf = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .map(([reason, n]) => `${reason} ${n}`)
    .join(', ') || 'none'

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = header.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  )
}
