/**
 * Which tasks may be judged otherwise since the decisions have changed? Those of the dates touched are judged anew, a
 * page at a time, so that messages are recorded meanwhile; rows of every other task stay as they are.
 */
import type { ServiceSpan } from '../domain/decision-spans.ts'
import type { Database, Queryable } from '../store/database.ts'
import {
  compiledMonths,
  countTasksDated,
  moveReferenceVersion,
  referenceVersion,
  saveUnfinishedSpans,
  unfinishedSpans,
} from '../store/decisions.ts'
import { lockCounty } from '../store/event-log.ts'
import { type JudgedTask, judgedOf, saveTasks, tasksById, tasksDated } from '../store/task-cache.ts'
import { type CompiledMonth, compileMonth } from './compile-month.ts'
import { judged } from './judge-tasks.ts'
import { same } from './rebuild.ts'
import type { CountyReference } from './reference.ts'
import type { ComplianceContext } from './show-compliance.ts'

export interface AnewProgress {
  /** Tasks looked at so far, of how many. */
  readonly done: number
  readonly total: number
  /** Of them those whose judged rows came out otherwise. */
  readonly changed: number
}

export interface AnewPage extends AnewProgress {
  /** Every task looked at in this page, as it is judged now. */
  readonly tasks: readonly JudgedTask[]
}

export interface AnewOptions {
  /** Called once a page is durable. */
  readonly onPage?: (page: AnewPage) => void
  readonly signal?: AbortSignal
}

const pageSize = 500
const dayMs = 86_400_000
/** Bounds of what every database can write as a time. */
const beginning = Date.UTC(1900, 0, 1)
const end = Date.UTC(9999, 0, 1)

/**
 * Judges the tasks of the dates by `reference`. A task is created before it is alerted and may be dated by either, so a
 * day on both sides is looked at too.
 */
export async function judgeSpans(
  db: Database,
  reference: CountyReference,
  spans: readonly ServiceSpan[],
  { onPage = () => {}, signal }: AnewOptions = {},
): Promise<AnewProgress> {
  const { county } = reference.county
  const asked = spans.map((span) => ({ service: span.service, ...instantsOf(span, reference) }))
  let progress = { done: 0, total: await countTasks(db, reference, spans), changed: 0 }
  for (const span of asked) {
    let after = ''
    for (;;) {
      signal?.throwIfAborted()
      const page = await db.transaction(async (tx) => {
        await lockCounty(tx, county)
        const ids = await tasksDated(tx, county, span, after, pageSize)
        return { ids, ...(await judgePage(tx, reference, ids)) }
      })
      if (page.ids.length === 0) break
      after = page.ids.at(-1)!
      const done = progress.done + page.ids.length
      // Tasks may have come since they were counted.
      const total = Math.max(progress.total, done)
      progress = { done, total, changed: progress.changed + page.changed }
      onPage({ ...progress, tasks: page.tasks })
      if (page.ids.length < pageSize) break
    }
  }
  return { ...progress, total: progress.done }
}

/** How many tasks `judgeSpans` would look at. */
export async function countTasks(
  db: Queryable,
  reference: CountyReference,
  spans: readonly ServiceSpan[],
): Promise<number> {
  let total = 0
  for (const span of spans) {
    const asked = { service: span.service, ...instantsOf(span, reference) }
    total += await countTasksDated(db, reference.county.county, asked)
  }
  return total
}

/** Judges these tasks by `reference` and saves those that come out otherwise. */
export async function judgePage(
  tx: Queryable,
  reference: CountyReference,
  ids: readonly string[],
): Promise<{ tasks: JudgedTask[]; changed: number }> {
  if (ids.length === 0) return { tasks: [], changed: 0 }
  const { county } = reference.county
  // What a decision says moves no fold, so that the log need not be read again.
  const folds = await tasksById(tx, county, ids)
  const rows = await judgedOf(tx, county, ids)
  const tasks = folds.map((task) => judged(task, reference))
  const changed = tasks.filter(({ task, rows: expected }) => !same(expected, rows.get(task.id) ?? []))
  await saveTasks(tx, county, changed)
  return { tasks, changed: changed.length }
}

