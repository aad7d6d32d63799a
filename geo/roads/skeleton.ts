/** What road graph do a few junctions and the roads between them give, where no surveyed network is at hand? */
import { buildRoadGraph } from './build-graph.ts'
import { hopMillimetres } from './length.ts'
import type { RoadPieces } from './pieces.ts'
import { type RoadClass, type RoadGraph, roadClasses, unitsOfDegree } from './road-graph.ts'

export interface RoadSkeleton {
  readonly name: string
  readonly date: string
  readonly attribution: string
  readonly approximate: boolean
  /** Road metres for a metre of straight line, where no length is listed. */
  readonly detourFactor: number
  /** Degrees, longitude first. */
  readonly junctions: Readonly<Record<string, readonly number[]>>
  readonly roads: readonly {
    readonly road?: string
    readonly roadClass: string
    /** Listed length of the whole road, split in proportion to the straight lines. */
    readonly km?: number
    readonly via: readonly string[]
  }[]
}

interface Stretch {
  readonly from: string
  readonly to: string
  readonly roadClass: RoadClass
  readonly millimetres: number
}

/** Two-way roads without signed limits, straight from junction to junction. Throws RangeError for unknown names. */
export function skeletonGraph(skeleton: RoadSkeleton): RoadGraph {
  const { name, date, attribution, approximate, junctions } = skeleton
  const names = Object.keys(junctions)
  const stretches = skeleton.roads.flatMap((road) => stretchesOf(skeleton, road))
  const classes = [...new Set(stretches.map(({ roadClass }) => roadClass))]
  const lon = Int32Array.from(names, (one) => Math.round(junctions[one][0] * unitsOfDegree))
  const lat = Int32Array.from(names, (one) => Math.round(junctions[one][1] * unitsOfDegree))
  const from = Int32Array.from(stretches, (stretch) => names.indexOf(stretch.from))
  const to = Int32Array.from(stretches, (stretch) => names.indexOf(stretch.to))
  const ends = stretches.flatMap((_, i) => [from[i], to[i]])
  const pieces: RoadPieces = {
    ...{ lon, lat, from, to },
    kind: Uint16Array.from(stretches, ({ roadClass }) => classes.indexOf(roadClass)),
    oneWay: new Uint8Array(stretches.length),
    millimetres: Float64Array.from(stretches, ({ millimetres }) => millimetres),
    shapeFirst: Int32Array.from({ length: stretches.length + 1 }, (_, i) => i * 2),
    shapeLon: Int32Array.from(ends, (end) => lon[end]),
    shapeLat: Int32Array.from(ends, (end) => lat[end]),
    kinds: classes.map((roadClass) => ({ roadClass, surface: 'paved', access: 'open', speedTenths: 0 })),
    turnRules: [],
  }
  return buildRoadGraph(pieces, { name, date, attribution, approximate })
}

function stretchesOf(
  skeleton: RoadSkeleton,
  { roadClass, km, via }: RoadSkeleton['roads'][number],
): Stretch[] {
  const known = roadClasses.find((one) => one === roadClass)
  if (!known) throw new RangeError(`road class '${roadClass}'; expected ${roadClasses.join(', ')}`)
  const lines = via
    .slice(1)
    .map((to, i) => ({ from: via[i], to, straight: straightBetween(skeleton, via[i], to) }))
  const whole = lines.reduce((sum, { straight }) => sum + straight, 0)
  const factor = km === undefined ? skeleton.detourFactor : (km * 1e6) / whole
  return lines.map(({ from, to, straight }) => ({
    ...{ from, to, roadClass: known, millimetres: Math.round(straight * factor) },
  }))
}

function straightBetween({ junctions }: RoadSkeleton, from: string, to: string): number {
  const [a, b] = [from, to].map((name) => {
    if (!Object.hasOwn(junctions, name)) throw new RangeError(`junction '${name}' has no place`)
    return junctions[name].map((degrees) => Math.round(degrees * unitsOfDegree))
  })
  return hopMillimetres(a[0], a[1], b[0], b[1])
}
