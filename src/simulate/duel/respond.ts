/** How does a task run once crews are sent? Their times, and when and where from each is on its way home. */
import type { UnitOnTask } from '../../domain/task.ts'
import { driveOnAlarm, isRescuer, type Need } from '../dispatch-rule.ts'
import { rescueKindOf } from '../task-kinds.ts'
import { type CrewState, isHome } from './crews.ts'
import { type Draws, nobody } from './draws.ts'
import type { MeasuredDrives } from './field.ts'
import type { DuelRules } from './rules.ts'
import type { Travel, Trip } from './travel.ts'

/** A task as the replay needs it. */
export interface ReplayTask {
  readonly need: Need
  /** Its draws of chance hang on this. */
  readonly key: number
  readonly spot: number
  /** In a core urban cell. */
  readonly core: boolean
  readonly dispatchAt: number
  readonly sceneSeconds?: number | undefined
  readonly transports?: boolean | undefined
  readonly transportSeconds?: number | undefined
  readonly hospitalSeconds?: number | undefined
  readonly cancelledSeconds?: number | undefined
}

export interface Theatre {
  readonly travel: Travel
  readonly draws: Draws
  readonly rules: DuelRules
  /** Absent: nobody has measured any drives. */
  readonly measured?: MeasuredDrives | undefined
  /** Anchors; the main one first. */
  readonly hospitals: readonly number[]
}

/** `sent`: the most needed first, with their expected drive. Takes them out of the free ones. */
export function respond(
  theatre: Theatre,
  task: ReplayTask,
  sent: readonly CrewState[],
  at: number,
): UnitOnTask[] {
  const approaches = sent.map((state, i) => approach(theatre, task, state, at + i * 2000))
  const cancelledAt =
    task.cancelledSeconds === undefined ? Infinity : at + Math.round(task.cancelledSeconds) * 1000
  const lead = approaches[0]!
  if (cancelledAt < Math.min(...approaches.map((one) => one.arrivesAt)))
    return approaches.map((one) => turnBack(task, one, cancelledAt))
  return approaches.map((one) => {
    if (one === lead) return stayLead(theatre, task, one)
    if (isTurnedBack(theatre, task, one, lead)) return turnBack(task, one, lead.arrivesAt)
    return stayFurther(theatre, task, one, lead)
  })
}

interface Approach {
  readonly state: CrewState
  readonly mobile: boolean
  readonly alertedAt: number
  readonly enRouteAt: number
  readonly arrivesAt: number
}

function approach(theatre: Theatre, task: ReplayTask, state: CrewState, alertedAt: number): Approach {
  const { draws, rules } = theatre
  const mobile = !isHome(state, alertedAt)
  const { medianSeconds, p90Seconds } = state.shift.turnout
  const turnout = mobile
    ? draws.skewed(task.key, state.key, 'turnout', rules.mobileTurnoutSeconds, rules.mobileTurnoutSpread)
    : draws.skewed(task.key, state.key, 'turnout', medianSeconds, spreadOf(medianSeconds, p90Seconds))
  const alarm = driveOnAlarm(task.need)
  const expected = state.drive * slownessOf(theatre, alarm)
  const drive = draws.skewed(task.key, state.key, 'drive', expected, rules.driveNoise)
  const { core, elsewhere, spread } = rules.doorSeconds
  // Measured drives end at the scene: the door is in them.
  const door = theatre.measured?.has(alarm)
    ? 0
    : draws.skewed(task.key, state.key, 'door', task.core ? core : elsewhere, spread)
  const enRouteAt = alertedAt + whole(turnout)
  return { state, mobile, alertedAt, enRouteAt, arrivesAt: enRouteAt + whole(drive) + whole(door) }
}

/** Speeds that were learnt from measured drives have it in them. */
function slownessOf({ measured, rules }: Theatre, alarm: boolean): number {
  return measured?.has(alarm) ? 1 : rules.driveSlowness
}

/** Of a lognormal distribution whose median and 90 % point are these. */
export function spreadOf(medianSeconds: number, p90Seconds: number): number {
  return medianSeconds > 0 ? Math.log(p90Seconds / medianSeconds) / z90 : 0
}

const z90 = 1.2815515655446004
const whole = (seconds: number) => Math.round(seconds) * 1000

function isTurnedBack({ draws, rules }: Theatre, task: ReplayTask, one: Approach, lead: Approach): boolean {
  if (one.arrivesAt <= lead.arrivesAt + 60_000) return false
  if (task.need.service === 'rescue' && isRescuer(one.state)) return false
  return draws.uniform(task.key, one.state.key, 'turnedBack') < rules.turnedBackShare
}

/** It counts as at its station at once, or as on the way home from the place when it had been on the road before. */
function turnBack(task: ReplayTask, one: Approach, at: number): UnitOnTask {
  const clearedAt = Math.max(at, one.alertedAt + 1000)
  const whole = one.state.trip && one.mobile ? one.state.trip.homeAt - one.state.trip.startAt : 0
  const trip = { spot: task.spot, anchor: -1, startAt: clearedAt, homeAt: clearedAt + whole }
  bind(one, clearedAt, trip)
  const { enRouteAt, ...times } = timesOf(one)
  return { ...times, ...(enRouteAt < clearedAt && { enRouteAt }), clearedAt, ...standing(clearedAt) }
}

