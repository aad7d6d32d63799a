/** Do flags of a miss come true, how long before, and are they ever raised from an old position? */
import { pilotContent, pilotCounty } from '../../src/pilot.ts'
import { installCounty } from '../../src/usecases/install-county.ts'
import { loadReference } from '../../src/usecases/reference.ts'
import { emptyTables, testDatabase } from '../database.ts'
import { type WatchedCourse, type WatchedTask, willMissCourse } from './will-miss-course.ts'

const days = Number(process.env.VASTE_BENCH_DAYS ?? 7)
const budgetMs = Number(process.env.VASTE_BENCH_SECONDS ?? 80) * 1000
const stepSeconds = 20
const lateUnits = 10

/** Seeded weeks, each after the last one in the calendar, until the time is used up: at most a year of them. */
export async function benchWillMiss(): Promise<void> {
  const db = await testDatabase()
  await emptyTables(db)
  const begins = Date.parse('2025-11-30T22:00:00Z')
  await installCounty(db, pilotContent({ demo: true }), begins)
  const reference = await loadReference(db, pilotCounty)
  await db.close()
  const begun = performance.now()
  const courses: WatchedCourse[] = []
  while (courses.length * days < 364 && performance.now() - begun < budgetMs) {
    const from = begins + courses.length * days * 86_400_000
    const span = { from, to: from + days * 86_400_000 }
    courses.push(
      willMissCourse({ reference, seed: `week-${courses.length}`, ...span, stepSeconds, lateUnits }),
    )
    process.stderr.write(`\r  ${courses.length * days} days`)
  }
  process.stderr.write('\n')
  const tasks = courses.flatMap((course) => course.tasks)
  const sum = (of: (course: WatchedCourse) => number) =>
    courses.reduce((total, course) => total + of(course), 0)
  console.log(
    `${courses.length} courses of ${days} days, a look each ${stepSeconds} s; positions of about ${lateUnits} % of units come four minutes late; ${((performance.now() - begun) / 1000).toFixed(0)} s`,
  )
  console.log(
    `  flags from an old position: ${sum((course) => course.staleFlags)}; withheld ${percent(
      sum((course) => course.withheldLooks),
      sum((course) => course.outlookLooks),
    )} of looks at a task; flagged and then not judged: ${sum((course) => course.unjudged)}`,
  )
  const urgent = tasks.filter(({ urgency }) => urgency === 'A' || urgency === 'B')
  for (const [name, some] of [
    ['A and B', urgent],
    ['all', tasks],
  ] as const) {
    tell(`${name}, first seen`, some, ({ flaggedAt }) => flaggedAt)
    tell(`${name}, stood 30 s`, some, ({ stoodAt }) => stoodAt)
  }
}

function tell(
  name: string,
  tasks: readonly WatchedTask[],
  at: (task: WatchedTask) => number | undefined,
): void {
  const flagged = tasks.filter((task) => at(task) !== undefined)
  const late = tasks.filter((task) => task.late)
  const both = flagged.filter((task) => task.late)
  const leads = both.map((task) => (task.dueAt - at(task)!) / 60_000).sort((a, b) => a - b)
  const lead = (leads[leads.length >> 1] ?? 0).toFixed(1)
  console.log(
    `  ${name.padEnd(22)} ${tasks.length} tasks, ${late.length} missed, ${flagged.length} flagged; came true ${percent(both.length, flagged.length)}; of misses flagged before ${percent(both.length, late.length)}; lead time ${lead} min (median)`,
  )
}

const percent = (part: number, whole: number) =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`
