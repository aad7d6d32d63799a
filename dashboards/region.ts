// What are the places of the county called? Names found in what `GET /api/v1/region` answers.
import { cellAt, cellKey } from '../geo/cell.ts'
import type { Place } from '../geo/place.ts'
import { toTm35fin } from '../geo/projection.ts'
import type { RegionView } from '../src/contract/region.ts'
import type { Language } from './vocabulary.ts'
import { nameIn } from './words.ts'

export type Region = RegionView

export function municipalityName(region: Region | undefined, code: string | undefined, language: Language) {
  if (code === undefined) return undefined
  const found = region?.municipalities.find((municipality) => municipality.code === code)
  return found ? nameIn(found.name, language) : code
}

/** A class that the region does not know is shown by its id. */
export function zoneName(
  region: Region | undefined,
  zone: string | undefined,
  language: Language,
): string | undefined {
  if (zone === undefined) return undefined
  const found = region?.zoneClasses.find((zoneClass) => zoneClass.id === zone)
  return found ? nameIn(found.name, language) : zone
}

const cellIndexes = new WeakMap<Region['cells'], ReadonlyMap<number, number>>()

/** Index of the 1 km cell that a place lies in; undefined outside the county. */
export function cellIndexAt({ cells }: Region, place: Place): number | undefined {
  let index = cellIndexes.get(cells)
  if (!index) {
    index = new Map(cells.e.map((e, i) => [cellKey({ e, n: cells.n[i]! }), i] as const))
    cellIndexes.set(cells, index)
  }
  return index.get(cellKey(cellAt(toTm35fin(place))))
}

/** Code of the municipality that most of the place's cell lies in. */
export function municipalityAt(region: Region, place: Place): string | undefined {
  const cell = cellIndexAt(region, place)
  return cell === undefined ? undefined : region.municipalities[region.cells.municipality[cell]!]?.code
}

let known: { readonly ranges: string; readonly cells: readonly number[] } = { ranges: '', cells: [] }

/** Indexes of cells from ranges such as `12-15,40`; empty text is none. The same ranges are the same list. */
export function cellsInRanges(ranges: string): readonly number[] {
  if (known.ranges !== ranges)
    known = { ranges, cells: ranges === '' ? [] : ranges.split(',').flatMap(cellsFrom) }
  return known.cells
}

function cellsFrom(range: string): number[] {
  const [first, last = first] = range.split('-').map(Number) as [number, number?]
  return Array.from({ length: last! - first + 1 }, (_, i) => first + i)
}
