/** How do the pilot region's tables come about? Computed from the official files; the same files give the same bytes. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cellCentre } from '../../../geo/cell.ts'
import municipalities from '../../../geo/keski-suomi/municipalities.json' with { type: 'json' }
import type { CellRef } from '../../../geo/place.ts'
import { boxOfPolygons, type Position } from '../../../geo/polygon.ts'
import { createPolygonIndex } from '../../../geo/polygon-index.ts'
import type { Border, RegionCells } from '../../../geo/region.ts'
import { type EdgeTable, edgeCellsOf, packBorder, packCells } from '../../../geo/region-tables.ts'
import { VasteError } from '../../domain/error.ts'
import { type ClassifiedCell, classifyCells } from './classify-cells.ts'
import type { PolygonFeature } from './polygon-layer.ts'
import { readPolygonFile } from './read-polygon-file.ts'
import { residentTenths } from './residents.ts'

export interface BuildRegionInput {
  /** Holds `zones/` and `municipalities/` with the official files. */
  readonly dataFolder: string
  /** Where `cells.json`, `edge.json` and `borders.json` are written. */
  readonly outFolder: string
  /** Gets one line for each thing done. */
  readonly report: (line: string) => void
}

export interface BuiltRegion {
  readonly cells: number
  /** In the order of the area classes: core urban, other urban, rural. */
  readonly byAreaClass: readonly [number, number, number]
}

const classOrder = { 'core-urban': 0, 'other-urban': 1, rural: 2 } as const

/** Throws `not-found` or `invalid` when a file is missing or is not what it should be. */
export async function buildRegion({ dataFolder, outFolder, report }: BuildRegionInput): Promise<BuiltRegion> {
  const read = async (file: string) => {
    const layer = await readPolygonFile(join(dataFolder, file))
    report(`${file}: ${layer.features.length} areas${layer.notes.map((note) => `; ${note}`).join('')}`)
    return layer.features
  }
  const borders = bordersFrom(await read('municipalities/municipalities_2023.gpkg'))
  const urbanAreas = await read('zones/YKRTaajamat2022.zip')
  const centres = await read('zones/KeskustaAlueet2021.zip')
  const cells = columnsOf(cellsWithin(borders), urbanAreas, centres)
  await writeFile(join(outFolder, 'cells.json'), cellsText(packCells(cells)))
  const edge = classifyCells({ urbanAreas, centres, cells: edgeCellsOf(borders, cells) })
  await writeFile(join(outFolder, 'edge.json'), cellsText(edgeTable(edge)))
  await writeFile(join(outFolder, 'borders.json'), listText(borders.map(packBorder)))
  const byAreaClass = [0, 1, 2].map((value) => cells.areaClass.filter((one) => one === value).length)
  report(
    `${cells.length} cells: ${byAreaClass[0]} core urban, ${byAreaClass[1]} other urban, ${byAreaClass[2]} rural`,
  )
  return { cells: cells.length, byAreaClass: byAreaClass as [number, number, number] }
}

/** Rounding moves a shared corner the same way on both sides, so that neighbours keep sharing it. */
function bordersFrom(features: readonly PolygonFeature[]): Border[] {
  const whole = ([east, north]: Position): Position => [Math.round(east), Math.round(north)]
  return municipalities.map(({ code, name }) => {
    const feature = features.find(({ properties }) => properties.kunta === code)
    if (!feature)
      throw new VasteError('invalid', `the borders have no municipality ${code} (${name.fi}) in column kunta`)
    return {
      code,
      polygons: feature.polygons.map((polygon) => polygon.map((ring) => distinct(ring.map(whole)))),
    }
  })
}

/** Corners closer than a metre to the one before fall together in rounding. */
function distinct(ring: readonly Position[]): Position[] {
  return ring.filter(([east, north], i) => i === 0 || east !== ring[i - 1]![0] || north !== ring[i - 1]![1])
}

type RegionCell = CellRef & { readonly municipality: number }

/** Every cell whose centre lies in one of the municipalities, from south to north and west to east. */
function cellsWithin(borders: readonly Border[]): RegionCell[] {
  const index = createPolygonIndex(borders.map(({ code, polygons }) => ({ id: code, polygons })))
  const order = new Map(borders.map(({ code }, municipality) => [code, municipality]))
  const box = boxOfPolygons(borders.flatMap(({ polygons }) => polygons))
  const cells: RegionCell[] = []
  for (let n = Math.floor(box.south / 1000); n * 1000 < box.north; n++) {
    for (let e = Math.floor(box.west / 1000); e * 1000 < box.east; e++) {
      const municipality = order.get(index.at(cellCentre({ e, n })) ?? '')
      if (municipality !== undefined) cells.push({ e, n, municipality })
    }
  }
  return cells
}

function columnsOf(
  cells: readonly RegionCell[],
  urbanAreas: readonly PolygonFeature[],
  centres: readonly PolygonFeature[],
): RegionCells {
  const tenths = residentTenths({
    cells,
    urbanAreas,
    totals: municipalities.map(({ residents }) => residents),
  })
  const classed = classifyCells({ urbanAreas, centres, cells })
  return {
    length: cells.length,
    e: Int16Array.from(cells, ({ e }) => e),
    n: Int16Array.from(cells, ({ n }) => n),
    municipality: Uint8Array.from(cells, ({ municipality }) => municipality),
    areaClass: Uint8Array.from(classed, ({ areaClass }) => classOrder[areaClass]),
    residents: Float32Array.from(tenths, (tenth) => tenth / 10),
  }
}

function edgeTable(edge: readonly ClassifiedCell[]): EdgeTable {
  const placesOf = (id: string) => edge.filter(({ areaClass }) => areaClass === id).map(({ e, n }) => [e, n])
  return { 'core-urban': placesOf('core-urban'), 'other-urban': placesOf('other-urban') }
}

function cellsText(table: object): string {
  const fields = Object.entries(table).map(
    ([name, values]) => `  ${JSON.stringify(name)}: ${JSON.stringify(values)}`,
  )
  return `{\n${fields.join(',\n')}\n}\n`
}

function listText(items: readonly object[]): string {
  return `[\n${items.map((item) => `  ${JSON.stringify(item)}`).join(',\n')}\n]\n`
}
