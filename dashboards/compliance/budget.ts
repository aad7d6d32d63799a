// How is a budget of misses told? What stands of each target, and a word for each chance.
import type { BudgetLine } from '../../src/contract/budget.ts'

export const chanceWords = ['almost-certain', 'likely', 'open', 'unlikely', 'almost-impossible'] as const
export type ChanceWord = (typeof chanceWords)[number]

const atLeast: readonly (readonly [number, ChanceWord])[] = [
  [0.95, 'almost-certain'],
  [0.7, 'likely'],
  [0.3, 'open'],
  [0.05, 'unlikely'],
]

export function chanceWord(chance: number): ChanceWord {
  return atLeast.find(([bound]) => chance >= bound)?.[1] ?? 'almost-impossible'
}

export type Standing =
  | { readonly kind: 'no-tasks' | 'kept' | 'safe' }
  /** How many misses too many. */
  | { readonly kind: 'missed' | 'lost'; readonly n: number }
  /** The so manieth miss from now loses the target. */
  | { readonly kind: 'bears'; readonly n: number }

/**
 * While the period runs, by the tasks expected of it: `safe` when even a miss of each of them would be borne, `lost`
 * when being in time at each of them would not be enough.
 */
export function standingOf({ now, atExpected }: BudgetLine, over: boolean): Standing {
  if (over) {
    if (now.tasks === 0) return { kind: 'no-tasks' }
    return now.left >= 0 ? { kind: 'kept' } : { kind: 'missed', n: -now.left }
  }
  if (atExpected.tasks === 0) return { kind: 'no-tasks' }
  if (atExpected.left < 0) return { kind: 'lost', n: -atExpected.left }
  if (atExpected.left >= atExpected.tasks - now.tasks) return { kind: 'safe' }
  return { kind: 'bears', n: atExpected.left + 1 }
}

export interface BudgetBar {
  readonly used: number
  readonly allowed: number
  /** What the whole width stands for, at least one. */
  readonly scale: number
}

export function budgetBar({ missed, now, atExpected }: BudgetLine, over: boolean): BudgetBar {
  const { allowed } = over ? now : atExpected
  return { used: missed, allowed, scale: Math.max(1, missed, allowed) }
}

export interface BudgetGroup {
  readonly urgency: string
  readonly measure: BudgetLine['measure']
  readonly lines: readonly BudgetLine[]
}

/** In the order of the lines, zones of the page's classification in theirs. */
export function budgetGroups(
  lines: readonly BudgetLine[],
  zoneOrder: readonly string[],
): readonly BudgetGroup[] {
  const rank = (zone: string) => (zoneOrder.includes(zone) ? zoneOrder.indexOf(zone) : zoneOrder.length)
  const keys = [...new Set(lines.map(({ urgency, measure }) => JSON.stringify([urgency, measure])))]
  return keys.map((key) => {
    const own = lines.filter(({ urgency, measure }) => JSON.stringify([urgency, measure]) === key)
    const [{ urgency, measure }] = own
    return { urgency, measure, lines: own.toSorted((a, b) => rank(a.zone) - rank(b.zone)) }
  })
}
