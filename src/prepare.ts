/** What must be in place before the service answers: schema, county, caches in step with the rules, figures, board. */
import type { Config } from './config.ts'
import { hasDemoBegun } from './demo.ts'
import { VasteError } from './domain/error.ts'
import { createFigures, type Figures } from './figures/figures.ts'
import { pilotContent, pilotCounty, pilotReadiness } from './pilot.ts'
import { listSources, stationsOnBoard, unitsOnBoard } from './store/board-state.ts'
import type { Database } from './store/database.ts'
import { referenceVersion } from './store/decisions.ts'
import { migrate } from './store/migrate.ts'
import { judgedPages, openTasks } from './store/task-cache.ts'
import { seedReadiness } from './usecases/edit-readiness.ts'
import { followRules } from './usecases/follow-rules.ts'
import { installCounty } from './usecases/install-county.ts'
import { judged } from './usecases/judge-tasks.ts'
import type { Changes } from './usecases/record-events.ts'
import { type CountyReference, loadReference } from './usecases/reference.ts'

export interface Prepared {
  readonly reference: CountyReference
  /** Of the reference data, read before them. */
  readonly version: number
  readonly figures: Figures
  /** What the board begins with. */
  readonly initial: Changes
}

/** `say` tells in sentences what a person waits for. Throws when the database and the configuration do not go together. */
export async function prepare(
  db: Database,
  config: Config,
  now: number,
  say: (sentence: string) => void,
): Promise<Prepared> {
  await migrate(db, { onProgress: say })
  await installPilot(db, config, now, say)
  const version = await referenceVersion(db, config.county)
  const reference = await loadReference(db, config.county)
  await inStep(db, reference, say)
  const figures = await loadedFigures(db, reference, say)
  return { reference, version, figures, initial: await changesOnBoard(db, reference) }
}

async function installPilot(
  db: Database,
  config: Config,
  now: number,
  say: (sentence: string) => void,
): Promise<void> {
  if (config.county !== pilotCounty) {
    if (!config.demo) return
    throw new VasteError(
      'invalid',
      `found the demo and county '${config.county}'; expected county '${pilotCounty}', whose tasks the demo invents`,
    )
  }
  const installed = await installCounty(db, pilotContent({ demo: config.demo }), now)
  if (installed) say('Installed the pilot region: cells, zones, stations and placeholder decisions.')
  else await refuseToMix(db, config)
  await seedReadiness(db, config.county, pilotReadiness({ demo: config.demo }), now)
}

/** Invented tasks must not come among real ones; what is sent to a demo to try it out does not end the demo. */
async function refuseToMix(db: Database, { demo, county }: Config): Promise<void> {
  if (!demo || (await hasDemoBegun(db, county))) return
  const real = (await listSources(db, county)).find((source) => !source.demo)
  if (real)
    throw new VasteError(
      'conflict',
      `the database holds messages of the real source '${real.source}'; expected an empty database, or one of the demo, to start the demo feed in`,
    )
}

async function inStep(
  db: Database,
  reference: CountyReference,
  say: (sentence: string) => void,
): Promise<void> {
  const rebuilt = await followRules(db, reference, (done) => {
    if (done % 5000 === 0) say(`The rules have changed: ${done} tasks judged anew…`)
  })
  if (rebuilt && rebuilt.tasks > 0)
    say(
      `The rules have changed: ${rebuilt.tasks} tasks judged anew, ${rebuilt.different.length} of them differ.`,
    )
}

async function loadedFigures(
  db: Database,
  reference: CountyReference,
  say: (sentence: string) => void,
): Promise<Figures> {
  const figures = createFigures(reference.calendar)
  for await (const page of judgedPages(db, reference.county.county)) figures.update(page)
  if (figures.size() > 0) say(`Loaded ${figures.size()} judged rows.`)
  return figures
}

async function changesOnBoard(db: Database, reference: CountyReference): Promise<Changes> {
  const { county } = reference.county
  const open = await openTasks(db, county)
  return {
    tasks: open.map((task) => judged(task, reference)),
    units: await unitsOnBoard(db, county),
    stations: await stationsOnBoard(db, county),
    sources: await listSources(db, county),
  }
}
