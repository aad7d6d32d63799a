/** Years of chance in the toy county, one after another: what a duel finds in each, and what is true of all of them. */
import { fight } from '../../../src/simulate/duel/duel.ts'
import { totalsOf } from '../../../src/simulate/duel/rows.ts'
import { exponential, streamOf } from '../../../src/simulate/random.ts'
import type { DuelTask } from '../../../src/usecases/duel-setting.ts'
import { type ToyCrew, toyField, toySetting, toySpan, toyTask } from './toy-duel.ts'

const day = 86_400_000

export interface ToyYear {
  readonly weeks: number
  readonly tasksPerDay: number
  readonly seed: number
  /** Of the chance in the replay; absent: that of the tasks. */
  readonly chance?: number
}

const cells = 12

/** Most tasks are in the west; times at scene are drawn in the replay. */
export function toyYearTasks({ weeks, tasksPerDay, seed }: ToyYear): DuelTask[] {
  const random = streamOf(seed, 'toy year')
  const until = toySpan.from + weeks * 7 * day
  const tasks: DuelTask[] = []
  for (let at = toySpan.from; ; ) {
    at += Math.round(exponential(random, day / tasksPerDay))
    if (at >= until) return tasks
    const cell = Math.floor(random() ** 1.5 * cells)
    const more = { sceneSeconds: undefined, municipality: cell < cells / 2 ? 'west' : 'east' }
    tasks.push(toyTask(`t${tasks.length}`, cell, at, more))
  }
}

export interface ToyDuel {
  readonly a: readonly ToyCrew[]
  readonly b: readonly ToyCrew[]
}

/** The row of all tasks. */
export function toyYearDuel(
  { a, b }: ToyDuel,
  year: ToyYear,
  options: { readonly independent?: boolean } = {},
) {
  const setting = toySetting({ cells, a, b, seed: year.chance ?? year.seed })
  const recorded = toyYearTasks(year)
  const { cases } = fight(setting, { recorded, fieldOf: () => toyField(setting), ...options })
  const [total] = totalsOf(cases, 1, year.seed)
  return { share: total!.shares[0]!, mean: total!.mean!, p90: total!.p90!, tasks: recorded.length }
}

/** The means of very many weeks stand for the truth. */
export function toyTruth(duel: ToyDuel, year: Omit<ToyYear, 'seed' | 'weeks'>, weeks: number) {
  const { share, mean, p90 } = toyYearDuel(duel, { ...year, weeks, seed: 4_000_000_000 })
  return { share: share.difference, mean: mean.difference, p90: p90.difference }
}

export const holds = ({ low, high }: { low?: number; high?: number }, truth: number): boolean =>
  low !== undefined && high !== undefined && low <= truth && truth <= high
