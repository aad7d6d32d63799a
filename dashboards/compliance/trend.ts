// Which points and lines show how the share in time has gone? Months with too few tasks stay hollow.
import type { ComplianceRow, Trend } from '../../src/contract/compliance.ts'
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

export interface TrendQuestion {
  readonly group: string
  readonly requiredShare: number
  readonly zones: readonly string[]
}

export function trendChart(trend: Trend, { group, requiredShare, zones }: TrendQuestion): TrendChart {
  const months = trend.months.toSorted((a, b) => a.month.localeCompare(b.month))
  const lines = zones.map((zone): TrendLine => {
    const found = months.map(({ month, rows }) => {
      const row = rows.find((each) => each.zone === zone && groupKey(each) === group)
      return { month, row, target: targetOf(row, requiredShare) }
    })
    const points = found.map(({ month, row, target }): TrendPoint => {
      const used = row?.used ?? 0
      const enough = used >= minimumTasks(target?.requiredShare ?? requiredShare)
      return { month, used, share: target?.share, enough }
    })
    return { zone, points, withinSeconds: found.findLast(({ target }) => target)?.target?.withinSeconds }
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
