/** Who gains and who loses? Cases gathered into rows, each with its shares and seconds under both plans. */
import type { DuelRow, DuelSeconds, DuelShare, DuelWord } from '../../contract/plan-duel.ts'
import type { Interval } from '../../domain/difference.ts'
import {
  type Block,
  clusteredInterval,
  pairedShareVariance,
  percentileInterval,
} from '../../domain/paired-difference.ts'
import { minimumForMedian, minimumForP90, percentile } from '../../domain/statistics.ts'
import { streamOf } from '../random.ts'
import { type Cases, never } from './cases.ts'

export interface Rows {
  readonly totals: DuelRow[]
  readonly zones: DuelRow[]
  readonly municipalities: DuelRow[]
}

interface Gathered {
  readonly head: Pick<DuelRow, 'service' | 'measure' | 'urgencies' | 'zone' | 'municipality'>
  readonly cases: number[]
}

/** Numbers of tasks are divided by `replications`. */
export function rowsOf(cases: Cases, replications: number, seed: number): Rows {
  const row = (gathered: Gathered) => rowOf(cases, gathered, replications, seed)
  const place = <K extends 'zone' | 'municipality'>(name: K) =>
    gather(cases, (i) => cases[name][i] !== undefined && { [name]: cases[name][i] }).map(row)
  return {
    totals: totalsOf(cases, replications, seed),
    zones: place('zone'),
    municipalities: place('municipality'),
  }
}

export function totalsOf(cases: Cases, replications: number, seed: number): DuelRow[] {
  return gather(cases, () => ({})).map((gathered) => rowOf(cases, gathered, replications, seed))
}

