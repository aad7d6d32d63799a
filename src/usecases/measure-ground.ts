/**
 * What of a measure is the same from plan to plan? Its cells, groups and targets, the tasks sorted by whose limit they
 * have, and of each set of crews what it reaches: counted once for each set, however many plans it stands in.
 */
import { type Counted, noLimit } from '../../geo/coverage/residents.ts'
import { meanSecondsByGroup } from '../../geo/coverage/week-sides.ts'
import type { MeasureEffect } from '../contract/plan-effect.ts'
import type { ServiceLevelDecision, Target } from '../domain/service-level-decision.ts'
import { weekMinutes } from '../domain/standing-week.ts'
import type { Measure } from '../domain/vocabulary.ts'
import type { Limits } from './coverage-ground.ts'
import type { PlanTasks } from './plan-tasks.ts'
import type { PlanWeek } from './plan-week.ts'
import type { CountyReference } from './reference.ts'

/** Minutes until a resident is reached say nothing where nobody comes: an hour counts for all of that. */
export const cappedAtSeconds = 3600

/** Each cell in one group; -1 in none. */
export interface Grouping {
  readonly of: ArrayLike<number>
  readonly count: number
}

export interface MeasureGround {
  readonly targets: readonly Target[]
  readonly everywhere: Grouping
  readonly classes: Grouping
  readonly towns: Grouping & { readonly codes: readonly string[] }
  /** Minutes of the week for which each cell has a limit, and has none. */
  readonly limited: Int32Array
  readonly free: Int32Array
  /** Of each target: the cells that it is for, with their residents. */
  readonly ofTarget: readonly Counted[]
  /** Of each target, with these seconds by cell: its cells that are reached within it. */
  within(seconds: Uint16Array): readonly Counted[]
  /** Mean seconds of each group's residents, with these seconds by cell. */
  means(seconds: Uint16Array, by: Grouping): readonly number[]
  /** The tasks of an urgency in cells of a class. */
  tasksOf(tasks: PlanTasks, urgency: string, zone: string): CellTasks
  /** The last few answers, for a week that is as it was. */
  readonly answers: Answered[]
}

/** Columns of equal length. */
export interface CellTasks {
  readonly cell: readonly number[]
  readonly minute: readonly number[]
}

export interface Answered {
  readonly week: PlanWeek
  readonly tasks: PlanTasks
  readonly effect: MeasureEffect
}

export interface GroundAsked {
  readonly reference: CountyReference
  readonly decision: ServiceLevelDecision
  readonly measure: Measure
  readonly limits: Limits
}

const made = new WeakMap<Limits, { readonly reference: CountyReference; readonly ground: MeasureGround }>()

/** The same object for the same limits: those are of one decision, measure and date. */
export function measureGround(asked: GroundAsked): MeasureGround {
  const known = made.get(asked.limits)
  if (known?.reference === asked.reference) return known.ground
  const ground = createMeasureGround(asked)
  made.set(asked.limits, { reference: asked.reference, ground })
  return ground
}

function createMeasureGround({ reference, decision, measure, limits }: GroundAsked): MeasureGround {
  const { cells, municipalities } = reference
  const { residents } = cells
  const targets = decision.targets.filter((target) => target.measure === measure)
  const codes = municipalities.map(({ code }) => code)
  const indexOfCode = new Map(codes.map((code, i) => [code, i]))
  const everyMinute = (has: boolean) =>
    Int32Array.from(limits.seconds, (limit) => ((limit === noLimit) === has ? 0 : weekMinutes))
  const counted = createCounting(targets, limits, residents)
  const within = new WeakMap<Uint16Array, readonly Counted[]>()
  const means = new WeakMap<Uint16Array, Map<Grouping, readonly number[]>>()
  const sorted = new WeakMap<PlanTasks, Map<string, CellTasks>>()
  return {
    targets,
    everywhere: { of: new Uint8Array(cells.e.length), count: 1 },
    classes: { of: limits.zoneOf, count: limits.zones.length },
    towns: { of: cells.municipality.map((code) => indexOfCode.get(code) ?? -1), count: codes.length, codes },
    ...{ limited: everyMinute(true), free: everyMinute(false), answers: [] },
    ofTarget: counted(() => true),
    within(seconds) {
      const found = within.get(seconds) ?? counted((cell, limit) => seconds[cell]! <= limit)
      within.set(seconds, found)
      return found
    },
    means(seconds, by) {
      const known = means.get(seconds) ?? new Map<Grouping, readonly number[]>()
      means.set(seconds, known)
      const found = known.get(by) ?? meanSecondsByGroup(seconds, residents, cappedAtSeconds, by.of, by.count)
      known.set(by, found)
      return found
    },
    tasksOf(tasks, urgency, zone) {
      const known = sorted.get(tasks) ?? tasksByPair(tasks, limits)
      sorted.set(tasks, known)
      return known.get(pairKey(urgency, zone)) ?? { cell: [], minute: [] }
    },
  }
}

/** Of each target at one walk over the cells, in their order: what a cell's class has targets for. */
function createCounting(targets: readonly Target[], { zones, zoneOf }: Limits, residents: readonly number[]) {
  const ofZone = zones.map((zone) =>
    targets.flatMap((target, i) => (target.zone === 'all' || target.zone === zone ? [i] : [])),
  )
  return (isIn: (cell: number, limit: number) => boolean): Counted[] => {
    const cells = new Float64Array(targets.length)
    const living = new Float64Array(targets.length)
    for (let cell = 0; cell < zoneOf.length; cell++) {
      const own = ofZone[zoneOf[cell]!]
      if (own === undefined) continue
      for (const i of own) {
        if (!isIn(cell, targets[i]!.withinSeconds)) continue
        cells[i]!++
        living[i]! += residents[cell]!
      }
    }
    return targets.map((_, i) => ({ cells: cells[i]!, residents: living[i]! }))
  }
}

const pairKey = (urgency: string, zone: string) => `${urgency}\u0000${zone}`

function tasksByPair({ urgencies, urgency, cell, minute }: PlanTasks, { zones, zoneOf }: Limits) {
  const found = new Map<string, { cell: number[]; minute: number[] }>()
  const columns = urgencies.map((letter) =>
    zones.map((zone) => {
      const column = { cell: [] as number[], minute: [] as number[] }
      found.set(pairKey(letter, zone), column)
      return column
    }),
  )
  for (let i = 0; i < cell.length; i++) {
    const column = columns[urgency[i]!]![zoneOf[cell[i]!]!]
    column?.cell.push(cell[i]!)
    column?.minute.push(minute[i]!)
  }
  return found
}
