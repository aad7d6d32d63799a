/** Are these rings such that one can reckon with them? Two finite numbers a corner, closed, and round some area. */
import type { Polygon, Position, Ring } from '../../../geo/polygon.ts'
import { VasteError } from '../../domain/error.ts'
import type { PolygonFeature, RawLayer } from './polygon-layer.ts'

/** Drops a third coordinate, which GeoJSON and shapefiles may carry. */
export function flatPolygon(rings: readonly (readonly (readonly number[])[])[]): Polygon {
  return rings.map((ring) => ring.map(([east, north]): Position => [east ?? Number.NaN, north ?? Number.NaN]))
}

/** Closes rings left open and drops those of fewer than three corners. Throws `invalid` for a corner that is no place. */
export function withSoundRings(layer: RawLayer): RawLayer {
  const features = layer.features.map((feature, index) =>
    sound(feature, `feature ${index + 1} of layer ${layer.name}`),
  )
  return { ...layer, features: features.filter(({ polygons }) => polygons.length > 0) }
}

function sound(feature: PolygonFeature, where: string): PolygonFeature {
  const polygons = feature.polygons.map((rings) => rings.map((ring) => closed(ring, where)))
  // A polygon without its outer ring is nothing, whatever holes it had.
  return { ...feature, polygons: polygons.filter((rings) => (rings[0]?.length ?? 0) > 3).map(withoutSlivers) }
}

function withoutSlivers(rings: Polygon): Polygon {
  return rings.filter((ring) => ring.length > 3)
}

function closed(ring: Ring, where: string): Ring {
  const strange = ring.findIndex((corner) => !corner.every(Number.isFinite))
  if (strange !== -1) {
    throw new VasteError(
      'invalid',
      `${where} has a corner (number ${strange + 1}) that is no pair of finite numbers`,
    )
  }
  const [first, last] = [ring[0], ring.at(-1)]
  return first && last && (first[0] !== last[0] || first[1] !== last[1]) ? [...ring, first] : ring
}
