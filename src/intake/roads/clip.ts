/** Which box of degrees is wanted of an extract? The region's own, with room for roads that lead round its border. */
import { cellCentre } from '../../../geo/cell.ts'
import { boxOfPolygons } from '../../../geo/polygon.ts'
import { toWgs84 } from '../../../geo/projection.ts'
import type { Region } from '../../../geo/region.ts'
import type { RoadGraph } from '../../../geo/roads/road-graph.ts'
import { createRoadIndex } from '../../../geo/roads/snap.ts'
import { VasteError } from '../../domain/error.ts'
import type { Box } from './osm-scan.ts'

/** Units of neighbours come from there, and some roads between two of our places run there. */
export const clipMarginMetres = 20_000

export function boxOfRegion({ borders }: Pick<Region, 'borders'>): Box {
  const { west, south, east, north } = boxOfPolygons(borders.flatMap(({ polygons }) => polygons))
  const corners = [west - clipMarginMetres, (west + east) / 2, east + clipMarginMetres].flatMap((x) =>
    [south - clipMarginMetres, north + clipMarginMetres].map((y) => toWgs84({ east: x, north: y })),
  )
  const lons = corners.map(({ lon }) => lon)
  const lats = corners.map(({ lat }) => lat)
  return {
    ...{ west: Math.min(...lons), south: Math.min(...lats) },
    ...{ east: Math.max(...lons), north: Math.max(...lats) },
  }
}

/** 'none', or west,south,east,north in degrees; 'county' is the region's. */
export function readClip(text: string, region: Pick<Region, 'borders'> | undefined): Box | undefined {
  if (text === 'none') return undefined
  if (text === 'county') {
    if (region) return boxOfRegion(region)
    throw new VasteError(
      'invalid',
      `the county's borders are not known here; expected --clip none or a box of degrees`,
    )
  }
  const sides = text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)))
  const [west, south, east, north] = sides
  const valid =
    sides.length === 4 && west < east && south < north && west >= -180 && east <= 180 && south >= -90
  if (valid && north <= 90) return { west, south, east, north }
  throw new VasteError(
    'invalid',
    `--clip is '${text}'; expected county, none or WEST,SOUTH,EAST,NORTH in degrees`,
  )
}

const nearMetres = 5_000

/** Cells of the region with a road near their centre: few of them, and the extract is of somewhere else. */
export function cellsNearRoads(graph: RoadGraph, { cells }: Pick<Region, 'cells'>): number {
  const index = createRoadIndex(graph)
  let near = 0
  for (let i = 0; i < cells.length; i++)
    if (index.nearest(toWgs84(cellCentre({ e: cells.e[i], n: cells.n[i] })), nearMetres)) near++
  return near
}
