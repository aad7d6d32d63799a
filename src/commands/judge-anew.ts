/** After new reference data: every task it concerns judged by it, with progress. */
import type { UnloggedRegister } from '../domain/vocabulary.ts'
import { createFigures } from '../figures/figures.ts'
import { listSources } from '../store/board-state.ts'
import type { Database } from '../store/database.ts'
import { moveReferenceVersion, noteRegisterChange } from '../store/decisions.ts'
import { lockCounty, logEnd } from '../store/event-log.ts'
import { judgedPages } from '../store/task-cache.ts'
import { finishJudging } from '../usecases/judge-anew.ts'
import { rebuild } from '../usecases/rebuild.ts'
import { type CountyReference, loadReference } from '../usecases/reference.ts'
import type { ComplianceContext } from '../usecases/show-compliance.ts'
import { createProgressLine } from './command.ts'

/** Of every date, after a new register of units or zones. A service that runs beside takes notice. */
export async function judgeAnew(db: Database, county: string, changed: UnloggedRegister): Promise<void> {
  const line = createProgressLine()
  const onProgress = (done: number) => line.tell(`${done} tasks judged anew…`)
  const { tasks, different } = await rebuild(db, await loadReference(db, county), {
    check: false,
    onProgress,
  })
  await db.transaction(async (tx) => {
    // The note holds both registers: of two imports at once neither may write over the other's.
    await lockCounty(tx, county)
    await noteRegisterChange(tx, county, changed, Date.now())
    await moveReferenceVersion(tx, county)
  })
  line.end()
  process.stdout.write(`${tasks} tasks judged anew; ${different.length} of them changed.\n`)
}

/** Of the dates that an adopted decision touches; then the compiled months whose figures differ. */
export async function judgeTouched(db: Database, county: string): Promise<void> {
  const line = createProgressLine()
  const { done, changed, months } = await finishJudging(db, county, {
    load: () => loadReference(db, county),
    contextNow: (reference) => contextOf(db, reference),
    onPage: (page) => line.tell(`${page.done} of ${page.total} tasks judged anew…`),
  })
  line.end()
  process.stdout.write(`${done} tasks judged anew; ${changed} of them changed.\n`)
  for (const { service, month, revision } of months)
    process.stdout.write(`${month} of ${service}: revision ${revision}; the earlier ones stay as they are.\n`)
}

async function contextOf(db: Database, reference: CountyReference): Promise<ComplianceContext> {
  const { county } = reference.county
  const figures = createFigures(reference.calendar)
  for await (const page of judgedPages(db, county)) figures.update(page)
  const sources = await listSources(db, county)
  return {
    ...{ figures, reference, now: Date.now() },
    demo: sources.some((source) => source.demo),
    upTo: await logEnd(db, county),
  }
}
