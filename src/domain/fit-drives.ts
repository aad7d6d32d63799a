/**
 * Which factors make the expected drives those that were measured? Least squares on the logarithm of measured against
 * expected, robust by Huber's weights, each number shrunk towards 1 by what is known without it: penalised
 * Gauss-Newton. A generator, so that whoever runs it can give others their turn between its passes over the rows.
 */
import {
  columnsOf,
  type DriveColumns,
  type DriveDesign,
  designOf,
  factorsFrom,
  rowAt,
} from './drive-design.ts'
import { assumedFactors, type DriveFactors, type DriveModel, type DriveRow } from './drive-model.ts'

/** Beyond so many standard deviations a residual pulls no harder: 95 % as good as plain squares on normal noise. */
const huber = 1.345
const deviationsOfMad = 1.4826
const leastDeviation = 0.02
const passesAtMost = 30
const settled = 1e-5
/** A step longer than this in a logarithm, or in minutes for seconds, is cut: the model is no straight line. */
const longestStep = 0.5
const longestStepSeconds = 60

/** Yields after each pass. Deterministic: rows in another order give the very same factors. */
export function* fitDrives(rows: readonly DriveRow[], model: DriveModel): Generator<void, DriveFactors> {
  if (rows.length === 0) return assumedFactors
  return (yield* fitColumns(columnsOf(rows), [model]))[0]!
}

/**
 * One after another, each from where the simpler one before it came to, which spares most of its passes. `columns` of at
 * least one row.
 */
export function* fitColumns(
  columns: DriveColumns,
  models: readonly DriveModel[],
): Generator<void, DriveFactors[]> {
  const found: DriveFactors[] = []
  let before: { readonly design: DriveDesign; readonly theta: Float64Array } | undefined
  for (const model of models) {
    if (model === 'none') {
      found.push(assumedFactors)
      continue
    }
    const design = designOf(model, columns)
    const theta = Float64Array.from(design.priors, ({ mean }) => mean)
    // The numbers that both have come first and in the same order.
    if (before) theta.set(before.theta)
    yield* settle(columns, design, theta)
    found.push(factorsFrom(model, columns, design, theta))
    before = { design, theta }
  }
  return found
}

function* settle(columns: DriveColumns, design: DriveDesign, theta: Float64Array): Generator<void, void> {
  let deviation = deviationOf(residuals(columns, design, theta))
  for (let pass = 0; pass < passesAtMost; pass++) {
    const { step, found } = stepFrom(columns, design, theta, deviation)
    const moved = move(design, theta, step)
    yield
    if (moved < settled) return
    // Of the numbers before this step: the last of them hardly differ.
    deviation = deviationOf(found)
  }
}

function residuals(columns: DriveColumns, design: DriveDesign, theta: Float64Array): Float64Array {
  const slope = slopeFor(design)
  const found = new Float64Array(columns.length)
  for (let row = 0; row < columns.length; row++)
    found[row] = columns.logMeasured[row]! - rowAt(columns, design, theta, row, slope).logExpected
  return found
}

function slopeFor({ size }: DriveDesign) {
  return { at: new Int32Array(size), by: new Float64Array(size) }
}

/** From the median absolute residual: a few wild drives do not widen it. */
function deviationOf(found: Float64Array): number {
  const absolute = found.map(Math.abs).sort()
  return Math.max(leastDeviation, deviationsOfMad * absolute[absolute.length >> 1]!)
}

function stepFrom(
  columns: DriveColumns,
  design: DriveDesign,
  theta: Float64Array,
  deviation: number,
): { readonly step: Float64Array; readonly found: Float64Array } {
  const { size } = design
  const found = new Float64Array(columns.length)
  const matrix = new Float64Array(size * size)
  const right = new Float64Array(size)
  const slope = slopeFor(design)
  for (let row = 0; row < columns.length; row++) {
    const { logExpected, terms } = rowAt(columns, design, theta, row, slope)
    found[row] = columns.logMeasured[row]! - logExpected
    const residual = found[row]! / deviation
    const weight = Math.min(1, huber / Math.abs(residual || 1)) / deviation
    for (let i = 0; i < terms; i++) {
      const [a, by] = [slope.at[i]!, weight * slope.by[i]!]
      right[a]! += by * residual
      // Half of the matrix: the other is its mirror.
      for (let j = 0; j < terms; j++)
        if (slope.at[j]! <= a) matrix[a * size + slope.at[j]!]! += (by * slope.by[j]!) / deviation
    }
  }
  for (const [i, { mean, deviation: wide }] of design.priors.entries()) {
    matrix[i * size + i]! += 1 / wide ** 2
    right[i]! += (mean - theta[i]!) / wide ** 2
  }
  return { step: solved(matrix, right), found }
}

/** Moves `theta`, and tells by how much at most; the seconds that all drives share are never below 0. */
function move(design: DriveDesign, theta: Float64Array, step: Float64Array): number {
  let most = 0
  for (let i = 0; i < theta.length; i++) {
    const isSeconds = i === design.fixed || design.zoneFixed.includes(i)
    const longest = isSeconds ? longestStepSeconds : longestStep
    const before = theta[i]!
    const after = before + Math.max(-longest, Math.min(longest, step[i]!))
    theta[i] = i === design.fixed ? Math.max(0, after) : after
    most = Math.max(most, Math.abs(theta[i]! - before) / (isSeconds ? 100 : 1))
  }
  return most
}

/** Cholesky; the priors keep the matrix positive definite. */
function solved(matrix: Float64Array, right: Float64Array): Float64Array {
  const n = right.length
  const low = new Float64Array(n * n)
  const answer = Float64Array.from(right)
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j]!
      for (let k = 0; k < j; k++) sum -= low[i * n + k]! * low[j * n + k]!
      low[i * n + j] = i === j ? Math.sqrt(sum) : sum / low[j * n + j]!
    }
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) answer[i]! -= low[i * n + k]! * answer[k]!
    answer[i]! /= low[i * n + i]!
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) answer[i]! -= low[k * n + i]! * answer[k]!
    answer[i]! /= low[i * n + i]!
  }
  return answer
}
