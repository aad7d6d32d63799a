/**
 * Which units are sent? The nearest free ones that the task calls for, by turnout plus drive. A task whose first need
 * nobody free can meet waits.
 */
import type { UnitType } from '../domain/vocabulary.ts'
import type { Demand } from './demand.ts'
import { turnoutMedianSeconds } from './fleet.ts'
import { chance, type Seed, streamOf } from './random.ts'
import { rescueKindOf } from './task-kinds.ts'
import { isAtHome, isFree, type LocalTime, type UnitState, whereIs } from './unit-state.ts'
import type { World } from './world.ts'

interface Candidate {
  readonly state: UnitState
  readonly seconds: number
}

const ambulances: ReadonlySet<UnitType> = new Set(['als', 'bls'])
const firstResponders: ReadonlySet<UnitType> = new Set(['first-response', 'spearhead'])
const rescuers: ReadonlySet<UnitType> = new Set(['rescue-unit', 'spearhead'])

export const isAmbulance = (type: UnitType): boolean => ambulances.has(type)
export const driveOnAlarm = (demand: Demand): boolean => demand.urgency === 'A' || demand.urgency === 'B'

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
  const near = candidates(choice)
  const sent = choice.demand.service === 'ems' ? emsUnits(choice, near) : rescueUnits(choice.demand, near)
  return sent.map((candidate) => candidate.state)
}

function candidates({ world, demand, fleet, at, local }: Choice): Candidate[] {
  const alarm = driveOnAlarm(demand)
  const wanted = demand.service === 'ems' ? (alarm ? emsOnAlarm : ambulances) : rescueAny
  return fleet
    .filter((state) => wanted.has(state.unit.type) && isFree(state, local))
    .map((state) => {
      const turnout = isAtHome(state, at)
        ? turnoutMedianSeconds(state.unit.turnout, local)
        : mobileTurnoutSeconds
      return { state, seconds: turnout + world.driveSeconds(whereIs(state, at), demand.at, alarm) }
    })
    .sort((a, b) => a.seconds - b.seconds)
}

const emsOnAlarm: ReadonlySet<UnitType> = new Set([...ambulances, ...firstResponders, 'field-commander'])
const rescueAny: ReadonlySet<UnitType> = new Set([...rescuers, 'rescue-officer'])

const nearest = (near: readonly Candidate[], types: ReadonlySet<UnitType>) =>
  near.find((candidate) => types.has(candidate.state.unit.type))

function emsUnits(choice: Choice, near: readonly Candidate[]): Candidate[] {
  const ambulance = ambulanceFor(choice.demand, near)
  if (!ambulance) return []
  const firstResponse = (bySeconds: number) => faster(choice, near, ambulance.seconds - bySeconds)
  switch (choice.demand.urgency) {
    case 'A':
      return [ambulance, ...secondAls(ambulance, near), ...firstResponse(60), ...commander(near)]
    case 'B':
      return [ambulance, ...firstResponse(300)]
    default:
      return [ambulance]
  }
}

/** A basic-level unit goes first to what can wait, so that the advanced one stays ready; B wants the advanced one. */
function ambulanceFor(demand: Demand, near: readonly Candidate[]): Candidate | undefined {
  const first = nearest(near, ambulances)
  if (!first || demand.urgency === 'A') return first
  const wanted: UnitType = demand.urgency === 'B' ? 'als' : 'bls'
  const toleratedSeconds = { B: 60, C: 240, D: 900 }[demand.urgency]
  const better = nearest(near, new Set([wanted]))
  return better && better.seconds <= first.seconds + toleratedSeconds ? better : first
}

function secondAls(ambulance: Candidate, near: readonly Candidate[]): Candidate[] {
  const als = nearest(near, new Set(['als']))
  return als && ambulance.state.unit.type !== 'als' ? [als] : []
}

/** The nearest first-response unit that can come, when it is there within `seconds`. */
function faster(choice: Choice, near: readonly Candidate[], seconds: number): Candidate[] {
  const first = near.find(
    (one) => one.seconds <= seconds && firstResponders.has(one.state.unit.type) && comes(choice, one.state),
  )
  return first ? [first] : []
}

/** An on-call brigade gets a first-response crew together at some hours only; a full-time crew is the rescue unit's too. */
function comes({ seed, local }: Choice, { unit }: UnitState): boolean {
  if (unit.type === 'spearhead') return true
  const atWork = local.weekday < 5 && local.hour >= 8 && local.hour < 17
  const share = unit.turnout.kind === 'crewed' ? 0.6 : atWork ? 0.3 : 0.5
  return chance(streamOf(seed, 'brigade', unit.unit, local.date, local.hour), share)
}

function commander(near: readonly Candidate[]): Candidate[] {
  const found = nearest(near, new Set(['field-commander']))
  return found && found.seconds < 900 ? [found] : []
}

function rescueUnits(demand: Demand, near: readonly Candidate[]): Candidate[] {
  const kind = rescueKindOf.get(demand.code)
  const urgent = driveOnAlarm(demand)
  const units = near.filter((c) => rescuers.has(c.state.unit.type)).slice(0, urgent ? (kind?.units ?? 1) : 1)
  if (units.length === 0) return []
  const officer = urgent && kind?.officer ? nearest(near, new Set(['rescue-officer'])) : undefined
  return officer ? [...units, officer] : units
}
