/**
 * Which units are sent? The nearest free ones that the task calls for, by turnout plus drive. A task whose first need
 * nobody free can meet waits.
 */
import type { Demand } from './demand.ts'
import { type Candidate, chosenFrom, driveOnAlarm, suits } from './dispatch-rule.ts'
import { turnoutMedianSeconds } from './fleet.ts'
import { chance, type Seed, streamOf } from './random.ts'
import { isAtHome, isFree, type LocalTime, type UnitState, whereIs } from './unit-state.ts'
import type { World } from './world.ts'

interface Free extends Candidate {
  readonly state: UnitState
}

/** A mobile unit only turns its wheel. */
export const mobileTurnoutSeconds = 15

export interface Choice {
  readonly world: World
  readonly seed: Seed
  readonly demand: Demand
  readonly fleet: readonly UnitState[]
  readonly at: number
  readonly local: LocalTime
}

/** The units to send, the most needed first; empty when the task has to wait. */
export function unitsFor(choice: Choice): UnitState[] {
  const sent = chosenFrom(choice.demand, candidates(choice), ({ state }) => comes(choice, state))
  return sent.map(({ state }) => state)
}

function candidates({ world, demand, fleet, at, local }: Choice): Free[] {
  const alarm = driveOnAlarm(demand)
  return fleet
    .map((state) => ({ state, types: [state.unit.type], seconds: 0 }))
    .filter((one) => suits(demand, one) && isFree(one.state, local))
    .map((one) => {
      const { state } = one
      const turnout = isAtHome(state, at)
        ? turnoutMedianSeconds(state.unit.turnout, local)
        : mobileTurnoutSeconds
      return { ...one, seconds: turnout + world.driveSeconds(whereIs(state, at), demand.at, alarm) }
    })
    .sort((a, b) => a.seconds - b.seconds)
}

/** An on-call brigade gets a first-response crew together at some hours only; a full-time crew is the rescue unit's too. */
function comes({ seed, local }: Choice, { unit }: UnitState): boolean {
  if (unit.type === 'spearhead') return true
  const atWork = local.weekday < 5 && local.hour >= 8 && local.hour < 17
  const share = unit.turnout.kind === 'crewed' ? 0.6 : atWork ? 0.3 : 0.5
  return chance(streamOf(seed, 'brigade', unit.unit, local.date, local.hour), share)
}
