/**
 * How long do units drive to an open task? Over the roads in use, searched backwards once from each place and kept, a
 * few places at a time so that nothing else waits; by a straight line only where no road is near.
 */
import { createDriveTo, type DriveTo } from '../../geo/coverage/drive-to.ts'
import { secondsAtScene } from '../../geo/coverage/seconds.ts'
import type { Place } from '../../geo/place.ts'
import type { RoadGraph } from '../../geo/roads/road-graph.ts'
import { emergencyDrive, normalDrive, type SpeedSettings } from '../../geo/roads/speeds.ts'
import { expectedDriveSeconds } from '../../geo/travel.ts'
import type { ArrivalBasis } from '../domain/outlook.ts'
import { graphInUse, roadsDriven } from '../usecases/coverage-ground.ts'

export interface Drive {
  readonly seconds: number
  readonly basis: ArrivalBasis
}

export interface Drives {
  /** From wherever a unit is to this place. Undefined: not searched yet; `onKnown` tells when it is. */
  to(place: Place, urgent: boolean): ((from: Place) => Drive) | undefined
  /** Who wants to be told, once, of everything that was asked for. */
  onKnown(tell: () => void): void
  /** Makes ready what takes long, before anybody waits for it: on a large network most of a second. */
  prepare(): void
  stop(): void
}

export interface DrivesOptions {
  /** The graph in use; another object is another graph. Throws where there is none: then all is by straight lines. */
  readonly roads: () => RoadGraph
  /** In use now; absent: the assumed ones. Other objects are other speeds. Throws as `roads` does. */
  readonly speeds?: (urgent: boolean) => LiveSpeeds
  /** Searches before others get their turn. */
  readonly searchesAtOnce?: number
  readonly bytesAtMost?: number
}

export interface LiveSpeeds {
  readonly settings: SpeedSettings
  /** What becomes of the seconds on the road to this place; absent: nothing. */
  readonly atScene?: (to: Place) => AtScene
}

type AtScene = { readonly factor: number; readonly fixedSeconds: number }

export function assumedLive(urgent: boolean): LiveSpeeds {
  return { settings: urgent ? emergencyDrive : normalDrive }
}

export function reachedIn(secondsOnRoad: number, scene: AtScene | undefined): number {
  return scene ? secondsAtScene(secondsOnRoad, scene.factor, scene.fixedSeconds) : secondsOnRoad
}

type Found = { readonly drive: DriveTo | undefined }

export function createDrives(options: DrivesOptions): Drives {
  const { searchesAtOnce = 2, bytesAtMost = 64_000_000 } = options
  const { speeds = assumedLive } = options
  const searchers = new Map<SpeedSettings, (to: Place) => DriveTo | undefined>()
  const found = new Map<string, Found>()
  const waiting = new Map<string, { readonly place: Place; readonly settings: SpeedSettings }>()
  let graph: RoadGraph | undefined
  let [bytes, left, told] = [0, searchesAtOnce, () => {}]
  let turning: NodeJS.Immediate | undefined

  /** Speeds of one name may still be others. */
  const numbers = new Map<SpeedSettings, number>()
  const numberOf = (settings: SpeedSettings): number => {
    const number = numbers.get(settings) ?? numbers.size
    numbers.set(settings, number)
    return number
  }
  const follow = (): RoadGraph | undefined => {
    const current = graphInUse(options.roads)
    if (current !== graph) {
      graph = current
      bytes = 0
      for (const kept of [searchers, found, waiting]) kept.clear()
    }
    return graph
  }
  const searcherFor = (settings: SpeedSettings) => {
    const search = searchers.get(settings) ?? createDriveTo(roadsDriven(graph!, settings))
    searchers.set(settings, search)
    return search
  }
  const searchFrom = (place: Place, settings: SpeedSettings, key: string): Found => {
    const drive = searcherFor(settings)(place)
    found.set(key, { drive })
    bytes += drive?.bytes ?? 0
    for (const [old, { drive: gone }] of found) {
      if (bytes <= bytesAtMost || old === key) break
      found.delete(old)
      bytes -= gone?.bytes ?? 0
    }
    return { drive }
  }
  /** One search for each turn of the others; who asked is told when all are there. */
  const turn = () => {
    turning = undefined
    left = searchesAtOnce
    const [next] = waiting
    if (!next) return
    waiting.delete(next[0])
    searchFrom(next[1].place, next[1].settings, next[0])
    if (waiting.size === 0) told()
    else turning ??= setImmediate(turn)
  }
  return {
    to(place, urgent) {
      const current = follow()
      if (!current) return drivesTo(place, urgent, undefined, { approximate: false })
      const { settings, atScene } = speeds(urgent)
      const key = `${numberOf(settings)} ${place.lon} ${place.lat}`
      let known = found.get(key)
      if (!known) {
        turning ??= setImmediate(turn)
        if (left <= 0) {
          waiting.set(key, { place, settings })
          return undefined
        }
        left--
        known = searchFrom(place, settings, key)
      } else {
        // The least asked for goes first.
        found.delete(key)
        found.set(key, known)
      }
      const { approximate } = current.source
      return drivesTo(place, urgent, known.drive, { approximate, scene: atScene?.(place) })
    },
    prepare() {
      if (follow()) for (const urgent of [true, false]) searcherFor(speeds(urgent).settings)
    },
    onKnown(tell) {
      told = tell
    },
    stop() {
      clearImmediate(turning)
      waiting.clear()
    },
  }
}

function drivesTo(
  place: Place,
  urgent: boolean,
  drive: DriveTo | undefined,
  { approximate, scene }: { readonly approximate: boolean; readonly scene?: AtScene | undefined },
) {
  return (from: Place): Drive => {
    const onRoad = drive?.secondsFrom(from)
    return onRoad === undefined
      ? { seconds: Math.ceil(expectedDriveSeconds(from, place, urgent)), basis: 'straight-line' }
      : { seconds: reachedIn(onRoad, scene), basis: approximate ? 'approximate-roads' : 'roads' }
  }
}
