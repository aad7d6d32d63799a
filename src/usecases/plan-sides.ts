/** What does a plan do to one measure? Cells and residents within their limits, hour by hour, and the tasks of a year. */
import { type Counted, noLimit } from '../../geo/coverage/residents.ts'
import {
  countWithin,
  type MinutesWithin,
  meanSecondsByGroup,
  minutesWithin,
  type WeekStretch,
  weightedByGroup,
} from '../../geo/coverage/week-sides.ts'
import type { MeasureEffect, Sides, TargetEffect } from '../contract/plan-effect.ts'
import type { PlanTarget } from '../contract/plan-ground.ts'
import { type ServiceLevelDecision, type Target, targetsFor } from '../domain/service-level-decision.ts'
import { minutesOfClass, weekMinutes } from '../domain/standing-week.ts'
import type { Measure } from '../domain/vocabulary.ts'
import type { Limits } from './coverage-ground.ts'
import type { PlanTasks } from './plan-tasks.ts'
import { type PlanWeek, stretchesOf } from './plan-week.ts'
import type { CountyReference } from './reference.ts'

/** Minutes until a resident is reached say nothing where nobody comes: an hour counts for all of that. */
export const cappedAtSeconds = 3600

export interface MeasureAsked {
  readonly reference: CountyReference
  readonly decision: ServiceLevelDecision
  readonly measure: Measure
  readonly limits: Limits
  readonly week: PlanWeek
  readonly tasks: PlanTasks
}

export function measureEffect(asked: MeasureAsked): MeasureEffect {
  const { reference, decision, measure, limits, week } = asked
  const { cells, municipalities } = reference
  const stretches = stretchesOf(week, measure)
  const within = minutesWithin(stretches, limits.seconds)
  const codes = municipalities.map(({ code }) => code)
  const indexOfCode = new Map(codes.map((code, i) => [code, i]))
  const townOf = cells.municipality.map((code) => indexOfCode.get(code) ?? -1)
  const everywhere = new Uint8Array(cells.e.length)
  const sides = sidesBy(within, limits.seconds, cells.residents)
  const free = Int32Array.from(limits.seconds, (limit) => (limit === noLimit ? weekMinutes : 0))
  const means = meansBy(stretches, cells.residents)
  const townMeans = means(townOf, codes.length)
  const own = decision.targets.filter((target) => target.measure === measure)
  return {
    ...{ measure, urgencies: [...limits.urgencies] },
    total: sides(everywhere, 1)[0]!,
    zones: sides(limits.zoneOf, limits.zones.length).map((side, i) => ({
      ...{ zone: limits.zones[i]!, ...side },
      ...(limits.targets[i] && { limit: limitOf(limits.targets[i]) }),
    })),
    municipalities: sides(townOf, codes.length).map((side, i) => ({
      ...{ municipality: codes[i]!, ...side, mean: townMeans[i]! },
    })),
    withoutLimit: rounded(weightedByGroup(free, cells.residents, everywhere, 1, weekMinutes)[0]!),
    mean: { ...means(everywhere, 1)[0]!, cappedAtSeconds },
    targets: own.map((target) => targetEffect(target, asked)),
    changed: changedCells(within, cells.residents),
    urgencyGroups: urgencyGroups(own).map((urgencies) => ({
      ...{ urgencies, ...groupTasks(urgencies, asked) },
    })),
  }
}

/** By any grouping, summed in the order of the cells. */
function sidesBy(within: MinutesWithin, limits: Uint16Array, residents: readonly number[]) {
  const limited = Int32Array.from(limits, (limit) => (limit === noLimit ? 0 : weekMinutes))
  return (groupOf: ArrayLike<number>, groups: number): Sides[] => {
    const of = (minutes: Int32Array) =>
      weightedByGroup(minutes, residents, groupOf, groups, weekMinutes).map(rounded)
    const [all, before, after] = [of(limited), of(within.before), of(within.after)]
    const [gained, lost] = [of(within.gained), of(within.lost)]
    return all.map((each, i) => ({
      ...{ limited: each, before: before[i]!, after: after[i]!, gained: gained[i]!, lost: lost[i]! },
    }))
  }
}

/** Over the whole week, by any grouping. */
function meansBy(stretches: readonly WeekStretch[], residents: readonly number[]) {
  return (groupOf: ArrayLike<number>, groups: number): { before: number; after: number }[] => {
    const known = new Map<Uint16Array, number[]>()
    const of = (seconds: Uint16Array) => {
      const found =
        known.get(seconds) ?? meanSecondsByGroup(seconds, residents, cappedAtSeconds, groupOf, groups)
      known.set(seconds, found)
      return found
    }
    const [before, after] = [new Float64Array(groups), new Float64Array(groups)]
    for (const stretch of stretches) {
      const [was, is] = [of(stretch.before), of(stretch.after)]
      for (let group = 0; group < groups; group++) {
        before[group]! += stretch.minutes * was[group]!
        after[group]! += stretch.minutes * is[group]!
      }
    }
    return Array.from(before, (sum, i) => ({
      before: tenths(sum / weekMinutes),
      after: tenths(after[i]! / weekMinutes),
    }))
  }
}

