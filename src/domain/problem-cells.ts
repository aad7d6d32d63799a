/**
 * Which risk cells are problem cells (ongelmaruutu)? A cell where readiness was not met in any of four calendar years,
 * and where there were enough urgent tasks to tell: the wording of the supervisor's order of 2025. "At least four tasks"
 * may be read as four in each year or as four over the years, so both readings are answered side by side.
 *
 * A cell whose class changed is judged task by task: each by the class in force on its date, each year by its own tasks.
 */
import {
  type CellTarget,
  type CellTask,
  type CellYear,
  cellYear,
  furtherInTime,
  furtherLate,
  isFailed,
  isMet,
  medianOf,
  type TargetedTask,
} from './cell-year.ts'
import { VasteError } from './error.ts'

export const readings = ['each-year', 'over-the-years'] as const
export type Reading = (typeof readings)[number]

export interface ProblemCellRule {
  /** Four calendar years on end. */
  readonly years: readonly number[]
  /** Tasks with a missing time count: they happened. */
  readonly minimumTasks: number
  readonly minimumIn: Reading
  /** false: the last year still runs, and what is said of it may turn. */
  readonly lastYearOver: boolean
}

/** `too-few` is known to the reading of each year only; `no-times`: there were tasks, but every time is missing. */
export const yearStatuses = ['met', 'not-met', 'too-few', 'no-times', 'no-tasks'] as const
export type YearStatus = (typeof yearStatuses)[number]

/**
 * `listed`: a problem cell. While the last year runs: `near`, missed in every year before it and not met in it either,
 * but without the tasks that would list it; `held`, the same, kept off the list by the last year alone.
 */
export const standings = ['listed', 'near', 'held', 'clear'] as const
export type Standing = (typeof standings)[number]

export interface ReportedYear extends CellYear {
  readonly status: YearStatus
}

export interface ReportedCell {
  readonly cell: string
  /** On the date of its newest task; see also the classes of each year. */
  readonly class: string
  /** That most of its tasks name (trap 44), and every one that any names. */
  readonly municipality?: string
  readonly municipalities: readonly string[]
  readonly tasks: number
  readonly missing: number
  readonly medianSeconds?: number
  readonly years: readonly ReportedYear[]
  /** By the rule's reading. */
  readonly standing: Standing
  readonly standings: Readonly<Record<Reading, Standing>>
  /** The missing times could put the cell on the list, or take it off, by the rule's reading. */
  readonly missingDecide: boolean
  /** Fewest further tasks in time in the last year that take the cell off the list; absent where it has ended. */
  readonly furtherInTime?: number
  /** Fewest further late tasks in the last year that put the cell on the list; absent where it has ended. */
  readonly furtherLate?: number
}

/**
 * One report for each cell that has a task with a target in those years, in order of cell. `tasks` come in order of
 * their dates; those of other years, and those that `targetOf` knows no target for, do not count.
 * Throws `invalid` for a rule that is none.
 */
export function problemCells(
  tasks: Iterable<CellTask>,
  targetOf: (task: CellTask) => CellTarget | undefined,
  rule: ProblemCellRule,
): ReportedCell[] {
  checkRule(rule)
  const byCell = new Map<string, TargetedTask[]>()
  for (const task of tasks) {
    const target = rule.years.includes(task.year) ? targetOf(task) : undefined
    if (!target) continue
    const known = byCell.get(task.cell)
    if (known) known.push({ ...task, target })
    else byCell.set(task.cell, [{ ...task, target }])
  }
  return [...byCell].sort(([a], [b]) => (a < b ? -1 : 1)).map(([cell, own]) => reportedCell(cell, own, rule))
}

function checkRule({ years, minimumTasks }: ProblemCellRule): void {
  if (years.length !== 4 || years.some((year, i) => !Number.isInteger(year) || year !== years[0]! + i))
    throw new VasteError(
      'invalid',
      `found years ${years.join(', ') || 'none'}; expected four calendar years on end, such as 2022 to 2025`,
    )
  if (!Number.isInteger(minimumTasks) || minimumTasks < 1)
    throw new VasteError('invalid', `found minimum ${minimumTasks}; expected a whole number of tasks from 1`)
}

