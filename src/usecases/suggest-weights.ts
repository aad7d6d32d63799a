/** What does each cell weigh at which hours, by its residents or by its tasks, and what is reached of that as things stand? */
import { noLimit } from '../../geo/coverage/residents.ts'
import type { SuggestGoal } from '../contract/plan-suggestion.ts'
import type { ServiceLevelDecision } from '../domain/service-level-decision.ts'
import { weekMinutes } from '../domain/standing-week.ts'
import type { Measure } from '../domain/vocabulary.ts'
import { cappedAtSeconds } from './measure-ground.ts'
import { tenths } from './plan-sides.ts'
import type { PlanWeek } from './plan-week.ts'
import type { PatternPart, Stretch } from './suggest-elements.ts'
import type { PlanTable } from './try-plan.ts'

export interface TaskWeights {
  /** Adds the tasks of these minutes of the week to their cells. */
  add(from: number, to: number, cells: Float64Array): void
}

/** The week cut where the crews that stand change, and where a candidate would begin or end. */
export function stretchesOf(
  week: PlanWeek,
  patternParts: readonly PatternPart[],
  measure: Measure,
  { residents, tasks }: { readonly residents: readonly number[]; readonly tasks: TaskWeights | undefined },
): Stretch[] {
  const found = new Map<string, Cut>()
  for (const { from, to, patterns } of patternParts) {
    for (let minute = from; minute < to; ) {
      const index = week.stretchAt[minute]!
      let end = minute + 1
      while (end < to && week.stretchAt[end] === index) end++
      const key = `${index} ${[...patterns].join(' ')}`
      const known = found.get(key) ?? {
        minutes: 0,
        patterns,
        index,
        cells: new Float64Array(residents.length),
      }
      known.minutes += end - minute
      tasks?.add(minute, end, known.cells)
      found.set(key, known)
      minute = end
    }
  }
  return [...found.values()].map(({ minutes, patterns, index, cells }) => ({
    ...{ patterns, seconds: week.stretches[index]!.before[measure]! },
    weightOf: tasks ? (cell) => cells[cell]! : (cell) => (residents[cell]! * minutes) / weekMinutes,
  }))
}

interface Cut {
  minutes: number
  readonly patterns: ReadonlySet<number>
  readonly index: number
  /** Tasks of a year. */
  readonly cells: Float64Array
}

/** Tasks of a year with a target of the measure, to be counted into cells by their minute of the week. */
export function taskWeights(
  table: PlanTable,
  decision: ServiceLevelDecision,
  measure: Measure,
  on: string,
): TaskWeights {
  const tasks = table.tasks(decision.service)
  const { zoneOf, zones } = table.limits(decision, measure, on)
  const targets = decision.targets.filter((target) => target.measure === measure)
  const counts = tasks.urgencies.map((urgency) =>
    zones.map((zone) =>
      targets.some((one) => one.urgencies.includes(urgency) && (one.zone === 'all' || one.zone === zone)),
    ),
  )
  const own = Array.from(tasks.minute.keys())
    .filter((i) => counts[tasks.urgency[i]!]![zoneOf[tasks.cell[i]!]!])
    .sort((a, b) => tasks.minute[a]! - tasks.minute[b]!)
  return {
    add(from, to, cells) {
      let i = own.findIndex((task) => tasks.minute[task]! >= from)
      for (; i >= 0 && i < own.length && tasks.minute[own[i]!]! < to; i++) cells[tasks.cell[own[i]!]!]! += 1
    },
  }
}

/** Of each cell over the whole week. */
export function cellWeights(stretches: readonly Stretch[], cells: number): Float64Array {
  const weights = new Float64Array(cells)
  for (const { weightOf } of stretches)
    for (let cell = 0; cell < cells; cell++) weights[cell]! += weightOf(cell)
  return weights
}

export interface Scale {
  /** What is reached when a choice wins so much. */
  after(won: number): number
  gain(won: number): number
}

/** Of coverage the weight within; of the mean the seconds, less what is won, over all that weighs. */
export function scaleOf(stretches: readonly Stretch[], goal: SuggestGoal, limits: Uint16Array): Scale {
  let [all, reached] = [0, 0]
  for (const { seconds, weightOf } of stretches) {
    for (let cell = 0; cell < limits.length; cell++) {
      const weight = weightOf(cell)
      all += weight
      if (goal === 'median') reached += weight * Math.min(cappedAtSeconds, seconds[cell]!)
      else if (limits[cell] !== noLimit && seconds[cell]! <= limits[cell]!) reached += weight
    }
  }
  if (goal === 'coverage') return { after: (won) => tenths(reached + won), gain: tenths }
  const mean = (total: number) => (all === 0 ? 0 : tenths(total / all))
  return { after: (won) => mean(reached - won), gain: mean }
}
