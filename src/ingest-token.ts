/** Which token do integrations show? One is made at the first start and kept, so that they survive a restart. */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { VasteError } from './domain/error.ts'

/** Readable by its owner only. Throws `unavailable` when it cannot be kept. */
export async function keptToken(dataFolder: string): Promise<string> {
  const file = join(dataFolder, 'ingest-token')
  try {
    const kept = existsSync(file) ? (await readFile(file, 'utf8')).trim() : ''
    if (kept) return kept
    const token = randomBytes(24).toString('base64url')
    await mkdir(dataFolder, { recursive: true })
    // Made anew: an empty file that is there already may have been made readable by others.
    await rm(file, { force: true })
    await writeFile(file, `${token}\n`, { mode: 0o600, flag: 'wx' })
    return token
  } catch (cause) {
    throw new VasteError(
      'unavailable',
      `the ingest token cannot be kept in ${file}: ${(cause as Error).message}; expected a file that this user may read, or VASTE_INGEST_TOKEN`,
      { cause },
    )
  }
}
