/** How many more misses can this period bear? By the limits in force now, the period so far and the months before it. */
import type { Budget, BudgetLine } from '../contract/budget.ts'
import { type Arrivals, arrivalsFromEarlier, arrivalsFromPace, missBudget } from '../domain/miss-budget.ts'
import type { Target } from '../domain/service-level-decision.ts'
import type { Service } from '../domain/vocabulary.ts'
import type { Figures, Group } from '../figures/figures.ts'
import { countAtMost, targetsOf } from './compliance-rows.ts'
import { decisionsWithin, type Period, sliceOf, zonesOf } from './periods.ts'
import type { CountyReference } from './reference.ts'

export interface BudgetContext {
  readonly figures: Figures
  readonly reference: CountyReference
  readonly now: number
  readonly demo: boolean
}

const dayMs = 86_400_000
/** Months before the period that tell what to expect of it. */
const monthsBefore = 6

export function showBudget(question: Period & { readonly service: Service }, context: BudgetContext): Budget {
  const { figures, reference, now, demo } = context
  const { from, to } = sliceOf(question, reference)
  const daysLeft = Math.min(to - from, Math.max(0, to - now)) / dayMs
  const decision = decisionsWithin(reference.decisions, question).at(-1)
  const history = earlierMonths(question, context)
  const groups = figures.groups({ service: question.service, from, to })
  const zones = zonesOf(reference, decision ? [decision] : [])
  const subjects = (decision?.targets ?? []).flatMap((target) =>
    (target.zone === 'all' ? zones.map(({ id }) => id) : [target.zone]).map((zone) => ({ target, zone })),
  )
  const lines = subjects.map(({ target, zone }): BudgetLine => {
    const isOwn = (group: Group) =>
      group.urgencyGroup === target.urgencies.join('+') &&
      group.zone === zone &&
      group.measure === target.measure
    const own = groups.filter((group) => isOwn(group) && targetsOf([decision!], group).includes(target))
    const soFar = tallyOf(own, target)
    const before = history.map((month) => ({ ...month, tally: tallyOf(month.groups.filter(isOwn), target) }))
    const more = arrivals(before, soFar.hits + soFar.misses, (now - from) / dayMs, daysLeft)
    const base = {
      hits: sum(before.map(({ tally }) => tally.hits)),
      misses: sum(before.map(({ tally }) => tally.misses)),
    }
    const { requiredShare, withinSeconds, official, measure } = target
    const budget = missBudget({ requiredShare, soFar, more, base })
    return {
      ...{ urgency: target.urgencies.join('+'), zone, measure, withinSeconds, requiredShare, official },
      ...{ inTime: soFar.hits, missed: soFar.misses, expectedMore: Math.round(more.mean * 10) / 10 },
      ...budget,
    }
  })
  const { service, from: fromDate, to: toDate } = question
  return { service, from: fromDate, to: toDate, over: daysLeft === 0, daysLeft, demo, lines }
}

function tallyOf(groups: readonly Group[], { withinSeconds }: Target) {
  const hits = sum(groups.map(({ seconds }) => countAtMost(seconds, withinSeconds)))
  return { hits, misses: sum(groups.map(({ seconds }) => seconds.length)) - hits }
}

interface Month {
  readonly days: number
  readonly groups: readonly Group[]
}

/** Whole months before the period that have any task at all, the nearest first. */
function earlierMonths(
  { service, from }: Period & { readonly service: Service },
  { figures, reference }: BudgetContext,
): Month[] {
  const { calendar } = reference
  const first = from.slice(0, 7)
  const months = Array.from({ length: monthsBefore }, (_, i) =>
    calendar.monthSpan(calendar.addMonths(first, -1 - i)),
  )
  return months
    .map((span) => ({
      days: Math.round((span.to - span.from) / dayMs),
      groups: figures.groups({ service, ...span }),
    }))
    .filter(({ groups }) => groups.length > 0)
}

/** By the months before, or by the period's own pace where there are none. */
function arrivals(
  before: readonly { readonly days: number; readonly tally: { hits: number; misses: number } }[],
  tasks: number,
  daysPassed: number,
  daysLeft: number,
): Arrivals {
  if (daysLeft === 0) return { mean: 0, dispersion: 1 }
  if (before.length > 0) {
    const counts = before.map(({ tally }) => tally.hits + tally.misses)
    return arrivalsFromEarlier(
      counts,
      before.map(({ days }) => days),
      daysLeft,
    )
  }
  return daysPassed > 0 ? arrivalsFromPace(tasks, daysPassed, daysLeft) : { mean: 0, dispersion: 1 }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
