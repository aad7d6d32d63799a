/** Small XLSX workbooks written in the specs, part by part as a spreadsheet program writes them. */
import { strToU8, zipSync } from 'fflate'

/** A cell as XML: `<c r="…">` is put around it by `aWorkbook`. */
export interface RawCell {
  readonly attributes?: string
  readonly content: string
}
export type CellInput = string | number | boolean | null | RawCell

/** Styles of the workbook below. */
const styles = { general: 0, dateTime: 1, time: 2, percent: 3, date: 4, elapsed: 5 } as const

const numbered = (style: number, value: number | string): RawCell => ({
  attributes: `s="${style}"`,
  content: `<v>${value}</v>`,
})
export const dateTime = (days: number | string) => numbered(styles.dateTime, days)
export const timeOfDay = (days: number | string) => numbered(styles.time, days)
export const date = (days: number) => numbered(styles.date, days)
export const percent = (value: number) => numbered(styles.percent, value)
export const errorCell = (code: string): RawCell => ({ attributes: 't="e"', content: `<v>${code}</v>` })
export const formula = (value?: string): RawCell => ({
  attributes: 't="str"',
  content: `<f>A1&amp;B1</f>${value === undefined ? '' : `<v>${value}</v>`}`,
})

/** Days since 1900 as a spreadsheet counts them, of a local time such as 2026-07-01T10:00:00. */
export function serial(text: string): number {
  return (Date.parse(`${text}Z`) - Date.UTC(1899, 11, 30)) / 86_400_000
}

export interface WorkbookOptions {
  readonly sheets?: Readonly<Record<string, readonly (readonly CellInput[])[]>>
  readonly from1904?: boolean
  /** Number of the first row. */
  readonly firstRow?: number
  /** Mends or breaks a part before it is packed. */
  readonly change?: (path: string, xml: string) => string | undefined
}

export function aWorkbook(
  rows: readonly (readonly CellInput[])[],
  options: WorkbookOptions = {},
): Uint8Array {
  const sheets = Object.entries(options.sheets ?? { Tehtävät: rows })
  const shared: string[] = []
  const parts: Record<string, string> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'xl/workbook.xml': `<?xml version="1.0" encoding="UTF-8"?><workbook xmlns:r="r"><workbookPr${options.from1904 ? ' date1904="1"' : ''}/><sheets>${sheets.map(([name], i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${sheets.map((_, i) => relation(i + 1, 'worksheet', `worksheets/sheet${i + 1}.xml`)).join('')}${relation(90, 'sharedStrings', 'sharedStrings.xml')}${relation(91, 'styles', 'styles.xml')}</Relationships>`,
    'xl/styles.xml': `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="d\\.m\\.yyyy\\ h:mm:ss;@"/><numFmt numFmtId="165" formatCode="[h]:mm:ss"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="21"/><xf numFmtId="10"/><xf numFmtId="14"/><xf numFmtId="165"/></cellXfs></styleSheet>`,
  }
  for (const [i, [, cells]] of sheets.entries())
    parts[`xl/worksheets/sheet${i + 1}.xml`] =
      `<worksheet><dimension ref="A1"/><sheetData>${cells.map((row, at) => rowXml(row, at + (options.firstRow ?? 1), shared)).join('')}</sheetData></worksheet>`
  parts['xl/sharedStrings.xml'] =
    `<sst>${shared.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`
  const packed = Object.entries(parts).flatMap(([path, xml]) => {
    const changed = options.change ? options.change(path, xml) : xml
    return changed === undefined ? [] : [[path, strToU8(changed)] as const]
  })
  return zipSync(Object.fromEntries(packed))
}

const relation = (id: number, type: string, target: string) =>
  `<Relationship Id="rId${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`

function rowXml(cells: readonly CellInput[], number: number, shared: string[]): string {
  const written = cells.map((cell, column) => cellXml(cell, `${letterOf(column)}${number}`, shared))
  return `<row r="${number}">${written.join('')}</row>`
}

function letterOf(column: number): string {
  return column < 26 ? String.fromCharCode(65 + column) : `A${String.fromCharCode(65 + column - 26)}`
}

function cellXml(cell: CellInput, ref: string, shared: string[]): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return `<c r="${ref}"><v>${cell}</v></c>`
  if (typeof cell === 'boolean') return `<c r="${ref}" t="b"><v>${cell ? 1 : 0}</v></c>`
  if (typeof cell === 'object') return `<c r="${ref}" ${cell.attributes ?? ''}>${cell.content}</c>`
  return `<c r="${ref}" t="s"><v>${shared.push(cell) - 1}</v></c>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
