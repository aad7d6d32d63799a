/**
 * How does a task run once units are sent? All its times are drawn at once, from the task's own stream: turnout, drive,
 * scene, transport, handover and the way home, or the cancellation that cuts it short.
 */
import type { Point } from '../../geo/place.ts'
import type { Demand } from './demand.ts'
import { mobileTurnoutSeconds } from './dispatch.ts'
import { driveOnAlarm, isAmbulance } from './dispatch-rule.ts'
import { driveLeg, type Leg, pointAt } from './drive.ts'
import { turnoutMedianSeconds } from './fleet.ts'
import { chance, lognormal, type Random, uniform } from './random.ts'
import { rescueKindOf } from './task-kinds.ts'
import { isAtHome, type LocalTime, type UnitState, whereIs } from './unit-state.ts'
import type { World } from './world.ts'

/** Epoch milliseconds of one unit on one task. */
export interface UnitRun {
  readonly state: UnitState
  /** Alerted away from its station. */
  readonly mobile: boolean
  readonly alertedAt: number
  readonly enRouteAt: number
  /** Absent when it was turned back on the way. */
  readonly atSceneAt?: number
  readonly transportingAt?: number
  readonly atHospitalAt?: number
  readonly availableAt: number
  readonly atStationAt: number
  readonly legs: readonly Leg[]
}

export interface Response {
  readonly runs: readonly UnitRun[]
  readonly cancelledAt?: number
  readonly outcome?: string
}

interface Sending {
  readonly world: World
  readonly demand: Demand
  readonly at: number
  readonly local: LocalTime
  readonly random: Random
  /** Everyone is home by then. */
  readonly endsAt: number
}

interface Approach {
  readonly state: UnitState
  readonly mobile: boolean
  readonly alertedAt: number
  readonly enRouteAt: number
  readonly leg: Leg
}

const minute = 60_000
export const cancelShare = { A: 0.03, B: 0.06, C: 0.05, D: 0.05 }
export const transportShare = 0.6
const cancelOutcomes = ['X-91', 'X-92', 'X-94'] as const
const stayOutcomes = ['X-51', 'X-51', 'X-51', 'X-81', 'X-81', 'X-62', 'X-31', 'X-44', 'X-71', 'X-61'] as const

export function respond(sending: Sending, units: readonly UnitState[]): Response {
  const approaches = units.map((state, index) => approach(sending, state, index))
  const firstArrivalAt = Math.min(...approaches.map((one) => one.leg.endAt))
  const { demand, random } = sending
  if (demand.origin === 'emergency-centre' && chance(random, cancelShare[demand.urgency])) {
    const cancelledAt = wholeSecond(uniform(random, sending.at + 20_000, firstArrivalAt - 1000))
    if (cancelledAt > sending.at && cancelledAt < firstArrivalAt)
      return cancelled(sending, approaches, cancelledAt)
  }
  return carriedOut(sending, approaches)
}

function approach(sending: Sending, state: UnitState, index: number): Approach {
  const { world, demand, at, local, random } = sending
  const alertedAt = at + index * 2000
  const mobile = !isAtHome(state, at)
  const median = mobile ? mobileTurnoutSeconds : turnoutMedianSeconds(state.unit.turnout, local)
  const enRouteAt = alertedAt + Math.round(lognormal(random, median, 0.3)) * 1000
  const leg = driveLeg(world, random, {
    from: whereIs(state, at),
    to: demand.at,
    startAt: enRouteAt,
    lightsAndSiren: driveOnAlarm(demand),
  })
  return { state, mobile, alertedAt, enRouteAt, leg: foundDoor(leg, sending) }
}

/** Medians, and the standard deviation of the logarithm. */
export const doorSeconds = { core: 150, elsewhere: 55, spread: 0.45 }

/** Yard, stairs and house number; in the core also lights, one-way streets and lifts. */
function foundDoor(leg: Leg, { world, demand, random }: Sending): Leg {
  const medianSeconds = world.cells.areaClass[demand.cell] === 1 ? doorSeconds.core : doorSeconds.elsewhere
  return {
    ...leg,
    endAt: leg.endAt + Math.round(lognormal(random, medianSeconds, doorSeconds.spread)) * 1000,
  }
}

function cancelled(sending: Sending, approaches: readonly Approach[], cancelledAt: number): Response {
  const runs = approaches.map((one) => turnedBack(sending, one, cancelledAt))
  return { runs, cancelledAt, outcome: cancelOutcomes[Math.floor(sending.random() * 3)]! }
}

function turnedBack(sending: Sending, one: Approach, at: number): UnitRun {
  const availableAt = Math.max(at, one.alertedAt + 1000)
  const driven = one.enRouteAt < availableAt ? [cut(one.leg, availableAt)] : []
  const home = wayHome(sending, one.state, driven.at(-1)?.to ?? one.leg.from, availableAt)
  return { ...timesOf(one), availableAt, atStationAt: home.endAt, legs: [...driven, home] }
}

