/** Who is expected first, and when? A straight-line estimate until roads are known; never from an old position. */
import type { Place } from '../../geo/place.ts'
import { expectedDriveSeconds } from '../../geo/travel.ts'
import { qualifies } from '../domain/reach-time.ts'
import type { ServiceLevelDecision } from '../domain/service-level-decision.ts'
import type { UnitStatus } from '../domain/vocabulary.ts'
import type { StationState, UnitState } from '../store/board-state.ts'
import type { JudgedTask } from '../store/task-cache.ts'

export interface Expected {
  readonly unit: string
  readonly arriveAt: number
  readonly assigned: boolean
}

export interface Surroundings {
  readonly units: Iterable<UnitState>
  readonly stations: ReadonlyMap<string, StationState>
  readonly decisions: readonly ServiceLevelDecision[]
  readonly now: number
  /** A position older than this says nothing of where the unit is now. */
  readonly positionFreshMs: number
}

const turnoutSeconds = 90
const free: readonly UnitStatus[] = ['available', 'at-station']
const onTheWay: readonly UnitStatus[] = ['reserved', 'alerted', 'en-route']

export function expectArrival({ task, verdict }: JudgedTask, around: Surroundings): Expected | undefined {
  const place = task.location.place
  const decision = around.decisions.find(({ id }) => id === verdict?.decision)
  const pending = verdict?.measures.find(({ outcome }) => outcome.kind === 'pending')
  if (!place || !decision || !pending?.measure) return undefined
  const urgent = verdict!.urgency === 'A' || verdict!.urgency === 'B'
  let best: Expected | undefined
  for (const unit of around.units) {
    const type = unit.type ?? task.units.find((sent) => sent.unit === unit.unit)?.type
    if (!qualifies(decision, pending.measure, type)) continue
    const expected = arrivalOf(unit, task.id, place, urgent, around)
    if (expected && (!best || sooner(expected, best))) best = expected
  }
  return best
}

/** A unit already sent comes before one that only might be. */
function sooner(a: Expected, b: Expected): boolean {
  return a.assigned === b.assigned ? a.arriveAt < b.arriveAt : a.assigned
}

function arrivalOf(
  unit: UnitState,
  task: string,
  place: Place,
  urgent: boolean,
  around: Surroundings,
): Expected | undefined {
  if (unit.status === undefined) return undefined
  const assigned = unit.task === task && onTheWay.includes(unit.status)
  if (!assigned && !free.includes(unit.status)) return undefined
  const position = freshPosition(unit, around)
  if (!position) return undefined
  const leaves = Math.max(position.at, around.now - around.positionFreshMs)
  const turnout = unit.status === 'en-route' || unit.status === 'available' ? 0 : turnoutSeconds
  const drive = expectedDriveSeconds(position.place, place, urgent)
  return { unit: unit.unit, assigned, arriveAt: Math.max(around.now, leaves + (turnout + drive) * 1000) }
}

/** Where the unit surely is: a fresh position, or its station when it says it is there. */
function freshPosition(unit: UnitState, around: Surroundings): { place: Place; at: number } | undefined {
  const age = around.now - (unit.placeAt ?? Number.NEGATIVE_INFINITY)
  if (unit.place && age <= around.positionFreshMs) return { place: unit.place, at: unit.placeAt! }
  if (unit.status !== 'at-station' && unit.status !== 'alerted') return undefined
  const station = unit.station === undefined ? undefined : around.stations.get(unit.station)
  if (!station) return undefined
  return { place: station.place, at: unit.status === 'alerted' ? unit.statusAt! : around.now }
}
