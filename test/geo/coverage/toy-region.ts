/**
 * Three stations and twenty cells, worked by hand. Every cell is 1 km square, its middle is a junction, and every road
 * is driven at 60 km/h: a kilometre is a minute. Numbers between the cells are minutes along the road.
 *
 *        1 -1-  2 -1-  3N-1-  4 -1-  5            N, W and E are stations:
 *        |             |             |            north  1+1, out in 1 minute
 *        1             1             2            west   1+1, out in 2 minutes
 *        |             |             |            east   1+3, on call, out in 5 minutes
 *        6 -1-  7      8 -1-  9     10
 *        |                    |      |
 *        1                    1      1
 *        |                    |      |
 *       11W-1- 12 -1- 13 -3- 14 -1- 15
 *        |             |             |
 *        2             1             1
 *        |             |             |
 *       16     17 -1- 18 -1- 19 -1- 20E
 */
import { coverageRoads, createDriveTimes } from '../../../geo/coverage/drive-times.ts'
import { toWgs84 } from '../../../geo/projection.ts'
import { buildRoadGraph } from '../../../geo/roads/build-graph.ts'
import type { RoadKind } from '../../../geo/roads/road-graph.ts'
import { normalDrive } from '../../../geo/roads/speeds.ts'
import { piecesOf, tinySource } from '../roads/tiny-roads.ts'

/** Of the cells, the first is number 1. */
export const middles = Array.from({ length: 20 }, (_, i) =>
  toWgs84({ east: 430_500 + (i % 5) * 1000, north: 6_900_500 - Math.floor(i / 5) * 1000 }),
)
const roads = [
  ...[
    [1, 2, 1],
    [2, 3, 1],
    [3, 4, 1],
    [4, 5, 1],
    [1, 6, 1],
    [3, 8, 1],
    [5, 10, 2],
    [6, 7, 1],
    [8, 9, 1],
  ],
  ...[
    [6, 11, 1],
    [9, 14, 1],
    [10, 15, 1],
    [11, 12, 1],
    [12, 13, 1],
    [13, 14, 3],
    [14, 15, 1],
  ],
  ...[
    [11, 16, 2],
    [13, 18, 1],
    [15, 20, 1],
    [17, 18, 1],
    [18, 19, 1],
    [19, 20, 1],
  ],
]
/** Each road is a kind of its own, so that none of the junctions is joined away. */
const kinds = roads.map(
  (): RoadKind => ({
    ...{ roadClass: 'secondary', surface: 'paved', access: 'open', speedTenths: 600 },
  }),
)
const pieces = piecesOf(
  middles.map(({ lon, lat }) => [lon, lat] as const),
  roads.map(([from, to, minutes], kind) => ({
    ...{ from: from - 1, to: to - 1, millimetres: minutes * 1e6, kind },
  })),
  { kinds },
)
export const toyGraph = buildRoadGraph(pieces, tinySource)
export const driving = createDriveTimes(coverageRoads(toyGraph, normalDrive), middles)

/** Minutes worked by hand, row by row. */
export const firstUnit = [...[3, 2, 1, 2, 3], ...[3, 4, 2, 3, 5], ...[2, 3, 4, 4, 5], ...[4, 6, 5, 6, 5]]
/** The later of north and west, or east alone, whichever is sooner. */
export const rescueGroup = [...[4, 5, 6, 7, 8], ...[4, 5, 7, 8, 7], ...[5, 6, 7, 7, 6], ...[7, 8, 7, 6, 5]]
export const firstWithoutNorth = [
  ...[4, 5, 6, 7, 8],
  ...[3, 4, 7, 8, 7],
  ...[2, 3, 4, 7, 6],
  ...[4, 6, 5, 6, 5],
]
