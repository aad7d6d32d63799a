/**
 * Which problem cells could a plan clear, and which could it make? From where and when the urgent tasks of the four years
 * were: whether each would be expected within its target as things stand, and under the plan.
 */
import { cellId } from '../../geo/cell.ts'
import type { ProblemCellsEffect } from '../contract/plan-effect.ts'
import type { ProblemCells } from '../contract/problem-cells.ts'
import type { ServiceLevelDecision, Target } from '../domain/service-level-decision.ts'
import type { Limits } from './coverage-ground.ts'
import type { PlanTasks } from './plan-tasks.ts'
import type { PlanWeek } from './plan-week.ts'
import type { CountyReference } from './reference.ts'

const measure = 'first-unit'

export interface ProblemCellsAsked {
  readonly reference: CountyReference
  readonly decision: ServiceLevelDecision
  readonly limits: Limits
  readonly week: PlanWeek
  /** Of the four years. */
  readonly tasks: PlanTasks
  readonly listing: ProblemCells
}

interface Expected {
  readonly target: Target
  tasks: number
  before: number
  after: number
}

export function problemCellsEffect(asked: ProblemCellsAsked): ProblemCellsEffect {
  const { listing, reference, limits } = asked
  const { cells } = reference
  const standing = new Map(listing.cells.map((cell) => [cell.cell, cell.standing]))
  const { expected, withoutCell } = expectations(asked)
  const byCell = [...expected].sort(([a], [b]) => a - b)
  const views = byCell.map(([cell, { target, tasks, before, after }]) => {
    const id = cellId({ e: cells.e[cell]!, n: cells.n[cell]! })
    const view = {
      ...{ cell: id, class: limits.zones[limits.zoneOf[cell]!]!, municipality: cells.municipality[cell]! },
      ...{ listed: standing.get(id) === 'listed', tasks, requiredShare: target.requiredShare },
      ...{ before: before / tasks, after: after / tasks },
    }
    const isMet = (inTime: number) => inTime >= target.requiredShare * tasks - 1e-9
    return { view, was: isMet(before), is: isMet(after), standing: standing.get(id) ?? 'clear' }
  })
  const isWatched = (one: string) => one === 'listed' || one === 'near'
  return {
    ...{ years: [...listing.years], reading: listing.reading, minimumTasks: listing.minimumTasks },
    clears: views
      .filter(({ was, is, standing: now }) => isWatched(now) && !was && is)
      .map(({ view }) => view),
    appears: views
      .filter(({ was, is, view }) => was && !is && view.tasks >= listing.minimumTasks)
      .map(({ view }) => view),
    listed: listing.cells.filter((cell) => cell.standing === 'listed').length,
    listedThoughMet: views.filter(({ was, view }) => view.listed && was).length,
    withoutCell,
  }
}

function expectations({ decision, limits, week, tasks }: ProblemCellsAsked) {
  const targets = limits.zones.map((zone) => targetIn(decision, zone))
  const urgent = new Set(targets.flatMap((target) => target?.urgencies ?? []))
  const expected = new Map<number, Expected>()
  for (let i = 0; i < tasks.cell.length; i++) {
    const cell = tasks.cell[i]!
    const target = targets[limits.zoneOf[cell]!]
    if (!target?.urgencies.includes(tasks.urgencies[tasks.urgency[i]!]!)) continue
    const stretch = week.stretches[week.stretchAt[tasks.minute[i]!]!]!
    const known = expected.get(cell) ?? { target, tasks: 0, before: 0, after: 0 }
    known.tasks++
    if (stretch.before[measure]![cell]! <= target.withinSeconds) known.before++
    if (stretch.after[measure]![cell]! <= target.withinSeconds) known.after++
    expected.set(cell, known)
  }
  const withoutCell = Object.entries(tasks.withoutCell).reduce(
    (sum, [urgency, count]) => sum + (urgent.has(urgency) ? count : 0),
    0,
  )
  return { expected, withoutCell }
}

/** The smallest share first: the rule is about half of the tasks, not about a stricter tail. */
function targetIn({ targets }: ServiceLevelDecision, zone: string): Target | undefined {
  return targets
    .filter((target) => target.measure === measure && (target.zone === 'all' || target.zone === zone))
    .sort((a, b) => a.requiredShare - b.requiredShare || a.withinSeconds - b.withinSeconds)[0]
}
