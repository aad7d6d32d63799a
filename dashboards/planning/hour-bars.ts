// How tall is each hour's bar? Residents that a plan brings within a target, or takes from it, hour by hour.
import type { TargetEffect } from '../../src/contract/plan-effect.ts'

export interface HourBar {
  readonly column: number
  /** Residents after less before. */
  readonly change: number
  readonly y: number
  readonly height: number
}

export const strip = { width: 480, height: 56, bar: 10 } as const

/** Bars grow up or down from the middle; 0 is drawn as none. All strips share the scale `most`. */
export function hourBars({ hours }: TargetEffect, most: number): readonly HourBar[] {
  const middle = strip.height / 2
  return hours.residentsAfter.map((after, column) => {
    const change = after - hours.residentsBefore[column]!
    const height = most > 0 ? (Math.abs(change) / most) * (middle - 2) : 0
    return { column, change, height, y: change > 0 ? middle - height : middle }
  })
}

export function largestChange(targets: readonly TargetEffect[]): number {
  const changes = targets.flatMap(({ hours }) =>
    hours.residentsAfter.map((after, column) => Math.abs(after - hours.residentsBefore[column]!)),
  )
  return Math.max(0, ...changes)
}
