/** Which class has each cell of the lattice, by a CSV table of ids and classes? */
import { basename } from 'node:path'
import { cellId, cellKey } from '../../../geo/cell.ts'
import { VasteError } from '../../domain/error.ts'
import type { RiskCell } from '../../domain/risk-cells.ts'
import {
  columnIn,
  linesAsSentence,
  listedNames,
  type RefusedLine,
  readSmallTable,
} from '../tables/small-table.ts'
import type { TableRow } from '../tasks/read-table.ts'
import { type CellAnswer, cellOfPair, cellOfText } from './cell-name.ts'
import type { RiskCellsRead, RiskColumns } from './read-risk-cells.ts'
import { classColumns, expectedClasses, idColumns, riskClassOf } from './risk-class.ts'

const eastColumns = ['e', 'east', 'easting', 'ita', 'itä', 'euref_x', 'x', 'e_km', 'itakoord', 'öst']
const northColumns = [
  'n',
  'north',
  'northing',
  'pohj',
  'pohjoinen',
  'euref_y',
  'y',
  'n_km',
  'pohjkoord',
  'nord',
]

/** Throws `invalid` with the first refused lines: a table with a fault is not imported at all. */
export async function readRiskTable(path: string, columns: RiskColumns): Promise<RiskCellsRead> {
  const { header, rows } = await readSmallTable(path)
  const classAt = columnIn(header, classColumns, columns.class)
  const cellOf = cellReader(header, columns)
  if (classAt === undefined || !cellOf)
    throw new VasteError(
      'invalid',
      `${basename(path)} has no column of the ${classAt === undefined ? 'class' : 'cell'} by a known name: name it with --${classAt === undefined ? 'class' : 'id'}-column; found ${listedNames(header)}`,
    )
  const refused: RefusedLine[] = []
  const found = new Map<number, RiskCell>()
  let repeated = 0
  for (const row of rows) {
    const answer = cellOf(row)
    const riskClass = riskClassOf(row.cells[classAt])
    if ('fault' in answer) refused.push({ line: row.line, reason: answer.fault })
    else if (!riskClass)
      refused.push({
        line: row.line,
        reason: `found class '${row.cells[classAt] ?? ''}'; ${expectedClasses}`,
      })
    else {
      const known = found.get(cellKey(answer.cell))
      if (known) repeated++
      if (known && known.class !== riskClass)
        refused.push({
          line: row.line,
          reason: `cell ${cellId(known)} has class ${riskClass} here and ${known.class} above; expected one class`,
        })
      found.set(cellKey(answer.cell), { ...answer.cell, class: riskClass })
    }
  }
  if (refused.length > 0)
    throw new VasteError(
      'invalid',
      `${basename(path)}: ${refused.length} of ${rows.length} lines cannot be used, nothing was imported: ${linesAsSentence(refused)}`,
    )
  const notes = repeated > 0 ? [`${repeated} lines repeat a cell with the same class: counted once`] : []
  return { read: rows.length, content: { shape: 'cells', cells: [...found.values()] }, notes }
}

function cellReader(
  header: readonly string[],
  columns: RiskColumns,
): ((row: TableRow) => CellAnswer) | undefined {
  const idAt = columnIn(header, idColumns, columns.id)
  const [eastAt, northAt] = [columnIn(header, eastColumns), columnIn(header, northColumns)]
  const hasPair = eastAt !== undefined && northAt !== undefined
  // A column that merely numbers the rows is often called id: coordinates beside it tell more.
  if (hasPair && columns.id === undefined)
    return ({ cells }) => cellOfPair(cells[eastAt] ?? '', cells[northAt] ?? '')
  return idAt === undefined ? undefined : ({ cells }) => cellOfText(cells[idAt] ?? '')
}
