/** Which rows does a CSV file hold? Streams them block by block, with the line of each, and says where the file breaks. */
import { createReadStream } from 'node:fs'
import { type CsvError, type Parser, parse } from 'csv-parse'
import { type DecodedBlock, decodeLines, type Encoding } from './decode-lines.ts'
import type { ImportProfile } from './profile.ts'
import type { TableBlock, TableRow } from './read-table.ts'

export type CsvShape = Pick<ImportProfile, 'delimiter' | 'quote'> & { readonly encoding: Encoding }

/** A row longer than this is an open quote that swallows the rest of the file. */
const longestRow = 1_000_000

export type CsvRow = TableRow

/** All rows of a file, the header among them. Rejects only when the file cannot be opened or read. */
export function readRows(file: string, shape: CsvShape): AsyncGenerator<TableBlock> {
  return readCsvRows(createReadStream(file, { highWaterMark: 256 * 1024 }), shape)
}

/** As above, of bytes from anywhere. */
export async function* readCsvRows(
  chunks: AsyncIterable<Uint8Array>,
  shape: CsvShape,
): AsyncGenerator<TableBlock> {
  const found: TableRow[] = []
  let bytesRead = 0
  const ends = { lastLine: 0 }
  const parser = createParser(shape, found, ends)
  try {
    for await (const block of decodeLines(chunks, shape.encoding)) {
      bytesRead = block.bytesRead
      const fault = await write(parser, block.text.replaceAll(/\r\n?/g, '\n'))
      // The parser keeps its last row until it has seen what follows; where nothing will, it must let go of it.
      if (!fault && block.broken) await end(parser)
      const broken = fault ? brokenRow(fault, ends.lastLine, shape) : block.broken
      yield blockOf(found, block, broken)
      if (broken) return
    }
    const fault = await end(parser)
    const broken = fault && brokenRow(fault, ends.lastLine, shape)
    yield { rows: found.splice(0), bytesRead, ...(broken && { broken }) }
  } finally {
    parser.destroy()
  }
}

function blockOf(found: TableRow[], { bytesRead }: DecodedBlock, broken: TableBlock['broken']): TableBlock {
  return { rows: found.splice(0), bytesRead, ...(broken && { broken }) }
}

/**
 * Rows are taken in the parser's own callback and never go through its readable side: a stream that fails drops the
 * rows it still holds, and then a broken file would lose good rows before the break.
 */
function createParser({ delimiter, quote }: CsvShape, found: TableRow[], ends: { lastLine: number }): Parser {
  const parser = parse({
    delimiter,
    quote: quote ?? false,
    record_delimiter: '\n',
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: longestRow,
    on_record: (cells: string[], { lines }) => {
      ends.lastLine = lines
      found.push({ line: lines - lineEndsIn(cells), cells })
      return null
    },
  })
  parser.on('error', () => {})
  parser.resume()
  return parser
}

function lineEndsIn(cells: readonly string[]): number {
  let count = 0
  for (const cell of cells) if (cell.includes('\n')) count += cell.split('\n').length - 1
  return count
}

/** The fault, or nothing. */
function write(parser: Parser, text: string): Promise<CsvError | undefined> {
  return new Promise((resolve) => parser.write(text, (error) => resolve((error as CsvError) ?? undefined)))
}

function end(parser: Parser): Promise<CsvError | undefined> {
  return new Promise((resolve) => {
    parser.once('error', (error) => resolve(error as CsvError))
    parser.once('end', () => resolve(undefined))
    parser.end()
  })
}

function brokenRow(fault: CsvError, lastLine: number, { quote }: CsvShape): { line: number; reason: string } {
  const line = lastLine + 1
  const sign = quote ?? ''
  switch (fault.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
    case 'CSV_MAX_RECORD_SIZE':
      return {
        line,
        reason: `the row opens a quote ${sign} and the file never closes it; expected pairs of quotes`,
      }
    case 'INVALID_OPENING_QUOTE':
    case 'CSV_INVALID_CLOSING_QUOTE':
      return {
        line,
        reason: `found a quote ${sign} inside a cell; expected it around the whole cell, and doubled within`,
      }
    default:
      return { line, reason: `the row cannot be read as CSV (${fault.code})` }
  }
}
