/**
 * What is there to win, and what would each crew win of it? A week of a service as elements, cells at hours at which the
 * same could help, each with what it weighs and how soon it is reached as things stand.
 */
import type { FieldSource } from '../../geo/coverage/reach-field.ts'
import { noLimit } from '../../geo/coverage/residents.ts'
import { afterDelay } from '../../geo/coverage/seconds.ts'
import type { SuggestGoal } from '../contract/plan-suggestion.ts'
import type { Option } from '../domain/choose-best.ts'
import { type Crew, weekParts } from '../domain/standing-week.ts'
import { cappedAtSeconds } from './measure-ground.ts'

/** Minutes of the week in which the same candidates would stand, with the reach times as things stand. */
export interface Stretch {
  /** Numbers of the hour patterns of candidates that stand. */
  readonly patterns: ReadonlySet<number>
  readonly seconds: Uint16Array
  /** What a cell weighs in these minutes; over the week all of it together. */
  readonly weightOf: (cell: number) => number
}

export interface Elements {
  readonly cell: Int32Array
  /** Seconds as things stand, at most the cap. */
  readonly base: Uint16Array
  readonly weight: Float64Array
  /** Index in `patternSets`. */
  readonly patternSet: Int32Array
  readonly patternSets: readonly ReadonlySet<number>[]
}

/** Crews that stand at the same hours have the same pattern: its number for each of them. */
export function patternsOf(candidates: readonly Crew[]): number[] {
  const known = new Map<string, number>()
  return candidates.map(({ period: { from, to, weekdays } }) => {
    const key = JSON.stringify([from, to, [...weekdays].sort()])
    const number = known.get(key) ?? known.size
    known.set(key, number)
    return number
  })
}

export interface PatternPart {
  readonly from: number
  readonly to: number
  readonly patterns: ReadonlySet<number>
}

/** In which stretches of the week would which patterns stand? One candidate of each tells. */
export function patternWeek(candidates: readonly Crew[], patterns: readonly number[]): PatternPart[] {
  const firsts = candidates.filter((_, i) => patterns.indexOf(patterns[i]!) === i)
  return weekParts(firsts).map(({ from, to, crews }) => ({
    ...{ from, to },
    patterns: new Set(crews.map((crew) => patterns[candidates.indexOf(crew)]!)),
  }))
}

/** `limits` only for the goal of coverage: what is within them already, or has none, is nothing to be won. */
export function elementsOf(stretches: readonly Stretch[], goal: SuggestGoal, limits: Uint16Array): Elements {
  const patternSets: ReadonlySet<number>[] = []
  const setOf = stretches.map(({ patterns }) => {
    const same = patternSets.findIndex(
      (set) => set.size === patterns.size && [...patterns].every((one) => set.has(one)),
    )
    return same === -1 ? patternSets.push(patterns) - 1 : same
  })
  const found = { cell: [] as number[], base: [] as number[], weight: [] as number[], set: [] as number[] }
  for (let cell = 0; cell < limits.length; cell++) {
    if (goal === 'coverage' && limits[cell] === noLimit) continue
    const own = new Map<number, number>()
    stretches.forEach(({ seconds, weightOf }, i) => {
      const reached = seconds[cell]!
      if (goal === 'coverage' && reached <= limits[cell]!) return
      // Whoever is late for the limit is as late as any other; of the mean every second counts.
      const base = goal === 'coverage' ? cappedAtSeconds : Math.min(cappedAtSeconds, reached)
      const key = setOf[i]! * 65_536 + base
      own.set(key, (own.get(key) ?? 0) + weightOf(cell))
    })
    for (const [key, weight] of own) {
      if (weight === 0) continue
      found.cell.push(cell)
      found.base.push(key % 65_536)
      found.set.push(Math.floor(key / 65_536))
      found.weight.push(weight)
    }
  }
  return {
    ...{ cell: Int32Array.from(found.cell), base: Uint16Array.from(found.base), patternSets },
    ...{ weight: Float64Array.from(found.weight), patternSet: Int32Array.from(found.set) },
  }
}

/** What the crew would win by itself: of coverage the weight within the limit, of the mean weight times seconds saved. */
export function optionOf(
  { drive, delaySeconds }: FieldSource,
  pattern: number,
  cost: number,
  elements: Elements,
  goal: SuggestGoal,
  limits: Uint16Array,
): Option {
  const own: number[] = []
  const values: number[] = []
  const stands = elements.patternSets.map((set) => set.has(pattern))
  for (let i = 0; i < elements.cell.length; i++) {
    if (!stands[elements.patternSet[i]!]) continue
    const cell = elements.cell[i]!
    const comes = afterDelay(drive[cell]!, delaySeconds)
    const worth =
      goal === 'coverage'
        ? Number(comes <= limits[cell]!)
        : elements.base[i]! - Math.min(cappedAtSeconds, comes)
    if (worth <= 0) continue
    own.push(i)
    values.push(worth * elements.weight[i]!)
  }
  return { elements: Int32Array.from(own), values: Float64Array.from(values), cost }
}
