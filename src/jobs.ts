/** What is done by the clock, and when: months are compiled, exact places and old accesses forgotten. */
import type { Config } from './config.ts'
import type { Job } from './schedule/schedule.ts'
import type { Database } from './store/database.ts'
import { forgetAccesses } from './store/recording-access.ts'
import { compileMonth, monthsToCompile } from './usecases/compile-month.ts'
import { forgetOldPlaces } from './usecases/forget-places.ts'
import type { CountyReference } from './usecases/reference.ts'
import type { ComplianceContext } from './usecases/show-compliance.ts'

/** How far back a missed compilation is made up for. */
const monthsBack = 13
const dayMs = 86_400_000

export function jobsOf(
  db: Database,
  reference: () => CountyReference,
  config: Config,
  context: () => ComplianceContext,
  now: () => number,
): Job[] {
  return [
    {
      name: 'compile-months',
      at: '10 2 1 * *',
      run: async () => {
        const missing = await monthsToCompile(db, context(), monthsBack)
        let written = 0
        for (const { month, service } of missing)
          if ((await compileMonth(db, month, service, context())).written) written++
        return { months: missing.length, written }
      },
    },
    {
      name: 'forget-places',
      at: '30 3 * * *',
      run: async () => ({
        coarsened: await forgetOldPlaces(db, reference(), {
          now: now(),
          placeDays: config.keepPlacesDays,
          streamDays: config.keepPositionsDays,
        }),
      }),
    },
    {
      name: 'forget-accesses',
      at: '40 3 * * *',
      run: async () => ({
        forgotten: await forgetAccesses(
          db,
          reference().county.county,
          now() - config.keepAccessesDays * dayMs,
        ),
      }),
    },
  ]
}
