/** Opens the configured database for a command that does its work and ends. */
import { join } from 'node:path'
import { type Config, readConfig } from '../config.ts'
import { createFigures } from '../figures/figures.ts'
import { listSources } from '../store/board-state.ts'
import type { Database } from '../store/database.ts'
import { logEnd } from '../store/event-log.ts'
import { migrate } from '../store/migrate.ts'
import { openDatabase } from '../store/open.ts'
import { judgedPages } from '../store/task-cache.ts'
import { followRules } from '../usecases/follow-rules.ts'
import { loadReference } from '../usecases/reference.ts'
import type { ComplianceContext } from '../usecases/show-compliance.ts'
import { createProgressLine } from './command.ts'

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

/** The same with every judged task loaded, under today's rules. */
export async function withFigures<T>(
  county: string | undefined,
  work: (context: ComplianceContext, db: Database, config: Config) => Promise<T>,
): Promise<T> {
  return withDatabase(county, async (db, config) => {
    const reference = await loadReference(db, config.county)
    const line = createProgressLine()
    await followRules(db, reference, (done) =>
      line.tell(`the rules have changed: ${done} tasks judged anew…`),
    )
    line.end()
    const figures = createFigures(reference.calendar)
    for await (const page of judgedPages(db, config.county)) figures.update(page)
    const context = {
      ...{ figures, reference, now: Date.now() },
      demo: (await listSources(db, config.county)).some((source) => source.demo),
      upTo: await logEnd(db, config.county),
    }
    return work(context, db, config)
  })
}