const cut = (leg: Leg, at: number): Leg => ({ ...leg, to: pointAt([leg], leg.from, at), endAt: at })

function carriedOut(sending: Sending, approaches: readonly Approach[]): Response {
  const { demand, random } = sending
  const lead = approaches[0]!
  const leadRun = stay(sending, lead, sceneMinutes(sending, lead), mayTransport(sending))
  const others = approaches.slice(1).map((one) => {
    // Of units still on the way when the needed one has arrived, half are turned back.
    const late = one.leg.endAt > lead.leg.endAt + minute
    if (late && chance(random, 0.5)) return turnedBack(sending, one, lead.leg.endAt)
    const untilMinutes =
      (Math.max(0, lead.leg.endAt - one.leg.endAt) / minute) * (isAmbulance(lead.state.unit.type) ? 1 : 0)
    return stay(sending, one, untilMinutes + lognormal(random, 14, 0.5), false)
  })
  const outcome = leadRun.transportingAt !== undefined ? 'transported' : stayOutcome(demand, random)
  return { runs: [leadRun, ...others], ...(outcome !== undefined && { outcome }) }
}

function mayTransport({ demand, random }: Sending): boolean {
  if (demand.service !== 'ems') return false
  return demand.origin === 'transfer-order' || chance(random, transportShare)
}

function stayOutcome(demand: Demand, random: Random): string | undefined {
  if (demand.service === 'rescue') return undefined
  if (demand.code === '700') return random() < 0.5 ? 'X-11' : 'X-12'
  return stayOutcomes[Math.floor(random() * stayOutcomes.length)]
}

function sceneMinutes({ demand, random }: Sending, one: Approach): number {
  if (demand.service === 'rescue')
    return lognormal(random, rescueKindOf.get(demand.code)?.sceneMinutes ?? 30, 0.5)
  const median = one.state.unit.type === 'bls' ? 24 : demand.urgency === 'A' ? 32 : 27
  return lognormal(random, median, 0.45)
}

/** On scene, then to hospital if there is time before everyone has to be home, then home. */
function stay(sending: Sending, one: Approach, minutes: number, transports: boolean): UnitRun {
  const atSceneAt = one.leg.endAt
  const wishedAt = atSceneAt + Math.max(60, Math.round(minutes * 60)) * 1000
  const leaveAt = Math.min(wishedAt, Math.max(atSceneAt + minute, sending.endsAt - 5 * minute))
  const transport = transports ? toHospital(sending, leaveAt) : undefined
  const times = { ...timesOf(one), atSceneAt }
  if (!transport || transport.availableAt >= sending.endsAt) {
    const home = wayHome(sending, one.state, sending.demand.at, leaveAt)
    return { ...times, availableAt: leaveAt, atStationAt: home.endAt, legs: [one.leg, home] }
  }
  const home = wayHome(sending, one.state, transport.leg.to, transport.availableAt)
  const legs = [one.leg, transport.leg, home]
  const { leg, availableAt } = transport
  return {
    ...times,
    transportingAt: leaveAt,
    atHospitalAt: leg.endAt,
    availableAt,
    atStationAt: home.endAt,
    legs,
  }
}

function toHospital(sending: Sending, leaveAt: number): { leg: Leg; availableAt: number } | undefined {
  const { world, demand, random } = sending
  const to = hospitalFor(world, demand, random)
  if (!to) return undefined
  const leg = driveLeg(world, random, {
    from: demand.at,
    to,
    startAt: leaveAt,
    lightsAndSiren: demand.urgency === 'A',
  })
  return { leg, availableAt: leg.endAt + Math.round(lognormal(random, 19, 0.4) * 60) * 1000 }
}

/** Nearly all go to the main hospital; a milder patient sometimes to the nearest. */
function hospitalFor(world: World, demand: Demand, random: Random): Point | undefined {
  const main = world.hospitals.find((hospital) => hospital.main) ?? world.hospitals[0]
  if (!main || driveOnAlarm(demand) || chance(random, 0.6)) return main?.at
  const seconds = (to: Point) => world.driveSeconds(demand.at, to, false)
  return world.hospitals.reduce((best, next) => (seconds(next.at) < seconds(best.at) ? next : best)).at
}

function wayHome({ world, random }: Sending, state: UnitState, from: Point, startAt: number): Leg {
  return driveLeg(world, random, { from, to: state.home, startAt, lightsAndSiren: false })
}

function timesOf(one: Approach) {
  return { state: one.state, mobile: one.mobile, alertedAt: one.alertedAt, enRouteAt: one.enRouteAt }
}

const wholeSecond = (at: number) => Math.floor(at / 1000) * 1000
