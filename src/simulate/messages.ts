/**
 * How does a happening read on the wire? Ids are made of what happened, never counted, so that the same happening
 * always has the same id and sending it again changes nothing.
 */
import type { Point } from '../../geo/place.ts'
import type { EventMessage } from '../contract/events.ts'
import type { UnitStatus } from '../domain/vocabulary.ts'
import type { Demand } from './demand.ts'
import type { DemoUnit } from './fleet.ts'
import type { Readiness } from './readiness.ts'
import type { World } from './world.ts'

/** Who tells: the centre's system, the field command system, crews, and vehicle positions. */
export const demoSources = {
  erica: 'demo-erica',
  kejo: 'demo-kejo',
  crew: 'demo-crew',
  avl: 'demo-avl',
} as const

export const sourceNames: readonly string[] = Object.values(demoSources)

export interface TimedEvent {
  /** Epoch milliseconds, the same instant as the event's own `at`. */
  readonly at: number
  readonly event: EventMessage
}

const iso = (at: number) => new Date(at).toISOString()

export function taskCreated(world: World, demand: Demand): EventMessage {
  const { task, service, origin, code, urgency } = demand
  const event: EventMessage = {
    id: `${task}/created`,
    source: demoSources.erica,
    kind: 'task.created',
    at: iso(demand.createdAt),
    task,
    service,
    origin,
    code,
    urgency,
  }
  if (!demand.placeTold) return event
  const municipality = world.cells.municipality[demand.cell]!
  return { ...event, place: placeOf(world, demand.at), municipality }
}

export function taskUrgency(task: string, at: number, urgency: string): EventMessage {
  return {
    id: `${task}/urgency`,
    source: demoSources.erica,
    kind: 'task.urgency',
    at: iso(at),
    task,
    urgency,
  }
}

export function taskEnded(
  kind: 'task.cancelled' | 'task.closed',
  task: string,
  at: number,
  outcome?: string,
): EventMessage {
  const id = `${task}/ended`
  if (outcome === undefined) return { id, source: demoSources.erica, kind, at: iso(at), task }
  return { id, source: demoSources.erica, kind, at: iso(at), task, outcome }
}

/** On a task the alert is told by the centre, with the unit's type, crew and whether it is away; the rest by the unit. */
export function unitOnTask(
  told: DemoUnit & { readonly mobile: boolean },
  task: string,
  status: UnitStatus,
  at: number,
): EventMessage {
  const { unit, type, crew, mobile } = told
  const id = `${task}/${unit}/${status}`
  if (status !== 'alerted')
    return { id, source: demoSources.kejo, kind: 'unit.status', at: iso(at), unit, status, task }
  return {
    id,
    source: demoSources.erica,
    kind: 'unit.status',
    at: iso(at),
    unit,
    status,
    task,
    unitType: type,
    ...(mobile ? { mobile } : {}),
    ...(crew > 0 ? { crew } : {}),
  }
}

/** Between tasks: at its station or out of service. */
export function unitOffTask({ unit }: DemoUnit, status: UnitStatus, at: number): EventMessage {
  const id = `${unit}/${status}/${at / 1000}`
  return { id, source: demoSources.kejo, kind: 'unit.status', at: iso(at), unit, status }
}

export function unitPosition(world: World, { unit }: DemoUnit, point: Point, at: number): EventMessage {
  const id = `${unit}/at/${at / 1000}`
  return {
    id,
    source: demoSources.avl,
    kind: 'unit.position',
    at: iso(at),
    unit,
    place: placeOf(world, point),
  }
}

export function stationReadiness(station: string, readiness: Readiness, at: number): EventMessage {
  const id = `${station}/ready/${at / 1000}`
  return { id, source: demoSources.crew, kind: 'station.readiness', at: iso(at), station, ...readiness }
}

export const heartbeatMilliseconds = 15_000

/** One for each source; the same for every moment within one quarter of a minute. */
export function heartbeats(at: number): EventMessage[] {
  const beatAt = Math.floor(at / heartbeatMilliseconds) * heartbeatMilliseconds
  return sourceNames.map((source) => ({
    id: `${source}/alive/${beatAt / 1000}`,
    source,
    kind: 'source.heartbeat',
    at: iso(beatAt),
  }))
}

/** Five decimals are about a metre. */
function placeOf(world: World, point: Point) {
  const { lon, lat } = world.toPlace(point)
  return { lon: Math.round(lon * 1e5) / 1e5, lat: Math.round(lat * 1e5) / 1e5 }
}
