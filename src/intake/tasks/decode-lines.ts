/** Which text do these bytes spell? Decodes a file block by block, each ending at a line end, and says which line is broken. */
import { isUtf8 } from 'node:buffer'
import type { ImportProfile } from './profile.ts'

export type Encoding = Exclude<ImportProfile['encoding'], 'auto'>

/** `broken`: the first line that cannot be decoded; `text` ends before it, and nothing follows. */
export interface DecodedBlock {
  readonly text: string
  readonly bytesRead: number
  readonly broken?: { readonly line: number; readonly reason: string }
}

const lineFeed = 0x0a
/** A file without a line end in so many bytes is not a table of rows. */
const longestLine = 8_000_000

export async function* decodeLines(
  chunks: AsyncIterable<Uint8Array>,
  encoding: Encoding,
): AsyncGenerator<DecodedBlock> {
  const decode = decoders[encoding]
  let carry: Buffer = Buffer.alloc(0)
  let line = 1
  let bytesRead = 0
  let isFirst = true
  const blockOf = (bytes: Buffer): DecodedBlock => {
    const mark = isFirst ? foreignMark(bytes, encoding) : undefined
    if (mark !== undefined) return { text: '', bytesRead, broken: { line: 1, reason: mark } }
    const body = isFirst && startsWith(bytes, [0xef, 0xbb, 0xbf]) ? bytes.subarray(3) : bytes
    isFirst = false
    const text = decode(body)
    if (text !== undefined) {
      line += countOf(lineFeed, body)
      return { text, bytesRead }
    }
    return brokenBlock(body, line, encoding, bytesRead)
  }

  for await (const chunk of chunks) {
    bytesRead += chunk.length
    const bytes = carry.length === 0 ? Buffer.from(chunk) : Buffer.concat([carry, chunk])
    const end = bytes.lastIndexOf(lineFeed) + 1
    carry = bytes.subarray(end)
    if (end > 0) {
      const block = blockOf(bytes.subarray(0, end))
      yield block
      if (block.broken) return
    }
    if (carry.length > longestLine) {
      const reason = `found no line end in ${longestLine} bytes; expected a text file with one row on each line`
      yield { text: '', bytesRead, broken: { line, reason } }
      return
    }
  }
  if (carry.length > 0) yield blockOf(carry)
}

/**
 * By the whole file: utf-8 where all of it is, as the byte order mark says or the bytes themselves; else windows-1252,
 * which Finnish offices write. Text in windows-1252 with an ä or ö is practically never valid utf-8.
 */
export async function detectEncoding(chunks: AsyncIterable<Uint8Array>): Promise<Encoding> {
  let carry: Buffer = Buffer.alloc(0)
  for await (const chunk of chunks) {
    const bytes = carry.length === 0 ? Buffer.from(chunk) : Buffer.concat([carry, chunk])
    const end = endOfWholeSigns(bytes)
    carry = bytes.subarray(end)
    if (!isUtf8(bytes.subarray(0, end))) return 'windows-1252'
  }
  return isUtf8(carry) ? 'utf-8' : 'windows-1252'
}

/** A sign of utf-8 has at most four bytes, and its first is the only one of them from 0xc0 up. */
function endOfWholeSigns(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(4, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) return bytes.length - back + 1
    if (byte >= 0xc0) return bytes.length - back
  }
  return bytes.length
}

function brokenBlock(bytes: Buffer, firstLine: number, encoding: Encoding, bytesRead: number): DecodedBlock {
  const decode = decoders[encoding]
  let text = ''
  let line = firstLine
  for (let start = 0; start < bytes.length; line++) {
    const feed = bytes.indexOf(lineFeed, start)
    const end = feed === -1 ? bytes.length : feed + 1
    const decoded = decode(bytes.subarray(start, end))
    if (decoded === undefined) break
    text += decoded
    start = end
  }
  const reason = `the bytes of this line are not ${encoding}; expected the encoding that the profile declares`
  return { text, bytesRead, broken: { line, reason } }
}

/** A file often says what it is in its first bytes. */
function foreignMark(bytes: Buffer, encoding: Encoding): string | undefined {
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]))
    return 'found a zip file, as XLSX is; expected CSV text: set format to xlsx, or save the sheet as CSV'
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff]))
    return `found UTF-16 text; expected ${encoding}`
  if (encoding !== 'utf-8' && startsWith(bytes, [0xef, 0xbb, 0xbf]))
    return `found the byte order mark of utf-8; the profile declares ${encoding}`
  return undefined
}

function startsWith(bytes: Buffer, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte)
}

function countOf(byte: number, bytes: Buffer): number {
  let count = 0
  for (let at = bytes.indexOf(byte); at !== -1; at = bytes.indexOf(byte, at + 1)) count++
  return count
}

const decoders: Readonly<Record<Encoding, (bytes: Buffer) => string | undefined>> = {
  'utf-8': (bytes) => (isUtf8(bytes) ? bytes.toString('utf8') : undefined),
  latin1: (bytes) => bytes.toString('latin1'),
  'windows-1252': decodeWindows1252,
}

/** 0x80…0x9f of windows-1252; a space where the code page has no sign. */
const windowsSigns = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ'

/** By our own table: TextDecoder reads this code page as latin1 in some releases of Node. */
function decodeWindows1252(bytes: Buffer): string | undefined {
  let isKnown = true
  const text = bytes.toString('latin1').replaceAll(/[\u0080-\u009f]/g, (sign) => {
    const found = windowsSigns[sign.charCodeAt(0) - 0x80]!
    if (found === ' ') isKnown = false
    return found
  })
  return isKnown ? text : undefined
}
