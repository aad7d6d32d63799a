/** How did one risk cell do in one calendar year? Counted from its urgent tasks, each by the limit of its own class. */
import { minimumForMedian, percentile } from './statistics.ts'

/** One urgent task timed for the first unit. */
export interface CellTask {
  readonly task: string
  readonly cell: string
  /** Class of the cell on the task's date. */
  readonly class: string
  /** Of the local calendar. */
  readonly year: number
  /** Absent: somebody went there, but the time is not known (trap 11). */
  readonly seconds?: number
  readonly municipality?: string
}

export interface CellTarget {
  readonly withinSeconds: number
  /** 0..1 */
  readonly requiredShare: number
}

/** A task and the target it is judged by: the one of its class on its date. */
export interface TargetedTask extends CellTask {
  readonly target: CellTarget
}

/** A late task that would have turned its year, had it been in time. */
export interface DecidingTask {
  readonly task: string
  readonly seconds: number
  /** Above the limit. */
  readonly secondsOver: number
}

export interface CellYear {
  readonly year: number
  /** In force on the dates of its tasks; more than one when the cell changed class within the year. */
  readonly classes: readonly string[]
  /** `timed` and `missing` together. */
  readonly tasks: number
  readonly timed: number
  readonly missing: number
  readonly inTime: number
  /** How many of the timed had to be in time: the required shares of all of them together. */
  readonly required: number
  /** Absent without times: no tasks is not 100 % (trap 51). */
  readonly share?: number
  /** The share if every missing time was late, and if every one was in time. Absent without tasks. */
  readonly shareIfLate?: number
  readonly shareIfInTime?: number
  /** Percentile type 7; absent below n = 10. */
  readonly medianSeconds?: number
  /** Of a year not met: as few late tasks as decide it, the nearest to the limit first. */
  readonly deciding: readonly DecidingTask[]
}

/** What binary fractions leave of a whole number. */
const crumb = 1e-9

/** `tasks` are all of one cell and year; none at all is a year without tasks. */
export function cellYear(year: number, tasks: readonly TargetedTask[]): CellYear {
  const timed = tasks.filter(({ seconds }) => seconds !== undefined)
  const missing = tasks.length - timed.length
  const inTime = timed.filter(isInTime).length
  const shares = timed.reduce((sum, { target }) => sum + target.requiredShare, 0)
  // Without the crumb that a sum of binary fractions leaves.
  const required = Math.round(shares * 1e6) / 1e6
  return {
    ...{ year, tasks: tasks.length, timed: timed.length, missing, inTime, required },
    classes: [...new Set(tasks.map((task) => task.class))],
    ...(timed.length > 0 ? { share: inTime / timed.length } : {}),
    ...(tasks.length > 0
      ? { shareIfLate: inTime / tasks.length, shareIfInTime: (inTime + missing) / tasks.length }
      : {}),
    ...medianOf(timed),
    deciding: nearestLate(timed, Math.ceil(required - inTime - crumb)),
  }
}

/** Within 6:00 means at most 6:00 (trap 20). */
function isInTime({ seconds, target }: TargetedTask): boolean {
  return seconds !== undefined && seconds <= target.withinSeconds
}

/** Nobody was late often enough to fail a year without times: it is neither met nor failed. */
export function isMet({ timed, inTime, required }: CellYear): boolean {
  return timed > 0 && inTime >= required - crumb
}

export function isFailed({ timed, inTime, required }: CellYear): boolean {
  return timed > 0 && inTime < required - crumb
}

/** The fewest further tasks that would make the year met, all of them in time. Absent where all must be in time. */
export function furtherInTime(
  { timed, inTime, required }: CellYear,
  requiredShare: number,
): number | undefined {
  const lacking = required - inTime
  if (timed === 0) return 1
  if (lacking <= crumb) return 0
  return requiredShare < 1 ? Math.ceil(lacking / (1 - requiredShare) - crumb) : undefined
}

/** The fewest further tasks that would make the year failed, all of them late. Absent where none need be in time. */
export function furtherLate(year: CellYear, requiredShare: number): number | undefined {
  if (isFailed(year)) return 0
  if (requiredShare <= 0) return undefined
  return Math.floor((year.inTime - year.required) / requiredShare + crumb) + 1
}

export function medianOf(timed: readonly CellTask[]): { medianSeconds?: number } {
  if (timed.length < minimumForMedian) return {}
  const sorted = timed.map(({ seconds }) => seconds!).sort((a, b) => a - b)
  // Of whole seconds a median is a whole or a half: no more digits are meant.
  return { medianSeconds: percentile(sorted, 0.5)! }
}

function nearestLate(timed: readonly TargetedTask[], count: number): DecidingTask[] {
  return timed
    .filter((task) => !isInTime(task))
    .map(({ task, seconds, target }) => ({
      ...{ task, seconds: seconds! },
      secondsOver: seconds! - target.withinSeconds,
    }))
    .sort((a, b) => a.secondsOver - b.secondsOver || (a.task < b.task ? -1 : 1))
    .slice(0, Math.max(0, count))
}
