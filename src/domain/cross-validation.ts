/**
 * Which model foretells drives it has not seen, and how well? Five-fold cross-validation by cell: all drives to a cell
 * are tried together, because a fault of the roads there is in every one of them, and a plan asks for cells where
 * little was measured. Drives of one shift share their weather and crew and may still lie in both parts.
 */

import { columnsOf } from './drive-design.ts'
import {
  type DriveFactors,
  type DriveModel,
  type DriveRow,
  driveModels,
  expectedSeconds,
} from './drive-model.ts'
import { fitColumns } from './fit-drives.ts'
import { percentile } from './statistics.ts'

export const folds = 5
/** With fewer nothing is fitted. */
export const fewestDrives = 100
export const fewestCells = 10
/** The share of drives that lie farther off than this is published. */
export const farOffSeconds = 120

/** Of measured less expected seconds. */
export interface DriveErrors {
  readonly n: number
  readonly medianAbsoluteSeconds: number
  /** Above 0: drives take longer than expected. */
  readonly medianSeconds: number
  readonly p90AbsoluteSeconds: number
  readonly shareFarOff: number
}

export interface ModelTrial {
  readonly model: DriveModel
  /** Of drives that the model had not seen. */
  readonly errors: DriveErrors
}

export type Calibration =
  | {
      readonly kind: 'calibrated'
      readonly trials: readonly ModelTrial[]
      /** Learnt from all drives, by the simplest model that is no worse than the best. */
      readonly factors: DriveFactors
      /** Seconds that the chosen model expected of each row, in the order given, without having seen its cell. */
      readonly unseen: Float64Array
    }
  | {
      readonly kind: 'not-calibrated'
      readonly reason: 'too-few-drives' | 'too-few-cells'
      readonly drives: number
      readonly cells: number
    }

/** Yields the share done, 0 to 1. */
export function* calibrate(rows: readonly DriveRow[]): Generator<number, Calibration> {
  const foldOf = foldsByCell(rows)
  const counted = { drives: rows.length, cells: foldOf.size }
  if (rows.length < fewestDrives) return { kind: 'not-calibrated', reason: 'too-few-drives', ...counted }
  if (foldOf.size < fewestCells) return { kind: 'not-calibrated', reason: 'too-few-cells', ...counted }
  const fold = Uint8Array.from(rows, ({ cell }) => foldOf.get(cell)!)
  const tried = driveModels.map((model) => ({ model, unseen: new Float64Array(rows.length) }))
  for (let held = 0; held < folds; held++) {
    const columns = columnsOf(rows.filter((_, i) => fold[i] !== held))
    const learnt = yield* telling(fitColumns(columns, driveModels), held)
    for (const [i, row] of rows.entries())
      if (fold[i] === held)
        for (const [m, factors] of learnt.entries()) tried[m]!.unseen[i] = expectedSeconds(row, factors)
  }
  const chosen = yield* simplestAsGood(rows, fold, tried)
  const models = driveModels.slice(0, driveModels.indexOf(chosen.model) + 1)
  const learnt = yield* telling(fitColumns(columnsOf(rows), models), folds)
  const trials: ModelTrial[] = []
  for (const { model, unseen } of tried) {
    trials.push({ model, errors: errorsOf(rows, unseen) })
    yield 1
  }
  return {
    kind: 'calibrated',
    trials,
    factors: learnt.at(-1)!,
    unseen: chosen.unseen,
  }
}

/** Yields how much is done before each pass: the folds, and all rows at last. */
function* telling<T>(fitting: Generator<void, T>, done: number): Generator<number, T> {
  let pass = fitting.next()
  for (; !pass.done; pass = fitting.next()) yield done / (folds + 1)
  return pass.value
}

/** The largest cells first, each to the fold with the fewest drives: the same whatever the order of rows. */
export function foldsByCell(rows: readonly Pick<DriveRow, 'cell'>[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { cell } of rows) counts.set(cell, (counts.get(cell) ?? 0) + 1)
  const sizes = Array<number>(folds).fill(0)
  const ordered = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
  return new Map(
    ordered.map(([cell, n]) => {
      const least = sizes.indexOf(Math.min(...sizes))
      sizes[least]! += n
      return [cell, least]
    }),
  )
}

/** Within one standard error, over the folds, of the model with the least median error. Yields after each model. */
function* simplestAsGood<T extends { readonly unseen: Float64Array }>(
  rows: readonly DriveRow[],
  fold: Uint8Array,
  tried: readonly T[],
): Generator<number, T> {
  const byFold: number[][] = []
  const whole: number[] = []
  for (const { unseen } of tried) {
    byFold.push(
      Array.from({ length: folds }, (_, held) => medianAbsolute(rows, unseen, (i) => fold[i] === held)),
    )
    whole.push(medianAbsolute(rows, unseen, () => true))
    yield folds / (folds + 1)
  }
  const best = whole.indexOf(Math.min(...whole))
  const isAsGood = (_: T, m: number) => {
    const behind = byFold[m]!.map((error, held) => error - byFold[best]![held]!)
    const mean = behind.reduce((sum, one) => sum + one, 0) / folds
    const variance = behind.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (folds - 1)
    return mean <= Math.sqrt(variance / folds)
  }
  return tried.find((one, m) => m === best || isAsGood(one, m))!
}

function medianAbsolute(
  rows: readonly DriveRow[],
  expected: Float64Array,
  counts: (row: number) => boolean,
): number {
  const found: number[] = []
  for (let i = 0; i < rows.length; i++)
    if (counts(i)) found.push(Math.abs(rows[i]!.measuredSeconds - expected[i]!))
  return percentile(Float64Array.from(found).sort(), 0.5) ?? 0
}

/** `expected` in the order of the rows; at least one row. */
export function errorsOf(
  rows: readonly Pick<DriveRow, 'measuredSeconds'>[],
  expected: Float64Array,
): DriveErrors {
  const errors = Float64Array.from(rows, ({ measuredSeconds }, i) => measuredSeconds - expected[i]!)
  const absolute = errors.map(Math.abs).sort()
  return {
    n: rows.length,
    medianAbsoluteSeconds: percentile(absolute, 0.5)!,
    medianSeconds: percentile(errors.sort(), 0.5)!,
    p90AbsoluteSeconds: percentile(absolute, 0.9)!,
    shareFarOff: absolute.reduce((n, error) => n + (error > farOffSeconds ? 1 : 0), 0) / rows.length,
  }
}
