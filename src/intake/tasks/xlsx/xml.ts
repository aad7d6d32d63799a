/** Which tags does this XML have, one after the other? As much of XML as spreadsheets write; no external entities. */

export interface Tag {
  /** Without its namespace prefix. */
  readonly name: string
  readonly kind: 'open' | 'close' | 'empty'
  /** As written; `attributesOf` reads them when they are wanted. */
  readonly attributes: string
  /** The text up to the next tag, with its entities decoded. */
  readonly text: () => string
}

const tag = /<(\/?)(?:[\w.-]+:)?([\w.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/g
const attribute = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

export function* tagsOf(source: string): Generator<Tag> {
  const xml = plain(source)
  const pattern = new RegExp(tag.source, 'g')
  for (let found = pattern.exec(xml); found !== null; found = pattern.exec(xml)) {
    const from = pattern.lastIndex
    yield {
      name: found[2]!,
      kind: found[1] === '/' ? 'close' : found[4] === '/' ? 'empty' : 'open',
      attributes: found[3]!,
      text: () => {
        const to = xml.indexOf('<', from)
        return decoded(xml.slice(from, to === -1 ? xml.length : to))
      },
    }
  }
}

export function attributesOf(text: string): Readonly<Record<string, string>> {
  const pairs = [...text.matchAll(attribute)].map(([, name, double, single]) => [
    name!,
    decoded(double ?? single ?? ''),
  ])
  return Object.fromEntries(pairs)
}

/** Without comments, and with CDATA as ordinary text. Both are rare, so that most files are not copied. */
function plain(xml: string): string {
  const bare = xml.includes('<!--') ? xml.replaceAll(/<!--[\s\S]*?-->/g, '') : xml
  if (!bare.includes('<![CDATA[')) return bare
  return bare.replaceAll(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
  )
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function decoded(text: string): string {
  if (!text.includes('&')) return text
  return text.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return named[name] ?? whole
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
