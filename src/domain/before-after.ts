/**
 * What did a change of readiness do? Reach time of the area before and after, the same of the control, and what the area
 * moved by more than the control: the difference in differences, each measure and each part of the week by itself and
 * never summed (DOMAIN 4.4).
 *
 * Intervals: each of the four levels has a distribution-free one at the worth of its weeks (`blocked-levels`); the
 * differences take theirs from these (MOVER). A bootstrap of medians is too narrow where tasks are as few as here, and
 * would need chance. Area and control of one week are taken as independent: what they share, such as the weather, only
 * makes the true difference in differences surer than told.
 */
import { type Blocked, blockedPercentile, blockedShare } from './blocked-levels.ts'
import { type ChangeWord, type Interval, type Level, moverInterval, wordOf } from './difference.ts'
import { type HourBand, hourBands } from './hour-bands.ts'
import { minimumForMedian, minimumForP90 } from './statistics.ts'
import { type Measure, measures } from './vocabulary.ts'

export type Side = 'area' | 'control'
export type When = 'before' | 'after'

export interface StudyTask {
  readonly task: string
  readonly side: Side
  readonly when: When
  readonly band: HourBand
  /** Of the calendar, counted from anywhere. */
  readonly week: number
  /** Seconds; absent: the task has none. */
  readonly times: Readonly<Partial<Record<Measure, number>>>
  /** Within the target of its own class and date; absent without one. */
  readonly inTime: Readonly<Partial<Record<Measure, boolean>>>
}

export interface LevelFound extends Interval {
  readonly n: number
  /** Absent below the minimum of the statistic. */
  readonly value?: number
}

/** `interval` and `word` are of `value`: after - before, or that of the area less that of the control. */
export interface Difference extends Interval {
  readonly value: number
  readonly word: ChangeWord
}

export interface SideFound {
  readonly before: LevelFound
  readonly after: LevelFound
  /** Absent when either window has too few tasks. */
  readonly difference?: Difference
}

export interface StatisticFound {
  readonly area: SideFound
  readonly control: SideFound
  /** Absent when any of the four has too few tasks. */
  readonly did?: Difference
}

export const statistics = ['median', 'p90', 'share'] as const
export type Statistic = (typeof statistics)[number]

/** Seconds for `median` and `p90`, 0..1 for `share`, which is absent where no task has a target. */
export interface Finding {
  readonly measure: Measure
  readonly band: HourBand | 'all'
  readonly median: StatisticFound
  readonly p90: StatisticFound
  readonly share?: StatisticFound
  /** Tasks that were reached, but have no time of this measure: a rescue group that never came together, say. */
  readonly missing: Readonly<Record<Side, Readonly<Record<When, number>>>>
}

export const minimumOf: Readonly<Record<Statistic, number>> = {
  median: minimumForMedian,
  p90: minimumForP90,
  share: minimumForMedian,
}

/** For each measure that any task has: all hours, then each part of the week. The order of tasks plays no part. */
export function findingsOf(tasks: readonly StudyTask[]): Finding[] {
  return measuresOf(tasks).flatMap((measure) => findingBands.map((band) => findingIn(measure, band, tasks)))
}

/** Those that any task has. */
export function measuresOf(tasks: readonly StudyTask[]): Measure[] {
  return measures.filter((measure) => tasks.some(({ times }) => times[measure] !== undefined))
}

/** All hours, then each part of the week. */
export const findingBands = ['all', ...hourBands] as const

/** One finding of one part of the week: a piece of the work that is short enough to be done at one go. */
export function findingIn(measure: Measure, band: Finding['band'], everyHour: readonly StudyTask[]): Finding {
  const all = band === 'all' ? everyHour : everyHour.filter((task) => task.band === band)
  const tasks = all.filter(({ times }) => times[measure] !== undefined)
  const seconds = (p: number, least: number) =>
    compareFour(
      tasks,
      (group) => group.map(({ times, week }) => ({ value: times[measure]!, block: week })),
      (group: readonly Blocked[]) => blockedPercentile(group, p),
      { least, lowerIsBetter: true },
    )
  const targeted = tasks.filter(({ inTime }) => inTime[measure] !== undefined)
  return {
    ...{ measure, band, missing: missingIn(all, measure) },
    median: seconds(0.5, minimumOf.median),
    p90: seconds(0.9, minimumOf.p90),
    ...(targeted.length > 0 && {
      share: compareFour(
        targeted,
        (group) => group.map(({ inTime, week }) => ({ hit: inTime[measure]!, block: week })),
        blockedShare,
        { least: minimumOf.share, lowerIsBetter: false },
      ),
    }),
  }
}

function missingIn(tasks: readonly StudyTask[], measure: Measure): Finding['missing'] {
  const missing = { area: { before: 0, after: 0 }, control: { before: 0, after: 0 } }
  for (const { side, when, times } of tasks) if (times[measure] === undefined) missing[side][when]++
  return missing
}

interface Judging {
  readonly least: number
  readonly lowerIsBetter: boolean
}

function compareFour<T>(
  tasks: readonly StudyTask[],
  sampleOf: (group: readonly StudyTask[]) => readonly T[],
  levelOf: (sample: readonly T[]) => Level,
  judging: Judging,
): StatisticFound {
  const measured = (side: Side, when: When) => {
    const sample = sampleOf(tasks.filter((task) => task.side === side && task.when === when))
    return { n: sample.length, ...(sample.length >= judging.least && { level: levelOf(sample) }) }
  }
  const [area, control] = (['area', 'control'] as const).map((side) => ({
    before: measured(side, 'before'),
    after: measured(side, 'after'),
  }))
  const four = [area!.before, area!.after, control!.before, control!.after]
  return {
    area: sideFound(area!, judging),
    control: sideFound(control!, judging),
    ...(four.every(({ level }) => level) && { did: didOf(area!, control!, judging) }),
  }
}

interface Measured {
  readonly n: number
  readonly level?: Level
}
type Pair = Readonly<Record<When, Measured>>

function sideFound({ before, after }: Pair, judging: Judging): SideFound {
  return {
    before: levelFound(before),
    after: levelFound(after),
    ...(before.level &&
      after.level && {
        difference: difference([{ before: before.level, after: after.level }], [before.n, after.n], judging),
      }),
  }
}

function levelFound({ n, level }: Measured): LevelFound {
  return level ? { n, value: level.value, ...closed(level) } : { n }
}

/** The control's change counts backwards: its before takes the place of an after. */
function didOf(area: Pair, control: Pair, judging: Judging): Difference {
  return difference(
    [
      { before: area.before.level!, after: area.after.level! },
      { before: control.after.level!, after: control.before.level! },
    ],
    [area.before.n, area.after.n, control.before.n, control.after.n],
    judging,
  )
}

function difference(
  terms: readonly { readonly before: Level; readonly after: Level }[],
  counts: readonly number[],
  { lowerIsBetter }: Judging,
): Difference {
  const interval = moverInterval(terms.map((term) => ({ weight: 1, ...term })))
  const value = terms.reduce((sum, { before, after }) => sum + (after.value - before.value), 0)
  return { value, ...interval, word: wordOf(Math.min(...counts), interval, lowerIsBetter) }
}

function closed({ low, high }: Level): Interval {
  return { ...(Number.isFinite(low) && { low }), ...(Number.isFinite(high) && { high }) }
}
