// Which task is missed first, and by how much? Overdue is computed here, from dueAt and the server's clock.
import type { TargetView, TaskView, UnitView } from '../../src/contract/situation.ts'

export type TaskGroup = 'waiting' | 'reached' | 'not-judged'
/** From the worst: past its last limit; will miss it by the outlook; soon; in no hurry. */
export type Pressure = 'overdue' | 'expected-late' | 'soon' | 'calm'

export interface TaskLine {
  readonly task: TaskView
  readonly group: TaskGroup
  /** The limit that can still be kept, or the last one missed. Absent when the task is not judged. */
  readonly target?: TargetView
  /** Waiting tasks whose clock runs; negative when overdue. */
  readonly secondsLeft?: number
  readonly pressure: Pressure
  /** Limits already gone while later ones can still be kept. */
  readonly missed: readonly TargetView[]
  /** The estimate is past the limit that is counted next, though perhaps not past the last one. */
  readonly expectedLate: boolean
}

const soonSeconds = 120

/** Infinity while the clock has not started: nothing is due yet. */
const dueAt = (target: TargetView) =>
  target.dueAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(target.dueAt)

function pressureOf(secondsLeft: number, willMiss: boolean): Pressure {
  if (secondsLeft < 0) return 'overdue'
  if (willMiss) return 'expected-late'
  return secondsLeft <= soonSeconds ? 'soon' : 'calm'
}

function waitingLine(task: TaskView, pending: readonly TargetView[], now: number): TaskLine {
  const inOrder = pending.toSorted((a, b) => (dueAt(a) === dueAt(b) ? 0 : dueAt(a) - dueAt(b)))
  const target = inOrder.find((each) => dueAt(each) >= now) ?? inOrder.at(-1)!
  const secondsLeft = (dueAt(target) - now) / 1000
  const expectedLate = task.expected !== undefined && Date.parse(task.expected.arriveAt) > dueAt(target)
  return {
    task,
    group: 'waiting',
    target,
    secondsLeft: target.dueAt === undefined ? undefined : secondsLeft,
    expectedLate,
    missed: inOrder.filter((each) => each !== target && dueAt(each) < now),
    pressure: pressureOf(secondsLeft, task.outlook?.state === 'will-miss'),
  }
}

/** `now` in epoch milliseconds of the server's clock. */
export function taskLine(task: TaskView, now: number): TaskLine {
  const pending =
    task.excluded === undefined ? task.targets.filter((target) => target.state === 'pending') : []
  if (pending.length > 0) return waitingLine(task, pending, now)
  const judged = task.excluded === undefined && task.targets.length > 0
  return {
    task,
    group: judged ? 'reached' : 'not-judged',
    target: judged ? task.targets[0] : undefined,
    pressure: 'calm',
    missed: [],
    expectedLate: false,
  }
}

/** What cannot be mended any more, then what will be missed if nothing is done; the others by the time they have left. */
const pressureOrder: Readonly<Record<Pressure, number>> = {
  overdue: 0,
  'expected-late': 1,
  soon: 2,
  calm: 2,
}

const groupOrder: Readonly<Record<TaskGroup, number>> = { waiting: 0, 'not-judged': 1, reached: 2 }

const urgencyOrder = (task: TaskView) => task.urgency ?? '~'

/** Tasks whose clock has not started come after those whose clock runs. */
function compareLeft(a = Number.MAX_VALUE, b = Number.MAX_VALUE): number {
  return a - b
}

function compareLines(a: TaskLine, b: TaskLine): number {
  return (
    groupOrder[a.group] - groupOrder[b.group] ||
    pressureOrder[a.pressure] - pressureOrder[b.pressure] ||
    compareLeft(a.secondsLeft, b.secondsLeft) ||
    urgencyOrder(a.task).localeCompare(urgencyOrder(b.task)) ||
    a.task.id.localeCompare(b.task.id)
  )
}

/** Overdue first, the longest first; then what will be missed first; last those that have been reached. */
export function taskLines(tasks: Iterable<TaskView>, now: number): readonly TaskLine[] {
  return [...tasks].map((task) => taskLine(task, now)).sort(compareLines)
}

export interface Free {
  readonly free: number
  readonly all: number
}

export interface Overview {
  readonly byUrgency: readonly { readonly urgency: string; readonly open: number; readonly overdue: number }[]
  readonly overdue: number
  readonly units: Free
  readonly ambulances: Free
}

const free: ReadonlySet<string | undefined> = new Set(['available', 'at-station'])

export function isFree(unit: UnitView): boolean {
  return free.has(unit.status) && unit.task === undefined
}

export const isAmbulance = ({ type }: UnitView): boolean => type === 'als' || type === 'bls'

const freeOf = (units: readonly UnitView[]): Free => ({
  free: units.filter(isFree).length,
  all: units.length,
})

/** The four letters always; a letter outside them is counted together as "–". */
export function overview(lines: readonly TaskLine[], units: Iterable<UnitView>): Overview {
  const letters = ['A', 'B', 'C', 'D']
  const letterOf = (line: TaskLine) => (letters.includes(line.task.urgency ?? '') ? line.task.urgency : '–')
  const isOverdue = (line: TaskLine) => line.pressure === 'overdue'
  const all = [...units]
  const byUrgency = [...letters, '–'].map((urgency) => {
    const own = lines.filter((line) => letterOf(line) === urgency)
    return { urgency, open: own.length, overdue: own.filter(isOverdue).length }
  })
  return {
    byUrgency: byUrgency.filter(({ urgency, open }) => urgency !== '–' || open > 0),
    overdue: lines.filter(isOverdue).length,
    units: freeOf(all),
    ambulances: freeOf(all.filter(isAmbulance)),
  }
}
