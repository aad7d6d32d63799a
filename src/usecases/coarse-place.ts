/** What stands for an exact place once it must no longer be kept? Enough that no verdict and no figure moves. */
import type { Located } from '../domain/event.ts'
import { type CountyReference, outside } from './reference.ts'

/** The same without its exact place: the cell, the municipality and the polygon zones that it lay in stand for it. */
export function coarse<T extends Located>(body: T, reference: CountyReference): T {
  const { place: _place, ...rest } = body
  return {
    ...rest,
    cell: reference.cellOf(body),
    municipality: reference.municipalityOf(body) ?? outside,
    zones: reference.polygonZonesOf(body),
  } as unknown as T
}
