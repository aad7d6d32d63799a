/** A synthetic county with one change: tasks of a year before and a year after, in its area and in a control. */
import type { Side, StudyTask, When } from '../../src/domain/before-after.ts'
import { hourBands } from '../../src/domain/hour-bands.ts'
import { lognormal, type Random, streamOf, uniform } from '../../src/simulate/random.ts'

export interface StudyWorld {
  readonly seed: string
  /** Tasks of each window. */
  readonly area: number
  readonly control: number
  /** Seconds that the change adds to each task of the area. */
  readonly effect?: number
  /** Seconds that both sides have more after it, whoever changed. */
  readonly trend?: number
  /** Standard deviation in seconds of what all tasks of a side's week have in common. */
  readonly weekSpread?: number
}

const medians = { area: 640, control: 700 }
const spread = 0.4

export function studyTasks(world: StudyWorld): StudyTask[] {
  const { seed, effect = 0, trend = 0, weekSpread = 0 } = world
  const random = streamOf(seed, 'study')
  const tasks: StudyTask[] = []
  for (const side of ['area', 'control'] as const)
    for (const when of ['before', 'after'] as const) {
      const shifts = Array.from({ length: 52 }, () => weekSpread * bell(random))
      for (let i = 0; i < world[side]; i++) {
        const week = Math.floor(uniform(random, 0, 52))
        const moved = when === 'after' ? trend + (side === 'area' ? effect : 0) : 0
        const seconds = Math.max(
          1,
          Math.round(lognormal(random, medians[side], spread) + shifts[week]! + moved),
        )
        tasks.push(
          aStudyTask(side, when, seconds, { task: `${side} ${when} ${i}`, week: weekOf(when, week), random }),
        )
      }
    }
  return tasks
}

const weekOf = (when: When, week: number) => week + (when === 'after' ? 52 : 0)

/** Near enough to a normal number: the sum of twelve. */
function bell(random: Random): number {
  let sum = -6
  for (let i = 0; i < 12; i++) sum += random()
  return sum
}

export function aStudyTask(
  side: Side,
  when: When,
  seconds: number,
  { task = 't', week = 0, random = () => 0 }: { task?: string; week?: number; random?: Random } = {},
): StudyTask {
  const band = hourBands[Math.floor(random() * hourBands.length)]!
  return {
    ...{ task, side, when, band, week },
    times: { 'first-unit': seconds },
    inTime: { 'first-unit': seconds <= 600 },
  }
}
