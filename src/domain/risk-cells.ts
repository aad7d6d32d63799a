/** What is a risk cell of rescue? A place with a class from the national risk model: imported, never computed (trap 43). */
import type { CellRef } from '../../geo/place.ts'
import type { Polygon } from '../../geo/polygon.ts'

export const riskClassIds = ['I', 'II', 'III', 'IV'] as const
export type RiskClassId = (typeof riskClassIds)[number]

export interface RiskCell extends CellRef {
  readonly class: RiskClassId
}

export interface RiskZone {
  /** Its own id, which versions share when they come from one owner. */
  readonly id: string
  readonly class: RiskClassId
  /** Metres of EPSG:3067. */
  readonly polygons: readonly Polygon[]
}

/** Cells of the 1 km lattice, or polygons with ids of their own. */
export type RiskContent =
  | { readonly shape: 'cells'; readonly cells: readonly RiskCell[] }
  | { readonly shape: 'polygons'; readonly zones: readonly RiskZone[] }
