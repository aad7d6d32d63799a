// Which bytes of the chosen file go to the service? The beginning of a CSV file, the whole of a workbook.

import type { MappingForm } from './form.ts'
import { guessDelimiter } from './guess.ts'

export const megabytesAtMost = 10
const csvBytes = 300_000

export interface Sample {
  readonly base64: string
  /** How the file is written, as far as its first bytes tell. */
  readonly written: Partial<MappingForm>
}

/** Undefined where the file is a workbook of more than `megabytesAtMost`. */
export async function sampleOf(file: Blob): Promise<Sample | undefined> {
  const head = new Uint8Array(await file.slice(0, csvBytes).arrayBuffer())
  if (isWorkbook(head)) {
    if (file.size > megabytesAtMost * 1e6) return undefined
    const whole = new Uint8Array(await file.arrayBuffer())
    return { base64: base64Of(whole), written: { format: 'xlsx' } }
  }
  const bytes = file.size > head.length ? wholeLines(head) : head
  // Only signs of the delimiter matter here, whatever the letters between them.
  const firstLine = new TextDecoder('latin1').decode(bytes.subarray(0, 20_000)).split(/\r?\n/, 1)[0] ?? ''
  return { base64: base64Of(bytes), written: { format: 'csv', delimiter: guessDelimiter(firstLine) } }
}

/** A zip as XLSX is, or an older workbook, which the service refuses with a sentence. */
function isWorkbook(bytes: Uint8Array): boolean {
  const begins = (mark: readonly number[]) => mark.every((byte, index) => bytes[index] === byte)
  return begins([0x50, 0x4b, 0x03, 0x04]) || begins([0xd0, 0xcf, 0x11, 0xe0])
}

function wholeLines(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1)
}

/** In parts: a call takes only so many arguments. */
export function base64Of(bytes: Uint8Array): string {
  let text = ''
  for (let start = 0; start < bytes.length; start += 0x8000)
    text += String.fromCharCode(...bytes.subarray(start, start + 0x8000))
  return btoa(text)
}