function stayFurther(theatre: Theatre, task: ReplayTask, one: Approach, lead: Approach): UnitOnTask {
  const { draws, rules } = theatre
  const minutes = draws.skewed(
    ...([task.key, one.state.key, 'extraScene'] as const),
    ...([rules.furtherCrewMinutes, rules.furtherCrewSpread] as const),
  )
  const untilLead = task.need.service === 'ems' ? Math.max(0, lead.arrivesAt - one.arrivesAt) : 0
  const clearedAt = one.arrivesAt + untilLead + Math.max(60_000, whole(minutes * 60))
  bind(one, clearedAt, homeFrom(theatre, task, one.state, { spot: task.spot, anchor: -1 }, clearedAt))
  return { ...timesOf(one), atSceneAt: one.arrivesAt, clearedAt, ...standing(clearedAt) }
}

function stayLead(theatre: Theatre, task: ReplayTask, one: Approach): UnitOnTask {
  const { draws, rules, hospitals } = theatre
  const leavesAt = one.arrivesAt + whole(task.sceneSeconds ?? drawnScene(theatre, task, one.state))
  const transports = task.transports ?? draws.uniform(task.key, nobody, 'transports') < rules.transportShare
  if (task.need.service === 'rescue' || !transports || hospitals.length === 0) {
    bind(one, leavesAt, homeFrom(theatre, task, one.state, { spot: task.spot, anchor: -1 }, leavesAt))
    return { ...timesOf(one), atSceneAt: one.arrivesAt, clearedAt: leavesAt, ...standing(leavesAt) }
  }
  const hospital = hospitalFor(theatre, task)
  const alarm = task.need.urgency === 'A'
  const expected = finite(theatre.travel.seconds(hospital, task.spot, alarm)) * slownessOf(theatre, alarm)
  const way = task.transportSeconds ?? draws.skewed(task.key, nobody, 'transport', expected, rules.driveNoise)
  const stay =
    task.hospitalSeconds ??
    draws.skewed(task.key, nobody, 'hospitalStay', rules.hospitalMinutes * 60, rules.hospitalSpread)
  const atHospitalAt = leavesAt + whole(way)
  const clearedAt = atHospitalAt + whole(stay)
  bind(one, clearedAt, homeFrom(theatre, task, one.state, { spot: -1, anchor: hospital }, clearedAt))
  const times = {
    ...timesOf(one),
    atSceneAt: one.arrivesAt,
    transportingAt: leavesAt,
    atHospitalAt,
    clearedAt,
  }
  return { ...times, ...standing(clearedAt) }
}

function drawnScene({ draws, rules }: Theatre, task: ReplayTask, state: CrewState): number {
  const { need, key } = task
  if (need.service === 'rescue') {
    const minutes = rescueKindOf.get(need.code ?? '')?.sceneMinutes ?? rules.rescueSceneMinutes
    return draws.skewed(key, nobody, 'scene', minutes * 60, rules.rescueSceneSpread)
  }
  const { a, bls, others } = rules.sceneMinutes
  const median = state.types[0] === 'bls' ? bls : need.urgency === 'A' ? a : others
  return draws.skewed(key, nobody, 'scene', median * 60, rules.sceneSpread)
}

/** Nearly all go to the main hospital; a milder patient sometimes to the nearest. */
function hospitalFor({ draws, rules, hospitals, travel }: Theatre, task: ReplayTask): number {
  const main = hospitals[0]!
  if (driveOnAlarm(task.need) || draws.uniform(task.key, nobody, 'hospital') < rules.mainHospitalShare)
    return main
  const seconds = (hospital: number) => travel.seconds(hospital, task.spot, false)
  return hospitals.reduce((best, next) => (seconds(next) < seconds(best) ? next : best))
}

function homeFrom(
  theatre: Theatre,
  task: ReplayTask,
  state: CrewState,
  from: { readonly spot: number; readonly anchor: number },
  startAt: number,
): Trip {
  const { travel, draws, rules } = theatre
  const expected =
    from.anchor === -1
      ? travel.seconds(state.home, from.spot, false)
      : travel.between(from.anchor, state.home, false)
  const seconds = draws.skewed(
    ...([task.key, state.key, 'wayHome'] as const),
    ...([finite(expected) * slownessOf(theatre, false), rules.driveNoise] as const),
  )
  return { ...from, startAt, homeAt: startAt + whole(seconds) }
}

function bind({ state, alertedAt }: Approach, freeAt: number, trip: Trip): void {
  state.freeAt = freeAt
  state.trip = trip
  state.busyMs += freeAt - alertedAt
  state.tasks++
}

function timesOf({ state, mobile, alertedAt, enRouteAt }: Approach) {
  const { shift, crew } = state
  return {
    ...{ unit: crew.key, type: shift.types[0]!, alertedAt, enRouteAt, mobile },
    ...(shift.crew !== undefined && { crew: shift.crew }),
  }
}

const standing = (statusAt: number) => ({ status: 'available' as const, statusAt })
/** Where no way leads the crew is taken to be there after an hour. */
const finite = (seconds: number) => (seconds < Infinity ? seconds : 3600)
