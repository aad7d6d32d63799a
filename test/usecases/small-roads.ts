/** A full grid of roads on the small county: every cell's middle is a junction, every kilometre a minute at 60 km/h. */
import { buildRoadGraph } from '../../geo/roads/build-graph.ts'
import type { RoadGraph, RoadKind } from '../../geo/roads/road-graph.ts'
import { piecesOf, tinySource } from '../geo/roads/tiny-roads.ts'
import { placeAt } from './small-world.ts'

export const [columns, rows] = [8, 4]
export const middles = Array.from({ length: columns * rows }, (_, i) =>
  placeAt(500 + (i % columns) * 1000, 500 + Math.floor(i / columns) * 1000),
)

export function gridRoads(approximate = false): RoadGraph {
  const roads = middles.flatMap((_, i) => [
    ...(i % columns < columns - 1 ? [{ from: i, to: i + 1 }] : []),
    ...(i + columns < middles.length ? [{ from: i, to: i + columns }] : []),
  ])
  const kinds = roads.map(
    (): RoadKind => ({
      ...{ roadClass: 'secondary', surface: 'paved', access: 'open', speedTenths: 600 },
    }),
  )
  const places = middles.map(({ lon, lat }) => [lon, lat] as const)
  const pieces = roads.map((road, kind) => ({ ...road, kind, millimetres: 1e6 }))
  return buildRoadGraph(piecesOf(places, pieces, { kinds }), { ...tinySource, approximate })
}
