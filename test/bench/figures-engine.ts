/** One engine of the figures benchmark in a process of its own, so that its memory is its own. */
import type { JudgedRow } from '../../src/domain/judged-row.ts'
import { nationalRows } from './national-rows.ts'

export interface Question {
  readonly name: string
  /** Epoch milliseconds, half-open. */
  readonly from: number
  readonly to: number
  readonly municipality?: string
}

/** Decision, urgency group, zone and measure, then total, used, excluded by each reason, median, p90, within the limit. */
export type AnswerRow = readonly (string | number | null)[]

export interface Engine {
  /** As they came about; may be called many times. */
  load(rows: readonly JudgedRow[]): Promise<void> | void
  /** After the last row: indexes, statistics. */
  finish?(): Promise<void>
  ask(question: Question): Promise<AnswerRow[]> | AnswerRow[]
  /** What the engine says of its own memory. */
  memory?(): Promise<string> | string
  close?(): Promise<void>
}

export interface Loaded {
  readonly rows: number
  readonly seconds: number
  readonly rssBytes: number
  readonly own: string
}

export interface Answered {
  readonly milliseconds: number
  readonly rows: AnswerRow[]
}

const engines: Record<string, () => Promise<Engine>> = {
  ours: async () => (await import('./figures-ours.ts')).openOurs(),
  duckdb: async () => (await import('./figures-duckdb.ts')).openDuckdb('raw'),
  'duckdb-narrow': async () => (await import('./figures-duckdb.ts')).openDuckdb('narrow'),
  postgres: async () => (await import('./figures-postgres.ts')).openPostgres(),
}

async function loadedBy(engine: Engine, tasks: number): Promise<Loaded> {
  let [count, seconds] = [0, 0]
  const timed = async (work: () => Promise<void> | void) => {
    const start = performance.now()
    await work()
    seconds += (performance.now() - start) / 1000
  }
  globalThis.gc?.()
  const before = process.memoryUsage.rss()
  for (const rows of nationalRows(tasks)) {
    await timed(() => engine.load(rows))
    count += rows.length
  }
  await timed(async () => engine.finish?.())
  globalThis.gc?.()
  const rssBytes = process.memoryUsage.rss() - before
  return { rows: count, seconds, rssBytes, own: (await engine.memory?.()) ?? '' }
}

const [name, tasks] = process.argv.slice(2)
const engine = await engines[name!]!()
process.send!(await loadedBy(engine, Number(tasks)))
process.on('message', async (question: Question) => {
  const start = performance.now()
  const rows = await engine.ask(question)
  process.send!({ milliseconds: performance.now() - start, rows } satisfies Answered)
})
process.on('disconnect', async () => {
  await engine.close?.()
  process.exit()
})
