/** How fast are figures of national size, and what do they weigh, beside DuckDB and plain PostgreSQL in the same run? */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Answered, AnswerRow, Loaded, Question } from './figures-engine.ts'
import { afterLastDate, calendar, firstDate } from './national-rows.ts'

const tasks = Number(process.env.VASTE_BENCH_TASKS ?? 5_000_000)
const rounds = 7

const span = (from: string, to: string) => ({
  from: calendar.startOfDate(from),
  to: calendar.startOfDate(to),
})
const questions: readonly Question[] = [
  { name: 'one month', ...span('2025-06-01', '2025-07-01') },
  { name: 'one year', ...span('2025-01-01', '2026-01-01') },
  { name: 'ten years', ...span(firstDate, afterLastDate) },
  { name: 'ten years of one municipality', ...span(firstDate, afterLastDate), municipality: '120' },
]

interface Peer {
  readonly name: string
  readonly child: ChildProcess
}

export async function benchFigures(): Promise<void> {
  const names = ['ours', 'duckdb', 'duckdb-narrow']
  if (process.env.VASTE_TEST_DATABASE_URL) names.push('postgres')
  else console.log('PostgreSQL is left out: VASTE_TEST_DATABASE_URL is not set')
  const peers: Peer[] = []
  for (const name of names) peers.push(await loadedPeer(name))
  for (const question of questions) await compare(question, peers)
  for (const { child } of peers) {
    child.disconnect()
    await once(child, 'exit')
  }
}

async function loadedPeer(name: string): Promise<Peer> {
  const child = fork(fileURLToPath(new URL('./figures-engine.ts', import.meta.url)), [name, String(tasks)], {
    execArgv: ['--import', 'tsx', '--expose-gc', '--max-old-space-size=8000'],
  })
  const { rows, seconds, rssBytes, own } = await answerOf<Loaded>(child)
  console.log(
    `  ${name.padEnd(14)} ${tasks} tasks, ${rows} rows loaded in ${seconds.toFixed(1)} s; its process grew by ${Math.round(rssBytes / 1e6)} MB; ${own}`,
  )
  return { name, child }
}

async function answerOf<T>(child: ChildProcess): Promise<T> {
  const settled = new AbortController()
  const { signal } = settled
  const gone = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`an engine ended with exit code ${code}`)
  })
  try {
    const [message] = await Promise.race([once(child, 'message', { signal }), gone])
    return message as T
  } finally {
    gone.catch(() => undefined)
    settled.abort()
  }
}

async function compare(question: Question, peers: readonly Peer[]): Promise<void> {
  const times = peers.map((): number[] => [])
  const answers: string[] = []
  // The first round warms up.
  for (let round = -1; round < rounds; round++)
    for (const [i, { child }] of peers.entries()) {
      child.send(question)
      const { milliseconds, rows } = await answerOf<Answered>(child)
      if (round >= 0) times[i]!.push(milliseconds)
      answers[i] = canonical(rows)
    }
  console.log(
    `\n${question.name}, ${JSON.parse(answers[0]!).length} groups: ms, median [min..max] of ${rounds} interleaved rounds, times as long as ours`,
  )
  const medians = times.map((each) => each.sort((a, b) => a - b)[rounds >> 1]!)
  for (const [i, { name }] of peers.entries()) {
    const [least, most] = [times[i]![0]!, times[i]!.at(-1)!].map((time) => time.toFixed(1))
    const ratio = (medians[i]! / medians[0]!).toFixed(1)
    const equal = answers[i] === answers[0] ? 'the same answer' : 'ANOTHER ANSWER'
    console.log(
      `  ${name.padEnd(14)} ${medians[i]!.toFixed(1).padStart(8)} ${`[${least}..${most}]`.padEnd(18)} ${ratio.padStart(6)}x  ${equal}`,
    )
  }
}

/** In one order; percentiles to the thousandth of a second, below which binary fractions leave crumbs. */
function canonical(rows: readonly AnswerRow[]): string {
  const rounded = rows.map((row) =>
    JSON.stringify(row.map((value) => (typeof value === 'number' ? Math.round(value * 1000) / 1000 : value))),
  )
  return `[${rounded.sort()}]`
}
