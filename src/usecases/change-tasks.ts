/** Which tasks speak of a change? Each task of an urgency once, with its times, its place and what keeps it out. */

import type { StudyTask } from '../domain/before-after.ts'
import type { CellRole } from '../domain/change-area.ts'
import { isInWindow, leapDayOf, type WindowPair } from '../domain/change-windows.ts'
import { hourBandOf } from '../domain/hour-bands.ts'
import { rowFlags } from '../domain/judged-row.ts'
import type { ServiceLevelDecision, Target } from '../domain/service-level-decision.ts'
import type { ExclusionReason, Measure } from '../domain/vocabulary.ts'
import type { FiguredRow } from '../figures/figures.ts'
import { targetsOf } from './compliance-rows.ts'
import type { CountyReference } from './reference.ts'

/** A task as it is known before anybody asks which side it is on. */
export interface PlacedTask {
  readonly task: string
  /** Local date of the clock start. */
  readonly date: string
  readonly band: StudyTask['band']
  readonly week: number
  readonly times: StudyTask['times']
  readonly inTime: StudyTask['inTime']
  /** Without any time. */
  readonly excluded?: ExclusionReason
  /** Index among the county's cells. */
  readonly cell?: number
  /** Home of the unit that arrived first. */
  readonly station?: string
}

const dayMs = 86_400_000
const hourMs = 3_600_000

/** `rows` of one urgency group; `lead` is the measure whose unit's turnout and drive are told. In order of date. */
export function placedTasks(
  rows: readonly FiguredRow[],
  lead: Measure,
  reference: CountyReference,
  cellOf: (cell: string | undefined) => number | undefined,
): PlacedTask[] {
  const targets = targetFinder(reference.decisions)
  const byTask = new Map<string, FiguredRow[]>()
  for (const row of rows) {
    const known = byTask.get(row.task)
    if (known) known.push(row)
    else byTask.set(row.task, [row])
  }
  return [...byTask.values()].map((own) => {
    const first = own.find(({ measure }) => measure === lead) ?? own[0]!
    return {
      ...{ task: first.task, ...clockOf(first.datedAt, reference) },
      ...timesOf(own, lead, targets),
      ...(own.every(({ seconds }) => seconds === undefined) && { excluded: first.excluded! }),
      cell: cellOf(first.cell),
      station: first.station,
    }
  })
}

/** Weeks begin on Monday: the epoch's first day was a Thursday. */
function clockOf(at: number, { calendar }: CountyReference) {
  const clock = calendar.localClock(at)
  const day = Math.floor(clock / dayMs)
  const weekday = ((day + 3) % 7) + 1
  return {
    date: new Date(day * dayMs).toISOString().slice(0, 10),
    band: hourBandOf(weekday, Math.floor((clock - day * dayMs) / hourMs)),
    week: Math.floor((day + 3) / 7),
  }
}

function timesOf(rows: readonly FiguredRow[], lead: Measure, targetOf: ReturnType<typeof targetFinder>) {
  const times: Partial<Record<Measure, number>> = {}
  const inTime: Partial<Record<Measure, boolean>> = {}
  for (const row of rows) {
    const { measure, seconds, turnoutSeconds, driveSeconds, flags } = row
    if (measure === undefined || seconds === undefined || measure === 'turnout' || measure === 'drive')
      continue
    times[measure] = seconds
    const target = targetOf(row)
    if (target) inTime[measure] = seconds <= target.withinSeconds
    if (measure !== lead) continue
    // Who was alerted on the road has hardly a turnout: it is no station's (trap 10).
    if (turnoutSeconds !== undefined && (flags & rowFlags.mobile) === 0) times.turnout = turnoutSeconds
    if (driveSeconds !== undefined) times.drive = driveSeconds
  }
  return { times, inTime }
}

/** The target of the smallest share: what half of the tasks must be within, not a stricter tail. */
function targetFinder(decisions: readonly ServiceLevelDecision[]): (row: FiguredRow) => Target | undefined {
  const known = new Map<string, Target | undefined>()
  return (row) => {
    const key = [row.decision, row.urgencyGroup, row.zone, row.measure].join('\u0000')
    if (!known.has(key)) known.set(key, targetsOf(decisions, row)[0])
    return known.get(key)
  }
}

export type LeftOut = 'no-cell' | 'leap-day' | Exclude<CellRole, 'area' | 'control'>

export interface SortedTasks {
  readonly tasks: readonly (StudyTask & Pick<PlacedTask, 'station' | 'date'>)[]
  readonly excluded: Readonly<Partial<Record<ExclusionReason, number>>>
  readonly leftOut: Readonly<Partial<Record<LeftOut, number>>>
  /** In either window: `tasks`, `excluded` and `leftOut` together. */
  readonly total: number
}

export function sortTasks(
  placed: readonly PlacedTask[],
  windows: WindowPair,
  roles: readonly CellRole[],
): SortedTasks {
  const leapDay = leapDayOf(windows)
  const tasks: SortedTasks['tasks'][number][] = []
  const excluded: Partial<Record<ExclusionReason, number>> = {}
  const leftOut: Partial<Record<LeftOut, number>> = {}
  let total = 0
  for (const one of placed) {
    const when = whenOf(one.date, windows)
    if (!when) continue
    total++
    if (one.excluded !== undefined) {
      excluded[one.excluded] = (excluded[one.excluded] ?? 0) + 1
      continue
    }
    const role = one.cell === undefined ? 'no-cell' : roles[one.cell]!
    if (one.date !== leapDay && (role === 'area' || role === 'control')) {
      const { task, band, week, times, inTime, station, date } = one
      tasks.push({ task, side: role, when, band, week, times, inTime, station, date })
      continue
    }
    const reason: LeftOut = role === 'area' || role === 'control' ? 'leap-day' : role
    leftOut[reason] = (leftOut[reason] ?? 0) + 1
  }
  return { tasks, excluded, leftOut, total }
}

function whenOf(date: string, { before, after }: WindowPair): StudyTask['when'] | undefined {
  if (isInWindow(date, before)) return 'before'
  return isInWindow(date, after) ? 'after' : undefined
}
