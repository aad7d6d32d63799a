/** A duel of plans as a table of plain text: who gains and who loses, what it costs, and what was assumed. */
import type { DuelResult, DuelRow, DuelSeconds, DuelShare } from '../contract/plan-duel.ts'

export function duelTable(result: DuelResult): string {
  const { planA = 'the register', planB, from, to, tasks, replications, seed } = result
  const times = replications === 1 ? 'once' : `${replications} times`
  return [
    `A: ${planA}   B: ${planB}   (promises of ${result.on})`,
    `${result.source} tasks ${from} to ${to} (not included), ${times}, seed ${seed}: ${count(tasks.total)} tasks, ${count(tasks.used)} judged, ${count(tasks.total - tasks.used)} excluded${excludedText(result)}`,
    ...labels(result),
    '',
    'All, B - A with 95 % intervals',
    ...lines(result.totals, () => 'all'),
    '',
    'By zone',
    ...lines(result.zones, ({ zone }) => zone!),
    '',
    'Municipalities that gain or lose',
    ...lines(result.municipalities.filter(isTold), ({ municipality }) => municipality!),
    `(of ${result.municipalities.length} rows the others cannot be told from no change, or have none; --format json has them all)`,
    '',
    'What it takes              A           B',
    ...effort(result),
    '',
    'Assumed',
    ...[...result.warnings, ...result.assumptions].map(({ text }) => `- ${text.en}`),
    '',
  ].join('\n')
}

function isTold({ shares, mean }: DuelRow): boolean {
  return [...shares, ...(mean ? [mean] : [])].some(({ word }) => word === 'gains' || word === 'loses')
}

function labels({ demo, official, approximate, calibration }: DuelResult): string[] {
  return [
    ...(demo ? ['INVENTED DATA: tasks or readiness are made up'] : []),
    ...(official ? [] : ['PLACEHOLDER TARGETS: not official']),
    ...(approximate ? ['APPROXIMATE ROADS: minutes come from hand-compiled main roads'] : []),
    calibration
      ? `CALIBRATED SPEEDS: adopted ${calibration.adoptedAt.slice(0, 10)} for ${calibration.kinds.join(' and ')} drives`
      : 'ASSUMED SPEEDS: not calibrated to measured drives',
  ]
}

function excludedText({ tasks }: DuelResult): string {
  if (tasks.excluded.length === 0) return ''
  return ` (${tasks.excluded.map(({ reason, tasks: n }) => `${reason} ${count(n)}`).join(', ')})`
}

function lines(rows: readonly DuelRow[], name: (row: DuelRow) => string): string[] {
  return rows.flatMap((row) => {
    const head = `${row.service} ${row.urgencies} ${row.measure}`.padEnd(30)
    const place = name(row).padEnd(14)
    const shares = row.shares.map(
      (share) => `${head}${place}${String(count(row.tasks)).padStart(7)}  ${shareText(share)}`,
    )
    const mean =
      row.mean && `${head}${place}${String(count(row.tasks)).padStart(7)}  mean ${secondsText(row.mean)}`
    return [...shares, ...(mean === undefined ? [] : [mean])]
  })
}

function shareText(share: DuelShare): string {
  const limit = share.withinSeconds === undefined ? 'in time' : `in ${share.withinSeconds} s`
  const points = (value: number) => signed(value * 100, 2)
  return `${limit}: ${percent(share.a)} -> ${percent(share.b)}, ${points(share.difference)} points ${bounds(share, points)} ${share.word} (+${count(share.toInTime)} -${count(share.toLate)} tasks)`
}

function secondsText(seconds: DuelSeconds): string {
  const shown = (value: number) => signed(value, 1)
  return `${seconds.a.toFixed(0)} s -> ${seconds.b.toFixed(0)} s, ${shown(seconds.difference)} s ${bounds(seconds, shown)} ${seconds.word}`
}

function bounds(
  { low, high }: { low?: number | undefined; high?: number | undefined },
  shown: (value: number) => string,
) {
  return low === undefined || high === undefined ? '[too few weeks]' : `[${shown(low)} … ${shown(high)}]`
}

function effort({ effort: { a, b } }: DuelResult): string[] {
  return a.flatMap((before, i) => {
    const after = b[i]!
    const line = (name: string, of: (one: typeof before) => string) =>
      `${`${before.service}: ${name}`.padEnd(24)}${of(before).padStart(10)}  ${of(after).padStart(10)}`
    return [
      line('crew-hours/week', ({ crewHours }) => crewHours.toFixed(0)),
      line('of them on call', ({ onCallCrewHours }) => onCallCrewHours.toFixed(0)),
      line('person-hours/week', ({ personHours }) => personHours.toFixed(0)),
      line('utilisation', ({ utilisation }) => percent(utilisation)),
      line('tasks that waited', ({ waited }) => String(count(waited))),
      line('tasks never reached', ({ neverReached }) => String(count(neverReached))),
    ]
  })
}

const count = (tasks: number) => Math.round(tasks * 10) / 10
const percent = (share: number) => `${(share * 100).toFixed(1)} %`
const signed = (value: number, digits: number) => `${value >= 0 ? '+' : ''}${value.toFixed(digits)}`
