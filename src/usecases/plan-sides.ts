/** What does a plan do to one measure? Cells and residents within their limits, hour by hour, and the tasks of a year. */
import type { Counted } from '../../geo/coverage/residents.ts'
import { type MinutesWithin, minutesWithin, weightedByGroup } from '../../geo/coverage/week-sides.ts'
import type { MeasureEffect, Sides, TargetEffect } from '../contract/plan-effect.ts'
import type { PlanTarget } from '../contract/plan-ground.ts'
import { type Target, targetsFor } from '../domain/service-level-decision.ts'
import { hourClasses, minutesOfClass, weekMinutes } from '../domain/standing-week.ts'
import {
  cappedAtSeconds,
  type GroundAsked,
  type Grouping,
  type MeasureGround,
  measureGround,
} from './measure-ground.ts'
import type { PlanTasks } from './plan-tasks.ts'
import { isSameWeek, type PlanStretch, type PlanWeek, stretchesOf } from './plan-week.ts'

export interface MeasureAsked extends GroundAsked {
  readonly week: PlanWeek
  readonly tasks: PlanTasks
}

/** A plan that is looked at, and the one before it: more are seldom asked for again. */
const answersKept = 4

/** Most plans change crews of one service: the week of the others is as it was, and so is what it comes to. */
export function measureEffect(asked: MeasureAsked): MeasureEffect {
  const ground = measureGround(asked)
  const { week, tasks } = asked
  const known = ground.answers.find((one) => one.tasks === tasks && isSameWeek(one.week, week))
  if (known) return known.effect
  const effect = reckoned(asked, ground)
  ground.answers.unshift({ week, tasks, effect })
  ground.answers.splice(answersKept)
  return effect
}

function reckoned(asked: MeasureAsked, ground: MeasureGround): MeasureEffect {
  const { measure, limits, week } = asked
  const { residents } = asked.reference.cells
  const { everywhere, classes, towns, targets, free } = ground
  const within = minutesWithin(stretchesOf(week, measure), limits.seconds)
  const sides = sidesBy(within, ground.limited, residents)
  const means = meansBy(asked, ground)
  const townMeans = means(towns)
  return {
    ...{ measure, urgencies: [...limits.urgencies] },
    total: sides(everywhere)[0]!,
    zones: sides(classes).map((side, i) => ({
      ...{ zone: limits.zones[i]!, ...side },
      ...(limits.targets[i] && { limit: limitOf(limits.targets[i]) }),
    })),
    municipalities: sides(towns).map((side, i) => ({
      ...{ municipality: towns.codes[i]!, ...side, mean: townMeans[i]! },
    })),
    withoutLimit: rounded(weightedByGroup(free, residents, everywhere.of, 1, weekMinutes)[0]!),
    mean: { ...means(everywhere)[0]!, cappedAtSeconds },
    targets: targetEffects(asked, ground),
    changed: changedCells(within, residents),
    urgencyGroups: urgencyGroups(targets).map((urgencies) => ({
      ...{ urgencies, ...groupTasks(urgencies, asked, ground) },
    })),
  }
}

/** By any grouping, summed in the order of the cells. */
function sidesBy(within: MinutesWithin, limited: Int32Array, residents: readonly number[]) {
  return (by: Grouping): Sides[] => {
    const of = (minutes: Int32Array) =>
      weightedByGroup(minutes, residents, by.of, by.count, weekMinutes).map(rounded)
    const [all, before, after] = [of(limited), of(within.before), of(within.after)]
    const [gained, lost] = [of(within.gained), of(within.lost)]
    return all.map((each, i) => ({
      ...{ limited: each, before: before[i]!, after: after[i]!, gained: gained[i]!, lost: lost[i]! },
    }))
  }
}

