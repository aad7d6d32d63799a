/** Which database the service speaks to: PostgreSQL where a URL is configured, else the embedded one. */
import type { Database, OnProgress } from './database.ts'
import { openPglite } from './pglite.ts'
import { openPostgres } from './postgres.ts'

export interface DatabaseSettings {
  readonly databaseUrl?: string | undefined
  /** Folder of the embedded database, made where it is missing; 'memory' keeps nothing. */
  readonly dataFolder: string
  readonly onProgress?: OnProgress
}

export function openDatabase({ databaseUrl, dataFolder, onProgress }: DatabaseSettings): Promise<Database> {
  return databaseUrl ? openPostgres(databaseUrl) : openPglite(dataFolder, { onProgress })
}
