/** How often does a simulated normal week call its commander, before and after floods are one? */
import { alarmKinds } from '../../src/domain/alarm.ts'
import { pilotContent, pilotCounty } from '../../src/pilot.ts'
import { chance, lognormal, streamOf } from '../../src/simulate/random.ts'
import { installCounty } from '../../src/usecases/install-county.ts'
import { loadReference } from '../../src/usecases/reference.ts'
import { emptyTables, testDatabase } from '../database.ts'
import { alarmCourse, type RaisedAlarm } from './alarm-course.ts'

const seeds = (process.env.VASTE_BENCH_SEEDS ?? 'vaste').split(',')
const days = Number(process.env.VASTE_BENCH_DAYS ?? 7)
const stepSeconds = 10
const slotMs = 600_000

export async function benchAlarms(): Promise<void> {
  const db = await testDatabase()
  await emptyTables(db)
  const from = Date.parse('2026-11-08T22:00:00Z')
  await installCounty(db, pilotContent({ demo: true }), from)
  const reference = await loadReference(db, pilotCounty)
  await db.close()
  for (const seed of seeds) {
    const to = from + days * 86_400_000
    const course = await alarmCourse({ reference, seed, from, to, stepSeconds })
    const slots = Math.round((to - from) / slotMs)
    console.log(
      `\nseed ${seed}: ${days} days from 2026-11-09, ${course.tasks} tasks, ${slots} times ten minutes`,
    )
    console.log(`  open at a look: ${course.openOnAverage.toFixed(2)} on average`)
    tell('before grouping', course.raised, from, slots)
    tell(
      'after grouping',
      course.raised.filter(({ grouped }) => !grouped),
      from,
      slots,
    )
    for (const kind of alarmKinds) tellKind(kind, course.raised)
    tellForewarned(course.raised)
    tellAnswered(course.raised, seed)
  }
}

/** ASSUMED: how long two people at their boards take to answer what they hear; nobody has measured them. */
const chain = [
  { who: 'commander', answersFrom: 0, medianSeconds: 45, away: 0.15 },
  { who: 'situation centre', answersFrom: 120, medianSeconds: 60, away: 0.05 },
] as const
const spread = 0.8

/** Who of an assumed chain would have said "seen" of each alarm, and which cleared before anybody could? */
function tellAnswered(raised: readonly RaisedAlarm[], seed: string): void {
  const news = raised.filter(({ grouped }) => !grouped)
  const counts = new Map<string, number>()
  for (const { kind, subject, raisedAt, clearedAt = Number.POSITIVE_INFINITY } of news) {
    const random = streamOf(seed, 'answer', kind, subject, raisedAt)
    const answers = chain.map(({ who, answersFrom, medianSeconds, away }) => ({
      who,
      seconds: chance(random, away) ? 900 : answersFrom + lognormal(random, medianSeconds, spread),
    }))
    const { who, seconds } = answers.sort((a, b) => a.seconds - b.seconds)[0]!
    const answer = raisedAt + seconds * 1000 < clearedAt ? (seconds < 300 ? who : 'later') : 'cleared first'
    counts.set(answer, (counts.get(answer) ?? 0) + 1)
  }
  const shares = [...counts].map(([who, count]) => `${who} ${((100 * count) / news.length).toFixed(1)} %`)
  console.log(`  answered within five minutes, by an assumed chain: ${shares.join(', ')}`)
}

function tell(what: string, alarms: readonly RaisedAlarm[], from: number, slots: number): void {
  const counts = new Array<number>(slots).fill(0)
  for (const { raisedAt } of alarms) counts[Math.floor((raisedAt - from) / slotMs)]!++
  const shares = [0, 1, 2, 3, 4].map((n) => {
    const slotsOf = counts.filter((count) => (n === 4 ? count >= 4 : count === n)).length
    return `${n}${n === 4 ? '+' : ''}: ${((100 * slotsOf) / slots).toFixed(1)} %`
  })
  const mean = (alarms.length / slots).toFixed(3)
  console.log(
    `  ${what.padEnd(16)} ${alarms.length} alarms, ${mean} in ten minutes (${shares.join(', ')}; most ${Math.max(...counts)})`,
  )
}

function tellKind(kind: string, raised: readonly RaisedAlarm[]): void {
  const own = raised.filter((alarm) => alarm.kind === kind)
  if (own.length === 0) return console.log(`  ${kind.padEnd(16)} none`)
  const stood = own
    .map(({ raisedAt, clearedAt }) => ((clearedAt ?? raisedAt) - raisedAt) / 60_000)
    .sort((a, b) => a - b)
  const subjects = new Set(own.map(({ subject }) => subject)).size
  console.log(
    `  ${kind.padEnd(16)} ${own.length} of ${subjects} subjects, ${own.filter(({ grouped }) => grouped).length} within a flood; stood ${stood[stood.length >> 1]!.toFixed(1)} min (median), ${stood.at(-1)!.toFixed(0)} at most`,
  )
}

/** Of the urgent tasks that were missed: how many had been told as such before? */
function tellForewarned(raised: readonly RaisedAlarm[]): void {
  const missed = raised.filter(({ kind, priority }) => kind === 'missed' && priority === 'high')
  const warned = new Map(
    raised.flatMap((one) => (one.kind === 'will-miss' ? [[one.subject, one] as const] : [])),
  )
  const before = missed.filter(({ subject }) => warned.has(subject))
  const kept = [...warned.keys()].filter((subject) => !missed.some((one) => one.subject === subject))
  const ahead = before
    .map(({ subject, raisedAt }) => (raisedAt - warned.get(subject)!.raisedAt) / 60_000)
    .sort((a, b) => a - b)
  console.log(
    `  of ${missed.length} missed A and B, ${before.length} were told before, ${(ahead[ahead.length >> 1] ?? 0).toFixed(1)} min (median); ${kept.length} told were reached after all`,
  )
}
