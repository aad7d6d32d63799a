/**
 * Over a whole week in which those who stand ready change from hour to hour: how long is each cell reached within its
 * limit before a change and after it, and who lives there? Minutes are counted whole, so that all sums are exact.
 */
import { type Counted, noLimit } from './residents.ts'

/** A stretch of the week with the reach times of one measure, before and after. */
export interface WeekStretch {
  readonly minutes: number
  readonly before: Uint16Array
  readonly after: Uint16Array
}

/** Minutes of the week, by cell. */
export interface MinutesWithin {
  readonly before: Int32Array
  readonly after: Int32Array
  /** Within after but not before, and the other way round: a cell may be both, at different hours. */
  readonly gained: Int32Array
  readonly lost: Int32Array
}

export function minutesWithin(stretches: readonly WeekStretch[], limits: Uint16Array): MinutesWithin {
  const column = () => new Int32Array(limits.length)
  const [before, after, gained, lost] = [column(), column(), column(), column()]
  for (const { minutes, ...reached } of stretches) {
    for (let cell = 0; cell < limits.length; cell++) {
      const limit = limits[cell]
      if (limit === noLimit) continue
      const was = reached.before[cell] <= limit
      const is = reached.after[cell] <= limit
      if (was) before[cell] += minutes
      if (is) after[cell] += minutes
      if (was !== is) (is ? gained : lost)[cell] += minutes
    }
  }
  return { before, after, gained, lost }
}

/** Cells and residents for which the minutes stand, as shares of the week, by group; -1 belongs to none. */
export function weightedByGroup(
  minutes: Int32Array,
  residents: ArrayLike<number>,
  groupOf: ArrayLike<number>,
  groups: number,
  weekMinutes: number,
): Counted[] {
  const cells = new Float64Array(groups)
  const living = new Float64Array(groups)
  for (let cell = 0; cell < minutes.length; cell++) {
    const group = groupOf[cell]
    if (group < 0 || minutes[cell] === 0) continue
    cells[group] += minutes[cell]
    living[group] += minutes[cell] * residents[cell]
  }
  return Array.from(cells, (sum, group) => ({
    ...{ cells: sum / weekMinutes, residents: living[group] / weekMinutes },
  }))
}

/** Cells of the list and their residents that are reached within the seconds. */
export function countWithin(
  seconds: Uint16Array,
  cells: ArrayLike<number>,
  withinSeconds: number,
  residents: ArrayLike<number>,
): Counted {
  let [count, living] = [0, 0]
  for (let i = 0; i < cells.length; i++) {
    if (seconds[cells[i]] > withinSeconds) continue
    count++
    living += residents[cells[i]]
  }
  return { cells: count, residents: living }
}

/** Mean seconds over the residents of each group; longer than the cap, or never, counts as the cap. 0 where nobody lives. */
export function meanSecondsByGroup(
  seconds: Uint16Array,
  residents: ArrayLike<number>,
  cap: number,
  groupOf: ArrayLike<number>,
  groups: number,
): number[] {
  const [sum, living] = [new Float64Array(groups), new Float64Array(groups)]
  for (let cell = 0; cell < seconds.length; cell++) {
    const group = groupOf[cell]
    if (group < 0) continue
    sum[group] += residents[cell] * Math.min(cap, seconds[cell])
    living[group] += residents[cell]
  }
  return Array.from(sum, (each, group) => (living[group] === 0 ? 0 : each / living[group]))
}
