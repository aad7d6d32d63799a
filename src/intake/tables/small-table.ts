/** Which rows does a small table hold? CSV or the first sheet of an XLSX file; delimiter and encoding are told from it. */
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { VasteError } from '../../domain/error.ts'
import { bytesSource, knownShape, readTable, type TableRow } from '../tasks/read-table.ts'

export interface SmallTable {
  readonly header: readonly string[]
  readonly rows: readonly TableRow[]
}

export interface RefusedLine {
  readonly line: number
  readonly reason: string
}

const bytesAtMost = 200_000_000

/** Throws `not-found` without the file, `invalid` with a sentence for what is no table or has no rows. */
export async function readSmallTable(path: string): Promise<SmallTable> {
  const bytes = await contents(path)
  const name = basename(path)
  if (bytes.length > bytesAtMost)
    throw new VasteError('invalid', `${name} has ${bytes.length} bytes; expected at most ${bytesAtMost}`)
  const [header, ...body] = await rowsOf(name, bytes)
  if (!header) throw new VasteError('invalid', `${name} is empty; expected a line of column names and rows`)
  const filled = body.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  if (filled.length === 0)
    throw new VasteError(
      'invalid',
      `${name} has no rows below its first line; expected column names and rows`,
    )
  return { header: header.cells.map((cell) => cell.trim()), rows: filled }
}

async function contents(path: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (cause) {
    throw new VasteError('not-found', `file ${path} cannot be read; expected a table`, { cause })
  }
}

async function rowsOf(name: string, bytes: Buffer): Promise<TableRow[]> {
  const source = bytesSource(bytes)
  const delimiter = delimiterOf(bytes.subarray(0, 10_000).toString('latin1').split(/\r?\n/, 1)[0] ?? '')
  const open = { format: 'auto', encoding: 'auto', delimiter, quote: '"', sheet: 1, headerRow: 1 } as const
  const shape = await knownShape(source, { ...open, decimalSign: '.' })
  const rows: TableRow[] = []
  for await (const block of readTable(source, shape)) {
    rows.push(...block.rows)
    if (block.broken)
      throw new VasteError('invalid', `${name}, line ${block.broken.line}: ${block.broken.reason}`)
  }
  return rows
}

/** The sign that the first line has most of. */
function delimiterOf(line: string): ';' | ',' | '\t' {
  const count = (sign: string) => line.split(sign).length
  if (count('\t') > Math.max(count(';'), count(','))) return '\t'
  return count(',') > count(';') ? ',' : ';'
}

/**
 * Index of the column of that very name, or else of the first that has one of the known names, case and signs aside.
 * Throws `invalid` when the column named is not there.
 */
export function columnIn(
  header: readonly string[],
  known: readonly string[],
  named?: string,
): number | undefined {
  if (named !== undefined) {
    const index = header.findIndex((name) => plain(name) === plain(named))
    if (index === -1)
      throw new VasteError('invalid', `found no column "${named}"; the file has ${listedNames(header)}`)
    return index
  }
  for (const name of known) {
    const index = header.findIndex((found) => plain(found) === plain(name))
    if (index !== -1) return index
  }
  return undefined
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_.-]/g, '')
}

export function listedNames(names: readonly string[]): string {
  const shown = names.slice(0, 30).map((name) => `"${name.slice(0, 60)}"`)
  const rest = names.length - shown.length
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ')
}

/** The first refused lines as one sentence. */
export function linesAsSentence(refused: readonly RefusedLine[], shown = 5): string {
  const told = refused.slice(0, shown).map(({ line, reason }) => `line ${line}: ${reason}`)
  const rest = refused.length - told.length
  return `${told.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}`
}
