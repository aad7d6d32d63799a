/** Reads a JSON file that a person has written. */
import { readFile } from 'node:fs/promises'
import { VasteError } from '../domain/error.ts'

/** Throws `not-found` or `invalid` with a sentence. */
export async function readJson(file: string): Promise<unknown> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (cause) {
    throw new VasteError('not-found', `file ${file} cannot be read; expected a JSON file`, { cause })
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (cause) {
    throw new VasteError('invalid', `file ${file} is not JSON: ${(cause as Error).message}`, { cause })
  }
}
