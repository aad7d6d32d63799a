/** What does a zone file hold, whatever its format? Features with attributes, their polygons in EPSG:3067 metres. */
import type { Polygon } from '../../../geo/polygon.ts'

export type Attribute = string | number | boolean | null
export type Attributes = Readonly<Record<string, Attribute>>

export interface PolygonFeature {
  readonly properties: Attributes
  /** Several for a multipolygon; what lies inside an odd number of rings is inside. */
  readonly polygons: readonly Polygon[]
}

export interface PolygonLayer {
  readonly name: string
  readonly features: readonly PolygonFeature[]
  /** Sentences for the user: names repaired, a reference system assumed, features without an area left out. */
  readonly notes: readonly string[]
}

/** As the format readers give it: coordinates not yet checked or projected. */
export interface RawLayer extends PolygonLayer {
  /** What the file itself says of its coordinates; undefined when it says nothing. */
  readonly crs: Crs | undefined
}

export interface Crs {
  readonly kind: 'tm35fin' | 'degrees' | 'other'
  /** As the file names it. */
  readonly name: string
}
