/** Which way does a unit come to a task, and when is it there? From where it surely is, as arrivals are reckoned. */
import { createRouteBetween, type RouteBetween } from '../../geo/coverage/route-between.ts'
import type { Place } from '../../geo/place.ts'
import type { RoadGraph } from '../../geo/roads/road-graph.ts'
import type { SpeedSettings } from '../../geo/roads/speeds.ts'
import { distanceMetres, expectedDriveSeconds } from '../../geo/travel.ts'
import type { FreshnessLimits } from '../contract/freshness.ts'
import type { RouteView } from '../contract/route.ts'
import { VasteError } from '../domain/error.ts'
import { graphInUse, roadsDriven } from '../usecases/coverage-ground.ts'
import type { PromisedCrews } from '../usecases/readiness-plan.ts'
import type { BoardThings } from './alarm-situation.ts'
import { assumedLive, type LiveSpeeds, reachedIn } from './drives.ts'
import { whereaboutsOf } from './whereabouts.ts'

export interface RouteQuestion {
  readonly unit: string
  readonly task: string
}

export interface RouteDesk {
  /** Throws `not-found` for an unknown unit or task, `conflict` for one whose place is not known now. */
  show(question: RouteQuestion): RouteView
}

export function createRouteDesk(options: {
  readonly things: () => BoardThings
  /** The graph in use. Throws where there is none: then the way is a straight line. */
  readonly roads: () => RoadGraph
  readonly now: () => number
  readonly freshness: FreshnessLimits
  readonly promised: () => PromisedCrews
  /** In use now; absent: the assumed ones. */
  readonly speeds?: (urgent: boolean) => LiveSpeeds
}): RouteDesk {
  const { things, now, freshness, promised } = options
  const { speeds = assumedLive } = options
  const finders = new Map<SpeedSettings, { graph: RoadGraph; find: ReturnType<typeof createRouteBetween> }>()
  const finder = (graph: RoadGraph, settings: SpeedSettings) => {
    const known = finders.get(settings)
    if (known?.graph === graph) return known.find
    const find = createRouteBetween(roadsDriven(graph, settings))
    finders.set(settings, { graph, find })
    return find
  }
  return {
    show({ unit: name, task: id }) {
      const { units, stations, sources, tasks } = things()
      const unit = units.get(name)
      if (!unit) throw new VasteError('not-found', `found no unit '${name}'; expected one of the board's`)
      const found = tasks.find(({ judged }) => judged.task.id === id)
      if (!found) throw new VasteError('not-found', `found no open task '${id}'; expected one of the board's`)
      const { task, verdict } = found.judged
      const to = task.location.place
      if (!to) throw new VasteError('conflict', `task '${id}' has no place; expected one to drive to`)
      const at = now()
      const around = { stations, sources, now: at, freshness, promised: promised() }
      const where = whereaboutsOf(unit, around)
      if (!where)
        throw new VasteError(
          'conflict',
          `where unit '${name}' is, is not known now; expected a position of the last ${freshness.lateAfterSeconds} s, or its own word that it is at its station, and a unit that is free or on its way`,
        )
      const isUrgent = verdict?.urgency === 'A' || verdict?.urgency === 'B'
      const graph = graphInUse(options.roads)
      const driven = graph && speeds(isUrgent)
      const way = driven && finder(graph, driven.settings)(where.place, to)
      const { metres, shape, ...drive } = way ?? straight(where.place, to, isUrgent)
      const seconds = way ? reachedIn(drive.seconds, driven?.atScene?.(to)) : drive.seconds
      const arriveAt = Math.max(at, where.leavesAt + seconds * 1000)
      return {
        ...{ unit: name, task: id, at: iso(at), assigned: unit.task === id, metres, seconds },
        basis: !way ? 'straight-line' : graph!.source.approximate ? 'approximate-roads' : 'roads',
        ...{ arriveAt: iso(arriveAt), leavesAt: iso(where.leavesAt), positionAt: iso(where.knownAt) },
        ...(way && { roads: namesOf(graph!) }),
        geometry: {
          type: 'LineString',
          coordinates: shape.map(({ lon, lat }): [number, number] => [lon, lat]),
        },
      }
    },
  }
}

function straight(from: Place, to: Place, urgent: boolean): RouteBetween {
  const seconds = Math.ceil(expectedDriveSeconds(from, to, urgent))
  return { seconds, metres: Math.round(distanceMetres(from, to)), shape: [from, to] }
}

function namesOf({ source: { name, date, attribution } }: RoadGraph) {
  return { name, date, attribution }
}

const iso = (at: number) => new Date(at).toISOString()
