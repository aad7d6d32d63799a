/** Which parts does an XLSX file hold? Unpacks only what is asked for, and never more than the limit. */
import { unzipSync } from 'fflate'
import { VasteError } from '../../../domain/error.ts'

/** A sheet is held in memory whole; what is larger is saved as CSV, which streams. */
export interface SheetLimits {
  readonly packedBytes: number
  /** Of any one part. */
  readonly unpackedBytes: number
}
export const sheetLimits: SheetLimits = { packedBytes: 60_000_000, unpackedBytes: 250_000_000 }

export interface Archive {
  /** Undefined where the file has no such part. Throws `too-large` or `invalid`. */
  text(path: string): string | undefined
}

/** Throws `too-large`: asked before a file is read into memory. */
export function checkPackedBytes(size: number, { packedBytes } = sheetLimits): void {
  if (size > packedBytes) throw tooLarge(`${size} bytes`, packedBytes)
}

export function openArchive(bytes: Uint8Array, limits = sheetLimits): Archive {
  checkPackedBytes(bytes.length, limits)
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    throw new VasteError(
      'invalid',
      'found an old .xls file or one with a password; expected XLSX without a password',
    )
  if (!startsWith(bytes, [0x50, 0x4b]))
    throw new VasteError('invalid', 'found no zip file, as XLSX is; expected an XLSX workbook')
  return {
    text(path) {
      const part = unpacked(bytes, path, limits)
      return part && textOf(part, path)
    },
  }
}

function unpacked(bytes: Uint8Array, path: string, limits: SheetLimits): Uint8Array | undefined {
  try {
    const parts = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (name !== path) return false
        if (originalSize > limits.unpackedBytes)
          throw tooLarge(`${path} of ${originalSize} bytes when unpacked`, limits.unpackedBytes)
        return true
      },
    })
    return parts[path]
  } catch (cause) {
    if (cause instanceof VasteError) throw cause
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new VasteError('invalid', `the XLSX file is broken or cut off: ${why}; expected a whole workbook`, {
      cause,
    })
  }
}

function textOf(part: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(part)
  } catch (cause) {
    throw new VasteError('invalid', `${path} of the XLSX file is not UTF-8 text; expected a whole workbook`, {
      cause,
    })
  }
}

function tooLarge(found: string, limit: number): VasteError {
  return new VasteError(
    'too-large',
    `found an XLSX file with ${found}; expected at most ${limit}: save the sheet as CSV, which may be of any size`,
  )
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte)
}
