/** Which rows does a table file hold? CSV block by block, one sheet of an XLSX workbook from memory; rows are alike. */
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { VasteError } from '../../domain/error.ts'
import { detectEncoding, type Encoding } from './decode-lines.ts'
import type { ImportProfile } from './profile.ts'
import { readCsvRows } from './read-rows.ts'
import { checkPackedBytes, openArchive, type SheetLimits, sheetLimits } from './xlsx/archive.ts'
import { rowsOf } from './xlsx/sheet.ts'
import { readWorkbook, sheetPath } from './xlsx/workbook.ts'

export interface TableRow {
  /** Line on which the row begins, from 1; of a sheet, the number of the row. */
  readonly line: number
  readonly cells: readonly string[]
  /** Of a sheet, by index of the cell: why it has no value, such as #N/A. */
  readonly faults?: ReadonlyMap<number, string>
}

export interface TableBlock {
  readonly rows: readonly TableRow[]
  readonly bytesRead: number
  /** The file cannot be read from this line on; this is the last block. */
  readonly broken?: { readonly line: number; readonly reason: string }
}

/** Bytes that can be read more than once, each time from the beginning. */
export interface TableSource {
  readonly size: number
  chunks(): AsyncIterable<Uint8Array>
  whole(): Promise<Uint8Array>
}

export type TableShape = Pick<
  ImportProfile,
  'format' | 'encoding' | 'delimiter' | 'quote' | 'sheet' | 'headerRow' | 'decimalSign'
>
/** What the file turned out to be, where the profile leaves it open. */
export type KnownShape = TableShape & { readonly format: 'csv' | 'xlsx'; readonly encoding: Encoding }

/** Throws `not-found` where there is no such file. */
export async function fileSource(file: string): Promise<TableSource> {
  return {
    size: await sizeOf(file),
    chunks: () => createReadStream(file, { highWaterMark: 256 * 1024 }),
    whole: () => readFile(file),
  }
}

export function bytesSource(bytes: Uint8Array): TableSource {
  return {
    size: bytes.length,
    chunks: async function* () {
      yield bytes
    },
    whole: async () => bytes,
  }
}

/** Reads the file once more only where the profile says `auto`. */
export async function knownShape(source: TableSource, shape: TableShape): Promise<KnownShape> {
  const format = shape.format === 'auto' ? await formatOf(source) : shape.format
  const isOpen = format === 'csv' && shape.encoding === 'auto'
  const encoding = isOpen ? await detectEncoding(source.chunks()) : shape.encoding
  return { ...shape, format, encoding: encoding === 'auto' ? 'utf-8' : encoding }
}

/**
 * The header and what follows it. Throws `invalid`, `too-large` or `not-found` when an XLSX file has no readable sheet
 * of that name; anything that is wrong further down ends the rows with `broken`.
 */
export async function* readTable(
  source: TableSource,
  shape: KnownShape,
  limits = sheetLimits,
): AsyncGenerator<TableBlock> {
  const blocks =
    shape.format === 'xlsx' ? sheetBlocks(source, shape, limits) : readCsvRows(source.chunks(), shape)
  for await (const block of blocks) {
    const rows = shape.headerRow > 1 ? block.rows.filter(({ line }) => line >= shape.headerRow) : block.rows
    yield { ...block, rows }
  }
}

const rowsInBlock = 1000

async function* sheetBlocks(
  source: TableSource,
  shape: KnownShape,
  limits: SheetLimits,
): AsyncGenerator<TableBlock> {
  checkPackedBytes(source.size, limits)
  const archive = openArchive(await source.whole(), limits)
  const workbook = readWorkbook(archive)
  const path = sheetPath(workbook, shape.sheet)
  const xml = archive.text(path)
  if (xml === undefined)
    throw new VasteError('invalid', `the XLSX file holds no ${path}; expected a whole workbook`)
  const rows = rowsOf(xml, { ...workbook, decimalSign: shape.decimalSign })
  const pad = padder(shape.headerRow)
  let found: TableRow[] = []
  let lastLine = 0
  for (;;) {
    const next = rows.next()
    if (next.done) {
      const reason = 'the sheet breaks off here; expected a whole workbook'
      const broken = next.value ? {} : { broken: { line: lastLine + 1, reason } }
      return yield { rows: found, bytesRead: source.size, ...broken }
    }
    lastLine = next.value.line
    found.push(pad(next.value))
    if (found.length < rowsInBlock) continue
    yield { rows: found, bytesRead: source.size }
    found = []
  }
}

/** A sheet leaves empty cells at the end of a row away. */
function padder(headerRow: number): (row: TableRow) => TableRow {
  let width: number | undefined
  return (row) => {
    if (row.line < headerRow) return row
    width ??= row.cells.length
    if (row.cells.length >= width) return row
    return { ...row, cells: [...row.cells, ...Array<string>(width - row.cells.length).fill('')] }
  }
}

async function formatOf(source: TableSource): Promise<'csv' | 'xlsx'> {
  for await (const chunk of source.chunks()) {
    const isWorkbook = [0x50, 0x4b, 0x03, 0x04].every((byte, index) => chunk[index] === byte)
    const isOld = [0xd0, 0xcf, 0x11, 0xe0].every((byte, index) => chunk[index] === byte)
    return isWorkbook || isOld ? 'xlsx' : 'csv'
  }
  return 'csv'
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size
  } catch (cause) {
    throw new VasteError('not-found', `file ${file} not found; expected a CSV or XLSX file of tasks`, {
      cause,
    })
  }
}
