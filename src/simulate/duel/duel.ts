/**
 * Which of two plans serves better over a year? Both are fought over the very same tasks with the very same chance, task
 * by task; what differs is the plan alone.
 */
import { createCalendar } from '../../domain/calendar.ts'
import { addDays, mondayOf } from '../../domain/readiness-clock.ts'
import type { UnitOnTask } from '../../domain/task.ts'
import type { DuelSetting, DuelSide, DuelTask } from '../../usecases/duel-setting.ts'
import type { Urgency } from '../task-kinds.ts'
import { type CaseKey, type Cases, createCaseBook } from './cases.ts'
import { simulatedTasks } from './demand.ts'
import { createDraws, keyOfText } from './draws.ts'
import { type Field, fieldOf } from './field.ts'
import { type CrewLoad, replay } from './replay.ts'
import type { ReplayTask } from './respond.ts'
import { type DuelRules, duelRules } from './rules.ts'
import { createTravel } from './travel.ts'

export interface DuelOptions {
  /** Absent: tasks are made by `simulatedTasks`. */
  readonly recorded?: readonly DuelTask[] | undefined
  readonly rules?: DuelRules
  /** Over which tasks are fought; absent: the setting's own roads. */
  readonly fieldOf?: (tasksByCell: ReadonlyMap<number, number>) => Field
  readonly onProgress?: (share: number) => void
  /** B's own chance instead of the common one: to measure what that is worth. */
  readonly independent?: boolean
}

/** What one side spent, summed over the replications. */
export interface SideLoad {
  readonly crews: readonly CrewLoad[]
  readonly never: Readonly<Record<string, number>>
  readonly waited: Readonly<Record<string, number>>
  /** Of tasks that were answered, in milliseconds. */
  readonly waitedMs: number
}

export interface Fought {
  readonly cases: Cases
  readonly a: SideLoad
  readonly b: SideLoad
  /** By reason; those that bind crews all the same, and those that are not in the replay at all. Of all replications. */
  readonly binding: Readonly<Record<string, number>>
  readonly leftOut: Readonly<Record<string, number>>
  readonly judged: number
  /** Measured of those that were replayed: with a time at scene of their own. */
  readonly measured: number
  readonly replayed: number
}

/** Blocks are weeks; of a simulated year each replication has weeks of its own, for its tasks are others. */
export function fight(setting: DuelSetting, options: DuelOptions = {}): Fought {
  const { rules = duelRules, onProgress = () => {}, recorded } = options
  const { replications } = setting
  const rounds = Array.from({ length: recorded ? 1 : replications }, (_, i) =>
    recorded ? { tasks: recorded, leftOut: setting.leftOut } : simulatedTasks(setting, i),
  )
  const field = (options.fieldOf ?? ((counts) => fieldOf(setting, counts)))(
    tasksByCell(rounds.flatMap(({ tasks }) => tasks)),
  )
  onProgress(0.1)
  const travel = createTravel(field.ground)
  const weekOf = weeksFrom(setting)
  const book = createCaseBook(setting.decisions)
  const [a, b] = [createLoad(setting.a), createLoad(setting.b)]
  const tally = { binding: {} as Record<string, number>, leftOut: {} as Record<string, number> }
  let [judged, measured, replayed] = [0, 0, 0]
  for (let round = 0; round < replications; round++) {
    const { tasks, leftOut } = rounds[recorded ? 0 : round]!
    for (const [reason, count] of Object.entries(leftOut)) addTo(tally.leftOut, reason, count)
    const played = tasks.map((task) => replayTask(task, setting, field))
    const keys = tasks.map((task) => {
      if (task.excluded !== undefined) addTo(tally.binding, task.excluded, 1)
      if (task.sceneSeconds !== undefined) measured++
      return book.add(task, weekOf(task.dispatchAt) + (recorded ? 0 : round * 10_000))
    })
    judged += keys.filter((key) => key !== undefined).length
    replayed += tasks.length
    for (const side of ['a', 'b'] as const) {
      const draws = createDraws(setting.seed, options.independent && side === 'b' ? round + 1000 : round)
      const theatre = { travel, draws, rules, hospitals: field.hospitals, measured: field.measured }
      const homes = side === 'a' ? field.homesA : field.homesB
      const load = side === 'a' ? a : b
      const loads = replay(theatre, played, { crews: setting[side].crews, homes }, (index, answer) => {
        load.hear(tasks[index]!, answer?.waitedMs)
        writeCase(book, side, keys[index], answer?.units)
      })
      load.add(loads)
      onProgress(0.1 + (0.85 * (round * 2 + (side === 'a' ? 1 : 2))) / (replications * 2))
    }
  }
  return { cases: book.finish(), a: a.told(), b: b.told(), ...tally, judged, measured, replayed }
}

function writeCase(
  book: ReturnType<typeof createCaseBook>,
  side: 'a' | 'b',
  key: CaseKey | undefined,
  units: readonly UnitOnTask[] | undefined,
): void {
  if (key) book.write(side, key, units)
}

function tasksByCell(tasks: readonly DuelTask[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const { cell } of tasks) counts.set(cell, (counts.get(cell) ?? 0) + 1)
  return counts
}

function replayTask(task: DuelTask, { cells }: DuelSetting, field: Field): ReplayTask {
  const { service, code, urgency, cell, dispatchAt } = task
  const { sceneSeconds, transports, transportSeconds, hospitalSeconds, cancelledSeconds } = task
  return {
    need: { service, code, urgency: isLetter(urgency) ? urgency : 'C' },
    ...{
      key: keyOfText(task.id),
      spot: field.spotOfCell(cell),
      core: cells.areaClass[cell] === 1,
      dispatchAt,
    },
    ...{ sceneSeconds, transports, transportSeconds, hospitalSeconds, cancelledSeconds },
  }
}

const isLetter = (urgency: string | undefined): urgency is Urgency => /^[A-D]$/.test(urgency ?? '')

function weeksFrom({ span, timeZone }: DuelSetting): (at: number) => number {
  const calendar = createCalendar(timeZone)
  const monday = Date.parse(mondayOf(calendar.localDate(span.from)))
  return (at) => Math.floor((calendar.localClock(at) - monday) / (7 * 86_400_000))
}

/** Weeks that a span touches. */
export function weeksIn({ span, timeZone }: DuelSetting): number {
  const calendar = createCalendar(timeZone)
  const first = mondayOf(calendar.localDate(span.from))
  let weeks = 0
  for (let monday = first; calendar.startOfDate(monday) < span.to; monday = addDays(monday, 7)) weeks++
  return weeks
}

function createLoad({ crews }: DuelSide) {
  const sums = crews.map(() => ({ busyMs: 0, tasks: 0 }))
  const never: Record<string, number> = {}
  const waited: Record<string, number> = {}
  let waitedMs = 0
  return {
    hear({ service }: DuelTask, waitedFor: number | undefined) {
      if (waitedFor === undefined) addTo(never, service, 1)
      else if (waitedFor > 0) addTo(waited, service, 1)
      waitedMs += waitedFor ?? 0
    },
    add(loads: readonly CrewLoad[]) {
      loads.forEach(({ busyMs, tasks }, i) => {
        sums[i]!.busyMs += busyMs
        sums[i]!.tasks += tasks
      })
    },
    told: (): SideLoad => ({ crews: sums, never, waited, waitedMs }),
  }
}

function addTo(counts: Record<string, number>, key: string, count: number): void {
  counts[key] = (counts[key] ?? 0) + count
}
