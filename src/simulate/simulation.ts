/**
 * What would the sources have told between two moments? One endless stream that is a function of (world, seed) alone;
 * `simulate` cuts a piece out of it. Pieces laid end to end are the stream itself, whoever cuts them and when.
 */
import { createCalendar } from '../domain/calendar.ts'
import { demandOf, type Volumes } from './demand.ts'
import { fleetMonthAt, runFleetMonth } from './fleet-month.ts'
import { heartbeatMilliseconds, heartbeats, type TimedEvent } from './messages.ts'
import type { Seed } from './random.ts'
import type { World } from './world.ts'

export interface SimulateOptions {
  readonly world: World
  readonly seed: Seed
  /** Epoch milliseconds, half-open. */
  readonly from: number
  readonly to: number
  /** Also `unit.position`. */
  readonly positions?: boolean
  /** Positions only from here on; otherwise from `from`. */
  readonly positionsFrom?: number
  /** Also `source.heartbeat` of every source each 15 s. */
  readonly heartbeats?: boolean
  readonly volumes?: Volumes
}

/**
 * In time order. To begin in the middle of a fleet month (see fleet-month.ts) the month is run from its start, well
 * under a second of work, and what is earlier is passed over; nothing is carried over from one fleet month to the next.
 */
export function* simulate(options: SimulateOptions): Generator<TimedEvent> {
  const told = eventsOf(options)
  yield* options.heartbeats ? withHeartbeats(told, options) : told
}

function* eventsOf(options: SimulateOptions): Generator<TimedEvent> {
  const { world, seed, from, to, volumes } = options
  const calendar = createCalendar(world.zone)
  const demandOn = demandOf(world, seed, calendar, volumes)
  const positionsFrom = options.positions ? (options.positionsFrom ?? from) : undefined
  for (let span = fleetMonthAt(calendar, from); span.from < to; span = fleetMonthAt(calendar, span.to)) {
    for (const told of runFleetMonth({ world, seed, calendar, demandOn, span, positionsFrom })) {
      if (told.at >= to) return
      if (told.at >= from) yield told
    }
  }
}

function* withHeartbeats(told: Iterable<TimedEvent>, { from, to }: SimulateOptions): Generator<TimedEvent> {
  let beatAt = Math.ceil(from / heartbeatMilliseconds) * heartbeatMilliseconds
  const beats = () => heartbeats(beatAt).map((event) => ({ at: beatAt, event }))
  for (const one of told) {
    for (; beatAt <= one.at; beatAt += heartbeatMilliseconds) yield* beats()
    yield one
  }
  for (; beatAt < to; beatAt += heartbeatMilliseconds) yield* beats()
}
