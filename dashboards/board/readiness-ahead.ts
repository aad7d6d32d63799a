// What stands at a station in the next twelve hours, and when does nobody? Cut from the plan's timelines. Pure.
import type { ReadinessTimelines } from '../../src/contract/readiness.ts'
import type { Service } from '../vocabulary.ts'

const aheadMs = 12 * 3_600_000

/** Shares 0..1 of the twelve hours. */
export interface Stretch {
  readonly from: number
  readonly to: number
  readonly stands: boolean
}

export interface Hole {
  readonly service: Service
  /** Epoch milliseconds; cut to the twelve hours. */
  readonly from: number
  readonly to: number
  /** It goes on beyond them. */
  readonly goesOn: boolean
}

export interface Ahead {
  readonly rows: readonly {
    readonly service: Service
    readonly slot: string
    readonly stretches: readonly Stretch[]
  }[]
  readonly holes: readonly Hole[]
}

/** Undefined for a station that no plan knows. */
export function readinessAhead(
  timelines: ReadinessTimelines,
  station: string,
  now: number,
): Ahead | undefined {
  const own = timelines.stations.find(({ id }) => id === station)
  if (!own) return undefined
  const end = now + aheadMs
  const share = (at: number) => (Math.min(end, Math.max(now, at)) - now) / aheadMs
  const within = ({ from, to }: { readonly from: string; readonly to: string }) =>
    Date.parse(to) > now && Date.parse(from) < end
  return {
    rows: own.slots.map(({ service, slot, segments }) => ({
      ...{ service, slot },
      stretches: segments.filter(within).map(({ from, to, periods }) => ({
        ...{ from: share(Date.parse(from)), to: share(Date.parse(to)), stands: periods.length > 0 },
      })),
    })),
    holes: own.holes.filter(within).map(({ service, from, to }) => ({
      ...{ service, from: Math.max(now, Date.parse(from)), to: Math.min(end, Date.parse(to)) },
      goesOn: Date.parse(to) > end,
    })),
  }
}

export interface StationHole extends Hole {
  readonly station: string
}

/** Of all stations, the one that begins first first. */
export function holesAhead(timelines: ReadinessTimelines, now: number): readonly StationHole[] {
  return timelines.stations
    .flatMap(({ id }) =>
      (readinessAhead(timelines, id, now)?.holes ?? []).map((hole) => ({ ...hole, station: id })),
    )
    .sort((a, b) => a.from - b.from || a.station.localeCompare(b.station))
}