function targetEffect(target: Target, asked: MeasureAsked): TargetEffect {
  const { reference, limits, week, measure } = asked
  const { residents } = reference.cells
  const zone = limits.zones.indexOf(target.zone)
  const cells: number[] = []
  for (let cell = 0; cell < limits.zoneOf.length; cell++)
    if (target.zone === 'all' ? limits.zoneOf[cell] !== -1 : zone !== -1 && limits.zoneOf[cell] === zone)
      cells.push(cell)
  const known = new Map<Uint16Array, Counted>()
  const count = (seconds: Uint16Array) => {
    const found = known.get(seconds) ?? countWithin(seconds, cells, target.withinSeconds, residents)
    known.set(seconds, found)
    return found
  }
  const hours = (side: 'before' | 'after') => {
    const columns = { cells: new Float64Array(48), residents: new Float64Array(48) }
    let all = { cells: 0, residents: 0 }
    for (const stretch of week.stretches) {
      const found = count(stretch[side][measure]!)
      stretch.byClass.forEach((minutes, hour) => {
        columns.cells[hour]! += (minutes * found.cells) / minutesOfClass(hour)
        columns.residents[hour]! += (minutes * found.residents) / minutesOfClass(hour)
      })
      all = {
        cells: all.cells + (stretch.minutes * found.cells) / weekMinutes,
        residents: all.residents + (stretch.minutes * found.residents) / weekMinutes,
      }
    }
    return { columns, all: rounded(all) }
  }
  const [before, after] = [hours('before'), hours('after')]
  const { urgencies, withinSeconds, requiredShare, official } = target
  const moved = countTasks(asked, (urgency, zoneOfTask) =>
    urgencies.includes(urgency) && (target.zone === 'all' || target.zone === zoneOfTask)
      ? withinSeconds
      : undefined,
  )
  return {
    ...{ urgencies: [...urgencies], zone: target.zone, withinSeconds, requiredShare, official },
    limited: rounded({
      cells: cells.length,
      residents: cells.reduce((sum, cell) => sum + residents[cell]!, 0),
    }),
    ...{ before: before.all, after: after.all },
    hours: {
      ...{ cellsBefore: column(before.columns.cells), cellsAfter: column(after.columns.cells) },
      residentsBefore: column(before.columns.residents),
      residentsAfter: column(after.columns.residents),
    },
    ...{ tasks: moved.tasks, toWithin: moved.toWithin, toBeyond: moved.toBeyond },
  }
}

/** Of each urgency and class the target that most tasks must be within. */
function groupTasks(urgencies: readonly string[], asked: MeasureAsked) {
  const { decision, measure, limits } = asked
  const known = new Map(
    limits.zones.flatMap((zone) =>
      urgencies.map((urgency) => {
        const target = targetsFor(decision, urgency, zone).find((one) => one.measure === measure)
        return [`${urgency}\u0000${zone}`, target?.withinSeconds] as const
      }),
    ),
  )
  return countTasks(asked, (urgency, zone) => known.get(`${urgency}\u0000${zone}`))
}

/** Each task at its own minute of the week and in its own cell, by the class that the cell has on the plan's date. */
function countTasks(
  { tasks, limits, week, measure }: MeasureAsked,
  limitOfTask: (urgency: string, zone: string) => number | undefined,
) {
  const found = { tasks: 0, before: 0, after: 0, toWithin: 0, toBeyond: 0 }
  const byPair = tasks.urgencies.map((urgency) => limits.zones.map((zone) => limitOfTask(urgency, zone)))
  for (let i = 0; i < tasks.cell.length; i++) {
    const cell = tasks.cell[i]!
    const limit = byPair[tasks.urgency[i]!]![limits.zoneOf[cell]!]
    if (limit === undefined) continue
    const stretch = week.stretches[week.stretchAt[tasks.minute[i]!]!]!
    const was = stretch.before[measure]![cell]! <= limit
    const is = stretch.after[measure]![cell]! <= limit
    found.tasks++
    if (was) found.before++
    if (is) found.after++
    if (is && !was) found.toWithin++
    if (was && !is) found.toBeyond++
  }
  return found
}

function changedCells({ gained, lost, before, after }: MinutesWithin, residents: readonly number[]) {
  const cell: number[] = []
  for (let i = 0; i < gained.length; i++) if (gained[i]! + lost[i]! > 0) cell.push(i)
  const share = (minutes: Int32Array) => cell.map((i) => Math.round((minutes[i]! / weekMinutes) * 1e4) / 1e4)
  return {
    ...{ cell, before: share(before), after: share(after) },
    residents: cell.map((i) => tenths(residents[i]!)),
  }
}

function urgencyGroups(targets: readonly Target[]): string[][] {
  return [...new Set(targets.map(({ urgencies }) => urgencies.join('\u0000')))].map((key) =>
    key.split('\u0000'),
  )
}

export function planTarget({ urgencies, zone, ...target }: Target): PlanTarget {
  return { urgencies: [...urgencies], zone, ...limitOf(target) }
}

function limitOf({ withinSeconds, requiredShare, official }: Omit<PlanTarget, 'urgencies' | 'zone'>) {
  return { withinSeconds, requiredShare, official }
}

export const tenths = (value: number) => Math.round(value * 10) / 10
const rounded = ({ cells, residents }: Counted) => ({ cells: tenths(cells), residents: tenths(residents) })
const column = (values: Float64Array) => Array.from(values, tenths)
