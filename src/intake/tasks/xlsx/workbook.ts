/** What must be known of a workbook to read one of its sheets? Names, shared texts, and which formats show a date. */
import { VasteError } from '../../../domain/error.ts'
import type { Archive } from './archive.ts'
import { attributesOf, tagsOf } from './xml.ts'

export interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly path: string }[]
  /** Days are counted from 1904 instead of 1900, as old Macintosh files do. */
  readonly from1904: boolean
  readonly sharedTexts: readonly string[]
  /** By the cell's style: whether its number is shown as a date or a time. */
  readonly showsTime: readonly boolean[]
}

export function readWorkbook(archive: Archive): Workbook {
  const relations = relationsOf(archive.text('xl/_rels/workbook.xml.rels') ?? '')
  const book = archive.text('xl/workbook.xml')
  if (book === undefined)
    throw new VasteError('invalid', 'the zip holds no xl/workbook.xml; expected an XLSX workbook')
  const sheets: { name: string; path: string }[] = []
  let from1904 = false
  for (const { name, kind, attributes } of tagsOf(book)) {
    if (kind === 'close') continue
    const given = attributesOf(attributes)
    if (name === 'workbookPr') from1904 = ['1', 'true'].includes(given.date1904 ?? '')
    const path = name === 'sheet' ? relations.get(relationOf(given))?.path : undefined
    if (path !== undefined) sheets.push({ name: given.name ?? '', path })
  }
  const partOf = (type: string, usual: string) =>
    archive.text([...relations.values()].find((relation) => relation.type === type)?.path ?? usual)
  return {
    sheets,
    from1904,
    sharedTexts: sharedTextsOf(partOf('sharedStrings', 'xl/sharedStrings.xml') ?? ''),
    showsTime: timeStylesOf(partOf('styles', 'xl/styles.xml') ?? ''),
  }
}

/** Path of the sheet of that name, or of that number from 1. Throws `not-found` with the names there are. */
export function sheetPath({ sheets }: Workbook, wanted: string | number): string {
  const found = typeof wanted === 'number' ? sheets[wanted - 1] : sheets.find(({ name }) => name === wanted)
  if (found) return found.path
  const names = sheets.map(({ name }) => `"${name.slice(0, 60)}"`).join(', ') || 'none'
  const asked = typeof wanted === 'number' ? `sheet ${wanted}` : `sheet "${wanted}"`
  throw new VasteError('not-found', `the workbook has no ${asked}; found ${names}`)
}

function relationsOf(xml: string): Map<string, { type: string; path: string }> {
  const relations = new Map<string, { type: string; path: string }>()
  for (const { name, attributes } of tagsOf(xml)) {
    if (name !== 'Relationship') continue
    const { Id = '', Type = '', Target = '' } = attributesOf(attributes)
    const path = Target.startsWith('/') ? Target.slice(1) : `xl/${Target.replace(/^\.\//, '')}`
    relations.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), path })
  }
  return relations
}

/** `r:id`, whatever its prefix. */
function relationOf(given: Readonly<Record<string, string>>): string {
  const key = Object.keys(given).find((name) => name.endsWith(':id'))
  return key === undefined ? '' : given[key]!
}

function sharedTextsOf(xml: string): string[] {
  const texts: string[] = []
  let current = ''
  let isPhonetic = false
  for (const { name, kind, text } of tagsOf(xml)) {
    if (name === 'si') {
      if (kind !== 'close') current = ''
      if (kind !== 'open') texts.push(unescaped(current))
    } else if (name === 'rPh') isPhonetic = kind === 'open'
    else if (name === 't' && kind === 'open' && !isPhonetic) current += text()
  }
  return texts
}

/** Signs that XML cannot hold are written _x000D_. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text
  return text.replaceAll(/_x([0-9a-f]{4})_/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}

function timeStylesOf(xml: string): boolean[] {
  const formats = new Map<number, string>()
  const styles: boolean[] = []
  let isWithinCells = false
  for (const { name, kind, attributes } of tagsOf(xml)) {
    if (name === 'cellXfs') isWithinCells = kind === 'open'
    if (kind === 'close') continue
    if (name === 'numFmt') {
      const { numFmtId, formatCode = '' } = attributesOf(attributes)
      formats.set(Number(numFmtId), formatCode)
    } else if (name === 'xf' && isWithinCells) {
      const id = Number(attributesOf(attributes).numFmtId ?? 0)
      const own = formats.get(id)
      styles.push(own === undefined ? isBuiltInTime(id) : isTimeFormat(own))
    }
  }
  return styles
}

/** Formats that have a number but no text of their own in the file (ECMA-376 part 1, 18.8.30). */
function isBuiltInTime(id: number): boolean {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
}

/** A format code is the same in every language of the program: y, m, d, h and s stand for parts of a time. */
export function isTimeFormat(code: string): boolean {
  const first = code.replaceAll(/"[^"]*"|\\.|_.|\*./g, '').split(';', 1)[0]!
  const elapsed = /\[(h+|m+|s+)\]/i.test(first)
  const bare = first.replaceAll(/\[[^\]]*\]/g, '')
  return (
    elapsed ||
    (/[ymdhs]/i.test(bare) && !/[0#?]/.test(bare.replaceAll(/s[.,]0+/gi, 's')) && !/general/i.test(bare))
  )
}