function reportedCell(cell: string, tasks: readonly TargetedTask[], rule: ProblemCellRule): ReportedCell {
  const newest = tasks.at(-1)!
  const years = yearsOf(tasks, rule)
  const both = standingsOf(years, rule)
  const standing = both[rule.minimumIn]
  return {
    ...{ cell, class: newest.class, ...municipalitiesOf(tasks), tasks: tasks.length },
    missing: years.reduce((sum, year) => sum + year.missing, 0),
    ...medianOf(tasks.filter(({ seconds }) => seconds !== undefined)),
    years: years.map((year) => ({ ...year, status: statusOf(year, rule) })),
    ...{ standing, standings: both, missingDecide: doMissingDecide(tasks, rule) },
    ...(rule.lastYearOver ? {} : distances(years, standing, newest.target.requiredShare, rule)),
  }
}

function yearsOf(tasks: readonly TargetedTask[], { years }: ProblemCellRule): CellYear[] {
  return years.map((year) =>
    cellYear(
      year,
      tasks.filter((task) => task.year === year),
    ),
  )
}

function statusOf(year: CellYear, { minimumIn, minimumTasks }: ProblemCellRule): YearStatus {
  if (year.tasks === 0) return 'no-tasks'
  if (minimumIn === 'each-year' && year.tasks < minimumTasks) return 'too-few'
  if (year.timed === 0) return 'no-times'
  return isMet(year) ? 'met' : 'not-met'
}

function standingsOf(years: readonly CellYear[], rule: ProblemCellRule): Record<Reading, Standing> {
  const of = (reading: Reading) => standingOf(years, reading, rule)
  return { 'each-year': of('each-year'), 'over-the-years': of('over-the-years') }
}

/** Every year failed, whichever the reading: one good year, or one without tasks, clears the cell (traps 50 and 51). */
function standingOf(
  years: readonly CellYear[],
  reading: Reading,
  { minimumTasks, lastYearOver }: ProblemCellRule,
): Standing {
  const isEnough = (some: readonly CellYear[]) =>
    reading === 'each-year'
      ? some.every(({ tasks }) => tasks >= minimumTasks)
      : sumOfTasks(some) >= minimumTasks
  if (years.every(isFailed) && isEnough(years)) return 'listed'
  const before = years.slice(0, -1)
  // Over the years, what is lacking of the minimum may still come.
  const isMissedBefore = before.every(isFailed) && (reading === 'over-the-years' || isEnough(before))
  if (lastYearOver || !isMissedBefore) return 'clear'
  return isMet(years.at(-1)!) ? 'held' : 'near'
}

function sumOfTasks(years: readonly CellYear[]): number {
  return years.reduce((sum, { tasks }) => sum + tasks, 0)
}

function doMissingDecide(tasks: readonly TargetedTask[], rule: ProblemCellRule): boolean {
  if (tasks.every(({ seconds }) => seconds !== undefined)) return false
  const isListedIf = (secondsOf: (task: TargetedTask) => number) => {
    const filled = tasks.map((task) => ({ ...task, seconds: task.seconds ?? secondsOf(task) }))
    return standingsOf(yearsOf(filled, rule), rule)[rule.minimumIn] === 'listed'
  }
  return isListedIf(() => 0) !== isListedIf(({ target }) => target.withinSeconds + 1)
}

function distances(
  years: readonly CellYear[],
  standing: Standing,
  requiredShare: number,
  { minimumIn, minimumTasks }: ProblemCellRule,
): Pick<ReportedCell, 'furtherInTime' | 'furtherLate'> {
  const last = years.at(-1)!
  if (standing === 'clear') return {}
  if (standing === 'listed') return { furtherInTime: furtherInTime(last, requiredShare) }
  const tasks = minimumIn === 'each-year' ? last.tasks : sumOfTasks(years)
  const toFail = furtherLate(last, requiredShare)
  return {
    furtherInTime: furtherInTime(last, requiredShare),
    furtherLate: toFail === undefined ? undefined : Math.max(toFail, minimumTasks - tasks),
  }
}

function municipalitiesOf(tasks: readonly CellTask[]): Pick<ReportedCell, 'municipality' | 'municipalities'> {
  const counts = new Map<string, number>()
  for (const { municipality } of tasks)
    if (municipality !== undefined) counts.set(municipality, (counts.get(municipality) ?? 0) + 1)
  const ordered = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([code]) => code)
  return { ...(ordered[0] === undefined ? {} : { municipality: ordered[0] }), municipalities: ordered }
}
