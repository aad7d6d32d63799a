/** Why these crews? What each of them buys, cell by cell, what it costs, and what the best in its place would have bought. */
import type { Suggested, SuggestGoal } from '../contract/plan-suggestion.ts'
import { addedBy, type BestChoice, heldBy, type Option } from '../domain/choose-best.ts'
import { personsOf } from '../domain/readiness.ts'
import { type Crew, weekCrewHours } from '../domain/standing-week.ts'
import { sumOf } from '../domain/sum-of.ts'
import { tenths } from './plan-sides.ts'
import { plainPeriod } from './show-readiness.ts'
import type { Elements } from './suggest-elements.ts'

export interface Chosen {
  readonly best: BestChoice
  /** One for each crew. */
  readonly options: readonly Option[]
  readonly crews: readonly Crew[]
  readonly elements: Elements
  readonly goal: SuggestGoal
  readonly gain: (won: number) => number
  /** Of each cell over the whole week. */
  readonly weights: Float64Array
  readonly residents: readonly number[]
}

/** In the order of the choice, each as what it adds to those before it. */
export function explained(chosen: Chosen): Suggested[] {
  const { best, options, crews, elements, gain } = chosen
  const held = (indices: readonly number[]) =>
    heldBy(
      indices.map((index) => options[index]!),
      elements.cell.length,
    )
  return best.chosen.map((index, place) => {
    const option = options[index]!
    const without = held(best.chosen.filter((other) => other !== index))
    const second = runnerUp(chosen, index, without)
    return {
      change: { kind: 'set-readiness', period: plainPeriod(crews[index]!.period) },
      ...costOf(crews[index]!),
      ...{ alone: gain(addedBy(option, held([]))), gain: gain(addedBy(option, without)) },
      cells: cellsWon(option, held(best.chosen.slice(0, place)), chosen),
      ...(second && {
        runnerUp: {
          ...{ period: plainPeriod(crews[second.index]!.period), gain: gain(second.adds) },
          ...costOf(crews[second.index]!),
        },
      }),
    }
  })
}

/** The crew of another station that would add most; the cheaper of equals. */
function runnerUp({ best, options, crews }: Chosen, chosen: number, held: Float64Array) {
  const { station } = crews[chosen]!
  return options
    .map((option, index) => ({ index, cost: option.cost, adds: addedBy(option, held) }))
    .filter(
      ({ index, adds }) => adds > 0 && !best.chosen.includes(index) && crews[index]!.station !== station,
    )
    .sort((a, b) => b.adds - a.adds || a.cost - b.cost)[0]
}

/** Most won first. */
function cellsWon({ elements: own, values }: Option, held: Float64Array, chosen: Chosen): Suggested['cells'] {
  const { elements, goal, weights, residents } = chosen
  const won = new Map<number, number>()
  own.forEach((element, i) => {
    const more = values[i]! - held[element]!
    const cell = elements.cell[element]!
    if (more > 0) won.set(cell, (won.get(cell) ?? 0) + more)
  })
  const ordered = [...won].sort(([a, x], [b, y]) => y - x || a - b)
  const each = ordered.map(([cell, value]) => value / weights[cell]!)
  return {
    cell: ordered.map(([cell]) => cell),
    residents: ordered.map(([cell]) => tenths(residents[cell]!)),
    ...(goal === 'coverage'
      ? { share: each.map((share) => Math.round(share * 1e4) / 1e4) }
      : { secondsSaved: each.map(tenths) }),
  }
}

/** Of one week. */
export function costOf(crew: Crew): { crewHours: number; personHours: number } {
  const hours = sumOf(Object.values(weekCrewHours([crew])).map((kind) => kind.hours))
  return { crewHours: tenths(hours), personHours: tenths(hours * (personsOf(crew.period) ?? 0)) }
}
