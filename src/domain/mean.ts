/** What may be said of a mean against its target? Reach times are skewed, so a mean tells another story than a median. */
import { type Light, minimumForMedian } from './statistics.ts'

export interface Mean {
  readonly mean: number
  /** 95 % interval by the central limit theorem; the mean itself when there is one value only. */
  readonly low: number
  readonly high: number
}

const z95 = 1.959963984540054

/** `undefined` for an empty list. */
export function meanOf(values: ArrayLike<number>): Mean | undefined {
  const n = values.length
  if (n === 0) return undefined
  let sum = 0
  for (let i = 0; i < n; i++) sum += values[i]!
  const mean = sum / n
  let squares = 0
  for (let i = 0; i < n; i++) squares += (values[i]! - mean) ** 2
  const spread = n < 2 ? 0 : z95 * Math.sqrt(squares / (n - 1) / n)
  return { mean, low: mean - spread, high: mean + spread }
}

/** Met or missed when the whole interval is on one side of the target. */
export function lightOfMean(values: ArrayLike<number>, targetSeconds: number): Light {
  const found = meanOf(values)
  if (!found || values.length < minimumForMedian) return 'cannot-tell'
  if (found.high <= targetSeconds) return 'met'
  if (found.low > targetSeconds) return 'missed'
  return found.mean <= targetSeconds ? 'leaning-met' : 'leaning-missed'
}
