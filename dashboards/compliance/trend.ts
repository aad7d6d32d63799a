// Which points and lines show how the share in time has gone? Months with too few tasks stay hollow.
import type { ComplianceRow, TargetFigure, Trend } from '../../src/contract/compliance.ts'
import { groupKey } from './figures.ts'

export interface TrendPoint {
  readonly month: string
  readonly used: number
  /** Absent when nothing was used: zero tasks is not 100 %. */
  readonly share?: number
  readonly enough: boolean
}

export interface TrendLine {
  readonly zone: string
  readonly points: readonly TrendPoint[]
  /** The newest required time known for this zone, seconds. */
  readonly withinSeconds?: number
}

export interface TrendChart {
  readonly months: readonly string[]
  readonly requiredShare: number
  readonly lines: readonly TrendLine[]
}

/** As for the percentile of the same rank: ten tasks for a half, thirty for nine in ten. */
export function minimumTasks(requiredShare: number): number {
  return requiredShare <= 0.5 ? 10 : 30
}

const sameShare = (a: number, b: number) => Math.abs(a - b) < 1e-9

/** Targets are taken by their rank, because C is required 90 / 85 / 70 % by zone yet is one series. */
function targetOf(row: ComplianceRow | undefined, requiredShare: number) {
  return row?.targets.find((target) => sameShare(target.requiredShare, requiredShare)) ?? onlyTarget(row)
}

function onlyTarget(row: ComplianceRow | undefined) {
  return row?.targets.length === 1 ? row.targets[0] : undefined
}

interface JudgedRow {
  readonly used: number
  readonly target: TargetFigure
}

function judgedRows(rows: readonly ComplianceRow[], requiredShare: number): readonly JudgedRow[] {
  return rows.flatMap((row) => {
    const target = targetOf(row, requiredShare)
    return target ? [{ used: row.used, target }] : []
  })
}

/** A month across a change of decision has a row for each: tasks in time by their own decision, of all of them. */
function trendPoint(month: string, judged: readonly JudgedRow[], requiredShare: number): TrendPoint {
  const used = judged.reduce((sum, row) => sum + row.used, 0)
  const inTime = judged.reduce((sum, { target }) => sum + target.inTime, 0)
  const enough = used >= minimumTasks(judged[0]?.target.requiredShare ?? requiredShare)
  return { month, used, share: used === 0 ? undefined : inTime / used, enough }
}

export interface TrendQuestion {
  readonly group: string
  readonly requiredShare: number
  readonly zones: readonly string[]
}

export function trendChart(trend: Trend, { group, requiredShare, zones }: TrendQuestion): TrendChart {
  const months = trend.months.toSorted((a, b) => a.month.localeCompare(b.month))
  const lines = zones.map((zone): TrendLine => {
    const found = months.map(({ month, rows }) => {
      const own = rows.filter((each) => each.zone === zone && groupKey(each) === group)
      return { month, judged: judgedRows(own, requiredShare) }
    })
    const points = found.map(({ month, judged }) => trendPoint(month, judged, requiredShare))
    const newest = found.findLast(({ judged }) => judged.length > 0)?.judged.at(-1)
    return { zone, points, withinSeconds: newest?.target.withinSeconds }
  })
  return {
    months: months.map(({ month }) => month),
    requiredShare,
    lines: lines.filter((line) => line.points.some((point) => point.share !== undefined)),
  }
}

/** From a round ten below the lowest point up to all: a share has a natural top, and the axis says its start. */
export function shareRange({ lines, requiredShare }: TrendChart): { min: number; max: number } {
  const shares = lines.flatMap((line) => line.points.map((point) => point.share ?? 1))
  const lowest = Math.min(requiredShare, ...shares) * 100
  return { min: Math.max(0, Math.floor((lowest - 5) / 10) * 10), max: 100 }
}
