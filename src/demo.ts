/**
 * The demo as a source: writes the months before, fills what a stopped service missed, and goes on live. Everything it
 * tells passes the same door as a real source's messages, under names that begin with `demo-`.
 */
import { setTimeout as waitMilliseconds } from 'node:timers/promises'
import type { EventMessage } from './contract/events.ts'
import type { Log } from './log.ts'
import { historyOf } from './simulate/history.ts'
import { startDemo } from './simulate/live.ts'
import { simulate } from './simulate/simulation.ts'
import type { World } from './simulate/world.ts'
import { listSources } from './store/board-state.ts'
import type { Database } from './store/database.ts'
import { findNote, saveNote } from './store/decisions.ts'
import type { Recorder } from './usecases/record-events.ts'

export const demoPrefix = 'demo-'

export interface DemoFeed {
  /** 0..1; absent once all of the history is written. */
  readonly historyLoading: number | undefined
  /** Settles when the history is written or the demo is stopped. */
  readonly historyWritten: Promise<void>
  stop(): Promise<void>
}

export interface DemoFeedOptions {
  readonly db: Database
  readonly county: string
  readonly world: World
  readonly seed: string
  readonly months: number
  readonly now: () => number
  readonly recorder: Recorder
  readonly log: Log
  readonly onProgress: (done: number) => void
  /** Stands in for a timer in tests. Rejects when `signal` is aborted. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>
}

/** Remembered so that a history cut short goes on where it stopped, up to the same instant. */
interface HistoryNote {
  readonly until: number
  readonly batches: number
  readonly finished: boolean
}

const noteName = 'demo-history'
const liveHeadStartMs = 6 * 3_600_000
const overlapMs = 3_600_000
const batchSize = 1000
const retryMs = 5000

/** Whether a demo has ever been started in this database. */
export async function hasDemoBegun(db: Database, county: string): Promise<boolean> {
  return (await findNote(db, county, noteName)) !== undefined
}

export async function startDemoFeed(options: DemoFeedOptions): Promise<DemoFeed> {
  const { db, county, world, seed, now, recorder, log } = options
  const known = await findNote<HistoryNote>(db, county, noteName)
  const note = known ?? { until: now(), batches: 0, finished: options.months === 0 }
  if (!known) await saveNote(db, county, noteName, note)
  const stopping = new AbortController()
  let loading = note.finished ? undefined : 0
  if (known) await fillGap(options)
  const demo = startDemo({
    ...{ world, seed, now },
    record: (events) => recorder.record(events),
    onFault: (fault) => log.error('demo.failed', { fault }),
  })
  const writing = writeHistory(options, note, {
    signal: stopping.signal,
    progress: (done) => {
      loading = done < 1 ? done : undefined
      options.onProgress(done)
    },
  }).catch((fault) => {
    if (!stopping.signal.aborted) log.error('demo.history-failed', { fault })
  })
  return {
    get historyLoading() {
      return loading
    },
    historyWritten: writing,
    async stop() {
      stopping.abort()
      await Promise.all([demo.stop(), writing])
    },
  }
}

async function writeHistory(
  options: DemoFeedOptions,
  note: HistoryNote,
  watch: { readonly signal: AbortSignal; readonly progress: (done: number) => void },
): Promise<void> {
  if (note.finished) return
  const { db, county, world, seed, months } = options
  let batches = 0
  for (const batch of historyOf({ world, seed, until: note.until, months })) {
    if (watch.signal.aborted) return
    batches++
    if (batches <= note.batches) continue
    await untilTaken(options, watch.signal, async () => {
      await recordInParts(options.recorder, batch.events)
      await saveNote(db, county, noteName, { until: note.until, batches, finished: false })
    })
    watch.progress(Math.min(batch.done, 0.999))
    // Lets what waits, such as a page, go first.
    await new Promise(setImmediate)
  }
  await saveNote(db, county, noteName, { until: note.until, batches, finished: true })
  watch.progress(1)
}

/** Tries again for as long as the database is away: a batch recorded twice changes nothing. */
async function untilTaken(
  { log, wait = realWait }: DemoFeedOptions,
  signal: AbortSignal,
  work: () => Promise<void>,
): Promise<void> {
  for (;;) {
    try {
      return await work()
    } catch (fault) {
      log.error('demo.history-waits', { fault })
      await wait(retryMs, signal)
    }
  }
}

const realWait = (milliseconds: number, signal: AbortSignal) =>
  waitMilliseconds(milliseconds, undefined, { signal })

/** What would have been told while the service was down, so that no task stays open for ever. */
async function fillGap({ db, county, world, seed, now, recorder }: DemoFeedOptions): Promise<void> {
  const sources = await listSources(db, county)
  const lastAt = Math.max(...sources.filter(({ demo }) => demo).map((source) => source.lastAt ?? 0))
  const to = now() - liveHeadStartMs
  if (!Number.isFinite(lastAt) || lastAt <= 0 || lastAt >= to) return
  let part: EventMessage[] = []
  for (const { event } of simulate({ world, seed, from: lastAt - overlapMs, to })) {
    part.push(event)
    if (part.length < batchSize) continue
    await recorder.record(part)
    part = []
  }
  await recorder.record(part)
}

async function recordInParts(recorder: Recorder, events: readonly EventMessage[]): Promise<void> {
  for (let first = 0; first < events.length; first += batchSize)
    await recorder.record(events.slice(first, first + batchSize))
}

/** Says how far the history has come, every tenth part once. */
export function progressSayer(say: (sentence: string) => void): (done: number) => void {
  let told = 0
  return (done) => {
    const tenth = Math.floor(done * 10)
    if (tenth <= told) return
    told = tenth
    say(tenth === 10 ? 'Demo history is complete.' : `Demo history ${tenth * 10} %…`)
  }
}
