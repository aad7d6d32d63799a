/** Which class has each polygon, by which id? Refuses what would give a task two classes, or a wrong one. */
import { basename } from 'node:path'
import { cellAt, cellId, cellKey, cellMetres } from '../../../geo/cell.ts'
import type { CellRef } from '../../../geo/place.ts'
import { boxOfPolygons, type Polygon, polygonArea } from '../../../geo/polygon.ts'
import { VasteError } from '../../domain/error.ts'
import type { RiskClassId, RiskZone } from '../../domain/risk-cells.ts'
import { columnIn, linesAsSentence, listedNames } from '../tables/small-table.ts'
import type { PolygonFeature } from '../zones/polygon-layer.ts'
import { readPolygonFile } from '../zones/read-polygon-file.ts'
import { overlapsOf } from './overlaps.ts'
import type { RiskCellsRead, RiskColumns } from './read-risk-cells.ts'
import { classColumns, expectedClasses, idColumns, riskClassOf } from './risk-class.ts'

/** A larger part of a cell on another one is no matter of drawing. */
const overlapAtMost = 0.01

/** `asCells`: name the polygons by the 1 km lattice instead of by their own ids. Throws `invalid` with a sentence. */
export async function readRiskPolygons(
  path: string,
  columns: RiskColumns,
  asCells: boolean,
): Promise<RiskCellsRead> {
  const layer = await readPolygonFile(path)
  const name = basename(path)
  const header = [...new Set(layer.features.flatMap(({ properties }) => Object.keys(properties)))]
  const classAt = named(header, classColumns, columns.class)
  const idAt = asCells ? undefined : named(header, idColumns, columns.id)
  if (classAt === undefined || (idAt === undefined && !asCells))
    throw new VasteError(
      'invalid',
      `${name} has no column of the ${classAt === undefined ? 'class' : 'id'} by a known name: name it with --${classAt === undefined ? 'class' : 'id'}-column${classAt === undefined ? '' : ', or give --as-cells for squares of the 1 km lattice'}; found ${listedNames(header)}`,
    )
  const zones = zonesOf(layer.features, name, (feature, index) => ({
    id:
      idAt === undefined ? latticeId(feature.polygons, index) : String(feature.properties[idAt] ?? '').trim(),
    riskClass: feature.properties[classAt],
  }))
  const notes = [...layer.notes, ...overlapNotes(zones.parts, name), ...zones.notes]
  const read = layer.features.length
  if (!asCells)
    return {
      read,
      content: { shape: 'polygons', zones: zones.merged },
      notes: [...notes, ...latticeNote(zones.merged)],
    }
  const cells = zones.merged.map((zone) => ({ ...squareOf(zone.polygons)!, class: zone.class }))
  return { read, content: { shape: 'cells', cells }, notes }
}

function named(header: readonly string[], known: readonly string[], given?: string): string | undefined {
  const index = columnIn(header, known, given)
  return index === undefined ? undefined : header[index]
}

interface Told {
  readonly id: string
  readonly riskClass: string | number | boolean | null | undefined
}

function zonesOf(
  features: readonly PolygonFeature[],
  name: string,
  tell: (feature: PolygonFeature, index: number) => Told,
) {
  const faults: { line: number; reason: string }[] = []
  const parts: RiskZone[] = []
  const merged = new Map<string, RiskZone>()
  let repeated = 0
  for (const [index, feature] of features.entries()) {
    const { id, riskClass: text } = tell(feature, index)
    const riskClass = riskClassOf(text)
    const known = merged.get(id)
    const fault = faultOf(id, text, riskClass, known)
    if (fault !== undefined) faults.push({ line: index + 1, reason: fault })
    else if (known && isSame(known.polygons, feature.polygons)) repeated++
    else {
      parts.push({ id, class: riskClass!, polygons: feature.polygons })
      const polygons = [...(known?.polygons ?? []), ...feature.polygons]
      merged.set(id, { id, class: riskClass!, polygons })
    }
  }
  if (faults.length > 0)
    throw new VasteError(
      'invalid',
      `${name}: ${faults.length} of ${features.length} features cannot be used, nothing was imported: ${linesAsSentence(faults).replaceAll(/\bline (?=\d+:)/g, 'feature ')}`,
    )
  const notes = repeated > 0 ? [`${repeated} features repeat another one: counted once`] : []
  return { parts, merged: [...merged.values()], notes }
}

function faultOf(
  id: string,
  text: Told['riskClass'],
  riskClass: RiskClassId | undefined,
  known: RiskZone | undefined,
): string | undefined {
  if (id === '') return 'it has no id'
  if (!riskClass) return `cell '${id}' has class '${text ?? ''}'; ${expectedClasses}`
  if (known && known.class !== riskClass)
    return `cell '${id}' has class ${riskClass} here and ${known.class} before; expected one class for each id`
  return undefined
}

function isSame(a: readonly Polygon[], b: readonly Polygon[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function overlapNotes(parts: readonly RiskZone[], name: string): string[] {
  const overlaps = overlapsOf(parts.map(({ polygons }) => polygons)).sort((a, b) => b.share - a.share)
  const [worst] = overlaps
  if (!worst) return []
  const found = `${overlaps.length} pairs of cells overlap, most of all '${parts[worst.first]!.id}' and '${parts[worst.second]!.id}' by ${Math.round(worst.squareMetres)} m²`
  if (worst.share > overlapAtMost)
    throw new VasteError(
      'invalid',
      `${name}: ${found}, ${(worst.share * 100).toFixed(1)} % of the smaller one; expected cells side by side (at most ${overlapAtMost * 100} %), nothing was imported`,
    )
  return [`${found}: taken as drawing; such a place belongs to the cell that comes first`]
}

/** The cell of the lattice that the polygon is, to a metre. */
function squareOf(polygons: readonly Polygon[]): CellRef | undefined {
  const [polygon] = polygons
  if (!polygon || polygons.length !== 1) return undefined
  const box = boxOfPolygons([polygon])
  const cell = cellAt({ east: Math.round(box.west), north: Math.round(box.south) })
  const sides = [box.west, box.south, box.east - cellMetres, box.north - cellMetres]
  const corner = [cell.e * cellMetres, cell.n * cellMetres]
  const isAligned = sides.every((side, i) => Math.abs(side - corner[i % 2]!) <= 1)
  return isAligned && Math.abs(polygonArea(polygon) - cellMetres ** 2) <= 4 * cellMetres ? cell : undefined
}

function latticeId(polygons: readonly Polygon[], index: number): string {
  const cell = squareOf(polygons)
  if (cell) return cellId(cell)
  const { west, south } = boxOfPolygons(polygons)
  throw new VasteError(
    'invalid',
    `feature ${index + 1} at ${Math.round(west)}, ${Math.round(south)} is no square of the 1 km lattice (EPSG:3067); without --as-cells polygons keep their own ids`,
  )
}

/** Ids of an owner may change between versions, the lattice does not: worth knowing before four years are counted. */
function latticeNote(zones: readonly RiskZone[]): string[] {
  const cells = zones.map(({ polygons }) => squareOf(polygons))
  if (
    cells.some((cell) => cell === undefined) ||
    new Set(cells.map((cell) => cellKey(cell!))).size < cells.length
  )
    return []
  return [
    'every polygon is a square of the 1 km lattice: with --as-cells they are named by it, so that versions with other ids count as the same cells',
  ]
}
