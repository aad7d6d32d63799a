/** Opens the configured database for a command that does its work and ends. */
import { join } from 'node:path'
import { type Config, readConfig } from '../config.ts'
import type { Database } from '../store/database.ts'
import { migrate } from '../store/migrate.ts'
import { openDatabase } from '../store/open.ts'

export async function withDatabase<T>(
  county: string | undefined,
  work: (db: Database, config: Config) => Promise<T>,
): Promise<T> {
  const given = county === undefined ? {} : { VASTE_COUNTY: county }
  const config = readConfig({ ...process.env, ...given }, { demo: false })
  const db = await openDatabase({
    databaseUrl: config.databaseUrl,
    dataFolder: join(config.dataFolder, 'database'),
  })
  try {
    await migrate(db)
    return await work(db, config)
  } finally {
    await db.close()
  }
}
