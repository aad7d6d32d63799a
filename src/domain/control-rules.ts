/** Which pattern on a control chart is more than the usual wobble? The rules, by name. */

/**
 * The rules, each named by what it sees; sources Western Electric (1956) and Nelson (1984):
 * - beyond-limits: one point beyond three sigma (Nelson 1). A sudden jump.
 * - two-of-three-beyond-two-sigma: two of three, the last one among them, on one side (Nelson 5). A smaller jump.
 * - nine-on-one-side: nine running on one side of the centre (Nelson 2). A small shift that stays.
 * - six-trending: six running, each above or each below the one before (Nelson 3).
 * - range-beyond-limit: a moving range above its limit (XmR only). Two neighbours that differ too much.
 */
export type Rule =
  | 'beyond-limits'
  | 'two-of-three-beyond-two-sigma'
  | 'nine-on-one-side'
  | 'six-trending'
  | 'range-beyond-limit'

/**
 * Trends are left out unless asked for: a drift is met by the others as soon, so that the rule adds false alarms and
 * hardly any power (Davis and Woodall 1988). The moving range likewise, which tells what the point itself does. On a
 * process in control these three mark 5 to 7 of 1000 points that set the limits themselves (one chart in ten to
 * seventeen of 24 points), and of later points 14 after a baseline of 36, 21 after one of 20 and 34 after one of 12: seeded simulation
 * in the tests.
 */
export const usualRules: readonly Rule[] = [
  'beyond-limits',
  'two-of-three-beyond-two-sigma',
  'nine-on-one-side',
]

/** One rule met: the points from `from` to `to` make the pattern. */
export type Signal = {
  readonly rule: Rule
  readonly from: string
  readonly to: string
  /** Of the centre; for a trend, where it goes. */
  readonly side: 'above' | 'below'
}

/** A point as the rules see it; without a value it is a gap, over which a pattern goes on. */
export type JudgedPoint = {
  readonly at: string
  readonly value: number | undefined
  /** Distance from the centre in this point's own sigmas. */
  readonly sigmasOff: number
  /** Whether a distance beyond the limits is to be believed. */
  readonly believed: boolean
  readonly isWide: boolean
}

type Side = Signal['side']
/** Where the pattern that the last point completes begins. */
type Found = { readonly from: number; readonly side: Side }
/** Looks at all points with a value up to and with the last one. */
type Look = (points: readonly JudgedPoint[]) => Found | undefined

/** `byPoint` has the rules that each point completes; a run that goes on is one signal that grows. */
export function findSignals(
  points: readonly JudgedPoint[],
  rules: readonly Rule[],
): { readonly signals: readonly Signal[]; readonly byPoint: readonly (readonly Rule[])[] } {
  const signals: Signal[] = []
  const byPoint: Rule[][] = points.map(() => [])
  for (const rule of rules) {
    const seen: JudgedPoint[] = []
    let latest: Signal | undefined
    points.forEach((point, i) => {
      if (point.value === undefined) return
      seen.push(point)
      const found = looks[rule](seen)
      if (!found) return
      byPoint[i]!.push(rule)
      const from = seen[found.from]!.at
      if (latest?.from === from && latest.side === found.side) signals.pop()
      latest = { rule, from, to: point.at, side: found.side }
      signals.push(latest)
    })
  }
  return { signals, byPoint }
}

const looks: Readonly<Record<Rule, Look>> = {
  'beyond-limits': (points) => {
    const { sigmasOff, believed } = points.at(-1)!
    return Math.abs(sigmasOff) > 3 && believed
      ? { from: points.length - 1, side: sideOf(sigmasOff) }
      : undefined
  },
  'two-of-three-beyond-two-sigma': (points) => {
    const side = sideOf(points.at(-1)!.sigmasOff)
    const isFar = (point: JudgedPoint | undefined) =>
      point !== undefined && Math.abs(point.sigmasOff) > 2 && sideOf(point.sigmasOff) === side
    if (!isFar(points.at(-1))) return undefined
    const back = isFar(points.at(-3)) ? 3 : 2
    if (back === 2 && !isFar(points.at(-2))) return undefined
    return { from: points.length - back, side }
  },
  'nine-on-one-side': (points) => {
    const { sigmasOff } = points.at(-1)!
    if (sigmasOff === 0) return undefined
    const side = sideOf(sigmasOff)
    const from = runStart(points, ({ sigmasOff: off }) => off !== 0 && sideOf(off) === side)
    return points.length - from >= 9 ? { from, side } : undefined
  },
  'six-trending': (points) => {
    const step = (i: number) => Math.sign(points[i]!.value! - points[i - 1]!.value!)
    if (points.length < 6) return undefined
    const last = step(points.length - 1)
    let from = points.length - 1
    while (from > 0 && last !== 0 && step(from) === last) from--
    return points.length - from >= 6 ? { from, side: last > 0 ? 'above' : 'below' } : undefined
  },
  'range-beyond-limit': (points) =>
    points.at(-1)!.isWide ? { from: points.length - 2, side: 'above' } : undefined,
}

function runStart(points: readonly JudgedPoint[], belongs: (point: JudgedPoint) => boolean): number {
  let from = points.length
  while (from > 0 && belongs(points[from - 1]!)) from--
  return from
}

function sideOf(sigmasOff: number): Side {
  return sigmasOff > 0 ? 'above' : 'below'
}
