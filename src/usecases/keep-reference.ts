/**
 * By what does the running service judge from now on? Keeps the reference data of the county: takes decisions into use,
 * judges anew what they touch while messages go on being recorded, and notices what another program has changed.
 */
import type { Adoption } from '../domain/decision-spans.ts'
import type { Figures } from '../figures/figures.ts'
import type { Database } from '../store/database.ts'
import { referenceVersion, unfinishedSpans } from '../store/decisions.ts'
import { lockCounty } from '../store/event-log.ts'
import { type JudgedTask, judgedPages, openTasks } from '../store/task-cache.ts'
import { type Adopted, adoptDecision } from './adopt-decision.ts'
import {
  type AnewProgress,
  compiledMonthsWithin,
  countTasks,
  type Finished,
  finishJudging,
  judgePage,
} from './judge-anew.ts'
import { judged } from './judge-tasks.ts'
import { type CountyReference, loadReference } from './reference.ts'
import type { ComplianceContext } from './show-compliance.ts'

export interface AdoptedHere extends Adopted {
  /** Tasks that are looked at, and compiled months whose figures may differ afterwards. */
  readonly tasks: number
  readonly months: readonly { readonly service: string; readonly month: string }[]
}

export interface ReferenceKeeper {
  readonly reference: () => CountyReference
  /** Absent when every task is judged by the decisions in force. */
  judging(): AnewProgress | undefined
  /** What the last judging anew came to, and when. */
  last(): (Finished & { readonly at: number }) | undefined
  /** Resolves when the decision is in use; the tasks it touches are judged anew afterwards. */
  adopt(adoption: Adoption, by: string): Promise<AdoptedHere>
  /** To be told of each commit: those tasks were judged by what was known then. */
  heard(tasks: readonly JudgedTask[]): void
  /** Takes notice of what another program has changed, and goes on with what was cut short or failed. */
  poll(): Promise<void>
  /** Resolves when nothing is being judged anew. */
  idle(): Promise<void>
  stop(): Promise<void>
}

export interface KeeperOptions {
  readonly db: Database
  readonly now: () => number
  readonly reference: CountyReference
  /** Of the reference data, read before they and the figures were loaded. */
  readonly version: number
  readonly figures: Figures
  readonly context: () => ComplianceContext
  /** Tasks as they are judged now; some of them may have been judged so before. */
  readonly onJudged: (tasks: readonly JudgedTask[]) => void
  readonly onFault: (fault: unknown) => void
}

const pageSize = 500

export function createReferenceKeeper(options: KeeperOptions): ReferenceKeeper {
  const { db, now, figures, context, onJudged, onFault } = options
  const { county } = options.reference.county
  const stopping = new AbortController()
  let current = options.reference
  let known = options.version
  /** Judged since the last look at the version, perhaps by reference data that had been replaced by then. */
  let recent = new Set<string>()
  let progress: AnewProgress | undefined
  let last: (Finished & { at: number }) | undefined
  let running: Promise<void> | undefined
  let polling: Promise<void> | undefined
  /** Something adopted here, or before this start, is still to be judged. */
  let unfinished = false
  let looked = false
  /** Another program is judging anew. */
  let elsewhere = false
  /** A commit that was under way when the reference data were replaced is heard of only afterwards. */
  let switched = false
  let meanwhile: Set<string> | undefined

  const load = async () => {
    current = await loadReference(db, county)
    return current
  }
  const finish = async () => {
    try {
      const finished = await finishJudging(db, county, {
        load,
        contextNow: context,
        signal: stopping.signal,
        onPage: (page) => {
          progress = page
          onJudged(page.tasks)
        },
        onMoved: (version) => {
          if (version === known + 1) known = version
        },
      })
      last = { ...finished, at: now() }
      unfinished = false
    } catch (fault) {
      if (!stopping.signal.aborted) onFault(fault)
    }
    progress = undefined
    running = undefined
  }
  const run = () => {
    progress ??= { done: 0, total: 0, changed: 0 }
    running ??= finish()
  }
  const judgeAgain = async (ids: readonly string[]) => {
    for (let i = 0; i < ids.length; i += pageSize) {
      const { tasks } = await db.transaction(async (tx) => {
        await lockCounty(tx, county)
        return judgePage(tx, current, ids.slice(i, i + pageSize))
      })
      onJudged(tasks)
    }
  }
  /** Of all that another program has judged, whatever its dates. */
  const reloadFigures = async () => {
    const heardSince = new Set<string>()
    meanwhile = heardSince
    // What was committed since this page was read is known already, and newer.
    for await (const page of judgedPages(db, county))
      figures.update(page.filter((row) => !heardSince.has(row.task)))
    const open = (await openTasks(db, county)).filter((task) => !heardSince.has(task.id))
    onJudged(open.map((task) => judged(task, current)))
    meanwhile = undefined
  }
  const look = async () => {
    const since = recent
    recent = new Set()
    try {
      const version = await referenceVersion(db, county)
      if (version !== known) {
        await load()
        await judgeAgain([...since, ...recent])
        await reloadFigures()
        known = version
        switched = true
      } else if (switched) {
        await judgeAgain([...since])
        switched = false
      }
      const isLeft = (await unfinishedSpans(db, county)).length > 0
      if (!looked) unfinished ||= isLeft
      looked = true
      elsewhere = !unfinished && isLeft
      if (unfinished) run()
    } catch (fault) {
      for (const id of since) recent.add(id)
      if (!stopping.signal.aborted) onFault(fault)
    }
    polling = undefined
  }
  return {
    reference: () => current,
    judging: () => progress ?? (unfinished || elsewhere ? { done: 0, total: 0, changed: 0 } : undefined),
    last: () => last,
    async adopt(adoption, by) {
      const adopted = await adoptDecision(db, county, adoption, { at: now(), by })
      unfinished = true
      // With somebody else's change in between, the next look takes that one over too.
      if (adopted.version === known + 1) known = adopted.version
      await load()
      const tasks = await countTasks(db, current, adopted.touched)
      const months = await compiledMonthsWithin(db, current, adopted.touched)
      run()
      return { ...adopted, tasks, months }
    },
    heard(tasks) {
      for (const { task } of tasks) {
        recent.add(task.id)
        meanwhile?.add(task.id)
      }
    },
    poll() {
      if (running || stopping.signal.aborted) return Promise.resolve()
      polling ??= look()
      return polling
    },
    async idle() {
      while (running) await running
    },
    async stop() {
      stopping.abort(new Error('the service stops'))
      await polling
      await running
    },
  }
}
