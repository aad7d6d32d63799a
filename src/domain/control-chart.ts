/** Is this point more than the usual wobble? Control charts of a share (p) and of single values (XmR). */

import { findSignals, type Rule, type Signal, usualRules } from './control-rules.ts'
import { chanceOfAtLeast, chanceOfAtMost, chiSquare99 } from './distributions.ts'
import { VasteError } from './error.ts'
import { sumOf } from './sum-of.ts'

/** `at` names a point and orders the points as text: an ISO date or month. */
export type SharePoint = { readonly at: string; readonly hits: number; readonly n: number }
/** An absent value is a gap, as is a share of no tasks (trap 51). */
export type ValuePoint = { readonly at: string; readonly value?: number }

/** Which points set the limits: all, the first so many with a value, or those before a seam. */
export type Baseline = 'all' | { readonly first: number } | { readonly before: string }

export type ChartOptions = { readonly baseline?: Baseline; readonly rules?: readonly Rule[] }
export type ShareChartOptions = ChartOptions & { readonly limits?: 'auto' | 'binomial' | 'laney' }

export type ChartPoint = {
  readonly at: string
  /** Absent in a gap. Limits are absent there too, and everywhere when there are none to be had. */
  readonly value?: number
  readonly low?: number
  readonly high?: number
  /** XmR only: distance to the point before; absent after a gap. */
  readonly movingRange?: number
  /** What this point completes. */
  readonly signals: readonly Rule[]
}

export type Chart = {
  /** `p` has binomial limits, `laney` limits scaled to the spread seen, `xmr` those of the moving range. */
  readonly kind: 'p' | 'laney' | 'xmr'
  readonly points: readonly ChartPoint[]
  readonly signals: readonly Signal[]
  /** Absent without any point in the baseline. */
  readonly centre?: number
  /** Points with a value in the baseline. */
  readonly baselinePoints: number
  /** Below 12 there are no limits, below 20 they may still move; no-variation: nothing to measure a wobble by. */
  readonly standing: 'firm' | 'provisional' | 'too-few-points' | 'no-variation'
  /** Spread between points over that of chance alone (Laney's sigma z); p and laney only. */
  readonly sigmaZ?: number
  /** XmR only. */
  readonly rangeLimit?: number
}

export const minimumForLimits = 12
export const minimumForFirmLimits = 20

/** The mean moving range of two normal values in standard deviations (Shewhart's d2), and D4 of its upper limit. */
const d2 = 1.128
const d4 = 3.267
/** One side of three sigma of a normal value. */
const tailOfThreeSigma = 0.00135

/**
 * Shares point by point. Limits: three binomial sigma, so they vary with n (Shewhart 1931), cut at 0 and 1. Where the
 * baseline's points differ by more than chance (chi-square at one in a hundred) `auto` takes Laney's p' (2002), which
 * multiplies them by sigma z, from the moving range of the points in sigmas: with many tasks even a small real wobble
 * between months is more than chance. On binomial limits a point is beyond only if the exact tail agrees, for the
 * normal one is wrong where n is small. Throws `invalid` on points out of order or more hits than tasks.
 */
export function shareChart(points: readonly SharePoint[], options: ShareChartOptions = {}): Chart {
  inOrder(points)
  points.forEach(checkShare)
  const values = points.map(({ at, hits, n }) => ({ at, ...(n > 0 ? { value: hits / n } : {}) }))
  const baseline = inBaseline(values, options.baseline ?? 'all')
  const seen = points.filter((_, i) => baseline[i])
  const centre = sumOf(seen.map(({ hits }) => hits)) / sumOf(seen.map(({ n }) => n))
  const sigmaOf = (n: number) => Math.sqrt((centre * (1 - centre)) / n)
  const standing = standingOf(seen.length, centre > 0 && centre < 1)
  const z = points.map(({ n }, i) => (baseline[i] ? (values[i]!.value! - centre) / sigmaOf(n) : undefined))
  const sigmaZ = meanMovingRange(z) / d2
  const kind = chooseKind(options.limits ?? 'auto', z, sigmaZ)
  const scale = kind === 'laney' ? sigmaZ : 1
  const believed = ({ hits, n }: SharePoint) =>
    kind === 'laney' ||
    Math.min(chanceOfAtMost(hits, n, centre), chanceOfAtLeast(hits, n, centre)) <= tailOfThreeSigma
  return chartOf(kind, values, centre, options.rules ?? usualRules, standing, {
    sigmas: points.map(({ n }) => scale * sigmaOf(n)),
    bounds: [0, 1],
    believed: points.map(believed),
    extra: { baselinePoints: seen.length, ...(Number.isFinite(sigmaZ) ? { sigmaZ } : {}) },
  })
}

/**
 * Single values point by point, such as a month's median seconds or tasks a day. Limits: mean +- 2.66 mean moving
 * ranges (Wheeler, Understanding Variation 1993), which a shift in the middle hardly widens, unlike a standard
 * deviation. A range is taken between neighbours only, never across a gap. Throws `invalid` on points out of order or
 * an endless value.
 */
