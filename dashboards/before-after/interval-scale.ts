// Where on the axis do a difference and its interval lie? Shares 0..1 of the width, zero always among them.
import type { ChangeDifference, ChangeFinding } from '../../src/contract/before-after.ts'
import type { Statistic } from './address.ts'

export interface Scale {
  readonly low: number
  readonly high: number
  readonly ticks: readonly number[]
}

export function didOf(finding: ChangeFinding, statistic: Statistic): ChangeDifference | undefined {
  return finding[statistic]?.did
}

const secondSteps = [15, 30, 60, 120, 300, 600, 1200, 3600]
const shareSteps = [0.02, 0.05, 0.1, 0.2, 0.5]

/** Whole steps that hold every bound; at most some eight of them. */
export function scaleOf(findings: readonly ChangeFinding[], statistic: Statistic): Scale {
  const values = findings.flatMap((finding) => {
    const did = didOf(finding, statistic)
    return did ? [did.value, did.low, did.high].filter((value) => value !== undefined) : []
  })
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)]
  const steps = statistic === 'share' ? shareSteps : secondSteps
  const step = steps.find((one) => (most - least) / one <= 8) ?? steps.at(-1)!
  const low = Math.floor(least / step - 1e-9) * step
  const high = Math.ceil(most / step + 1e-9) * step
  const count = Math.round((high - low) / step)
  return { low, high, ticks: Array.from({ length: count + 1 }, (_, i) => low + i * step) }
}

export function placeOf(value: number, { low, high }: Scale): number {
  return Math.min(1, Math.max(0, (value - low) / (high - low)))
}

export interface PlacedInterval {
  readonly dot: number
  readonly from: number
  readonly to: number
  readonly openLow: boolean
  readonly openHigh: boolean
}

export function placedInterval({ value, low, high }: ChangeDifference, scale: Scale): PlacedInterval {
  return {
    ...{ dot: placeOf(value, scale), from: low === undefined ? 0 : placeOf(low, scale) },
    to: high === undefined ? 1 : placeOf(high, scale),
    ...{ openLow: low === undefined, openHigh: high === undefined },
  }
}
