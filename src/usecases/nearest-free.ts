/** How soon is a free ambulance in each municipality's middle? As coverage reckons it, turnout and roads included. */
import { cellAt, cellKey } from '../../geo/cell.ts'
import { unreachedSeconds } from '../../geo/coverage/seconds.ts'
import { toTm35fin } from '../../geo/projection.ts'
import type { LeftOutReason } from '../contract/coverage.ts'
import type { Measure, UnitType } from '../domain/vocabulary.ts'
import { measuresCovered } from './coverage-sources.ts'
import type { CoverageState } from './coverage-state.ts'
import type { CountyReference } from './reference.ts'

export interface AreaNearest {
  readonly municipality: string
  /** To the cell of its seat; Infinity when nobody is free. Absent while somebody's place is not known: it may be near. */
  readonly nearestFreeSeconds?: number
}

const measure: Measure = 'ambulance'
const ambulances: readonly (UnitType | undefined)[] = ['als', 'bls']
const notKnown: readonly LeftOutReason[] = ['silent', 'no-position']

/** `state` of EMS. */
export function nearestFree({ decision, reference, field, sources, leftOut }: CoverageState): AreaNearest[] {
  const seats = seatCells(reference)
  const unknown = leftOut.some(({ type, reason }) => ambulances.includes(type) && notKnown.includes(reason))
  const any = [...sources, ...leftOut].some(({ type }) => ambulances.includes(type))
  if (unknown || !any || !measuresCovered(decision).includes(measure))
    return reference.municipalities.map(({ code }) => ({ municipality: code }))
  const seconds = field.seconds(measure)
  return reference.municipalities.map(({ code }, i) => {
    const cell = seats[i]!
    if (cell === -1) return { municipality: code }
    const found = seconds[cell]!
    return { municipality: code, nearestFreeSeconds: found === unreachedSeconds ? Infinity : found }
  })
}

const known = new WeakMap<CountyReference, readonly number[]>()

/** Index of the cell of each municipality's seat; -1 where it lies in none. */
function seatCells(reference: CountyReference): readonly number[] {
  const found = known.get(reference)
  if (found) return found
  const { cells, municipalities } = reference
  const indexOf = new Map(cells.e.map((e, i) => [cellKey({ e, n: cells.n[i]! }), i]))
  const seats = municipalities.map(({ seat }) => indexOf.get(cellKey(cellAt(toTm35fin(seat)))) ?? -1)
  known.set(reference, seats)
  return seats
}
