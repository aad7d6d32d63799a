// Which cells does the page show, in which order, and by which of the speeds? Pure.
import type { DriveBasis, DriveKindView, DriveStudy } from '../../src/contract/drive-times.ts'
import type { Address } from './address.ts'

export type Fit = DriveBasis['cells']['fit'][number]
export const fits: readonly Fit[] = ['poor', 'good', 'too-few']

export interface DriveCell {
  readonly id: string
  /** South-west corner in whole kilometres. */
  readonly e: number
  readonly n: number
  readonly drives: number
  readonly residents: number
  readonly medianSeconds: number
  readonly low?: number
  readonly high?: number
  readonly farOff: number
  readonly fit: Fit
}

export interface Shown {
  readonly kind: DriveKindView
  /** Absent when nothing was measured. */
  readonly basis?: DriveBasis
}

/** The speeds asked for, or where the answer has none of them the assumed ones. */
export function shownOf(study: DriveStudy, { kind, basis }: Pick<Address, 'kind' | 'basis'>): Shown {
  const found = study.kinds.find((one) => one.kind === kind) ?? study.kinds[0]
  return { kind: found, basis: found.bases.find((one) => one.basis === basis) ?? found.bases[0] }
}

/** The worst first: those that fit badly, by how far off they are; then the rest in the same order. */
export function cellsOf({ kind, basis }: Shown): readonly DriveCell[] {
  if (!basis) return []
  const { cells } = basis
  const all = kind.cells.e.map((e, i) => ({
    ...{ id: `1kmN${kind.cells.n[i]}E${e}`, e, n: kind.cells.n[i] },
    ...{ drives: kind.cells.drives[i], residents: kind.cells.residents[i] },
    ...{ medianSeconds: cells.medianSeconds[i], farOff: cells.farOff[i], fit: cells.fit[i] },
    ...{ low: cells.low[i] ?? undefined, high: cells.high[i] ?? undefined },
  }))
  return all.sort(
    (a, b) =>
      fits.indexOf(a.fit) - fits.indexOf(b.fit) ||
      Math.abs(b.medianSeconds) - Math.abs(a.medianSeconds) ||
      (a.id < b.id ? -1 : 1),
  )
}

/** In seconds: within it a cell is drawn as right, beyond it as slower or faster than expected. */
const rightWithin = 60

export type Lean = 'slower' | 'faster' | 'right'

export function leanOf({ medianSeconds }: Pick<DriveCell, 'medianSeconds'>): Lean {
  if (Math.abs(medianSeconds) <= rightWithin) return 'right'
  return medianSeconds > 0 ? 'slower' : 'faster'
}
