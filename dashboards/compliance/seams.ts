// Which known changes of the county or its systems stand on a series, and where on its axis?
import { knownSeams } from '../../src/contract/seams.ts'
import type { Service } from '../vocabulary.ts'
import type { TextKey } from '../words.ts'

export interface Seam {
  /** Local date. */
  readonly on: string
  readonly text: TextKey
  readonly services: readonly Service[]
}

export const seams: readonly Seam[] = knownSeams.map(({ id, on, services }) => ({
  ...{ on, services },
  text: `seam.${id}` as const,
}))

export interface PlacedSeam extends Seam {
  /** Place on the axis of months: 0 is the middle of the first month, 1 the middle of the second. */
  readonly position: number
}

function positionOf(on: string, months: readonly string[]): number {
  const day = (Number(on.slice(8, 10)) - 1) / 30
  return months.indexOf(on.slice(0, 7)) - 0.5 + day
}

/** The seams that fall inside the months shown. */
export function seamsWithin(months: readonly string[], service: Service): readonly PlacedSeam[] {
  return seams
    .filter((seam) => seam.services.includes(service) && months.includes(seam.on.slice(0, 7)))
    .map((seam) => ({ ...seam, position: positionOf(seam.on, months) }))
}
