/** Which risk cells does this file hold? Polygons or a table, told by content; nothing of a faulty file is used. */
import { readFile } from 'node:fs/promises'
import { VasteError } from '../../domain/error.ts'
import type { RiskContent } from '../../domain/risk-cells.ts'
import { readRiskPolygons } from './risk-polygons.ts'
import { readRiskTable } from './risk-table.ts'

/** Names of columns, where the file does not use a known one. */
export interface RiskColumns {
  readonly class?: string
  readonly id?: string
}

export interface RiskCellsRead {
  /** Rows or features. */
  readonly read: number
  readonly content: RiskContent
  /** Sentences for the user. */
  readonly notes: readonly string[]
}

/** Throws `not-found` without the file, `invalid` with a sentence. */
export async function readRiskCells(
  path: string,
  options: { readonly columns?: RiskColumns; readonly asCells?: boolean } = {},
): Promise<RiskCellsRead> {
  const { columns = {}, asCells = false } = options
  if (await holdsPolygons(path)) return readRiskPolygons(path, columns, asCells)
  return readRiskTable(path, columns)
}

/** A zip is a workbook or holds a shapefile: its list of names, at its end, tells. */
async function holdsPolygons(path: string): Promise<boolean> {
  let bytes: Buffer
  try {
    bytes = await readFile(path)
  } catch (cause) {
    throw new VasteError('not-found', `file ${path} cannot be read; expected risk cells`, { cause })
  }
  const start = bytes
    .toString('latin1', 0, 16)
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
  if (start.startsWith('PK')) return !bytes.includes('[Content_Types].xml')
  // A bare .shp is no table either: the polygon reader says what it lacks.
  const isShape = bytes[2] === 0x27 && bytes[3] === 0x0a
  return isShape || start.startsWith('SQLite format 3') || start.startsWith('{')
}