function gather(
  { length, service, measure, group }: Cases,
  place: (i: number) => { readonly zone?: string; readonly municipality?: string } | false,
): Gathered[] {
  const found = new Map<string, Gathered>()
  for (let i = 0; i < length; i++) {
    const where = place(i)
    if (!where) continue
    const key = [service[i], group[i], measure[i], where.zone, where.municipality].join('\u0000')
    let row = found.get(key)
    if (!row) {
      const head = { service: service[i]!, measure: measure[i]!, urgencies: group[i]!, ...where }
      row = { head, cases: [] }
      found.set(key, row)
    }
    row.cases.push(i)
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
}

function rowOf(cases: Cases, { head, cases: own }: Gathered, replications: number, seed: number): DuelRow {
  const { a, b } = cases
  const both = own.filter((i) => a[i] !== never && b[i] !== never)
  return {
    ...head,
    tasks: own.length / replications,
    neverA: own.filter((i) => a[i] === never).length / replications,
    neverB: own.filter((i) => b[i] === never).length / replications,
    shares: sharesOf(cases, own, head.zone !== undefined, replications),
    ...(both.length > 0 && { mean: meanOf(cases, both, replications) }),
    ...(both.length / replications >= minimumForP90 && { p90: p90Of(cases, both, replications, seed) }),
  }
}

interface Limit extends Pick<DuelShare, 'withinSeconds' | 'requiredShare' | 'official'> {
  readonly requiredShare: number
  readonly cases: number[]
  readonly within: number[]
}

/** Of a zone each of its targets; over several zones each task by its own limit that most tasks must meet. */
function sharesOf(
  cases: Cases,
  own: readonly number[],
  byTarget: boolean,
  replications: number,
): DuelShare[] {
  const limits = new Map<string, Limit>()
  for (const i of own)
    for (const target of byTarget ? cases.targets[i]! : cases.targets[i]!.slice(0, 1)) {
      const { withinSeconds, requiredShare, official } = target
      const key = byTarget ? `${requiredShare} ${withinSeconds} ${official}` : 'own'
      let limit = limits.get(key)
      if (!limit) {
        limit = { withinSeconds, requiredShare, official, cases: [], within: [] }
        limits.set(key, limit)
      }
      limit.cases.push(i)
      limit.within.push(withinSeconds)
    }
  return [...limits.values()]
    .sort((x, y) => y.requiredShare - x.requiredShare || x.withinSeconds! - y.withinSeconds!)
    .map((limit) => shareOf(cases, limit, byTarget, replications))
}

function shareOf(cases: Cases, limit: Limit, byTarget: boolean, replications: number): DuelShare {
  const [blocks, counts] = [
    new Map<number, { pairs: number; sum: number }>(),
    { a: 0, b: 0, toInTime: 0, toLate: 0 },
  ]
  let alike = true
  let official = true
  limit.cases.forEach((i, at) => {
    const [a, b] = [isWithin(cases.a[i]!, limit.within[at]!), isWithin(cases.b[i]!, limit.within[at]!)]
    counts.a += a
    counts.b += b
    if (b > a) counts.toInTime++
    if (a > b) counts.toLate++
    alike &&= cases.a[i] === cases.b[i]
    official &&= cases.targets[i]!.every((target) => target.official)
    addTo(blocks, cases.block[i]!, b - a)
  })
  const n = limit.cases.length
  const variance = pairedShareVariance(
    n / replications,
    counts.toInTime / replications,
    counts.toLate / replications,
  )
  const interval = alike ? { low: 0, high: 0 } : within1(clusteredInterval([...blocks.values()], variance))
  return {
    ...(byTarget && { withinSeconds: limit.withinSeconds, requiredShare: limit.requiredShare }),
    ...{ official, tasks: n / replications },
    ...{
      inTimeA: counts.a / replications,
      inTimeB: counts.b / replications,
      a: counts.a / n,
      b: counts.b / n,
    },
    ...{ difference: (counts.b - counts.a) / n, ...interval },
    word: wordOf(n / replications, interval, alike, 1),
    ...{ toInTime: counts.toInTime / replications, toLate: counts.toLate / replications },
  }
}

const isWithin = (seconds: number, within: number) => (seconds !== never && seconds <= within ? 1 : 0)
const within1 = ({ low, high }: Interval): Interval =>
  low === undefined || high === undefined ? {} : { low: Math.max(-1, low), high: Math.min(1, high) }

function addTo(blocks: Map<number, { pairs: number; sum: number }>, block: number, difference: number): void {
  const found = blocks.get(block)
  if (!found) blocks.set(block, { pairs: 1, sum: difference })
  else {
    found.pairs++
    found.sum += difference
  }
}

function meanOf({ a, b, block }: Cases, both: readonly number[], replications: number): DuelSeconds {
  const blocks = new Map<number, { pairs: number; sum: number }>()
  let [sumA, sumB, alike] = [0, 0, true]
  for (const i of both) {
    sumA += a[i]!
    sumB += b[i]!
    alike &&= a[i] === b[i]
    addTo(blocks, block[i]!, b[i]! - a[i]!)
  }
  const n = both.length
  const interval = alike ? { low: 0, high: 0 } : clusteredInterval([...blocks.values()] satisfies Block[])
  const word = wordOf(n / replications, interval, alike, -1)
  return { a: sumA / n, b: sumB / n, difference: (sumB - sumA) / n, ...interval, word }
}

function p90Of(cases: Cases, both: readonly number[], replications: number, seed: number): DuelSeconds {
  const column = (values: Int32Array) => Int32Array.from(both, (i) => values[i]!)
  const pairs = { a: column(cases.a), b: column(cases.b), block: column(cases.block) }
  const a = percentile(pairs.a.toSorted(), 0.9)!
  const b = percentile(pairs.b.toSorted(), 0.9)!
  const alike = pairs.a.every((seconds, i) => seconds === pairs.b[i])
  const interval = alike
    ? { low: 0, high: 0 }
    : percentileInterval(pairs, 0.9, b - a, streamOf(seed, 'blocks drawn anew'))
  return {
    a,
    b,
    difference: b - a,
    ...interval,
    word: wordOf(both.length / replications, interval, alike, -1),
  }
}

/** `better`: the sign of a difference that is one for the better. */
function wordOf(tasks: number, { low, high }: Interval, alike: boolean, better: 1 | -1): DuelWord {
  if (alike) return 'unchanged'
  if (tasks < minimumForMedian || low === undefined || high === undefined) return 'cannot-tell'
  if (low > 0) return better === 1 ? 'gains' : 'loses'
  if (high < 0) return better === 1 ? 'loses' : 'gains'
  return 'cannot-tell'
}
