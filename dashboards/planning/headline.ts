// What does a plan buy, in a few numbers? Reckoned from the effect, for the sentence above everything else.
import type { MeasureEffect, PlanEffect } from '../../src/contract/plan-effect.ts'
import type { Region } from '../region.ts'
import type { Address } from './address.ts'
import type { Cells } from './bands.ts'
import { hoursOf, measureOf, serviceOf, sumOf } from './tables.ts'

export interface Headline {
  readonly measure: MeasureEffect
  /** Residents within the target after less before, over the hours of the week. */
  readonly residents: number
  /** Seconds of the mean over all residents, after less before. */
  readonly seconds: number
  /** Tasks of a year. */
  readonly toWithin: number
  readonly toBeyond: number
  readonly clears?: number
  readonly appears?: number
  readonly crewHours: number
  readonly personHours: number
  /** The largest change first. */
  readonly gaining: readonly Moved[]
  readonly losing: readonly Moved[]
}

/** A municipality whose residents are reached sooner, or come within their target; or the other way round. */
export interface Moved {
  readonly municipality: string
  /** Of the mean over its residents, after less before. */
  readonly seconds: number
  /** Within the target, after less before. */
  readonly residents: number
}

/** A second of the mean, or half a resident over the week, is nobody's news. */
const noticed = { seconds: 1, residents: 0.5 }

const isBetter = ({ seconds, residents }: Moved) =>
  seconds <= -noticed.seconds || (residents >= noticed.residents && seconds < noticed.seconds)
const isWorse = ({ seconds, residents }: Moved) =>
  isBetter({ municipality: '', seconds: -seconds, residents: -residents })

export function headlineOf(effect: PlanEffect, address: Address): Headline | undefined {
  const service = serviceOf(effect, address.service)
  const measure = measureOf(effect, address)
  if (!service || !measure) return undefined
  const { total, mean, municipalities, urgencyGroups } = measure
  const net = municipalities
    .map(({ municipality, gained, lost, mean: own }) => ({
      municipality,
      seconds: own.after - own.before,
      residents: gained.residents - lost.residents,
    }))
    .toSorted(
      (a, b) => Math.abs(b.seconds) - Math.abs(a.seconds) || Math.abs(b.residents) - Math.abs(a.residents),
    )
  const cost = hoursOf(service)
  return {
    measure,
    residents: total.after.residents - total.before.residents,
    seconds: mean.after - mean.before,
    toWithin: sumOf(urgencyGroups.map((group) => group.toWithin)),
    toBeyond: sumOf(urgencyGroups.map((group) => group.toBeyond)),
    ...(service.problemCells && {
      clears: service.problemCells.clears.length,
      appears: service.problemCells.appears.length,
    }),
    ...{ crewHours: cost.crew, personHours: cost.person },
    gaining: net.filter(isBetter),
    losing: net.filter(isWorse),
  }
}

export interface Sooner {
  readonly residents: number
  /** Mean of those residents, in seconds; newly reached ones have no time to compare with. */
  readonly seconds: number
}

/** Who is reached at least a minute sooner, or later, at the hour on the map. */
export function soonerAndLater(
  { before, after }: Cells,
  { cells }: Region,
): { sooner: Sooner; later: Sooner } {
  const sides = { sooner: { residents: 0, sum: 0 }, later: { residents: 0, sum: 0 } }
  for (const [cell, was] of before.entries()) {
    const is = after[cell]
    if (was === null || is === null || is === undefined || Math.abs(was - is) < 60) continue
    const side = is < was ? sides.sooner : sides.later
    const residents = cells.residents[cell] ?? 0
    side.residents += residents
    side.sum += residents * Math.abs(was - is)
  }
  const told = ({ residents, sum }: typeof sides.sooner) => ({
    residents,
    seconds: residents > 0 ? sum / residents : 0,
  })
  return { sooner: told(sides.sooner), later: told(sides.later) }
}
