// Which tables stand under the pictures? The same numbers, and those of both sides that the pictures leave out.
import type { BeforeAfter, ChangeFinding } from '../../src/contract/before-after.ts'
import type { Table } from '../parts/table.ts'
import type { ExclusionReason } from '../vocabulary.ts'
import type { Words } from '../words.ts'
import type { Statistic } from './address.ts'
import { capital, differenceText, levelText, windowText } from './sentences.ts'

export type CellRole = BeforeAfter['cells']['role'][number]
export const drawnRoles: readonly CellRole[] = ['area', 'control', 'other-change', 'near-change']

export function effectsTable(
  findings: readonly ChangeFinding[],
  statistic: Statistic,
  title: string,
  words: Words,
): Table {
  const { t } = words
  const columns = [
    ...(['measure', 'band', 'area-before', 'area-after', 'area-change', 'missing'] as const),
    ...(['control-before', 'control-after', 'control-change', 'did', 'word'] as const),
  ].map((name) => ({ title: t(`ba.column.${name}`) }))
  const rows = findings.flatMap((finding) => {
    const told = finding[statistic]
    if (!told) return []
    const { area, control, did } = told
    const level = (one: typeof area.before) => levelText(one, statistic, words)
    const change = (one: typeof did) => differenceText(one, statistic, words)
    const { before, after } = finding.missing.area
    const row = [
      ...[capital(t(`measure.${finding.measure}`)), t(`ba.band.${finding.band}`)],
      ...[level(area.before), level(area.after), change(area.difference), `${before} + ${after}`],
      ...[level(control.before), level(control.after), change(control.difference)],
      ...[change(did), wordOf(finding, statistic, words)],
    ]
    return [row]
  })
  return { name: `effects-${statistic}`, title, columns, rows }
}

/** A share that grows is no shorter time. */
export function wordOf(finding: ChangeFinding, statistic: Statistic, { t }: Words): string {
  const word = finding[statistic]?.did?.word ?? 'cannot-tell'
  if (statistic === 'share' && (word === 'better' || word === 'worse')) return t(`change.word.${word}`)
  return t(`ba.word.${word}`)
}

export function seriesTable({ series }: BeforeAfter, title: string, words: Words): Table {
  const { t } = words
  return {
    ...{ name: 'series', title },
    columns: (['stretch', 'area', 'control'] as const).map((name) => ({ title: t(`ba.column.${name}`) })),
    rows: series.points.map((point) => [
      windowText(point, words),
      levelText(point.area, 'median', words),
      levelText(point.control, 'median', words),
    ]),
  }
}

export function roleTable(found: BeforeAfter, title: string, words: Words): Table {
  const { t, number } = words
  const count = (role: CellRole) => found.cells.role.filter((one) => one === role).length
  const tasks = (role: CellRole) =>
    role === 'area' || role === 'control'
      ? `${number(found[role].tasks.before)} + ${number(found[role].tasks.after)}`
      : number(found.leftOut[role] ?? 0)
  return {
    ...{ name: 'cells', title },
    columns: (['role', 'cells', 'tasks'] as const).map((name) => ({ title: t(`ba.column.${name}`) })),
    rows: drawnRoles.map((role) => [t(`ba.role.${role}`), number(count(role)), tasks(role)]),
  }
}

export function countTable(
  counts: Readonly<Record<string, number>>,
  name: 'excluded' | 'left-out',
  { t, number }: Words,
): Table {
  const textOf = (reason: string) =>
    name === 'excluded'
      ? t(`excluded.${reason as ExclusionReason}`)
      : t(`ba.role.${reason as CellRole | 'no-cell' | 'leap-day'}`)
  return {
    ...{ name, title: t(`ba.${name}`) },
    columns: [{ title: t(`ba.${name}`) }, { title: t('workload.tasks') }],
    rows: Object.entries(counts)
      .sort(([, a], [, b]) => b - a)
      .map(([reason, n]) => [textOf(reason), number(n)]),
  }
}
