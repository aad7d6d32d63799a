/** An ordinary week of a service under two sets of promises: in which stretches of it is everybody reached how soon? */
import type { FieldSource } from '../../geo/coverage/reach-field.ts'
import type { WeekStretch } from '../../geo/coverage/week-sides.ts'
import {
  type Crew,
  hourClasses,
  minutesByClass,
  type WeekPart,
  weekMinutes,
  weekParts,
} from '../domain/standing-week.ts'
import type { Measure } from '../domain/vocabulary.ts'
import { othersTurn } from './others-turn.ts'
import type { PlanFields, SecondsByMeasure } from './plan-fields.ts'

/** The crews of a service that count for something, with their rows of the field, by id of the period. */
export interface PlacedCrews {
  readonly crews: readonly Crew[]
  readonly sources: ReadonlyMap<string, FieldSource>
}

/** All the minutes of the week in which the same crews stand, before and after. */
export interface PlanStretch {
  readonly minutes: number
  readonly byClass: Int32Array
  readonly before: SecondsByMeasure
  readonly after: SecondsByMeasure
}

export interface PlanWeek {
  readonly stretches: readonly PlanStretch[]
  /** Index of the stretch of each minute. */
  readonly stretchAt: Uint16Array
}

export async function planWeek(
  fields: PlanFields,
  before: PlacedCrews,
  after: PlacedCrews,
): Promise<PlanWeek> {
  const stretches: (PlanStretch & { minutes: number })[] = []
  const stretchAt = new Uint16Array(weekMinutes)
  const [old, fresh] = [weekParts(before.crews), weekParts(after.crews)]
  const seconds = async (part: WeekPart, { sources }: PlacedCrews) => {
    const found = fields.seconds(part.crews.map(({ period }) => sources.get(period.id)!))
    // A set that is new takes some milliseconds: others get their turn between them.
    await othersTurn()
    return found
  }
  const [was, is] = [new Map<WeekPart, SecondsByMeasure>(), new Map<WeekPart, SecondsByMeasure>()]
  for (const part of old) was.set(part, await seconds(part, before))
  for (const part of fresh) is.set(part, await seconds(part, after))
  for (const { from, to, ...both } of inCommon(old, fresh)) {
    const [a, b] = [was.get(both.before)!, is.get(both.after)!]
    let index = stretches.findIndex((one) => one.before === a && one.after === b)
    if (index === -1) {
      index = stretches.length
      stretches.push({ minutes: 0, byClass: new Int32Array(hourClasses), before: a, after: b })
    }
    const stretch = stretches[index]!
    stretch.minutes += to - from
    minutesByClass({ from, to }).forEach((minutes, hour) => {
      stretch.byClass[hour]! += minutes
    })
    stretchAt.fill(index, from, to)
  }
  return { stretches, stretchAt }
}

/** The same crews at every minute: sets are the same arrays as long as they are the same set. */
export function isSameWeek(a: PlanWeek, b: PlanWeek): boolean {
  return (
    a.stretches.length === b.stretches.length &&
    a.stretches.every(({ before, after }, i) => {
      const other = b.stretches[i]!
      return before === other.before && after === other.after
    }) &&
    a.stretchAt.every((stretch, minute) => stretch === b.stretchAt[minute])
  )
}

/** Parts of both weeks laid over each other. */
function inCommon(before: readonly WeekPart[], after: readonly WeekPart[]) {
  const edges = [...new Set([...before, ...after].flatMap(({ from, to }) => [from, to]))].sort(
    (a, b) => a - b,
  )
  const at = (parts: readonly WeekPart[], minute: number) =>
    parts.find(({ from, to }) => from <= minute && minute < to)!
  return edges.slice(0, -1).map((from, i) => ({
    ...{ from, to: edges[i + 1]!, before: at(before, from), after: at(after, from) },
  }))
}

/** The same of one measure. */
export function stretchesOf({ stretches }: PlanWeek, measure: Measure): WeekStretch[] {
  return stretches.map(({ minutes, before, after }) => ({
    ...{ minutes, before: before[measure]!, after: after[measure]! },
  }))
}
