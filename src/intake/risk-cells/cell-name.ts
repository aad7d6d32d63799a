/** Which cell of the 1 km lattice (EPSG:3067) does a table mean? By its id, or by east and north in metres or kilometres. */
import { cellAt, cellMetres, parseCellId } from '../../../geo/cell.ts'
import type { CellRef } from '../../../geo/place.ts'

export type CellAnswer = { readonly cell: CellRef } | { readonly fault: string }

const expected = "expected a 1 km cell of EPSG:3067 such as '1kmN6901E434', or its east and north"
const pair = /^(\d+(?:[.,]\d+)?)[\s,;:/_-]+(\d+(?:[.,]\d+)?)$/

/** '1kmN6901E434', 'E434N6901', '434 6901', '434000/6901000' or the middle '434500/6901500'; east comes first. */
export function cellOfText(text: string): CellAnswer {
  const cell = parseCellId(text)
  if (cell) return inFinland(cell, `'${text}'`)
  const found = pair.exec(text.trim())
  if (found) return cellOfPair(found[1]!, found[2]!)
  return {
    fault: `found the id '${text.slice(0, 40)}'; ${expected} (cells with ids of their own come as polygons)`,
  }
}

/** Kilometres or metres of the south-west corner, or metres of the middle. */
export function cellOfPair(eastText: string, northText: string): CellAnswer {
  const [east, north] = [numberOf(eastText), numberOf(northText)]
  const found = `${eastText.trim()}, ${northText.trim()}`
  if (Number.isNaN(east) || Number.isNaN(north)) return { fault: `found '${found}'; ${expected}` }
  const system = foreignSystem(east, north)
  if (system) return { fault: `found ${found}, ${system}; ${expected}` }
  if (Number.isInteger(east) && Number.isInteger(north) && north < 10_000)
    return inFinland({ e: east, n: north }, found)
  const remainders = [east % cellMetres, north % cellMetres]
  if (remainders.every((rest) => rest === 0) || remainders.every((rest) => rest === cellMetres / 2))
    return inFinland(cellAt({ east, north }), found)
  return { fault: `found ${found}, neither the south-west corner nor the middle of a cell; ${expected}` }
}

function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.'))
}

/** The numbers themselves tell: KKJ has a zone's digit before its easting, degrees are small. */
function foreignSystem(east: number, north: number): string | undefined {
  const isDegrees = (lon: number, lat: number) => lon > 15 && lon < 36 && lat > 57 && lat < 72
  if (isDegrees(east, north) || isDegrees(north, east)) return 'which are degrees'
  if (east >= 1_000_000 && east < 5_000_000 && north > 6_500_000)
    return 'which are of the old Finnish KKJ (seven digits east)'
  return east > north ? 'which have north before east' : undefined
}

/** Whole kilometres, with generous margins. */
function inFinland(cell: CellRef, found: string): CellAnswer {
  const isThere = cell.e >= 40 && cell.e < 800 && cell.n >= 6500 && cell.n < 7900
  return isThere ? { cell } : { fault: `found ${found}, which is not in Finland; ${expected}` }
}
