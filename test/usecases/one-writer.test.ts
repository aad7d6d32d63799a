/** Two writers on one PostgreSQL: the service and a command beside it never overwrite each other's folds. */
import { expect } from 'chai'
import { migrate } from '../../src/store/migrate.ts'
import { openPostgres } from '../../src/store/postgres.ts'
import { rebuild } from '../../src/usecases/rebuild.ts'
import { createRecorder } from '../../src/usecases/record-events.ts'
import { createPostgresUrl, testsPostgres } from '../database.ts'
import { county, noon, places, reached, smallWorldOn } from './small-world.ts'

describe('two writers on one database', () => {
  it('fold every task from the whole log', async function () {
    if (!testsPostgres) this.skip()
    this.timeout(60_000)
    const url = await createPostgresUrl()
    const [db, other] = [await openPostgres(url), await openPostgres(url)]
    await migrate(db)
    const world = await smallWorldOn(db)
    const writers = [db, other].map((database) =>
      createRecorder({
        ...{ db: database, county, now: () => noon + 3_600_000, isDemoSource: () => false },
        ...{ reference: () => world.reference, onCommitted() {} },
      }),
    )
    const tasks = Array.from({ length: 40 }, (_, i) =>
      reached(`t${i}`, noon, 300 + i, { place: places.core }),
    )
    // Every message of every task at once, now to one writer, now to the other.
    await Promise.all(tasks.flat().map((message, i) => writers[i % 2]!.record([message])))
    const check = await rebuild(db, world.reference, { check: true })
    expect(check).to.deep.include({ tasks: 40, different: [], differentUnits: [], differentStations: [] })
    await other.close()
    await db.close()
  })
})
