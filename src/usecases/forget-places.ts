/** Exact places live as long as needed and no longer: after the set days only the cell and the municipality remain. */
import type { Located } from '../domain/event.ts'
import type { Database } from '../store/database.ts'
import { forgetPlaces, forgetRefusals, forgetStreams, isoTime, lockCounty } from '../store/event-log.ts'
import { coarse } from './coarse-place.ts'
import { refold } from './judge-tasks.ts'
import type { CountyReference } from './reference.ts'

const dayMs = 86_400_000
const batchSize = 2000

/** Returns how many tasks were coarsened. Figures do not move: cell and municipality stay as they were judged. */
export async function forgetOldPlaces(
  db: Database,
  reference: CountyReference,
  options: { readonly now: number; readonly placeDays: number; readonly streamDays: number },
): Promise<number> {
  const { county } = reference.county
  const before = isoTime(options.now - options.placeDays * dayMs)
  let coarsened = 0
  for (;;) {
    const touched = await db.transaction(async (tx) => {
      await lockCounty(tx, county)
      const tasks = await forgetPlaces(
        tx,
        county,
        before,
        batchSize,
        (body) => coarse(body as Located, reference) as object,
      )
      await refold(tx, county, reference, tasks)
      return tasks.length
    })
    if (touched === 0) break
    coarsened += touched
  }
  await forgetRefusals(db, county, before)
  await forgetStreams(db, county, isoTime(options.now - options.streamDays * dayMs))
  return coarsened
}
