/**
 * Is a duel's interval worth its name, what are common random numbers worth, and how fast is a pilot year beside the
 * demo's own simulation of a year?
 */

import { pilotWorld } from '../../src/pilot.ts'
import { simulatedTasks } from '../../src/simulate/duel/demand.ts'
import { fight } from '../../src/simulate/duel/duel.ts'
import { fieldOf } from '../../src/simulate/duel/field.ts'
import { rowsOf, totalsOf } from '../../src/simulate/duel/rows.ts'
import { simulate } from '../../src/simulate/simulation.ts'
import type { DuelTask } from '../../src/usecases/duel-setting.ts'
import { crewMore, pilotDuel } from '../simulate/duel/pilot-duel.ts'
import { toyCrew } from '../simulate/duel/toy-duel.ts'
import { holds, toyTruth, toyYearDuel } from '../simulate/duel/toy-years.ts'

/** With 2000 the chance of the runs themselves is half a point. */
const runs = Number(process.env.VASTE_BENCH_RUNS ?? 400)
const tasksPerDay = 8
const worlds = {
  'a crew moved and slower': {
    a: [toyCrew('one', 2), toyCrew('two', 9)],
    b: [toyCrew('one', 2), toyCrew('two', 6, { turnout: { medianSeconds: 60, p90Seconds: 90 } })],
  },
  'a second crew': { a: [toyCrew('one', 3)], b: [toyCrew('one', 3), toyCrew('two', 9)] },
}

export function benchDuel(): void {
  for (const [name, duel] of Object.entries(worlds)) coverage(name, duel)
  chanceInCommon()
  speed()
}

function coverage(name: string, duel: (typeof worlds)['a second crew']): void {
  const truth = toyTruth(duel, { tasksPerDay }, 4000)
  const hits = { share: 0, mean: 0, p90: 0 }
  const widths = { share: 0, mean: 0, p90: 0 }
  for (let seed = 1; seed <= runs; seed++) {
    const found = toyYearDuel(duel, { weeks: 12, tasksPerDay, seed })
    for (const which of ['share', 'mean', 'p90'] as const) {
      if (holds(found[which], truth[which])) hits[which]++
      widths[which] += (found[which].high! - found[which].low!) / runs
    }
  }
  for (const which of ['share', 'mean', 'p90'] as const)
    console.log(
      `${name}: ${which} difference ${truth[which].toFixed(4)} (4000 weeks), covered in ${((100 * hits[which]) / runs).toFixed(1)} % of ${runs} runs of 12 weeks, mean width ${widths[which].toFixed(4)}`,
    )
}

function chanceInCommon(): void {
  const duel = worlds['a crew moved and slower']
  const toy = (independent: boolean) =>
    Array.from({ length: 100 }, (_, i) => {
      const found = toyYearDuel(duel, { weeks: 12, tasksPerDay, seed: 1, chance: i + 1 }, { independent })
      return { share: found.share.difference, mean: found.mean.difference }
    })
  tellRatio('toy, 100 runs', toy(true), toy(false))
  const setting = pilotDuel([crewMore('petajavesi')], { to: '2025-01-27' })
  const { tasks } = simulatedTasks(setting, 0)
  const field = fieldOf(setting, countsOf(tasks))
  const pilot = (independent: boolean) =>
    Array.from({ length: 10 }, (_, i) => {
      const { cases } = fight(
        { ...setting, seed: i + 1 },
        { recorded: tasks, fieldOf: () => field, independent },
      )
      const [first] = totalsOf(cases, 1, 1)
      return { share: first!.shares[0]!.difference, mean: first!.mean!.difference }
    })
  tellRatio(`pilot, 9 weeks, 10 runs (EMS A+B first unit)`, pilot(true), pilot(false))
}

type Found = readonly { readonly share: number; readonly mean: number }[]

function tellRatio(name: string, independent: Found, common: Found): void {
  const ratio = (which: 'share' | 'mean') =>
    variance(independent.map((one) => one[which])) / variance(common.map((one) => one[which]))
  console.log(
    `${name}: variance by chance of its own / by common random numbers: share ${ratio('share').toFixed(1)}, mean ${ratio('mean').toFixed(1)}`,
  )
}

function variance(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
}

function speed(): void {
  const setting = pilotDuel([crewMore('petajavesi')])
  const demand = timed(() => simulatedTasks(setting, 0).tasks)
  const field = timed(() => fieldOf(setting, countsOf(demand.value)))
  const whole = timed(() => fight(setting, { recorded: demand.value, fieldOf: () => field.value }))
  const again = timed(() => fight(setting, { recorded: demand.value, fieldOf: () => field.value }))
  const rows = timed(() => rowsOf(again.value.cases, 1, 1))
  const replayed = 2 * demand.value.length
  console.log(
    `pilot year, ${demand.value.length} tasks, ${setting.a.crews.length} crews, processor seconds: tasks ${demand.s}, ground ${field.s}, both replays with rows of seconds ${whole.s}, again without ${again.s} (${Math.round(replayed / again.seconds)} tasks/s), intervals ${rows.s}`,
  )
  const total = demand.seconds + field.seconds + whole.seconds + rows.seconds
  const { from, to } = setting.span
  const demo = timed(() => {
    let events = 0
    for (const _ of simulate({ world: pilotWorld(), seed: 1, from, to })) events++
    return events
  })
  console.log(
    `the demo's simulation of the year (${demo.value} events): ${demo.s}; a duel of two plans takes ${(total / demo.seconds).toFixed(2)} times that, one replayed task ${(again.seconds / 2 / demo.seconds).toFixed(2)} times one simulated`,
  )
}

function countsOf(tasks: readonly DuelTask[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const { cell } of tasks) counts.set(cell, (counts.get(cell) ?? 0) + 1)
  return counts
}

/** Processor time: other programs on the machine do not count. */
function timed<T>(work: () => T) {
  const before = process.cpuUsage()
  const value = work()
  const { user, system } = process.cpuUsage(before)
  const seconds = (user + system) / 1e6
  return { value, seconds, s: `${seconds.toFixed(2)} s` }
}
