/** Who comes to an open task and when, and will its last limit be kept? Over the roads, and never from an old position. */
import { assembled } from '../domain/formation.ts'
import { type ArrivalBasis, lastLimit, type Outlook, outlookOf } from '../domain/outlook.ts'
import { qualifies } from '../domain/reach-time.ts'
import type { ServiceLevelDecision } from '../domain/service-level-decision.ts'
import type { UnitOnTask } from '../domain/task.ts'
import type { Measure, UnitStatus, UnitType } from '../domain/vocabulary.ts'
import type { UnitState } from '../store/board-state.ts'
import type { JudgedTask } from '../store/task-cache.ts'
import type { Drives } from './drives.ts'
import { type WhereaboutsContext, whereaboutsOf } from './whereabouts.ts'

export interface Arrival {
  readonly unit: string
  readonly arriveAt: number
  /** Sent to this very task; otherwise free. */
  readonly assigned: boolean
  readonly basis: ArrivalBasis
  readonly positionAt: number
}

export interface Forecast {
  /** Every unit on its way that is surely somewhere, soonest first. */
  readonly arrivals: readonly Arrival[]
  /** Who completes the measure that is counted next. */
  readonly expected?: Arrival
  readonly outlook?: Outlook
}

export interface Surroundings extends WhereaboutsContext {
  readonly units: ReadonlyMap<string, UnitState>
  readonly decisions: readonly ServiceLevelDecision[]
  readonly drives: Drives
}

const free: readonly UnitStatus[] = ['available', 'at-station']
const onTheWay: readonly UnitStatus[] = ['reserved', 'alerted', 'en-route']

export function forecastOf(judged: JudgedTask, around: Surroundings): Forecast {
  const { task, verdict } = judged
  const limit = lastLimit(verdict)
  const decision = around.decisions.find(({ id }) => id === verdict?.decision)
  const { place } = task.location
  const urgent = verdict?.urgency === 'A' || verdict?.urgency === 'B'
  const drive = place && around.drives.to(place, urgent)
  // Not searched yet: a moment later it is.
  if (place && !drive) return { arrivals: [] }
  const arrivalOf = (unit: UnitState, assigned: boolean): Arrival | undefined => {
    const where = drive && whereaboutsOf(unit, around)
    if (!where) return undefined
    const { seconds, basis } = drive(where.place)
    const arriveAt = Math.max(around.now, where.leavesAt + seconds * 1000)
    return { unit: unit.unit, arriveAt, assigned, basis, positionAt: where.knownAt }
  }
  const sent = [...around.units.values()].filter((unit) => isSentTo(task.id, unit))
  const arrivals = sent.flatMap((unit) => arrivalOf(unit, true) ?? []).sort(sooner)
  if (!limit || !decision) return { arrivals }
  const crowd = createCrowd(judged, limit.measure, decision, around)
  const counting = sent.filter(crowd.counts)
  let unseen = counting.some(({ unit }) => !arrivals.some((arrival) => arrival.unit === unit))
  let expected = crowd.completedBy(arrivals)
  if (!expected && !unseen) {
    const idle = [...around.units.values()].filter((unit) => isFree(unit) && crowd.counts(unit))
    const known = idle.map((unit) => arrivalOf(unit, false))
    unseen = place !== undefined && known.includes(undefined)
    expected = crowd.completedBy([
      ...arrivals,
      ...known.filter((arrival) => arrival !== undefined).sort(sooner),
    ])
  }
  const attended = sent.length > 0
  const outlook = outlookOf({
    limit,
    hasPlace: place !== undefined,
    attended,
    unseen,
    ...(expected && { expected }),
  })
  return { arrivals, ...(expected && { expected }), ...(outlook && { outlook }) }
}

function isSentTo(task: string, unit: UnitState): boolean {
  return unit.task === task && unit.status !== undefined && onTheWay.includes(unit.status)
}

function isFree({ status }: UnitState): boolean {
  return status !== undefined && free.includes(status)
}

const sooner = (a: Arrival, b: Arrival) => a.arriveAt - b.arriveAt || (a.unit < b.unit ? -1 : 1)

/** Who counts for the measure, and by whom of those who come it is completed: as a reach time is judged. */
function createCrowd(
  { task }: JudgedTask,
  measure: Measure,
  decision: ServiceLevelDecision,
  { units }: Surroundings,
) {
  const typeOf = (unit: string): UnitType | undefined =>
    units.get(unit)?.type ?? task.units.find((sent) => sent.unit === unit)?.type
  const counts = ({ unit }: { readonly unit: string }) => qualifies(decision, measure, typeOf(unit))
  const there = task.units.filter((unit) => unit.atSceneAt !== undefined && counts(unit))
  return {
    counts,
    completedBy(arrivals: readonly Arrival[]): Arrival | undefined {
      const coming = arrivals.filter(counts)
      const come: UnitOnTask[] = coming.map(({ unit, arriveAt }) => ({
        ...{ ...task.units.find((sent) => sent.unit === unit), unit, status: 'at-scene' as const },
        ...{ statusAt: arriveAt, atSceneAt: arriveAt },
      }))
      const together = [...there, ...come].sort((a, b) => a.atSceneAt! - b.atSceneAt!)
      const { unit } = assembled(together, decision.formations?.[measure], ({ unit }) => typeOf(unit))
      return coming.find((arrival) => arrival.unit === unit?.unit)
    },
  }
}