export function valueChart(points: readonly ValuePoint[], options: ChartOptions = {}): Chart {
  inOrder(points)
  for (const { at, value } of points)
    if (value !== undefined && !Number.isFinite(value))
      throw new VasteError('invalid', `The value of ${at} is ${value}; a number or none was expected.`)
  const baseline = inBaseline(points, options.baseline ?? 'all')
  const seen = points.filter((_, i) => baseline[i]).map(({ value }) => value!)
  const centre = sumOf(seen) / seen.length
  const range = meanMovingRange(points.map(({ value }, i) => (baseline[i] ? value : undefined)))
  const standing = standingOf(seen.length, range > 0)
  return chartOf('xmr', points, centre, options.rules ?? usualRules, standing, {
    sigmas: points.map(() => range / d2),
    bounds: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
    believed: points.map(() => true),
    extra: { baselinePoints: seen.length, ...(range > 0 ? { rangeLimit: d4 * range } : {}) },
  })
}

type Making = {
  readonly sigmas: readonly number[]
  readonly bounds: readonly [number, number]
  readonly believed: readonly boolean[]
  readonly extra: { readonly baselinePoints: number; readonly sigmaZ?: number; readonly rangeLimit?: number }
}

function chartOf(
  kind: Chart['kind'],
  values: readonly ValuePoint[],
  centre: number,
  rules: readonly Rule[],
  standing: Chart['standing'],
  { sigmas, bounds, believed, extra }: Making,
): Chart {
  const limited = standing === 'firm' || standing === 'provisional'
  const ranges = kind === 'xmr' ? movingRanges(values.map(({ value }) => value)) : []
  const judged = values.map(({ at, value }, i) => ({
    at,
    value: limited ? value : undefined,
    sigmasOff: withoutCrumbs(((value ?? centre) - centre) / sigmas[i]!),
    believed: believed[i]!,
    isWide: ranges[i] !== undefined && ranges[i] > (extra.rangeLimit ?? Number.POSITIVE_INFINITY),
  }))
  const { signals, byPoint } = findSignals(judged, rules)
  const points = values.map(({ at, value }, i): ChartPoint => {
    if (value === undefined) return { at, signals: [] }
    const range = ranges[i] === undefined ? {} : { movingRange: ranges[i] }
    if (!limited) return { at, value, ...range, signals: [] }
    const low = Math.max(bounds[0], centre - 3 * sigmas[i]!)
    const high = Math.min(bounds[1], centre + 3 * sigmas[i]!)
    return { at, value, low, high, ...range, signals: byPoint[i]! }
  })
  return { kind, points, signals, ...(Number.isFinite(centre) ? { centre } : {}), standing, ...extra }
}

/** On the centre but for rounding is on the centre: on neither side of it. */
function withoutCrumbs(sigmasOff: number): number {
  return Math.abs(sigmasOff) < 1e-9 ? 0 : sigmasOff
}

function standingOf(points: number, varies: boolean): Chart['standing'] {
  if (points < minimumForLimits) return 'too-few-points'
  if (!varies) return 'no-variation'
  return points < minimumForFirmLimits ? 'provisional' : 'firm'
}

function chooseKind(
  asked: 'auto' | 'binomial' | 'laney',
  z: readonly (number | undefined)[],
  sigmaZ: number,
): 'p' | 'laney' {
  if (asked === 'binomial' || !(sigmaZ > 0) || !Number.isFinite(sigmaZ)) return 'p'
  if (asked === 'laney') return 'laney'
  const seen = z.filter((sigmas) => sigmas !== undefined)
  const misfit = sumOf(seen.map((sigmas) => sigmas ** 2))
  return sigmaZ > 1 && misfit > chiSquare99(seen.length - 1) ? 'laney' : 'p'
}

function inBaseline(points: readonly ValuePoint[], baseline: Baseline): boolean[] {
  let seen = 0
  return points.map(({ at, value }) => {
    if (value === undefined) return false
    seen++
    if (baseline === 'all') return true
    return 'first' in baseline ? seen <= baseline.first : at < baseline.before
  })
}

function movingRanges(values: readonly (number | undefined)[]): (number | undefined)[] {
  return values.map((value, i) => {
    const before = values[i - 1]
    return value === undefined || before === undefined ? undefined : Math.abs(value - before)
  })
}

function meanMovingRange(values: readonly (number | undefined)[]): number {
  const ranges = movingRanges(values).filter((range) => range !== undefined)
  return sumOf(ranges) / ranges.length
}

function inOrder(points: readonly { readonly at: string }[]): void {
  const late = points.findIndex(({ at }, i) => i > 0 && at <= points[i - 1]!.at)
  if (late > 0)
    throw new VasteError(
      'invalid',
      `${points[late]!.at} follows ${points[late - 1]!.at}; rising times were expected.`,
    )
}

function checkShare({ at, hits, n }: SharePoint): void {
  if (!(Number.isInteger(hits) && Number.isInteger(n) && hits >= 0 && hits <= n))
    throw new VasteError(
      'invalid',
      `${at} has ${hits} hits in ${n} tasks; whole numbers, hits <= n, were expected.`,
    )
}
