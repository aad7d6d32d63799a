/**
 * Who of those who could come is sent? The demo's rule, restated over anyone with a type and expected seconds, so that a
 * duel of plans sends by the very same words.
 */
import type { Service, UnitType } from '../domain/vocabulary.ts'
import { rescueKindOf, type Urgency } from './task-kinds.ts'

export interface Need {
  readonly service: Service
  readonly urgency: Urgency
  readonly code?: string | undefined
}

export interface Candidate {
  /** What its crew can come as; mostly one. */
  readonly types: readonly UnitType[]
  /** From now until it is expected at the place. */
  readonly seconds: number
}

type Types = ReadonlySet<UnitType>

const ambulances: Types = new Set(['als', 'bls'])
const firstResponders: Types = new Set(['first-response', 'spearhead'])
const rescuers: Types = new Set(['rescue-unit', 'spearhead'])
const emsOnAlarm: Types = new Set([...ambulances, ...firstResponders, 'field-commander'])
const rescueAny: Types = new Set([...rescuers, 'rescue-officer'])

export const isAmbulance = (type: UnitType): boolean => ambulances.has(type)
export const isRescuer = (candidate: Pick<Candidate, 'types'>): boolean => is(candidate, rescuers)
export const driveOnAlarm = ({ urgency }: Pick<Need, 'urgency'>): boolean =>
  urgency === 'A' || urgency === 'B'

/** Who could be sent at all. */
export function suits(need: Need, candidate: Pick<Candidate, 'types'>): boolean {
  if (need.service === 'rescue') return is(candidate, rescueAny)
  return is(candidate, driveOnAlarm(need) ? emsOnAlarm : ambulances)
}

/**
 * `near`: all that are free and suit, the soonest first. Answers the most needed first; nobody when the task has to
 * wait. `comes` tells whether a first-response crew gets together this time.
 */
export function chosenFrom<C extends Candidate>(
  need: Need,
  near: readonly C[],
  comes: (candidate: C) => boolean,
): C[] {
  return need.service === 'ems' ? emsUnits(need, near, comes) : rescueUnits(need, near)
}

function is({ types }: Pick<Candidate, 'types'>, wanted: Types): boolean {
  for (const type of types) if (wanted.has(type)) return true
  return false
}

const nearest = <C extends Candidate>(near: readonly C[], types: Types) =>
  near.find((candidate) => is(candidate, types))

function emsUnits<C extends Candidate>(need: Need, near: readonly C[], comes: (candidate: C) => boolean) {
  const ambulance = ambulanceFor(need, near)
  if (!ambulance) return []
  /** The nearest first-response unit that can come, when it is there so many seconds before the ambulance. */
  const firstResponse = (bySeconds: number): C[] => {
    const first = near.find(
      (one) => one.seconds <= ambulance.seconds - bySeconds && is(one, firstResponders) && comes(one),
    )
    return first ? [first] : []
  }
  switch (need.urgency) {
    case 'A':
      return [ambulance, ...secondAls(ambulance, near), ...firstResponse(60), ...commander(near)]
    case 'B':
      return [ambulance, ...firstResponse(300)]
    default:
      return [ambulance]
  }
}

const onlyAls: Types = new Set(['als'])
const onlyBls: Types = new Set(['bls'])
const onlyCommander: Types = new Set(['field-commander'])
const onlyOfficer: Types = new Set(['rescue-officer'])

/** A basic-level unit goes first to what can wait, so that the advanced one stays ready; B wants the advanced one. */
function ambulanceFor<C extends Candidate>({ urgency }: Need, near: readonly C[]): C | undefined {
  const first = nearest(near, ambulances)
  if (!first || urgency === 'A') return first
  const toleratedSeconds = { B: 60, C: 240, D: 900 }[urgency]
  const better = nearest(near, urgency === 'B' ? onlyAls : onlyBls)
  return better && better.seconds <= first.seconds + toleratedSeconds ? better : first
}

function secondAls<C extends Candidate>(ambulance: C, near: readonly C[]): C[] {
  const als = nearest(near, onlyAls)
  return als && !is(ambulance, onlyAls) ? [als] : []
}

function commander<C extends Candidate>(near: readonly C[]): C[] {
  const found = nearest(near, onlyCommander)
  return found && found.seconds < 900 ? [found] : []
}

function rescueUnits<C extends Candidate>(need: Need, near: readonly C[]): C[] {
  const kind = rescueKindOf.get(need.code ?? '')
  const urgent = driveOnAlarm(need)
  const units = near.filter(isRescuer).slice(0, urgent ? (kind?.units ?? 1) : 1)
  if (units.length === 0) return []
  const officer = urgent && kind?.officer ? nearest(near, onlyOfficer) : undefined
  return officer ? [...units, officer] : units
}
