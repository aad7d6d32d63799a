/** Compliance as a table of text for a terminal. */
import type { Compliance, ComplianceRow, TargetFigure } from '../contract/compliance.ts'

const columns = [
  'urgency',
  'zone',
  'measure',
  'n',
  'used',
  'excluded',
  'target',
  'in time',
  '95 %',
  'if missing',
  'median',
  '90th',
  'light',
] as const

export function complianceTable(compliance: Compliance): string {
  const lines = compliance.rows.flatMap((row) => linesOf(row))
  const widths = columns.map((name, i) => Math.max(name.length, ...lines.map((line) => line[i]!.length)))
  const printed = [columns, ...lines].map((line) =>
    line
      .map((text, i) => text.padEnd(widths[i]!))
      .join('  ')
      .trimEnd(),
  )
  return `${headOf(compliance)}\n\n${printed.join('\n')}\n\n${footOf(compliance)}\n`
}

function headOf({ service, from, to, decisions, demo }: Compliance): string {
  const named = decisions.map(
    ({ id, official }) => `${id}${official ? '' : ' (PLACEHOLDER targets, not official)'}`,
  )
  const label = demo ? 'DEMO DATA. ' : ''
  return `${label}${service}, ${from} to ${to} (not included); decision ${named.join(', ') || 'none in force'}`
}

function footOf({ total, used, excluded }: Compliance): string {
  return `Tasks ${total} = used ${used} + excluded ${total - used}${reasonsText(excluded)}. Percentiles type 7 over whole seconds.`
}

function linesOf(row: ComplianceRow): string[][] {
  const split = Object.values(row.group ?? {})
  const facts = [
    [row.urgency, ...split].join(' '),
    row.zone,
    row.measure ?? '',
    String(row.total),
    String(row.used),
    `${row.total - row.used}${reasonsText(row.excluded)}`,
  ]
  const times = [clock(row.medianSeconds), clock(row.p90Seconds)]
  if (row.targets.length === 0) return [[...facts, '', '', '', '', ...times, '']]
  return row.targets.map((target, i) => {
    const [, ...rest] = figuresOf(target)
    const first = figuresOf(target)[0]!
    const light = target.light
    return i === 0
      ? [...facts, first, ...rest, ...times, light]
      : ['', '', '', '', '', '', first, ...rest, '', '', light]
  })
}

function figuresOf({
  withinSeconds,
  requiredShare,
  inTime,
  share,
  shareLow,
  shareHigh,
  shareAtLeast,
  shareAtMost,
}: TargetFigure): string[] {
  const range = share === undefined ? '' : `${percent(shareLow!)}–${percent(shareHigh!)}`
  const bounds = shareAtLeast === shareAtMost ? '' : `${percent(shareAtLeast!)}–${percent(shareAtMost!)}`
  return [
    `${clock(withinSeconds)} ${percent(requiredShare)}`,
    share === undefined ? 'no tasks' : `${inTime} ${percent(share)}`,
    range,
    bounds,
  ]
}

function reasonsText(excluded: Compliance['excluded']): string {
  const parts = Object.entries(excluded).map(([reason, count]) => `${reason} ${count}`)
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}

/** Minutes and seconds; a percentile between two tasks is shown to the second it has reached. */
function clock(seconds: number | undefined): string {
  if (seconds === undefined) return ''
  const whole = Math.ceil(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
