/** How often does the interval of a difference in differences hold the truth? Beside a bootstrap over weeks, as the peer. */
import { findingsOf, type StudyTask } from '../../src/domain/before-after.ts'
import { percentile } from '../../src/domain/statistics.ts'
import { type Random, streamOf } from '../../src/simulate/random.ts'
import { type StudyWorld, studyTasks } from '../domain/study-world.ts'

const runs = Number(process.env.VASTE_BENCH_RUNS ?? 200)
const draws = 99
const worlds: readonly (Omit<StudyWorld, 'seed'> & { readonly name: string })[] = [
  { name: '15 tasks in the area, no effect', area: 15, control: 250 },
  { name: '40 tasks, no effect', area: 40, control: 250 },
  { name: '40 tasks, weeks alike, no effect', area: 40, control: 250, weekSpread: 120 },
  { name: '80 tasks, -150 s', area: 80, control: 250, effect: -150 },
  { name: '80 tasks, weeks alike, -150 s', area: 80, control: 250, effect: -150, weekSpread: 120 },
  {
    name: '200 tasks, weeks alike, -60 s, trend',
    area: 200,
    control: 400,
    effect: -60,
    trend: 90,
    weekSpread: 120,
  },
]

interface Bounds {
  readonly low: number
  readonly high: number
}

export function benchBeforeAfter(): void {
  for (const { name, ...world } of worlds) {
    const truth = world.effect ?? 0
    const [ours, peer] = [emptyTally(), emptyTally()]
    for (let run = 0; run < runs; run++) {
      const tasks = studyTasks({ ...world, seed: `bench ${run}` })
      add(ours, truth, () => own(tasks))
      add(peer, truth, () => bootstrap(tasks, streamOf(`bench ${run}`, 'draws')))
    }
    const share = (count: number) => `${((100 * count) / runs).toFixed(1)} %`
    const told = ({ held, shown, width, ms }: Tally) =>
      `holds ${share(held)}, shows a change ${share(shown)}, width ${Math.round(width / runs)} s, ${(ms / runs).toFixed(2)} ms`
    console.log(`  ${name} (${runs} runs)`)
    console.log(`    ours       ${told(ours)}`)
    console.log(`    bootstrap  ${told(peer)}; time ratio ${(peer.ms / ours.ms).toFixed(1)}`)
  }
}

interface Tally {
  held: number
  shown: number
  width: number
  ms: number
}

const emptyTally = (): Tally => ({ held: 0, shown: 0, width: 0, ms: 0 })

function add(tally: Tally, truth: number, boundsOf: () => Bounds): void {
  const startedAt = performance.now()
  const { low, high } = boundsOf()
  tally.ms += performance.now() - startedAt
  if (low <= truth && truth <= high) tally.held++
  if (low > 0 || high < 0) tally.shown++
  tally.width += high - low
}

/** All statistics, sides and parts of the week: the peer makes one of them. */
function own(tasks: readonly StudyTask[]): Bounds {
  const { low = -Infinity, high = Infinity } = findingsOf(tasks).find(({ band }) => band === 'all')!.median
    .did!
  return { low, high }
}

/** Weeks drawn with replacement in each window, area and control of a week together; percentile interval. */
function bootstrap(tasks: readonly StudyTask[], random: Random): Bounds {
  const weeks = (when: StudyTask['when']) => {
    const found = new Map<number, StudyTask[]>()
    for (const task of tasks)
      if (task.when === when) found.set(task.week, [...(found.get(task.week) ?? []), task])
    return [...found.values()]
  }
  const [before, after] = [weeks('before'), weeks('after')]
  const values: number[] = []
  for (let draw = 0; draw < draws; draw++) {
    const drawn = [before, after].map((own) => own.flatMap(() => own[Math.floor(random() * own.length)]!))
    const medianOf = (of: readonly StudyTask[], side: StudyTask['side']) =>
      percentile(
        of
          .filter((task) => task.side === side)
          .map(({ times }) => times['first-unit']!)
          .sort((a, b) => a - b),
        0.5,
      )
    const four = drawn.map((own) => [medianOf(own, 'area'), medianOf(own, 'control')])
    if (four.flat().includes(undefined)) continue
    values.push(four[1]![0]! - four[0]![0]! - (four[1]![1]! - four[0]![1]!))
  }
  values.sort((a, b) => a - b)
  return { low: percentile(values, 0.025)!, high: percentile(values, 0.975)! }
}