function instantsOf({ from, to }: ServiceSpan, { calendar }: CountyReference) {
  return {
    from: Math.max(beginning, calendar.startOfDate(from) - dayMs),
    to: to === undefined ? end : calendar.startOfDate(to) + dayMs,
  }
}

export interface Finished extends AnewProgress {
  /** Compiled months whose figures differ now, with their new revision. */
  readonly months: readonly CompiledMonth[]
}

export interface FinishOptions extends AnewOptions {
  /** The reference data of now: loaded anew, so that it knows every adoption so far. */
  readonly load: () => Promise<CountyReference>
  /** Figures that know every page reported. */
  readonly contextNow: (reference: CountyReference) => Promise<ComplianceContext> | ComplianceContext
  /** Told when the version of the reference data has been moved on, so that other services take notice. */
  readonly onMoved?: (version: number) => void
}

/**
 * Does what adoptions have left to do: judges the dates touched, compiles the months that differ, and notes that it is
 * done. What is adopted meanwhile is done too. Cut short, it begins again from the dates that were not finished.
 */
export async function finishJudging(db: Database, county: string, options: FinishOptions): Promise<Finished> {
  const { load, contextNow, onPage, onMoved, signal } = options
  let [done, changed] = [0, 0]
  const months = new Map<string, CompiledMonth>()
  for (;;) {
    // In this order: the dates may then lag behind what was judged by, but never the other way.
    const version = await referenceVersion(db, county)
    const spans = await unfinishedSpans(db, county)
    if (spans.length === 0) return { done, total: done, changed, months: [...months.values()] }
    const reference = await load()
    const [doneBefore, changedBefore] = [done, changed]
    const round = await judgeSpans(db, reference, spans, {
      signal,
      onPage: (page) => {
        const [of, so] = [doneBefore + page.total, doneBefore + page.done]
        onPage?.({ ...page, done: so, total: of, changed: changedBefore + page.changed })
      },
    })
    done += round.done
    changed += round.changed
    for (const month of await recompile(db, await contextNow(reference), spans))
      months.set(`${month.service} ${month.month}`, month)
    const moved = await noteFinished(db, county, version)
    if (moved !== undefined) onMoved?.(moved)
  }
}

/** Nothing is noted where somebody has adopted in the meantime: those dates are then judged once more. */
async function noteFinished(db: Database, county: string, version: number): Promise<number | undefined> {
  return db.transaction(async (tx) => {
    await lockCounty(tx, county)
    if ((await referenceVersion(tx, county)) !== version) return undefined
    await saveUnfinishedSpans(tx, county, [])
    return moveReferenceVersion(tx, county)
  })
}

/** A new revision for each compiled month that the dates touch and whose figures differ; earlier ones stay as they are. */
async function recompile(
  db: Database,
  context: ComplianceContext,
  spans: readonly ServiceSpan[],
): Promise<CompiledMonth[]> {
  const compiled: CompiledMonth[] = []
  for (const { service, month } of await compiledMonthsWithin(db, context.reference, spans))
    compiled.push(await compileMonth(db, month, service, { ...context, judgingAnew: undefined }))
  return compiled.filter(({ written }) => written)
}

export async function compiledMonthsWithin(
  db: Queryable,
  { county, calendar }: CountyReference,
  spans: readonly ServiceSpan[],
) {
  const all = await compiledMonths(db, county.county)
  return all.filter(({ service, month }) =>
    spans.some(
      ({ service: of, from, to }) =>
        of === service &&
        from < `${calendar.addMonths(month, 1)}-01` &&
        (to === undefined || `${month}-01` < to),
    ),
  )
}
