/**
 * How long does a crew drive from where it is? From stations, hospitals and other anchors by exact rows over the roads.
 * A crew on its way home is somewhere between two places: its seconds are those of turning back, of going on home, or of
 * leaving the way at an anchor beside it, whichever is least. That is exact at each anchor, and elsewhere an estimate
 * whose error a test tells. Roads count as equally long both ways.
 */
import { unreachedSeconds } from '../../../geo/coverage/seconds.ts'

/** Seconds from an anchor to each spot, `unreachedSeconds` where no way leads. */
export type RowOf = (anchor: number, alarm: boolean) => ArrayLike<number>

export interface TravelGround {
  /** Anchors are places with rows: stations and hospitals first, then the middles of some cells. */
  readonly anchors: number
  /** The spot that an anchor lies in, -1 for none: without one it is no waypoint. */
  spotOf(anchor: number): number
  rowOf: RowOf
}

/** A way home that is under way, or over. */
export interface Trip {
  /** Where from: a spot, or an anchor such as a hospital; the other is -1. */
  readonly spot: number
  readonly anchor: number
  readonly startAt: number
  readonly homeAt: number
  /** Made when first asked for. */
  waypoints?: readonly Waypoint[]
}

interface Waypoint {
  readonly anchor: number
  /** Share of the way that lies behind at the anchor. */
  readonly at: number
}

export interface Travel {
  /** Expected seconds between an anchor and a spot; Infinity where no way leads. */
  seconds(anchor: number, spot: number, alarm: boolean): number
  /** The same to another anchor, or to the middle of the cell that it lies in. */
  between(from: number, to: number, alarm: boolean): number
  /** From a place of the trip at an instant before it is over to a spot. `home` is an anchor. */
  onTheWay(trip: Trip, home: number, at: number, spot: number, alarm: boolean): number
}

const nearAtMost = 6
/** A way that is longer by this much by an anchor still goes past it. */
const besideShare = 1.02
const besideSeconds = 20

export function createTravel({ anchors, spotOf, rowOf }: TravelGround): Travel {
  const column = columnsOver({ anchors, spotOf, rowOf })
  const near = new Map<number, readonly number[]>()
  const ways = new Map<number, Float64Array>()
  const seconds = (anchor: number, spot: number, alarm: boolean) => column(spot, alarm)[anchor]!
  const between = (from: number, to: number, alarm: boolean): number => {
    if (from === to) return 0
    const spot = spotOf(to)
    return spot === -1 ? Infinity : seconds(from, spot, alarm)
  }
  /** From an anchor to all others, as units drive that are in no hurry. */
  const waysFrom = (from: number): Float64Array => {
    let found = ways.get(from)
    if (!found) {
      found = Float64Array.from({ length: anchors }, (_, to) => between(from, to, false))
      ways.set(from, found)
    }
    return found
  }
  /** Anchors nearest to a spot, the nearest first. */
  const nearOf = (spot: number): readonly number[] => {
    let found = near.get(spot)
    if (!found) {
      const by = column(spot, false)
      const all = Array.from({ length: anchors }, (_, anchor) => anchor)
      found = all.sort((a, b) => by[a]! - by[b]! || a - b).slice(0, nearAtMost)
      near.set(spot, found)
    }
    return found
  }
  const fromStart = (trip: Trip) => (trip.anchor === -1 ? column(trip.spot, false) : waysFrom(trip.anchor))
  const wholeWay = (trip: Trip, home: number, alarm: boolean) =>
    trip.anchor === -1 ? seconds(home, trip.spot, alarm) : between(trip.anchor, home, alarm)

  const waypointsOf = (trip: Trip, home: number): Waypoint[] => {
    const whole = wholeWay(trip, home, false)
    const found: Waypoint[] = [{ anchor: home, at: 1 }]
    if (!(whole > 0 && whole < Infinity)) return found
    if (trip.anchor !== -1) found.push({ anchor: trip.anchor, at: 0 })
    const behind = fromStart(trip)
    const ahead = waysFrom(home)
    const atMost = whole * besideShare + besideSeconds
    for (let anchor = 0; anchor < anchors; anchor++)
      if (behind[anchor]! + ahead[anchor]! <= atMost && anchor !== home && anchor !== trip.anchor)
        found.push({ anchor, at: Math.min(1, behind[anchor]! / whole) })
    return found
  }
  return {
    ...{ seconds, between },
    onTheWay(trip, home, at, spot, alarm) {
      const whole = (trip.homeAt - trip.startAt) / 1000
      const done = whole <= 0 ? 1 : Math.min(1, (at - trip.startAt) / 1000 / whole)
      const normal = wholeWay(trip, home, false)
      const known = normal > 0 && normal < Infinity
      const pace = known ? (alarm ? Math.min(normal, wholeWay(trip, home, true)) : normal) : 0
      trip.waypoints ??= waypointsOf(trip, home)
      const to = column(spot, alarm)
      let best = Infinity
      for (const { anchor, at: share } of trip.waypoints) {
        const by = Math.abs(share - done) * pace + to[anchor]!
        if (by < best) best = by
      }
      if (trip.spot === -1) return best
      if (trip.spot === spot) best = Math.min(best, done * pace)
      const back = column(trip.spot, alarm)
      for (const anchor of nearOf(trip.spot)) {
        const by = done * pace + back[anchor]! + to[anchor]!
        if (by < best) best = by
      }
      return best
    },
  }
}

/** Seconds from all anchors to one spot side by side, Infinity where no way leads; made when first asked for. */
function columnsOver({ anchors, rowOf }: TravelGround) {
  const made: (Float64Array | undefined)[] = []
  return (spot: number, alarm: boolean): Float64Array => {
    const at = spot * 2 + (alarm ? 1 : 0)
    let column = made[at]
    if (!column) {
      column = new Float64Array(anchors)
      for (let anchor = 0; anchor < anchors; anchor++) {
        const seconds = rowOf(anchor, alarm)[spot]!
        column[anchor] = seconds === unreachedSeconds ? Infinity : seconds
      }
      made[at] = column
    }
    return column
  }
}