/** Over the whole week, by any grouping. */
function meansBy({ week, measure }: MeasureAsked, ground: MeasureGround) {
  return (by: Grouping): { before: number; after: number }[] => {
    const [before, after] = [new Float64Array(by.count), new Float64Array(by.count)]
    for (const stretch of stretchesOf(week, measure)) {
      const [was, is] = [ground.means(stretch.before, by), ground.means(stretch.after, by)]
      for (let group = 0; group < by.count; group++) {
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

function targetEffects(asked: MeasureAsked, ground: MeasureGround): TargetEffect[] {
  const { week, measure, limits } = asked
  const before = week.stretches.map((stretch) => ground.within(stretch.before[measure]!))
  const after = week.stretches.map((stretch) => ground.within(stretch.after[measure]!))
  return ground.targets.map((target, i) => {
    const of = (side: readonly (readonly Counted[])[]) =>
      hoursOf(
        week.stretches,
        side.map((all) => all[i]!),
      )
    const [was, is] = [of(before), of(after)]
    const { urgencies, zone, withinSeconds, requiredShare, official } = target
    const moved = countTasks(
      asked,
      ground,
      urgencies,
      zone === 'all' ? limits.zones : [zone],
      () => withinSeconds,
    )
    return {
      ...{ urgencies: [...urgencies], zone, withinSeconds, requiredShare, official },
      limited: rounded(ground.ofTarget[i]!),
      ...{ before: was.all, after: is.all },
      hours: {
        ...{ cellsBefore: column(was.cells), cellsAfter: column(is.cells) },
        ...{ residentsBefore: column(was.residents), residentsAfter: column(is.residents) },
      },
      ...{ tasks: moved.tasks, toWithin: moved.toWithin, toBeyond: moved.toBeyond },
    }
  })
}

/** Hour by hour and over the whole week; `found` of each stretch. */
function hoursOf(stretches: readonly PlanStretch[], found: readonly Counted[]) {
  const cells = new Float64Array(hourClasses)
  const residents = new Float64Array(hourClasses)
  let all = { cells: 0, residents: 0 }
  for (const [i, { minutes, byClass }] of stretches.entries()) {
    const own = found[i]!
    for (let hour = 0; hour < hourClasses; hour++) {
      cells[hour]! += (byClass[hour]! * own.cells) / minutesOfClass(hour)
      residents[hour]! += (byClass[hour]! * own.residents) / minutesOfClass(hour)
    }
    all = {
      cells: all.cells + (minutes * own.cells) / weekMinutes,
      residents: all.residents + (minutes * own.residents) / weekMinutes,
    }
  }
  return { cells, residents, all: rounded(all) }
}

/** Of each urgency and class the target that most tasks must be within. */
function groupTasks(urgencies: readonly string[], asked: MeasureAsked, ground: MeasureGround) {
  const { decision, measure, limits } = asked
  return countTasks(
    asked,
    ground,
    urgencies,
    limits.zones,
    (urgency, zone) =>
      targetsFor(decision, urgency, zone).find((one) => one.measure === measure)?.withinSeconds,
  )
}

/** Each task at its own minute of the week and in its own cell, by the class that the cell has on the plan's date. */
function countTasks(
  { tasks, week, measure }: MeasureAsked,
  ground: MeasureGround,
  urgencies: readonly string[],
  zones: readonly string[],
  limitOf: (urgency: string, zone: string) => number | undefined,
) {
  const found = { tasks: 0, before: 0, after: 0, toWithin: 0, toBeyond: 0 }
  const stretches = stretchesOf(week, measure)
  for (const urgency of urgencies)
    for (const zone of zones) {
      const limit = limitOf(urgency, zone)
      if (limit === undefined) continue
      const { cell, minute } = ground.tasksOf(tasks, urgency, zone)
      found.tasks += cell.length
      for (let i = 0; i < cell.length; i++) {
        const { before, after } = stretches[week.stretchAt[minute[i]!]!]!
        const was = before[cell[i]!]! <= limit
        const is = after[cell[i]!]! <= limit
        if (was) found.before++
        if (is) found.after++
        if (is && !was) found.toWithin++
        if (was && !is) found.toBeyond++
      }
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
