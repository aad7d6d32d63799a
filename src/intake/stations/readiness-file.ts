/** Which readiness periods does a JSON file hold? The form that the service exports. */
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { type ReadinessFile, readinessFileSchema } from '../../contract/readiness.ts'
import { sentenceOf } from '../../contract/sentence.ts'
import { VasteError } from '../../domain/error.ts'

/** Throws `not-found` without the file, `invalid` with a sentence for what is no such file. */
export async function readReadinessFile(path: string): Promise<ReadinessFile> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (cause) {
    throw new VasteError('not-found', `file ${path} cannot be read; expected a JSON file of readiness`, {
      cause,
    })
  }
  return readinessFrom(jsonOf(text, basename(path)), basename(path))
}

/** `input` is a parsed JSON document, `name` where it comes from. */
export function readinessFrom(input: unknown, name: string): ReadinessFile {
  const parsed = readinessFileSchema.safeParse(input)
  if (parsed.success) return parsed.data
  throw new VasteError('invalid', `${name} cannot be read as readiness: ${sentenceOf(parsed.error, input)}`)
}

export function jsonOf(text: string, name: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (cause) {
    throw new VasteError('invalid', `${name} is not whole JSON: ${(cause as Error).message}`, { cause })
  }
}
