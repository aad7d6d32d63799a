/** A study of drive times as text for a terminal. */
import type { DriveErrorsView, DriveKindView, DriveStudy } from '../contract/drive-times.ts'

export function driveTimesText(study: DriveStudy): string {
  const { from, to, demo, roads, total, used, excluded } = study
  const left = Object.entries(excluded).map(([reason, n]) => `${reason} ${n}`)
  return [
    `${demo ? 'DEMO DATA. ' : ''}Drives of tasks from ${from} to ${to} (not included), each to the middle of its 1 km cell,`,
    `expected over ${roads.name}, ${roads.date}${roads.approximate ? ' (approximate roads)' : ''}.`,
    `Units on tasks ${total} = used ${used} + excluded ${total - used}${left.length > 0 ? ` (${left.join(', ')})` : ''}.`,
    ...(study.demoOrigins > 0
      ? [`${study.demoOrigins} drives begin at a station with a demo position.`]
      : []),
    ...study.kinds.flatMap((kind) => ['', ...kindLines(kind)]),
    '',
  ].join('\n')
}

function kindLines(kind: DriveKindView): string[] {
  const title = kind.kind === 'emergency' ? 'Emergency drives (A and B)' : 'Normal drives (C and D)'
  const head = `${title}: ${kind.n}${kind.coarse > 0 ? `, ${kind.coarse} of coarse times` : ''}`
  if (!kind.calibrated)
    return [`${head}. Not calibrated (${kind.reason}): the assumed speeds stay.`, ...basisLines(kind)]
  return [
    `${head}. Cross-validated by cell, five folds; chosen: ${kind.model}.`,
    ...table([
      ['model', 'median error', 'bias', '90 %', 'over 2 min'],
      ...kind.trials.map(({ model, errors }) => [model, ...errorCells(errors)]),
      ...(kind.rerouted ? [['(chosen, ways anew)', ...errorCells(kind.rerouted)]] : []),
    ]),
    ...factorLines(kind),
    ...basisLines(kind),
  ]
}

function errorCells(errors: DriveErrorsView): string[] {
  const { medianAbsoluteSeconds, medianSeconds, p90AbsoluteSeconds, shareFarOff } = errors
  return [
    `${medianAbsoluteSeconds.toFixed(1)} s`,
    `${medianSeconds > 0 ? '+' : ''}${medianSeconds.toFixed(1)} s`,
    `${p90AbsoluteSeconds.toFixed(1)} s`,
    `${(shareFarOff * 100).toFixed(1)} %`,
  ]
}

function factorLines({ factors }: DriveKindView): string[] {
  if (!factors) return []
  const { classes, winter, zones, fixedSeconds } = factors
  return [
    'Seconds for each assumed second:',
    ...table([
      ['road class', 'factor', 'drives', 'of all seconds'],
      ...classes.map(({ roadClass, factor, drives, share }) => [
        ...[roadClass, factor.toFixed(3), String(drives), `${(share * 100).toFixed(1)} %`],
      ]),
      ['winter', winter.factor.toFixed(3), String(winter.drives), ''],
      ...zones.map(({ zone, factor, fixedSeconds: fixed, drives }) => [
        ...[`zone ${zone || '(none)'}`, factor.toFixed(3), String(drives), `+ ${fixed.toFixed(0)} s`],
      ]),
      ...(zones.length === 0 ? [['at both ends', '', '', `+ ${fixedSeconds.toFixed(0)} s`]] : []),
    ]),
  ]
}

function basisLines({ bases }: DriveKindView): string[] {
  return bases.map(({ basis, fits }) => {
    const told = ['good', 'poor', 'too-few'].map((fit) => {
      const { cells, residents } = fits[fit as keyof typeof fits]
      return `${fit} ${cells} (${Math.round(residents)} residents)`
    })
    return `Cells by ${basis} speeds: ${told.join(', ')}.`
  })
}

function table(lines: readonly (readonly string[])[]): string[] {
  const widths = lines[0]!.map((_, i) => Math.max(...lines.map((line) => line[i]!.length)))
  return lines.map((line) => `  ${line.map((text, i) => text.padEnd(widths[i]!)).join('  ')}`.trimEnd())
}
