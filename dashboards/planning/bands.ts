// Into which band of minutes does a cell fall, and who lives in each? The map, its legend and its table all count here.
import type { PlanEffect } from '../../src/contract/plan-effect.ts'
import type { Region } from '../region.ts'
import type { Look } from './address.ts'

export type Cells = NonNullable<PlanEffect['cells']>

/** Upper edges in minutes: a cell at an edge is within it, as a target is met at its limit. */
export const reachEdges = [6, 8, 10, 15, 20, 30, 45] as const
export const reachBands = [...reachEdges.map((minutes) => `to-${minutes}`), 'over', 'nobody'] as const

/** Seconds that a minute's rounding or a median's wobble could make are no change. */
const sameSeconds = 30
export const gainBands = [
  ...(['reached', 'faster-10', 'faster-5', 'faster-1', 'faster-0'] as const),
  ...(['same', 'slower-0', 'slower-1', 'slower-5', 'slower-10', 'unreached', 'never'] as const),
] as const
export type GainBand = (typeof gainBands)[number]

export function reachBand(seconds: number | null): number {
  if (seconds === null) return reachEdges.length + 1
  const at = reachEdges.findIndex((minutes) => seconds <= minutes * 60)
  return at < 0 ? reachEdges.length : at
}

export function gainBand(before: number | null, after: number | null): GainBand {
  if (before === null) return after === null ? 'never' : 'reached'
  if (after === null) return 'unreached'
  const saved = before - after
  if (Math.abs(saved) < sameSeconds) return 'same'
  const minutes = Math.abs(saved) / 60
  const size = minutes >= 10 ? '10' : minutes >= 5 ? '5' : minutes >= 1 ? '1' : '0'
  return `${saved > 0 ? 'faster' : 'slower'}-${size}`
}

export interface Banded {
  /** Names of the bands, in the order of the legend. */
  readonly names: readonly string[]
  /** By cell in the order of the region: index in names. */
  readonly of: readonly number[]
  readonly cells: readonly number[]
  readonly residents: readonly number[]
}

export function banded({ before, after }: Cells, residents: readonly number[], look: Look): Banded {
  const names = look === 'gain' ? gainBands : reachBands
  const place =
    look === 'gain'
      ? (i: number) => gainBands.indexOf(gainBand(before[i]!, after[i]!))
      : (i: number) => reachBand((look === 'before' ? before : after)[i]!)
  const of = before.map((_, i) => place(i))
  const counts = names.map(() => ({ cells: 0, residents: 0 }))
  for (const [i, band] of of.entries()) {
    counts[band]!.cells += 1
    counts[band]!.residents += residents[i] ?? 0
  }
  return {
    ...{ names, of },
    cells: counts.map(({ cells }) => cells),
    residents: counts.map((count) => count.residents),
  }
}

/** One path for each band, in whole kilometres with north up; cells side by side are drawn as one piece. */
export function bandPaths(
  { names, of }: Banded,
  { e, n }: Pick<Region['cells'], 'e' | 'n'>,
): readonly string[] {
  const order = rowOrder(e, n)
  const paths = names.map((): string[] => [])
  let from = 0
  for (let k = 1; k <= order.length; k += 1) {
    const [first, last, next] = [order[from]!, order[k - 1]!, order[k]]
    const goesOn =
      next !== undefined && n[next] === n[first] && e[next] === e[last]! + 1 && of[next] === of[first]
    if (goesOn) continue
    const width = e[last]! - e[first]! + 1
    paths[of[first]!]!.push(`M${e[first]} ${-n[first]! - 1}h${width}v1h-${width}z`)
    from = k
  }
  return paths.map((pieces) => pieces.join(''))
}

const orders = new WeakMap<readonly number[], readonly number[]>()
/** Cells row by row; the cells of a county never change while the page is open. */
function rowOrder(e: readonly number[], n: readonly number[]): readonly number[] {
  const known = orders.get(e)
  if (known) return known
  const order = e.map((_, i) => i).sort((a, b) => n[a]! - n[b]! || e[a]! - e[b]!)
  orders.set(e, order)
  return order
}
